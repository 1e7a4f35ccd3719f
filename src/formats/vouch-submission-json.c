/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submission-json"

#include "config.h"
#include "vouch-submission-json.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-wire-form.h"
#include "vouch-wire.h"

/*
 * Opening, watching and sealing a submission (docs/issuer-api.md, §4). Requests are closed: unknown
 * members are noted. Answers are open: unknown members are passed over.
 */

/* The issuer's states have names of their own on the wire. */
static const struct {
  const char *name;
  VouchReviewState value;
} review_names[] = {
  { "none", VOUCH_REVIEW_STATE_NONE },           { "received", VOUCH_REVIEW_STATE_RECEIVED },
  { "in_review", VOUCH_REVIEW_STATE_IN_REVIEW }, { "incomplete", VOUCH_REVIEW_STATE_INCOMPLETE },
  { "decided", VOUCH_REVIEW_STATE_DECIDED },
};

static const char *
review_to_wire (VouchReviewState value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (review_names); i++)
    if (review_names[i].value == value)
      return review_names[i].name;
  return NULL;
}

static void
put_attempt (JsonObject *object, VouchSubmissionStatus *status)
{
  JsonObject *definition = json_object_new ();

  vouch_wire_put_string (definition, "id", vouch_submission_status_get_definition (status));
  vouch_wire_put_string (definition, "version",
                         vouch_submission_status_get_definition_version (status));
  vouch_wire_put_string (definition, "sha256",
                         vouch_submission_status_get_definition_digest (status));
  json_object_set_object_member (object, "definition", definition);
  json_object_set_int_member (object, "attempt", vouch_submission_status_get_attempt (status));
  vouch_wire_put_string_or_null (object, "previous", vouch_submission_status_get_previous (status));
  vouch_wire_put_string (object, "subject", vouch_submission_status_get_subject (status));
}

