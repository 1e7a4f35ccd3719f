/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-results"

#include "config.h"
#include "vouch-results-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-paired-results.h"
#include "vouch-score.h"
#include "vouch-slope-chart.h"

/**
 * vouch_results_list_words:
 * @table: a table.
 *
 * Returns: (transfer full): what can be said of the table, one sentence each.
 */
char **
vouch_results_list_words (VouchResultTable *table)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  VouchPairedResults r;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table), NULL);

  vouch_paired_results_compute (vouch_result_table_get_rows (table), &r);
#define SAY(...)                                                                                   \
  do {                                                                                             \
    g_autofree char *one = g_strdup_printf (__VA_ARGS__);                                          \
    g_strv_builder_add (words, one);                                                               \
  } while (0)
  SAY (ngettext ("%u student with both scores (n = %u).", "%u students with both scores (n = %u).",
                 r.n_pairs),
       r.n_pairs, r.n_pairs);
  if (r.n_unpaired > 0)
    SAY (ngettext ("%u student with only one score is not counted below.",
                   "%u students with only one score are not counted below.", r.n_unpaired),
         r.n_unpaired);
  if (r.n_pairs > 0) {
    /* Translators: scores of a class; the placeholders are numbers. */
    SAY (_ ("Median before %g, median after %g."), r.median_before, r.median_after);
    SAY (_ ("Median gain %g, mean gain %.2f."), r.median_gain, r.mean_gain);
    SAY (_ ("%u higher, %u the same, %u lower than before."), r.n_up, r.n_same, r.n_down);
  }
  if (isfinite (r.effect))
    SAY (_ ("Effect size %.2f (Hedges’ g for paired scores: mean gain divided by the mean of the "
            "two standard deviations, corrected for few students)."),
         r.effect);
  else if (r.n_pairs > 0)
    SAY ("%s", _ ("No effect size: it needs two students whose scores differ."));
#undef SAY
  return g_strv_builder_end (words);
}

static void
draw_chart (cairo_t *cr, double width, double height, gpointer table)
{
  static const VouchChartInk ink = { 0.14, 0.25, 0.44 };

  vouch_slope_chart_draw (cr, width, height, table, &ink);
}

static void
add_rows (VouchDocument *document, VouchResultTable *table)
{
  g_autoptr (VouchPrintTable) print = vouch_print_table_new ();
  GPtrArray *rows = vouch_result_table_get_rows (table);

  vouch_print_table_add_column (print, _ ("Student"), 2, FALSE);
  vouch_print_table_add_column (print, _ ("Before"), 1, TRUE);
  vouch_print_table_add_column (print, _ ("After"), 1, TRUE);
  vouch_print_table_add_column (print, _ ("Gain"), 1, TRUE);
  for (guint i = 0; i < rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (rows, i);
    double b = vouch_result_row_get_before (row), a = vouch_result_row_get_after (row);
    g_autofree char *before = vouch_score_format (b);
    g_autofree char *after = vouch_score_format (a);
    g_autofree char *gain = vouch_score_format (a - b);
    const char *student = vouch_result_row_get_student (row);
    const char *const cells[] = { student != NULL ? student : "", before, after, gain, NULL };

    if (!vouch_result_row_is_empty (row))
      vouch_print_table_add_row (print, cells);
  }
  vouch_document_add_table (document, print);
}

/**
 * vouch_results_describe:
 * @table: a table.
 *
 * Returns: (transfer full): a page with what can be said of it, the paired slopes and the rows.
 */
VouchDocument *
vouch_results_describe (VouchResultTable *table)
{
  VouchDocument *document;
  const char *measure;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table), NULL);

  measure = vouch_result_table_get_measure (table);
  document =
      vouch_document_new (measure != NULL && *measure != '\0' ? measure : _ ("Student results"));
  vouch_document_add_title (document, vouch_document_get_title (document));
  if (vouch_result_table_get_day_before (table) != VOUCH_DAY_NONE &&
      vouch_result_table_get_day_after (table) != VOUCH_DAY_NONE) {
    g_autofree char *before =
        vouch_day_format_for_people (vouch_result_table_get_day_before (table));
    g_autofree char *after = vouch_day_format_for_people (vouch_result_table_get_day_after (table));

    vouch_document_add_fact (document, _ ("Before"), before);
    vouch_document_add_fact (document, _ ("After"), after);
  }
  words = vouch_results_list_words (table);
  for (guint i = 0; words[i] != NULL; i++)
    vouch_document_add_bullet (document, words[i]);
  vouch_document_add_drawing (document, 260, draw_chart, g_object_ref (table), g_object_unref);
  add_rows (document, table);
  return document;
}
