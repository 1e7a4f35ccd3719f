/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attempt"

#include "config.h"
#include "vouch-attempt.h"

#include "vouch-decision-json.h"
#include "vouch-error.h"
#include "vouch-store-submissions.h"

#include "vouch-workspace-private.h"

/* Attempts at one issuer count by themselves; what was withdrawn does not count. */
static gboolean
counts (VouchSubmission *submission, const char *issuer)
{
  return g_strcmp0 (vouch_submission_get_issuer (submission), issuer) == 0 &&
         vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_WITHDRAWN;
}

/* What was decided; %NULL without an error while nothing is. */
static VouchDecision *
read_decision (VouchStore *store, VouchSubmission *submission, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) document =
      vouch_store_get_decision (store, vouch_submission_get_id (submission), &local);

  if (document != NULL)
    return vouch_decision_json_read (document, error);
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
take_decision (VouchAttempt *attempt, VouchDecision *decision)
{
  VouchOutcome outcome = vouch_decision_get_outcome (decision);

  attempt->counted += outcome != VOUCH_OUTCOME_INCOMPLETE;
  attempt->unsuccessful += outcome == VOUCH_OUTCOME_NOT_YET;
  attempt->left = vouch_decision_get_attempts_left (decision);
  attempt->until_ms = vouch_decision_get_resubmit_until_ms (decision);
  attempt->kind = outcome == VOUCH_OUTCOME_EARNED ? VOUCH_ATTEMPT_EARNED : VOUCH_ATTEMPT_NEW;
  attempt->number += outcome != VOUCH_OUTCOME_EARNED;
}

static gboolean
judge (VouchStore *store, VouchAttempt *attempt, VouchSubmission *submission, GError **error)
{
  g_autoptr (VouchDecision) decision = NULL;
  GError *local = NULL;

  g_set_object (&attempt->latest, submission);
  attempt->number = vouch_submission_get_attempt (submission);
  if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_SEALED) {
    attempt->kind = VOUCH_ATTEMPT_UNDER_WAY;
    return TRUE;
  }
  decision = read_decision (store, submission, &local);
  if (decision != NULL)
    take_decision (attempt, decision);
  else
    attempt->kind = VOUCH_ATTEMPT_SENT;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/**
 * vouch_attempt_plan:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @issuer: the earner's name for the issuer.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): what submitting the portfolio would do.
 */
VouchAttempt *
vouch_attempt_plan (VouchWorkspace *workspace,
                    const char *portfolio,
                    const char *issuer,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchAttempt) attempt = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (portfolio != NULL && issuer != NULL, NULL);

  all = vouch_store_list_submissions (store, portfolio, error);
  if (all == NULL)
    return NULL;
  attempt = g_new0 (VouchAttempt, 1);
  attempt->number = 1;
  attempt->left = -1;
  for (guint i = 0; i < all->len; i++) {
    VouchSubmission *submission = g_ptr_array_index (all, i);

    if (counts (submission, issuer) && !judge (store, attempt, submission, error))
      return NULL;
  }
  return g_steal_pointer (&attempt);
}

/**
 * vouch_attempt_free:
 * @self: (nullable): an attempt.
 *
 * Frees it.
 */
void
vouch_attempt_free (VouchAttempt *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->latest);
  g_free (self);
}
