/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-jws"

#include "config.h"
#include "vouch-jws.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-json-member.h"
#include "vouch-json.h"
#include "vouch-jwk.h"
#include "vouch-multibase.h"

/*
 * JWS in compact form (RFC 7515 section 7.1), with its content or detached from it (appendix F):
 *
 *   base64url (header) "." base64url (payload) "." base64url (signature)
 *   base64url (header) ".." base64url (signature)       the payload travels on its own
 *
 * The signature is over the text before the second dot, as if the payload stood there.
 *
 * Invariants:
 *
 * - The algorithm is on our list, which has no "none" and no shared secrets (HS*), and it fits
 *   the type of the key; the header alone never decides how a key is used.
 * - A header with "crit", or with "b64": false, asks for rules that are not followed here; it is
 *   refused. So are duplicate members, padding and white space.
 * - A key in the header says nothing about who signed. It is only handed out.
 */

#define MAX_HEADER (64 * 1024)
#define SHOWN_CHARACTERS 32

struct _VouchJws {
  VouchJwsAlgorithm algorithm;
  char *key_id;
  char *media_type;
  VouchPublicKey *embedded_key;
  GBytes *payload;
  GBytes *signature;
  char *signing_input;
};

static const struct {
  const char *name;
  VouchJwsAlgorithm algorithm;
  VouchKeyType key_type;
} algorithms[] = {
  { "EdDSA", VOUCH_JWS_ALGORITHM_EDDSA, VOUCH_KEY_TYPE_ED25519 },
  { "RS256", VOUCH_JWS_ALGORITHM_RS256, VOUCH_KEY_TYPE_RSA },
  { "ES256", VOUCH_JWS_ALGORITHM_ES256, VOUCH_KEY_TYPE_P256 },
};

static gboolean
set_algorithm (VouchJws *self, JsonObject *header, GError **error)
{
  const char *name = vouch_json_member_string (header, "alg");
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_strcmp0 (name, algorithms[i].name) == 0) {
      self->algorithm = algorithms[i].algorithm;
      return TRUE;
    }
  shown = g_utf8_substring (name != NULL ? name : "", 0,
                            MIN (SHOWN_CHARACTERS, name != NULL ? g_utf8_strlen (name, -1) : 0));
  /* Translators: %s is the technical name of a kind of signature, such as HS256. */
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("This is signed in a way that Vouch does not accept (“%s”)."), shown);
  return FALSE;
}

static gboolean
check_extensions (JsonObject *header, GError **error)
{
  JsonNode *b64 = json_object_get_member (header, "b64");
  gboolean is_plain = b64 == NULL || (JSON_NODE_HOLDS_VALUE (b64) &&
                                      json_node_get_value_type (b64) == G_TYPE_BOOLEAN &&
                                      json_node_get_boolean (b64));

  if (!json_object_has_member (header, "crit") && is_plain)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("The signature asks for rules that Vouch does not know."));
  return FALSE;
}

/* A key that cannot be used is as good as none: nothing is ever trusted because of it. */
static VouchPublicKey *
get_key_in_header (JsonObject *header)
{
  JsonNode *node = json_object_get_member (header, "jwk");
  g_autofree char *json = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json = json_to_string (node, FALSE);
  return vouch_jwk_parse (json, -1, NULL);
}

static gboolean
read_header (VouchJws *self, GBytes *bytes, GError **error)
{
  static const VouchJsonLimits limits = { .max_bytes = MAX_HEADER, .max_depth = 8 };
  g_autoptr (JsonNode) node = vouch_json_parse (bytes, &limits, error);
  JsonObject *header;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The head of the signed text is not an object."));
    return FALSE;
  }
  header = json_node_get_object (node);
  if (!set_algorithm (self, header, error) || !check_extensions (header, error))
    return FALSE;
  self->key_id = g_strdup (vouch_json_member_string (header, "kid"));
  self->media_type = g_strdup (vouch_json_member_string (header, "typ"));
  self->embedded_key = get_key_in_header (header);
  return TRUE;
}

