/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-info-json"

#include "config.h"
#include "vouch-issuer-info-json.h"

#include <glib/gi18n-lib.h>

#include "vouch-did-key.h"
#include "vouch-error.h"
#include "vouch-multibase.h"
#include "vouch-wire-form.h"
#include "vouch-wire.h"

/*
 * What an issuer says about itself, and its list of definitions (docs/issuer-api.md, §2 and §3).
 *
 * Invariant: the id is the did:key of the public key given, so an answer can be judged offline;
 * one where they differ is refused.
 */

#define PROTOCOL "vouch-issuer"

static JsonObject *
write_issuer (VouchIssuerInfo *info)
{
  JsonObject *object = json_object_new ();
  JsonObject *key = json_object_new ();
  guint8 bytes[VOUCH_ED25519_KEY_LENGTH];

  if (vouch_did_key_to_ed25519 (vouch_issuer_info_get_id (info), bytes)) {
    g_autofree char *x = vouch_base64url_encode (bytes, sizeof bytes);

    json_object_set_string_member (key, "x", x);
  }
  json_object_set_string_member (key, "kty", "OKP");
  json_object_set_string_member (key, "crv", "Ed25519");
  vouch_wire_put_string (object, "id", vouch_issuer_info_get_id (info));
  vouch_wire_put_string (object, "name", vouch_issuer_info_get_name (info));
  json_object_set_object_member (object, "publicKey", key);
  return object;
}

static JsonObject *
write_endpoints (VouchIssuerInfo *info)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "definitions", vouch_issuer_info_get_definitions_url (info));
  vouch_wire_put_string (object, "submissions", vouch_issuer_info_get_submissions_url (info));
  vouch_wire_put_string (object, "files", vouch_issuer_info_get_files_url (info));
  vouch_wire_put_string (object, "uploads", vouch_issuer_info_get_uploads_url (info));
  return object;
}

static JsonObject *
write_upload (VouchIssuerInfo *info)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "protocol", "tus-1.0");
  vouch_wire_put_strings (object, "extensions", vouch_issuer_info_get_extensions (info));
  vouch_wire_put_strings (object, "checksumAlgorithms",
                          vouch_issuer_info_get_checksum_algorithms (info));
  return object;
}

