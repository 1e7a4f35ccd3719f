/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-summary"

#include "config.h"
#include "vouch-portfolio-summary.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchStanding,
                         vouch_standing,
                         { "open", VOUCH_STANDING_OPEN },
                         { "ready", VOUCH_STANDING_READY },
                         { "onItsWay", VOUCH_STANDING_ON_ITS_WAY },
                         { "sent", VOUCH_STANDING_SENT },
                         { "decided", VOUCH_STANDING_DECIDED },
                         { "earned", VOUCH_STANDING_EARNED })

/**
 * VouchPortfolioSummary:
 *
 * What a list of portfolios says about one of them.
 */
struct _VouchPortfolioSummary {
  GObject parent_instance;

  char *id;
  char *title;
  char *credential;
  char *next_step;
  guint complete;
  guint needed;
  VouchStanding standing;
  gint64 changed_ms;
};

G_DEFINE_FINAL_TYPE (VouchPortfolioSummary, vouch_portfolio_summary, G_TYPE_OBJECT)

static void
vouch_portfolio_summary_finalize (GObject *object)
{
  VouchPortfolioSummary *self = VOUCH_PORTFOLIO_SUMMARY (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->credential);
  g_free (self->next_step);

  G_OBJECT_CLASS (vouch_portfolio_summary_parent_class)->finalize (object);
}

static void
vouch_portfolio_summary_class_init (VouchPortfolioSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_portfolio_summary_finalize;
}

static void
vouch_portfolio_summary_init (VouchPortfolioSummary *self)
{
}

/**
 * vouch_standing_judge:
 * @last: (nullable): the last attempt that was not withdrawn.
 * @decision: (nullable): the decision on it.
 * @ready: whether nothing that is asked for is open.
 *
 * Returns: where the portfolio is on its way.
 */
VouchStanding
vouch_standing_judge (VouchSubmission *last, VouchDecision *decision, gboolean ready)
{
  if (decision != NULL)
    return vouch_decision_get_outcome (decision) == VOUCH_OUTCOME_EARNED ? VOUCH_STANDING_EARNED
                                                                         : VOUCH_STANDING_DECIDED;
  if (last != NULL && vouch_submission_get_state (last) == VOUCH_SUBMISSION_STATE_SEALED)
    return VOUCH_STANDING_SENT;
  if (last != NULL && vouch_submission_get_state (last) == VOUCH_SUBMISSION_STATE_UPLOADING)
    return VOUCH_STANDING_ON_ITS_WAY;
  return ready ? VOUCH_STANDING_READY : VOUCH_STANDING_OPEN;
}

/**
 * vouch_portfolio_summary_new:
 *
 * Returns: (transfer full): an empty summary, to be filled by its setters.
 */
VouchPortfolioSummary *
vouch_portfolio_summary_new (void)
{
  return g_object_new (VOUCH_TYPE_PORTFOLIO_SUMMARY, NULL);
}

VOUCH_DEFINE_STRING (VouchPortfolioSummary, vouch_portfolio_summary, id)
VOUCH_DEFINE_STRING (VouchPortfolioSummary, vouch_portfolio_summary, title)
VOUCH_DEFINE_STRING (VouchPortfolioSummary, vouch_portfolio_summary, credential)
VOUCH_DEFINE_STRING (VouchPortfolioSummary, vouch_portfolio_summary, next_step)
VOUCH_DEFINE_VALUE (VouchPortfolioSummary, vouch_portfolio_summary, guint, complete)
VOUCH_DEFINE_VALUE (VouchPortfolioSummary, vouch_portfolio_summary, guint, needed)
VOUCH_DEFINE_VALUE (VouchPortfolioSummary, vouch_portfolio_summary, VouchStanding, standing)
VOUCH_DEFINE_VALUE (VouchPortfolioSummary, vouch_portfolio_summary, gint64, changed_ms)
