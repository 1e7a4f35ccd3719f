/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-credential"

#include "config.h"

#include <string.h>

#include "vouch-clock.h"
#include "vouch-credential-json.h"
#include "vouch-credential-jwt.h"
#include "vouch-credential-writer.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-jwk.h"
#include "vouch-jws.h"

#define NOW "2026-11-22T09:30:00Z"
#define SUBJECT "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
#define ACHIEVEMENT "urn:vouch:definition:wait-time"
#define HTTPS_ISSUER "https://issuer.example/issuers/1"
#define DID_ISSUER "did:key:z6MkwYGWw5RVrN7rGhMpVvk3WwVzXL96dDUY7zqumnFey248"

static gint64
at (const char *text)
{
  gint64 unix_ms;

  g_assert_true (vouch_time_parse (text, &unix_ms));
  return unix_ms;
}

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "data", "ob3", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static VouchCredentialStep *
find_step (VouchCredential *credential, VouchCredentialStepKind kind)
{
  GPtrArray *steps = vouch_credential_get_steps (credential);

  for (guint i = 0; i < steps->len; i++)
    if (vouch_credential_step_get_kind (steps->pdata[i]) == kind)
      return steps->pdata[i];
  return NULL;
}

static void
assert_step (VouchCredential *credential,
             VouchCredentialStepKind kind,
             VouchCredentialOutcome outcome)
{
  VouchCredentialStep *step = find_step (credential, kind);

  g_assert_nonnull (step);
  g_assert_cmpstr (vouch_credential_outcome_to_string (vouch_credential_step_get_outcome (step)),
                   ==, vouch_credential_outcome_to_string (outcome));
  g_assert_nonnull (vouch_credential_step_get_message (step));
}

static char *
digest_of (const char *text)
{
  return vouch_hash_of_bytes (text, strlen (text));
}

static void
add_evidence (VouchCredential *credential, const char *name, const char *content)
{
  g_autoptr (VouchCredentialEvidence) evidence = vouch_credential_evidence_new ();
  g_autofree char *digest = content != NULL ? digest_of (content) : NULL;

  vouch_credential_evidence_set_name (evidence, name);
  vouch_credential_evidence_set_digest (evidence, digest);
  vouch_credential_add_evidence (credential, evidence);
}

static void
add_result (VouchCredential *credential,
            const char *criterion,
            const char *level,
            const char *value)
{
  g_autoptr (VouchCredentialResult) result = vouch_credential_result_new ();

  vouch_credential_result_set_criterion (result, criterion);
  vouch_credential_result_set_criterion_name (result, "A criterion");
  vouch_credential_result_set_level (result, level);
  vouch_credential_result_set_level_name (result, level != NULL ? "Yes" : NULL);
  vouch_credential_result_set_value (result, value);
  vouch_credential_add_result (credential, result);
}

/* A credential as the practice issuer gives it. */
static VouchCredential *
make_credential (const char *issuer_id)
{
  VouchCredential *credential = vouch_credential_new ();
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);

  vouch_credential_set_id (credential, "urn:uuid:018f3c1e-0000-7000-8000-000000000001");
  vouch_credential_set_issuer_id (credential, issuer_id);
  vouch_credential_set_issuer_name (credential, "Übungs-Issuer \"One\"");
  vouch_credential_set_subject_id (credential, SUBJECT);
  vouch_credential_set_valid_from_ms (credential, at (NOW) - 250);
  vouch_credential_set_awarded_ms (credential, at (NOW));
  vouch_credential_achievement_set_id (achievement, ACHIEVEMENT);
  vouch_credential_achievement_set_name (achievement, "Wait time");
  vouch_credential_achievement_set_version (achievement, "1.0");
  vouch_credential_achievement_set_description (achievement, "Pauses after questions.");
  vouch_credential_achievement_set_criteria (achievement, "Yes on every criterion.");
  add_evidence (credential, "recording-1.mp4", "lesson");
  add_evidence (credential, "Response", NULL);
  add_result (credential, "pausing & asking/ö", "yes", "3");
  add_result (credential, "points", NULL, "12");
  return credential;
}

static VouchCredentialExpectations *
make_expectations (const char *issuer_id)
{
  VouchCredentialExpectations *expectations =
      vouch_credential_expectations_new (issuer_id, at (NOW));
  g_autofree char *digest = digest_of ("lesson");

  vouch_credential_expectations_set_achievement (expectations, ACHIEVEMENT);
  vouch_credential_expectations_set_subject (expectations, SUBJECT);
  vouch_credential_expectations_add_evidence (expectations, digest);
  return expectations;
}

