/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-keys"

#include "config.h"
#include "vouch-station-keys.h"

/*
 * A child sits before the computer of a teacher.  Of the keyboard only what moves between the buttons
 * and presses them is let through; everything else ends here, before any shortcut hears of it.  One
 * combination leads out, which the teacher was told and the screen does not show.
 */

static gboolean
is_for_buttons (guint key)
{
  switch (key) {
  case GDK_KEY_Tab:
  case GDK_KEY_ISO_Left_Tab:
  case GDK_KEY_KP_Tab:
  case GDK_KEY_Left:
  case GDK_KEY_Right:
  case GDK_KEY_Up:
  case GDK_KEY_Down:
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_ISO_Enter:
  case GDK_KEY_space:
  case GDK_KEY_KP_Space: return TRUE;
  default: return FALSE;
  }
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint key,
            guint code,
            GdkModifierType modifiers,
            GtkWidget *window)
{
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();
  const char *way_out = gtk_event_controller_get_name (GTK_EVENT_CONTROLLER (controller));

  if (held == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && gdk_keyval_to_lower (key) == GDK_KEY_e) {
    gtk_widget_activate_action (window, way_out, NULL);
    return GDK_EVENT_STOP;
  }
  return is_for_buttons (key) && (held & ~GDK_SHIFT_MASK) == 0 ? GDK_EVENT_PROPAGATE
                                                               : GDK_EVENT_STOP;
}

/**
 * vouch_station_keys_lock:
 * @window: a window.
 * @way_out: the action that Ctrl+Shift+E activates.
 *
 * Lets no other key through than those that move between buttons and press them.
 */
void
vouch_station_keys_lock (GtkWidget *window, const char *way_out)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_name (keys, way_out);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), window, 0);
  gtk_widget_add_controller (window, keys);
}
