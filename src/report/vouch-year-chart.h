/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-document.h"

G_BEGIN_DECLS

/**
 * VouchYearMark:
 *
 * The shape of a mark: each has its own, so that colour is never the only sign.
 */
typedef enum {
  VOUCH_YEAR_MARK_STEP,
  VOUCH_YEAR_MARK_GOAL,
  VOUCH_YEAR_MARK_CHECK_IN,
} VouchYearMark;

/**
 * VouchYearInk:
 * @text: red, green, blue of letters and lines, 0 to 1.
 * @accent: red, green, blue of marks.
 * @points: size of the letters.
 * @rtl: whether time runs from right to left.
 *
 * What a year is drawn with.
 */
typedef struct {
  double text[3];
  double accent[3];
  double points;
  gboolean rtl;
} VouchYearInk;

#define VOUCH_TYPE_YEAR_CHART (vouch_year_chart_get_type ())
G_DECLARE_FINAL_TYPE (VouchYearChart, vouch_year_chart, VOUCH, YEAR_CHART, GObject)

VouchYearChart *
vouch_year_chart_new (VouchDay first, VouchDay last, VouchDay today) G_GNUC_WARN_UNUSED_RESULT;
void vouch_year_chart_add (VouchYearChart *self, VouchDay day, VouchYearMark mark, gboolean done);
void vouch_year_chart_draw (VouchYearChart *self,
                            cairo_t *cr,
                            double width,
                            double height,
                            const VouchYearInk *ink);

G_END_DECLS
