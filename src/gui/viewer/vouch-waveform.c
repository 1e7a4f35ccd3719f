/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-waveform"

#include "config.h"
#include "vouch-waveform.h"

#include <adwaita.h>
#include <math.h>

#define BAR 3
#define FLAG_WIDTH 2
/* The sign that a silence was counted, besides its shade: a line at its foot. */
#define PAUSE_LINE 3

/**
 * VouchWaveform:
 *
 * How loud a recording is from its begin to its end, with the place that is played, the marked moments
 * as poles, long pauses shaded, and what is not sent drawn weaker. Time runs as the recording does, from left to right in
 * any language. `seek` tells where it was pressed, in milliseconds.
 */
struct _VouchWaveform {
  GtkWidget parent_instance;

  GBytes *peaks;
  gint64 duration_ms;
  gint64 position_ms; /* -1: not played */
  gint64 start_ms;    /* of what is sent; -1 for its begin */
  gint64 end_ms;
  GArray *flags;  /* (element-type gint64) */
  GArray *pauses; /* (element-type VouchPause) */
};

enum {
  SIGNAL_SEEK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchWaveform, vouch_waveform, GTK_TYPE_WIDGET)

static float
x_of (VouchWaveform *self, gint64 time_ms)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));

  if (self->duration_ms <= 0)
    return 0;
  return width * (float) CLAMP (time_ms, 0, self->duration_ms) / (float) self->duration_ms;
}

static gboolean
is_sent (VouchWaveform *self, float x)
{
  return (self->start_ms < 0 || x >= x_of (self, self->start_ms)) &&
         (self->end_ms < 0 || x <= x_of (self, self->end_ms));
}

/* The loudest part that falls on the bar at @x; speech is drawn larger than it swings. */
static float
height_at (VouchWaveform *self, float x, float width)
{
  gsize n = 0;
  const guint8 *peaks = g_bytes_get_data (self->peaks, &n);
  gsize from = (gsize) (x / width * (float) n);
  gsize to = MAX (from + 1, (gsize) ((x + BAR) / width * (float) n));
  guint8 most = 0;

  for (gsize i = from; i < MIN (to, n); i++)
    most = MAX (most, peaks[i]);
  return sqrtf ((float) most / 255);
}

static void
append_bars (VouchWaveform *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  for (float x = 0; x < width; x += BAR) {
    float bar = MAX (1, height_at (self, x, width) * (height - 2));
    graphene_rect_t rect = GRAPHENE_RECT_INIT (x, (height - bar) / 2, BAR - 1, bar);
    GdkRGBA tint = *color;

    tint.alpha *= is_sent (self, x) ? 0.75f : 0.25f;
    gtk_snapshot_append_color (snapshot, &tint, &rect);
  }
}

static void
append_pauses (VouchWaveform *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA shade = *color, line = *color;

  shade.alpha = 0.1f;
  line.alpha = 0.55f;
  for (guint i = 0; i < self->pauses->len; i++) {
    const VouchPause *pause = &g_array_index (self->pauses, VouchPause, i);
    float x = x_of (self, pause->start_ms);
    float width = MAX (1, x_of (self, pause->end_ms) - x);
    graphene_rect_t whole = GRAPHENE_RECT_INIT (x, 0, width, height);
    graphene_rect_t foot = GRAPHENE_RECT_INIT (x, height - PAUSE_LINE, width, PAUSE_LINE);

    gtk_snapshot_append_color (snapshot, &shade, &whole);
    gtk_snapshot_append_color (snapshot, &line, &foot);
  }
}

static void
append_flags (VouchWaveform *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));

  for (guint i = 0; i < self->flags->len; i++) {
    float x = x_of (self, g_array_index (self->flags, gint64, i));
    graphene_rect_t pole = GRAPHENE_RECT_INIT (x, 0, FLAG_WIDTH, height);

    gtk_snapshot_append_color (snapshot, color, &pole);
  }
}

static void
vouch_waveform_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchWaveform *self = VOUCH_WAVEFORM (widget);
  float shade = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1.f : 0.f;
  GdkRGBA color = { shade, shade, shade, 0.9f };
  float height = (float) gtk_widget_get_height (widget);

  if (gtk_widget_get_width (widget) <= 0)
    return;
  append_pauses (self, snapshot, &color);
  if (self->peaks != NULL && g_bytes_get_size (self->peaks) > 0)
    append_bars (self, snapshot, &color);
  append_flags (self, snapshot, &color);
  if (self->position_ms >= 0 && self->duration_ms > 0) {
    graphene_rect_t line = GRAPHENE_RECT_INIT (x_of (self, self->position_ms) - 1, 0, 3, height);

    gtk_snapshot_append_color (snapshot, &color, &line);
  }
}

