/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-submissions.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-search.h"
#include "vouch-store-words.h"

#define COLUMNS                                                                                    \
  "SELECT id, portfolio, issuer, attempt, previous, state, review, manifest, signature, note, "    \
  "attestations, url, receipt, etag, created_ms, sealed_ms FROM submission "

static VouchSubmission *
take_submission (VouchSqlStatement *row)
{
  VouchSubmission *submission = vouch_submission_new ();
  g_auto (GStrv) attestations = vouch_store_split_words (vouch_sql_text (row, 10));
  VouchSubmissionState state = VOUCH_SUBMISSION_STATE_DRAFT;
  VouchReviewState review = VOUCH_REVIEW_STATE_NONE;

  vouch_submission_state_from_string (vouch_sql_text (row, 5), &state);
  vouch_review_state_from_string (vouch_sql_text (row, 6), &review);
  vouch_submission_set_id (submission, vouch_sql_text (row, 0));
  vouch_submission_set_portfolio (submission, vouch_sql_text (row, 1));
  vouch_submission_set_issuer (submission, vouch_sql_text (row, 2));
  vouch_submission_set_attempt (submission, (guint) vouch_sql_int (row, 3));
  vouch_submission_set_previous (submission, vouch_sql_text (row, 4));
  vouch_submission_set_state (submission, state);
  vouch_submission_set_review (submission, review);
  vouch_submission_set_manifest (submission, vouch_sql_text (row, 7));
  vouch_submission_set_signature (submission, vouch_sql_text (row, 8));
  vouch_submission_set_note (submission, vouch_sql_text (row, 9));
  vouch_submission_set_attestations (submission, (const char *const *) attestations);
  vouch_submission_set_url (submission, vouch_sql_text (row, 11));
  vouch_submission_set_receipt (submission, vouch_sql_text (row, 12));
  vouch_submission_set_etag (submission, vouch_sql_text (row, 13));
  vouch_submission_set_created_ms (submission, vouch_sql_int (row, 14));
  vouch_submission_set_sealed_ms (submission, vouch_sql_int (row, 15));
  return submission;
}

static gboolean
write_sent (VouchStore *self, const char *submission, GHashTable *original_by_sent, GError **error)
{
  GHashTableIter iter;
  gpointer sent, original;

  g_hash_table_iter_init (&iter, original_by_sent);
  while (g_hash_table_iter_next (&iter, &sent, &original))
    if (!vouch_store_write (self, error,
                            "INSERT INTO sent (submission, original, sha256) VALUES (?, ?, ?)",
                            "ttt", submission, original, sent))
      return FALSE;
  return TRUE;
}

/* Two programs that share a library may both have seen that nothing is under way; only here, where
 * one of them writes, is it certain. */
static gboolean
check_not_begun (VouchStore *self, VouchSubmission *submission, GError **error)
{
  GError *local = NULL;
  g_autofree char *other = vouch_store_read_text (
      self, &local,
      "SELECT id FROM submission WHERE portfolio = ? AND issuer = ? AND attempt >= ? "
      "AND state <> ?",
      "ttit", vouch_submission_get_portfolio (submission), vouch_submission_get_issuer (submission),
      (int) vouch_submission_get_attempt (submission),
      vouch_submission_state_to_string (VOUCH_SUBMISSION_STATE_WITHDRAWN));

  if (local != NULL) {
    g_propagate_error (error, local);
    return FALSE;
  }
  if (other == NULL)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                       _ ("This attempt was begun already. Nothing was begun a second time."));
  return FALSE;
}

/**
 * vouch_store_add_submission:
 * @self: a library that may be written.
 * @submission: a submission with an id, a portfolio, an issuer and its frozen manifest.
 * @original_by_sent: (element-type utf8 utf8): for each file that is sent the original it was
 *   made from, both in lower-case hex and in the library.
 * @error: %VOUCH_ERROR_CONFLICT when there is one of that id, or this attempt at this issuer or a
 *   later one was begun and not withdrawn, %VOUCH_ERROR_NOT_FOUND when the portfolio, the issuer or a file is not in the library, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Freezes an attempt: from now on its files are kept for good.
 *
 * Returns: whether it is on the disk, whole.
 */
