/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-deliver"

#include "config.h"
#include "vouch-deliver.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-issuers.h"
#include "vouch-manifest-json.h"
#include "vouch-store-objects.h"
#include "vouch-store-submissions.h"
#include "vouch-transitions.h"

#include "vouch-waiting.h"
#include "vouch-overview.h"
#include "vouch-workspace-private.h"

/*
 * Bringing a frozen submission to its issuer (docs/issuer-api.md, section 5.3). Every step finds
 * what the one before left: the issuer's id is stored before anything is sent, the store remembers
 * where each upload goes before its first byte, and "sealed" is written only after the receipt was
 * judged. After a crash at any point the same list is begun again.
 */

/* After a seal that names missing or damaged files, those are sent once more, and once again. */
#define MAX_ROUNDS 3

typedef struct {
  VouchWorkspace *workspace;
  VouchStore *store;
  VouchSubmission *submission;
  VouchJob *job;
  VouchIssuer *issuer;
  VouchManifest *manifest;
  GBytes *bytes;
  gint64 total;
  gint64 done_before;
} Delivery;

static void
delivery_clear (Delivery *delivery)
{
  g_clear_object (&delivery->issuer);
  g_clear_object (&delivery->manifest);
  g_clear_pointer (&delivery->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Delivery, delivery_clear)

/* While the issuer was waited for, another program may have gone on with the same attempt. */
static gboolean
is_still_ours (Delivery *delivery, GError **error)
{
  g_autoptr (VouchSubmission) stored = vouch_store_load_submission (
      delivery->store, vouch_submission_get_id (delivery->submission), error);

  if (stored == NULL)
    return FALSE;
  if (vouch_transition_is_legal (stored, vouch_submission_get_state (delivery->submission)))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_BUSY,
                       _ ("Another program went on with this attempt meanwhile. Nothing is lost; "
                          "look how far it is."));
  return FALSE;
}

static gboolean
save (Delivery *delivery, GError **error)
{
  if (!is_still_ours (delivery, error) ||
      !vouch_store_update_submission (delivery->store, delivery->submission, error))
    return FALSE;
  vouch_overview_tell_sent (delivery->workspace,
                            vouch_submission_get_portfolio (delivery->submission));
  return TRUE;
}

static gboolean
open_submission (Delivery *delivery, GCancellable *cancellable, GError **error)
{
  VouchIssuerOpening opening;
  g_autofree char *id = NULL;

  if (vouch_submission_get_url (delivery->submission) != NULL)
    return TRUE;
  opening = (VouchIssuerOpening){
    .key = vouch_submission_get_id (delivery->submission),
    .definition_id = vouch_manifest_get_definition (delivery->manifest),
    .definition_version = vouch_manifest_get_definition_version (delivery->manifest),
    .definition_sha256 = vouch_manifest_get_definition_digest (delivery->manifest),
    .attempt = vouch_manifest_get_attempt (delivery->manifest),
    .previous = vouch_manifest_get_previous (delivery->manifest),
    .subject = vouch_manifest_get_subject (delivery->manifest),
  };
  vouch_job_report (delivery->job, 0, 0);
  vouch_job_report_step (delivery->job, _ ("Opening the submission"));
  id = vouch_issuer_open_submission (delivery->issuer, &opening, cancellable, error);
  if (id == NULL)
    return FALSE;
  vouch_submission_set_url (delivery->submission, id);
  vouch_submission_set_state (delivery->submission, VOUCH_SUBMISSION_STATE_UPLOADING);
  return save (delivery, error);
}

static VouchManifestItem *
find_item_of (VouchManifest *manifest, const char *sha256)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (g_ptr_array_index (items, i));

    if (file != NULL && g_strcmp0 (vouch_manifest_file_get_sha256 (file), sha256) == 0)
      return g_ptr_array_index (items, i);
  }
  return NULL;
}

static void
report_upload (gint64 confirmed, gint64 total, gpointer data)
{
  Delivery *delivery = data;

  vouch_job_report (delivery->job, delivery->done_before + confirmed, delivery->total);
}

static gboolean
upload_one (Delivery *delivery,
            VouchUploadStatus *missing,
            GCancellable *cancellable,
            GError **error)
{
  const char *sha256 = vouch_upload_status_get_sha256 (missing);
  VouchManifestItem *item = find_item_of (delivery->manifest, sha256);
  VouchManifestFile *file = item != NULL ? vouch_manifest_item_get_file (item) : NULL;
  VouchIssuerUpload upload;
  gboolean sent;
  int fd;

  if (file == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("The issuer asks for a file that is not part of what you submit. "
                            "It was not sent."));
    return FALSE;
  }
  fd = vouch_store_open_object (delivery->store, sha256, error);
  if (fd < 0)
    return FALSE;
  upload = (VouchIssuerUpload){
    .submission = vouch_submission_get_url (delivery->submission),
    .slot = vouch_manifest_item_get_requirement (item),
    .sha256 = sha256,
    .bytes = vouch_manifest_file_get_bytes (file),
    .media_type = vouch_manifest_file_get_media_type (file),
    .fd = fd,
  };
  vouch_job_report_step (delivery->job, vouch_manifest_file_get_name (file));
  sent =
      vouch_issuer_upload_file (delivery->issuer, &upload, VOUCH_UPLOAD_JOURNAL (delivery->store),
                                report_upload, delivery, cancellable, error);
  close (fd);
  delivery->done_before += upload.bytes;
  return sent;
}

