/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-seal"

#include "config.h"
#include "vouch-desk-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "vouch-desk-manifest.h"
#include "vouch-desk-submissions.h"
#include "vouch-desk-uploads.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-hash.h"
#include "vouch-jws.h"
#include "vouch-receipt-json.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"
#include "vouch-upload-status.h"

/*
 * Sealing (docs/issuer-api.md, §4.5), in three steps: the desk says where each file should be
 * (begin), a thread reads every byte from the disk again and gives good files their place (run),
 * and the desk writes rows, receipt and answer in one transaction (finish).
 *
 * Invariants: a file in its place is a second name (hard link) of the upload until the transaction
 * is through, so a crash at any point leaves either the upload or the sealed file, never neither.
 * The first seal wins: the receipt in the row is the only receipt there will be.
 */

typedef enum { PIECE_MISSING, PIECE_GOOD, PIECE_BAD, PIECE_BROKEN } PieceState;

typedef struct {
  char *sha256;
  char *slot;
  char *pointer;
  char *upload; /* id; NULL for a file that is held already */
  char *source;
  char *target;
  gint64 bytes;
  PieceState state;
} Piece;

struct _VouchSealWork {
  gint64 account;
  char *submission;
  char *manifest_digest;
  char *folder;
  GPtrArray *pieces;
  VouchReceipt *receipt; /* without time and files until the end */
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->sha256);
  g_free (piece->slot);
  g_free (piece->pointer);
  g_free (piece->upload);
  g_free (piece->source);
  g_free (piece->target);
  g_free (piece);
}

/**
 * vouch_seal_work_free:
 * @self: (transfer full) (nullable): the work.
 *
 * Frees it.
 */
void
vouch_seal_work_free (VouchSealWork *self)
{
  if (self == NULL)
    return;
  g_free (self->submission);
  g_free (self->manifest_digest);
  g_free (self->folder);
  g_ptr_array_unref (self->pieces);
  g_clear_object (&self->receipt);
  g_free (self);
}

static gboolean
is_held (VouchDesk *desk, gint64 account, const char *sha256, gint64 bytes)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT 1 FROM files WHERE account = ? AND sha256 = ? AND bytes = ?", "ItI",
                       account, sha256, bytes);

  return row != NULL && vouch_sql_next (row, NULL);
}

static VouchUploadStatus *
find_complete (GPtrArray *uploads, const char *sha256, gint64 bytes)
{
  for (guint i = 0; i < uploads->len; i++) {
    VouchUploadStatus *upload = g_ptr_array_index (uploads, i);

    if (g_strcmp0 (vouch_upload_status_get_sha256 (upload), sha256) == 0 &&
        vouch_upload_status_get_bytes (upload) == bytes &&
        vouch_upload_status_get_offset (upload) == bytes)
      return upload;
  }
  return NULL;
}

static Piece *
make_piece (VouchDesk *desk,
            gint64 account,
            VouchManifestItem *item,
            guint index,
            GPtrArray *uploads)
{
  VouchManifestFile *file = vouch_manifest_item_get_file (item);
  VouchUploadStatus *upload;
  Piece *piece = g_new0 (Piece, 1);

  piece->sha256 = g_strdup (vouch_manifest_file_get_sha256 (file));
  piece->bytes = vouch_manifest_file_get_bytes (file);
  piece->slot = g_strdup (vouch_manifest_item_get_requirement (item));
  piece->pointer = g_strdup_printf ("/items/%u/file", index);
  piece->target = vouch_desk_make_file_path (desk, account, piece->sha256);
  upload = find_complete (uploads, piece->sha256, piece->bytes);
  if (is_held (desk, account, piece->sha256, piece->bytes)) {
    piece->source = g_strdup (piece->target);
  } else if (upload != NULL) {
    piece->upload = g_path_get_basename (vouch_upload_status_get_url (upload));
    piece->source = vouch_desk_make_upload_path (desk, piece->upload);
  }
  return piece;
}

