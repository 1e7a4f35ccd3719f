/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "issuer-fixture.h"
#include "vouch-credential-jwt.h"
#include "vouch-decision-json.h"
#include "vouch-hash.h"
#include "vouch-jws.h"
#include "vouch-public-key.h"
#include "vouch-receipt-json.h"
#include "vouch-submission-json.h"

#define TUS "Tus-Resumable: 1.0.0\r\n"

typedef struct {
  Issuer *issuer;
  char *token;
  VouchSigningKey *key;
  char *submission;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->issuer = issuer_new (data);
  f->token = issuer_token (f->issuer, "Anna");
  f->key = vouch_signing_key_generate ();
  f->submission = issuer_open (f->issuer, f->token, f->key, 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  issuer_free (f->issuer);
  g_free (f->token);
  vouch_signing_key_free (f->key);
  g_free (f->submission);
}

/* Sends @text as the bytes of a file that is announced with @hash. */
static void
upload (Fixture *f, const char *submission, const char *slot, const char *text, const char *hash)
{
  g_autofree char *url =
      issuer_create (f->issuer, f->token, submission, slot, hash, (gint64) strlen (text));
  g_autoptr (Reply) reply = issuer_send (
      f->issuer, "PATCH", url, f->token,
      TUS "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n", text, -1);

  reply_assert (reply, 204, NULL);
}

static Reply *
get (Fixture *f, const char *token, const char *submission, const char *rest)
{
  g_autofree char *path = g_strdup_printf ("/v1/submissions/%s%s", submission, rest);

  return issuer_send (f->issuer, "GET", path, token, NULL, NULL, 0);
}

/* Sends and seals a submission with one recording; returns the digest of its manifest. */
static char *
submit (Fixture *f, const char *submission, guint attempt, const char *previous, const char *text)
{
  g_autoptr (VouchManifest) manifest = issuer_make_manifest (f->issuer, f->key, attempt, previous);
  g_autofree char *hash = vouch_hash_of_bytes (text, strlen (text));
  g_autofree char *digest = NULL;
  g_autofree char *key = g_strdup_printf ("seal-%s", submission);
  g_autofree char *missing = NULL;
  g_autoptr (Reply) held = NULL;
  g_autoptr (Reply) sealed = NULL;

  issuer_add_file (manifest, "recording", hash, (gint64) strlen (text));
  held = issuer_put_manifest (f->issuer, f->token, submission, manifest, f->key, &digest);
  reply_assert (held, 200, NULL);
  missing = reply_text (held);
  if (strstr (missing, hash) != NULL)
    upload (f, submission, "recording", text, hash);
  sealed = issuer_seal (f->issuer, f->token, submission, digest, key);
  reply_assert (sealed, 200, NULL);
  return g_steal_pointer (&digest);
}

static void
test_auth (Fixture *f, gconstpointer data)
{
  g_autofree char *other = issuer_token (f->issuer, "Ben");
  g_autofree char *second = issuer_token (f->issuer, "Anna");
  g_autofree char *manifest_digest = submit (f, f->submission, 1, NULL, "some sound");
  g_autofree char *hash = vouch_hash_of_bytes ("some sound", 10);
  g_autofree char *file = g_strconcat ("/v1/files/", hash, NULL);
  g_autofree char *path = g_strconcat ("/v1/submissions/", f->submission, NULL);
  const struct {
    const char *method;
    const char *path;
    const char *token;
    guint status;
  } cases[] = {
    { "GET", path, NULL, 401 },      { "GET", path, "wrong", 401 }, { "GET", path, other, 404 },
    { "DELETE", path, other, 404 },  { "HEAD", file, other, 404 },  { "HEAD", file, NULL, 401 },
    { "HEAD", file, f->token, 200 }, { "GET", path, second, 200 },  { "GET", path, f->token, 200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Reply) reply =
        issuer_send (f->issuer, cases[i].method, cases[i].path, cases[i].token, NULL, NULL, 0);

    reply_assert (reply, cases[i].status, NULL);
    if (cases[i].status == 401)
      g_assert_nonnull (reply_header (reply, "www-authenticate"));
    if (cases[i].status == 200 && g_str_equal (cases[i].method, "HEAD"))
      g_assert_cmpstr (reply_header (reply, "content-length"), ==, "10");
  }
}

static void
test_public (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/v1/definitions/", f->issuer->definition, NULL);
  g_autoptr (Reply) list = issuer_send (f->issuer, "GET", "/v1/definitions", NULL, NULL, NULL, 0);
  g_autoptr (Reply) file = issuer_send (f->issuer, "GET", path, NULL, NULL, NULL, 0);
  g_autoptr (Reply) options =
      issuer_send (f->issuer, "OPTIONS", "/v1/uploads", NULL, NULL, NULL, 0);
  g_autoptr (Reply) nothing = issuer_send (f->issuer, "GET", "/../etc", NULL, NULL, NULL, 0);
  g_autofree char *hash = NULL;

  reply_assert (list, 200, NULL);
  reply_assert (file, 200, NULL);
  hash = vouch_hash_of_bytes (g_bytes_get_data (file->body, NULL), g_bytes_get_size (file->body));
  g_assert_cmpstr (hash, ==, f->issuer->definition);
  reply_assert (options, 204, NULL);
  g_assert_cmpstr (reply_header (options, "tus-version"), ==, "1.0.0");
  reply_assert (nothing, 404, "not-found");
}

static Reply *
post_open (Fixture *f, const char *key, const char *body)
{
  g_autofree char *headers = g_strdup_printf ("Content-Type: application/json\r\n%s%s%s",
                                              key != NULL ? "Idempotency-Key: " : "",
                                              key != NULL ? key : "", key != NULL ? "\r\n" : "");

  return issuer_send (f->issuer, "POST", "/v1/submissions", f->token, headers, body, -1);
}

static void
test_idempotency (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchSigningKey) key = vouch_signing_key_generate ();
  g_autofree char *body = g_strdup_printf (
      "{\"attempt\":1,\"definition\":{\"id\":\"https://example.org/micro-credentials/"
      "classroom-talk/wait-time\",\"sha256\":\"%s\",\"version\":\"1.0.0\"},\"previous\":null,"
      "\"subject\":\"%s\"}",
      f->issuer->definition, vouch_signing_key_get_did (key));
  g_autofree char *spaced = g_strconcat (body, " ", NULL);
  g_autoptr (Reply) none = post_open (f, NULL, body);
  g_autoptr (Reply) first = post_open (f, "0123456789abcdef", body);
  g_autoptr (Reply) again = post_open (f, "0123456789abcdef", body);
  g_autoptr (Reply) other = post_open (f, "0123456789abcdef", spaced);
  g_autoptr (Reply) twin = post_open (f, "another-key-0001", body);

  reply_assert (none, 428, "idempotency-key-required");
  reply_assert (first, 201, NULL);
  reply_assert (again, 201, NULL);
  g_assert_true (g_bytes_equal (first->body, again->body));
  g_assert_cmpstr (reply_header (first, "location"), ==, reply_header (again, "location"));
  g_assert_cmpstr (reply_header (again, "idempotency-replayed"), ==, "true");
  reply_assert (other, 422, "idempotency-key-reused");
  reply_assert (twin, 409, "attempt-exists");
  g_assert_cmpstr (reply_header (twin, "location"), ==, reply_header (first, "location"));
}

