/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recording-keys"

#include "config.h"
#include "vouch-recording-keys.h"

/* The keys of a recording; those that most players share. */

/**
 * vouch_recording_keys_add:
 * @widget_class: the class of the view of a recording, with its actions.
 *
 * Gives it the keys by which a recording is played and searched.
 */
void
vouch_recording_keys_add (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    gint64 jump_ms;
  } jumps[] = {
    { GDK_KEY_Left, 0, -5000 },
    { GDK_KEY_Right, 0, 5000 },
    { GDK_KEY_Left, GDK_SHIFT_MASK, -1000 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, 1000 },
    { GDK_KEY_j, 0, -10000 },
    { GDK_KEY_l, 0, 10000 },
  };
  static const struct {
    guint key;
    const char *action;
    int by;
  } steps[] = {
    { GDK_KEY_comma, "recording.step", -1 },
    { GDK_KEY_period, "recording.step", 1 },
    { GDK_KEY_less, "recording.faster", -1 },
    { GDK_KEY_greater, "recording.faster", 1 },
  };
  static const struct {
    guint key;
    const char *action;
  } plain[] = {
    { GDK_KEY_space, "recording.play" }, { GDK_KEY_k, "recording.play" },
    { GDK_KEY_Home, "recording.first" }, { GDK_KEY_End, "recording.last" },
    { GDK_KEY_m, "recording.mark" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    gtk_widget_class_add_binding_action (widget_class, jumps[i].key, jumps[i].modifiers,
                                         "recording.jump", "x", jumps[i].jump_ms);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding_action (widget_class, steps[i].key, 0, steps[i].action, "i",
                                         steps[i].by);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    gtk_widget_class_add_binding_action (widget_class, plain[i].key, 0, plain[i].action, NULL);
}
