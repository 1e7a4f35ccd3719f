/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-inspector.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_READER_INSPECTOR (vouch_reader_inspector_get_type ())
G_DECLARE_FINAL_TYPE (VouchReaderInspector,
                      vouch_reader_inspector,
                      VOUCH,
                      READER_INSPECTOR,
                      GObject)

VouchReaderInspector *vouch_reader_inspector_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchReaderInspector *
vouch_reader_inspector_new_for_helper (const char *helper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
