/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-uploads"

#include "config.h"
#include "vouch-desk-uploads.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "vouch-desk-submissions.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-id.h"
#include "vouch-issuer-limits.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"
#include "vouch-upload-status.h"
#include "vouch-wire-form.h"

/*
 * Uploads (docs/issuer-api.md, §5.2): files on their way, named by an id that tells nothing.
 *
 * Invariants: the offset is the length of the file and is stored nowhere else, so it cannot differ
 * from what is there after a crash. The file is made before its row, and the row is marked as gone
 * before the file is deleted.
 */

#define SELECT                                                                                     \
  "SELECT u.id, u.submission, u.slot, u.sha256, u.media_type, u.length, u.touched_ms, u.gone"      \
  " FROM uploads u JOIN submissions s ON s.id = u.submission "

/**
 * vouch_desk_upload_free:
 * @self: (transfer full) (nullable): an upload.
 *
 * Frees it.
 */
void
vouch_desk_upload_free (VouchDeskUpload *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  vouch_tus_metadata_free (self->metadata);
  g_free (self);
}

static VouchDeskUpload *
make_upload (VouchDesk *desk, VouchSqlStatement *row)
{
  VouchDeskUpload *self = g_new0 (VouchDeskUpload, 1);
  g_autofree char *path = vouch_desk_make_upload_path (desk, vouch_sql_text (row, 0));
  struct stat info = { 0 };

  self->id = g_strdup (vouch_sql_text (row, 0));
  self->metadata = vouch_tus_metadata_new (vouch_sql_text (row, 1), vouch_sql_text (row, 2),
                                           vouch_sql_text (row, 3), vouch_sql_text (row, 4));
  self->length = vouch_sql_int (row, 5);
  self->offset = stat (path, &info) == 0 ? info.st_size : 0;
  self->expires_ms = vouch_sql_int (row, 6) +
                     vouch_issuer_limits_get_lifetime_seconds (vouch_desk_get_limits (desk)) * 1000;
  return self;
}

/**
 * vouch_desk_find_upload:
 * @desk: a desk.
 * @account: whose it must be.
 * @id: its id.
 * @problem: (out) (transfer full) (nullable): why it is not shown.
 *
 * Returns: (transfer full) (nullable): the upload, or %NULL.
 */
VouchDeskUpload *
vouch_desk_find_upload (VouchDesk *desk, gint64 account, const char *id, VouchProblem **problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDeskUpload) upload = NULL;
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), &error, SELECT "WHERE u.id = ? AND s.account = ?",
                       "tI", id, account);

  if (row == NULL || !vouch_sql_next (row, &error)) {
    *problem =
        error != NULL ? vouch_refusal_from_error (error) : vouch_refusal (404, "not-found", NULL);
    return NULL;
  }
  upload = make_upload (desk, row);
  if (vouch_sql_int (row, 7) != 0 || upload->expires_ms < vouch_desk_now_ms (desk)) {
    *problem = vouch_refusal (410, "expired", NULL);
    return NULL;
  }
  return g_steal_pointer (&upload);
}

/* The upload that was made under the same key; refuses one that was made otherwise. */
static VouchDeskUpload *
recall (VouchDesk *desk,
        gint64 account,
        VouchTusMetadata *metadata,
        gint64 length,
        const char *key,
        VouchProblem **problem)
{
  g_autoptr (VouchDeskUpload) upload = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autofree char *wanted = vouch_tus_metadata_write (metadata);
  g_autofree char *had = NULL;

  if (key == NULL)
    return NULL;
  row = vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                         SELECT "WHERE s.account = ? AND u.key = ? AND u.gone = 0", "It", account,
                         key);
  if (row == NULL || !vouch_sql_next (row, NULL))
    return NULL;
  upload = make_upload (desk, row);
  had = vouch_tus_metadata_write (upload->metadata);
  if (upload->length == length && g_str_equal (wanted, had))
    return g_steal_pointer (&upload);
  *problem = vouch_refusal (422, "idempotency-key-reused", NULL);
  return NULL;
}

static VouchProblem *
refuse_slot (guint status, const char *code, VouchTusMetadata *metadata, const char *message)
{
  VouchProblem *problem = vouch_refusal (status, code, "%s", message);

  vouch_refusal_add_place (problem, "", code, vouch_tus_metadata_get_slot (metadata),
                           vouch_tus_metadata_get_sha256 (metadata), message);
  return problem;
}

