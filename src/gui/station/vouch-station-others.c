/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-others"

#include "config.h"
#include "vouch-station-others.h"

/*
 * While a child sits before the computer nothing else of the teacher's program is on the screen, the
 * help in a window of its own least of all.
 */

/**
 * vouch_station_others_send_away:
 * @station: the window that stays.
 *
 * Hides every other window of the program.
 *
 * Returns: (transfer full) (element-type GtkWidget): those that were shown; they are not held.
 */
GPtrArray *
vouch_station_others_send_away (GtkWidget *station)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *away = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (window == station || !gtk_widget_get_visible (window))
      continue;
    g_ptr_array_add (away, window);
    gtk_widget_set_visible (window, FALSE);
  }
  return away;
}

/**
 * vouch_station_others_call_back:
 * @away: (element-type GtkWidget): windows; those that are gone meanwhile are passed over.
 *
 * Shows them again.
 */
void
vouch_station_others_call_back (GPtrArray *away)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_ptr_array_find (away, window, NULL))
      gtk_widget_set_visible (window, TRUE);
  }
}
