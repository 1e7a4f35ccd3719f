/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-sample.h"

#include <string.h>

#include "vouch-portfolio.h"
#include "vouch-store-credentials.h"
#include "vouch-store-facts.h"
#include "vouch-store-goals.h"
#include "vouch-store-issuers.h"
#include "vouch-store-items.h"
#include "vouch-store-load.h"
#include "vouch-store-objects.h"
#include "vouch-store-people.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-settings.h"
#include "vouch-store-submissions.h"
#include "vouch-store-texts.h"
#include "vouch-upload-journal.h"

#define LESSON "0199aaaa-0000-7000-8000-000000000001"
#define ANSWER "0199aaaa-0000-7000-8000-000000000002"
#define SUBMISSION "0199aaaa-0000-7000-8000-000000000003"

static const char *const two_words[] = { "feedback", "wait time, long", NULL };

static void
add_people (VouchStore *store)
{
  static const char *const keys[] = { "s1", "s2", "t1" };
  g_autoptr (VouchPermission) permission = vouch_permission_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (VouchPerson) person = vouch_person_new ();

    vouch_person_set_key (person, keys[i]);
    vouch_person_set_role (person,
                           keys[i][0] == 's' ? VOUCH_PERSON_ROLE_STUDENT : VOUCH_PERSON_ROLE_ADULT);
    g_assert_true (vouch_store_add_person (store, person, NULL));
  }
  vouch_permission_set_id (permission, "permission-1");
  vouch_permission_set_person (permission, "s1");
  vouch_permission_set_scopes (permission,
                               VOUCH_PERMISSION_SCOPE_VOICE | VOUCH_PERMISSION_SCOPE_WORK);
  vouch_permission_set_purposes (permission, two_words);
  vouch_permission_set_form (permission, "district");
  vouch_permission_set_given (permission, vouch_day_from_ymd (2026, 9, 1));
  vouch_permission_set_until (permission, vouch_day_from_ymd (2027, 7, 31));
  g_assert_true (vouch_store_save_permission (store, permission, NULL));
  g_assert_true (vouch_store_withdraw_permission (store, "permission-1",
                                                  vouch_day_from_ymd (2027, 1, 15), NULL));
}

static void
assert_people (VouchStore *store)
{
  g_autoptr (VouchPeople) people = vouch_store_load_people (store, NULL);
  VouchPermission *permission;

  g_assert_cmpuint (vouch_people_get_people (people)->len, ==, 3);
  g_assert_cmpint (vouch_person_get_role (vouch_people_find (people, "t1")), ==,
                   VOUCH_PERSON_ROLE_ADULT);
  g_assert_cmpuint (vouch_people_get_permissions (people)->len, ==, 1);
  permission = g_ptr_array_index (vouch_people_get_permissions (people), 0);
  g_assert_cmpstr (vouch_permission_get_id (permission), ==, "permission-1");
  g_assert_cmpstr (vouch_permission_get_person (permission), ==, "s1");
  g_assert_cmpuint (vouch_permission_get_scopes (permission), ==,
                    VOUCH_PERMISSION_SCOPE_VOICE | VOUCH_PERMISSION_SCOPE_WORK);
  g_assert_cmpstrv (vouch_permission_get_purposes (permission), two_words);
  g_assert_cmpstr (vouch_permission_get_form (permission), ==, "district");
  g_assert_cmpuint (vouch_permission_get_given (permission), ==, vouch_day_from_ymd (2026, 9, 1));
  g_assert_cmpuint (vouch_permission_get_until (permission), ==, vouch_day_from_ymd (2027, 7, 31));
  g_assert_cmpuint (vouch_permission_get_withdrawn (permission), ==,
                    vouch_day_from_ymd (2027, 1, 15));
}

static VouchMoment *
make_moment (void)
{
  VouchMoment *moment = vouch_moment_new ();

  vouch_moment_set_id (moment, "moment-1");
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_start_ms (moment, 1500);
  vouch_moment_set_end_ms (moment, 2500);
  vouch_moment_set_x (moment, 0.125);
  vouch_moment_set_y (moment, 0.25);
  vouch_moment_set_width (moment, 0.5);
  vouch_moment_set_height (moment, 0.0625);
  vouch_moment_set_page (moment, 3);
  vouch_moment_set_quote (moment, "What do you think?");
  vouch_moment_set_criterion (moment, "questions");
  vouch_moment_set_label (moment, "pause");
  vouch_moment_set_note (moment, "Four seconds – at last");
  vouch_moment_set_created_ms (moment, 1790000000123);
  return moment;
}