static VouchProblem *
check_amounts (VouchDesk *desk, VouchTusMetadata *metadata, gint64 length)
{
  VouchIssuerLimits *limits = vouch_desk_get_limits (desk);
  g_autoptr (GPtrArray) uploads = g_ptr_array_new_with_free_func (g_object_unref);
  double total = (double) length;
  guint unfinished = 0;

  vouch_desk_list_uploads (desk, vouch_tus_metadata_get_submission (metadata), uploads);
  for (guint i = 0; i < uploads->len; i++) {
    gint64 bytes = vouch_upload_status_get_bytes (uploads->pdata[i]);

    total += (double) bytes;
    unfinished += vouch_upload_status_get_offset (uploads->pdata[i]) < bytes;
  }
  if (length > vouch_issuer_limits_get_max_file_bytes (limits))
    return refuse_slot (413, "too-large", metadata,
                        _ ("The file is larger than this issuer takes."));
  if (total > (double) vouch_issuer_limits_get_max_submission_bytes (limits))
    return refuse_slot (413, "submission-too-large", metadata,
                        _ ("With this file the submission is too large."));
  if (unfinished >= vouch_issuer_limits_get_max_open_uploads (limits) ||
      uploads->len >= 2 * vouch_issuer_limits_get_max_items (limits))
    return vouch_refusal (429, "too-many-uploads", NULL);
  if (!vouch_desk_has_space (desk, length))
    return vouch_refusal (503, "no-space", NULL);
  return NULL;
}

static VouchProblem *
check_creation (VouchDesk *desk, gint64 account, VouchTusMetadata *metadata, gint64 length)
{
  VouchProblem *problem = NULL;
  g_autoptr (VouchSubmissionStatus) status = vouch_desk_find_submission (
      desk, account, vouch_tus_metadata_get_submission (metadata), &problem);
  VouchDefinition *definition;

  if (status == NULL)
    return problem;
  problem = vouch_desk_check_open (status);
  if (problem != NULL)
    return problem;
  definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (status), NULL);
  if (definition == NULL || vouch_definition_find_requirement (
                                definition, vouch_tus_metadata_get_slot (metadata)) == NULL)
    return refuse_slot (422, "invalid", metadata,
                        _ ("The definition asks for no such thing as this slot."));
  if (!vouch_wire_form_media_type_allowed (
          vouch_issuer_limits_get_media_types (vouch_desk_get_limits (desk)),
          vouch_tus_metadata_get_media_type (metadata)))
    return refuse_slot (415, "media-type", metadata, _ ("Files of this type are not taken here."));
  return check_amounts (desk, metadata, length);
}

static gboolean
make_file (VouchDesk *desk, const char *id, GError **error)
{
  g_autofree char *path = vouch_desk_make_upload_path (desk, id);
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("The upload cannot be kept."));
    return FALSE;
  }
  close (fd);
  return vouch_file_sync_folder (folder, error);
}

static gboolean
insert (VouchDesk *desk,
        const char *id,
        VouchTusMetadata *metadata,
        gint64 length,
        const char *key,
        GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (VouchSqlTransaction) transaction = vouch_sql_transaction_begin (sql, error);

  return transaction != NULL &&
         vouch_sql_run (
             sql, error,
             "INSERT INTO uploads"
             " (id, submission, slot, sha256, media_type, length, key, touched_ms)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
             "tttttItI", id, vouch_tus_metadata_get_submission (metadata),
             vouch_tus_metadata_get_slot (metadata), vouch_tus_metadata_get_sha256 (metadata),
             vouch_tus_metadata_get_media_type (metadata), length, key, vouch_desk_now_ms (desk)) &&
         vouch_desk_touch_submission (desk, vouch_tus_metadata_get_submission (metadata), error) &&
         vouch_sql_transaction_commit (transaction, error);
}

/**
 * vouch_desk_create_upload:
 * @desk: a desk.
 * @account: who asks.
 * @metadata: what it is.
 * @length: bytes it will have.
 * @key: (nullable): the idempotency key.
 * @problem: (out) (transfer full) (nullable): why not.
 *
 * Makes room for a file, or finds the room that was made under the same key.
 *
 * Returns: (transfer full) (nullable): the upload, or %NULL.
 */
