/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-state"

#include "config.h"
#include "vouch-portfolio-state.h"

#include "vouch-check.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-overview.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-retained.h"

/**
 * VouchPortfolioState:
 *
 * All that the screens of one portfolio show, read in one go on the workspace's thread, so that what
 * stands side by side on a screen belongs together.
 */
struct _VouchPortfolioState {
  GObject parent_instance;

  VouchPortfolio *portfolio;
  VouchReport *report;
  VouchPeople *people;
  VouchDecision *decision; /* (nullable) on what was last sent */
  VouchCoverage *coverage;
  VouchRetained *retained; /* what was earned before the rest */
  VouchStanding standing;
};

G_DEFINE_FINAL_TYPE (VouchPortfolioState, vouch_portfolio_state, G_TYPE_OBJECT)

static void
vouch_portfolio_state_finalize (GObject *object)
{
  VouchPortfolioState *self = VOUCH_PORTFOLIO_STATE (object);

  g_clear_object (&self->portfolio);
  g_clear_object (&self->report);
  g_clear_object (&self->people);
  g_clear_object (&self->decision);
  vouch_coverage_free (self->coverage);
  vouch_retained_free (self->retained);

  G_OBJECT_CLASS (vouch_portfolio_state_parent_class)->finalize (object);
}

static void
vouch_portfolio_state_class_init (VouchPortfolioStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_portfolio_state_finalize;
}

static void
vouch_portfolio_state_init (VouchPortfolioState *self)
{
}

/* The decision on what was last sent; there may be none yet. */
static gboolean
load_decision (VouchPortfolioState *self,
               VouchWorkspace *workspace,
               const char *portfolio,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->decision = vouch_decisions_show (workspace, portfolio, cancellable, &problem);
  if (problem == NULL || g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND) ||
      g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * vouch_portfolio_state_load:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @cancellable: (nullable): stops the work.
 * @error: where to put an error.
 *
 * Reads the portfolio, its completeness, the people and the last decision. Blocks; for the
 * workspace's thread.
 *
 * Returns: (transfer full) (nullable): what was read.
 */
VouchPortfolioState *
vouch_portfolio_state_load (VouchWorkspace *workspace,
                            const char *portfolio,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (VouchPortfolioState) self = g_object_new (VOUCH_TYPE_PORTFOLIO_STATE, NULL);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (workspace));

  self->portfolio = vouch_portfolios_load (workspace, portfolio, cancellable, error);
  if (self->portfolio == NULL)
    return NULL;
  self->report = vouch_check_loaded (workspace, self->portfolio, today, cancellable, error);
  if (self->report == NULL)
    return NULL;
  self->people = vouch_register_load (workspace, cancellable, error);
  if (self->people == NULL)
    return NULL;
  if (!load_decision (self, workspace, portfolio, cancellable, error) ||
      !vouch_overview_find_standing (workspace, portfolio, vouch_report_get_ready (self->report),
                                     &self->standing, cancellable, error))
    return NULL;
  self->retained = vouch_retained_find (workspace, self->portfolio, error);
  if (self->retained == NULL)
    return NULL;
  self->coverage = vouch_coverage_new (self->portfolio);
  return g_steal_pointer (&self);
}

/**
 * vouch_portfolio_state_get_portfolio:
 * @self: what was read.
 *
 * Returns: (transfer none): the portfolio.
 */
VouchPortfolio *
vouch_portfolio_state_get_portfolio (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return self->portfolio;
}

/**
 * vouch_portfolio_state_get_report:
 * @self: what was read.
 *
 * Returns: (transfer none): its completeness.
 */
VouchReport *
vouch_portfolio_state_get_report (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return self->report;
}

/**
 * vouch_portfolio_state_get_people:
 * @self: what was read.
 *
 * Returns: (transfer none): the people of the library, with their permissions.
 */
VouchPeople *
vouch_portfolio_state_get_people (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return self->people;
}

/**
 * vouch_portfolio_state_get_coverage:
 * @self: what was read.
 *
 * Returns: (transfer none): what there is for each row of the rubric.
 */
VouchCoverage *
vouch_portfolio_state_get_coverage (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return self->coverage;
}

/**
 * vouch_portfolio_state_get_decision:
 * @self: what was read.
 *
 * Returns: (transfer none) (nullable): the decision on what was last sent.
 */
VouchDecision *
vouch_portfolio_state_get_decision (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return self->decision;
}

/**
 * vouch_portfolio_state_get_retained:
 * @self: what was read.
 *
 * Returns: (transfer none): ids of the criteria that stay earned on a further attempt.
 */
const char *const *
vouch_portfolio_state_get_retained (VouchPortfolioState *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), none);

  return self->retained != NULL ? (const char *const *) self->retained->criteria : none;
}

/**
 * vouch_portfolio_state_explain_lock:
 * @self: what was read.
 * @requirement: what is asked for.
 *
 * Returns: (transfer full) (nullable): why what is there stays as it is; %NULL when it can be changed.
 */
char *
vouch_portfolio_state_explain_lock (VouchPortfolioState *self, VouchRequirement *requirement)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), NULL);

  return vouch_retained_locks (self->retained, self->portfolio, self->report, requirement)
             ? vouch_retained_explain (self->retained)
             : NULL;
}

/**
 * vouch_portfolio_state_get_standing:
 * @self: what was read.
 *
 * Returns: where the portfolio is on its way.
 */
VouchStanding
vouch_portfolio_state_get_standing (VouchPortfolioState *self)
{
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), VOUCH_STANDING_OPEN);

  return self->standing;
}