static GPtrArray *
make_pieces (VouchDesk *desk, gint64 account, const char *submission, VouchManifest *manifest)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr (GPtrArray) uploads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = vouch_manifest_get_items (manifest);

  vouch_desk_list_uploads (desk, submission, uploads);
  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);

    if (file != NULL && g_hash_table_add (seen, (char *) vouch_manifest_file_get_sha256 (file)))
      g_ptr_array_add (pieces, make_piece (desk, account, items->pdata[i], i, uploads));
  }
  return pieces;
}

/**
 * vouch_desk_list_missing:
 * @desk: a desk.
 * @account: whose the submission is.
 * @submission: its id.
 * @manifest: its manifest.
 *
 * Returns: (transfer full) (element-type VouchUploadStatus): the files that remain to be sent.
 */
GPtrArray *
vouch_desk_list_missing (VouchDesk *desk,
                         gint64 account,
                         const char *submission,
                         VouchManifest *manifest)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) pieces = make_pieces (desk, account, submission, manifest);

  for (guint i = 0; i < pieces->len; i++) {
    Piece *piece = g_ptr_array_index (pieces, i);
    VouchUploadStatus *file;

    if (piece->source != NULL)
      continue;
    file = vouch_upload_status_new ();
    vouch_upload_status_set_slot (file, piece->slot);
    vouch_upload_status_set_sha256 (file, piece->sha256);
    vouch_upload_status_set_bytes (file, piece->bytes);
    g_ptr_array_add (missing, file);
  }
  return missing;
}

static VouchReceipt *
make_receipt (VouchDesk *desk, VouchSubmissionStatus *status, const char *manifest_digest)
{
  VouchReceipt *receipt = vouch_receipt_new ();

  vouch_receipt_set_issuer (receipt, vouch_signing_key_get_did (vouch_desk_get_key (desk)));
  vouch_receipt_set_subject (receipt, vouch_submission_status_get_subject (status));
  vouch_receipt_set_submission (receipt, vouch_submission_status_get_id (status));
  vouch_receipt_set_attempt (receipt, vouch_submission_status_get_attempt (status));
  vouch_receipt_set_definition (receipt, vouch_submission_status_get_definition (status));
  vouch_receipt_set_definition_version (receipt,
                                        vouch_submission_status_get_definition_version (status));
  vouch_receipt_set_definition_digest (receipt,
                                       vouch_submission_status_get_definition_digest (status));
  vouch_receipt_set_manifest_digest (receipt, manifest_digest);
  return receipt;
}

static VouchProblem *
check_seal (VouchDesk *desk, VouchSubmissionStatus *status, const char *manifest_digest)
{
  const char *held = vouch_submission_status_get_manifest_digest (status);
  VouchDefinition *definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (status), NULL);

  if (held == NULL)
    return vouch_refusal (409, "no-manifest", NULL);
  if (g_strcmp0 (held, manifest_digest) != 0)
    return vouch_refusal (409, "manifest-changed", NULL);
  return definition != NULL ? vouch_desk_check_window (desk, definition) : NULL;
}

/**
 * vouch_desk_begin_seal:
 * @desk: a desk.
 * @account: whose the submission is.
 * @status: the submission, not sealed.
 * @manifest_digest: SHA-256 of the manifest to seal, hex.
 * @problem: (out) (transfer full) (nullable): why not.
 *
 * Gathers what has to be read.
 *
 * Returns: (transfer full) (nullable): the work, for a thread.
 */
VouchSealWork *
vouch_desk_begin_seal (VouchDesk *desk,
                       gint64 account,
                       VouchSubmissionStatus *status,
                       const char *manifest_digest,
                       VouchProblem **problem)
{
  g_autoptr (VouchManifest) manifest = NULL;
  const char *id = vouch_submission_status_get_id (status);
  VouchSealWork *self;

  *problem = check_seal (desk, status, manifest_digest);
  if (*problem == NULL)
    manifest = vouch_desk_load_manifest (desk, id, problem);
  if (manifest == NULL)
    return NULL;
  self = g_new0 (VouchSealWork, 1);
  self->account = account;
  self->submission = g_strdup (id);
  self->manifest_digest = g_strdup (manifest_digest);
  self->folder = vouch_desk_make_file_folder (desk, account);
  self->pieces = make_pieces (desk, account, id, manifest);
  self->receipt = make_receipt (desk, status, manifest_digest);
  return self;
}

