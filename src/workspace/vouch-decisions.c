/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decisions"

#include "config.h"
#include "vouch-decisions.h"

#include <glib/gi18n-lib.h>

#include "vouch-credentials.h"
#include "vouch-decision-json.h"
#include "vouch-error.h"
#include "vouch-issuers.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-submissions.h"

#include "vouch-workspace-private.h"

/* The latest attempt that its issuer has. */
static VouchSubmission *
find_sent (VouchStore *store, const char *portfolio, GError **error)
{
  g_autoptr (VouchPortfolio) known = vouch_store_load_portfolio (store, portfolio, error);
  g_autoptr (GPtrArray) all =
      known != NULL ? vouch_store_list_submissions (store, portfolio, error) : NULL;

  if (all == NULL)
    return NULL;
  for (guint i = all->len; i-- > 0;) {
    VouchSubmission *submission = g_ptr_array_index (all, i);

    if (vouch_submission_get_state (submission) == VOUCH_SUBMISSION_STATE_SEALED)
      return g_object_ref (submission);
  }
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                       _ ("This portfolio has not been submitted, so there is no decision."));
  return NULL;
}

static VouchDecision *
load_decision (VouchStore *store, VouchSubmission *submission, GError **error)
{
  g_autoptr (GBytes) document =
      vouch_store_get_decision (store, vouch_submission_get_id (submission), error);

  return document != NULL ? vouch_decision_json_read (document, error) : NULL;
}

static VouchDecision *
find_decision (VouchStore *store, VouchSubmission *submission, GError **error)
{
  GError *local = NULL;
  VouchDecision *decision = load_decision (store, submission, &local);

  if (decision != NULL)
    return decision;
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_propagate_error (error, local);
    return NULL;
  }
  g_clear_error (&local);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                       _ ("There is no decision yet. What you submitted is with the issuer."));
  return NULL;
}

static gboolean
keep_decision (VouchStore *store,
               VouchIssuer *issuer,
               VouchSubmission *submission,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (VouchDecision) decision = vouch_issuer_fetch_decision (
      issuer, vouch_submission_get_url (submission), cancellable, error);
  g_autoptr (GBytes) document = NULL;

  if (decision == NULL)
    return FALSE;
  document = vouch_decision_json_write (decision);
  return vouch_store_add_decision (store, vouch_submission_get_id (submission), document, error);
}

static gboolean
keep_credential (VouchWorkspace *workspace,
                 VouchIssuer *issuer,
                 VouchSubmission *submission,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *jws = vouch_issuer_fetch_credential (
      issuer, vouch_submission_get_url (submission), cancellable, error);
  g_autofree char *id =
      jws != NULL ? vouch_credentials_accept (workspace, submission, jws, error) : NULL;

  return id != NULL;
}

/* The version tag is stored last: whatever was missed before is asked for again. */
static gboolean
take_news (VouchWorkspace *workspace,
           VouchIssuer *issuer,
           VouchSubmission *submission,
           VouchIssuerNews *news,
           GCancellable *cancellable,
           GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  VouchSubmissionStatus *status = news->status;

  if (status == NULL)
    return TRUE;
  if (vouch_submission_status_get_decision_url (status) != NULL &&
      !keep_decision (store, issuer, submission, cancellable, error))
    return FALSE;
  vouch_submission_set_review (submission, vouch_submission_status_get_review (status));
  if (!vouch_store_update_submission (store, submission, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_submission_get_portfolio (submission));
  if (vouch_submission_status_get_credential_url (status) != NULL &&
      !keep_credential (workspace, issuer, submission, cancellable, error))
    return FALSE;
  vouch_submission_set_etag (submission, news->etag);
  return vouch_store_update_submission (store, submission, error);
}

/**
 * vouch_decisions_fetch:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY while there is none, %VOUCH_ERROR_OFFLINE,
 *   %VOUCH_ERROR_REJECTED when the issuer says no or a badge came that is not to be believed.
 *
 * Asks the issuer about the latest attempt, keeps the decision and, when it is earned, the badge.
 *
 * Returns: (transfer full) (nullable): the decision.
 */
VouchDecision *
vouch_decisions_fetch (VouchWorkspace *workspace,
                       const char *portfolio,
                       GCancellable *cancellable,
                       GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchSubmission) submission = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerNews) news = NULL;
  GError *local = NULL;

  g_return_val_if_fail (portfolio != NULL, NULL);

  submission = store != NULL ? find_sent (store, portfolio, error) : NULL;
  if (submission == NULL)
    return NULL;
  issuer = vouch_issuers_connect (workspace, vouch_submission_get_issuer (submission), &account,
                                  cancellable, error);
  if (issuer == NULL)
    return NULL;
  news = vouch_issuer_ask (issuer, vouch_submission_get_url (submission),
                           vouch_submission_get_etag (submission), cancellable, &local);
  if (news == NULL || !take_news (workspace, issuer, submission, news, cancellable, &local)) {
    vouch_issuers_mark_refusal (local);
    g_propagate_error (error, local);
    return NULL;
  }
  return find_decision (store, submission, error);
}

/**
 * vouch_decisions_show:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_READY when none is kept here.
 *
 * Returns: (transfer full) (nullable): the decision on the latest attempt, as it was fetched.
 */
VouchDecision *
vouch_decisions_show (VouchWorkspace *workspace,
                      const char *portfolio,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchSubmission) submission = NULL;

  g_return_val_if_fail (portfolio != NULL, NULL);

  submission = find_sent (store, portfolio, error);
  return submission != NULL ? find_decision (store, submission, error) : NULL;
}
