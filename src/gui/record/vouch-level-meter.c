/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-level-meter"

#include "config.h"
#include "vouch-level-meter.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What a room and a voice in it lie between. */
#define LEAST_DB -60.0
#define SPOKEN_EVERY_US (2 * G_USEC_PER_SEC)

/**
 * VouchLevelMeter:
 *
 * How loud it is just now: a bar for the mean, a line for the loudest of the last second. To a screen
 * reader it is a meter that says so in a word, and not so often that nothing else could be heard.
 */
struct _VouchLevelMeter {
  GtkWidget parent_instance;

  double level; /* 0 to 1 */
  double peak;
  gint64 spoken_us;
};

G_DEFINE_FINAL_TYPE (VouchLevelMeter, vouch_level_meter, GTK_TYPE_WIDGET)

static double
scale (double db)
{
  return CLAMP ((db - LEAST_DB) / -LEAST_DB, 0, 1);
}

static void
vouch_level_meter_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : 10;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 10;
}

static void
append_bar (GtkSnapshot *snapshot, float x, float width, float height, const GdkRGBA *color)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, 0, width, height);

  gtk_snapshot_append_color (snapshot, color, &rect);
}

static void
vouch_level_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchLevelMeter *self = VOUCH_LEVEL_METER (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float shade = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1.f : 0.f;
  const GdkRGBA ground = { shade, shade, shade, 0.15f };
  const GdkRGBA ink = { shade, shade, shade, 0.75f };
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float bar = width * (float) self->level;
  float line = MIN (width * (float) self->peak, width - 2);

  append_bar (snapshot, 0, width, height, &ground);
  append_bar (snapshot, is_rtl ? width - bar : 0, bar, height, &ink);
  if (self->peak > 0)
    append_bar (snapshot, is_rtl ? width - line - 2 : line, 2, height, &ink);
}

static void
vouch_level_meter_class_init (VouchLevelMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vouch_level_meter_measure;
  widget_class->snapshot = vouch_level_meter_snapshot;
  gtk_widget_class_set_css_name (widget_class, "level-meter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
vouch_level_meter_init (VouchLevelMeter *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How loud it is"), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
}

static const char *
find_word (double peak_db)
{
  if (peak_db > -3)
    return C_ ("sound", "too loud");
  if (peak_db < -45)
    return C_ ("sound", "nearly silent");
  return peak_db < -30 ? C_ ("sound", "quiet") : C_ ("sound", "well heard");
}

/**
 * vouch_level_meter_set_level:
 * @self: a meter.
 * @level_db: the mean of this moment, in dBFS.
 * @peak_db: the loudest of the last second.
 *
 * Shows how loud it is.
 */
void
vouch_level_meter_set_level (VouchLevelMeter *self, double level_db, double peak_db)
{
  gint64 now = g_get_monotonic_time ();

  g_return_if_fail (VOUCH_IS_LEVEL_METER (self));

  self->level = scale (level_db);
  self->peak = scale (peak_db);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (now - self->spoken_us < SPOKEN_EVERY_US)
    return;
  self->spoken_us = now;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->level, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  find_word (peak_db), -1);
}
