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

static gboolean
read_outcome (VouchStore *store, VouchSubmission *submission, VouchOutcome *outcome, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) document =
      vouch_store_get_decision (store, vouch_submission_get_id (submission), &local);
  g_autoptr (VouchDecision) decision = NULL;

  if (document == NULL) {
    if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
      g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  decision = vouch_decision_json_read (document, error);
  if (decision == NULL)
    return FALSE;
  *outcome = vouch_decision_get_outcome (decision);
  return TRUE;
}

static gboolean
judge (VouchStore *store, VouchAttempt *attempt, VouchSubmission *submission, GError **error)
{
  GError *local = NULL;
  VouchOutcome outcome;

  g_set_object (&attempt->latest, submission);
  attempt->number = vouch_submission_get_attempt (submission);
  if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_SEALED) {
    attempt->kind = VOUCH_ATTEMPT_UNDER_WAY;
    return TRUE;
  }
  if (!read_outcome (store, submission, &outcome, &local)) {
    attempt->kind = VOUCH_ATTEMPT_SENT;
    if (local != NULL)
      g_propagate_error (error, local);
    return local == NULL;
  }
  if (outcome == VOUCH_OUTCOME_EARNED) {
    attempt->kind = VOUCH_ATTEMPT_EARNED;
    return TRUE;
  }
  attempt->kind = VOUCH_ATTEMPT_NEW;
  attempt->number++;
  attempt->unsuccessful += outcome == VOUCH_OUTCOME_NOT_YET;
  return TRUE;
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
