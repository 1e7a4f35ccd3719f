/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ruler"

#include "config.h"
#include "vouch-ruler.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-text.h"

#define TICK 5
#define LIMIT 8
#define GAP 18

/**
 * VouchRuler:
 *
 * The time below a waveform, and how long the part may be that is sent: from where it would be long
 * enough to where it would be too long there is a bar, with a word at each end.
 */
struct _VouchRuler {
  GtkWidget parent_instance;

  gint64 duration_ms;
  gint64 start_ms;   /* of the part that is sent */
  VouchRange length; /* how long it may be; -1 where there is no bound */
};

G_DEFINE_FINAL_TYPE (VouchRuler, vouch_ruler, GTK_TYPE_WIDGET)

static gboolean
has_limits (VouchRuler *self)
{
  return self->length.min > 0 || self->length.max >= 0;
}

static int
text_height (GtkWidget *widget, const char *text, int *width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int height = 0;

  pango_layout_get_pixel_size (layout, width, &height);
  return height;
}

static void
vouch_ruler_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  VouchRuler *self = VOUCH_RULER (widget);
  int width = 0;
  int line = text_height (widget, "0:00", &width);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = width;
  else
    *minimum = *natural = TICK + line + (has_limits (self) ? LIMIT + line : 0);
}

static float
x_of (VouchRuler *self, gint64 time_ms)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));

  return width * (float) CLAMP (time_ms, 0, self->duration_ms) / (float) self->duration_ms;
}

static void
append_text (VouchRuler *self,
             GtkSnapshot *snapshot,
             const char *text,
             float x,
             float y,
             float align,
             const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  float most = (float) gtk_widget_get_width (GTK_WIDGET (self));
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - align * (float) width, 0, MAX (0, most - (float) width));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The finest time between two numbers that leaves room for them. */
static gint64
choose_step (VouchRuler *self)
{
  static const int seconds[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200 };
  g_autofree char *longest = vouch_text_format_duration (self->duration_ms);
  int width = 0;

  text_height (GTK_WIDGET (self), longest, &width);
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (x_of (self, seconds[i] * G_GINT64_CONSTANT (1000)) >= (float) (width + GAP))
      return seconds[i] * G_GINT64_CONSTANT (1000);
  return self->duration_ms;
}

static void
append_times (VouchRuler *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  gint64 step = choose_step (self);
  float most = (float) gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA weak = *color;

  weak.alpha *= 0.7f;
  for (gint64 time = 0; time <= self->duration_ms; time += step) {
    g_autofree char *text = vouch_text_format_duration (time);
    graphene_rect_t tick = GRAPHENE_RECT_INIT (x_of (self, time), 0, 1, TICK);
    int width = 0;

    gtk_snapshot_append_color (snapshot, &weak, &tick);
    text_height (GTK_WIDGET (self), text, &width);
    /* At the end there may be no room for the last number. */
    if (x_of (self, time) + (float) width / 2 <= most)
      append_text (self, snapshot, text, x_of (self, time), TICK, time == 0 ? 0 : 0.5f, &weak);
  }
}

static void
append_limit (VouchRuler *self,
              GtkSnapshot *snapshot,
              gint64 time_ms,
              const char *words,
              float y,
              float align,
              const GdkRGBA *color)
{
  graphene_rect_t mark = GRAPHENE_RECT_INIT (x_of (self, time_ms) - 1, y, 2, LIMIT);

  gtk_snapshot_append_color (snapshot, color, &mark);
  append_text (self, snapshot, words, x_of (self, time_ms), y + LIMIT, align, color);
}

static void
append_limits (VouchRuler *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  gint64 from = self->start_ms + MAX (0, self->length.min);
  gint64 to = self->length.max >= 0 ? self->start_ms + self->length.max : self->duration_ms;
  int width = 0;
  float y = (float) (TICK + text_height (GTK_WIDGET (self), "0", &width));
  graphene_rect_t bar = GRAPHENE_RECT_INIT (x_of (self, from), y + LIMIT / 2 - 2,
                                            MAX (0, x_of (self, to) - x_of (self, from)), 4);
  GdkRGBA shade = *color;

  shade.alpha *= 0.55f;
  if (from < self->duration_ms)
    gtk_snapshot_append_color (snapshot, &shade, &bar);
  /* Translators: below the ruler of a recording, where the part that is sent is long enough. */
  if (self->length.min > 0 && from <= self->duration_ms)
    append_limit (self, snapshot, from, _ ("long enough"), y, 1, color);
  /* Translators: below the ruler of a recording, where the part that is sent gets too long. */
  if (self->length.max >= 0 && to <= self->duration_ms)
    append_limit (self, snapshot, to, _ ("too long"), y, 0, color);
}

static void
vouch_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchRuler *self = VOUCH_RULER (widget);
  /* Adwaita's colour of text on a window; the names of colours cannot be asked for. */
  float shade = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1.f : 0.f;
  GdkRGBA color = { shade, shade, shade, 0.8f };

  if (self->duration_ms <= 0 || gtk_widget_get_width (widget) <= 0)
    return;
  append_times (self, snapshot, &color);
  if (has_limits (self))
    append_limits (self, snapshot, &color);
}

static void
vouch_ruler_class_init (VouchRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vouch_ruler_measure;
  widget_class->snapshot = vouch_ruler_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ruler");
  /* What it says is said in words by whoever shows it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vouch_ruler_init (VouchRuler *self)
{
  self->length = (VouchRange){ -1, -1 };
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

/**
 * vouch_ruler_new:
 *
 * Returns: (transfer floating): a ruler of nothing yet.
 */
GtkWidget *
vouch_ruler_new (void)
{
  return g_object_new (VOUCH_TYPE_RULER, NULL);
}

/**
 * vouch_ruler_set_duration:
 * @self: a ruler.
 * @duration_ms: over how long a time it runs.
 *
 * Says how long the recording is.
 */
void
vouch_ruler_set_duration (VouchRuler *self, gint64 duration_ms)
{
  g_return_if_fail (VOUCH_IS_RULER (self));

  if (self->duration_ms == duration_ms)
    return;
  self->duration_ms = duration_ms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vouch_ruler_set_limits:
 * @self: a ruler.
 * @start_ms: where the part begins that is sent.
 * @length: how long it may be, in milliseconds; -1 where there is no bound.
 *
 * Says how long the part may be that is sent.
 */
void
vouch_ruler_set_limits (VouchRuler *self, gint64 start_ms, const VouchRange *length)
{
  gboolean had_limits;

  g_return_if_fail (VOUCH_IS_RULER (self) && length != NULL);

  had_limits = has_limits (self);
  self->start_ms = start_ms;
  self->length = *length;
  if (had_limits != has_limits (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