static void
pressed_cb (GtkGestureDrag *gesture, double x, double y, VouchWaveform *self)
{
  double start = 0, start_y = 0;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->duration_ms <= 0 || width <= 0)
    return;
  gtk_gesture_drag_get_start_point (gesture, &start, &start_y);
  g_signal_emit (self, signals[SIGNAL_SEEK], 0,
                 (gint64) (CLAMP ((start + x) / width, 0, 1) * (double) self->duration_ms));
}

static void
begun_cb (GtkGestureDrag *gesture, double x, double y, VouchWaveform *self)
{
  pressed_cb (gesture, 0, 0, self);
}

static void
vouch_waveform_finalize (GObject *object)
{
  VouchWaveform *self = VOUCH_WAVEFORM (object);

  g_clear_pointer (&self->peaks, g_bytes_unref);
  g_array_unref (self->flags);
  g_array_unref (self->pauses);

  G_OBJECT_CLASS (vouch_waveform_parent_class)->finalize (object);
}

static void
vouch_waveform_class_init (VouchWaveformClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_waveform_finalize;
  widget_class->snapshot = vouch_waveform_snapshot;

  signals[SIGNAL_SEEK] = g_signal_new ("seek", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_waveform_init (VouchWaveform *self)
{
  self->position_ms = -1;
  self->start_ms = -1;
  self->end_ms = -1;
  self->flags = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pauses = g_array_new (FALSE, FALSE, sizeof (VouchPause));
}

/**
 * vouch_waveform_new:
 *
 * Returns: (transfer floating): a waveform of nothing yet.
 */
GtkWidget *
vouch_waveform_new (void)
{
  return g_object_new (VOUCH_TYPE_WAVEFORM, NULL);
}

/**
 * vouch_waveform_set_peaks:
 * @self: a waveform.
 * @peaks: (nullable): one byte a part, how far the sound swings in it.
 *
 * Shows a recording.
 */
void
vouch_waveform_set_peaks (VouchWaveform *self, GBytes *peaks)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  g_clear_pointer (&self->peaks, g_bytes_unref);
  self->peaks = peaks != NULL ? g_bytes_ref (peaks) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_waveform_set_duration:
 * @self: a waveform.
 * @duration_ms: how long the recording is; with 0 it can not be pressed.
 *
 * Says over how long a time the waveform runs.
 */
void
vouch_waveform_set_duration (VouchWaveform *self, gint64 duration_ms)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  if (self->duration_ms <= 0 && duration_ms > 0) {
    GtkGesture *drag = gtk_gesture_drag_new ();

    gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
    g_signal_connect_object (drag, "drag-begin", G_CALLBACK (begun_cb), self, 0);
    g_signal_connect_object (drag, "drag-update", G_CALLBACK (pressed_cb), self, 0);
  }
  self->duration_ms = MAX (0, duration_ms);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_waveform_set_position:
 * @self: a waveform.
 * @position_ms: what is played; -1 for nothing.
 *
 * Shows where the recording is.
 */
void
vouch_waveform_set_position (VouchWaveform *self, gint64 position_ms)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  self->position_ms = position_ms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_waveform_set_range:
 * @self: a waveform.
 * @start_ms: begin of what is sent; -1 for that of the recording.
 * @end_ms: its end; -1 for that of the recording.
 *
 * Shows which part of the recording is sent.
 */
void
vouch_waveform_set_range (VouchWaveform *self, gint64 start_ms, gint64 end_ms)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  self->start_ms = start_ms;
  self->end_ms = end_ms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_waveform_set_flags:
 * @self: a waveform.
 * @times_ms: (array length=n_times): moments.
 * @n_times: how many.
 *
 * Shows the marked moments.
 */
void
vouch_waveform_set_flags (VouchWaveform *self, const gint64 *times_ms, guint n_times)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  g_array_set_size (self->flags, 0);
  g_array_append_vals (self->flags, times_ms, n_times);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_waveform_set_pauses:
 * @self: a waveform.
 * @pauses: (array length=n_pauses): long pauses.
 * @n_pauses: how many.
 *
 * Shades the long pauses.
 */
void
vouch_waveform_set_pauses (VouchWaveform *self, const VouchPause *pauses, guint n_pauses)
{
  g_return_if_fail (VOUCH_IS_WAVEFORM (self));

  g_array_set_size (self->pauses, 0);
  g_array_append_vals (self->pauses, pauses, n_pauses);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
