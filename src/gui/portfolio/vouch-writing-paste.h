/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPastedFunc:
 * @text: the words that were pasted or dropped.
 * @data: user data.
 *
 * Takes what came from another program.
 */
typedef void (*VouchPastedFunc) (const char *text, gpointer data);

void vouch_writing_paste (GtkWidget *widget, GObject *owner, VouchPastedFunc done);
void vouch_writing_accept_drops (GtkTextView *view, GObject *owner, VouchPastedFunc done);

G_END_DECLS
