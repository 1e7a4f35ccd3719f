/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "vouch-annotate.h"
#include "vouch-attach.h"
#include "vouch-decisions.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"
#include "vouch-results.h"

#include "gui-fixture.h"
#include "workspace-fixture.h"

/* prepare-library FOLDER MATERIAL [--sent | --earned]: makes the library that the pictures of the window
 * are taken of: in the middle of the work, decided with one criterion open, or earned at the second try. */

#define PHONICS "https://example.org/micro-credentials/early-reading/phonics"

static const char scores[] =
    "student,before,after,level\n"
    "A-1,4,9,below\nA-2,5,11,below\nA-3,8,12,at\nA-4,9,15,at\nA-5,10,9,at\n"
    "A-6,12,17,at\nA-7,14,19,above\nA-8,15,18,above\n";

static char *
attach (VouchWorkspace *workspace,
        const char *portfolio,
        const char *requirement,
        const char *folder,
        const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *id = vouch_attach_file (workspace, portfolio, requirement, path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
mark (VouchWorkspace *workspace, const char *item, VouchMoment *moment, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  vouch_moment_set_label (moment, label);
  id = vouch_annotate_add (workspace, item, moment, NULL, &error);
  g_assert_no_error (error);
}

static void
mark_region (VouchWorkspace *workspace, const char *item)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_x (moment, 0.12);
  vouch_moment_set_y (moment, 0.22);
  vouch_moment_set_width (moment, 0.4);
  vouch_moment_set_height (moment, 0.2);
  mark (workspace, item, moment, "four long waits");
}

static void
mark_page (VouchWorkspace *workspace, const char *item)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_PAGE);
  vouch_moment_set_page (moment, 2);
  mark (workspace, item, moment, "the text that can be decoded");
}

static void
fill_results (VouchWorkspace *workspace, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = vouch_results_begin (workspace, portfolio, "student-results", NULL, &error);
  g_autoptr (VouchResultTable) table = vouch_results_load (workspace, id, NULL, &error);
  guint n_items;

  g_assert_no_error (error);
  vouch_result_table_set_measure (table, "Decoding probe");
  vouch_result_table_set_standard (table, "RF.2.3");
  vouch_result_table_set_highest (table, 20);
  vouch_result_table_set_day_before (table, vouch_day_from_ymd (2026, 10, 1));
  vouch_result_table_set_day_after (table, vouch_day_from_ymd (2026, 11, 2));
  vouch_results_read (workspace, table, scores, strlen (scores), NULL, NULL, &error);
  g_assert_no_error (error);
  vouch_results_save (workspace, table, NULL, &error);
  g_assert_no_error (error);
  vouch_results_place (workspace, id, &n_items, NULL, &error);
  g_assert_no_error (error);
}

/* Phonics, begun after the lesson on wait time: documents, tables and numbers. */
static void
add_phonics (VouchWorkspace *workspace, const char *material)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *portfolio = vouch_portfolios_begin (workspace, PHONICS, NULL, NULL, &error);
  g_autofree char *plan = NULL;
  g_autofree char *dictation = NULL;

  g_assert_no_error (error);
  fill_results (workspace, portfolio);
  plan = attach (workspace, portfolio, "lesson-plan", material, "Lesson plan, week 4.pdf");
  mark_page (workspace, plan);
  dictation = attach (workspace, portfolio, "dictation-samples", material, "Dictation.csv");
}

static void
prepare_work (const char *folder, const char *material)
{
  const VouchWorkspaceOptions options = {
    .folder = folder,
    .flags = VOUCH_WORKSPACE_CREATE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, &error);
  GuiFixture *fixture;

  g_assert_no_error (error);
  add_phonics (workspace, material);
  fixture = gui_fixture_fill (workspace, material);
  mark_region (workspace, fixture->picture);
  g_print ("%s\n%s\n", fixture->portfolio, fixture->recording);
  gui_fixture_free (fixture);
  vouch_workspace_close (workspace);
}

static void
decide (WorkspaceFixture *fixture, gboolean earned)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  VouchDecision *given;

  fake_issuer_decide (fixture->issuer, earned ? VOUCH_OUTCOME_EARNED : VOUCH_OUTCOME_NOT_YET);
  fake_issuer_rate (fixture->issuer, "student-voice", earned ? "passed" : "almost", earned);
  fake_issuer_rate (fixture->issuer, "overview", "passed", TRUE);
  fake_issuer_rate (fixture->issuer, "recording-shows", "yes", TRUE);
  fake_issuer_rate (fixture->issuer, "teacher-reflection", "passed", TRUE);
  given = fake_issuer_get_decision (fixture->issuer);
  vouch_criterion_decision_set_comment (vouch_decision_find_criterion (given, "student-voice"),
                                        earned ? "Clear, and in their own words."
                                               : "Let the students say what waiting did for them.");
  vouch_decision_set_attempts_left (given, earned ? 1 : 2);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
}

/* What is not yet earned is worked on. */
static void
reword_voices (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);
  GPtrArray *items;

  g_assert_no_error (error);
  items = vouch_portfolio_get_items (portfolio);
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *text = NULL;
    g_autofree char *answer = NULL;

    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), "student-view") != 0)
      continue;
    text =
        g_strdup_printf ("When it is quiet I can think. %s", vouch_item_get_text (items->pdata[i]));
    answer =
        vouch_respond_with_text (fixture->workspace, fixture->portfolio, "student-view",
                                 vouch_item_get_id (items->pdata[i]), text, NULL, NULL, &error);
    g_assert_no_error (error);
  }
}

static void
send_it (WorkspaceFixture *fixture, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = workspace_fixture_submit (fixture, note, &error);

  g_assert_no_error (error);
}

/* An issuer and a reader that stand in for the real ones answer at once. */
static void
prepare_decided (const char *folder, gboolean earned)
{
  WorkspaceFixture fixture = { 0 };
  g_autofree char *library = NULL;

  workspace_fixture_set_up_complete (&fixture, NULL);
  send_it (&fixture, NULL);
  decide (&fixture, FALSE);
  if (earned) {
    reword_voices (&fixture);
    vouch_clock_advance (fixture.clock, 3 * 24 * 3600 * G_GINT64_CONSTANT (1000));
    send_it (&fixture, "The students say what waiting did for them.");
    decide (&fixture, TRUE);
  }
  vouch_workspace_close (fixture.workspace);
  library = g_build_filename (fixture.folder, "library", NULL);
  g_assert_cmpint (g_rename (library, folder), ==, 0);
  workspace_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, >=, 3);
  if (argc == 3)
    prepare_work (argv[1], argv[2]);
  else
    prepare_decided (argv[1], g_str_equal (argv[3], "--earned"));
  return 0;
}
