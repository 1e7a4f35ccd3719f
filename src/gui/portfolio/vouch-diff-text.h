/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *vouch_diff_text_show (GtkTextBuffer *buffer, GPtrArray *pieces) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_diff_text_summarize (GPtrArray *pieces) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
