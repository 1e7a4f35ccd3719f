/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-check.h"
#include "vouch-choose.h"
#include "vouch-credentials.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-file-keyring.h"
#include "vouch-issuers.h"
#include "vouch-items.h"
#include "vouch-library-care.h"
#include "vouch-measure.h"
#include "vouch-portfolios.h"
#include "vouch-preflight.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-submissions.h"
#include "vouch-submit.h"

#include "workspace-fixture.h"

static void
test_attach (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first =
      workspace_fixture_attach (fixture, "recording", "a.wav", "AUDIO one", &error);
  g_autofree char *second =
      workspace_fixture_attach (fixture, "baseline", "b.wav", "AUDIO one", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  /* The same bytes are read once. */
  g_assert_cmpuint (fake_inspector_get_n_reads (FAKE_INSPECTOR (fixture->inspector)), ==, 1);
  g_assert_cmpuint (workspace_fixture_count_items (fixture), ==, 2);
}

static void
test_refused_files (WorkspaceFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *requirement, *name, *content;
    int code;
  } cases[] = {
    { "recording", "empty.wav", "", VOUCH_ERROR_INVALID },
    { "recording", "cut.wav", "AUDIO BROKEN", VOUCH_ERROR_INVALID },
    { "recording", "renamed.pdf", "AUDIO", VOUCH_ERROR_INVALID },
    { "recording", "photo.jpg", "IMAGE", VOUCH_ERROR_INVALID },
    { "nothing", "a.wav", "AUDIO", VOUCH_ERROR_NOT_FOUND },
  };
  g_autoptr (VouchCareReport) report = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (workspace_fixture_attach (fixture, cases[i].requirement, cases[i].name,
                                             cases[i].content, &error));
    g_assert_error (error, VOUCH_ERROR, cases[i].code);
  }
  g_assert_cmpuint (workspace_fixture_count_items (fixture), ==, 0);
  report = vouch_library_care_check (fixture->workspace, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->objects, ==, 0);
}

static void
test_measured_later (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *item = NULL;
  VouchFacts *facts;

  fake_inspector_set_awake (FAKE_INSPECTOR (fixture->inspector), FALSE);
  item = workspace_fixture_attach (fixture, "recording", "no-name-yet", "AUDIO", &error);
  g_assert_no_error (error);
  portfolio = vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);
  facts = vouch_item_get_facts (vouch_portfolio_find_item (portfolio, item));
  g_assert_cmpint (vouch_facts_get_state (facts), ==, VOUCH_FACTS_PENDING);

  fake_inspector_set_awake (FAKE_INSPECTOR (fixture->inspector), TRUE);
  g_assert_true (vouch_measure_is_due (fixture->workspace));
  g_assert_true (vouch_measure_unread (fixture->workspace, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&portfolio);
  portfolio = vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);
  facts = vouch_item_get_facts (vouch_portfolio_find_item (portfolio, item));
  g_assert_cmpint (vouch_facts_get_duration_ms (facts), ==, 330000);
  g_assert_false (vouch_measure_is_due (fixture->workspace));
  g_assert_cmpint (vouch_item_get_media (vouch_portfolio_find_item (portfolio, item)), ==,
                   VOUCH_MEDIA_AUDIO);
}

static void
test_respond (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) earlier = NULL;

  first = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "activity", NULL, "one",
                                   NULL, NULL, &error);
  vouch_clock_advance (fixture->clock, 3600 * 1000);
  again = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "activity", NULL, "two",
                                   NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, again);
  earlier = vouch_items_list_earlier_texts (fixture->workspace, first, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (earlier->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (earlier, 0), ==, "one");
  workspace_fixture_respond (fixture, "student-view", 10, NULL);
  workspace_fixture_respond (fixture, "student-view", 11, NULL);
  g_assert_cmpuint (workspace_fixture_count_items (fixture), ==, 3);
}