static void
read_definition (const VouchWire *wire, gpointer data)
{
  vouch_submission_status_set_definition (data,
                                          vouch_wire_string (wire, "id", VOUCH_WIRE_REQUIRED));
  vouch_submission_status_set_definition_version (
      data, vouch_wire_match (wire, "version", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  vouch_submission_status_set_definition_digest (
      data, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
}

static void
read_attempt (const VouchWire *wire, VouchSubmissionStatus *status)
{
  vouch_wire_object (wire, "definition", VOUCH_WIRE_REQUIRED, read_definition, status);
  vouch_submission_status_set_attempt (
      status,
      (guint) MIN (vouch_wire_integer (wire, "attempt", VOUCH_WIRE_REQUIRED, 1, 1), 1000000));
  vouch_submission_status_set_previous (
      status, vouch_wire_match (wire, "previous", VOUCH_WIRE_NULLABLE, vouch_wire_form_is_id));
  vouch_submission_status_set_subject (
      status, vouch_wire_match (wire, "subject", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_did_key));
}

/**
 * vouch_open_request_json_write:
 * @wanted: definition, attempt, previous submission and subject are read.
 *
 * Returns: (transfer full): the request that opens a submission.
 */
GBytes *
vouch_open_request_json_write (VouchSubmissionStatus *wanted)
{
  JsonObject *object = json_object_new ();

  put_attempt (object, wanted);
  return vouch_wire_write_take (object);
}

/**
 * vouch_open_request_json_read:
 * @bytes: what arrived.
 * @places: (element-type VouchProblemPlace): takes the faults beyond the JSON itself.
 *
 * Returns: (transfer full) (nullable): what is wanted, or %NULL with %VOUCH_ERROR_INVALID.
 */
VouchSubmissionStatus *
vouch_open_request_json_read (GBytes *bytes, GPtrArray *places, GError **error)
{
  static const char *const names[] = { "definition", "attempt", "previous", "subject", NULL };
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  VouchSubmissionStatus *wanted;
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", places };
  wanted = vouch_submission_status_new ();
  vouch_wire_only (&wire, names);
  read_attempt (&wire, wanted);
  if ((vouch_submission_status_get_attempt (wanted) == 1) != vouch_wire_is_null (&wire, "previous"))
    vouch_wire_note (&wire, "previous", "wrong-form",
                     _ ("Attempt 1 has no submission before it, others have."));
  return wanted;
}

static JsonArray *
write_uploads (GPtrArray *uploads, gboolean with_offset)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < uploads->len; i++) {
    VouchUploadStatus *upload = g_ptr_array_index (uploads, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "href", vouch_upload_status_get_url (upload));
    vouch_wire_put_string (object, "slot", vouch_upload_status_get_slot (upload));
    vouch_wire_put_string (object, "sha256", vouch_upload_status_get_sha256 (upload));
    json_object_set_int_member (object, "bytes", vouch_upload_status_get_bytes (upload));
    if (with_offset)
      json_object_set_int_member (object, "offset", vouch_upload_status_get_offset (upload));
    json_array_add_object_element (array, object);
  }
  return array;
}

/**
 * vouch_submission_json_write:
 * @status: where a submission stands.
 *
 * Returns: (transfer full): it as JSON.
 */
GBytes *
vouch_submission_json_write (VouchSubmissionStatus *status)
{
  JsonObject *object = json_object_new ();

  put_attempt (object, status);
  vouch_wire_put_string (object, "id", vouch_submission_status_get_id (status));
  json_object_set_int_member (object, "revision", vouch_submission_status_get_revision (status));
  vouch_wire_put_string (
      object, "earnerState",
      vouch_submission_state_to_string (vouch_submission_status_get_state (status)));
  vouch_wire_put_string (object, "issuerState",
                         review_to_wire (vouch_submission_status_get_review (status)));
  vouch_wire_put_time_or_null (object, "openedAt", vouch_submission_status_get_opened_ms (status));
  vouch_wire_put_time_or_null (object, "sealedAt", vouch_submission_status_get_sealed_ms (status));
  vouch_wire_put_time_or_null (object, "updatedAt",
                               vouch_submission_status_get_updated_ms (status));
  vouch_wire_put_time_or_null (object, "expiresAt",
                               vouch_submission_status_get_expires_ms (status));
  vouch_wire_put_string_or_null (object, "manifestSha256",
                                 vouch_submission_status_get_manifest_digest (status));
  json_object_set_array_member (object, "uploads",
                                write_uploads (vouch_submission_status_get_uploads (status), TRUE));
  vouch_wire_put_string_or_null (object, "decision",
                                 vouch_submission_status_get_decision_url (status));
  vouch_wire_put_string_or_null (object, "credential",
                                 vouch_submission_status_get_credential_url (status));
  if (vouch_submission_status_get_attempts_left (status) >= 0)
    json_object_set_int_member (object, "attemptsLeft",
                                vouch_submission_status_get_attempts_left (status));
  else
    json_object_set_null_member (object, "attemptsLeft");
  return vouch_wire_write_take (object);
}

static void
read_upload (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchUploadStatus) upload = vouch_upload_status_new ();

  vouch_upload_status_set_url (upload, vouch_wire_string (wire, "href", VOUCH_WIRE_OPTIONAL));
  vouch_upload_status_set_slot (upload, vouch_wire_string (wire, "slot", VOUCH_WIRE_REQUIRED));
  vouch_upload_status_set_sha256 (
      upload, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
  vouch_upload_status_set_bytes (upload,
                                 vouch_wire_integer (wire, "bytes", VOUCH_WIRE_REQUIRED, 0, 0));
  vouch_upload_status_set_offset (upload,
                                  vouch_wire_integer (wire, "offset", VOUCH_WIRE_OPTIONAL, 0, 0));
  g_ptr_array_add (data, g_steal_pointer (&upload));
}

static void
read_states (const VouchWire *wire, VouchSubmissionStatus *status)
{
  const char *own = vouch_wire_string (wire, "earnerState", VOUCH_WIRE_REQUIRED);
  const char *theirs = vouch_wire_string (wire, "issuerState", VOUCH_WIRE_REQUIRED);
  VouchSubmissionState state = VOUCH_SUBMISSION_STATE_DRAFT;
  gboolean known = FALSE;

  if (own != NULL && !vouch_submission_state_from_string (own, &state))
    vouch_wire_note (wire, "earnerState", "unknown-value", _ ("This state is not known."));
  vouch_submission_status_set_state (status, state);
  for (gsize i = 0; theirs != NULL && i < G_N_ELEMENTS (review_names); i++)
    if (g_str_equal (theirs, review_names[i].name)) {
      vouch_submission_status_set_review (status, review_names[i].value);
      known = TRUE;
    }
  if (theirs != NULL && !known)
    vouch_wire_note (wire, "issuerState", "unknown-value", _ ("This state is not known."));
}

static void
read_status (const VouchWire *wire, VouchSubmissionStatus *status)
{
  vouch_submission_status_set_id (
      status, vouch_wire_match (wire, "id", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  vouch_submission_status_set_revision (
      status, vouch_wire_integer (wire, "revision", VOUCH_WIRE_REQUIRED, 0, 0));
  read_attempt (wire, status);
  read_states (wire, status);
  vouch_submission_status_set_opened_ms (status,
                                         vouch_wire_time (wire, "openedAt", VOUCH_WIRE_REQUIRED));
  vouch_submission_status_set_sealed_ms (status,
                                         vouch_wire_time (wire, "sealedAt", VOUCH_WIRE_OPTIONAL));
  vouch_submission_status_set_updated_ms (status,
                                          vouch_wire_time (wire, "updatedAt", VOUCH_WIRE_REQUIRED));
  vouch_submission_status_set_expires_ms (status,
                                          vouch_wire_time (wire, "expiresAt", VOUCH_WIRE_OPTIONAL));
  vouch_submission_status_set_manifest_digest (
      status,
      vouch_wire_match (wire, "manifestSha256", VOUCH_WIRE_OPTIONAL, vouch_wire_form_is_sha256));
  vouch_wire_each (wire, "uploads", VOUCH_WIRE_OPTIONAL, read_upload,
                   vouch_submission_status_get_uploads (status));
  vouch_submission_status_set_decision_url (
      status, vouch_wire_string (wire, "decision", VOUCH_WIRE_OPTIONAL));
  vouch_submission_status_set_credential_url (
      status, vouch_wire_string (wire, "credential", VOUCH_WIRE_OPTIONAL));
  vouch_submission_status_set_attempts_left (
      status,
      (int) MIN (vouch_wire_integer (wire, "attemptsLeft", VOUCH_WIRE_OPTIONAL, 0, -1), G_MAXINT));
}

/**
 * vouch_submission_json_read:
 * @bytes: an issuer's answer.
 *
 * Returns: (transfer full) (nullable): where the submission stands, or %NULL with
 *   %VOUCH_ERROR_INVALID.
 */
VouchSubmissionStatus *
vouch_submission_json_read (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (VouchSubmissionStatus) status = NULL;

  if (root == NULL)
    return NULL;
  status = vouch_submission_status_new ();
  read_status (&(VouchWire){ json_node_get_object (root), "", places }, status);
  if (!vouch_wire_settle (places, _ ("state of the submission"), error))
    return NULL;
  return g_steal_pointer (&status);
}

/**
 * vouch_manifest_held_json_write:
 * @manifest_digest: SHA-256 of the manifest held, hex.
 * @missing: (element-type VouchUploadStatus): the files that remain to be sent.
 *
 * Returns: (transfer full): the answer to a manifest.
 */
GBytes *
vouch_manifest_held_json_write (const char *manifest_digest, GPtrArray *missing)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "manifestSha256", manifest_digest);
  json_object_set_array_member (object, "missing", write_uploads (missing, FALSE));
  return vouch_wire_write_take (object);
}

/**
 * vouch_manifest_held_json_read:
 * @bytes: an issuer's answer.
 * @manifest_digest: (out) (transfer full): SHA-256 of the manifest held, hex.
 *
 * Returns: (transfer full) (nullable) (element-type VouchUploadStatus): the files that remain to be
 *   sent, or %NULL with %VOUCH_ERROR_INVALID.
 */
GPtrArray *
vouch_manifest_held_json_read (GBytes *bytes, char **manifest_digest, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_object_unref);
  const char *digest;
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", places };
  digest =
      vouch_wire_match (&wire, "manifestSha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256);
  vouch_wire_each (&wire, "missing", VOUCH_WIRE_REQUIRED, read_upload, missing);
  if (!vouch_wire_settle (places, _ ("answer to the manifest"), error))
    return NULL;
  *manifest_digest = g_strdup (digest);
  return g_steal_pointer (&missing);
}

/**
 * vouch_seal_request_json_write:
 * @manifest_digest: SHA-256 of the manifest, hex.
 *
 * Returns: (transfer full): the request that seals.
 */
GBytes *
vouch_seal_request_json_write (const char *manifest_digest)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "manifestSha256", manifest_digest);
  return vouch_wire_write_take (object);
}

/**
 * vouch_seal_request_json_read:
 * @bytes: what arrived.
 * @places: (element-type VouchProblemPlace): takes the faults beyond the JSON itself.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the manifest to seal, or %NULL: then there is a
 *   fault in @places, or @error is set to %VOUCH_ERROR_INVALID.
 */
char *
vouch_seal_request_json_read (GBytes *bytes, GPtrArray *places, GError **error)
{
  static const char *const names[] = { "manifestSha256", NULL };
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", places };
  vouch_wire_only (&wire, names);
  return g_strdup (
      vouch_wire_match (&wire, "manifestSha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
}
