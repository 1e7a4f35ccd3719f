/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-decision-json.h"
#include "vouch-did-key.h"
#include "vouch-error.h"
#include "vouch-issuer-info-json.h"
#include "vouch-manifest-json.h"
#include "vouch-problem-json.h"
#include "vouch-problem-place.h"
#include "vouch-submission-json.h"

#define HASH "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static char *
make_did (guint8 fill)
{
  guint8 key[VOUCH_ED25519_KEY_LENGTH];

  memset (key, fill, sizeof key);
  return vouch_did_key_from_ed25519 (key);
}

static VouchManifestItem *
make_recording (void)
{
  VouchManifestItem *item = vouch_manifest_item_new ();
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  const char *const criteria[] = { "recording-shows", NULL };

  vouch_manifest_file_set_name (file, "recording-1.m4a");
  vouch_manifest_file_set_media_type (file, "audio/mp4");
  vouch_manifest_file_set_bytes (file, 12);
  vouch_manifest_file_set_sha256 (file, HASH);
  vouch_manifest_file_set_duration_ms (file, 612000);
  vouch_moment_set_id (moment, "m1");
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_x (moment, 0.25);
  vouch_moment_set_width (moment, 0.333333);
  vouch_manifest_item_set_id (item, "i2");
  vouch_manifest_item_set_requirement (item, "recording");
  vouch_manifest_item_set_media (item, VOUCH_MEDIA_AUDIO);
  vouch_manifest_item_set_file (item, file);
  vouch_manifest_item_set_criteria (item, criteria);
  vouch_manifest_item_set_attribute (item, "lesson", "L\"4\\\n");
  vouch_manifest_item_add_moment (item, moment);
  vouch_manifest_item_set_consent_date (item, vouch_day_from_ymd (2026, 11, 1));
  vouch_manifest_item_set_consent_covered (item, TRUE);
  return item;
}

static VouchManifestItem *
make_answer (void)
{
  VouchManifestItem *item = vouch_manifest_item_new ();
  g_autoptr (VouchCitation) citation = vouch_citation_new ();

  vouch_citation_set_item (citation, "i2");
  vouch_citation_set_at_ms (citation, 61000);
  vouch_manifest_item_set_id (item, "i1");
  vouch_manifest_item_set_requirement (item, "activity");
  vouch_manifest_item_set_media (item, VOUCH_MEDIA_TEXT);
  vouch_manifest_item_set_text (item, "Größe <b>\x01 ☃");
  vouch_manifest_item_add_citation (item, citation);
  return item;
}

static VouchManifest *
make_manifest (void)
{
  VouchManifest *manifest = vouch_manifest_new ();
  g_autoptr (VouchManifestItem) answer = make_answer ();
  g_autoptr (VouchManifestItem) recording = make_recording ();
  g_autofree char *issuer = make_did (1);
  g_autofree char *subject = make_did (2);

  vouch_manifest_set_issuer (manifest, issuer);
  vouch_manifest_set_subject (manifest, subject);
  vouch_manifest_set_definition (manifest, "https://example.org/d");
  vouch_manifest_set_definition_version (manifest, "1.0.0");
  vouch_manifest_set_definition_digest (manifest, HASH);
  vouch_manifest_set_attempt (manifest, 1);
  vouch_manifest_set_created_ms (manifest, G_GINT64_CONSTANT (1795340000123));
  vouch_manifest_add_item (manifest, answer);
  vouch_manifest_add_item (manifest, recording);
  return manifest;
}

static void
test_manifest_round_trip (void)
{
  g_autoptr (VouchManifest) manifest = make_manifest ();
  g_autoptr (GBytes) bytes = vouch_manifest_json_write (manifest);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchManifest) again = vouch_manifest_json_read (bytes, NULL, &error);
  g_autoptr (GBytes) same = NULL;
  VouchManifestItem *item;
  VouchMoment *moment;

  g_assert_no_error (error);
  same = vouch_manifest_json_write (again);
  g_assert_true (g_bytes_equal (bytes, same));
  item = vouch_manifest_get_items (again)->pdata[1];
  moment = vouch_manifest_item_get_moments (item)->pdata[0];
  g_assert_cmpfloat_with_epsilon (vouch_moment_get_width (moment), 0.333333, 1e-9);
  g_assert_cmpstr (vouch_manifest_item_get_attribute (item, "lesson"), ==, "L\"4\\\n");
  g_assert_cmpint (vouch_manifest_get_created_ms (again), ==, G_GINT64_CONSTANT (1795340000123));
}

