/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *vouch_window_memory_restore (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void vouch_window_memory_keep (GtkWindow *window, const char *place);

G_END_DECLS