static PieceState
examine (Piece *piece)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  struct stat info;
  int fd = piece->source != NULL ? open (piece->source, O_RDONLY | O_CLOEXEC) : -1;

  if (fd < 0)
    return PIECE_MISSING;
  if (fstat (fd, &info) == 0 && info.st_size == piece->bytes)
    found = vouch_hash_of_fd (fd, NULL, &error);
  close (fd);
  if (error != NULL) {
    g_message ("%s", error->message);
    return PIECE_BROKEN;
  }
  return g_strcmp0 (found, piece->sha256) == 0 ? PIECE_GOOD : PIECE_BAD;
}

/* Gives a good upload its second name. One left there by a crash is replaced: it was not judged. */
static PieceState
place (Piece *piece)
{
  if (piece->upload == NULL)
    return PIECE_GOOD;
  if (unlink (piece->target) != 0 && errno != ENOENT)
    return PIECE_BROKEN;
  return link (piece->source, piece->target) == 0 && chmod (piece->target, 0400) == 0
             ? PIECE_GOOD
             : PIECE_BROKEN;
}

/**
 * vouch_seal_work_run:
 * @self: the work; nobody else touches it meanwhile.
 *
 * Reads every file, on whatever thread.
 */
void
vouch_seal_work_run (VouchSealWork *self)
{
  g_autoptr (GError) error = NULL;
  gboolean ready = vouch_file_make_folder (self->folder, 0700, &error);

  for (guint i = 0; i < self->pieces->len; i++) {
    Piece *piece = g_ptr_array_index (self->pieces, i);

    piece->state = ready ? examine (piece) : PIECE_BROKEN;
    if (piece->state == PIECE_GOOD)
      piece->state = place (piece);
  }
  if (ready)
    vouch_file_sync_folder (self->folder, &error);
  if (error != NULL)
    g_message ("%s", error->message);
}

/* Bytes that are not what was signed must not look like something that arrived. */
static void
discard (VouchDesk *desk, VouchSealWork *work, Piece *piece)
{
  g_autoptr (GError) error = NULL;

  if (piece->upload != NULL)
    vouch_sql_run (vouch_desk_get_sql (desk), &error, "UPDATE uploads SET gone = 1 WHERE id = ?",
                   "t", piece->upload);
  else
    vouch_sql_run (vouch_desk_get_sql (desk), &error,
                   "DELETE FROM files WHERE account = ? AND sha256 = ?", "It", work->account,
                   piece->sha256);
  if (error != NULL)
    g_message ("%s", error->message);
  else if (piece->source != NULL)
    unlink (piece->source);
}

static void
complain (VouchProblem *problem, Piece *piece)
{
  gboolean bad = piece->state == PIECE_BAD;

  vouch_refusal_add_place (
      problem, piece->pointer, bad ? "digest-mismatch" : "missing-file", piece->slot, piece->sha256,
      bad ? _ ("The bytes that arrived are not those that were signed. Send them again.")
          : _ ("This file is not here yet. Send it."));
}

static VouchProblem *
judge (VouchDesk *desk, VouchSealWork *work)
{
  guint counts[PIECE_BROKEN + 1] = { 0 };
  VouchProblem *problem;

  for (guint i = 0; i < work->pieces->len; i++)
    counts[((Piece *) work->pieces->pdata[i])->state]++;
  if (counts[PIECE_BROKEN] > 0)
    return vouch_refusal (503, "busy", NULL);
  if (counts[PIECE_GOOD] == work->pieces->len)
    return NULL;
  problem = vouch_refusal (422, counts[PIECE_BAD] > 0 ? "digest-mismatch" : "missing-file", NULL);
  for (guint i = 0; i < work->pieces->len; i++) {
    Piece *piece = g_ptr_array_index (work->pieces, i);

    if (piece->state == PIECE_GOOD)
      continue;
    discard (desk, work, piece);
    complain (problem, piece);
  }
  return problem;
}

