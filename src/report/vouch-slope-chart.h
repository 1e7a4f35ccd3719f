/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"
#include "vouch-result-table.h"

G_BEGIN_DECLS

/**
 * VouchChartInk:
 * @red: of lines and words, from 0 to 1.
 * @green: of lines and words, from 0 to 1.
 * @blue: of lines and words, from 0 to 1.
 *
 * The colour of a chart; what it means is never told by colour alone.
 */
typedef struct {
  double red;
  double green;
  double blue;
} VouchChartInk;

void vouch_slope_chart_draw (cairo_t *cr,
                             double width,
                             double height,
                             VouchResultTable *table,
                             const VouchChartInk *ink);

G_END_DECLS
