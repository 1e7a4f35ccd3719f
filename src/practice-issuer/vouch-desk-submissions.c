/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-submissions"

#include "config.h"
#include "vouch-desk-submissions.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "vouch-desk-uploads.h"
#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"
#include "vouch-submission-json.h"
#include "vouch-window.h"

/*
 * Submissions (docs/issuer-api.md, §4): opening, looking, withdrawing.
 *
 * Invariants: an account has at most one submission of an attempt at a definition with a subject
 * that is not withdrawn (the index one_attempt); the revision grows with every change; after the
 * seal only the issuer's side moves, except for withdrawal.
 */

#define SELECT                                                                                     \
  "SELECT s.id, s.revision, d.id, d.version, s.definition, s.attempt, s.previous, s.subject,"      \
  " s.state, s.review, s.opened_ms, s.sealed_ms, s.updated_ms, s.manifest_digest,"                 \
  " s.decision IS NOT NULL, s.credential IS NOT NULL, s.account"                                   \
  " FROM submissions s JOIN definitions d ON d.sha256 = s.definition "

static void
fill_states (VouchSubmissionStatus *status, VouchSqlStatement *row)
{
  VouchSubmissionState state = VOUCH_SUBMISSION_STATE_DRAFT;
  VouchReviewState review = VOUCH_REVIEW_STATE_NONE;

  vouch_submission_state_from_string (vouch_sql_text (row, 8), &state);
  vouch_review_state_from_string (vouch_sql_text (row, 9), &review);
  vouch_submission_status_set_state (status, state);
  vouch_submission_status_set_review (status, review);
}

static void
fill_links (VouchSubmissionStatus *status, VouchSqlStatement *row)
{
  g_autofree char *base = g_strconcat ("/v1/submissions/", vouch_sql_text (row, 0), NULL);
  g_autofree char *decision = g_strconcat (base, "/decision", NULL);
  g_autofree char *credential = g_strconcat (base, "/credential", NULL);

  if (vouch_sql_int (row, 14))
    vouch_submission_status_set_decision_url (status, decision);
  if (vouch_sql_int (row, 15))
    vouch_submission_status_set_credential_url (status, credential);
}

static VouchSubmissionStatus *
make_status (VouchDesk *desk, VouchSqlStatement *row)
{
  VouchSubmissionStatus *status = vouch_submission_status_new ();
  gint64 lifetime = vouch_issuer_limits_get_lifetime_seconds (vouch_desk_get_limits (desk)) * 1000;

  vouch_submission_status_set_id (status, vouch_sql_text (row, 0));
  vouch_submission_status_set_revision (status, vouch_sql_int (row, 1));
  vouch_submission_status_set_definition (status, vouch_sql_text (row, 2));
  vouch_submission_status_set_definition_version (status, vouch_sql_text (row, 3));
  vouch_submission_status_set_definition_digest (status, vouch_sql_text (row, 4));
  vouch_submission_status_set_attempt (status, (guint) vouch_sql_int (row, 5));
  vouch_submission_status_set_previous (status, vouch_sql_text (row, 6));
  vouch_submission_status_set_subject (status, vouch_sql_text (row, 7));
  fill_states (status, row);
  vouch_submission_status_set_opened_ms (status, vouch_sql_int (row, 10));
  vouch_submission_status_set_sealed_ms (status, vouch_sql_int (row, 11));
  vouch_submission_status_set_updated_ms (status, vouch_sql_int (row, 12));
  vouch_submission_status_set_manifest_digest (status, vouch_sql_text (row, 13));
  fill_links (status, row);
  if (vouch_submission_status_get_state (status) <= VOUCH_SUBMISSION_STATE_UPLOADING)
    vouch_submission_status_set_expires_ms (status, vouch_sql_int (row, 12) + lifetime);
  return status;
}

/**
 * vouch_desk_count_attempts_left:
 * @desk: a desk.
 * @account: whose it is.
 * @status: a submission.
 *
 * Counts what remains of the definition's limit after this attempt; a submission that came back
 * incomplete does not count.
 *
 * Returns: attempts, or -1 for no limit.
 */