static gboolean
record_files (VouchDesk *desk, VouchSealWork *work, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);

  for (guint i = 0; i < work->pieces->len; i++) {
    Piece *piece = g_ptr_array_index (work->pieces, i);
    g_autoptr (VouchUploadStatus) file = vouch_upload_status_new ();

    vouch_upload_status_set_sha256 (file, piece->sha256);
    vouch_upload_status_set_bytes (file, piece->bytes);
    vouch_receipt_add_file (work->receipt, file);
    if (!vouch_sql_run (sql, error,
                        "INSERT OR REPLACE INTO files (account, sha256, bytes) VALUES (?, ?, ?)",
                        "ItI", work->account, piece->sha256, piece->bytes) ||
        !vouch_sql_run (sql, error,
                        "INSERT OR IGNORE INTO evidence (submission, sha256) VALUES (?, ?)", "tt",
                        work->submission, piece->sha256))
      return FALSE;
  }
  return vouch_sql_run (sql, error, "UPDATE uploads SET gone = 1 WHERE submission = ?", "t",
                        work->submission);
}

static gboolean
record_seal (VouchDesk *desk, VouchSealWork *work, GBytes *body, gint64 now, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);

  if (!vouch_sql_run (sql, error,
                      "UPDATE submissions SET state = 'sealed', review = 'received', receipt = ?,"
                      " sealed_ms = ?, updated_ms = ?, revision = revision + 1"
                      " WHERE id = ? AND manifest_digest = ? AND state = 'uploading'",
                      "bIItt", body, now, now, work->submission, work->manifest_digest))
    return FALSE;
  if (vouch_sql_count_changes (sql) == 1)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_BUSY,
                       _ ("The submission changed while it was sealed."));
  return FALSE;
}

static GBytes *
sign_receipt (VouchDesk *desk, VouchReceipt *receipt)
{
  g_autoptr (GBytes) payload = vouch_receipt_json_write (receipt);
  g_autofree char *jws =
      vouch_jws_sign (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                      VOUCH_RECEIPT_JWS_TYPE, vouch_desk_get_key (desk));

  return vouch_seal_answer_json_write (receipt, jws);
}

/**
 * vouch_desk_finish_seal:
 * @desk: a desk.
 * @request: who asked, under which key.
 * @work: what a thread has read.
 * @answer: (out) (transfer full) (nullable): the receipt.
 *
 * Judges what was read and seals.
 *
 * Returns: (transfer full) (nullable): why not.
 */
VouchProblem *
vouch_desk_finish_seal (VouchDesk *desk,
                        const VouchDeskRequest *request,
                        VouchSealWork *work,
                        VouchDeskAnswer **answer)
{
  g_autoptr (VouchSqlTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 now = vouch_desk_now_ms (desk);
  VouchProblem *problem = judge (desk, work);

  if (problem != NULL)
    return problem;
  vouch_receipt_set_sealed_ms (work->receipt, now);
  transaction = vouch_sql_transaction_begin (vouch_desk_get_sql (desk), &error);
  if (transaction == NULL || !record_files (desk, work, &error))
    return vouch_refusal_from_error (error);
  body = sign_receipt (desk, work->receipt);
  *answer = vouch_desk_answer_new (200, NULL, body);
  if (!record_seal (desk, work, body, now, &error) ||
      !vouch_desk_keep_answer (desk, request, *answer, &error) ||
      !vouch_sql_transaction_commit (transaction, &error)) {
    g_clear_pointer (answer, vouch_desk_answer_free);
    return vouch_refusal_from_error (error);
  }
  vouch_desk_delete_upload_bytes (desk, work->submission);
  return NULL;
}