/* Signs, verifies, and gives the credential as it was read. */
static VouchCredential *
judge (VouchCredential *credential,
       VouchSigningKey *key,
       const VouchCredentialExpectations *expectations)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *jws = vouch_credential_sign_jwt (credential, key, &error);
  VouchCredential *judged;

  g_assert_no_error (error);
  judged = vouch_credential_verify_jwt (jws, expectations, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_credential_get_jws (judged), ==, jws);
  return judged;
}

static void
assert_verdict (VouchCredential *credential, VouchVerification expected)
{
  g_assert_cmpstr (vouch_verification_to_string (vouch_credential_get_verification (credential)),
                   ==, vouch_verification_to_string (expected));
  g_assert_cmpint (vouch_credential_is_accepted (credential), ==,
                   expected == VOUCH_VERIFICATION_ACCEPTED);
  g_assert_nonnull (vouch_credential_get_reason (credential));
}

static void
test_round_trip (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredential) made = make_credential (vouch_signing_key_get_did (key));
  g_autoptr (VouchCredentialExpectations) expectations =
      make_expectations (vouch_signing_key_get_did (key));
  VouchCredential *read = judge (made, key, expectations);
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (read);
  GPtrArray *evidence = vouch_credential_get_evidence (read);
  GPtrArray *results = vouch_credential_get_results (read);
  g_autofree char *digest = digest_of ("lesson");

  assert_verdict (read, VOUCH_VERIFICATION_ACCEPTED);
  for (guint i = VOUCH_CREDENTIAL_STEP_KIND_PARSE; i <= VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE; i++)
    assert_step (read, i, VOUCH_CREDENTIAL_OUTCOME_HOLDS);
  g_assert_cmpstr (vouch_credential_get_id (read), ==, vouch_credential_get_id (made));
  g_assert_cmpstr (vouch_credential_get_issuer_name (read), ==, "Übungs-Issuer \"One\"");
  g_assert_cmpint (vouch_credential_get_valid_from_ms (read), ==, at (NOW) - 250);
  g_assert_cmpint (vouch_credential_get_valid_until_ms (read), ==, 0);
  g_assert_cmpint (vouch_credential_get_awarded_ms (read), ==, at (NOW));
  g_assert_cmpint (vouch_credential_get_verified_ms (read), ==, at (NOW));
  g_assert_cmpstr (vouch_credential_achievement_get_version (achievement), ==, "1.0");
  g_assert_cmpstr (vouch_credential_achievement_get_criteria (achievement), ==,
                   "Yes on every criterion.");
  g_assert_cmpuint (evidence->len, ==, 2);
  g_assert_cmpstr (vouch_credential_evidence_get_digest (evidence->pdata[0]), ==, digest);
  g_assert_null (vouch_credential_evidence_get_digest (evidence->pdata[1]));
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpstr (vouch_credential_result_get_criterion (results->pdata[0]), ==,
                   "pausing & asking/ö");
  g_assert_cmpstr (vouch_credential_result_get_level (results->pdata[0]), ==, "yes");
  g_assert_cmpstr (vouch_credential_result_get_level_name (results->pdata[0]), ==, "Yes");
  g_assert_null (vouch_credential_result_get_level (results->pdata[1]));
  g_assert_cmpstr (vouch_credential_result_get_value (results->pdata[1]), ==, "12");
  g_assert_finalize_object (read);
}

/* The attack that matters: a perfect badge in the right name, signed with a key made a moment ago. */
static void
test_self_signed_is_refused (void)
{
  g_autoptr (VouchSigningKey) issuer = vouch_signing_key_generate ();
  g_autoptr (VouchSigningKey) forger = vouch_signing_key_generate ();
  g_autoptr (VouchCredentialExpectations) expectations =
      make_expectations (vouch_signing_key_get_did (issuer));
  g_autoptr (VouchCredential) own_name = make_credential (vouch_signing_key_get_did (forger));
  g_autoptr (VouchCredential) judged = judge (own_name, forger, expectations);
  g_autoptr (VouchCredential) other_name = make_credential (vouch_signing_key_get_did (issuer));
  g_autoptr (VouchCredential) judged_other = NULL;
  g_autofree char *payload = vouch_credential_to_json (other_name, NULL);
  g_autofree char *jws = vouch_jws_sign (payload, strlen (payload), "JWT", forger);

  /* As its own issuer: the signature is good, and that is worth nothing. */
  assert_step (judged, VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE, VOUCH_CREDENTIAL_OUTCOME_HOLDS);
  assert_step (judged, VOUCH_CREDENTIAL_STEP_KIND_KEY, VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD);
  assert_verdict (judged, VOUCH_VERIFICATION_UNTRUSTED);

  /* In the pinned issuer's name: its key did not sign this. */
  judged_other = vouch_credential_verify_jwt (jws, expectations, NULL);
  assert_verdict (judged_other, VOUCH_VERIFICATION_BAD_SIGNATURE);
}

