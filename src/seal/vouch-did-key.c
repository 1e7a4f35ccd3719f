/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-did-key"

#include "config.h"
#include "vouch-did-key.h"

#include <string.h>

#include "vouch-multibase.h"

/*
 * Public keys as text.
 *
 *   multikey   'z' + base58btc (0xed 0x01 + 32 bytes): an Ed25519 key always begins with "z6Mk"
 *              (Controlled Identifiers section 2.2.2, multicodec 0xed as a variable-length integer)
 *   did:key    "did:key:" + multikey; the DID is the key (did:key method, section 3)
 *   method     did + "#" + multikey; what a signature's `kid` names
 */

#define DID_KEY_PREFIX "did:key:"

/**
 * vouch_multikey_from_ed25519:
 * @key: a 32-byte Ed25519 public key.
 *
 * Returns: (transfer full): the key as a multikey, "z6Mk…".
 */
char *
vouch_multikey_from_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH])
{
  guint8 bytes[2 + VOUCH_ED25519_KEY_LENGTH] = { 0xed, 0x01 };
  g_autofree char *base58 = NULL;

  memcpy (bytes + 2, key, VOUCH_ED25519_KEY_LENGTH);
  base58 = vouch_base58_encode (bytes, sizeof bytes);
  return g_strconcat ("z", base58, NULL);
}

/**
 * vouch_multikey_to_ed25519:
 * @multikey: (nullable): a text.
 * @key: (out caller-allocates): where to put the 32-byte public key.
 *
 * Returns: whether @multikey is an Ed25519 public key.
 */
gboolean
vouch_multikey_to_ed25519 (const char *multikey, guint8 key[VOUCH_ED25519_KEY_LENGTH])
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data = NULL;
  gsize size = 0;

  if (multikey == NULL || multikey[0] != 'z')
    return FALSE;
  bytes = vouch_base58_decode (multikey + 1);
  if (bytes != NULL)
    data = g_bytes_get_data (bytes, &size);
  if (size != 2 + VOUCH_ED25519_KEY_LENGTH || data[0] != 0xed || data[1] != 0x01)
    return FALSE;
  memcpy (key, data + 2, VOUCH_ED25519_KEY_LENGTH);
  return TRUE;
}

/**
 * vouch_did_key_from_ed25519:
 * @key: a 32-byte Ed25519 public key.
 *
 * Returns: (transfer full): the key as a DID, "did:key:z6Mk…".
 */
char *
vouch_did_key_from_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH])
{
  g_autofree char *multikey = vouch_multikey_from_ed25519 (key);

  return g_strconcat (DID_KEY_PREFIX, multikey, NULL);
}

/**
 * vouch_did_key_to_ed25519:
 * @did: (nullable): a text; a DID without a fragment.
 * @key: (out caller-allocates): where to put the 32-byte public key.
 *
 * Returns: whether @did is a did:key that holds an Ed25519 key.
 */
gboolean
vouch_did_key_to_ed25519 (const char *did, guint8 key[VOUCH_ED25519_KEY_LENGTH])
{
  if (did == NULL || !g_str_has_prefix (did, DID_KEY_PREFIX))
    return FALSE;
  return vouch_multikey_to_ed25519 (did + strlen (DID_KEY_PREFIX), key);
}

/**
 * vouch_did_key_get_method:
 * @did: a did:key.
 *
 * Returns: (transfer full) (nullable): the verification method "did:key:z6Mk…#z6Mk…" that a
 *   signature names, or %NULL when @did is not a did:key.
 */
char *
vouch_did_key_get_method (const char *did)
{
  g_return_val_if_fail (did != NULL, NULL);

  if (!g_str_has_prefix (did, DID_KEY_PREFIX))
    return NULL;
  return g_strconcat (did, "#", did + strlen (DID_KEY_PREFIX), NULL);
}