static JsonObject *
write_limits (VouchIssuerLimits *limits)
{
  JsonObject *object = json_object_new ();
  const struct {
    const char *name;
    gint64 value;
  } numbers[] = {
    { "maxFileBytes", vouch_issuer_limits_get_max_file_bytes (limits) },
    { "maxSubmissionBytes", vouch_issuer_limits_get_max_submission_bytes (limits) },
    { "maxItems", vouch_issuer_limits_get_max_items (limits) },
    { "maxOpenUploads", vouch_issuer_limits_get_max_open_uploads (limits) },
    { "maxParallelUploads", vouch_issuer_limits_get_max_parallel_uploads (limits) },
    { "maxOpenSubmissions", vouch_issuer_limits_get_max_open_submissions (limits) },
    { "maxJsonBytes", vouch_issuer_limits_get_max_json_bytes (limits) },
    { "maxJsonDepth", vouch_issuer_limits_get_max_json_depth (limits) },
    { "lifetimeSeconds", vouch_issuer_limits_get_lifetime_seconds (limits) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, numbers[i].value);
  vouch_wire_put_strings (object, "mediaTypes", vouch_issuer_limits_get_media_types (limits));
  return object;
}

/**
 * vouch_issuer_info_json_write:
 * @info: what an issuer says about itself; its limits are set.
 *
 * Returns: (transfer full): the discovery document.
 */
GBytes *
vouch_issuer_info_json_write (VouchIssuerInfo *info)
{
  JsonObject *object = json_object_new ();
  JsonObject *auth = json_object_new ();

  g_return_val_if_fail (VOUCH_IS_ISSUER_INFO (info), NULL);

  json_object_set_string_member (object, "protocol", PROTOCOL);
  vouch_wire_put_string (object, "protocolVersion", vouch_issuer_info_get_protocol_version (info));
  json_object_set_object_member (object, "issuer", write_issuer (info));
  json_object_set_object_member (object, "endpoints", write_endpoints (info));
  json_object_set_string_member (auth, "type", "bearer");
  json_object_set_object_member (object, "auth", auth);
  json_object_set_object_member (object, "upload", write_upload (info));
  json_object_set_object_member (object, "limits",
                                 write_limits (vouch_issuer_info_get_limits (info)));
  vouch_wire_put_string (object, "timeZone", vouch_issuer_info_get_time_zone (info));
  vouch_wire_put_strings (object, "credentialFormats",
                          vouch_issuer_info_get_credential_formats (info));
  return vouch_wire_write_take (object);
}

static void
read_key (const VouchWire *wire, gpointer data)
{
  const char *x = vouch_wire_string (wire, "x", VOUCH_WIRE_REQUIRED);
  g_autoptr (GBytes) key = x != NULL ? vouch_base64url_decode (x, -1) : NULL;
  g_autofree char *did = NULL;

  if (key != NULL && g_bytes_get_size (key) == VOUCH_ED25519_KEY_LENGTH)
    did = vouch_did_key_from_ed25519 (g_bytes_get_data (key, NULL));
  if (g_strcmp0 (did, vouch_issuer_info_get_id (data)) != 0)
    vouch_wire_note (wire, "x", "key-mismatch", _ ("The key is not the one that the id names."));
}

static void
read_issuer (const VouchWire *wire, gpointer data)
{
  vouch_issuer_info_set_id (
      data, vouch_wire_match (wire, "id", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_did_key));
  vouch_issuer_info_set_name (data, vouch_wire_string (wire, "name", VOUCH_WIRE_REQUIRED));
  vouch_wire_object (wire, "publicKey", VOUCH_WIRE_REQUIRED, read_key, data);
}

static void
read_endpoints (const VouchWire *wire, gpointer data)
{
  vouch_issuer_info_set_definitions_url (
      data, vouch_wire_string (wire, "definitions", VOUCH_WIRE_REQUIRED));
  vouch_issuer_info_set_submissions_url (
      data, vouch_wire_string (wire, "submissions", VOUCH_WIRE_REQUIRED));
  vouch_issuer_info_set_files_url (data, vouch_wire_string (wire, "files", VOUCH_WIRE_REQUIRED));
  vouch_issuer_info_set_uploads_url (data,
                                     vouch_wire_string (wire, "uploads", VOUCH_WIRE_REQUIRED));
}

static void
read_auth (const VouchWire *wire, gpointer data)
{
  if (g_strcmp0 (vouch_wire_string (wire, "type", VOUCH_WIRE_REQUIRED), "bearer") != 0)
    vouch_wire_note (wire, "type", "unknown-value", _ ("Only bearer tokens are known here."));
}

static void
read_upload (const VouchWire *wire, gpointer data)
{
  g_auto (GStrv) extensions = vouch_wire_strings (wire, "extensions", VOUCH_WIRE_REQUIRED);
  g_auto (GStrv) algorithms = vouch_wire_strings (wire, "checksumAlgorithms", VOUCH_WIRE_REQUIRED);

  if (g_strcmp0 (vouch_wire_string (wire, "protocol", VOUCH_WIRE_REQUIRED), "tus-1.0") != 0)
    vouch_wire_note (wire, "protocol", "unknown-value", _ ("Only tus 1.0 uploads are known here."));
  vouch_issuer_info_set_extensions (data, (const char *const *) extensions);
  vouch_issuer_info_set_checksum_algorithms (data, (const char *const *) algorithms);
}

static guint
read_count (const VouchWire *wire, const char *name)
{
  return (guint) MIN (vouch_wire_integer (wire, name, VOUCH_WIRE_OPTIONAL, 0, 0), G_MAXINT);
}

static gint64
read_amount (const VouchWire *wire, const char *name)
{
  return vouch_wire_integer (wire, name, VOUCH_WIRE_OPTIONAL, 0, 0);
}

static void
read_limits (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchIssuerLimits) limits = vouch_issuer_limits_new ();
  g_auto (GStrv) media_types = vouch_wire_strings (wire, "mediaTypes", VOUCH_WIRE_OPTIONAL);

  vouch_issuer_limits_set_max_file_bytes (limits, read_amount (wire, "maxFileBytes"));
  vouch_issuer_limits_set_max_submission_bytes (limits, read_amount (wire, "maxSubmissionBytes"));
  vouch_issuer_limits_set_max_items (limits, read_count (wire, "maxItems"));
  vouch_issuer_limits_set_max_open_uploads (limits, read_count (wire, "maxOpenUploads"));
  vouch_issuer_limits_set_max_parallel_uploads (limits, read_count (wire, "maxParallelUploads"));
  vouch_issuer_limits_set_max_open_submissions (limits, read_count (wire, "maxOpenSubmissions"));
  vouch_issuer_limits_set_max_json_bytes (limits, read_amount (wire, "maxJsonBytes"));
  vouch_issuer_limits_set_max_json_depth (limits, read_count (wire, "maxJsonDepth"));
  vouch_issuer_limits_set_lifetime_seconds (limits, read_amount (wire, "lifetimeSeconds"));
  vouch_issuer_limits_set_media_types (limits, (const char *const *) media_types);
  vouch_issuer_info_set_limits (data, limits);
}

static void
read_versions (const VouchWire *wire, VouchIssuerInfo *info)
{
  const char *protocol = vouch_wire_string (wire, "protocol", VOUCH_WIRE_REQUIRED);
  const char *version = vouch_wire_string (wire, "protocolVersion", VOUCH_WIRE_REQUIRED);

  if (g_strcmp0 (protocol, PROTOCOL) != 0)
    vouch_wire_note (wire, "protocol", "unknown-value", _ ("This is not a Vouch issuer."));
  if (version != NULL && !g_str_has_prefix (version, "1."))
    vouch_wire_note (
        wire, "protocolVersion", "unknown-value",
        _ ("This issuer speaks a version of the protocol that this program does not know."));
  vouch_issuer_info_set_protocol_version (info, version);
}