int
vouch_desk_count_attempts_left (VouchDesk *desk, gint64 account, VouchSubmissionStatus *status)
{
  VouchDefinition *definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (status), NULL);
  g_autoptr (VouchSqlStatement) row = NULL;
  guint most;

  if (definition == NULL)
    return -1;
  most = vouch_submission_policy_get_max_attempts (
      vouch_definition_get_submission_policy (definition));
  if (most == 0)
    return -1;
  row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT count (*) FROM submissions WHERE account = ? AND definition = ?"
                       " AND subject = ? AND attempt <= ?"
                       " AND state IN ('draft', 'uploading', 'sealed') AND review <> 'incomplete'",
                       "Itti", account, vouch_submission_status_get_definition_digest (status),
                       vouch_submission_status_get_subject (status),
                       (int) vouch_submission_status_get_attempt (status));
  if (row == NULL || !vouch_sql_next (row, NULL))
    return -1;
  return (int) MAX ((gint64) most - vouch_sql_int (row, 0), 0);
}

/**
 * vouch_desk_find_submission:
 * @desk: a desk.
 * @account: whose it must be; -1 for anybody's.
 * @id: its id.
 * @problem: (out) (transfer full) (nullable): why it is not shown.
 *
 * Returns: (transfer full) (nullable): where the submission stands, or %NULL.
 */
VouchSubmissionStatus *
vouch_desk_find_submission (VouchDesk *desk, gint64 account, const char *id, VouchProblem **problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSubmissionStatus) status = NULL;
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      vouch_desk_get_sql (desk), &error, SELECT "WHERE s.id = ? AND (s.account = ? OR ? = -1)",
      "tII", id, account, account);
  gint64 expires;

  if (row == NULL || !vouch_sql_next (row, &error)) {
    *problem =
        error != NULL ? vouch_refusal_from_error (error) : vouch_refusal (404, "not-found", NULL);
    return NULL;
  }
  status = make_status (desk, row);
  expires = vouch_submission_status_get_expires_ms (status);
  if (expires != 0 && expires < vouch_desk_now_ms (desk)) {
    *problem = vouch_refusal (410, "expired", NULL);
    return NULL;
  }
  vouch_submission_status_set_attempts_left (
      status, vouch_desk_count_attempts_left (desk, vouch_sql_int (row, 16), status));
  if (vouch_submission_status_get_state (status) == VOUCH_SUBMISSION_STATE_UPLOADING)
    vouch_desk_list_uploads (desk, id, vouch_submission_status_get_uploads (status));
  return g_steal_pointer (&status);
}

/**
 * vouch_desk_check_open:
 * @status: a submission.
 *
 * Returns: (transfer full) (nullable): why its earner may not change it any more.
 */
VouchProblem *
vouch_desk_check_open (VouchSubmissionStatus *status)
{
  switch (vouch_submission_status_get_state (status)) {
  case VOUCH_SUBMISSION_STATE_SEALED: return vouch_refusal (409, "sealed", NULL);
  case VOUCH_SUBMISSION_STATE_WITHDRAWN: return vouch_refusal (410, "withdrawn", NULL);
  case VOUCH_SUBMISSION_STATE_DRAFT:
  case VOUCH_SUBMISSION_STATE_UPLOADING:
  default: return NULL;
  }
}

/**
 * vouch_desk_check_window:
 * @desk: a desk.
 * @definition: a definition.
 *
 * Returns: (transfer full) (nullable): why nothing is taken for it today.
 */
VouchProblem *
vouch_desk_check_window (VouchDesk *desk, VouchDefinition *definition)
{
  GPtrArray *windows =
      vouch_submission_policy_get_windows (vouch_definition_get_submission_policy (definition));
  VouchDay today = vouch_day_from_time (vouch_desk_now_ms (desk));

  for (guint i = 0; i < windows->len; i++) {
    VouchDay opens = vouch_window_get_opens (windows->pdata[i]);
    VouchDay closes = vouch_window_get_closes (windows->pdata[i]);

    if (opens <= today && (closes == VOUCH_DAY_NONE || today <= closes))
      return NULL;
  }
  return windows->len == 0 ? NULL : vouch_refusal (403, "window-closed", NULL);
}