static void
test_not_ready (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const some[] = { "own-work", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_submit_portfolio (fixture->workspace, fixture->portfolio, "school", some,
                                         NULL, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_true (vouch_items_remove (fixture->workspace, fixture->recording, NULL, NULL));
  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 0);
  g_assert_cmpuint (fake_inspector_get_n_copies (FAKE_INSPECTOR (fixture->inspector)), ==, 0);
}

static void
check_manifest (FakeIssuer *issuer)
{
  GPtrArray *items = vouch_manifest_get_items (fake_issuer_get_manifest (issuer));

  for (guint i = 0; i < items->len; i++) {
    VouchManifestItem *item = g_ptr_array_index (items, i);
    VouchManifestFile *file = vouch_manifest_item_get_file (item);
    GPtrArray *moments = vouch_manifest_item_get_moments (item);

    if (file == NULL || vouch_manifest_item_get_media (item) != VOUCH_MEDIA_AUDIO)
      continue;
    g_assert_cmpstr (vouch_manifest_file_get_name (file), ==, "audio-1.wav");
    g_assert_cmpint (vouch_manifest_file_get_duration_ms (file), ==, 310000);
    /* Times are counted in the file as sent, which begins ten seconds later. */
    g_assert_cmpint (vouch_moment_get_start_ms (g_ptr_array_index (moments, 0)), ==, 20000);
  }
}

static void
test_submit_once (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  check_manifest (fixture->issuer);
  again = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
  g_assert_cmpuint (fake_inspector_get_n_copies (FAKE_INSPECTOR (fixture->inspector)), ==, 2);
}

static void
test_resume (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  VouchJobQueue *jobs;

  fake_issuer_cut_after (fixture->issuer, 1);
  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE);
  g_clear_error (&error);

  /* The program ends and begins again; the queue takes up what was under way. */
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  fixture->workspace = workspace_fixture_open (fixture, 0);
  fake_issuer_cut_after (fixture->issuer, G_MAXUINT);
  g_assert_true (vouch_submit_resume_all (fixture->workspace, &error));
  jobs = vouch_workspace_get_jobs (fixture->workspace);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 1);
  while (vouch_job_queue_get_n_active (jobs) > 0)
    g_main_context_iteration (NULL, TRUE);
  submissions = vouch_submissions_list (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_cmpuint (submissions->len, ==, 1);
  g_assert_cmpint (vouch_submission_get_state (g_ptr_array_index (submissions, 0)), ==,
                   VOUCH_SUBMISSION_STATE_SEALED);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
}

