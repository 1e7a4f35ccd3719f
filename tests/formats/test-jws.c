/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-jws"

#include "config.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-jwk.h"
#include "vouch-jws.h"
#include "vouch-multibase.h"

/* RFC 8037 appendix A: the same key as in RFC 8032, and its signature of a text. */
#define RFC8037_JWK                                                                                \
  "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","                                                          \
  "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"
#define RFC8037_JWS                                                                                \
  "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCj"                          \
  "P0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"

/* RFC 7515 appendix A.3. */
#define ES256_JWK                                                                                  \
  "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","       \
  "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
#define ES256_JWS                                                                                  \
  "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"          \
  "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djx"        \
  "La8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "data", "ob3", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strstrip (text);
}

static void
test_vectors (void)
{
  g_autofree char *rsa_jwk = read_data ("jwk-rsa-1.json");
  g_autofree char *rsa_jws = read_data ("valid-rs256-kid.jwt");
  const char *const jwks[] = { RFC8037_JWK, ES256_JWK, rsa_jwk };
  const char *const texts[] = { RFC8037_JWS, ES256_JWS, rsa_jws };
  static const VouchJwsAlgorithm algorithms[] = { VOUCH_JWS_ALGORITHM_EDDSA,
                                                  VOUCH_JWS_ALGORITHM_ES256,
                                                  VOUCH_JWS_ALGORITHM_RS256 };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchJws) jws = vouch_jws_parse (texts[i], -1, &error);

    g_assert_no_error (error);
    g_assert_cmpint (vouch_jws_get_algorithm (jws), ==, algorithms[i]);
    for (gsize k = 0; k < G_N_ELEMENTS (jwks); k++) {
      g_autoptr (VouchPublicKey) key = vouch_jwk_parse (jwks[k], -1, &error);

      g_assert_no_error (error);
      g_assert_cmpint (vouch_jws_verify (jws, key), ==, i == k);
    }
  }
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchSigningKey) other = vouch_signing_key_generate ();
  g_autoptr (VouchPublicKey) mine = vouch_public_key_new_from_did (vouch_signing_key_get_did (key));
  g_autoptr (VouchPublicKey) theirs =
      vouch_public_key_new_from_did (vouch_signing_key_get_did (other));
  g_autofree char *kid = vouch_did_key_get_method (vouch_signing_key_get_did (key));
  g_autofree char *text = vouch_jws_sign ("{\"a\":1}", 7, "JWT", key);
  g_autoptr (VouchJws) jws = vouch_jws_parse (text, -1, &error);
  gsize length;
  const char *payload;

  g_assert_no_error (error);
  payload = vouch_jws_get_payload (jws, &length);
  g_assert_cmpmem (payload, length, "{\"a\":1}", 7);
  g_assert_cmpstr (vouch_jws_get_key_id (jws), ==, kid);
  g_assert_cmpstr (vouch_jws_get_media_type (jws), ==, "JWT");
  g_assert_null (vouch_jws_get_embedded_key (jws));
  g_assert_true (vouch_jws_verify (jws, mine));
  g_assert_false (vouch_jws_verify (jws, theirs));
}

/* Any changed character is either no JWS any more, or its signature does not hold. */
static void
test_every_character_counts (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchPublicKey) mine = vouch_public_key_new_from_did (vouch_signing_key_get_did (key));
  g_autofree char *text = vouch_jws_sign ("{\"a\":1}", 7, NULL, key);

  for (char *at = text; *at != '\0'; at++) {
    char before = *at;
    g_autoptr (VouchJws) jws = NULL;

    *at = before == 'A' ? 'B' : 'A';
    jws = vouch_jws_parse (text, -1, NULL);
    g_assert_false (jws != NULL && vouch_jws_verify (jws, mine));
    *at = before;
  }
}

