/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-paired-results"

#include "config.h"
#include "vouch-paired-results.h"

#include <math.h>

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts @values. */
static double
median (GArray *values)
{
  guint n = values->len;

  if (n == 0)
    return NAN;
  g_array_sort (values, compare_doubles);
  if (n % 2 == 1)
    return g_array_index (values, double, n / 2);
  return (g_array_index (values, double, n / 2 - 1) + g_array_index (values, double, n / 2)) / 2;
}

static double
mean (GArray *values)
{
  double sum = 0;

  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  return values->len > 0 ? sum / values->len : NAN;
}

/* The standard deviation of a sample. */
static double
deviation (GArray *values)
{
  double middle = mean (values), sum = 0;

  if (values->len < 2)
    return NAN;
  for (guint i = 0; i < values->len; i++)
    sum += pow (g_array_index (values, double, i) - middle, 2);
  return sqrt (sum / (values->len - 1));
}

/* Cohen's d_av = mean gain / ((s_before + s_after) / 2), after Cumming (2012) and Lakens (2013,
 * equation 10), times Hedges' correction for few students, J = 1 - 3 / (4 (n - 1) - 1). */
static double
effect_size (GArray *before, GArray *after, double gain)
{
  double spread = (deviation (before) + deviation (after)) / 2;
  guint n = before->len;

  if (n < 2 || !(spread > 0))
    return NAN;
  return gain / spread * (1 - 3 / (4.0 * (n - 1) - 1));
}

static void
count_pair (VouchPairedResults *results, double gain)
{
  results->n_pairs++;
  if (gain > 0)
    results->n_up++;
  else if (gain < 0)
    results->n_down++;
  else
    results->n_same++;
}

/**
 * vouch_paired_results_compute:
 * @rows: (element-type VouchResultRow): the rows of a table.
 * @results: (out caller-allocates): what can be said of them.
 *
 * Counts pairs, and says their medians, gain and effect size. A row with one score counts as
 * unpaired, a row with none does not count.
 */
void
vouch_paired_results_compute (GPtrArray *rows, VouchPairedResults *results)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (double));

  g_return_if_fail (rows != NULL && results != NULL);

  *results = (VouchPairedResults){ 0 };
  for (guint i = 0; i < rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (rows, i);
    double first = vouch_result_row_get_before (row), second = vouch_result_row_get_after (row);
    double gain = second - first;

    if (!vouch_result_row_is_pair (row)) {
      results->n_unpaired += isfinite (first) || isfinite (second);
      continue;
    }
    g_array_append_val (before, first);
    g_array_append_val (after, second);
    g_array_append_val (gains, gain);
    count_pair (results, gain);
  }
  results->mean_gain = mean (gains);
  results->effect = effect_size (before, after, results->mean_gain);
  results->median_before = median (before);
  results->median_after = median (after);
  results->median_gain = median (gains);
}
