/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-signature"

#include "config.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-multibase.h"
#include "vouch-signing-key.h"

/* RFC 8032 section 7.1, test 2. */
#define SEED "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
#define PUBLIC "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
#define MESSAGE "\x72"
#define SIGNATURE                                                                                  \
  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"                               \
  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"

static void
test_ed25519 (void)
{
  guint8 seed[32];
  guint8 expected_key[32];
  guint8 expected[64];
  guint8 signature[64];
  g_autoptr (VouchSigningKey) key = NULL;
  g_autoptr (VouchPublicKey) public_key = NULL;
  g_autoptr (VouchPublicKey) other = NULL;

  g_assert_true (vouch_hash_digest_from_hex (SEED, seed));
  g_assert_true (vouch_hash_digest_from_hex (PUBLIC, expected_key));
  for (guint i = 0; i < 64; i++)
    expected[i] = (guint8) (g_ascii_xdigit_value (SIGNATURE[2 * i]) << 4 |
                            g_ascii_xdigit_value (SIGNATURE[2 * i + 1]));

  key = vouch_signing_key_new_from_seed (seed);
  g_assert_cmpmem (vouch_signing_key_get_public (key), 32, expected_key, 32);
  g_assert_cmpmem (vouch_signing_key_get_seed (key), 32, seed, 32);
  vouch_signing_key_sign (key, MESSAGE, 1, signature);
  g_assert_cmpmem (signature, 64, expected, 64);

  public_key = vouch_public_key_new_from_did (vouch_signing_key_get_did (key));
  other = vouch_public_key_new_ed25519 (expected_key);
  g_assert_true (vouch_public_key_equal (public_key, other));
  g_assert_true (vouch_public_key_verify (public_key, MESSAGE, 1, signature, 64));
  g_assert_false (vouch_public_key_verify (public_key, "s", 1, signature, 64));
  g_assert_false (vouch_public_key_verify (public_key, MESSAGE, 1, signature, 63));
  signature[63] ^= 1;
  g_assert_false (vouch_public_key_verify (public_key, MESSAGE, 1, signature, 64));
}

/* A key of small order verifies some signature of any message; it must verify none. */
static void
test_small_order (void)
{
  guint8 key[32] = { 1 };
  guint8 signature[64] = { 1 };
  g_autoptr (VouchPublicKey) public_key = vouch_public_key_new_ed25519 (key);

  g_assert_false (vouch_public_key_verify (public_key, "any", 3, signature, 64));
}

static void
test_texts (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  const char *did = vouch_signing_key_get_did (key);
  g_autoptr (VouchPublicKey) by_did = vouch_public_key_new_from_did (did);
  g_autoptr (VouchPublicKey) by_multikey =
      vouch_public_key_new_from_multikey (did + strlen ("did:key:"));

  g_assert_true (vouch_public_key_equal (by_did, by_multikey));
  g_assert_null (vouch_public_key_new_from_did (NULL));
  g_assert_null (vouch_public_key_new_from_did ("did:web:a.example"));
  g_assert_null (vouch_public_key_new_from_multikey (did));
  g_assert_null (vouch_public_key_new_from_multikey (NULL));
}

static void
test_generate (void)
{
  g_autoptr (VouchSigningKey) a = vouch_signing_key_generate ();
  g_autoptr (VouchSigningKey) b = vouch_signing_key_generate ();

  g_assert_cmpstr (vouch_signing_key_get_did (a), !=, vouch_signing_key_get_did (b));
}

/* RFC 7515 appendix A.3: an ES256 key and its signature over the example's signing input. */
#define P256_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define P256_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
#define P256_INPUT                                                                                 \
  "eyJhbGciOiJFUzI1NiJ9."                                                                          \
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"                               \
  "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define P256_SIGNATURE                                                                             \
  "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"                               \
  "pmWQxfKTUJqPP3-Kg6NU1Q"

static void
test_p256 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) x = vouch_base64url_decode (P256_X, -1);
  g_autoptr (GBytes) y = vouch_base64url_decode (P256_Y, -1);
  g_autoptr (GBytes) signature = vouch_base64url_decode (P256_SIGNATURE, -1);
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_p256 (x, y, &error);
  g_autoptr (VouchPublicKey) wrong = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (signature, &size);

  g_assert_no_error (error);
  g_assert_cmpint (vouch_public_key_get_key_type (key), ==, VOUCH_KEY_TYPE_P256);
  g_assert_true (vouch_public_key_verify (key, P256_INPUT, strlen (P256_INPUT), data, size));
  g_assert_false (vouch_public_key_verify (key, P256_INPUT, strlen (P256_INPUT) - 1, data, size));
  g_assert_false (vouch_public_key_verify (key, P256_INPUT, strlen (P256_INPUT), data, size - 1));

  /* With its coordinates exchanged it is no point of the curve. */
  wrong = vouch_public_key_new_p256 (y, x, &error);
  g_assert_null (wrong);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_rsa_refuses (void)
{
  static const struct {
    gsize length;
    guint8 last;
    const char *exponent;
  } refused[] = {
    { 128, 0xff, "\x01\x00\x01" }, { 1025, 0xff, "\x01\x00\x01" }, { 256, 0xfe, "\x01\x00\x01" },
    { 256, 0xff, "\x01" },         { 256, 0xff, "\x02" },          { 256, 0xff, "" },
    { 0, 0xff, "\x01\x00\x01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree guint8 *number = g_malloc (refused[i].length + 1);
    g_autoptr (GBytes) n = NULL;
    g_autoptr (GBytes) e = NULL;

    memset (number, 0xff, refused[i].length + 1);
    if (refused[i].length > 0)
      number[refused[i].length - 1] = refused[i].last;
    n = g_bytes_new (number, refused[i].length);
    e = g_bytes_new (refused[i].exponent,
                     refused[i].exponent[0] == 1 && refused[i].exponent[1] == 0 && i != 3
                         ? 3
                         : strlen (refused[i].exponent));
    g_assert_null (vouch_public_key_new_rsa (n, e, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signature/ed25519", test_ed25519);
  g_test_add_func ("/signature/small-order", test_small_order);
  g_test_add_func ("/signature/texts", test_texts);
  g_test_add_func ("/signature/generate", test_generate);
  g_test_add_func ("/signature/p256", test_p256);
  g_test_add_func ("/signature/rsa-refuses", test_rsa_refuses);
  return g_test_run ();
}
