/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submit"

#include "config.h"
#include "vouch-submit.h"

#include <glib/gi18n-lib.h>

#include "vouch-attempt.h"
#include "vouch-deliver.h"
#include "vouch-error.h"
#include "vouch-fittings.h"
#include "vouch-freeze.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuers.h"
#include "vouch-jws.h"
#include "vouch-manifest-json.h"
#include "vouch-preflight.h"
#include "vouch-prepare.h"
#include "vouch-sending.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-submissions.h"
#include "vouch-text.h"

#include "vouch-overview.h"
#include "vouch-workspace-private.h"

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
  char *issuer;
  char **attestations;
  char *note;
  char *submission; /* (nullable): what is to be resumed */
  gboolean unmetered;
} Submitting;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY, message);
  return FALSE;
}

static gboolean
check_problems (VouchPreflight *preflight, GError **error)
{
  const char *const *problems = vouch_preflight_get_problems (preflight);
  guint n = g_strv_length ((char **) problems);

  if (n == 0)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
               /* Translators: how many things are open, and the first of them as a sentence. */
               g_dngettext (GETTEXT_PACKAGE, "Nothing was sent: %u thing is still open. %s",
                            "Nothing was sent: %u things are still open. The first: %s", n),
               n, problems[0]);
  return FALSE;
}

static gboolean
check_attestations (VouchPreflight *preflight, const char *const *confirmed, GError **error)
{
  GPtrArray *asked = vouch_preflight_get_attestations (preflight);

  for (guint i = 0; i < asked->len; i++) {
    VouchAttestation *attestation = g_ptr_array_index (asked, i);
    const char *id = vouch_attestation_get_id (attestation);

    if (!vouch_attestation_get_required (attestation) || g_strv_contains (confirmed, id))
      continue;
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                 /* Translators: the id of a statement, and its words. */
                 _ ("Nothing was sent: the statement “%s” is not confirmed. It says: %s"), id,
                 vouch_attestation_get_text (attestation));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_known (VouchPreflight *preflight, const char *const *confirmed, GError **error)
{
  GPtrArray *asked = vouch_preflight_get_attestations (preflight);

  for (guint i = 0; confirmed[i] != NULL; i++) {
    gboolean known = g_str_equal (confirmed[i], VOUCH_PREFLIGHT_COACH_MET);

    for (guint n = 0; n < asked->len; n++)
      known = known || g_strcmp0 (vouch_attestation_get_id (g_ptr_array_index (asked, n)),
                                  confirmed[i]) == 0;
    if (known)
      continue;
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("This micro-credential has no statement “%s” to confirm. Nothing was sent."),
                 confirmed[i]);
    return FALSE;
  }
  return TRUE;
}

/* Everything that can be judged here is judged before anything is frozen. */
static gboolean
check_ready (Submitting *what, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchPreflight) preflight =
      vouch_preflight_make (what->workspace, what->portfolio, what->issuer, cancellable, error);

  if (preflight == NULL ||
      !check_known (preflight, (const char *const *) what->attestations, error) ||
      !check_problems (preflight, error) ||
      !check_attestations (preflight, (const char *const *) what->attestations, error))
    return FALSE;
  if (vouch_preflight_get_note_required (preflight) && vouch_text_is_blank (what->note))
    return refuse (error, _ ("Nothing was sent: this micro-credential asks for a note on what "
                             "changed since the last attempt."));
  if (vouch_preflight_get_coach_required (preflight) &&
      !g_strv_contains ((const char *const *) what->attestations, VOUCH_PREFLIGHT_COACH_MET))
    return refuse (error, _ ("Nothing was sent: this micro-credential asks you to meet a coach "
                             "before the next attempt. Confirm it with “coach-met” once you did."));
  return TRUE;
}

static gboolean
sign (VouchWorkspace *workspace,
      VouchIssuerAccount *account,
      VouchSigningKey **key,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (VouchIdentity) identity = NULL;
  char *recovery_code = NULL;

  identity = vouch_identity_keeper_open (workspace, &recovery_code, cancellable, error);
  vouch_keyring_secret_free (recovery_code);
  if (identity == NULL)
    return FALSE;
  *key = vouch_identity_make_issuer_key (identity, vouch_issuer_account_get_issuer_id (account));
  return TRUE;
}

