/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>

#include "vouch-paired-results.h"

static VouchPairedResults
compute (const double *before, const double *after, guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  VouchPairedResults results;

  for (guint i = 0; i < n; i++) {
    VouchResultRow *row = vouch_result_row_new ();

    vouch_result_row_set_before (row, before[i]);
    vouch_result_row_set_after (row, after[i]);
    g_ptr_array_add (rows, row);
  }
  vouch_paired_results_compute (rows, &results);
  return results;
}

/* Worked by hand: gains 2 1 0 5 -1; both standard deviations from sums of squares 10 and 26. */
static void
test_by_hand (void)
{
  const double before[] = { 1, 2, 3, 4, 5 }, after[] = { 3, 3, 3, 9, 4 };
  VouchPairedResults r = compute (before, after, 5);
  double spread = (sqrt (10 / 4.0) + sqrt (27.2 / 4.0)) / 2;

  g_assert_cmpuint (r.n_pairs, ==, 5);
  g_assert_cmpuint (r.n_up, ==, 3);
  g_assert_cmpuint (r.n_same, ==, 1);
  g_assert_cmpuint (r.n_down, ==, 1);
  g_assert_cmpfloat (r.median_before, ==, 3);
  g_assert_cmpfloat (r.median_after, ==, 3);
  g_assert_cmpfloat (r.median_gain, ==, 1);
  g_assert_cmpfloat_with_epsilon (r.mean_gain, 1.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (r.effect, 1.4 / spread * (1 - 3 / 15.0), 1e-12);
}

static void
test_edges (void)
{
  const double none[] = { NAN, NAN }, one[] = { 2, NAN }, two[] = { 3, 4 }, flat[] = { 5, 5 };
  VouchPairedResults r = compute (none, none, 2);

  g_assert_cmpuint (r.n_pairs + r.n_unpaired, ==, 0);
  g_assert_true (isnan (r.median_gain) && isnan (r.mean_gain) && isnan (r.effect));
  r = compute (one, two, 2);
  g_assert_cmpuint (r.n_pairs, ==, 1);
  g_assert_cmpuint (r.n_unpaired, ==, 1);
  g_assert_cmpfloat (r.mean_gain, ==, 1);
  g_assert_true (isnan (r.effect));
  r = compute (flat, flat, 2);
  g_assert_true (isnan (r.effect));
  g_assert_cmpuint (r.n_same, ==, 2);
  r = compute (two, flat, 2);
  g_assert_cmpfloat (r.median_before, ==, 3.5);
}

/* Order does not matter, and neither does adding the same to every score. */
static void
test_invariant (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 200; round++) {
    double before[9], after[9], b2[9], a2[9];
    guint n = (guint) g_rand_int_range (rand, 2, 10);
    VouchPairedResults r, s;

    for (guint i = 0; i < n; i++) {
      before[i] = g_rand_int_range (rand, 0, 20);
      after[i] = g_rand_int_range (rand, 0, 20);
      b2[n - 1 - i] = before[i] + 100;
      a2[n - 1 - i] = after[i] + 100;
    }
    r = compute (before, after, n);
    s = compute (b2, a2, n);
    g_assert_cmpuint (r.n_up + r.n_same + r.n_down, ==, n);
    g_assert_cmpfloat_with_epsilon (r.median_gain, s.median_gain, 1e-9);
    g_assert_cmpfloat_with_epsilon (r.median_before + 100, s.median_before, 1e-9);
    g_assert_cmpint (isnan (r.effect), ==, isnan (s.effect));
    if (!isnan (r.effect))
      g_assert_cmpfloat_with_epsilon (r.effect, s.effect, 1e-9);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paired-results/by-hand", test_by_hand);
  g_test_add_func ("/paired-results/edges", test_edges);
  g_test_add_func ("/paired-results/invariant", test_invariant);
  return g_test_run ();
}