VouchDeskUpload *
vouch_desk_create_upload (VouchDesk *desk,
                          gint64 account,
                          VouchTusMetadata *metadata,
                          gint64 length,
                          const char *key,
                          VouchProblem **problem)
{
  VouchDeskUpload *upload = recall (desk, account, metadata, length, key, problem);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (upload != NULL || *problem != NULL)
    return upload;
  *problem = check_creation (desk, account, metadata, length);
  if (*problem != NULL)
    return NULL;
  id = vouch_id_new (vouch_desk_now_ms (desk));
  if (!make_file (desk, id, &error) || !insert (desk, id, metadata, length, key, &error)) {
    *problem = vouch_refusal_from_error (error);
    return NULL;
  }
  return vouch_desk_find_upload (desk, account, id, problem);
}

/**
 * vouch_desk_terminate_upload:
 * @desk: a desk.
 * @upload: an upload that nobody is writing to.
 *
 * Deletes an upload.
 *
 * Returns: (transfer full) (nullable): why not.
 */
VouchProblem *
vouch_desk_terminate_upload (VouchDesk *desk, VouchDeskUpload *upload)
{
  g_autofree char *path = vouch_desk_make_upload_path (desk, upload->id);
  g_autoptr (GError) error = NULL;

  if (!vouch_sql_run (vouch_desk_get_sql (desk), &error, "UPDATE uploads SET gone = 1 WHERE id = ?",
                      "t", upload->id) ||
      !vouch_desk_touch_submission (desk, vouch_tus_metadata_get_submission (upload->metadata),
                                    &error))
    return vouch_refusal_from_error (error);
  unlink (path);
  return NULL;
}

/**
 * vouch_desk_touch_upload:
 * @desk: a desk.
 * @upload: an upload that has grown; its date of expiry is moved.
 * @error: of the database.
 *
 * Notes that bytes came.
 *
 * Returns: whether it is noted.
 */
gboolean
vouch_desk_touch_upload (VouchDesk *desk, VouchDeskUpload *upload, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (VouchSqlTransaction) transaction = vouch_sql_transaction_begin (sql, error);
  gint64 now = vouch_desk_now_ms (desk);

  upload->expires_ms =
      now + vouch_issuer_limits_get_lifetime_seconds (vouch_desk_get_limits (desk)) * 1000;
  return transaction != NULL &&
         vouch_sql_run (sql, error, "UPDATE uploads SET touched_ms = ? WHERE id = ?", "It", now,
                        upload->id) &&
         vouch_desk_touch_submission (desk, vouch_tus_metadata_get_submission (upload->metadata),
                                      error) &&
         vouch_sql_transaction_commit (transaction, error);
}

/**
 * vouch_desk_list_uploads:
 * @desk: a desk.
 * @submission: its id.
 * @uploads: (element-type VouchUploadStatus): takes them.
 *
 * Lists the uploads of a submission.
 */
void
vouch_desk_list_uploads (VouchDesk *desk, const char *submission, GPtrArray *uploads)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      vouch_desk_get_sql (desk), NULL, SELECT "WHERE u.submission = ? AND u.gone = 0 ORDER BY u.id",
      "t", submission);

  while (row != NULL && vouch_sql_next (row, NULL)) {
    g_autoptr (VouchDeskUpload) upload = make_upload (desk, row);
    VouchUploadStatus *status = vouch_upload_status_new ();
    g_autofree char *url = g_strconcat ("/v1/uploads/", upload->id, NULL);

    vouch_upload_status_set_url (status, url);
    vouch_upload_status_set_slot (status, vouch_tus_metadata_get_slot (upload->metadata));
    vouch_upload_status_set_sha256 (status, vouch_tus_metadata_get_sha256 (upload->metadata));
    vouch_upload_status_set_bytes (status, upload->length);
    vouch_upload_status_set_offset (status, upload->offset);
    g_ptr_array_add (uploads, status);
  }
}

/**
 * vouch_desk_delete_upload_bytes:
 * @desk: a desk.
 * @submission: one whose uploads are all gone.
 *
 * Deletes the bytes of its uploads.
 */
void
vouch_desk_delete_upload_bytes (VouchDesk *desk, const char *submission)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), NULL,
                       "SELECT id FROM uploads WHERE submission = ? AND gone = 1", "t", submission);

  while (row != NULL && vouch_sql_next (row, NULL)) {
    g_autofree char *path = vouch_desk_make_upload_path (desk, vouch_sql_text (row, 0));

    unlink (path);
  }
}
