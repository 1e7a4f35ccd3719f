/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_focus_watch (GtkWindow *window);
gboolean vouch_focus_is_in (GtkWidget *widget);
gboolean vouch_focus_leave (GtkWidget *widget);
gboolean vouch_focus_move_in_row (GtkWidget *list, GtkDirectionType direction);

gboolean vouch_focus_in_order (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
