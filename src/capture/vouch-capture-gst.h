/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean vouch_capture_gst_init (GError **error);
gboolean vouch_capture_gst_has (const char *element);
gint64 vouch_capture_gst_now (void);

G_END_DECLS
