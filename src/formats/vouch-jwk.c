/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-jwk"

#include "config.h"
#include "vouch-jwk.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-json-member.h"
#include "vouch-json.h"
#include "vouch-multibase.h"

/*
 * Public keys as JSON (RFC 7517). Read are:
 *
 *   {"kty":"OKP","crv":"Ed25519","x":…}   RFC 8037 section 2
 *   {"kty":"EC","crv":"P-256","x":…,"y":…} RFC 7518 section 6.2
 *   {"kty":"RSA","n":…,"e":…}             RFC 7518 section 6.3
 *
 * Numbers are base64url. Other members are ignored, except "use", which must not be another use
 * than "sig".
 */

#define MAX_BYTES (16 * 1024)

static GBytes *
get_bytes (JsonObject *object, const char *name)
{
  const char *text = vouch_json_member_string (object, name);

  return text != NULL ? vouch_base64url_decode (text, -1) : NULL;
}

static VouchPublicKey *
refuse (GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("This is not a public key of a kind that Vouch can use."));
  return NULL;
}

static VouchPublicKey *
read_key (JsonObject *object, GError **error)
{
  const char *kty = vouch_json_member_string (object, "kty");
  const char *crv = vouch_json_member_string (object, "crv");
  const char *use = vouch_json_member_string (object, "use");
  g_autoptr (GBytes) x = get_bytes (object, "x");
  g_autoptr (GBytes) y = get_bytes (object, "y");
  g_autoptr (GBytes) n = get_bytes (object, "n");
  g_autoptr (GBytes) e = get_bytes (object, "e");

  if (json_object_has_member (object, "use") && g_strcmp0 (use, "sig") != 0)
    return refuse (error);
  if (g_strcmp0 (kty, "OKP") == 0 && g_strcmp0 (crv, "Ed25519") == 0 && x != NULL &&
      g_bytes_get_size (x) == VOUCH_ED25519_KEY_LENGTH)
    return vouch_public_key_new_ed25519 (g_bytes_get_data (x, NULL));
  if (g_strcmp0 (kty, "EC") == 0 && g_strcmp0 (crv, "P-256") == 0 && x != NULL && y != NULL)
    return vouch_public_key_new_p256 (x, y, error);
  if (g_strcmp0 (kty, "RSA") == 0 && n != NULL && e != NULL)
    return vouch_public_key_new_rsa (n, e, error);
  return refuse (error);
}

/**
 * vouch_jwk_parse:
 * @json: a public key as JSON.
 * @length: number of bytes, or -1 when @json ends with a zero byte.
 * @error: %VOUCH_ERROR_INVALID for anything but a usable public key.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL on error.
 */
VouchPublicKey *
vouch_jwk_parse (const char *json, gssize length, GError **error)
{
  static const VouchJsonLimits limits = { .max_bytes = MAX_BYTES, .max_depth = 8 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new_static (json, length < 0 ? strlen (json) : (gsize) length);
  node = vouch_json_parse (bytes, &limits, error);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error);
  return read_key (json_node_get_object (node), error);
}
