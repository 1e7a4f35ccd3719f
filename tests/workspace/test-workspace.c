/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

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

#include "fake-inspector.h"
#include "fake-issuer.h"

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"
#define NOW 1795340000000

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchKeyring *keyring;
  VouchInspector *inspector;
  FakeIssuer *issuer;
  VouchWorkspace *workspace;
  char *portfolio;
  char *recording;
} Fixture;

static const char *const attested[] = { "own-work", "permissions", "privacy", NULL };

static VouchIssuer *
give_issuer (const char *url,
             const char *token,
             VouchIssuerAccount *pinned,
             gpointer data,
             GError **error)
{
  return g_object_ref (data);
}

static VouchWorkspace *
open_workspace (Fixture *fixture, VouchWorkspaceFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *library = g_build_filename (fixture->folder, "library", NULL);
  VouchWorkspaceOptions options = {
    .folder = library,
    .flags = flags,
    .clock = fixture->clock,
    .keyring = fixture->keyring,
    .inspector = fixture->inspector,
    .issuer_maker = give_issuer,
    .issuer_maker_data = fixture->issuer,
  };
  VouchWorkspace *workspace = vouch_workspace_open (&options, NULL, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secrets = NULL;

  fixture->folder = g_dir_make_tmp ("vouch-workspace-XXXXXX", &error);
  g_assert_no_error (error);
  secrets = g_build_filename (fixture->folder, "keyring", NULL);
  fixture->clock = vouch_clock_new_fixed (NOW);
  fixture->keyring = vouch_file_keyring_new (secrets);
  fixture->inspector = fake_inspector_new ();
  fixture->issuer = fake_issuer_new ();
  fixture->workspace = open_workspace (fixture, VOUCH_WORKSPACE_CREATE);
  fixture->portfolio = vouch_portfolios_begin (fixture->workspace, WAIT_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      remove_tree (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vouch_workspace_close (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->workspace);
  g_assert_finalize_object (fixture->issuer);
  g_assert_finalize_object (fixture->inspector);
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->clock);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->portfolio);
  g_free (fixture->recording);
}

static char *
write_file (Fixture *fixture, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
attach (Fixture *fixture,
        const char *requirement,
        const char *name,
        const char *content,
        GError **error)
{
  g_autofree char *path = write_file (fixture, name, content);

  return vouch_attach_file (fixture->workspace, fixture->portfolio, requirement, path, NULL, NULL,
                            NULL, error);
}

static guint
count_items (Fixture *fixture)
{
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, NULL);

  return vouch_portfolio_get_items (portfolio)->len;
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = attach (fixture, "recording", "a.wav", "AUDIO one", &error);
  g_autofree char *second = attach (fixture, "baseline", "b.wav", "AUDIO one", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  /* The same bytes are read once. */
  g_assert_cmpuint (fake_inspector_get_n_reads (FAKE_INSPECTOR (fixture->inspector)), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 2);
}

static void
test_refused_files (Fixture *fixture, gconstpointer data)
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

    g_assert_null (attach (fixture, cases[i].requirement, cases[i].name, cases[i].content, &error));
    g_assert_error (error, VOUCH_ERROR, cases[i].code);
  }
  g_assert_cmpuint (count_items (fixture), ==, 0);
  report = vouch_library_care_check (fixture->workspace, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->objects, ==, 0);
}

static void
test_measured_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *item = NULL;
  VouchFacts *facts;

  fake_inspector_set_awake (FAKE_INSPECTOR (fixture->inspector), FALSE);
  item = attach (fixture, "recording", "no-name-yet", "AUDIO", &error);
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
respond (Fixture *fixture, const char *prompt, guint n_words, VouchItemEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = NULL;

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%u ", prompt, i);
  id = vouch_respond_with_text (fixture->workspace, fixture->portfolio, prompt, NULL, text->str,
                                edit, NULL, &error);
  g_assert_no_error (error);
}

static void
test_respond (Fixture *fixture, gconstpointer data)
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
  respond (fixture, "student-view", 10, NULL);
  respond (fixture, "student-view", 11, NULL);
  g_assert_cmpuint (count_items (fixture), ==, 3);
}

static void
cite_moments (VouchItemEdit *edit, const char *item)
{
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++) {
    VouchCitation *citation = vouch_citation_new ();

    vouch_citation_set_item (citation, item);
    vouch_citation_set_at_ms (citation, 30000 * (i + 1));
    g_ptr_array_add (citations, citation);
  }
  vouch_item_edit_set_citations (edit, citations);
}

static void
mark_waits (Fixture *fixture, const char *item)
{
  for (guint i = 0; i < 8; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchMoment) moment = vouch_moment_new ();
    g_autofree char *id = NULL;

    vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
    vouch_moment_set_start_ms (moment, 30000 * (i + 1));
    vouch_moment_set_criterion (moment, "recording-shows");
    id = vouch_annotate_add (fixture->workspace, item, moment, NULL, &error);
    g_assert_no_error (error);
  }
}

static void
answer_prompts (Fixture *fixture, const char *recording)
{
  static const char *const students[] = { "S1", "S2" };
  g_autoptr (VouchItemEdit) cites = vouch_item_edit_new ();

  respond (fixture, "activity", 80, NULL);
  respond (fixture, "effect", 100, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (students); i++) {
    g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

    g_assert_true (vouch_item_edit_set_attribute (edit, "student", students[i], NULL));
    respond (fixture, "student-view", 40, edit);
  }
  cite_moments (cites, recording);
  respond (fixture, "teacher-view", 200, cites);
}

