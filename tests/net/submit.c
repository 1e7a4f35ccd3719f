/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "submit.h"

#include "vouch-error.h"
#include "vouch-hash.h"

#define ROUNDS 3

static VouchReceipt *
seal (VouchIssuer *issuer, const char *id, const Submission *what, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *digest = NULL;
  g_autofree char *jws = NULL;
  VouchUploadStatus *file = vouch_upload_status_new ();
  VouchIssuerSealing sealing = { .key = what->key, .subject = what->subject, .files = files };

  g_ptr_array_add (files, file);
  vouch_upload_status_set_sha256 (file, what->sha256);
  vouch_upload_status_set_bytes (file, what->bytes);
  digest = vouch_hash_of_bytes (g_bytes_get_data (what->manifest, NULL),
                                g_bytes_get_size (what->manifest));
  sealing.manifest_sha256 = digest;
  return vouch_issuer_seal (issuer, id, &sealing, &jws, NULL, error);
}

static gboolean
send_missing (VouchIssuer *issuer, const char *id, const Submission *what, GError **error)
{
  g_autoptr (GPtrArray) missing = NULL;
  VouchIssuerUpload upload = {
    .submission = id,
    .slot = what->slot,
    .sha256 = what->sha256,
    .bytes = what->bytes,
    .media_type = "audio/wav",
    .fd = what->fd,
  };
  gboolean sent;
  gint64 begun;

  missing = vouch_issuer_put_manifest (issuer, id, what->manifest, what->signature, NULL, error);
  if (missing == NULL)
    return FALSE;
  g_assert_cmpuint (missing->len, <=, 1);
  if (missing->len == 0)
    return TRUE;
  begun = g_get_monotonic_time ();
  sent = vouch_issuer_upload_file (issuer, &upload, what->journal, NULL, NULL, NULL, error);
  if (what->upload_us != NULL)
    *what->upload_us = g_get_monotonic_time () - begun;
  return sent;
}

/* The client's way of docs/issuer-api.md, section 5.3, for one file. */
VouchReceipt *
submit (VouchIssuer *issuer, const Submission *what, GError **error)
{
  VouchIssuerOpening opening = {
    .key = what->key,
    .definition_id = what->definition_id,
    .definition_version = what->definition_version,
    .definition_sha256 = what->definition_sha256,
    .attempt = 1,
    .subject = what->subject,
  };
  g_autofree char *id = vouch_issuer_open_submission (issuer, &opening, NULL, error);

  if (id == NULL)
    return NULL;
  for (int round = 1;; round++) {
    g_autoptr (GError) reason = NULL;
    VouchReceipt *receipt;

    if (!send_missing (issuer, id, what, error))
      return NULL;
    receipt = seal (issuer, id, what, &reason);
    if (receipt != NULL)
      return receipt;
    if (round == ROUNDS || !g_error_matches (reason, VOUCH_ERROR, VOUCH_ERROR_NOT_READY)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  }
}