/* Each change of one good manifest must be refused at the place named. */
static void
test_manifest_refused (void)
{
  const struct {
    const char *find;
    const char *put;
    const char *pointer;
    const char *code;
  } cases[] = {
    { "{\"attempt\":1", "{ \"attempt\":1", "", "not-canonical" },
    { "\"attempt\":1", "\"attempt\":0", "/attempt", "wrong-type" },
    { "\"attempt\":1", "\"attempt\":2", "/previous", "wrong-form" },
    { "\"format\":\"vouch-manifest\"", "\"format\":\"x\"", "/format", "unknown-value" },
    { "recording-1.m4a", "Anna Schmidt.m4a", "/items/1/file/name", "wrong-form" },
    { "\"bytes\":12", "\"bytes\":-1", "/items/1/file/bytes", "wrong-type" },
    { "\"bytes\":12", "\"bytes\":12,\"by\":1", "/items/1/file/by", "unknown-member" },
    { "\"id\":\"i2\"", "\"id\":\"i1\"", "/items/1/id", "duplicate" },
    { "\"item\":\"i2\"", "\"item\":\"i9\"", "/items/0/citations", "unknown-id" },
    { "\"media\":\"audio\"", "\"media\":\"smell\"", "/items/1/media", "unknown-value" },
    { "\"covered\":true", "\"covered\":1", "/items/1/consentRecord/covered", "wrong-type" },
    { "\"date\":\"2026-11-01\"", "\"date\":\"soon\"", "/items/1/consentRecord/date", "wrong-form" },
  };
  g_autoptr (VouchManifest) manifest = make_manifest ();
  g_autoptr (GBytes) bytes = vouch_manifest_json_write (manifest);
  g_autofree char *good = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (good);
    g_autoptr (GBytes) broken = NULL;
    g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchManifest) read = NULL;
    gboolean found = FALSE;

    g_assert_cmpuint (g_string_replace (text, cases[i].find, cases[i].put, 1), ==, 1);
    broken = g_bytes_new (text->str, text->len);
    read = vouch_manifest_json_read (broken, places, &error);
    g_assert_no_error (error);
    for (guint k = 0; k < places->len; k++)
      if (g_str_equal (vouch_problem_place_get_pointer (places->pdata[k]), cases[i].pointer) &&
          g_str_equal (vouch_problem_place_get_code (places->pdata[k]), cases[i].code))
        found = TRUE;
    if (!found)
      g_error ("%s was not refused at %s", cases[i].put, cases[i].pointer);
    g_assert_null (vouch_manifest_json_read (broken, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
}

static void
test_status_round_trip (void)
{
  g_autoptr (VouchSubmissionStatus) status = vouch_submission_status_new ();
  g_autoptr (VouchSubmissionStatus) again = NULL;
  g_autoptr (VouchUploadStatus) upload = vouch_upload_status_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = make_did (3);

  vouch_upload_status_set_url (upload, "/v1/uploads/u1");
  vouch_upload_status_set_slot (upload, "recording");
  vouch_upload_status_set_sha256 (upload, HASH);
  vouch_upload_status_set_bytes (upload, 100);
  vouch_upload_status_set_offset (upload, 7);
  vouch_submission_status_set_id (status, "s1");
  vouch_submission_status_set_revision (status, 4);
  vouch_submission_status_set_definition (status, "https://example.org/d");
  vouch_submission_status_set_definition_version (status, "1.0.0");
  vouch_submission_status_set_definition_digest (status, HASH);
  vouch_submission_status_set_attempt (status, 1);
  vouch_submission_status_set_subject (status, subject);
  vouch_submission_status_set_state (status, VOUCH_SUBMISSION_STATE_SEALED);
  vouch_submission_status_set_review (status, VOUCH_REVIEW_STATE_IN_REVIEW);
  vouch_submission_status_set_opened_ms (status, 1);
  vouch_submission_status_set_updated_ms (status, 2);
  vouch_submission_status_add_upload (status, upload);
  bytes = vouch_submission_json_write (status);
  again = vouch_submission_json_read (bytes, &error);
  g_assert_no_error (error);
  same = vouch_submission_json_write (again);
  g_assert_true (g_bytes_equal (bytes, same));
  g_assert_cmpint (vouch_submission_status_get_review (again), ==, VOUCH_REVIEW_STATE_IN_REVIEW);
  g_assert_cmpint (vouch_submission_status_get_attempts_left (again), ==, -1);
}

static void
test_decision_keeps_unknown_ids (void)
{
  static const char text[] =
      "{\"submission\":\"s1\",\"attempt\":2,\"outcome\":\"not_yet\",\"later\":1,"
      "\"criteria\":[{\"criterion\":\"nobody-knows\",\"level\":\"new\",\"met\":null,"
      "\"kept\":true,\"comment\":\"<b>\",\"refs\":[{\"item\":\"i1\",\"page\":3}]}],"
      "\"comment\":null,\"assessor\":null,\"decidedAt\":\"2026-11-22T09:30:00.000Z\","
      "\"scorings\":[{\"assessor\":\"Assessor 2\",\"criteria\":[{\"criterion\":\"overview\","
      "\"level\":\"almost\"}]}],\"attemptsLeft\":0,\"resubmitUntil\":null}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) first = vouch_decision_json_read (bytes, &error);
  g_autoptr (GBytes) written = vouch_decision_json_write (first);
  g_autoptr (VouchDecision) decision = vouch_decision_json_read (written, &error);
  VouchCriterionDecision *row;
  VouchScoring *scoring;

  g_assert_no_error (error);
  row = vouch_decision_find_criterion (decision, "nobody-knows");
  g_assert_nonnull (row);
  g_assert_cmpstr (vouch_criterion_decision_get_level (row), ==, "new");
  g_assert_cmpint (vouch_criterion_decision_get_met (row), ==, VOUCH_MET_UNKNOWN);
  g_assert_cmpint (vouch_decision_get_attempts_left (decision), ==, 0);
  g_assert_cmpuint (vouch_decision_get_scorings (decision)->len, ==, 1);
  scoring = g_ptr_array_index (vouch_decision_get_scorings (decision), 0);
  g_assert_cmpstr (vouch_scoring_get_assessor (scoring), ==, "Assessor 2");
  row = g_ptr_array_index (vouch_scoring_get_criteria (scoring), 0);
  g_assert_cmpstr (vouch_criterion_decision_get_level (row), ==, "almost");
}

static void
test_info_needs_its_own_key (void)
{
  g_autoptr (VouchIssuerInfo) info = vouch_issuer_info_new ();
  g_autoptr (VouchIssuerLimits) limits = vouch_issuer_limits_new ();
  g_autoptr (VouchIssuerInfo) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) forged = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *own = make_did (4);
  g_autofree char *other = make_did (5);

  vouch_issuer_info_set_id (info, own);
  vouch_issuer_info_set_name (info, "Practice");
  vouch_issuer_info_set_protocol_version (info, "1.0");
  vouch_issuer_info_set_definitions_url (info, "/v1/definitions");
  vouch_issuer_info_set_submissions_url (info, "/v1/submissions");
  vouch_issuer_info_set_files_url (info, "/v1/files");
  vouch_issuer_info_set_uploads_url (info, "/v1/uploads");
  vouch_issuer_info_set_time_zone (info, "UTC");
  vouch_issuer_info_set_limits (info, limits);
  bytes = vouch_issuer_info_json_write (info);
  again = vouch_issuer_info_json_read (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_issuer_info_get_id (again), ==, own);

  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, own, other, 0);
  forged = g_bytes_new (text->str, text->len);
  g_assert_null (vouch_issuer_info_json_read (forged, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_problem (void)
{
  g_autoptr (VouchProblem) problem = vouch_problem_new ();
  g_autoptr (VouchProblem) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) foreign = g_bytes_new_static ("{\"type\":7,\"status\":\"x\"}", 23);
  g_autoptr (GBytes) html = g_bytes_new_static ("<html>", 6);
  g_autoptr (GError) error = NULL;

  vouch_problem_set_code (problem, "digest-mismatch");
  vouch_problem_set_status (problem, 422);
  vouch_problem_set_title (problem, "A file did not arrive as it was signed");
  bytes = vouch_problem_json_write (problem);
  again = vouch_problem_json_read (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_problem_get_code (again), ==, "digest-mismatch");
  g_assert_cmpuint (vouch_problem_get_status (again), ==, 422);
  g_clear_object (&again);
  again = vouch_problem_json_read (foreign, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_problem_get_code (again), ==, "about:blank");
  g_assert_null (vouch_problem_json_read (html, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issuer-json/manifest/round-trip", test_manifest_round_trip);
  g_test_add_func ("/issuer-json/manifest/refused", test_manifest_refused);
  g_test_add_func ("/issuer-json/status/round-trip", test_status_round_trip);
  g_test_add_func ("/issuer-json/decision/unknown-ids", test_decision_keeps_unknown_ids);
  g_test_add_func ("/issuer-json/info/own-key", test_info_needs_its_own_key);
  g_test_add_func ("/issuer-json/problem", test_problem);
  return g_test_run ();
}
