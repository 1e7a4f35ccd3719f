/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fuzz-credential"

#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-credential-json.h"
#include "vouch-credential-jwt.h"
#include "vouch-credential-writer.h"
#include "vouch-jws.h"

#define NOW_MS G_GINT64_CONSTANT (1795339800000)

/* Whatever could be read and written again must read the same. */
static void
check_round_trip (VouchCredential *credential)
{
  VouchCredentialNotes notes;
  g_autofree char *json = vouch_credential_to_json (credential, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchCredential) again = NULL;

  if (json == NULL)
    return;
  again = vouch_credential_from_json (json, strlen (json), &notes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_credential_get_id (again), ==, vouch_credential_get_id (credential));
  g_assert_null (notes.claim);
}

/*
 * The input is a payload. It is read, and judged as a credential that somebody signed with a key of
 * their own; whatever it says, it must not be accepted as the pinned issuer's.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint8 issuer_seed[VOUCH_SEED_LENGTH] = { 1 };
  static const guint8 forger_seed[VOUCH_SEED_LENGTH] = { 2 };
  g_autoptr (VouchSigningKey) issuer = vouch_signing_key_new_from_seed (issuer_seed);
  g_autoptr (VouchSigningKey) forger = vouch_signing_key_new_from_seed (forger_seed);
  g_autoptr (VouchCredentialExpectations) expectations =
      vouch_credential_expectations_new (vouch_signing_key_get_did (issuer), NOW_MS);
  g_autofree char *jws = vouch_jws_sign (size > 0 ? data : NULL, size, "JWT", forger);
  g_autoptr (VouchCredential) judged = vouch_credential_verify_jwt (jws, expectations, NULL);
  VouchCredentialNotes notes;
  g_autoptr (VouchCredential) read =
      vouch_credential_from_json (size > 0 ? (const char *) data : "", size, &notes, NULL);

  g_assert_cmpint (judged != NULL, ==, read != NULL);
  if (read == NULL)
    return 0;
  g_assert_false (vouch_credential_is_accepted (judged));
  check_round_trip (read);
  return 0;
}