/**
 * vouch_issuer_info_json_read:
 * @bytes: a discovery document.
 *
 * Reads what an issuer says about itself. That the id belongs to the public key is checked here;
 * whether it is the issuer that was pinned is for the caller to say.
 *
 * Returns: (transfer full) (nullable): it, or %NULL with %VOUCH_ERROR_INVALID.
 */
VouchIssuerInfo *
vouch_issuer_info_json_read (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (VouchIssuerInfo) info = NULL;
  g_auto (GStrv) formats = NULL;
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", places };
  info = vouch_issuer_info_new ();
  read_versions (&wire, info);
  vouch_wire_object (&wire, "issuer", VOUCH_WIRE_REQUIRED, read_issuer, info);
  vouch_wire_object (&wire, "endpoints", VOUCH_WIRE_REQUIRED, read_endpoints, info);
  vouch_wire_object (&wire, "auth", VOUCH_WIRE_REQUIRED, read_auth, info);
  vouch_wire_object (&wire, "upload", VOUCH_WIRE_REQUIRED, read_upload, info);
  vouch_wire_object (&wire, "limits", VOUCH_WIRE_REQUIRED, read_limits, info);
  vouch_issuer_info_set_time_zone (info,
                                   vouch_wire_string (&wire, "timeZone", VOUCH_WIRE_REQUIRED));
  formats = vouch_wire_strings (&wire, "credentialFormats", VOUCH_WIRE_REQUIRED);
  vouch_issuer_info_set_credential_formats (info, (const char *const *) formats);
  if (!vouch_wire_settle (places, _ ("description of the issuer"), error))
    return NULL;
  return g_steal_pointer (&info);
}

/**
 * vouch_definition_list_json_write:
 * @listings: (element-type VouchDefinitionListing): the definitions offered.
 *
 * Returns: (transfer full): the list.
 */
GBytes *
vouch_definition_list_json_write (GPtrArray *listings)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (listings != NULL, NULL);

  for (guint i = 0; i < listings->len; i++) {
    VouchDefinitionListing *listing = g_ptr_array_index (listings, i);
    JsonObject *line = json_object_new ();

    vouch_wire_put_string (line, "id", vouch_definition_listing_get_id (listing));
    vouch_wire_put_string (line, "version", vouch_definition_listing_get_version (listing));
    vouch_wire_put_string (line, "sha256", vouch_definition_listing_get_sha256 (listing));
    json_object_set_int_member (line, "bytes", vouch_definition_listing_get_bytes (listing));
    vouch_wire_put_string (line, "name", vouch_definition_listing_get_name (listing));
    json_object_set_string_member (
        line, "status", vouch_definition_listing_get_retired (listing) ? "retired" : "published");
    vouch_wire_put_string (line, "href", vouch_definition_listing_get_url (listing));
    json_array_add_object_element (array, line);
  }
  json_object_set_array_member (object, "definitions", array);
  return vouch_wire_write_take (object);
}

static void
read_listing (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchDefinitionListing) listing = vouch_definition_listing_new ();
  const char *status = vouch_wire_string (wire, "status", VOUCH_WIRE_REQUIRED);

  vouch_definition_listing_set_id (listing, vouch_wire_string (wire, "id", VOUCH_WIRE_REQUIRED));
  vouch_definition_listing_set_version (listing,
                                        vouch_wire_string (wire, "version", VOUCH_WIRE_REQUIRED));
  vouch_definition_listing_set_sha256 (
      listing, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
  vouch_definition_listing_set_bytes (
      listing, vouch_wire_integer (wire, "bytes", VOUCH_WIRE_REQUIRED, 0, 0));
  vouch_definition_listing_set_name (listing,
                                     vouch_wire_string (wire, "name", VOUCH_WIRE_REQUIRED));
  vouch_definition_listing_set_retired (listing, g_strcmp0 (status, "retired") == 0);
  vouch_definition_listing_set_url (listing, vouch_wire_string (wire, "href", VOUCH_WIRE_REQUIRED));
  g_ptr_array_add (data, g_steal_pointer (&listing));
}

/**
 * vouch_definition_list_json_read:
 * @bytes: a list of definitions.
 *
 * Returns: (transfer full) (nullable) (element-type VouchDefinitionListing): its lines, or %NULL
 *   with %VOUCH_ERROR_INVALID.
 */
GPtrArray *
vouch_definition_list_json_read (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (GPtrArray) listings = g_ptr_array_new_with_free_func (g_object_unref);

  if (root == NULL)
    return NULL;
  vouch_wire_each (&(VouchWire){ json_node_get_object (root), "", places }, "definitions",
                   VOUCH_WIRE_REQUIRED, read_listing, listings);
  if (!vouch_wire_settle (places, _ ("list of definitions"), error))
    return NULL;
  return g_steal_pointer (&listings);
}