static gboolean
set_form_error (GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("This is not a signed text (a compact JWS)."));
  return FALSE;
}

/* Takes the text apart at its two dots. @payload is NULL for a text that carries its content. */
static gboolean
take_apart (VouchJws *self, const char *text, gsize length, GBytes *payload, GError **error)
{
  const char *end = text + length;
  const char *dot = memchr (text, '.', length);
  const char *second = dot != NULL ? memchr (dot + 1, '.', (gsize) (end - dot - 1)) : NULL;
  g_autoptr (GBytes) header = NULL;
  g_autofree char *content = NULL;

  if (length > VOUCH_JWS_MAX_LENGTH || second == NULL || (payload != NULL && second != dot + 1))
    return set_form_error (error);
  header = vouch_base64url_decode (text, dot - text);
  self->payload =
      payload != NULL ? g_bytes_ref (payload) : vouch_base64url_decode (dot + 1, second - dot - 1);
  self->signature = vouch_base64url_decode (second + 1, end - second - 1);
  if (header == NULL || self->payload == NULL || self->signature == NULL)
    return set_form_error (error);
  content = payload == NULL ? g_strndup (dot + 1, (gsize) (second - dot - 1))
                            : vouch_base64url_encode (g_bytes_get_data (payload, NULL),
                                                      g_bytes_get_size (payload));
  self->signing_input = g_strdup_printf ("%.*s.%s", (int) (dot - text), text, content);
  return read_header (self, header, error);
}

