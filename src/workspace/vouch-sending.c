/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sending"

#include "config.h"
#include "vouch-sending.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-settings.h"
#include "vouch-store-sending.h"
#include "vouch-store-submissions.h"

#include "vouch-workspace-private.h"

/* How submissions are sent: over which network, and whether the person paused one. It is kept with
 * the library, so that it holds after a restart. */

#define PREFERS_UNMETERED "sending/unmetered"

/**
 * vouch_sending_get_prefers_unmetered:
 * @workspace: a workspace.
 *
 * Returns: whether submissions wait for a network that is not metered, unless it is said otherwise.
 */
gboolean
vouch_sending_get_prefers_unmetered (VouchWorkspace *workspace)
{
  g_autofree char *value = vouch_settings_get (workspace, PREFERS_UNMETERED);

  return g_strcmp0 (value, "yes") == 0;
}

/**
 * vouch_sending_set_prefers_unmetered:
 * @workspace: a workspace.
 * @unmetered: whether to wait.
 * @error: what the store says.
 *
 * Keeps that preference; what is under way stays as it was asked for.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_sending_set_prefers_unmetered (VouchWorkspace *workspace, gboolean unmetered, GError **error)
{
  return vouch_settings_set (workspace, PREFERS_UNMETERED, unmetered ? "yes" : NULL, error);
}

/**
 * vouch_sending_keep_unmetered:
 * @workspace: a workspace.
 * @submission: id of a submission.
 * @unmetered: whether this one waits for a network that is not metered.
 * @error: what the store says.
 *
 * Keeps how it is sent, as it begins or goes on; a pause is over with that.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_sending_keep_unmetered (VouchWorkspace *workspace,
                              const char *submission,
                              gboolean unmetered,
                              GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  VouchStoreSending sending;

  if (store == NULL || !vouch_store_load_sending (store, submission, &sending, error))
    return FALSE;
  if (sending.unmetered == unmetered && !sending.paused)
    return TRUE;
  sending.unmetered = unmetered;
  sending.paused = FALSE;
  return vouch_store_save_sending (store, submission, &sending, error);
}

/**
 * vouch_sending_keep_paused:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio whose attempt is under way.
 * @paused: whether the person paused it.
 * @error: what the store says.
 *
 * Returns: whether it is kept; nothing is when no attempt is under way.
 */
gboolean
vouch_sending_keep_paused (VouchWorkspace *workspace,
                           const char *portfolio,
                           gboolean paused,
                           GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) all =
      store != NULL ? vouch_store_list_submissions (store, portfolio, error) : NULL;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    VouchSubmission *submission = g_ptr_array_index (all, i);
    VouchSubmissionState state = vouch_submission_get_state (submission);
    VouchStoreSending sending;

    if (state != VOUCH_SUBMISSION_STATE_DRAFT && state != VOUCH_SUBMISSION_STATE_UPLOADING)
      continue;
    if (!vouch_store_load_sending (store, vouch_submission_get_id (submission), &sending, error))
      return FALSE;
    sending.paused = paused;
    if (!vouch_store_save_sending (store, vouch_submission_get_id (submission), &sending, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_sending_recall:
 * @workspace: a workspace.
 * @submission: id of a submission.
 * @unmetered: (out): whether it waits for a network that is not metered.
 * @paused: (out): whether the person paused it.
 * @error: what the store says.
 *
 * Returns: whether it could be read.
 */
gboolean
vouch_sending_recall (VouchWorkspace *workspace,
                      const char *submission,
                      gboolean *unmetered,
                      gboolean *paused,
                      GError **error)
{
  VouchStoreSending sending;

  if (!vouch_store_load_sending (vouch_workspace_get_store (workspace), submission, &sending,
                                 error))
    return FALSE;
  *unmetered = sending.unmetered;
  *paused = sending.paused;
  return TRUE;
}

/**
 * vouch_sending_may_begin:
 * @workspace: a workspace.
 * @job: (nullable): the job that would send; without one nobody asked to wait.
 * @error: %VOUCH_ERROR_NOT_READY when it waits; the job is held then.
 *
 * Returns: whether bytes may go out over the network there is.
 */
gboolean
vouch_sending_may_begin (VouchWorkspace *workspace, VouchJob *job, GError **error)
{
  if (vouch_job_get_hurried (job) ||
      !g_network_monitor_get_network_metered (vouch_workspace_get_network (workspace)))
    return TRUE;
  vouch_job_hold (job, VOUCH_JOB_HOLD_METERED);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                       _ ("Waiting for a network that is not metered."));
  return FALSE;
}
