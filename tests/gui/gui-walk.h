/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef gboolean (*GuiWalkFunc) (GtkWidget *widget, gconstpointer data);

guint gui_walk_check_names (GtkWidget *widget);
GtkWidget *gui_walk_find (GtkWidget *widget, GuiWalkFunc func, gconstpointer data);
GtkWidget *gui_walk_find_text (GtkWidget *widget, const char *text);
GtkWidget *gui_walk_find_button (GtkWidget *widget, const char *label);
void gui_walk_go_on (gint64 end, const char *what);
void gui_walk_wait_for_text (GtkWidget *widget, const char *text);

G_END_DECLS
