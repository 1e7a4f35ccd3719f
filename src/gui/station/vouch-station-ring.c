/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-ring"

#include "config.h"
#include "vouch-station-ring.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-text.h"

#define SIZE 208
#define LINE 12.0

/**
 * VouchStationRing:
 *
 * One round button, and around it a ring that empties as the time does.
 */
struct _VouchStationRing {
  GtkWidget parent_instance;

  GtkButton *button;
  double part; /* what is left, 0 to 1 */
  gint64 left_s;
};

G_DEFINE_FINAL_TYPE (VouchStationRing, vouch_station_ring, GTK_TYPE_WIDGET)

static void
vouch_station_ring_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  int least = 0;

  gtk_widget_measure (GTK_WIDGET (VOUCH_STATION_RING (widget)->button), orientation, -1, &least,
                      NULL, NULL, NULL);
  *minimum = *natural = MAX (SIZE, least + 4 * (int) LINE);
}

static void
vouch_station_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int side = MIN (width, height) - 4 * (int) LINE;
  const GtkAllocation place = { (width - side) / 2, (height - side) / 2, side, side };

  gtk_widget_size_allocate (GTK_WIDGET (VOUCH_STATION_RING (widget)->button), &place, -1);
}

static void
vouch_station_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchStationRing *self = VOUCH_STATION_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - LINE) / 2;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  double shade = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0;

  cairo_set_line_width (cr, LINE);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_source_rgba (cr, shade, shade, shade, 0.15);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->part > 0) {
    cairo_set_source_rgba (cr, shade, shade, shade, 0.8);
    cairo_arc (cr, 0, 0, radius, -G_PI / 2, -G_PI / 2 + self->part * 2 * G_PI);
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (vouch_station_ring_parent_class)->snapshot (widget, snapshot);
}

static void
vouch_station_ring_dispose (GObject *object)
{
  VouchStationRing *self = VOUCH_STATION_RING (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (vouch_station_ring_parent_class)->dispose (object);
}

static void
vouch_station_ring_class_init (VouchStationRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_station_ring_dispose;
  widget_class->measure = vouch_station_ring_measure;
  widget_class->size_allocate = vouch_station_ring_size_allocate;
  widget_class->snapshot = vouch_station_ring_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
vouch_station_ring_init (VouchStationRing *self)
{
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "station-button");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "circular");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time left"), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
  self->left_s = -1;
}

/**
 * vouch_station_ring_get_button:
 * @self: a ring.
 *
 * Returns: (transfer none): the button in it.
 */
GtkButton *
vouch_station_ring_get_button (VouchStationRing *self)
{
  g_return_val_if_fail (VOUCH_IS_STATION_RING (self), NULL);

  return self->button;
}

/**
 * vouch_station_ring_set_left:
 * @self: a ring.
 * @left_ms: how much time is left.
 * @limit_ms: of how much.
 *
 * Empties the ring that far. A screen reader hears of whole seconds only.
 */
void
vouch_station_ring_set_left (VouchStationRing *self, gint64 left_ms, gint64 limit_ms)
{
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_STATION_RING (self));

  self->part = limit_ms > 0 ? CLAMP ((double) left_ms / (double) limit_ms, 0, 1) : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (left_ms / 1000 == self->left_s)
    return;
  self->left_s = left_ms / 1000;
  words = vouch_text_format_duration (MAX (left_ms, 0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->part, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}
