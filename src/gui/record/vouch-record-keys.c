/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-keys"

#include "config.h"
#include "vouch-record-keys.h"

/*
 * The keys of a recording: R begins it, space marks a moment, 1 to 9 mark one with a word, P pauses.
 * They are heard before any button is, so that space is never taken for the button that has the focus:
 * Enter presses those.  Whoever types is left alone.
 */

static gboolean
is_typing (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
is_heard (GtkWidget *part, GdkModifierType modifiers)
{
  return gtk_widget_get_mapped (part) && !is_typing (part) &&
         (modifiers & gtk_accelerator_get_default_mod_mask ()) == 0;
}

static gboolean
pressed_before_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   GtkWidget *before)
{
  if (!is_heard (before, modifiers & ~GDK_SHIFT_MASK) || (key != GDK_KEY_r && key != GDK_KEY_R))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (before, "record.start", NULL);
}

static gboolean
pressed_during_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType modifiers,
                   GtkWidget *during)
{
  guint digit = key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_0 : key - GDK_KEY_0;

  if (!is_heard (during, modifiers))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    return gtk_widget_activate_action (during, "record.mark", "u", 0);
  if (digit >= 1 && digit <= 9)
    return gtk_widget_activate_action (during, "record.mark", "u", digit);
  if (key == GDK_KEY_p || key == GDK_KEY_P)
    return gtk_widget_activate_action (during, "record.pause", NULL);
  return GDK_EVENT_PROPAGATE;
}

static void
mapped_cb (GtkWidget *part, GtkEventController *keys)
{
  GtkRoot *root = gtk_widget_get_root (part);

  if (root != NULL)
    gtk_widget_add_controller (GTK_WIDGET (root), g_object_ref (keys));
}

static void
unmapped_cb (GtkWidget *part, GtkEventController *keys)
{
  GtkWidget *window = gtk_event_controller_get_widget (keys);

  if (window != NULL)
    gtk_widget_remove_controller (window, keys);
}

static void
let_go (gpointer keys, GObject *part)
{
  GtkWidget *window = gtk_event_controller_get_widget (keys);

  if (window != NULL)
    gtk_widget_remove_controller (window, keys);
  g_object_unref (keys);
}

/* They are heard in the whole window, wherever the focus is, as long as the part is shown. */
static void
add (GtkWidget *part, GCallback pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", pressed, part, 0);
  g_signal_connect_object (part, "map", G_CALLBACK (mapped_cb), keys, G_CONNECT_AFTER);
  g_signal_connect_object (part, "unmap", G_CALLBACK (unmapped_cb), keys, 0);
  g_object_weak_ref (G_OBJECT (part), let_go, keys);
}

/**
 * vouch_record_keys_add:
 * @before: what is shown before a recording.
 * @during: what is shown while it is made.
 *
 * Hears the keys of a recording, of each part while that is shown.
 */
void
vouch_record_keys_add (GtkWidget *before, GtkWidget *during)
{
  add (before, G_CALLBACK (pressed_before_cb));
  add (during, G_CALLBACK (pressed_during_cb));
}
