/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-state"

#include "config.h"
#include "vouch-portfolio-state.h"

#include "vouch-check.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-submission.h"
#include "vouch-submissions.h"

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
  VouchSubmission *last_submission; /* (nullable) */
  VouchDecision *decision;          /* (nullable) on the last submission */
};

G_DEFINE_FINAL_TYPE (VouchPortfolioState, vouch_portfolio_state, G_TYPE_OBJECT)

static void
vouch_portfolio_state_finalize (GObject *object)
{
  VouchPortfolioState *self = VOUCH_PORTFOLIO_STATE (object);

  g_clear_object (&self->portfolio);
  g_clear_object (&self->report);
  g_clear_object (&self->people);
  g_clear_object (&self->last_submission);
  g_clear_object (&self->decision);

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

static gboolean
load_last_submission (VouchPortfolioState *self,
                      VouchWorkspace *workspace,
                      const char *portfolio,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) all = vouch_submissions_list (workspace, portfolio, cancellable, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    VouchSubmission *submission = g_ptr_array_index (all, i);

    if (self->last_submission == NULL ||
        vouch_submission_get_created_ms (submission) >
            vouch_submission_get_created_ms (self->last_submission))
      g_set_object (&self->last_submission, submission);
  }
  return TRUE;
}

static gboolean
load_decision (VouchPortfolioState *self,
               VouchWorkspace *workspace,
               const char *portfolio,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (self->last_submission == NULL ||
      vouch_submission_get_review (self->last_submission) != VOUCH_REVIEW_STATE_DECIDED)
    return TRUE;
  self->decision = vouch_decisions_show (workspace, portfolio, cancellable, &problem);
  if (problem == NULL || g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
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
 * Reads the portfolio, its completeness, the people and the last submission. Blocks; for the
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
  self->report = vouch_check_portfolio (workspace, portfolio, today, cancellable, error);
  if (self->report == NULL)
    return NULL;
  self->people = vouch_register_load (workspace, cancellable, error);
  if (self->people == NULL)
    return NULL;
  if (!load_last_submission (self, workspace, portfolio, cancellable, error))
    return NULL;
  if (!load_decision (self, workspace, portfolio, cancellable, error))
    return NULL;
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
 * vouch_portfolio_state_get_standing:
 * @self: what was read.
 *
 * Returns: where the portfolio is on its way.
 */
VouchStanding
vouch_portfolio_state_get_standing (VouchPortfolioState *self)
{
  VouchSubmission *last;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO_STATE (self), VOUCH_STANDING_OPEN);

  last = self->last_submission;
  if (self->decision != NULL)
    return vouch_decision_get_outcome (self->decision) == VOUCH_OUTCOME_EARNED
               ? VOUCH_STANDING_EARNED
               : VOUCH_STANDING_DECIDED;
  if (last != NULL && vouch_submission_get_state (last) == VOUCH_SUBMISSION_STATE_SEALED)
    return VOUCH_STANDING_SENT;
  if (last != NULL && vouch_submission_get_state (last) == VOUCH_SUBMISSION_STATE_UPLOADING)
    return VOUCH_STANDING_ON_ITS_WAY;
  return vouch_report_get_ready (self->report) ? VOUCH_STANDING_READY : VOUCH_STANDING_OPEN;
}
