/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was earned before the rest stays as it is: where everything a requirement feeds is retained on a
 * further attempt, nothing is added to it, changed or taken away, because it is sent again as it was
 * judged.  So that nobody is ever stuck and no typed word is ever refused there are two exceptions: while
 * something required is open there, as after a permission was withdrawn, it can be changed; and what was
 * changed since the judgement, be it to mend that or before anybody knew of it, can be changed further.
 */
#define G_LOG_DOMAIN "vouch-retained"

#include "config.h"
#include "vouch-retained.h"

#include <glib/gi18n-lib.h>

#include "vouch-decision-json.h"
#include "vouch-error.h"
#include "vouch-store-submissions.h"
#include "vouch-transitions.h"

#include "vouch-check.h"
#include "vouch-workspace-private.h"

/* %NULL without an error where nothing is decided. */
static VouchDecision *
read_decision (VouchStore *store, VouchSubmission *submission, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) document = NULL;

  if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_SEALED)
    return NULL;
  document = vouch_store_get_decision (store, vouch_submission_get_id (submission), &local);
  if (document != NULL)
    return vouch_decision_json_read (document, error);
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* What is with an issuer now, or came back unjudged, leaves the judgement before it as it stands. */
static VouchDecision *
find_judgement (GPtrArray *submissions, VouchStore *store, gint64 *judged_ms, GError **error)
{
  for (guint i = submissions->len; i > 0; i--) {
    GError *local = NULL;
    g_autoptr (VouchDecision) one = read_decision (store, submissions->pdata[i - 1], &local);

    if (local != NULL) {
      g_propagate_error (error, local);
      return NULL;
    }
    if (one == NULL || vouch_decision_get_outcome (one) == VOUCH_OUTCOME_INCOMPLETE)
      continue;
    /* The clocks here and there may differ: what was sent was not changed after it was sealed. */
    *judged_ms = MAX (vouch_decision_get_decided_ms (one),
                      vouch_submission_get_sealed_ms (submissions->pdata[i - 1]));
    return g_steal_pointer (&one);
  }
  return NULL;
}

static GHashTable *
list_levels (VouchDecision *decision)
{
  GHashTable *levels = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *rows = vouch_decision_get_criteria (decision);

  for (guint i = 0; i < rows->len; i++)
    if (vouch_criterion_decision_get_level (rows->pdata[i]) != NULL)
      g_hash_table_insert (levels,
                           (gpointer) vouch_criterion_decision_get_criterion (rows->pdata[i]),
                           (gpointer) vouch_criterion_decision_get_level (rows->pdata[i]));
  return levels;
}

/**
 * vouch_retained_free:
 * @self: (nullable): what stays.
 *
 * Frees it.
 */
void
vouch_retained_free (VouchRetained *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->criteria);
  g_free (self);
}

/**
 * vouch_retained_find:
 * @workspace: a workspace.
 * @portfolio: a portfolio as it is stored.
 * @error: what the store says.
 *
 * Finds what was earned before the rest: nothing before a decision, and nothing after the badge.
 *
 * Returns: (transfer full) (nullable): what stays earned on a further attempt.
 */
VouchRetained *
vouch_retained_find (VouchWorkspace *workspace, VouchPortfolio *portfolio, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchRetained) self = g_new0 (VouchRetained, 1);
  g_autoptr (GPtrArray) submissions = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GHashTable) levels = NULL;
  GError *local = NULL;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), NULL);

  submissions = vouch_store_list_submissions (store, vouch_portfolio_get_id (portfolio), error);
  if (submissions == NULL)
    return NULL;
  decision = find_judgement (submissions, store, &self->judged_ms, &local);
  if (local != NULL) {
    g_propagate_error (error, local);
    return NULL;
  }
  if (decision == NULL || vouch_decision_get_outcome (decision) != VOUCH_OUTCOME_NOT_YET) {
    self->criteria = g_new0 (char *, 1);
    return g_steal_pointer (&self);
  }
  levels = list_levels (decision);
  self->criteria =
      vouch_transition_list_retained (vouch_portfolio_get_definition (portfolio), levels);
  self->attempt = vouch_decision_get_attempt (decision);
  return g_steal_pointer (&self);
}

static gboolean
is_as_judged (const VouchRetained *self, VouchPortfolio *portfolio, const char *requirement)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0 &&
        vouch_item_get_changed_ms (items->pdata[i]) > self->judged_ms)
      return FALSE;
  return TRUE;
}

/**
 * vouch_retained_locks:
 * @self: what stays earned.
 * @portfolio: the portfolio as it is stored.
 * @report: what the completeness check says of it.
 * @requirement: what is asked for.
 *
 * Returns: whether what is there stays as it is.
 */
gboolean
vouch_retained_locks (const VouchRetained *self,
                      VouchPortfolio *portfolio,
                      VouchReport *report,
                      VouchRequirement *requirement)
{
  const char *const *criteria;
  VouchRequirementStatus *status;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && VOUCH_IS_REPORT (report), FALSE);

  criteria = (const char *const *) self->criteria;
  if (criteria[0] == NULL || !vouch_transition_retains_requirement (requirement, criteria))
    return FALSE;
  status = vouch_report_find_requirement (report, vouch_requirement_get_id (requirement));
  return status != NULL && status->state == VOUCH_PROGRESS_COMPLETE &&
         is_as_judged (self, portfolio, vouch_requirement_get_id (requirement));
}

/**
 * vouch_retained_explain:
 * @self: what stays earned.
 *
 * Returns: (transfer full): why nothing can be changed where vouch_retained_locks().
 */
char *
vouch_retained_explain (const VouchRetained *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf (
      /* Translators: the number of an attempt. */
      _ ("Earned in attempt %u. It is sent again as it is, so nothing can be added or changed "
         "here; "
         "you can read it."),
      self->attempt);
}

/**
 * vouch_retained_allows:
 * @workspace: a workspace.
 * @portfolio: a portfolio as it is stored.
 * @requirement: (nullable): id of what is to be changed.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CONFLICT with a sentence when it stays as it is.
 *
 * Asks whether something may be added to a requirement, changed on it or taken away. Where nothing was
 * decided, which is nearly always, that takes no check of the portfolio.
 *
 * Returns: whether it may.
 */
gboolean
vouch_retained_allows (VouchWorkspace *workspace,
                       VouchPortfolio *portfolio,
                       const char *requirement,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchRetained) self = NULL;
  g_autoptr (VouchReport) report = NULL;
  g_autofree char *reason = NULL;
  VouchRequirement *asked;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), FALSE);

  self = vouch_retained_find (workspace, portfolio, error);
  if (self == NULL)
    return FALSE;
  asked = requirement != NULL ? vouch_definition_find_requirement (
                                    vouch_portfolio_get_definition (portfolio), requirement)
                              : NULL;
  if (self->criteria[0] == NULL || asked == NULL)
    return TRUE;
  report = vouch_check_loaded (workspace, portfolio,
                               vouch_clock_today (vouch_workspace_get_clock (workspace)),
                               cancellable, error);
  if (report == NULL)
    return FALSE;
  if (!vouch_retained_locks (self, portfolio, report, asked))
    return TRUE;
  reason = vouch_retained_explain (self);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               /* Translators: the title of what is asked for, and a sentence that says why. */
               _ ("“%s”: %s Nothing was changed."), vouch_requirement_get_title (asked), reason);
  return FALSE;
}
