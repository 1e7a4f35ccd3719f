/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-range-handle"

#include "config.h"
#include "vouch-range-handle.h"

#include "vouch-text.h"

#define STEP_MS 1000
#define FINE_MS 100
#define PAGE_MS 10000

/**
 * VouchRangeHandle:
 *
 * One end of the part of a recording that is sent: a slider whose track is the waveform above it. Arrows
 * move it by a second, with Shift by a tenth, Page Up and Down by ten, Home and End as far as it goes.
 * `moved` carries the time that is wished for, `dragged` how far the pointer has drawn it.
 */
struct _VouchRangeHandle {
  GtkWidget parent_instance;

  gint64 time_ms;
  gint64 least_ms;
  gint64 most_ms;
};

enum {
  SIGNAL_MOVED,
  SIGNAL_DRAGGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRangeHandle, vouch_range_handle, GTK_TYPE_WIDGET)

static void
move_to (VouchRangeHandle *self, gint64 time_ms)
{
  time_ms = CLAMP (time_ms, self->least_ms, self->most_ms);
  if (time_ms != self->time_ms)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, time_ms);
}

static void
by_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRangeHandle *self = VOUCH_RANGE_HANDLE (widget);

  move_to (self, self->time_ms + g_variant_get_int64 (parameter));
}

static void
end_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRangeHandle *self = VOUCH_RANGE_HANDLE (widget);

  move_to (self, g_str_equal (action, "handle.first") ? self->least_ms : self->most_ms);
}

static void
begun_cb (VouchRangeHandle *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
dragged_cb (VouchRangeHandle *self, double x, double y)
{
  g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, x);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    gint64 by_ms;
  } moves[] = {
    { GDK_KEY_Left, 0, -STEP_MS },
    { GDK_KEY_Right, 0, STEP_MS },
    { GDK_KEY_Down, 0, -STEP_MS },
    { GDK_KEY_Up, 0, STEP_MS },
    { GDK_KEY_Left, GDK_SHIFT_MASK, -FINE_MS },
    { GDK_KEY_Right, GDK_SHIFT_MASK, FINE_MS },
    { GDK_KEY_Page_Down, 0, -PAGE_MS },
    { GDK_KEY_Page_Up, 0, PAGE_MS },
  };

  gtk_widget_class_install_action (widget_class, "handle.by", "x", by_cb);
  gtk_widget_class_install_action (widget_class, "handle.first", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "handle.last", NULL, end_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding_action (widget_class, moves[i].key, moves[i].modifiers,
                                         "handle.by", "x", moves[i].by_ms);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "handle.first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "handle.last", NULL);
}

static void
vouch_range_handle_class_init (VouchRangeHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "rangehandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
vouch_range_handle_init (VouchRangeHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_range_handle_new:
 * @name: which end it is, for who does not see it.
 *
 * Returns: (transfer floating): a handle.
 */
GtkWidget *
vouch_range_handle_new (const char *name)
{
  VouchRangeHandle *self = g_object_new (VOUCH_TYPE_RANGE_HANDLE, NULL);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/**
 * vouch_range_handle_get_time:
 * @self: a handle.
 *
 * Returns: where it stands, in milliseconds.
 */
gint64
vouch_range_handle_get_time (VouchRangeHandle *self)
{
  g_return_val_if_fail (VOUCH_IS_RANGE_HANDLE (self), 0);

  return self->time_ms;
}

/**
 * vouch_range_handle_set_time:
 * @self: a handle.
 * @time_ms: where it stands.
 * @least_ms: how far it can go back.
 * @most_ms: how far it can go on.
 *
 * Puts it somewhere; who does not see it hears the time in seconds and in words.
 */
void
vouch_range_handle_set_time (VouchRangeHandle *self,
                             gint64 time_ms,
                             gint64 least_ms,
                             gint64 most_ms)
{
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_RANGE_HANDLE (self));

  self->time_ms = time_ms;
  self->least_ms = least_ms;
  self->most_ms = MAX (least_ms, most_ms);
  words = vouch_text_format_duration (time_ms);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double) least_ms / 1000, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) self->most_ms / 1000, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) time_ms / 1000, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}