static void
test_bad_json (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *long_text = g_malloc (5 * 1024 * 1024);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  memset (long_text, ' ', 5 * 1024 * 1024);
  long_text[5 * 1024 * 1024 - 1] = '\0';
  {
    g_autoptr (Reply) a = post_open (f, "key-000000a", deep->str);
    g_autoptr (Reply) b = post_open (f, "key-000000b", "<html>");
    g_autoptr (Reply) c = post_open (f, "key-000000c", "{\"attempt\":1,\"attempt\":2}");
    g_autoptr (Reply) d = post_open (f, "key-000000d", "{\"more\":1}");
    g_autoptr (Reply) e = post_open (f, "key-000000e", long_text);

    reply_assert (a, 400, "malformed");
    reply_assert (b, 400, "malformed");
    reply_assert (c, 400, "malformed");
    reply_assert (d, 422, "invalid");
    reply_assert (e, 413, "json-too-large");
  }
}

static void
test_seal_needs_the_right_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchManifest) manifest = issuer_make_manifest (f->issuer, f->key, 1, NULL);
  g_autofree char *hash = vouch_hash_of_bytes ("right bytes", 11);
  g_autofree char *digest = NULL;
  g_autoptr (Reply) early = NULL;
  g_autoptr (Reply) held = NULL;
  g_autoptr (Reply) missing = NULL;
  g_autoptr (Reply) mismatch = NULL;
  g_autoptr (Reply) again = NULL;
  g_autoptr (Reply) sealed = NULL;
  g_autoptr (Reply) twice = NULL;
  g_autofree char *text = NULL;

  issuer_add_file (manifest, "recording", hash, 11);
  early = issuer_seal (f->issuer, f->token, f->submission, hash, "seal-0000000");
  reply_assert (early, 409, "no-manifest");
  held = issuer_put_manifest (f->issuer, f->token, f->submission, manifest, f->key, &digest);
  reply_assert (held, 200, NULL);
  missing = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-0000001");
  reply_assert (missing, 422, "missing-file");
  upload (f, f->submission, "recording", "wrong bytes", hash);
  mismatch = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-0000001");
  reply_assert (mismatch, 422, "digest-mismatch");
  text = reply_text (mismatch);
  g_assert_nonnull (strstr (text, "\"slot\":\"recording\""));
  again = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-0000001");
  reply_assert (again, 422, "missing-file");
  upload (f, f->submission, "recording", "right bytes", hash);
  sealed = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-0000001");
  reply_assert (sealed, 200, NULL);
  twice = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-0000002");
  reply_assert (twice, 200, NULL);
  g_assert_true (g_bytes_equal (sealed->body, twice->body));
}

