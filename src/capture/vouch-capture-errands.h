/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint vouch_capture_errands_begin (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_errands_end (guint number);
void vouch_capture_errands_run (const char *name, GThreadFunc func, gpointer data);
guint vouch_capture_errands_count (void);
gboolean vouch_capture_errands_wait (guint wait_ms);

G_END_DECLS