static VouchJws *
parse (const char *text, gssize length, GBytes *payload, GError **error)
{
  g_autoptr (VouchJws) self = g_new0 (VouchJws, 1);

  if (!take_apart (self, text, length < 0 ? strlen (text) : (gsize) length, payload, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_jws_parse:
 * @text: a compact JWS, without white space around it.
 * @length: number of bytes, or -1 when @text ends with a zero byte; at most 4 MiB.
 * @error: %VOUCH_ERROR_INVALID when it is no JWS, or asks for an algorithm or rules that are not
 *   accepted.
 *
 * Takes a signed text apart. Nothing about its signature is known yet.
 *
 * Returns: (transfer full) (nullable): the parts, or %NULL on error.
 */
VouchJws *
vouch_jws_parse (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return parse (text, length, NULL, error);
}

/**
 * vouch_jws_parse_detached:
 * @text: a compact JWS with nothing between its two dots.
 * @length: number of bytes, or -1 when @text ends with a zero byte.
 * @payload: (array length=payload_length): the content that came on its own way.
 * @payload_length: number of bytes.
 * @error: as of vouch_jws_parse().
 *
 * Takes a detached signature apart (RFC 7515 appendix F).
 *
 * Returns: (transfer full) (nullable): the parts, or %NULL on error.
 */
VouchJws *
vouch_jws_parse_detached (const char *text,
                          gssize length,
                          const void *payload,
                          gsize payload_length,
                          GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (payload != NULL || payload_length == 0, NULL);

  bytes = g_bytes_new (payload, payload_length);
  return parse (text, length, bytes, error);
}

/**
 * vouch_jws_free:
 * @self: (nullable): a signed text.
 *
 * Frees the parts.
 */
void
vouch_jws_free (VouchJws *self)
{
  if (self == NULL)
    return;
  g_free (self->key_id);
  g_free (self->media_type);
  g_clear_pointer (&self->embedded_key, vouch_public_key_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self->signing_input);
  g_free (self);
}

/**
 * vouch_jws_get_algorithm:
 * @self: a signed text.
 *
 * Returns: the algorithm its header names.
 */
VouchJwsAlgorithm
vouch_jws_get_algorithm (VouchJws *self)
{
  g_return_val_if_fail (self != NULL, VOUCH_JWS_ALGORITHM_EDDSA);

  return self->algorithm;
}

/**
 * vouch_jws_get_key_id:
 * @self: a signed text.
 *
 * Returns: (transfer none) (nullable): the header's "kid": which key the signer says it was.
 */
const char *
vouch_jws_get_key_id (VouchJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key_id;
}

/**
 * vouch_jws_get_media_type:
 * @self: a signed text.
 *
 * Returns: (transfer none) (nullable): the header's "typ".
 */
const char *
vouch_jws_get_media_type (VouchJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->media_type;
}

/**
 * vouch_jws_get_embedded_key:
 * @self: a signed text.
 *
 * Returns: (transfer none) (nullable): the header's "jwk". Anybody can put any key there: with it
 *   one can see that the text is unchanged, never who signed it.
 */
VouchPublicKey *
vouch_jws_get_embedded_key (VouchJws *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->embedded_key;
}

/**
 * vouch_jws_get_payload:
 * @self: a signed text.
 * @length: (out) (optional): number of bytes.
 *
 * Returns: (transfer none): what was signed; not ended by a zero byte.
 */
const char *
vouch_jws_get_payload (VouchJws *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_get_data (self->payload, length);
}

/**
 * vouch_jws_verify:
 * @self: a signed text.
 * @key: the key that should have signed it, known from elsewhere.
 *
 * Returns: whether the algorithm fits the type of @key and @key signed exactly this text.
 */
gboolean
vouch_jws_verify (VouchJws *self, VouchPublicKey *key)
{
  gsize length;
  const guint8 *signature;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (algorithms[i].algorithm == self->algorithm &&
        algorithms[i].key_type != vouch_public_key_get_key_type (key))
      return FALSE;
  signature = g_bytes_get_data (self->signature, &length);
  return length > 0 && vouch_public_key_verify (key, self->signing_input,
                                                strlen (self->signing_input), signature, length);
}

static char *
make_header (const char *media_type, VouchSigningKey *key)
{
  g_autofree char *kid = vouch_did_key_get_method (vouch_signing_key_get_did (key));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "alg");
  json_builder_add_string_value (builder, "EdDSA");
  json_builder_set_member_name (builder, "kid");
  json_builder_add_string_value (builder, kid);
  if (media_type != NULL) {
    json_builder_set_member_name (builder, "typ");
    json_builder_add_string_value (builder, media_type);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  return vouch_base64url_encode (json, strlen (json));
}

static char *
sign (const void *payload,
      gsize length,
      const char *media_type,
      VouchSigningKey *key,
      gboolean detached)
{
  g_autofree char *header = make_header (media_type, key);
  g_autofree char *content = vouch_base64url_encode (payload, length);
  g_autofree char *input = g_strconcat (header, ".", content, NULL);
  g_autofree char *end = NULL;
  guint8 signature[VOUCH_SIGNATURE_LENGTH];

  vouch_signing_key_sign (key, input, strlen (input), signature);
  end = vouch_base64url_encode (signature, sizeof signature);
  return g_strconcat (header, ".", detached ? "" : content, ".", end, NULL);
}

/**
 * vouch_jws_sign:
 * @payload: (array length=length) (nullable): what to sign.
 * @length: number of bytes.
 * @media_type: (nullable): the header's "typ", such as "JWT".
 * @key: who signs; its did:key is the header's "kid".
 *
 * Returns: (transfer full): a compact JWS with its content, signed with EdDSA.
 */
char *
vouch_jws_sign (const void *payload, gsize length, const char *media_type, VouchSigningKey *key)
{
  g_return_val_if_fail (payload != NULL || length == 0, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return sign (payload, length, media_type, key, FALSE);
}

/**
 * vouch_jws_sign_detached:
 * @payload: (array length=length) (nullable): what to sign.
 * @length: number of bytes.
 * @media_type: (nullable): the header's "typ".
 * @key: who signs.
 *
 * Returns: (transfer full): "HEADER..SIGNATURE", for content that travels on its own way.
 */
char *
vouch_jws_sign_detached (const void *payload,
                         gsize length,
                         const char *media_type,
                         VouchSigningKey *key)
{
  g_return_val_if_fail (payload != NULL || length == 0, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return sign (payload, length, media_type, key, TRUE);
}
