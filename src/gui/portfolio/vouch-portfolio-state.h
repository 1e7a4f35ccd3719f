/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-coverage.h"
#include "vouch-people.h"
#include "vouch-portfolio-summary.h"
#include "vouch-portfolio.h"
#include "vouch-report.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PORTFOLIO_STATE (vouch_portfolio_state_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfolioState, vouch_portfolio_state, VOUCH, PORTFOLIO_STATE, GObject)

VouchPortfolioState *vouch_portfolio_state_load (VouchWorkspace *workspace,
                                                 const char *portfolio,
                                                 GCancellable *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchPortfolio *vouch_portfolio_state_get_portfolio (VouchPortfolioState *self);
VouchReport *vouch_portfolio_state_get_report (VouchPortfolioState *self);
VouchPeople *vouch_portfolio_state_get_people (VouchPortfolioState *self);
VouchCoverage *vouch_portfolio_state_get_coverage (VouchPortfolioState *self);
VouchDecision *vouch_portfolio_state_get_decision (VouchPortfolioState *self);
const char *const *vouch_portfolio_state_get_retained (VouchPortfolioState *self);
char *vouch_portfolio_state_explain_lock (VouchPortfolioState *self,
                                          VouchRequirement *requirement) G_GNUC_WARN_UNUSED_RESULT;
VouchStanding vouch_portfolio_state_get_standing (VouchPortfolioState *self);

G_END_DECLS
