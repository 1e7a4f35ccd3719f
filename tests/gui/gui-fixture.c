/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "gui-fixture.h"

#include "vouch-annotate.h"
#include "vouch-assess.h"
#include "vouch-attach.h"
#include "vouch-goals.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"

/* A portfolio on wait time as it may look in the middle of the work. */

static const char activity[] =
    "Third grade, twenty-two students, mathematics. The class compared fractions with the same "
    "numerator by folding strips of paper, first in pairs and then together on the carpet. I asked "
    "ten questions that have more than one answer, and waited at least three seconds before I took "
    "the first one and again before I said anything to it.";
static const char effect[] =
    "I counted the answers of more than one sentence in two lessons: four before I began, and "
    "eleven in the recorded one.";

static void
mark (VouchWorkspace *workspace, const char *item, gint64 at_ms, const char *label)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, at_ms);
  vouch_moment_set_end_ms (moment, -1);
  vouch_moment_set_criterion (moment, "recording-shows");
  vouch_moment_set_label (moment, label);
  vouch_moment_set_note (moment, "Nobody speaks, then three hands go up.");
  id = vouch_annotate_add (workspace, item, moment, NULL, &error);
  g_assert_no_error (error);
}

static void
add_people (VouchWorkspace *workspace, const char *item)
{
  const char *const keys[] = { "S1", "S2", "K7", NULL };
  const char *const purposes[] = { "assessment", NULL };
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_true (
        vouch_register_add_person (workspace, keys[i], VOUCH_PERSON_ROLE_STUDENT, NULL, &error));
  vouch_permission_set_person (permission, "S1");
  vouch_permission_set_scopes (permission,
                               VOUCH_PERMISSION_SCOPE_VOICE | VOUCH_PERMISSION_SCOPE_IMAGE);
  vouch_permission_set_purposes (permission, purposes);
  vouch_permission_set_form (permission, "district");
  id = vouch_register_add_permission (workspace, permission, NULL, &error);
  g_assert_no_error (error);
  if (item == NULL)
    return;
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, keys);
  g_assert_true (vouch_register_set_appearance (workspace, item, appearance, NULL, &error));
}

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
assess (VouchWorkspace *workspace, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *goal = NULL;

  first = vouch_assess_criterion (workspace, portfolio, "overview", "notYet",
                                  "I have not counted anything yet.", NULL, &error);
  g_assert_no_error (error);
  goal = vouch_goals_add (workspace, portfolio, "overview",
                          "I will count how many students speak in two lessons.",
                          vouch_day_from_ymd (2027, 1, 30), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Fills an empty library; with a folder of material files are attached as well. */
GuiFixture *
gui_fixture_fill (VouchWorkspace *workspace, const char *material)
{
  GuiFixture *fixture = g_new0 (GuiFixture, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;

  fixture->portfolio =
      vouch_portfolios_begin (workspace, GUI_FIXTURE_DEFINITION, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->answer = vouch_respond_with_text (workspace, fixture->portfolio, "activity", NULL,
                                             activity, NULL, NULL, &error);
  g_assert_no_error (error);
  first = vouch_respond_with_text (workspace, fixture->portfolio, "effect", NULL,
                                   "They talked more, I think.", NULL, NULL, &error);
  g_assert_no_error (error);
  other = vouch_respond_with_text (workspace, fixture->portfolio, "effect", NULL, effect, NULL,
                                   NULL, &error);
  g_assert_no_error (error);
  if (material != NULL) {
    fixture->recording = attach (workspace, fixture->portfolio, "recording", material,
                                 "Discussion about fractions.wav");
    fixture->picture =
        attach (workspace, fixture->portfolio, "baseline", material, "Tally of ten questions.png");
    mark (workspace, fixture->recording, 72000, "wait");
    mark (workspace, fixture->recording, 151000, "question");
  }
  add_people (workspace, fixture->recording);
  assess (workspace, fixture->portfolio);
  return fixture;
}

void
gui_fixture_free (GuiFixture *fixture)
{
  g_free (fixture->portfolio);
  g_free (fixture->recording);
  g_free (fixture->picture);
  g_free (fixture->answer);
  g_free (fixture);
}
