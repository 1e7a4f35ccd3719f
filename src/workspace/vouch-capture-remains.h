/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-record.h"

G_BEGIN_DECLS

gboolean vouch_capture_remains_has_bytes (const char *folder);
gboolean vouch_capture_remains_is_plain_name (const char *name);
VouchCaptureRecord *
vouch_capture_remains_load (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint vouch_capture_remains_count_parts (const char *folder, VouchCaptureRecord *record);

G_END_DECLS
