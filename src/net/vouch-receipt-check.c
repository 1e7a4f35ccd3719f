/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-receipt-check"

#include "config.h"
#include "vouch-receipt-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-jws.h"
#include "vouch-public-key.h"
#include "vouch-receipt-json.h"
#include "vouch-upload-status.h"

static void
set_unproven (GError **error, const char *reason)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("The issuer's receipt does not hold: %s. As far as anyone can prove nothing was "
                  "submitted. What is here is kept. Try again; if it stays like this, tell the "
                  "issuer."),
               reason);
}

static VouchReceipt *
read_signed (const char *text, const char *issuer, GError **error)
{
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_from_did (issuer);
  g_autoptr (VouchJws) jws = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) reason = NULL;
  VouchReceipt *receipt;
  const char *data;
  gsize length;

  jws = vouch_jws_parse (text, -1, &reason);
  if (jws == NULL) {
    set_unproven (error, reason->message);
    return NULL;
  }
  if (key == NULL || vouch_jws_get_algorithm (jws) != VOUCH_JWS_ALGORITHM_EDDSA ||
      g_strcmp0 (vouch_jws_get_media_type (jws), VOUCH_RECEIPT_JWS_TYPE) != 0 ||
      !vouch_jws_verify (jws, key)) {
    set_unproven (error, _ ("it is not signed with the key that this issuer was added with"));
    return NULL;
  }
  data = vouch_jws_get_payload (jws, &length);
  payload = g_bytes_new (data, length);
  receipt = vouch_receipt_json_read (payload, &reason);
  if (receipt == NULL)
    set_unproven (error, reason->message);
  return receipt;
}

static gboolean
lists (VouchReceipt *receipt, VouchUploadStatus *wanted)
{
  GPtrArray *files = vouch_receipt_get_files (receipt);

  for (guint i = 0; i < files->len; i++) {
    VouchUploadStatus *file = g_ptr_array_index (files, i);

    if (g_strcmp0 (vouch_upload_status_get_sha256 (file),
                   vouch_upload_status_get_sha256 (wanted)) == 0)
      return vouch_upload_status_get_bytes (file) == vouch_upload_status_get_bytes (wanted);
  }
  return FALSE;
}

/**
 * vouch_receipt_check:
 * @jws: a signed receipt.
 * @issuer: did:key of the issuer, as it was pinned.
 * @submission: the issuer's id of the submission.
 * @sealing: what the receipt must say.
 * @error: %VOUCH_ERROR_CORRUPT with the reason.
 *
 * Judges a receipt (docs/issuer-api.md, section 4.5): signed with the pinned key, by and for whom
 * it should be, for this submission and this manifest, and for every file with its length.
 *
 * Returns: (transfer full) (nullable): the receipt, when all of that holds.
 */
VouchReceipt *
vouch_receipt_check (const char *jws,
                     const char *issuer,
                     const char *submission,
                     const VouchIssuerSealing *sealing,
                     GError **error)
{
  g_autoptr (VouchReceipt) receipt = NULL;

  g_return_val_if_fail (jws != NULL && issuer != NULL && sealing != NULL, NULL);

  receipt = read_signed (jws, issuer, error);
  if (receipt == NULL)
    return NULL;
  if (g_strcmp0 (vouch_receipt_get_issuer (receipt), issuer) != 0 ||
      g_strcmp0 (vouch_receipt_get_subject (receipt), sealing->subject) != 0 ||
      g_strcmp0 (vouch_receipt_get_submission (receipt), submission) != 0) {
    set_unproven (error, _ ("it is about another submission"));
    return NULL;
  }
  if (g_strcmp0 (vouch_receipt_get_manifest_digest (receipt), sealing->manifest_sha256) != 0) {
    set_unproven (error, _ ("it is about another list of files"));
    return NULL;
  }
  for (guint i = 0; i < sealing->files->len; i++)
    if (!lists (receipt, g_ptr_array_index (sealing->files, i))) {
      set_unproven (error, _ ("a file is not in it"));
      return NULL;
    }
  return g_steal_pointer (&receipt);
}