static VouchSubmission *
make_submission (Submitting *what,
                 const VouchAttempt *attempt,
                 GBytes *manifest,
                 VouchSigningKey *key)
{
  VouchSubmission *submission = vouch_submission_new ();
  g_autofree char *id = vouch_workspace_new_id (what->workspace);
  gsize length;
  const char *data = g_bytes_get_data (manifest, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autofree char *signature = vouch_jws_sign_detached (data, length, NULL, key);

  vouch_submission_set_id (submission, id);
  vouch_submission_set_portfolio (submission, what->portfolio);
  vouch_submission_set_issuer (submission, what->issuer);
  vouch_submission_set_attempt (submission, attempt->number);
  if (attempt->latest != NULL)
    vouch_submission_set_previous (submission, vouch_submission_get_id (attempt->latest));
  vouch_submission_set_state (submission, VOUCH_SUBMISSION_STATE_DRAFT);
  vouch_submission_set_manifest (submission, text);
  vouch_submission_set_signature (submission, signature);
  vouch_submission_set_note (submission, what->note);
  vouch_submission_set_attestations (submission, (const char *const *) what->attestations);
  vouch_submission_set_created_ms (
      submission, vouch_clock_now_ms (vouch_workspace_get_clock (what->workspace)));
  return submission;
}

static VouchSubmission *
freeze (Submitting *what, const VouchAttempt *attempt, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (what->workspace);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchSigningKey) key = NULL;
  g_autoptr (GHashTable) sent = NULL;
  g_autoptr (VouchManifest) manifest = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VouchSubmission) submission = NULL;
  VouchFreezing freezing;

  portfolio = vouch_store_load_portfolio (store, what->portfolio, error);
  account = portfolio != NULL ? vouch_store_load_issuer (store, what->issuer, error) : NULL;
  if (account == NULL || !sign (what->workspace, account, &key, cancellable, error))
    return NULL;
  freezing = (VouchFreezing){ portfolio,
                              account,
                              attempt,
                              vouch_signing_key_get_did (key),
                              (const char *const *) what->attestations,
                              what->note };
  sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  manifest = vouch_freeze_manifest (what->workspace, &freezing, sent, error);
  if (manifest == NULL)
    return NULL;
  bytes = vouch_manifest_json_write (manifest);
  submission = make_submission (what, attempt, bytes, key);
  if (!vouch_store_add_submission (store, submission, sent, error))
    return NULL;
  vouch_overview_tell_sent (what->workspace, what->portfolio);
  return g_steal_pointer (&submission);
}

static VouchSubmission *
begin_attempt (Submitting *what,
               const VouchAttempt *attempt,
               VouchJob *job,
               GCancellable *cancellable,
               GError **error)
{
  /* The check is made twice: before the copies, so that what is open is told at once, and after,
   * because only the copies tell how large they are and what is left in them. Copies that are made to
   * fit come first of all: without them the originals would be found too large. */
  if (!vouch_fittings_make (what->workspace, what->portfolio, job, cancellable, error) ||
      !check_ready (what, cancellable, error) ||
      !vouch_issuers_check_clock (what->workspace, what->issuer, cancellable, error) ||
      !vouch_prepare_portfolio (what->workspace, what->portfolio, job, cancellable, error) ||
      !check_ready (what, cancellable, error))
    return NULL;
  return freeze (what, attempt, cancellable, error);
}

static gboolean
deliver (VouchWorkspace *workspace,
         VouchSubmission *submission,
         VouchJob *job,
         GCancellable *cancellable,
         GError **error)
{
  /* What has its receipt needs no network any more. */
  if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_SEALED &&
      !vouch_sending_may_begin (workspace, job, error))
    return FALSE;
  return vouch_deliver_submission (workspace, submission, job, cancellable, error);
}

