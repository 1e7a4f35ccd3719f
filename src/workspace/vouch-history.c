/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-history"

#include "config.h"
#include "vouch-history.h"

#include <string.h>

#include "vouch-decision-json.h"
#include "vouch-error.h"
#include "vouch-freeze.h"
#include "vouch-manifest-json.h"
#include "vouch-store-load.h"
#include "vouch-store-submissions.h"

#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/**
 * VouchHistory:
 *
 * The attempts of a portfolio that an issuer has confirmed, oldest first, with what was decided about
 * each, what stays earned, and what is different now from what was sent last. Immutable once read.
 */
struct _VouchHistory {
  GObject parent_instance;

  VouchPortfolio *portfolio;
  GPtrArray *attempts;     /* of VouchHistoryAttempt */
  VouchRetained *retained; /* NULL before anything was sent */
  GPtrArray *changes;      /* of VouchAttemptChange */
};

G_DEFINE_FINAL_TYPE (VouchHistory, vouch_history, G_TYPE_OBJECT)

static void
attempt_free (gpointer data)
{
  VouchHistoryAttempt *attempt = data;

  g_clear_object (&attempt->submission);
  g_clear_object (&attempt->manifest);
  g_clear_object (&attempt->decision);
  g_free (attempt);
}

static void
vouch_history_finalize (GObject *object)
{
  VouchHistory *self = VOUCH_HISTORY (object);

  g_clear_object (&self->portfolio);
  g_ptr_array_unref (self->attempts);
  vouch_retained_free (self->retained);
  g_ptr_array_unref (self->changes);

  G_OBJECT_CLASS (vouch_history_parent_class)->finalize (object);
}

static void
vouch_history_class_init (VouchHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_history_finalize;
}

static void
vouch_history_init (VouchHistory *self)
{
  self->attempts = g_ptr_array_new_with_free_func (attempt_free);
  self->changes = g_ptr_array_new ();
}

static gboolean
read_decision (VouchStore *store, VouchHistoryAttempt *attempt, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) document =
      vouch_store_get_decision (store, vouch_submission_get_id (attempt->submission), &local);

  if (document != NULL) {
    attempt->decision = vouch_decision_json_read (document, error);
    return attempt->decision != NULL;
  }
  if (local == NULL || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_attempt (VouchHistory *self, VouchStore *store, VouchSubmission *submission, GError **error)
{
  VouchHistoryAttempt *attempt;
  const char *text = vouch_submission_get_manifest (submission);
  g_autoptr (GBytes) bytes = NULL;

  if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_SEALED)
    return TRUE;
  attempt = g_new0 (VouchHistoryAttempt, 1);
  g_ptr_array_add (self->attempts, attempt);
  attempt->submission = g_object_ref (submission);
  bytes = g_bytes_new (text, strlen (text));
  attempt->manifest = vouch_manifest_json_read (bytes, NULL, error);
  return attempt->manifest != NULL && read_decision (store, attempt, error);
}

/* Compares with what was sent last; what stays earned comes from the last judgement. */
static gboolean
look_back (VouchHistory *self, VouchWorkspace *workspace, GError **error)
{
  VouchHistoryAttempt *last =
      self->attempts->len > 0 ? g_ptr_array_index (self->attempts, self->attempts->len - 1) : NULL;
  g_autoptr (GHashTable) sent = NULL;
  g_autoptr (VouchManifest) now = NULL;

  if (last == NULL)
    return TRUE;
  sent = vouch_store_list_sent (vouch_workspace_get_store (workspace),
                                vouch_submission_get_id (last->submission), error);
  now = sent != NULL ? vouch_freeze_draft (workspace, self->portfolio, sent, error) : NULL;
  if (now == NULL)
    return FALSE;
  g_ptr_array_unref (self->changes);
  self->changes = vouch_attempt_changes_find (last->manifest, now);
  self->retained = vouch_retained_find (workspace, self->portfolio, error);
  return self->retained != NULL;
}

/**
 * vouch_history_load:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): the attempts of the portfolio.
 */
VouchHistory *
vouch_history_load (VouchWorkspace *workspace,
                    const char *portfolio,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchHistory) self = g_object_new (VOUCH_TYPE_HISTORY, NULL);
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (portfolio != NULL, NULL);

  self->portfolio = vouch_store_load_portfolio (store, portfolio, error);
  all = self->portfolio != NULL ? vouch_store_list_submissions (store, portfolio, error) : NULL;
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (!add_attempt (self, store, g_ptr_array_index (all, i), error))
      return NULL;
  return look_back (self, workspace, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * vouch_history_get_portfolio:
 * @self: a history.
 *
 * Returns: (transfer none): the portfolio as it stands.
 */
VouchPortfolio *
vouch_history_get_portfolio (VouchHistory *self)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);

  return self->portfolio;
}

/**
 * vouch_history_get_definition:
 * @self: a history.
 *
 * Returns: (transfer none): what the portfolio answers.
 */
VouchDefinition *
vouch_history_get_definition (VouchHistory *self)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);

  return vouch_portfolio_get_definition (self->portfolio);
}

/**
 * vouch_history_get_n_attempts:
 * @self: a history.
 *
 * Returns: how many attempts there are.
 */
guint
vouch_history_get_n_attempts (VouchHistory *self)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), 0);

  return self->attempts->len;
}

/**
 * vouch_history_get_attempt:
 * @self: a history.
 * @index: from 0, the oldest.
 *
 * Returns: (transfer none) (nullable): an attempt; %NULL beyond the last.
 */
const VouchHistoryAttempt *
vouch_history_get_attempt (VouchHistory *self, guint index)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);

  return index < self->attempts->len ? g_ptr_array_index (self->attempts, index) : NULL;
}

/**
 * vouch_history_get_retained:
 * @self: a history.
 *
 * Returns: (transfer none): ids of the criteria that stay earned on a further attempt.
 */
const char *const *
vouch_history_get_retained (VouchHistory *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);

  return self->retained != NULL ? (const char *const *) self->retained->criteria : none;
}

/**
 * vouch_history_get_changes:
 * @self: a history.
 *
 * Returns: (transfer none) (element-type VouchAttemptChange): what is different now from what was
 *   sent last.
 */
GPtrArray *
vouch_history_get_changes (VouchHistory *self)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);

  return self->changes;
}

/**
 * vouch_history_compare:
 * @self: a history.
 * @before: index of an attempt.
 * @after: index of a later one.
 *
 * Returns: (transfer full) (element-type VouchAttemptChange): what was different between them.
 */
GPtrArray *
vouch_history_compare (VouchHistory *self, guint before, guint after)
{
  g_return_val_if_fail (VOUCH_IS_HISTORY (self), NULL);
  g_return_val_if_fail (before < self->attempts->len && after < self->attempts->len, NULL);

  return vouch_attempt_changes_find (vouch_history_get_attempt (self, before)->manifest,
                                     vouch_history_get_attempt (self, after)->manifest);
}