gboolean
vouch_store_add_submission (VouchStore *self,
                            VouchSubmission *submission,
                            GHashTable *original_by_sent,
                            GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autofree char *attestations = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_SUBMISSION (submission), FALSE);
  g_return_val_if_fail (vouch_submission_get_id (submission) != NULL, FALSE);
  g_return_val_if_fail (original_by_sent != NULL, FALSE);

  if (vouch_submission_get_created_ms (submission) == 0)
    vouch_submission_set_created_ms (submission, _vouch_store_now_ms (self));
  attestations = vouch_store_join_words (vouch_submission_get_attestations (submission));
  change = vouch_store_change_begin (self, error);
  return change != NULL && check_not_begun (self, submission, error) &&
         vouch_store_write (
             self, error,
             "INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "tttittttttttttII", vouch_submission_get_id (submission),
             vouch_submission_get_portfolio (submission), vouch_submission_get_issuer (submission),
             (int) vouch_submission_get_attempt (submission),
             vouch_submission_get_previous (submission),
             vouch_submission_state_to_string (vouch_submission_get_state (submission)),
             vouch_review_state_to_string (vouch_submission_get_review (submission)),
             vouch_submission_get_manifest (submission),
             vouch_submission_get_signature (submission), vouch_submission_get_note (submission),
             attestations, vouch_submission_get_url (submission),
             vouch_submission_get_receipt (submission), vouch_submission_get_etag (submission),
             vouch_submission_get_created_ms (submission),
             vouch_submission_get_sealed_ms (submission)) &&
         write_sent (self, vouch_submission_get_id (submission), original_by_sent, error) &&
         vouch_store_write (self, error,
                            "INSERT INTO sent_appearing SELECT ?, a.item, a.person "
                            "FROM appearing a JOIN item i ON i.id = a.item "
                            "WHERE i.portfolio = ? AND i.removed_ms IS NULL AND a.masked = 0",
                            "tt", vouch_submission_get_id (submission),
                            vouch_submission_get_portfolio (submission)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_update_submission:
 * @self: a library that may be written.
 * @submission: a submission as it was loaded, with another state, review state, address, receipt
 *   or version tag. What was frozen stays as it is.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_update_submission (VouchStore *self, VouchSubmission *submission, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_SUBMISSION (submission), FALSE);

  return vouch_store_write_one (
      self, _ ("There is no such submission"), error,
      "UPDATE submission SET state = ?, review = ?, url = ?, receipt = ?, etag = ?, sealed_ms = ? "
      "WHERE id = ?",
      "tttttIt", vouch_submission_state_to_string (vouch_submission_get_state (submission)),
      vouch_review_state_to_string (vouch_submission_get_review (submission)),
      vouch_submission_get_url (submission), vouch_submission_get_receipt (submission),
      vouch_submission_get_etag (submission), vouch_submission_get_sealed_ms (submission),
      vouch_submission_get_id (submission));
}

/**
 * vouch_store_load_submission:
 * @self: a library.
 * @id: a submission's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the submission, or %NULL.
 */
VouchSubmission *
vouch_store_load_submission (VouchStore *self, const char *id, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, COLUMNS "WHERE id = ?", "t",
                         id);
  if (row == NULL)
    return NULL;
  if (vouch_sql_next (row, &local))
    return take_submission (row);
  if (local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no submission %s"), id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * vouch_store_list_submissions:
 * @self: a library.
 * @portfolio: (nullable): a portfolio's id; %NULL for those of all portfolios.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchSubmission): the submissions, oldest first; or
 *   %NULL.
 */
GPtrArray *
vouch_store_list_submissions (VouchStore *self, const char *portfolio, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) submissions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         COLUMNS "WHERE ?1 IS NULL OR portfolio = ?1 ORDER BY created_ms, rowid",
                         "t", portfolio);
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (submissions, take_submission (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&submissions);
}

/**
 * vouch_store_list_sent:
 * @self: a library.
 * @submission: a submission's id.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type utf8 utf8): for each file that is sent the original it
 *   was made from, both in lower-case hex; or %NULL.
 */
GHashTable *
vouch_store_list_sent (VouchStore *self, const char *submission, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GHashTable) sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && submission != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT sha256, original FROM sent WHERE submission = ?", "t", submission);
  while (row != NULL && vouch_sql_next (row, &local))
    g_hash_table_insert (sent, g_strdup (vouch_sql_text (row, 0)),
                         g_strdup (vouch_sql_text (row, 1)));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&sent);
}

/**
 * vouch_store_add_decision:
 * @self: a library that may be written.
 * @submission: a submission's id.
 * @document: the decision as the issuer sent it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a decision beside the earlier ones of the same submission; the same bytes are kept once.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_decision (VouchStore *self,
                          const char *submission,
                          GBytes *document,
                          GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && submission != NULL && document != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write (self, error,
                            "INSERT INTO decision SELECT ?1, ?2, ?3 WHERE ?3 IS NOT "
                            "(SELECT document FROM decision WHERE submission = ?1 "
                            "ORDER BY rowid DESC LIMIT 1)",
                            "tIb", submission, _vouch_store_now_ms (self), document) &&
         vouch_store_search_take_decisions (self, submission, error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_get_decision:
 * @self: a library.
 * @submission: a submission's id.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE; not set when there is no decision yet.
 *
 * Returns: (transfer full) (nullable): the latest decision as the issuer sent it.
 */
GBytes *
vouch_store_get_decision (VouchStore *self, const char *submission, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && submission != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT document FROM decision WHERE submission = ? "
                         "ORDER BY rowid DESC LIMIT 1",
                         "t", submission);
  if (row == NULL || !vouch_sql_next (row, error))
    return NULL;
  return vouch_sql_bytes (row, 0);
}
