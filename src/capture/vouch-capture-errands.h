/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void vouch_capture_errands_begin (void);
void vouch_capture_errands_end (void);
void vouch_capture_errands_run (const char *name, GThreadFunc func, gpointer data);
gboolean vouch_capture_errands_wait (guint wait_ms);

G_END_DECLS