static VouchProblem *
check_previous (VouchDesk *desk, gint64 account, VouchSubmissionStatus *wanted)
{
  g_autoptr (VouchProblem) problem = NULL;
  g_autoptr (VouchSubmissionStatus) previous = NULL;
  VouchProblem *refusal;
  const char *reason = NULL;

  if (vouch_submission_status_get_attempt (wanted) == 1)
    return NULL;
  previous = vouch_desk_find_submission (desk, account,
                                         vouch_submission_status_get_previous (wanted), &problem);
  if (previous == NULL)
    reason = _ ("The submission before it is not known.");
  else if (vouch_submission_status_get_attempt (previous) + 1 !=
               vouch_submission_status_get_attempt (wanted) ||
           g_strcmp0 (vouch_submission_status_get_definition_digest (previous),
                      vouch_submission_status_get_definition_digest (wanted)) != 0 ||
           g_strcmp0 (vouch_submission_status_get_subject (previous),
                      vouch_submission_status_get_subject (wanted)) != 0)
    reason = _ ("The submission before it is another attempt, definition or subject.");
  else if (vouch_submission_status_get_credential_url (previous) != NULL)
    return vouch_refusal (403, "not-allowed", "%s", _ ("The credential was earned already."));
  else if (vouch_submission_status_get_review (previous) < VOUCH_REVIEW_STATE_INCOMPLETE ||
           vouch_submission_status_get_review (previous) == VOUCH_REVIEW_STATE_IN_REVIEW)
    reason = _ ("There is no decision yet about the submission before it.");
  if (reason == NULL)
    return NULL;
  refusal = vouch_refusal (422, "invalid", "%s", reason);
  vouch_refusal_add_place (refusal, "/previous", "previous", NULL, NULL, reason);
  return refusal;
}

static VouchProblem *
check_definition (VouchDesk *desk, VouchSubmissionStatus *wanted)
{
  VouchDefinition *definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (wanted), NULL);

  if (definition == NULL ||
      g_strcmp0 (vouch_definition_get_id (definition),
                 vouch_submission_status_get_definition (wanted)) != 0 ||
      g_strcmp0 (vouch_definition_get_version (definition),
                 vouch_submission_status_get_definition_version (wanted)) != 0)
    return vouch_refusal (422, "definition-unknown", NULL);
  return vouch_desk_check_window (desk, definition);
}

static char *
find_existing (VouchDesk *desk, gint64 account, VouchSubmissionStatus *wanted)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT id FROM submissions WHERE account = ? AND definition = ?"
                       " AND subject = ? AND attempt = ? AND state <> 'withdrawn'",
                       "Itti", account, vouch_submission_status_get_definition_digest (wanted),
                       vouch_submission_status_get_subject (wanted),
                       (int) vouch_submission_status_get_attempt (wanted));

  return row != NULL && vouch_sql_next (row, NULL) ? g_strdup (vouch_sql_text (row, 0)) : NULL;
}

static VouchProblem *
check_counts (VouchDesk *desk, gint64 account, VouchSubmissionStatus *wanted)
{
  g_autoptr (VouchSubmissionStatus) before = vouch_submission_status_new ();
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT count (*) FROM submissions WHERE account = ?"
                       " AND state IN ('draft', 'uploading')",
                       "I", account);

  vouch_submission_status_set_definition_digest (
      before, vouch_submission_status_get_definition_digest (wanted));
  vouch_submission_status_set_subject (before, vouch_submission_status_get_subject (wanted));
  vouch_submission_status_set_attempt (before, vouch_submission_status_get_attempt (wanted));
  if (vouch_desk_count_attempts_left (desk, account, before) == 0)
    return vouch_refusal (403, "no-attempts-left", NULL);
  if (row != NULL && vouch_sql_next (row, NULL) &&
      vouch_sql_int (row, 0) >=
          (gint64) vouch_issuer_limits_get_max_open_submissions (vouch_desk_get_limits (desk)))
    return vouch_refusal (429, "too-many-requests", "%s",
                          _ ("Too many submissions are open. Seal or withdraw one first."));
  return NULL;
}