/* The attempt that is under way or waits for its decision, or a new one, frozen. */
static VouchSubmission *
find_or_begin (Submitting *what, VouchJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchAttempt) attempt =
      vouch_attempt_plan (what->workspace, what->portfolio, what->issuer, error);

  if (attempt == NULL)
    return NULL;
  switch (attempt->kind) {
  case VOUCH_ATTEMPT_EARNED:
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("You have earned this micro-credential. Nothing was sent."));
    return NULL;
  case VOUCH_ATTEMPT_SENT:
  case VOUCH_ATTEMPT_UNDER_WAY: return g_object_ref (attempt->latest);
  case VOUCH_ATTEMPT_NEW:
  default: return begin_attempt (what, attempt, job, cancellable, error);
  }
}

static char *
submit (Submitting *what, VouchJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchSubmission) submission = NULL;
  g_autoptr (GError) begun = NULL;

  if (vouch_workspace_get_writable_store (what->workspace, error) == NULL)
    return NULL;
  submission = find_or_begin (what, job, cancellable, &begun);
  /* While the issuer's clock was asked for, the library was lent, and another program may have begun
   * this very attempt: then it is the one to go on with. */
  if (g_error_matches (begun, VOUCH_ERROR, VOUCH_ERROR_CONFLICT)) {
    g_clear_error (&begun);
    submission = find_or_begin (what, job, cancellable, &begun);
  }
  if (begun != NULL)
    g_propagate_error (error, g_steal_pointer (&begun));
  if (submission == NULL ||
      (job != NULL &&
       !vouch_sending_keep_unmetered (what->workspace, vouch_submission_get_id (submission),
                                      what->unmetered && !vouch_job_get_hurried (job), error)) ||
      !deliver (what->workspace, submission, job, cancellable, error))
    return NULL;
  return g_strdup (vouch_submission_get_id (submission));
}

/**
 * vouch_submit_portfolio:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @issuer: the earner's name for the issuer.
 * @attestations: ids of the statements the earner confirms.
 * @note: (nullable): what changed since the attempt before.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it; it can go on later.
 * @error: %VOUCH_ERROR_NOT_READY while a required finding or statement is open,
 *   %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_REJECTED, %VOUCH_ERROR_CONFLICT when it is earned.
 *
 * Freezes a portfolio, sends it and has it sealed. Asked again, it goes on with the attempt that is
 * under way, or names the one that waits for its decision: the same attempt is never sent twice.
 *
 * Returns: (transfer full) (nullable): the submission's id.
 */
char *
vouch_submit_portfolio (VouchWorkspace *workspace,
                        const char *portfolio,
                        const char *issuer,
                        const char *const *attestations,
                        const char *note,
                        VouchJob *job,
                        GCancellable *cancellable,
                        GError **error)
{
  static const char *const none[] = { NULL };
  Submitting what = {
    .workspace = workspace,
    .portfolio = (char *) portfolio,
    .issuer = (char *) issuer,
    .attestations = (char **) (attestations != NULL ? attestations : none),
    .note = (char *) note,
  };

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (portfolio != NULL && issuer != NULL, NULL);

  return submit (&what, job, cancellable, error);
}

/**
 * vouch_submit_resume:
 * @workspace: a workspace.
 * @submission: id of a submission that was frozen and is not wholly sent.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it; it can go on later.
 * @error: as for vouch_submit_portfolio().
 *
 * Goes on with what was begun, with exactly the bytes that were signed.
 *
 * Returns: whether it is sealed.
 */
gboolean
vouch_submit_resume (VouchWorkspace *workspace,
                     const char *submission,
                     VouchJob *job,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VouchSubmission) loaded = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && submission != NULL, FALSE);

  loaded = vouch_store_load_submission (vouch_workspace_get_store (workspace), submission, error);
  return loaded != NULL && deliver (workspace, loaded, job, cancellable, error);
}

static void
submitting_free (gpointer data)
{
  Submitting *what = data;

  g_object_unref (what->workspace);
  g_free (what->portfolio);
  g_free (what->issuer);
  g_strfreev (what->attestations);
  g_free (what->note);
  g_free (what->submission);
  g_free (what);
}

