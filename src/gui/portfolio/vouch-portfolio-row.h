/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio-summary.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PORTFOLIO_ROW (vouch_portfolio_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfolioRow, vouch_portfolio_row, VOUCH, PORTFOLIO_ROW, GtkWidget)

GtkWidget *vouch_portfolio_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_portfolio_row_set_summary (VouchPortfolioRow *self, VouchPortfolioSummary *summary);
char *vouch_portfolio_row_describe (VouchPortfolioSummary *summary) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