static gboolean
insert (VouchDesk *desk,
        const VouchDeskRequest *request,
        VouchSubmissionStatus *wanted,
        GError **error)
{
  gint64 now = vouch_desk_now_ms (desk);
  g_autofree char *id = vouch_id_new (now);

  vouch_submission_status_set_id (wanted, id);
  vouch_submission_status_set_revision (wanted, 1);
  vouch_submission_status_set_opened_ms (wanted, now);
  vouch_submission_status_set_updated_ms (wanted, now);
  vouch_submission_status_set_expires_ms (
      wanted, now + vouch_issuer_limits_get_lifetime_seconds (vouch_desk_get_limits (desk)) * 1000);
  return vouch_sql_run (vouch_desk_get_sql (desk), error,
                        "INSERT INTO submissions (id, account, definition, attempt, previous,"
                        " subject, state, review, revision, opened_ms, updated_ms)"
                        " VALUES (?, ?, ?, ?, ?, ?, 'draft', 'none', 1, ?, ?)",
                        "tItittII", id, request->account,
                        vouch_submission_status_get_definition_digest (wanted),
                        (int) vouch_submission_status_get_attempt (wanted),
                        vouch_submission_status_get_previous (wanted),
                        vouch_submission_status_get_subject (wanted), now, now);
}

/**
 * vouch_desk_open_submission:
 * @desk: a desk.
 * @request: who asks, under which key.
 * @wanted: definition, attempt, previous submission and subject; filled in.
 * @answer: (out) (transfer full) (nullable): what to answer.
 * @existing: (out) (transfer full) (nullable): the submission that is this attempt already.
 *
 * Opens an attempt.
 *
 * Returns: (transfer full) (nullable): why not.
 */
VouchProblem *
vouch_desk_open_submission (VouchDesk *desk,
                            const VouchDeskRequest *request,
                            VouchSubmissionStatus *wanted,
                            VouchDeskAnswer **answer,
                            char **existing)
{
  g_autoptr (VouchSqlTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *location = NULL;
  VouchProblem *problem = check_definition (desk, wanted);

  if (problem == NULL)
    problem = check_previous (desk, request->account, wanted);
  if (problem != NULL)
    return problem;
  *existing = find_existing (desk, request->account, wanted);
  if (*existing != NULL)
    return vouch_refusal (409, "attempt-exists", NULL);
  problem = check_counts (desk, request->account, wanted);
  if (problem != NULL)
    return problem;

  transaction = vouch_sql_transaction_begin (vouch_desk_get_sql (desk), &error);
  if (transaction == NULL || !insert (desk, request, wanted, &error))
    return vouch_refusal_from_error (error);
  vouch_submission_status_set_attempts_left (
      wanted, vouch_desk_count_attempts_left (desk, request->account, wanted));
  body = vouch_submission_json_write (wanted);
  location = g_strconcat ("/v1/submissions/", vouch_submission_status_get_id (wanted), NULL);
  *answer = vouch_desk_answer_new (201, location, body);
  if (!vouch_desk_keep_answer (desk, request, *answer, &error) ||
      !vouch_sql_transaction_commit (transaction, &error)) {
    g_clear_pointer (answer, vouch_desk_answer_free);
    return vouch_refusal_from_error (error);
  }
  return NULL;
}

/* Bytes that only this submission used. */
static GPtrArray *
list_orphans (VouchDesk *desk, gint64 account, const char *id)
{
  GPtrArray *orphans = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT sha256 FROM evidence WHERE submission = ?1 AND NOT EXISTS"
                       " (SELECT 1 FROM evidence e JOIN submissions s ON s.id = e.submission"
                       "  WHERE e.sha256 = evidence.sha256 AND s.account = ?2 AND s.id <> ?1)",
                       "tI", id, account);

  while (row != NULL && vouch_sql_next (row, NULL))
    g_ptr_array_add (orphans, g_strdup (vouch_sql_text (row, 0)));
  return orphans;
}

