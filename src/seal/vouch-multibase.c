/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-multibase"

#include "config.h"
#include "vouch-multibase.h"

#include <string.h>

#include "vouch-hash.h"

/*
 * How bytes are written as text in credentials.
 *
 *   base58btc        the alphabet below, big-endian number, one '1' for each leading zero byte
 *   base64url        RFC 4648 section 5 without padding (RFC 7515 section 2); the unused bits of
 *                    the last character are zero, so that each value has exactly one spelling
 *   digestMultibase  'z' + base58btc (0x12 0x20 + 32 bytes of SHA-256): multibase and multihash as
 *                    used by Controlled Identifiers section 2.4 and VC Data Model 2.0 section 5.3
 */

#define BASE58_MAX_TEXT 256
#define MULTIHASH_SHA256 0x12

static const char base58_alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/**
 * vouch_base58_encode:
 * @data: (array length=length): bytes; keys and digests, not files: the time is quadratic.
 * @length: number of bytes.
 *
 * Returns: (transfer full): the bytes in base58btc, without a multibase prefix.
 */
char *
vouch_base58_encode (const guint8 *data, gsize length)
{
  gsize size = length * 138 / 100 + 1; /* log 256 / log 58 is 1.366. */
  g_autofree guint8 *digits = g_malloc0 (size);
  gsize zeros = 0;
  gsize first = 0;
  GString *text = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  while (zeros < length && data[zeros] == 0)
    zeros++;
  for (gsize i = zeros; i < length; i++) {
    guint carry = data[i];

    for (gsize j = size; j-- > 0;) {
      carry += 256u * digits[j];
      digits[j] = (guint8) (carry % 58);
      carry /= 58;
    }
  }
  while (first < size && digits[first] == 0)
    first++;

  text = g_string_sized_new (zeros + size - first);
  for (gsize i = 0; i < zeros; i++)
    g_string_append_c (text, '1');
  for (gsize i = first; i < size; i++)
    g_string_append_c (text, base58_alphabet[digits[i]]);
  return g_string_free (text, FALSE);
}

/**
 * vouch_base58_decode:
 * @text: base58btc without a multibase prefix, at most 256 characters.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when @text is too long or holds a
 *   character outside the alphabet.
 */
GBytes *
vouch_base58_decode (const char *text)
{
  gsize length;
  gsize zeros = 0;
  gsize first = 0;
  guint8 bytes[BASE58_MAX_TEXT] = { 0 };
  guint8 *result = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length > BASE58_MAX_TEXT)
    return NULL;
  while (text[zeros] == '1')
    zeros++;
  for (gsize i = zeros; i < length; i++) {
    const char *at = strchr (base58_alphabet, text[i]);
    guint carry;

    if (at == NULL)
      return NULL;
    carry = (guint) (at - base58_alphabet);
    for (gsize j = sizeof bytes; j-- > 0;) {
      carry += 58u * bytes[j];
      bytes[j] = (guint8) carry;
      carry >>= 8;
    }
  }
  while (first < sizeof bytes && bytes[first] == 0)
    first++;

  result = g_malloc0 (zeros + sizeof bytes - first + 1);
  memcpy (result + zeros, bytes + first, sizeof bytes - first);
  return g_bytes_new_take (result, zeros + sizeof bytes - first);
}

/**
 * vouch_base64url_encode:
 * @data: (array length=length) (nullable): bytes; may be %NULL when @length is 0.
 * @length: number of bytes.
 *
 * Returns: (transfer full): the bytes in base64url without padding.
 */
char *
vouch_base64url_encode (const void *data, gsize length)
{
  char *text = g_base64_encode (data, length);
  char *end = text;

  for (; *end != '\0' && *end != '='; end++) {
    if (*end == '+')
      *end = '-';
    else if (*end == '/')
      *end = '_';
  }
  *end = '\0';
  return text;
}

static int
base64url_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/**
 * vouch_base64url_decode:
 * @text: base64url without padding.
 * @length: number of characters, or -1 when @text ends with a zero byte.
 *
 * Decodes strictly: padding, white space, a stray character and unused bits that are set are all
 * refused, since a second spelling of signed bytes is a way round a comparison.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when @text is not base64url.
 */
GBytes *
vouch_base64url_decode (const char *text, gssize length)
{
  gsize n;
  gsize used = 0;
  guint32 bits = 0;
  guint held = 0;
  g_autofree guint8 *bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  n = length < 0 ? strlen (text) : (gsize) length;
  bytes = g_malloc (n / 4 * 3 + 3);
  for (gsize i = 0; i < n; i++) {
    int value = base64url_value (text[i]);

    if (value < 0)
      return NULL;
    bits = (bits << 6 | (guint32) value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[used++] = (guint8) (bits >> held);
    }
  }
  if (held >= 6 || (bits & ((1u << held) - 1)) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), used);
}

/**
 * vouch_digest_multibase_from_hex:
 * @sha256: a SHA-256 as 64 lower-case hexadecimal digits.
 *
 * Returns: (transfer full) (nullable): the `digestMultibase` form, which starts with "zQm"; %NULL
 *   when @sha256 is not in the form that vouch_hash_finish_hex() gives.
 */
char *
vouch_digest_multibase_from_hex (const char *sha256)
{
  guint8 multihash[2 + VOUCH_HASH_DIGEST_LENGTH] = { MULTIHASH_SHA256, VOUCH_HASH_DIGEST_LENGTH };
  g_autofree char *base58 = NULL;

  if (!vouch_hash_digest_from_hex (sha256, multihash + 2))
    return NULL;
  base58 = vouch_base58_encode (multihash, sizeof multihash);
  return g_strconcat ("z", base58, NULL);
}

/**
 * vouch_digest_multibase_to_hex:
 * @multibase: (nullable): a `digestMultibase`.
 *
 * Returns: (transfer full) (nullable): the SHA-256 as 64 lower-case hexadecimal digits, or %NULL
 *   when it is of another base or of another hash.
 */
char *
vouch_digest_multibase_to_hex (const char *multibase)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data = NULL;
  gsize size = 0;

  if (multibase == NULL || multibase[0] != 'z')
    return NULL;
  bytes = vouch_base58_decode (multibase + 1);
  if (bytes != NULL)
    data = g_bytes_get_data (bytes, &size);
  if (size != 2 + VOUCH_HASH_DIGEST_LENGTH || data[0] != MULTIHASH_SHA256 ||
      data[1] != VOUCH_HASH_DIGEST_LENGTH)
    return NULL;
  return vouch_hash_hex_from_digest (data + 2);
}
