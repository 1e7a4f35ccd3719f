/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bundle.h"

G_BEGIN_DECLS

GPtrArray *
vouch_bundle_list_captions (VouchBundle *bundle, const char *artifact) G_GNUC_WARN_UNUSED_RESULT;
char *
vouch_bundle_captions_write (VouchBundle *bundle, const char *artifact) G_GNUC_WARN_UNUSED_RESULT;
void vouch_bundle_captions_put (VouchBundle *bundle, const char *artifact, GString *page);

G_END_DECLS