static void
add_lesson (VouchStore *store, const char *portfolio, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "lesson.m4a", NULL);
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (VouchMoment) moment = make_moment ();
  g_autoptr (VouchContinuity) continuity = vouch_continuity_new ();
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  const char *people[] = { "s2", "s1", "t1", NULL };
  const char *masked[] = { "s1", NULL };
  g_autofree char *sha256 = NULL;

  g_assert_true (g_file_set_contents (path, "the sound of a lesson", -1, NULL));
  sha256 = vouch_store_add_object (store, path, NULL, NULL, NULL, NULL, NULL);
  vouch_item_set_id (item, LESSON);
  vouch_item_set_requirement (item, "lesson-audio");
  vouch_item_set_media (item, VOUCH_MEDIA_AUDIO);
  vouch_item_set_title (item, "Third lesson");
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_file_name (item, "lesson.m4a");
  vouch_item_set_start_ms (item, 1000);
  vouch_item_set_end_ms (item, 61000);
  vouch_item_set_criteria (item, two_words);
  vouch_item_set_attribute (item, "lesson", "L4");
  vouch_item_set_attribute (item, "date", "2026-11-03");
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, people);
  vouch_appearance_set_masked (appearance, masked);
  vouch_continuity_set_gaps (continuity, 1);
  vouch_continuity_set_joins (continuity, 2);
  vouch_continuity_set_masks (continuity, 3);
  vouch_item_set_continuity (item, continuity);
  vouch_item_add_moment (item, moment);
  g_assert_true (vouch_store_add_item (store, portfolio, item, NULL));
  vouch_facts_set_duration_ms (facts, 90000);
  g_assert_true (vouch_store_set_facts (store, sha256, facts, NULL));
}

static void
assert_moment (VouchMoment *moment)
{
  g_assert_cmpstr (vouch_moment_get_id (moment), ==, "moment-1");
  g_assert_cmpint (vouch_moment_get_form (moment), ==, VOUCH_MOMENT_FORM_REGION);
  g_assert_cmpint (vouch_moment_get_start_ms (moment), ==, 1500);
  g_assert_cmpint (vouch_moment_get_end_ms (moment), ==, 2500);
  g_assert_cmpfloat (vouch_moment_get_x (moment), ==, 0.125);
  g_assert_cmpfloat (vouch_moment_get_y (moment), ==, 0.25);
  g_assert_cmpfloat (vouch_moment_get_width (moment), ==, 0.5);
  g_assert_cmpfloat (vouch_moment_get_height (moment), ==, 0.0625);
  g_assert_cmpuint (vouch_moment_get_page (moment), ==, 3);
  g_assert_cmpstr (vouch_moment_get_quote (moment), ==, "What do you think?");
  g_assert_cmpstr (vouch_moment_get_criterion (moment), ==, "questions");
  g_assert_cmpstr (vouch_moment_get_label (moment), ==, "pause");
  g_assert_cmpstr (vouch_moment_get_note (moment), ==, "Four seconds – at last");
  g_assert_cmpint (vouch_moment_get_created_ms (moment), ==, 1790000000123);
}

static void
assert_lesson (VouchItem *item)
{
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  VouchContinuity *continuity = vouch_item_get_continuity (item);
  const char *people[] = { "s2", "s1", "t1", NULL };
  const char *masked[] = { "s1", NULL };

  g_assert_cmpstr (vouch_item_get_requirement (item), ==, "lesson-audio");
  g_assert_cmpint (vouch_item_get_media (item), ==, VOUCH_MEDIA_AUDIO);
  g_assert_cmpstr (vouch_item_get_title (item), ==, "Third lesson");
  g_assert_cmpuint (strlen (vouch_item_get_artifact (item)), ==, 64);
  g_assert_cmpstr (vouch_item_get_file_name (item), ==, "lesson.m4a");
  g_assert_null (vouch_item_get_text (item));
  g_assert_cmpint (vouch_item_get_start_ms (item), ==, 1000);
  g_assert_cmpint (vouch_item_get_end_ms (item), ==, 61000);
  g_assert_cmpstrv (vouch_item_get_criteria (item), two_words);
  g_assert_cmpstr (vouch_item_get_attribute (item, "lesson"), ==, "L4");
  g_assert_cmpstr (vouch_item_get_attribute (item, "date"), ==, "2026-11-03");
  g_assert_cmpint (vouch_appearance_get_state (appearance), ==, VOUCH_APPEARANCE_STATE_LISTED);
  g_assert_cmpstrv (vouch_appearance_get_people (appearance), people);
  g_assert_cmpstrv (vouch_appearance_get_masked (appearance), masked);
  g_assert_cmpuint (vouch_continuity_get_gaps (continuity), ==, 1);
  g_assert_cmpuint (vouch_continuity_get_joins (continuity), ==, 2);
  g_assert_cmpuint (vouch_continuity_get_masks (continuity), ==, 3);
  g_assert_cmpint (vouch_item_get_duration_ms (item), ==, 60000);
  g_assert_cmpuint (vouch_item_get_moments (item)->len, ==, 1);
  assert_moment (g_ptr_array_index (vouch_item_get_moments (item), 0));
}