static gboolean
record_withdrawal (VouchDesk *desk,
                   gint64 account,
                   const char *id,
                   GPtrArray *orphans,
                   GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);

  for (guint i = 0; i < orphans->len; i++)
    if (!vouch_sql_run (sql, error, "DELETE FROM files WHERE account = ? AND sha256 = ?", "It",
                        account, orphans->pdata[i]))
      return FALSE;
  return vouch_sql_run (sql, error, "DELETE FROM evidence WHERE submission = ?", "t", id) &&
         vouch_sql_run (sql, error, "UPDATE uploads SET gone = 1 WHERE submission = ?", "t", id) &&
         vouch_sql_run (sql, error,
                        "UPDATE submissions SET state = 'withdrawn', manifest = NULL,"
                        " signature = NULL, revision = revision + 1, updated_ms = ?"
                        " WHERE id = ?",
                        "It", vouch_desk_now_ms (desk), id);
}

/**
 * vouch_desk_withdraw:
 * @desk: a desk.
 * @account: whose it must be.
 * @id: a submission.
 *
 * Takes a submission back and deletes its bytes. The rows go first: bytes without a row are swept,
 * a row without bytes would be a lie.
 *
 * Returns: (transfer full) (nullable): why not.
 */
VouchProblem *
vouch_desk_withdraw (VouchDesk *desk, gint64 account, const char *id)
{
  VouchProblem *problem = NULL;
  g_autoptr (VouchSubmissionStatus) status =
      vouch_desk_find_submission (desk, account, id, &problem);
  g_autoptr (VouchSqlTransaction) transaction = NULL;
  g_autoptr (GPtrArray) orphans = NULL;
  g_autoptr (GError) error = NULL;

  if (status == NULL)
    return problem;
  if (vouch_submission_status_get_state (status) == VOUCH_SUBMISSION_STATE_WITHDRAWN)
    return NULL;
  orphans = list_orphans (desk, account, id);
  transaction = vouch_sql_transaction_begin (vouch_desk_get_sql (desk), &error);
  if (transaction == NULL || !record_withdrawal (desk, account, id, orphans, &error) ||
      !vouch_sql_transaction_commit (transaction, &error))
    return vouch_refusal_from_error (error);
  for (guint i = 0; i < orphans->len; i++) {
    g_autofree char *path = vouch_desk_make_file_path (desk, account, orphans->pdata[i]);

    unlink (path);
  }
  vouch_desk_delete_upload_bytes (desk, id);
  return NULL;
}

/**
 * vouch_desk_touch_submission:
 * @desk: a desk.
 * @id: a submission that is not sealed.
 * @error: of the database.
 *
 * Notes that something of it changed; a draft becomes one that is uploading.
 *
 * Returns: whether it is noted.
 */
gboolean
vouch_desk_touch_submission (VouchDesk *desk, const char *id, GError **error)
{
  return vouch_sql_run (vouch_desk_get_sql (desk), error,
                        "UPDATE submissions SET revision = revision + 1, updated_ms = ?,"
                        " state = CASE state WHEN 'draft' THEN 'uploading' ELSE state END"
                        " WHERE id = ?",
                        "It", vouch_desk_now_ms (desk), id);
}

/**
 * vouch_desk_load_column:
 * @desk: a desk.
 * @column: manifest, receipt, decision or credential.
 * @submission: its id.
 * @error: of the database; unset when there is none.
 *
 * Returns: (transfer full) (nullable): its bytes.
 */
GBytes *
vouch_desk_load_column (VouchDesk *desk, const char *column, const char *submission, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("SELECT CAST (%s AS BLOB) FROM submissions WHERE id = ?", column);
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), error, text, "t", submission);

  if (row == NULL || !vouch_sql_next (row, error) || vouch_sql_is_null (row, 0))
    return NULL;
  return vouch_sql_bytes (row, 0);
}
