/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submissions"

#include "config.h"
#include "vouch-submissions.h"

#include "vouch-issuers.h"
#include "vouch-store-submissions.h"

#include "vouch-waiting.h"
#include "vouch-overview.h"
#include "vouch-workspace-private.h"

/**
 * vouch_submissions_list:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of a portfolio; %NULL for all.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchSubmission) (nullable): the attempts, oldest first.
 */
GPtrArray *
vouch_submissions_list (VouchWorkspace *workspace,
                        const char *portfolio,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_submissions (vouch_workspace_get_store (workspace), portfolio, error);
}

static gboolean
tell_issuer (VouchWorkspace *workspace,
             VouchSubmission *submission,
             GCancellable *cancellable,
             GError **error)
{
  const char *id = vouch_submission_get_url (submission);
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);
  GError *local = NULL;

  if (id == NULL)
    return TRUE; /* The issuer has never heard of it. */
  issuer = vouch_issuers_connect (workspace, vouch_submission_get_issuer (submission), &account,
                                  cancellable, error);
  if (issuer == NULL)
    return FALSE;
  if (vouch_issuer_withdraw (issuer, id, cancellable, &local))
    return TRUE;
  vouch_issuers_mark_refusal (local);
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * vouch_submissions_withdraw:
 * @workspace: a workspace.
 * @submission: id of the submission.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_REJECTED.
 *
 * Takes an attempt back: the issuer deletes its bytes. Everything stays here. Withdrawing again
 * changes nothing.
 *
 * Returns: whether it is withdrawn.
 */
gboolean
vouch_submissions_withdraw (VouchWorkspace *workspace,
                            const char *submission,
                            GCancellable *cancellable,
                            GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchSubmission) loaded = NULL;

  g_return_val_if_fail (submission != NULL, FALSE);

  loaded = store != NULL ? vouch_store_load_submission (store, submission, error) : NULL;
  if (loaded == NULL)
    return FALSE;
  if (vouch_submission_get_state (loaded) == VOUCH_SUBMISSION_STATE_WITHDRAWN)
    return TRUE;
  if (!tell_issuer (workspace, loaded, cancellable, error))
    return FALSE;
  vouch_submission_set_state (loaded, VOUCH_SUBMISSION_STATE_WITHDRAWN);
  if (!vouch_store_update_submission (store, loaded, error))
    return FALSE;
  vouch_overview_tell_sent (workspace, vouch_submission_get_portfolio (loaded));
  return TRUE;
}