static void
add_answer (VouchStore *store, const char *portfolio)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (VouchCitation) citation = vouch_citation_new ();

  vouch_item_set_id (item, ANSWER);
  vouch_item_set_requirement (item, "reflection");
  vouch_item_set_media (item, VOUCH_MEDIA_TEXT);
  vouch_item_set_text (item, "I waited.");
  vouch_item_set_transcript_of (item, LESSON);
  vouch_appearance_set_state (vouch_item_get_appearance (item), VOUCH_APPEARANCE_STATE_NOBODY);
  vouch_citation_set_item (citation, LESSON);
  vouch_citation_set_at_ms (citation, 1500);
  vouch_citation_set_page (citation, 2);
  vouch_item_add_citation (item, citation);
  g_assert_true (vouch_store_add_item (store, portfolio, item, NULL));
  g_assert_true (vouch_store_set_item_text (store, ANSWER, "I waited, and they spoke.", NULL));
}

static void
assert_answer (VouchStore *store, VouchItem *item)
{
  g_autoptr (GPtrArray) earlier = vouch_store_list_earlier_texts (store, ANSWER, NULL);
  VouchCitation *citation;

  g_assert_cmpstr (vouch_item_get_text (item), ==, "I waited, and they spoke.");
  g_assert_null (vouch_item_get_artifact (item));
  g_assert_null (vouch_item_get_facts (item));
  g_assert_null (vouch_item_get_continuity (item));
  g_assert_cmpint (vouch_item_get_start_ms (item), ==, -1);
  g_assert_cmpstr (vouch_item_get_transcript_of (item), ==, LESSON);
  g_assert_cmpint (vouch_appearance_get_state (vouch_item_get_appearance (item)), ==,
                   VOUCH_APPEARANCE_STATE_NOBODY);
  g_assert_cmpuint (vouch_item_get_citations (item)->len, ==, 1);
  citation = g_ptr_array_index (vouch_item_get_citations (item), 0);
  g_assert_cmpstr (vouch_citation_get_item (citation), ==, LESSON);
  g_assert_cmpint (vouch_citation_get_at_ms (citation), ==, 1500);
  g_assert_cmpuint (vouch_citation_get_page (citation), ==, 2);
  g_assert_cmpuint (earlier->len, ==, 1);
  g_assert_cmpstr (((VouchEarlierText *) g_ptr_array_index (earlier, 0))->text, ==, "I waited.");
}

static void
add_plans (VouchStore *store, const char *portfolio)
{
  g_autoptr (VouchConfirmation) confirmation = vouch_confirmation_new ();
  g_autoptr (VouchSelfAssessment) assessment = vouch_self_assessment_new ();
  g_autoptr (VouchSelfAssessment) later = vouch_self_assessment_new ();
  g_autoptr (VouchGoal) goal = vouch_goal_new ();

  vouch_confirmation_set_finding (confirmation, "finding-1");
  vouch_confirmation_set_basis (confirmation, "basis");
  g_assert_true (vouch_store_confirm (store, portfolio, confirmation, NULL));
  vouch_self_assessment_set_criterion (assessment, "questions");
  vouch_self_assessment_set_level (assessment, "emerging");
  vouch_self_assessment_set_reason (assessment, "I speak too soon");
  g_assert_true (vouch_store_add_self_assessment (store, portfolio, assessment, NULL));
  vouch_self_assessment_set_criterion (later, "questions");
  vouch_self_assessment_set_level (later, "proficient");
  g_assert_true (vouch_store_add_self_assessment (store, portfolio, later, NULL));
  vouch_goal_set_id (goal, "goal-1");
  vouch_goal_set_criterion (goal, "questions");
  vouch_goal_set_statement (goal, "Wait three seconds");
  vouch_goal_set_due (goal, vouch_day_from_ymd (2027, 3, 1));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (VouchActivity) activity = vouch_activity_new ();

    vouch_activity_set_title (activity, two_words[i]);
    vouch_goal_add_activity (goal, activity);
  }
  vouch_goal_set_portfolio (goal, portfolio);
  g_assert_true (vouch_store_save_goal (store, goal, NULL));
  vouch_goal_set_state (goal, VOUCH_GOAL_STATE_CLOSED);
  vouch_goal_set_closed_ms (goal, 1790000000999);
  g_assert_true (vouch_store_save_goal (store, goal, NULL));
  g_assert_true (vouch_store_set_chosen (store, portfolio, two_words, NULL));
}