static void
test_manifest_signature (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchManifest) manifest = issuer_make_manifest (f->issuer, f->key, 1, NULL);
  g_autoptr (VouchManifest) foreign = issuer_make_manifest (f->issuer, f->key, 1, NULL);
  g_autoptr (VouchSigningKey) stranger = vouch_signing_key_generate ();
  g_autoptr (Reply) forged =
      issuer_put_manifest (f->issuer, f->token, f->submission, manifest, stranger, NULL);
  g_autoptr (Reply) elsewhere = NULL;

  reply_assert (forged, 422, "signature");
  vouch_manifest_set_issuer (foreign, vouch_signing_key_get_did (stranger));
  elsewhere = issuer_put_manifest (f->issuer, f->token, f->submission, foreign, f->key, NULL);
  reply_assert (elsewhere, 422, "invalid");
}

static void
test_receipt (Fixture *f, gconstpointer data)
{
  g_autofree char *digest = submit (f, f->submission, 1, NULL, "some sound");
  g_autoptr (Reply) reply =
      issuer_seal (f->issuer, f->token, f->submission, digest, "seal-again-1");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = vouch_seal_answer_json_read (reply->body, &error);
  g_autoptr (VouchJws) jws = NULL;
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_from_did (f->issuer->issuer);
  g_autoptr (VouchReceipt) receipt = NULL;
  g_autoptr (GBytes) payload = NULL;
  const char *data_of;
  gsize length = 0;

  g_assert_no_error (error);
  jws = vouch_jws_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_jws_verify (jws, key));
  data_of = vouch_jws_get_payload (jws, &length);
  payload = g_bytes_new (data_of, length);
  receipt = vouch_receipt_json_read (payload, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_receipt_get_manifest_digest (receipt), ==, digest);
  g_assert_cmpstr (vouch_receipt_get_subject (receipt), ==, vouch_signing_key_get_did (f->key));
  g_assert_cmpuint (vouch_receipt_get_files (receipt)->len, ==, 1);
}

