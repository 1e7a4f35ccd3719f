/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "workspace-fixture.h"

#include <glib/gstdio.h>

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-check.h"
#include "vouch-choose.h"
#include "vouch-decisions.h"
#include "vouch-file-keyring.h"
#include "vouch-issuers.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-submit.h"

#include "temp-folder.h"

/* A library in a temporary folder with everything outside it replaced: clock, keyring, reader of
 * files and issuer. */

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
open_library (WorkspaceFixture *fixture, const char *name, VouchWorkspaceFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *library = g_build_filename (fixture->folder, name, NULL);
  VouchWorkspaceOptions options = {
    .folder = library,
    .flags = flags,
    .clock = fixture->clock,
    .keyring = fixture->keyring,
    .inspector = fixture->inspector,
    .issuer_maker = give_issuer,
    .issuer_maker_data = fixture->issuer,
    .network = fixture->network,
  };
  VouchWorkspace *workspace = vouch_workspace_open (&options, NULL, &error);

  g_assert_no_error (error);
  return workspace;
}

VouchWorkspace *
workspace_fixture_open (WorkspaceFixture *fixture, VouchWorkspaceFlags flags)
{
  return open_library (fixture, "library", flags);
}

/* The library of somebody else, with the same issuer. */
VouchWorkspace *
workspace_fixture_open_other (WorkspaceFixture *fixture, const char *name)
{
  return open_library (fixture, name, VOUCH_WORKSPACE_CREATE);
}

void
workspace_fixture_set_up (WorkspaceFixture *fixture, gconstpointer data)
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
  fixture->workspace = workspace_fixture_open (fixture, VOUCH_WORKSPACE_CREATE);
  fixture->portfolio = vouch_portfolios_begin (fixture->workspace, WAIT_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
workspace_fixture_tear_down (WorkspaceFixture *fixture, gconstpointer data)
{
  vouch_workspace_close (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->workspace);
  g_assert_finalize_object (fixture->issuer);
  g_assert_finalize_object (fixture->inspector);
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->clock);
  temp_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->portfolio);
  g_free (fixture->recording);
}

char *
workspace_fixture_write (WorkspaceFixture *fixture, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

char *
workspace_fixture_attach (WorkspaceFixture *fixture,
                          const char *requirement,
                          const char *name,
                          const char *content,
                          GError **error)
{
  g_autofree char *path = workspace_fixture_write (fixture, name, content);

  return vouch_attach_file (fixture->workspace, fixture->portfolio, requirement, path, NULL, NULL,
                            NULL, error);
}

guint
workspace_fixture_count_items (WorkspaceFixture *fixture)
{
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, NULL);

  return vouch_portfolio_get_items (portfolio)->len;
}

void
workspace_fixture_respond (WorkspaceFixture *fixture,
                           const char *prompt,
                           guint n_words,
                           VouchItemEdit *edit)
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
mark_waits (WorkspaceFixture *fixture, const char *item)
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
answer_prompts (WorkspaceFixture *fixture, const char *recording)
{
  static const char *const students[] = { "S1", "S2" };
  g_autoptr (VouchItemEdit) cites = vouch_item_edit_new ();

  workspace_fixture_respond (fixture, "activity", 80, NULL);
  workspace_fixture_respond (fixture, "effect", 100, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (students); i++) {
    g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();

    g_assert_true (vouch_item_edit_set_attribute (edit, "student", students[i], NULL));
    workspace_fixture_respond (fixture, "student-view", 40, edit);
  }
  cite_moments (cites, recording);
  workspace_fixture_respond (fixture, "teacher-view", 200, cites);
}

static void
say_nobody (WorkspaceFixture *fixture, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchAppearance) nobody = vouch_appearance_new ();

  vouch_appearance_set_state (nobody, VOUCH_APPEARANCE_STATE_NOBODY);
  vouch_register_set_appearance (fixture->workspace, item, nobody, NULL, &error);
  g_assert_no_error (error);
}

static void
confirm_all (WorkspaceFixture *fixture)
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
void
workspace_fixture_set_up_complete (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchIssuerAccount) account = NULL;
  g_autofree char *baseline = NULL;
  char *recording;

  workspace_fixture_set_up (fixture, data);
  recording = workspace_fixture_attach (fixture, "recording", "a.wav", "AUDIO lesson", &error);
  baseline = workspace_fixture_attach (fixture, "baseline", "b.jpg", "IMAGE", &error);

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

char *
workspace_fixture_submit (WorkspaceFixture *fixture, const char *note, GError **error)
{
  return vouch_submit_portfolio (fixture->workspace, fixture->portfolio, "school", attested, note,
                                 NULL, NULL, error);
}

/**
 * workspace_fixture_set_up_partly_earned:
 * @fixture: a fixture.
 * @data: not used.
 *
 * As workspace_fixture_set_up_complete(), sent and decided: not yet, with three of its criteria passed.
 */
void
workspace_fixture_set_up_partly_earned (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autofree char *sent = NULL;

  workspace_fixture_set_up_complete (fixture, data);
  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  fake_issuer_rate (fixture->issuer, "overview", "passed", TRUE);
  fake_issuer_rate (fixture->issuer, "recording-shows", "yes", TRUE);
  fake_issuer_rate (fixture->issuer, "teacher-reflection", "passed", TRUE);
  fake_issuer_rate (fixture->issuer, "student-voice", "almost", FALSE);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
}
