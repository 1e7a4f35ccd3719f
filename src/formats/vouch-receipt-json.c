/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-receipt-json"

#include "config.h"
#include "vouch-receipt-json.h"

#include <glib/gi18n-lib.h>

#include "vouch-wire-form.h"
#include "vouch-wire.h"

/*
 * The answer to a seal and the receipt inside it (docs/issuer-api.md, §4.5). The receipt is the
 * payload of a JWS; it says everything the answer says, and only what it says is signed. So a
 * client takes nothing from the answer but the receipt.
 */

static void
put_files (JsonObject *object, GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++) {
    VouchUploadStatus *file = g_ptr_array_index (files, i);
    JsonObject *entry = json_object_new ();

    vouch_wire_put_string (entry, "sha256", vouch_upload_status_get_sha256 (file));
    json_object_set_int_member (entry, "bytes", vouch_upload_status_get_bytes (file));
    json_array_add_object_element (array, entry);
  }
  json_object_set_array_member (object, "files", array);
}

static void
put_common (JsonObject *object, VouchReceipt *receipt)
{
  vouch_wire_put_string (object, "submission", vouch_receipt_get_submission (receipt));
  vouch_wire_put_string (object, "manifestSha256", vouch_receipt_get_manifest_digest (receipt));
  vouch_wire_put_time_or_null (object, "sealedAt", vouch_receipt_get_sealed_ms (receipt));
  put_files (object, vouch_receipt_get_files (receipt));
}

/**
 * vouch_receipt_json_write:
 * @receipt: a receipt.
 *
 * Returns: (transfer full): it as the payload that the issuer signs.
 */
GBytes *
vouch_receipt_json_write (VouchReceipt *receipt)
{
  JsonObject *object = json_object_new ();
  JsonObject *definition = json_object_new ();

  put_common (object, receipt);
  vouch_wire_put_string (object, "iss", vouch_receipt_get_issuer (receipt));
  vouch_wire_put_string (object, "sub", vouch_receipt_get_subject (receipt));
  json_object_set_int_member (object, "iat", vouch_receipt_get_sealed_ms (receipt) / 1000);
  json_object_set_int_member (object, "attempt", vouch_receipt_get_attempt (receipt));
  vouch_wire_put_string (definition, "id", vouch_receipt_get_definition (receipt));
  vouch_wire_put_string (definition, "version", vouch_receipt_get_definition_version (receipt));
  vouch_wire_put_string (definition, "sha256", vouch_receipt_get_definition_digest (receipt));
  json_object_set_object_member (object, "definition", definition);
  return vouch_wire_write_take (object);
}

static void
read_definition (const VouchWire *wire, gpointer data)
{
  vouch_receipt_set_definition (data, vouch_wire_string (wire, "id", VOUCH_WIRE_REQUIRED));
  vouch_receipt_set_definition_version (
      data, vouch_wire_match (wire, "version", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  vouch_receipt_set_definition_digest (
      data, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
}

static void
read_file (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchUploadStatus) file = vouch_upload_status_new ();
  gint64 bytes = vouch_wire_integer (wire, "bytes", VOUCH_WIRE_REQUIRED, 0, 0);

  vouch_upload_status_set_sha256 (
      file, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
  vouch_upload_status_set_bytes (file, bytes);
  vouch_upload_status_set_offset (file, bytes);
  vouch_receipt_add_file (data, file);
}

static void
read_receipt (const VouchWire *wire, VouchReceipt *receipt)
{
  vouch_receipt_set_issuer (
      receipt, vouch_wire_match (wire, "iss", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_did_key));
  vouch_receipt_set_subject (
      receipt, vouch_wire_match (wire, "sub", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_did_key));
  vouch_receipt_set_submission (
      receipt, vouch_wire_match (wire, "submission", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  vouch_receipt_set_attempt (
      receipt,
      (guint) MIN (vouch_wire_integer (wire, "attempt", VOUCH_WIRE_REQUIRED, 1, 1), 1000000));
  vouch_wire_object (wire, "definition", VOUCH_WIRE_REQUIRED, read_definition, receipt);
  vouch_receipt_set_manifest_digest (
      receipt,
      vouch_wire_match (wire, "manifestSha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
  vouch_receipt_set_sealed_ms (receipt, vouch_wire_time (wire, "sealedAt", VOUCH_WIRE_REQUIRED));
  vouch_wire_each (wire, "files", VOUCH_WIRE_REQUIRED, read_file, receipt);
}

/**
 * vouch_receipt_json_read:
 * @payload: what was signed; its signature was checked before.
 * @error: %VOUCH_ERROR_INVALID with the place.
 *
 * Returns: (transfer full) (nullable): the receipt.
 */
VouchReceipt *
vouch_receipt_json_read (GBytes *payload, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (payload, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (VouchReceipt) receipt = NULL;

  if (root == NULL)
    return NULL;
  receipt = vouch_receipt_new ();
  read_receipt (&(VouchWire){ json_node_get_object (root), "", places }, receipt);
  if (!vouch_wire_settle (places, _ ("receipt"), error))
    return NULL;
  return g_steal_pointer (&receipt);
}

/**
 * vouch_seal_answer_json_write:
 * @receipt: a receipt.
 * @jws: the same, signed.
 *
 * Returns: (transfer full): the answer to a seal.
 */
GBytes *
vouch_seal_answer_json_write (VouchReceipt *receipt, const char *jws)
{
  JsonObject *object = json_object_new ();

  put_common (object, receipt);
  vouch_wire_put_string (object, "receipt", jws);
  return vouch_wire_write_take (object);
}

/**
 * vouch_seal_answer_json_read:
 * @bytes: an issuer's answer.
 * @error: %VOUCH_ERROR_INVALID with the place.
 *
 * Returns: (transfer full) (nullable): the signed receipt, yet to be verified.
 */
char *
vouch_seal_answer_json_read (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autofree char *jws = NULL;

  if (root == NULL)
    return NULL;
  jws = g_strdup (vouch_wire_string (&(VouchWire){ json_node_get_object (root), "", places },
                                     "receipt", VOUCH_WIRE_REQUIRED));
  if (!vouch_wire_settle (places, _ ("answer to the seal"), error))
    return NULL;
  return g_steal_pointer (&jws);
}
