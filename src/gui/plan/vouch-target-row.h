/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-portfolio-summary.h"

#include "vouch-page.h"
#include "vouch-plan-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_TARGET_ROW (vouch_target_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchTargetRow, vouch_target_row, VOUCH, TARGET_ROW, AdwExpanderRow)

GtkWidget *vouch_target_row_new (VouchPage *page, const char *portfolio) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_target_row_get_portfolio (VouchTargetRow *self);
void vouch_target_row_show (VouchTargetRow *self,
                            VouchPortfolioSummary *portfolio,
                            VouchPlanState *state);

G_END_DECLS