static void
test_withdraw (Fixture *f, gconstpointer data)
{
  g_autofree char *digest = submit (f, f->submission, 1, NULL, "some sound");
  g_autofree char *path = g_strconcat ("/v1/submissions/", f->submission, NULL);
  g_autofree char *stored = g_build_filename (f->issuer->data, "files", "1", NULL);
  g_autoptr (Reply) first = issuer_send (f->issuer, "DELETE", path, f->token, NULL, NULL, 0);
  g_autoptr (Reply) second = issuer_send (f->issuer, "DELETE", path, f->token, NULL, NULL, 0);
  g_autoptr (Reply) state = get (f, f->token, f->submission, "");
  g_autoptr (Reply) seal = issuer_seal (f->issuer, f->token, f->submission, digest, "seal-late-01");
  g_autoptr (GDir) dir = g_dir_open (stored, 0, NULL);
  g_autofree char *text = reply_text (state);

  reply_assert (first, 204, NULL);
  reply_assert (second, 204, NULL);
  reply_assert (state, 200, NULL);
  g_assert_nonnull (strstr (text, "\"earnerState\":\"withdrawn\""));
  reply_assert (seal, 410, "withdrawn");
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_not_modified (Fixture *f, gconstpointer data)
{
  g_autoptr (Reply) first = get (f, f->token, f->submission, "");
  g_autofree char *path = g_strconcat ("/v1/submissions/", f->submission, NULL);
  g_autofree char *headers =
      g_strdup_printf ("If-None-Match: %s\r\n", reply_header (first, "etag"));
  g_autoptr (Reply) second = issuer_send (f->issuer, "GET", path, f->token, headers, NULL, 0);

  reply_assert (first, 200, NULL);
  g_assert_nonnull (reply_header (first, "retry-after"));
  reply_assert (second, 304, NULL);
  g_assert_cmpstr (reply_header (first, "etag"), ==, reply_header (second, "etag"));
}

static void
decide (Fixture *f,
        const char *submission,
        const char *first,
        const char *second,
        const char *expected)
{
  int status = -1;
  g_autofree char *output =
      issuer_run (f->issuer, &status, "decide", submission, "--level", first, "--level", second,
                  "--feedback", "overview=Count, then say so.", NULL);

  g_assert_cmpint (status, ==, strcmp (expected, "") == 0 ? 1 : 0);
  g_assert_cmpstr (output, ==, expected);
}

static void
verify_credential (Fixture *f, const char *submission, const char *hash)
{
  g_autoptr (Reply) reply = get (f, f->token, submission, "/credential");
  g_autoptr (VouchCredentialExpectations) wanted =
      vouch_credential_expectations_new (f->issuer->issuer, g_get_real_time () / 1000);
  g_autoptr (VouchPublicKey) key = vouch_public_key_new_from_did (f->issuer->issuer);
  g_autoptr (VouchCredential) credential = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  reply_assert (reply, 200, NULL);
  g_assert_cmpstr (reply_header (reply, "content-type"), ==, "application/vc+jwt");
  text = reply_text (reply);
  vouch_credential_expectations_add_key (wanted, key);
  vouch_credential_expectations_set_achievement (
      wanted, "https://example.org/micro-credentials/classroom-talk/wait-time");
  vouch_credential_expectations_set_subject (wanted, vouch_signing_key_get_did (f->key));
  vouch_credential_expectations_add_evidence (wanted, hash);
  credential = vouch_credential_verify_jwt (text, wanted, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_credential_is_accepted (credential));
  g_assert_cmpuint (vouch_credential_get_results (credential)->len, ==, 4);
}

/* Not yet; a second attempt without a byte sent again; what was earned is kept; earned. */
static void
test_decisions (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = vouch_hash_of_bytes ("some sound", 10);
  g_autofree char *digest = submit (f, f->submission, 1, NULL, "some sound");
  g_autofree char *digest2 = NULL;
  g_autofree char *second = NULL;
  g_autofree char *output = NULL;
  g_autoptr (Reply) undecided = get (f, f->token, f->submission, "/decision");
  g_autoptr (Reply) not_yet = NULL;
  g_autoptr (Reply) none = NULL;
  g_autoptr (Reply) earned = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  reply_assert (undecided, 404, "not-decided");
  decide (f, f->submission, "overview=passed", "recording-shows=yes", "");
  output = issuer_run (f->issuer, &status, "decide", f->submission, "--level", "overview=splendid",
                       NULL);
  g_assert_cmpint (status, ==, 3);
  decide (f, f->submission, "overview=almost", "recording-shows=yes", "not_yet");
  not_yet = get (f, f->token, f->submission, "/decision");
  reply_assert (not_yet, 200, NULL);
  decision = vouch_decision_json_read (not_yet->body, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_decision_get_outcome (decision), ==, VOUCH_OUTCOME_NOT_YET);
  g_assert_cmpint (
      vouch_criterion_decision_get_met (vouch_decision_find_criterion (decision, "overview")), ==,
      VOUCH_MET_NO);
  none = get (f, f->token, f->submission, "/credential");
  reply_assert (none, 404, "no-credential");

  second = issuer_open (f->issuer, f->token, f->key, 2, f->submission);
  digest2 = submit (f, second, 2, f->submission, "some sound");
  g_free (output);
  output =
      issuer_run (f->issuer, &status, "decide", second, "--level", "overview=passed", "--level",
                  "student-voice=passed", "--level", "teacher-reflection=passed", "--score",
                  "Assessor 1:overview=passed", "--remark", "Assessor 1:overview=Clear: 5 = five.",
                  "--score", "Assessor 2:overview=almost", NULL);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (output, ==, "earned");
  verify_credential (f, second, hash);
  g_clear_object (&decision);
  earned = get (f, f->token, second, "/decision");
  decision = vouch_decision_json_read (earned->body, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_criterion_decision_get_kept (
      vouch_decision_find_criterion (decision, "recording-shows")));
  g_assert_cmpuint (vouch_decision_get_scorings (decision)->len, ==, 2);
  g_assert_cmpstr (
      vouch_criterion_decision_get_comment (g_ptr_array_index (
          vouch_scoring_get_criteria (vouch_decision_get_scorings (decision)->pdata[0]), 0)),
      ==, "Clear: 5 = five.");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/issuer/submissions/public", test_public);
  ADD ("/issuer/submissions/auth", test_auth);
  ADD ("/issuer/submissions/idempotency", test_idempotency);
  ADD ("/issuer/submissions/bad-json", test_bad_json);
  ADD ("/issuer/submissions/right-bytes", test_seal_needs_the_right_bytes);
  ADD ("/issuer/submissions/signature", test_manifest_signature);
  ADD ("/issuer/submissions/receipt", test_receipt);
  ADD ("/issuer/submissions/withdraw", test_withdraw);
  ADD ("/issuer/submissions/not-modified", test_not_modified);
  ADD ("/issuer/submissions/decisions", test_decisions);
  return g_test_run ();
}