/* What an issuer does not have any more cannot go on; the next submission begins anew. */
static void
give_up_if_gone (Delivery *delivery, const GError *reason)
{
  g_autoptr (GError) error = NULL;

  if (!g_error_matches (reason, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
    return;
  vouch_submission_set_state (delivery->submission, VOUCH_SUBMISSION_STATE_WITHDRAWN);
  if (!save (delivery, &error))
    g_message ("An attempt that is gone stays as it is: %s", error->message);
}

/* The issuer says exactly what is still to be sent; that may be nothing. */
static gboolean
upload_missing (Delivery *delivery, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  g_autoptr (GPtrArray) missing = vouch_issuer_put_manifest (
      delivery->issuer, vouch_submission_get_url (delivery->submission), delivery->bytes,
      vouch_submission_get_signature (delivery->submission), cancellable, &local);

  if (missing == NULL) {
    give_up_if_gone (delivery, local);
    g_propagate_error (error, local);
    return FALSE;
  }
  delivery->total = 0;
  delivery->done_before = 0;
  for (guint i = 0; i < missing->len; i++)
    delivery->total += vouch_upload_status_get_bytes (g_ptr_array_index (missing, i));
  for (guint i = 0; i < missing->len; i++)
    if (!upload_one (delivery, g_ptr_array_index (missing, i), cancellable, error))
      return FALSE;
  return TRUE;
}

static GPtrArray *
list_files (VouchManifest *manifest)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (g_ptr_array_index (items, i));
    VouchUploadStatus *status;

    if (file == NULL)
      continue;
    status = vouch_upload_status_new ();
    vouch_upload_status_set_sha256 (status, vouch_manifest_file_get_sha256 (file));
    vouch_upload_status_set_bytes (status, vouch_manifest_file_get_bytes (file));
    g_ptr_array_add (files, status);
  }
  return files;
}

static gboolean
seal (Delivery *delivery, GCancellable *cancellable, GError **error)
{
  const char *id = vouch_submission_get_id (delivery->submission);
  gsize length;
  const void *data = g_bytes_get_data (delivery->bytes, &length);
  g_autofree char *key = g_strconcat (id, "-seal", NULL);
  g_autofree char *digest = vouch_hash_of_bytes (data, length);
  g_autoptr (GPtrArray) files = list_files (delivery->manifest);
  VouchIssuerSealing sealing = {
    .key = key,
    .manifest_sha256 = digest,
    .subject = vouch_manifest_get_subject (delivery->manifest),
    .files = files,
  };
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autofree char *jws = NULL;

  vouch_job_report (delivery->job, 0, 0);
  vouch_job_report_step (delivery->job, _ ("Waiting for the receipt"));
  receipt = vouch_issuer_seal (delivery->issuer, vouch_submission_get_url (delivery->submission),
                               &sealing, &jws, cancellable, error);
  if (receipt == NULL)
    return FALSE;
  vouch_submission_set_receipt (delivery->submission, jws);
  vouch_submission_set_sealed_ms (delivery->submission, vouch_receipt_get_sealed_ms (receipt));
  vouch_submission_set_state (delivery->submission, VOUCH_SUBMISSION_STATE_SEALED);
  vouch_submission_set_review (delivery->submission, VOUCH_REVIEW_STATE_RECEIVED);
  return save (delivery, error);
}

static gboolean
send (Delivery *delivery, GCancellable *cancellable, GError **error)
{
  for (guint round = 1;; round++) {
    GError *local = NULL;

    if (!upload_missing (delivery, cancellable, error))
      return FALSE;
    if (seal (delivery, cancellable, &local))
      return TRUE;
    if (round < MAX_ROUNDS && g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_READY)) {
      g_message ("Sending again what the seal missed: %s", local->message);
      g_error_free (local);
      continue;
    }
    g_propagate_error (error, local);
    return FALSE;
  }
}

/**
 * vouch_deliver_submission:
 * @workspace: a workspace.
 * @submission: a frozen submission; it is changed along with what is stored.
 * @job: (nullable): hears how far it has come, in bytes.
 * @cancellable: (nullable): to stop it; what arrived stays there, and it can go on later.
 * @error: %VOUCH_ERROR_OFFLINE, %VOUCH_ERROR_REJECTED; what is frozen stays and can go on later.
 *
 * Sends what is not sent yet and has it sealed.
 *
 * Returns: whether the issuer has signed for every byte.
 */
gboolean
vouch_deliver_submission (VouchWorkspace *workspace,
                          VouchSubmission *submission,
                          VouchJob *job,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (Delivery) delivery = { .workspace = workspace, .submission = submission, .job = job };
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autoptr (VouchWaiting) waiting = NULL;
  GError *local = NULL;
  const char *text;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION (submission), FALSE);

  if (vouch_submission_get_state (submission) == VOUCH_SUBMISSION_STATE_SEALED)
    return TRUE;
  delivery.store = vouch_workspace_get_writable_store (workspace, error);
  if (delivery.store == NULL)
    return FALSE;
  text = vouch_submission_get_manifest (submission);
  delivery.bytes = g_bytes_new (text, strlen (text));
  delivery.manifest = vouch_manifest_json_read (delivery.bytes, NULL, error);
  if (delivery.manifest == NULL)
    return FALSE;
  waiting = vouch_waiting_begin (workspace);
  delivery.issuer = vouch_issuers_connect (workspace, vouch_submission_get_issuer (submission),
                                           &account, cancellable, error);
  if (delivery.issuer == NULL)
    return FALSE;
  if (open_submission (&delivery, cancellable, &local) && send (&delivery, cancellable, &local))
    return TRUE;
  vouch_issuers_mark_refusal (local);
  g_propagate_error (error, local);
  return FALSE;
}