/* The pinned issuer's key under another issuer's name is not that issuer. */
static void
test_other_name_is_refused (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredentialExpectations) expectations =
      make_expectations (vouch_signing_key_get_did (key));
  g_autoptr (VouchCredential) made = make_credential (HTTPS_ISSUER);
  g_autofree char *payload = vouch_credential_to_json (made, NULL);
  g_autofree char *jws = vouch_jws_sign (payload, strlen (payload), "JWT", key);
  g_autoptr (VouchCredential) judged = vouch_credential_verify_jwt (jws, expectations, NULL);

  assert_step (judged, VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE, VOUCH_CREDENTIAL_OUTCOME_HOLDS);
  assert_verdict (judged, VOUCH_VERIFICATION_UNTRUSTED);
}

static void
test_unknown_issuer (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredential) made = make_credential (vouch_signing_key_get_did (key));
  g_autoptr (VouchCredentialExpectations) nobody =
      vouch_credential_expectations_new (NULL, at (NOW));
  g_autoptr (VouchCredential) judged = judge (made, key, nobody);

  assert_verdict (judged, VOUCH_VERIFICATION_UNTRUSTED);
  assert_step (judged, VOUCH_CREDENTIAL_STEP_KIND_SUBJECT, VOUCH_CREDENTIAL_OUTCOME_OPEN);
  assert_step (judged, VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE, VOUCH_CREDENTIAL_OUTCOME_OPEN);
}

static void
test_mismatches (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  const char *issuer = vouch_signing_key_get_did (key);
  static const VouchCredentialStepKind kinds[] = { VOUCH_CREDENTIAL_STEP_KIND_ACHIEVEMENT,
                                                   VOUCH_CREDENTIAL_STEP_KIND_SUBJECT,
                                                   VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (VouchCredentialExpectations) expectations = make_expectations (issuer);
    g_autoptr (VouchCredential) again = make_credential (issuer);
    g_autoptr (VouchCredential) judged = NULL;

    if (kinds[i] == VOUCH_CREDENTIAL_STEP_KIND_ACHIEVEMENT)
      vouch_credential_expectations_set_achievement (expectations, ACHIEVEMENT "-2");
    else if (kinds[i] == VOUCH_CREDENTIAL_STEP_KIND_SUBJECT)
      vouch_credential_expectations_set_subject (expectations, issuer);
    else
      add_evidence (again, "extra", "a file nobody submitted");
    judged = judge (again, key, expectations);
    assert_step (judged, kinds[i], VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD);
    assert_verdict (judged, VOUCH_VERIFICATION_MISMATCH);
    g_assert_cmpstr (vouch_credential_get_reason (judged), ==,
                     vouch_credential_step_get_message (find_step (judged, kinds[i])));
  }
}

static void
test_dates (void)
{
  static const struct {
    const char *from;
    const char *until;
    VouchVerification expected;
  } cases[] = {
    { "2026-01-01T00:00:00Z", NULL, VOUCH_VERIFICATION_ACCEPTED },
    { "2026-11-22T09:34:00Z", NULL, VOUCH_VERIFICATION_ACCEPTED }, /* a clock that is ahead */
    { "2026-11-22T09:36:00Z", NULL, VOUCH_VERIFICATION_NOT_YET_VALID },
    { "2026-01-01T00:00:00Z", "2026-11-22T09:30:00Z", VOUCH_VERIFICATION_ACCEPTED },
    { "2026-01-01T00:00:00Z", "2026-11-22T09:29:59Z", VOUCH_VERIFICATION_EXPIRED },
  };
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredentialExpectations) expectations =
      make_expectations (vouch_signing_key_get_did (key));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchCredential) made = make_credential (vouch_signing_key_get_did (key));
    g_autoptr (VouchCredential) judged = NULL;

    vouch_credential_set_valid_from_ms (made, at (cases[i].from));
    if (cases[i].until != NULL)
      vouch_credential_set_valid_until_ms (made, at (cases[i].until));
    judged = judge (made, key, expectations);
    assert_verdict (judged, cases[i].expected);
  }
}