static void
test_detached (void)
{
  static const char manifest[] = "{\"format\":\"vouch-manifest\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchPublicKey) mine = vouch_public_key_new_from_did (vouch_signing_key_get_did (key));
  g_autofree char *text = vouch_jws_sign_detached (manifest, strlen (manifest), NULL, key);
  g_autofree char *whole = vouch_jws_sign (manifest, strlen (manifest), NULL, key);
  g_autoptr (VouchJws) jws =
      vouch_jws_parse_detached (text, -1, manifest, strlen (manifest), &error);
  g_autoptr (VouchJws) changed =
      vouch_jws_parse_detached (text, -1, manifest, strlen (manifest) - 1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, ".."));
  g_assert_true (vouch_jws_verify (jws, mine));
  g_assert_false (vouch_jws_verify (changed, mine));
  g_assert_null (vouch_jws_parse_detached (whole, -1, manifest, strlen (manifest), &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static const char *const refused_headers[] = {
  "{\"alg\":\"none\"}",
  "{\"alg\":\"None\"}",
  "{\"alg\":\"\"}",
  "{\"alg\":7}",
  "{\"alg\":[\"EdDSA\"]}",
  "{}",
  "[]",
  "\"EdDSA\"",
  "{\"alg\":\"HS256\"}",
  "{\"alg\":\"HS512\"}",
  "{\"alg\":\"RS384\"}",
  "{\"alg\":\"PS256\"}",
  "{\"alg\":\"ES384\"}",
  "{\"alg\":\"eddsa\"}",
  "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"]}",
  "{\"alg\":\"EdDSA\",\"crit\":null}",
  "{\"alg\":\"EdDSA\",\"b64\":false}",
  "{\"alg\":\"EdDSA\",\"b64\":\"true\"}",
  "{\"alg\":\"EdDSA\",\"alg\":\"none\"}",
  "{\"alg\":\"EdDSA\"",
  "{\"alg\":\"EdDSA\"} x",
  "",
};

static void
test_refused_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_headers); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *header =
        vouch_base64url_encode (refused_headers[i], strlen (refused_headers[i]));
    g_autofree char *text = g_strconcat (header, ".e30.AAAA", NULL);

    g_assert_null (vouch_jws_parse (text, -1, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

static void
test_refused_forms (void)
{
  static const char *const refused[] = {
    "",
    ".",
    "..",
    "eyJhbGciOiJFZERTQSJ9",
    "a.b.c.d",
    "eyJhbGciOiJFZERTQSJ9.e30.AA.AA",
    "e30=.e.",
    "eyJhbGciOiJFZERTQSJ9.e30.A",
    " eyJhbGciOiJFZERTQSJ9.e30.AAAA",
    "eyJhbGciOiJFZERTQSJ9.e30.AAAA\n",
  };
  g_autofree char *long_text = g_strnfill (VOUCH_JWS_MAX_LENGTH + 1, 'A');

  memcpy (long_text, "eyJhbGciOiJFZERTQSJ9.", 21);
  long_text[100] = '.';
  g_assert_null (vouch_jws_parse (long_text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_jws_parse (refused[i], -1, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

/* An empty signature is well formed and signed by nobody. */
static void
test_empty_signature (void)
{
  g_autoptr (VouchJws) jws = vouch_jws_parse ("eyJhbGciOiJFZERTQSJ9.e30.", -1, NULL);
  g_autoptr (VouchPublicKey) key = vouch_jwk_parse (RFC8037_JWK, -1, NULL);

  g_assert_nonnull (jws);
  g_assert_false (vouch_jws_verify (jws, key));
}

static void
test_refused_keys (void)
{
  static const char *const refused[] = {
    "{}",
    "[]",
    "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
    "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ\"}",
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":7}",
    ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"enc\","
     "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"),
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"}",
    "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
    "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_jwk_parse (refused[i], -1, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jws/vectors", test_vectors);
  g_test_add_func ("/jws/round-trip", test_round_trip);
  g_test_add_func ("/jws/every-character-counts", test_every_character_counts);
  g_test_add_func ("/jws/detached", test_detached);
  g_test_add_func ("/jws/refused-headers", test_refused_headers);
  g_test_add_func ("/jws/refused-forms", test_refused_forms);
  g_test_add_func ("/jws/empty-signature", test_empty_signature);
  g_test_add_func ("/jws/refused-keys", test_refused_keys);
  return g_test_run ();
}