static void
assert_plans (VouchPortfolio *portfolio)
{
  GPtrArray *assessments = vouch_portfolio_get_self_assessments (portfolio);
  VouchConfirmation *confirmation;
  VouchGoal *goal;

  g_assert_cmpuint (vouch_portfolio_get_confirmations (portfolio)->len, ==, 1);
  confirmation = g_ptr_array_index (vouch_portfolio_get_confirmations (portfolio), 0);
  g_assert_cmpstr (vouch_confirmation_get_finding (confirmation), ==, "finding-1");
  g_assert_cmpstr (vouch_confirmation_get_basis (confirmation), ==, "basis");
  g_assert_cmpint (vouch_confirmation_get_created_ms (confirmation), >, 0);
  g_assert_cmpuint (assessments->len, ==, 2);
  g_assert_cmpstr (vouch_self_assessment_get_level (assessments->pdata[0]), ==, "emerging");
  g_assert_cmpstr (vouch_self_assessment_get_reason (assessments->pdata[0]), ==,
                   "I speak too soon");
  g_assert_cmpstr (vouch_self_assessment_get_level (assessments->pdata[1]), ==, "proficient");
  g_assert_null (vouch_self_assessment_get_reason (assessments->pdata[1]));
  g_assert_cmpuint (vouch_portfolio_get_goals (portfolio)->len, ==, 1);
  goal = g_ptr_array_index (vouch_portfolio_get_goals (portfolio), 0);
  g_assert_cmpstr (vouch_goal_get_statement (goal), ==, "Wait three seconds");
  g_assert_cmpstr (vouch_goal_get_criterion (goal), ==, "questions");
  g_assert_cmpuint (vouch_goal_get_due (goal), ==, vouch_day_from_ymd (2027, 3, 1));
  g_assert_cmpuint (vouch_goal_get_activities (goal)->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (vouch_activity_get_title (vouch_goal_get_activities (goal)->pdata[i]), ==,
                     two_words[i]);
  g_assert_cmpint (vouch_goal_get_state (goal), ==, VOUCH_GOAL_STATE_CLOSED);
  g_assert_cmpint (vouch_goal_get_closed_ms (goal), ==, 1790000000999);
  g_assert_cmpstrv (vouch_portfolio_get_chosen (portfolio), two_words);
}

static void
add_issuer (VouchStore *store)
{
  g_autoptr (VouchIssuerAccount) issuer = vouch_issuer_account_new ();

  vouch_issuer_account_set_name (issuer, "practice");
  vouch_issuer_account_set_url (issuer, "http://127.0.0.1:8000/");
  vouch_issuer_account_set_issuer_id (issuer, "did:key:z6Mk");
  vouch_issuer_account_set_key (issuer, "z6Mk");
  vouch_issuer_account_set_display_name (issuer, "Practice issuer");
  vouch_issuer_account_set_time_zone (issuer, "Europe/Berlin");
  vouch_issuer_account_set_max_file_bytes (issuer, 500);
  vouch_issuer_account_set_max_submission_bytes (issuer, 5000);
  vouch_issuer_account_set_added_ms (issuer, 1790000000001);
  g_assert_true (vouch_store_save_issuer (store, issuer, NULL));
}

static void
assert_issuer (VouchStore *store)
{
  g_autoptr (VouchIssuerAccount) issuer = vouch_store_load_issuer (store, "practice", NULL);
  g_autoptr (GPtrArray) list = vouch_store_list_issuers (store, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (vouch_issuer_account_get_url (issuer), ==, "http://127.0.0.1:8000/");
  g_assert_cmpstr (vouch_issuer_account_get_issuer_id (issuer), ==, "did:key:z6Mk");
  g_assert_cmpstr (vouch_issuer_account_get_key (issuer), ==, "z6Mk");
  g_assert_cmpstr (vouch_issuer_account_get_display_name (issuer), ==, "Practice issuer");
  g_assert_cmpstr (vouch_issuer_account_get_time_zone (issuer), ==, "Europe/Berlin");
  g_assert_cmpint (vouch_issuer_account_get_max_file_bytes (issuer), ==, 500);
  g_assert_cmpint (vouch_issuer_account_get_max_submission_bytes (issuer), ==, 5000);
  g_assert_cmpint (vouch_issuer_account_get_added_ms (issuer), ==, 1790000000001);
}

static void
add_submission (VouchStore *store, const char *portfolio)
{
  g_autoptr (VouchSubmission) submission = vouch_submission_new ();
  g_autoptr (VouchPortfolio) loaded = vouch_store_load_portfolio (store, portfolio, NULL);
  const char *artifact = vouch_item_get_artifact (vouch_portfolio_find_item (loaded, LESSON));
  g_autoptr (GHashTable) sent = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) first = g_bytes_new_static ("{1}", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("{2}", 3);

  g_hash_table_insert (sent, (gpointer) artifact, (gpointer) artifact);
  vouch_submission_set_id (submission, SUBMISSION);
  vouch_submission_set_portfolio (submission, portfolio);
  vouch_submission_set_issuer (submission, "practice");
  vouch_submission_set_attempt (submission, 1);
  vouch_submission_set_manifest (submission, "{\"manifest\":1}");
  vouch_submission_set_signature (submission, "signature");
  vouch_submission_set_note (submission, "a note");
  vouch_submission_set_attestations (submission, two_words);
  g_assert_true (vouch_store_add_submission (store, submission, sent, NULL));
  vouch_submission_set_state (submission, VOUCH_SUBMISSION_STATE_SEALED);
  vouch_submission_set_review (submission, VOUCH_REVIEW_STATE_DECIDED);
  vouch_submission_set_url (submission, "/submissions/1");
  vouch_submission_set_receipt (submission, "receipt");
  vouch_submission_set_etag (submission, "\"7\"");
  vouch_submission_set_sealed_ms (submission, 1790000000777);
  g_assert_true (vouch_store_update_submission (store, submission, NULL));
  g_assert_true (vouch_store_add_decision (store, SUBMISSION, first, NULL));
  g_assert_true (vouch_store_add_decision (store, SUBMISSION, second, NULL));
  g_assert_true (vouch_store_add_decision (store, SUBMISSION, second, NULL));
}

static void
assert_submission (VouchStore *store, VouchPortfolio *portfolio)
{
  g_autoptr (GPtrArray) list =
      vouch_store_list_submissions (store, vouch_portfolio_get_id (portfolio), NULL);
  g_autoptr (GHashTable) sent = vouch_store_list_sent (store, SUBMISSION, NULL);
  g_autoptr (GBytes) decision = vouch_store_get_decision (store, SUBMISSION, NULL);
  VouchSubmission *submission;

  g_assert_cmpuint (list->len, ==, 1);
  submission = g_ptr_array_index (list, 0);
  g_assert_cmpstr (vouch_submission_get_id (submission), ==, SUBMISSION);
  g_assert_cmpstr (vouch_submission_get_issuer (submission), ==, "practice");
  g_assert_cmpuint (vouch_submission_get_attempt (submission), ==, 1);
  g_assert_null (vouch_submission_get_previous (submission));
  g_assert_cmpstr (vouch_submission_get_manifest (submission), ==, "{\"manifest\":1}");
  g_assert_cmpstr (vouch_submission_get_signature (submission), ==, "signature");
  g_assert_cmpstr (vouch_submission_get_note (submission), ==, "a note");
  g_assert_cmpstrv (vouch_submission_get_attestations (submission), two_words);
  g_assert_cmpint (vouch_submission_get_state (submission), ==, VOUCH_SUBMISSION_STATE_SEALED);
  g_assert_cmpint (vouch_submission_get_review (submission), ==, VOUCH_REVIEW_STATE_DECIDED);
  g_assert_cmpstr (vouch_submission_get_url (submission), ==, "/submissions/1");
  g_assert_cmpstr (vouch_submission_get_receipt (submission), ==, "receipt");
  g_assert_cmpstr (vouch_submission_get_etag (submission), ==, "\"7\"");
  g_assert_cmpint (vouch_submission_get_sealed_ms (submission), ==, 1790000000777);
  g_assert_cmpuint (g_hash_table_size (sent), ==, 1);
  g_assert_cmpuint (g_strv_length ((GStrv) vouch_portfolio_get_submitted (portfolio)), ==, 1);
  g_assert_cmpmem (g_bytes_get_data (decision, NULL), g_bytes_get_size (decision), "{2}", 3);
}

static void
add_credential (VouchStore *store)
{
  g_autoptr (VouchStoredCredential) credential = vouch_stored_credential_new ();

  credential->id = g_strdup ("credential-1");
  credential->submission = g_strdup (SUBMISSION);
  credential->media_type = g_strdup ("application/vc+jwt");
  credential->document = g_bytes_new_static ("a.b.c", 5);
  credential->name = g_strdup ("Wait time");
  g_assert_true (vouch_store_add_credential (store, credential, NULL));
  g_assert_true (
      vouch_store_set_credential_verification (store, "credential-1", "{\"valid\":true}", NULL));
  g_assert_true (vouch_store_set_setting (store, "key", "value", NULL));
}

static void
assert_credential (VouchStore *store, const char *portfolio)
{
  g_autoptr (GPtrArray) list = vouch_store_list_credentials (store, NULL);
  g_autoptr (VouchStoredCredential) credential =
      vouch_store_load_credential (store, "credential-1", NULL);
  g_autofree char *value = vouch_store_get_setting (store, "key");

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (credential->submission, ==, SUBMISSION);
  g_assert_cmpstr (credential->portfolio, ==, portfolio);
  g_assert_cmpstr (credential->media_type, ==, "application/vc+jwt");
  g_assert_cmpmem (g_bytes_get_data (credential->document, NULL), 5, "a.b.c", 5);
  g_assert_cmpstr (credential->name, ==, "Wait time");
  g_assert_cmpstr (credential->verification, ==, "{\"valid\":true}");
  g_assert_cmpint (credential->received_ms, >, 0);
  g_assert_cmpstr (value, ==, "value");
}

static void
add_housekeeping (VouchStore *store, const char *portfolio)
{
  g_autoptr (VouchPortfolio) loaded = vouch_store_load_portfolio (store, portfolio, NULL);
  const char *artifact = vouch_item_get_artifact (vouch_portfolio_find_item (loaded, LESSON));

  g_assert_true (vouch_upload_journal_remember (VOUCH_UPLOAD_JOURNAL (store), SUBMISSION, artifact,
                                                "/uploads/1", NULL));
  g_assert_true (
      vouch_store_add_derived (store, artifact, "clean:1000-61000", artifact, NULL, NULL));
}

static void
assert_housekeeping (VouchStore *store, VouchItem *lesson)
{
  const char *artifact = vouch_item_get_artifact (lesson);
  g_autofree char *derived = vouch_store_find_derived (store, artifact, "clean:1000-61000", NULL);
  g_autofree char *url =
      vouch_upload_journal_lookup (VOUCH_UPLOAD_JOURNAL (store), SUBMISSION, artifact, NULL);

  g_assert_cmpstr (derived, ==, artifact);
  g_assert_cmpstr (url, ==, "/uploads/1");
  g_assert_cmpint (vouch_facts_get_duration_ms (vouch_item_get_sent_facts (lesson)), ==, 90000);
}

void
store_sample_fill (VouchStore *store, const char *portfolio, const char *folder)
{
  add_people (store);
  add_lesson (store, portfolio, folder);
  add_answer (store, portfolio);
  add_plans (store, portfolio);
  add_issuer (store);
  add_submission (store, portfolio);
  add_credential (store);
  add_housekeeping (store, portfolio);
}

void
store_sample_assert (VouchStore *store, const char *portfolio)
{
  g_autoptr (VouchPortfolio) loaded = vouch_store_load_portfolio (store, portfolio, NULL);

  g_assert_nonnull (loaded);
  g_assert_cmpstr (vouch_portfolio_get_title (loaded), ==, "My wait time");
  g_assert_cmpuint (vouch_portfolio_get_items (loaded)->len, ==, 2);
  assert_people (store);
  assert_lesson (vouch_portfolio_find_item (loaded, LESSON));
  assert_answer (store, vouch_portfolio_find_item (loaded, ANSWER));
  assert_plans (loaded);
  assert_issuer (store);
  assert_submission (store, loaded);
  assert_credential (store, portfolio);
  assert_housekeeping (store, vouch_portfolio_find_item (loaded, LESSON));
}
