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
#include "vouch-store-sending.h"
#include "vouch-store-submissions.h"

#include "vouch-waiting.h"
#include "vouch-overview.h"
#include "vouch-workspace-private.h"

#define POLL_EVERY_MS ((gint64) 60 * 60 * 1000)
#define LONGEST_SILENCE_MS ((gint64) 24 * 60 * 60 * 1000)

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
  vouch_overview_tell_sent (workspace, vouch_submission_get_portfolio (submission));
  if (vouch_submission_status_get_credential_url (status) != NULL &&
      !keep_credential (workspace, issuer, submission, cancellable, error))
    return FALSE;
  vouch_submission_set_etag (submission, news->etag);
  return vouch_store_update_submission (store, submission, error);
}

/* Nothing is written while the issuer is waited for: each change is a transaction of its own. */
static gboolean
ask_about (VouchWorkspace *workspace,
           VouchSubmission *submission,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchIssuer) issuer = NULL;
  g_autoptr (VouchIssuerNews) news = NULL;
  g_autoptr (VouchWaiting) waiting = vouch_waiting_begin (workspace);
  GError *local = NULL;

  issuer = vouch_issuers_connect (workspace, vouch_submission_get_issuer (submission), &account,
                                  cancellable, error);
  if (issuer == NULL)
    return FALSE;
  news = vouch_issuer_ask (issuer, vouch_submission_get_url (submission),
                           vouch_submission_get_etag (submission), cancellable, &local);
  if (news != NULL && take_news (workspace, issuer, submission, news, cancellable, &local))
    return TRUE;
  vouch_issuers_mark_refusal (local);
  g_propagate_error (error, local);
  return FALSE;
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

  g_return_val_if_fail (portfolio != NULL, NULL);

  submission = store != NULL ? find_sent (store, portfolio, error) : NULL;
  if (submission == NULL)
    return NULL;
  if (!ask_about (workspace, submission, cancellable, error))
    return NULL;
  return find_decision (store, submission, error);
}

static void
news_free (gpointer data)
{
  VouchDecisionNews *news = data;

  g_free (news->portfolio);
  g_free (news->title);
  g_free (news);
}

/* A clock that was set back must not silence the question for years. */
static gboolean
is_due (const VouchStoreSending *sending, gint64 now)
{
  return now >= sending->ask_again_ms || sending->ask_again_ms - now > LONGEST_SILENCE_MS;
}

static gboolean
is_open (VouchSubmission *submission)
{
  VouchReviewState review = vouch_submission_get_review (submission);

  return vouch_submission_get_state (submission) == VOUCH_SUBMISSION_STATE_SEALED &&
         review != VOUCH_REVIEW_STATE_DECIDED && review != VOUCH_REVIEW_STATE_INCOMPLETE;
}

static void
add_news (VouchStore *store, VouchSubmission *submission, GPtrArray *all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = load_decision (store, submission, &error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchDecisionNews *news;

  if (decision == NULL)
    return;
  portfolio = vouch_store_load_portfolio (store, vouch_submission_get_portfolio (submission), NULL);
  news = g_new0 (VouchDecisionNews, 1);
  news->portfolio = g_strdup (vouch_submission_get_portfolio (submission));
  news->title = g_strdup (portfolio != NULL ? vouch_portfolio_get_title (portfolio) : NULL);
  news->outcome = vouch_decision_get_outcome (decision);
  g_ptr_array_add (all, news);
}

static gboolean
poll_one (VouchWorkspace *workspace,
          VouchSubmission *submission,
          GPtrArray *all,
          GCancellable *cancellable,
          GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));
  g_autoptr (GError) reason = NULL;
  VouchStoreSending sending;

  if (!is_open (submission))
    return TRUE;
  if (!vouch_store_load_sending (store, vouch_submission_get_id (submission), &sending, error))
    return FALSE;
  if (!is_due (&sending, now))
    return TRUE;
  sending.ask_again_ms = now + POLL_EVERY_MS;
  if (!vouch_store_save_sending (store, vouch_submission_get_id (submission), &sending, error))
    return FALSE;
  /* One issuer that is not to be reached, or refuses, keeps nobody from asking the others. */
  if (ask_about (workspace, submission, cancellable, &reason))
    add_news (store, submission, all);
  else
    g_message ("An issuer was asked in vain: %s", reason->message);
  return TRUE;
}

/**
 * vouch_decisions_poll:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Asks issuers about what was sent to them and is not decided, each submission at most once an hour,
 * however often it is called and by whatever program.
 *
 * Returns: (transfer full) (element-type VouchDecisionNews) (nullable): what came in.
 */
GPtrArray *
vouch_decisions_poll (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (news_free);
  g_autoptr (GPtrArray) all =
      store != NULL ? vouch_store_list_submissions (store, NULL, error) : NULL;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (vouch_workspace_is_stopped (cancellable, error) ||
        !poll_one (workspace, g_ptr_array_index (all, i), news, cancellable, error))
      return NULL;
  return g_steal_pointer (&news);
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