static char *
run_submitting (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Submitting *what = data;

  if (what->submission == NULL)
    return submit (what, job, cancellable, error);
  if (!vouch_submit_resume (what->workspace, what->submission, job, cancellable, error))
    return NULL;
  return g_strdup (what->submission);
}

static VouchJob *
make_job (Submitting *what)
{
  /* Translators: the title of a job; the placeholder is the earner's name for an issuer. */
  g_autofree char *title = g_strdup_printf (_ ("Sending to %s"), what->issuer);
  VouchJob *job = vouch_job_new (title, what->portfolio, run_submitting, what, submitting_free);

  vouch_job_set_can_wait (job, TRUE);
  if (!what->unmetered)
    vouch_job_hurry (job);
  return job;
}

/**
 * vouch_submit_job_new:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @issuer: the earner's name for the issuer.
 * @attestations: ids of the statements the earner confirms.
 * @note: (nullable): what changed since the attempt before.
 * @unmetered: whether it waits for a network that is not metered.
 *
 * Returns: (transfer full): a job that submits; its result is the submission's id.
 */
VouchJob *
vouch_submit_job_new (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *issuer,
                      const char *const *attestations,
                      const char *note,
                      gboolean unmetered)
{
  Submitting *what;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (portfolio != NULL && issuer != NULL && attestations != NULL, NULL);

  what = g_new0 (Submitting, 1);
  what->workspace = g_object_ref (workspace);
  what->portfolio = g_strdup (portfolio);
  what->issuer = g_strdup (issuer);
  what->attestations = g_strdupv ((char **) attestations);
  what->note = g_strdup (note);
  what->unmetered = unmetered;
  return make_job (what);
}

/**
 * vouch_submit_resume_job_new:
 * @workspace: a workspace.
 * @submission: a submission that was frozen and is not wholly sent.
 * @unmetered: whether it waits for a network that is not metered.
 *
 * Returns: (transfer full): a job that goes on with it; its result is the submission's id.
 */
VouchJob *
vouch_submit_resume_job_new (VouchWorkspace *workspace,
                             VouchSubmission *submission,
                             gboolean unmetered)
{
  Submitting *what;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && VOUCH_IS_SUBMISSION (submission), NULL);

  what = g_new0 (Submitting, 1);
  what->workspace = g_object_ref (workspace);
  what->portfolio = g_strdup (vouch_submission_get_portfolio (submission));
  what->issuer = g_strdup (vouch_submission_get_issuer (submission));
  what->submission = g_strdup (vouch_submission_get_id (submission));
  what->unmetered = unmetered;
  return make_job (what);
}

static gboolean
resume_one (VouchWorkspace *workspace, VouchSubmission *submission, GError **error)
{
  VouchJobQueue *jobs = vouch_workspace_get_jobs (workspace);
  VouchSubmissionState state = vouch_submission_get_state (submission);
  g_autoptr (VouchJob) job = NULL;
  gboolean unmetered, paused;

  if (state != VOUCH_SUBMISSION_STATE_DRAFT && state != VOUCH_SUBMISSION_STATE_UPLOADING)
    return TRUE;
  if (!vouch_sending_recall (workspace, vouch_submission_get_id (submission), &unmetered, &paused,
                             error))
    return FALSE;
  job = vouch_submit_resume_job_new (workspace, submission, unmetered);
  if (paused)
    vouch_job_queue_add_held (jobs, job, VOUCH_JOB_HOLD_PAUSED);
  else
    vouch_job_queue_add (jobs, job);
  return TRUE;
}

/**
 * vouch_submit_resume_all:
 * @workspace: a workspace that was just opened.
 * @error: what the store says.
 *
 * Puts a job into the queue for every submission that was frozen and is not wholly sent. What was
 * paused stays so.
 *
 * Returns: whether the submissions could be looked through.
 */
gboolean
vouch_submit_resume_all (VouchWorkspace *workspace, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (GPtrArray) all = vouch_store_list_submissions (store, NULL, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!resume_one (workspace, g_ptr_array_index (all, i), error))
      return FALSE;
  return TRUE;
}
