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
 * Keys and screen readers have to do with a scale, of which nothing is drawn: it is what they know. The
 * pointer draws the handle itself. `moved` carries the time that is wished for, `dragged` how far the
 * pointer has drawn it.
 */
struct _VouchRangeHandle {
  GtkWidget parent_instance;

  gboolean showing; /* the time is shown, not chosen */
  GtkWidget *scale;
  GtkAdjustment *time; /* in seconds, as they are read out; owned by the scale */
};

enum {
  SIGNAL_MOVED,
  SIGNAL_DRAGGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRangeHandle, vouch_range_handle, GTK_TYPE_WIDGET)

static void
changed_cb (VouchRangeHandle *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, vouch_range_handle_get_time (self));
}

static void
by_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRangeHandle *self = VOUCH_RANGE_HANDLE (widget);

  gtk_adjustment_set_value (self->time, gtk_adjustment_get_value (self->time) +
                                            (double) g_variant_get_int64 (parameter) / 1000);
}

static void
begun_cb (VouchRangeHandle *self)
{
  gtk_widget_grab_focus (self->scale);
}

static void
dragged_cb (VouchRangeHandle *self, double x, double y)
{
  g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, x);
}

static void
vouch_range_handle_dispose (GObject *object)
{
  VouchRangeHandle *self = VOUCH_RANGE_HANDLE (object);

  g_clear_pointer (&self->scale, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_range_handle_parent_class)->dispose (object);
}

static void
vouch_range_handle_class_init (VouchRangeHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_range_handle_dispose;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_install_action (widget_class, "handle.by", "x", by_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, "handle.by", "x",
                                       (gint64) -FINE_MS);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, "handle.by",
                                       "x", (gint64) FINE_MS);
  gtk_widget_class_set_css_name (widget_class, "rangehandle");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_range_handle_init (VouchRangeHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->time = gtk_adjustment_new (0, 0, 0, STEP_MS / 1000.0, PAGE_MS / 1000.0, 0);
  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->time);
  gtk_widget_set_can_target (self->scale, FALSE);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  g_signal_connect_object (self->time, "value-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
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

  return (gint64) (gtk_adjustment_get_value (self->time) * 1000 + 0.5);
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

  self->showing = TRUE;
  gtk_adjustment_set_lower (self->time, (double) least_ms / 1000);
  gtk_adjustment_set_upper (self->time, (double) MAX (least_ms, most_ms) / 1000);
  gtk_adjustment_set_value (self->time, (double) time_ms / 1000);
  self->showing = FALSE;
  words = vouch_text_format_duration (time_ms);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}
