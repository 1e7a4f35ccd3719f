/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-bin.h"
#include "vouch-document-private.h"
#include "vouch-error.h"
#include "vouch-export-paper.h"
#include "vouch-goals.h"
#include "vouch-identity-keeper.h"
#include "vouch-items.h"
#include "vouch-people-paper.h"
#include "vouch-plan-paper.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"
#include "vouch-settings.h"
#include "vouch-submissions.h"

#include "workspace-fixture.h"

/* What a person says of herself: the name on paper, where the recovery code lies, how long the bin waits. */

#define NAME "Quintessa Zabriskie"
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

static gboolean
says (VouchDocument *document, const char *words)
{
  GPtrArray *pieces = vouch_document_get_pieces (document);

  for (guint i = 0; i < pieces->len; i++) {
    const VouchPiece *piece = pieces->pdata[i];

    if ((piece->text != NULL && strstr (piece->text, words) != NULL) ||
        (piece->other != NULL && strstr (piece->other, words) != NULL))
      return TRUE;
  }
  return FALSE;
}

static guint
count_papers_with_name (WorkspaceFixture *fixture, const char *goal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = vouch_settings_get_your_name (fixture->workspace);
  g_autoptr (GPtrArray) portfolios = vouch_portfolios_list (fixture->workspace, NULL, &error);
  g_autoptr (VouchDocument) ask =
      vouch_people_paper_letter (fixture->workspace, NULL, VOUCH_DAY_NONE, NULL, &error);
  g_autoptr (VouchDocument) plan = vouch_plan_paper (fixture->workspace, NULL, &error);
  g_autoptr (VouchDocument) letter = vouch_plan_letter (fixture->workspace, goal, NULL, &error);
  g_autoptr (VouchDocument) cover = vouch_export_paper_make ("All", name, portfolios);

  g_assert_no_error (error);
  return says (ask, NAME) + says (plan, NAME) + says (letter, NAME) + says (cover, NAME);
}

/* The name is on what she prints, and in nothing that is sent. */
static void
test_name (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *long_name = g_strnfill (200, 'x');
  g_autofree char *goal =
      vouch_goals_add (fixture->workspace, fixture->portfolio, "overview", "I will count.",
                       vouch_day_from_ymd (2027, 1, 30), NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_papers_with_name (fixture, goal), ==, 0);
  g_assert_false (vouch_settings_set_your_name (fixture->workspace, long_name, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (vouch_settings_set_your_name (fixture->workspace, "  " NAME "\n", &error));
  g_assert_cmpuint (count_papers_with_name (fixture, goal), ==, 4);

  sent = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
  submissions = vouch_submissions_list (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_cmpuint (submissions->len, ==, 1);
  g_assert_cmpuint (strlen (vouch_submission_get_manifest (submissions->pdata[0])), >, 500);
  g_assert_null (strstr (vouch_submission_get_manifest (submissions->pdata[0]), "Zabriskie"));

  g_assert_true (vouch_settings_set_your_name (fixture->workspace, " ", &error));
  g_assert_cmpuint (count_papers_with_name (fixture, goal), ==, 0);
}

static void
test_code (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_renew_code (fixture->workspace, NULL, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "code.txt", NULL);
  g_autofree char *inside =
      g_build_filename (vouch_workspace_get_folder (fixture->workspace), "code.txt", NULL);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_false (vouch_identity_keeper_save_code (fixture->workspace, info->recovery_code, inside,
                                                   NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (vouch_identity_keeper_save_code (fixture->workspace, info->recovery_code, path,
                                                  NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, info->recovery_code));
  g_assert_nonnull (strstr (text, "Do not keep this file on the computer"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0077, ==, 0);
}

static guint
count_after (WorkspaceFixture *fixture, guint days)
{
  g_autoptr (GPtrArray) entries = NULL;

  vouch_clock_advance (fixture->clock, days * DAY_MS);
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  fixture->workspace = workspace_fixture_open (fixture, 0);
  entries = vouch_bin_list (fixture->workspace, NULL, NULL);
  return entries->len;
}

static void
remove_one (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *item = vouch_respond_with_text (
      fixture->workspace, fixture->portfolio, "activity", NULL, "Gone soon.", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (vouch_items_remove (fixture->workspace, item, NULL, &error));
}

/* What was removed waits as long as it was told to. */
static void
test_bin (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (vouch_bin_get_days (fixture->workspace), ==, 30);
  g_assert_false (vouch_bin_set_days (fixture->workspace, 0, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  /* What nobody could have chosen is not believed. */
  g_assert_true (vouch_settings_set (fixture->workspace, "bin/days", "1", &error));
  g_assert_cmpuint (vouch_bin_get_days (fixture->workspace), ==, 30);

  g_assert_true (vouch_bin_set_days (fixture->workspace, 90, &error));
  remove_one (fixture);
  g_assert_cmpuint (count_after (fixture, 60), ==, 1);
  g_assert_cmpuint (count_after (fixture, 31), ==, 0);
  g_assert_true (vouch_bin_set_days (fixture->workspace, 7, &error));
  remove_one (fixture);
  g_assert_cmpuint (count_after (fixture, 6), ==, 1);
  g_assert_cmpuint (count_after (fixture, 2), ==, 0);
}

#define ADD(name, set_up)                                                                          \
  g_test_add ("/you/" #name, WorkspaceFixture, NULL, set_up, test_##name,                          \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (name, workspace_fixture_set_up_complete);
  ADD (code, workspace_fixture_set_up);
  ADD (bin, workspace_fixture_set_up);
  return g_test_run ();
}