static void
say_nobody (Fixture *fixture, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchAppearance) nobody = vouch_appearance_new ();

  vouch_appearance_set_state (nobody, VOUCH_APPEARANCE_STATE_NOBODY);
  vouch_register_set_appearance (fixture->workspace, item, nobody, NULL, &error);
  g_assert_no_error (error);
}

static void
confirm_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchReport) report =
      vouch_check_portfolio (fixture->workspace, fixture->portfolio, VOUCH_DAY_NONE, NULL, &error);
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);

    if (vouch_finding_get_result (finding) != VOUCH_RESULT_NEEDS_CONFIRMATION)
      continue;
    vouch_choose_confirm (fixture->workspace, fixture->portfolio, vouch_finding_get_id (finding),
                          NULL, &error);
    g_assert_no_error (error);
  }
}

/* A portfolio with nothing open, and an issuer to send it to. */
static void
set_up_complete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autofree char *baseline = NULL;
  char *recording;

  set_up (fixture, data);
  recording = attach (fixture, "recording", "a.wav", "AUDIO lesson", &error);
  baseline = attach (fixture, "baseline", "b.jpg", "IMAGE", &error);

  vouch_item_edit_set_range (edit, 10000, 320000, NULL);
  vouch_item_edit_set_attribute (edit, "date", "2026-11-03", NULL);
  vouch_items_edit (fixture->workspace, recording, edit, NULL, &error);
  g_assert_no_error (error);
  mark_waits (fixture, recording);
  answer_prompts (fixture, recording);
  say_nobody (fixture, recording);
  say_nobody (fixture, baseline);
  confirm_all (fixture);
  account =
      vouch_issuers_add (fixture->workspace, "school", "http://127.0.0.1:1", "token", NULL, &error);
  g_assert_no_error (error);
  fixture->recording = recording;
}

static char *
submit (Fixture *fixture, const char *note, GError **error)
{
  return vouch_submit_portfolio (fixture->workspace, fixture->portfolio, "school", attested, note,
                                 NULL, NULL, error);
}

static void
test_not_ready (Fixture *fixture, gconstpointer data)
{
  static const char *const some[] = { "own-work", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_submit_portfolio (fixture->workspace, fixture->portfolio, "school", some,
                                         NULL, NULL, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_true (vouch_items_remove (fixture->workspace, fixture->recording, NULL, NULL));
  g_assert_null (submit (fixture, NULL, &error));
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
test_submit_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = submit (fixture, NULL, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  check_manifest (fixture->issuer);
  again = submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
  g_assert_cmpuint (fake_inspector_get_n_copies (FAKE_INSPECTOR (fixture->inspector)), ==, 2);
}

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  VouchJobQueue *jobs;

  fake_issuer_cut_after (fixture->issuer, 1);
  g_assert_null (submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE);
  g_clear_error (&error);

  /* The program ends and begins again; the queue takes up what was under way. */
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  fixture->workspace = open_workspace (fixture, 0);
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
test_second_attempt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = submit (fixture, NULL, &error);
  g_autofree char *second = NULL;
  g_autoptr (VouchDecision) decision = NULL;

  g_assert_null (vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_decision_get_outcome (decision), ==, VOUCH_OUTCOME_NOT_YET);

  g_assert_null (submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_clear_error (&error);
  second = submit (fixture, "A better part", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpuint (vouch_manifest_get_attempt (fake_issuer_get_manifest (fixture->issuer)), ==, 2);
  g_assert_cmpstr (vouch_manifest_get_previous (fake_issuer_get_manifest (fixture->issuer)), ==,
                   "remote-1");
  /* Nothing is new, so nothing is sent again. */
  g_assert_cmpuint (fake_issuer_get_n_uploads (fixture->issuer), ==, 2);
}

static void
test_badge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = submit (fixture, NULL, &error);
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
  g_assert_null (submit (fixture, "again", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
}

static void
test_another_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_issuer_change_key (fixture->issuer);
  g_assert_null (submit (fixture, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 0);
}

static void
test_withdraw (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = submit (fixture, NULL, &error);
  g_autofree char *second = NULL;

  g_assert_true (vouch_submissions_withdraw (fixture->workspace, first, NULL, &error));
  g_assert_true (vouch_submissions_withdraw (fixture->workspace, first, NULL, &error));
  second = submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (vouch_manifest_get_attempt (fake_issuer_get_manifest (fixture->issuer)), ==, 1);
}

static void
test_confirmation_lapses (Fixture *fixture, gconstpointer data)
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
  g_assert_cmpstr (portfolio, ==, ((Fixture *) data)->portfolio);
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
test_asynchronous (Fixture *fixture, gconstpointer data)
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
test_attach_job (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.wav", "AUDIO");
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
  g_assert_cmpuint (count_items (fixture), ==, 1);
  vouch_job_queue_forget (jobs, job);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 0);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchWorkspace *reader = open_workspace (fixture, VOUCH_WORKSPACE_READ_ONLY);
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (reader, fixture->portfolio, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (portfolio);
  g_assert_false (vouch_portfolios_rename (reader, fixture->portfolio, "No", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  vouch_workspace_close (reader);
  g_assert_finalize_object (reader);
}

#define ADD(name) g_test_add ("/workspace/" #name, Fixture, NULL, set_up, test_##name, tear_down)

#define ADD_COMPLETE(name)                                                                         \
  g_test_add ("/workspace/" #name, Fixture, NULL, set_up_complete, test_##name, tear_down)

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
