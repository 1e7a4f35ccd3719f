/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-result-summary"

#include "config.h"
#include "vouch-result-summary.h"

#include <adwaita.h>

#include "vouch-results-words.h"
#include "vouch-slope-chart.h"

#include "vouch-text-size.h"

/* Of the chart, in pixels, with letters of the usual size. */
#define CHART_HEIGHT 280

/**
 * VouchResultSummary:
 *
 * What can be said of a table of results, in words and as paired slopes. The words say all that the
 * picture shows.
 */
struct _VouchResultSummary {
  GtkWidget parent_instance;

  VouchResultTable *table;

  GtkWidget *box;
  GtkDrawingArea *chart;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (VouchResultSummary, vouch_result_summary, GTK_TYPE_WIDGET)

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  static const VouchChartInk dark = { 0.1, 0.1, 0.12 }, light = { 0.95, 0.95, 0.95 };
  VouchResultSummary *self = data;
  double scale = vouch_text_size_of (GTK_WIDGET (area));

  cairo_scale (cr, scale, scale);
  if (self->table != NULL)
    vouch_slope_chart_draw (cr, width / scale, height / scale, self->table,
                            adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &light
                                                                                          : &dark);
}

static void
vouch_result_summary_dispose (GObject *object)
{
  VouchResultSummary *self = VOUCH_RESULT_SUMMARY (object);

  g_clear_object (&self->table);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_result_summary_parent_class)->dispose (object);
}

static void
vouch_result_summary_class_init (VouchResultSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_result_summary_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/results/vouch-result-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResultSummary, box);
  gtk_widget_class_bind_template_child (widget_class, VouchResultSummary, chart);
  gtk_widget_class_bind_template_child (widget_class, VouchResultSummary, words);
}

static void
vouch_result_summary_init (VouchResultSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->chart, draw_chart, self, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self->chart, G_CONNECT_SWAPPED);
}

/**
 * vouch_result_summary_show:
 * @self: a summary.
 * @table: a table; it is shown as it is now.
 *
 * Says what can be said of @table.
 */
void
vouch_result_summary_show (VouchResultSummary *self, VouchResultTable *table)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (VOUCH_IS_RESULT_SUMMARY (self) && VOUCH_IS_RESULT_TABLE (table));

  g_set_object (&self->table, table);
  words = vouch_results_list_words (table);
  text = g_strjoinv ("\n", words);
  gtk_label_set_text (self->words, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  gtk_drawing_area_set_content_height (
      self->chart, (int) (CHART_HEIGHT * vouch_text_size_of (GTK_WIDGET (self->chart))));
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
}
