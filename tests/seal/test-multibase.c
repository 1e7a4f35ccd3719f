/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-multibase"

#include "config.h"

#include <string.h>

#include "vouch-did-key.h"
#include "vouch-hash.h"
#include "vouch-multibase.h"

/* The first three are the examples of the IETF draft "The Base58 Encoding Scheme". */
static const struct {
  const char *bytes;
  gsize length;
  const char *text;
} base58[] = {
  { "Hello World!", 12, "2NEpo7TZRRrLZSi2U" },
  { "The quick brown fox jumps over the lazy dog.", 44,
    "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z" },
  { "\x00\x00\x28\x7f\xb4\xcd", 6, "11233QC4" },
  { "", 0, "" },
  { "\x00", 1, "1" },
  { "\x00\x00\x00", 3, "111" },
};

static void
test_base58 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (base58); i++) {
    g_autofree char *text =
        vouch_base58_encode ((const guint8 *) base58[i].bytes, base58[i].length);
    g_autoptr (GBytes) bytes = vouch_base58_decode (base58[i].text);
    gsize size;
    const void *data;

    g_assert_cmpstr (text, ==, base58[i].text);
    g_assert_nonnull (bytes);
    data = g_bytes_get_data (bytes, &size);
    g_assert_cmpmem (data, size, base58[i].bytes, base58[i].length);
  }
}

static void
test_base58_refuses (void)
{
  g_autofree char *long_text = g_strnfill (257, '2');

  g_assert_null (vouch_base58_decode ("0OIl"));
  g_assert_null (vouch_base58_decode ("abc def"));
  g_assert_null (vouch_base58_decode (long_text));
}

static void
test_base64url (void)
{
  static const char bytes[] = "\x00\xfb\xff\xfe\x10";

  for (gsize length = 0; length < sizeof bytes; length++) {
    g_autofree char *text = vouch_base64url_encode (bytes, length);
    g_autoptr (GBytes) back = vouch_base64url_decode (text, -1);
    gsize size;
    const void *data = g_bytes_get_data (back, &size);

    g_assert_cmpmem (data, size, bytes, length);
    g_assert_null (strpbrk (text, "+/="));
  }
}

static void
test_base64url_refuses (void)
{
  static const char *const refused[] = { "A", "AA==", "AB", "AAB", "A A", "AA+A", "AA/A", "AAAAA" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_null (vouch_base64url_decode (refused[i], -1));
}

static void
test_digest (void)
{
  g_autofree char *hex = vouch_hash_of_bytes ("abc", 3);
  g_autofree char *multibase = vouch_digest_multibase_from_hex (hex);
  g_autofree char *back = vouch_digest_multibase_to_hex (multibase);

  g_assert_true (g_str_has_prefix (multibase, "zQm"));
  g_assert_cmpstr (back, ==, hex);
  g_assert_null (vouch_digest_multibase_from_hex ("abc"));
  g_assert_null (vouch_digest_multibase_to_hex (NULL));
  g_assert_null (vouch_digest_multibase_to_hex ("uEiC"));
  g_assert_null (
      vouch_digest_multibase_to_hex ("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"));
}

/* The key of the Open Badges 3.0 specification's own examples. */
#define EXAMPLE_HEX "4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5"
#define EXAMPLE_MULTIKEY "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"

static void
test_did_key (void)
{
  guint8 key[VOUCH_ED25519_KEY_LENGTH];
  guint8 back[VOUCH_ED25519_KEY_LENGTH];
  g_autofree char *multikey = NULL;
  g_autofree char *did = NULL;
  g_autofree char *method = NULL;

  g_assert_true (vouch_hash_digest_from_hex (EXAMPLE_HEX, key));
  multikey = vouch_multikey_from_ed25519 (key);
  g_assert_cmpstr (multikey, ==, EXAMPLE_MULTIKEY);
  did = vouch_did_key_from_ed25519 (key);
  g_assert_cmpstr (did, ==, "did:key:" EXAMPLE_MULTIKEY);
  g_assert_true (vouch_did_key_to_ed25519 (did, back));
  g_assert_cmpmem (key, sizeof key, back, sizeof back);
  method = vouch_did_key_get_method (did);
  g_assert_cmpstr (method, ==, "did:key:" EXAMPLE_MULTIKEY "#" EXAMPLE_MULTIKEY);
}

static void
test_did_key_refuses (void)
{
  static const char *const refused[] = {
    "",
    "did:key:",
    "did:web:example.org",
    ("did:key:" EXAMPLE_MULTIKEY "x"),
    ("did:key:" EXAMPLE_MULTIKEY "#" EXAMPLE_MULTIKEY),
    /* A P-256 key, and an Ed25519 key in another base. */
    "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
    ("did:key:f6d" EXAMPLE_HEX),
  };
  guint8 key[VOUCH_ED25519_KEY_LENGTH];

  g_assert_false (vouch_did_key_to_ed25519 (NULL, key));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (vouch_did_key_to_ed25519 (refused[i], key));
  g_assert_null (vouch_did_key_get_method ("did:web:example.org"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multibase/base58", test_base58);
  g_test_add_func ("/multibase/base58-refuses", test_base58_refuses);
  g_test_add_func ("/multibase/base64url", test_base64url);
  g_test_add_func ("/multibase/base64url-refuses", test_base64url_refuses);
  g_test_add_func ("/multibase/digest", test_digest);
  g_test_add_func ("/did-key/round-trip", test_did_key);
  g_test_add_func ("/did-key/refuses", test_did_key_refuses);
  return g_test_run ();
}
