/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-wheel"

#include "config.h"
#include "vouch-wheel.h"

#include <math.h>

#include "vouch-focus.h"

/*
 * A list that scrolls inside a page that scrolls. Whoever turns the wheel to get down the page must not
 * be caught by a list that comes under the pointer on the way: it scrolls only for who works in it.
 */

static double
distance_of (GtkEventControllerScroll *wheel, GtkAdjustment *page, double dy)
{
  if (gtk_event_controller_scroll_get_unit (wheel) == GDK_SCROLL_UNIT_SURFACE)
    return dy;
  return dy * pow (gtk_adjustment_get_page_size (page), 2.0 / 3);
}

static gboolean
scroll_cb (GtkEventControllerScroll *wheel, double dx, double dy, gpointer data)
{
  GtkWidget *scrolled = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (wheel));
  GtkWidget *parent = gtk_widget_get_parent (scrolled);
  GtkWidget *around =
      parent != NULL ? gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GtkAdjustment *page;

  if (around == NULL || vouch_focus_is_in (scrolled))
    return GDK_EVENT_PROPAGATE;
  page = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around));
  gtk_adjustment_set_value (page, gtk_adjustment_get_value (page) + distance_of (wheel, page, dy));
  return GDK_EVENT_STOP;
}

/**
 * vouch_wheel_pass_on:
 * @scrolled: a scrolled window inside another one.
 *
 * Lets the wheel scroll what is around it, unless the keyboard focus is in it.
 */
void
vouch_wheel_pass_on (GtkWidget *scrolled)
{
  GtkEventController *wheel;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scrolled));

  wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (scrolled, wheel);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scroll_cb), scrolled, 0);
}