static void
test_second_attempt (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autofree char *second = NULL;
  g_autoptr (VouchDecision) decision = NULL;

  g_assert_null (vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_decision_get_outcome (decision), ==, VOUCH_OUTCOME_NOT_YET);

  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  second = workspace_fixture_submit (fixture, "A better part", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpuint (vouch_manifest_get_attempt (fake_issuer_get_manifest (fixture->issuer)), ==, 2);
  g_assert_cmpstr (vouch_manifest_get_previous (fake_issuer_get_manifest (fixture->issuer)), ==,
                   "remote-1");
  /* Nothing is new, so nothing is sent again. */
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
}

static void
test_badge (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = workspace_fixture_submit (fixture, NULL, &error);
  g_autoptr (VouchSigningKey) stranger = vouch_signing_key_generate ();
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GPtrArray) badges = NULL;

  g_assert_nonnull (id);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_EARNED);
  fake_issuer_sign_with (fixture->issuer, stranger);
  g_assert_null (vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_clear_error (&error);
  badges = vouch_credentials_list_badges (fixture->workspace, NULL, &error);
  g_assert_cmpuint (badges->len, ==, 0);
  g_clear_pointer (&badges, g_ptr_array_unref);

  /* The right one is asked for again, although the decision was stored. */
  fake_issuer_sign_with (fixture->issuer, NULL);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  badges = vouch_credentials_list_badges (fixture->workspace, NULL, &error);
  g_assert_cmpuint (badges->len, ==, 1);
  g_assert_true (vouch_credential_is_accepted (
      ((const VouchBadge *) g_ptr_array_index (badges, 0))->credential));
  g_assert_null (workspace_fixture_submit (fixture, "again", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
}

static void
test_another_key (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_issuer_change_key (fixture->issuer);
  g_assert_null (workspace_fixture_submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 0);
}

static void
test_withdraw (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = workspace_fixture_submit (fixture, NULL, &error);
  g_autofree char *second = NULL;

  g_assert_true (vouch_submissions_withdraw (fixture->workspace, first, NULL, &error));
  g_assert_true (vouch_submissions_withdraw (fixture->workspace, first, NULL, &error));
  second = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (vouch_manifest_get_attempt (fake_issuer_get_manifest (fixture->issuer)), ==, 1);
}

static void
test_confirmation_lapses (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchReport) before = NULL;
  g_autoptr (VouchReport) after = NULL;

  before =
      vouch_check_portfolio (fixture->workspace, fixture->portfolio, VOUCH_DAY_NONE, NULL, &error);
  g_assert_true (vouch_report_get_ready (before));
  vouch_item_edit_set_range (edit, 0, 315000, NULL);
  g_assert_true (vouch_items_edit (fixture->workspace, fixture->recording, edit, NULL, &error));
  after =
      vouch_check_portfolio (fixture->workspace, fixture->portfolio, VOUCH_DAY_NONE, NULL, &error);
  g_assert_false (vouch_report_get_ready (after));
}

static void
note_change (VouchWorkspace *workspace, const char *portfolio, gpointer data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpstr (portfolio, ==, ((WorkspaceFixture *) data)->portfolio);
}

static gpointer
rename_it (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_portfolios_rename (workspace, data, "Another title", cancellable, error)
             ? g_strdup ("done")
             : NULL;
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_asynchronous (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *result = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (fixture->workspace, "changed", G_CALLBACK (note_change), fixture);
  vouch_workspace_run_async (fixture->workspace, rename_it, g_strdup (fixture->portfolio), g_free,
                             g_free, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  portfolio = vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, NULL);
  g_assert_cmpstr (vouch_portfolio_get_title (portfolio), ==, "Another title");
}

static void
test_attach_job (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *path = workspace_fixture_write (fixture, "a.wav", "AUDIO");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VouchJob) job =
      vouch_attach_job_new (fixture->workspace, fixture->portfolio, "recording", file);
  VouchJobQueue *jobs = vouch_workspace_get_jobs (fixture->workspace);

  vouch_job_queue_add (jobs, job);
  while (!vouch_job_is_over (job))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (vouch_job_get_error (job));
  g_assert_cmpint (vouch_job_get_state (job), ==, VOUCH_JOB_DONE);
  g_assert_nonnull (vouch_job_get_result (job));
  g_assert_cmpuint (workspace_fixture_count_items (fixture), ==, 1);
  vouch_job_queue_forget (jobs, job);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 0);
}

static void
test_read_only (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchWorkspace *reader = workspace_fixture_open (fixture, VOUCH_WORKSPACE_READ_ONLY);
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (reader, fixture->portfolio, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (portfolio);
  g_assert_false (vouch_portfolios_rename (reader, fixture->portfolio, "No", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  vouch_workspace_close (reader);
  g_assert_finalize_object (reader);
}

#define ADD(name)                                                                                  \
  g_test_add ("/workspace/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up, test_##name,  \
              workspace_fixture_tear_down)

#define ADD_COMPLETE(name)                                                                         \
  g_test_add ("/workspace/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_complete,      \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (attach);
  ADD (refused_files);
  ADD (measured_later);
  ADD (respond);
  ADD_COMPLETE (not_ready);
  ADD_COMPLETE (submit_once);
  ADD_COMPLETE (resume);
  ADD_COMPLETE (second_attempt);
  ADD_COMPLETE (badge);
  ADD_COMPLETE (another_key);
  ADD_COMPLETE (withdraw);
  ADD_COMPLETE (confirmation_lapses);
  ADD (asynchronous);
  ADD (attach_job);
  ADD (read_only);
  return g_test_run ();
}
