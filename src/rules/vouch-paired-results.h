/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-result-table.h"

G_BEGIN_DECLS

/**
 * VouchPairedResults:
 * @n_pairs: students with both scores.
 * @n_unpaired: students with only one.
 * @n_up: pairs whose second score is higher.
 * @n_same: pairs with the same score twice.
 * @n_down: pairs whose second score is lower.
 * @median_before: of the pairs; NAN without a pair, like all that follow.
 * @median_after: of the pairs.
 * @median_gain: the median of the differences, not the difference of the medians.
 * @mean_gain: the mean of the differences.
 * @effect: Hedges' g for paired scores; NAN with fewer than two pairs or without any spread.
 *
 * What can be said of a table of scores before and after.
 */
typedef struct {
  guint n_pairs;
  guint n_unpaired;
  guint n_up;
  guint n_same;
  guint n_down;
  double median_before;
  double median_after;
  double median_gain;
  double mean_gain;
  double effect;
} VouchPairedResults;

void vouch_paired_results_compute (GPtrArray *rows, VouchPairedResults *results);

G_END_DECLS
