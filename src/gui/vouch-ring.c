/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ring"

#include "config.h"
#include "vouch-ring.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SIZE 20
#define LINE 3.0

/**
 * VouchRing:
 *
 * How far a portfolio is, as a ring that closes. To a screen reader it is a progress bar that says
 * "9 of 14".
 */
struct _VouchRing {
  GtkWidget parent_instance;

  guint complete;
  guint needed;
};

G_DEFINE_FINAL_TYPE (VouchRing, vouch_ring, GTK_TYPE_WIDGET)

static void
vouch_ring_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
vouch_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VouchRing *self = VOUCH_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - LINE) / 2;
  double part = self->needed > 0 ? MIN (1.0, (double) self->complete / self->needed) : 0;
  double turn = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -1 : 1;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  /* Adwaita's colour of text on a window; the names of colours cannot be asked for. */
  double light = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0;

  cairo_set_line_width (cr, LINE);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, turn, 1);
  cairo_set_source_rgba (cr, light, light, light, 0.2);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (part > 0) {
    cairo_set_source_rgba (cr, light, light, light, 0.8);
    cairo_arc (cr, 0, 0, radius, -G_PI / 2, -G_PI / 2 + part * 2 * G_PI);
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
}

static void
vouch_ring_class_init (VouchRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vouch_ring_measure;
  widget_class->snapshot = vouch_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
vouch_ring_init (VouchRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Complete"), -1);
}

/**
 * vouch_ring_new:
 *
 * Returns: (transfer floating): an open ring.
 */
GtkWidget *
vouch_ring_new (void)
{
  return g_object_new (VOUCH_TYPE_RING, NULL);
}

/**
 * vouch_ring_set_progress:
 * @self: a ring.
 * @complete: how many are complete.
 * @needed: how many are needed.
 *
 * Shows how far it is.
 */
void
vouch_ring_set_progress (VouchRing *self, guint complete, guint needed)
{
  g_autofree char *words = NULL;

  g_return_if_fail (VOUCH_IS_RING (self));

  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  words = g_strdup_printf (_ ("%u of %u"), complete, needed);
  self->complete = complete;
  self->needed = needed;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) MAX (needed, 1), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) complete, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