/* A fact that does not fit weighs more than a date. */
static void
test_expired_and_foreign (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredentialExpectations) expectations =
      make_expectations (vouch_signing_key_get_did (key));
  g_autoptr (VouchCredential) made = make_credential (vouch_signing_key_get_did (key));
  g_autoptr (VouchCredential) judged = NULL;

  vouch_credential_set_valid_until_ms (made, at (NOW) - 1000);
  add_evidence (made, "extra", "a file nobody submitted");
  judged = judge (made, key, expectations);
  assert_verdict (judged, VOUCH_VERIFICATION_MISMATCH);
}

/* Samples made by other programs; what each must give is told in SOURCES.md. */
static const struct {
  const char *file;
  const char *issuer;
  gboolean is_judged;
  VouchVerification expected;
} samples[] = {
  { "valid-eddsa-didkey.jwt", DID_ISSUER, TRUE, VOUCH_VERIFICATION_ACCEPTED },
  { "valid-eddsa-didkey.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_UNTRUSTED },
  { "valid-rs256-kid.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_ACCEPTED },
  { "valid-rs256-kid.jwt", NULL, TRUE, VOUCH_VERIFICATION_UNTRUSTED },
  { "vc11-vc-claim.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_ACCEPTED },
  { "expired.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_EXPIRED },
  { "tampered.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_BAD_SIGNATURE },
  { "embedded-jwk-unbound.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_UNTRUSTED },
  { "iss-mismatch.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_MISMATCH },
  { "nbf-mismatch.jwt", HTTPS_ISSUER, TRUE, VOUCH_VERIFICATION_MISMATCH },
  { "1edtech-jwk-header.jwt", "https://1edtech.edu/issuers/565049", TRUE,
    VOUCH_VERIFICATION_UNTRUSTED },
  { "1edtech-simple.jwt", HTTPS_ISSUER, FALSE, VOUCH_VERIFICATION_NOT_CHECKED },
  { "alg-none.jwt", HTTPS_ISSUER, FALSE, VOUCH_VERIFICATION_NOT_CHECKED },
  { "alg-confusion-hs256.jwt", HTTPS_ISSUER, FALSE, VOUCH_VERIFICATION_NOT_CHECKED },
  { "valid-didkey.json", DID_ISSUER, FALSE, VOUCH_VERIFICATION_NOT_CHECKED },
  { "no-proof.json", DID_ISSUER, FALSE, VOUCH_VERIFICATION_NOT_CHECKED },
};

static void
test_samples (void)
{
  g_autofree char *jwk = read_data ("jwk-rsa-1.json");
  g_autoptr (VouchPublicKey) key = vouch_jwk_parse (jwk, -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *text = read_data (samples[i].file);
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchCredentialExpectations) expectations =
        vouch_credential_expectations_new (samples[i].issuer, at (NOW));
    g_autoptr (VouchCredential) judged = NULL;

    g_test_message ("%s", samples[i].file);
    if (g_strcmp0 (samples[i].issuer, HTTPS_ISSUER) == 0)
      vouch_credential_expectations_add_key (expectations, key);
    judged = vouch_credential_verify_jwt (text, expectations, &error);
    if (samples[i].is_judged) {
      g_assert_no_error (error);
      assert_verdict (judged, samples[i].expected);
    } else {
      g_assert_null (judged);
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    }
  }
}

static void
test_sample_is_read (void)
{
  g_autofree char *text = read_data ("valid-eddsa-didkey.jwt");
  g_autoptr (VouchCredentialExpectations) expectations =
      vouch_credential_expectations_new (DID_ISSUER, at (NOW));
  g_autoptr (VouchCredential) judged = vouch_credential_verify_jwt (text, expectations, NULL);
  GPtrArray *results = vouch_credential_get_results (judged);

  g_assert_cmpstr (vouch_credential_get_name (judged), ==, "Checking for Understanding");
  g_assert_cmpuint (results->len, ==, 3);
  g_assert_cmpstr (vouch_credential_result_get_criterion_name (results->pdata[1]), ==,
                   "Facilitation");
  g_assert_cmpstr (vouch_credential_result_get_level_name (results->pdata[1]), ==, "Demonstrated");
  g_assert_cmpuint (vouch_credential_get_evidence (judged)->len, ==, 2);
}

/* What the writer refuses, and what the reader does, each with the name of the member. */
static void
test_writer_refuses (void)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autoptr (VouchCredential) credential = make_credential (vouch_signing_key_get_did (key));
  g_autoptr (VouchSigningKey) other = vouch_signing_key_generate ();
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_credential_sign_jwt (credential, other, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  vouch_credential_set_subject_id (credential, "teacher");
  g_assert_null (vouch_credential_sign_jwt (credential, key, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "credentialSubject.id"));
}

static const struct {
  const char *from;
  const char *to;
  const char *member;
} damages[] = {
  { "\"@context\"", "\"@Context\"", "@context" },
  { "https://www.w3.org/ns/credentials/v2", "https://example.org/v2", "@context" },
  { "context-3.0.3.json", "context-3.0.9.json", NULL },
  { "ob/v3p0/context", "ob/v9p0/context", "@context" },
  { "\"OpenBadgeCredential\"", "\"OtherCredential\"", "type" },
  { "\"jti\"", "\"JTI\"", NULL },
  { "\"validFrom\":\"2026", "\"validFrom\":\"yesterday", "validFrom" },
  { "\"AchievementSubject\"", "\"Other\"", "credentialSubject" },
  { "\"credentialSubject\":{", "\"credentialSubject\":7,\"other\":{", "credentialSubject" },
  { "\"achievement\":{", "\"achievement\":null,\"other\":{", "credentialSubject.achievement" },
  { "\"name\":\"Wait time\",\"description\"", "\"description\"", "credentialSubject.achievement" },
  { "\"type\":[\"Result\"]", "\"type\":[\"R\"]", "credentialSubject.result" },
  { "\"type\":[\"Evidence\"]", "\"type\":\"E\"", "evidence" },
  { "\"type\":[\"Evidence\"]", "\"type\":\"Evidence\"", NULL },
  { "\"digestMultibase\":\"zQm", "\"digestMultibase\":\"zqm", "evidence.digestMultibase" },
  { "\"issuer\":{", "\"issuer\":\"\",\"other\":{", "issuer" },
  { "\"issuer\":{", "\"issuer\":\"did:web:x.example\",\"other\":{", NULL },
};

static void
test_reader_refuses (void)
{
  g_autoptr (VouchCredential) credential = make_credential (DID_ISSUER);
  g_autofree char *json = vouch_credential_to_json (credential, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (GString) text = g_string_new (json);
    g_autoptr (GError) error = NULL;
    VouchCredentialNotes notes;
    g_autoptr (VouchCredential) read = NULL;

    g_test_message ("%s", damages[i].to);
    g_assert_cmpuint (g_string_replace (text, damages[i].from, damages[i].to, 1), ==, 1);
    read = vouch_credential_from_json (text->str, text->len, &notes, &error);
    if (damages[i].member != NULL) {
      g_autofree char *quoted = g_strdup_printf ("“%s”", damages[i].member);

      g_assert_null (read);
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, quoted));
    } else {
      g_assert_no_error (error);
      g_assert_nonnull (read);
    }
  }
}

/* A claim that is missing, extra or different is named. */
static void
test_claims (void)
{
  static const struct {
    const char *from;
    const char *to;
    const char *claim;
  } cases[] = {
    { "\"iss\":", "\"ISS\":", "iss" },
    { "\"sub\":\"did", "\"sub\":\"dod", "sub" },
    { "\"jti\":\"urn", "\"jti\":\"URN", "jti" },
    { "\"nbf\":", "\"nbf\":1", "nbf" },
    { "\"nbf\":", "\"nbf\":null,\"x\":", "nbf" },
    { "\"nbf\":", "\"exp\":1,\"nbf\":", "exp" },
  };
  g_autoptr (VouchCredential) credential = make_credential (DID_ISSUER);
  g_autofree char *json = vouch_credential_to_json (credential, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (json);
    g_autoptr (GError) error = NULL;
    VouchCredentialNotes notes;
    g_autoptr (VouchCredential) read = NULL;

    g_string_replace (text, cases[i].from, cases[i].to, 1);
    read = vouch_credential_from_json (text->str, text->len, &notes, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (notes.claim, ==, cases[i].claim);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credential/round-trip", test_round_trip);
  g_test_add_func ("/credential/self-signed-is-refused", test_self_signed_is_refused);
  g_test_add_func ("/credential/other-name-is-refused", test_other_name_is_refused);
  g_test_add_func ("/credential/unknown-issuer", test_unknown_issuer);
  g_test_add_func ("/credential/mismatches", test_mismatches);
  g_test_add_func ("/credential/dates", test_dates);
  g_test_add_func ("/credential/expired-and-foreign", test_expired_and_foreign);
  g_test_add_func ("/credential/samples", test_samples);
  g_test_add_func ("/credential/sample-is-read", test_sample_is_read);
  g_test_add_func ("/credential/writer-refuses", test_writer_refuses);
  g_test_add_func ("/credential/reader-refuses", test_reader_refuses);
  g_test_add_func ("/credential/claims", test_claims);
  return g_test_run ();
}
