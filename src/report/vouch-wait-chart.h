/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-slope-chart.h"
#include "vouch-waits.h"

G_BEGIN_DECLS

void vouch_wait_chart_draw (cairo_t *cr,
                            double width,
                            double height,
                            GArray *waits,
                            gint64 duration_ms,
                            const VouchChartInk *ink);
char *vouch_wait_chart_to_text (GArray *waits) G_GNUC_WARN_UNUSED_RESULT;
VouchPrintTable *vouch_wait_chart_to_table (GArray *waits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
