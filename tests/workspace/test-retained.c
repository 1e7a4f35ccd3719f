/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-annotate.h"
#include "vouch-check.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-evidence-place.h"
#include "vouch-items.h"
#include "vouch-move.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-retained.h"

#include "workspace-fixture.h"

/* What was earned before the rest stays as it is, whoever asks; and nobody gets stuck by that. */

static VouchPortfolio *
load (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VouchPortfolio *portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, &error);

  g_assert_no_error (error);
  return portfolio;
}

static VouchItem *
find (VouchPortfolio *portfolio, const char *requirement)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), requirement) == 0)
      return items->pdata[i];
  g_assert_not_reached ();
}

static void
assert_refused (GError **error)
{
  g_assert_error (*error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_nonnull (strstr ((*error)->message, "Earned in attempt 1"));
  g_assert_nonnull (strstr ((*error)->message, "Nothing was changed."));
  g_clear_error (error);
}

static char *
respond (WorkspaceFixture *fixture, const char *prompt, const char *answer, GError **error)
{
  return vouch_respond_with_text (fixture->workspace, fixture->portfolio, prompt, answer,
                                  "Something else than before.", NULL, NULL, error);
}

/* Every use case that would touch what was earned says no, and nothing is different afterwards. */
static void
test_stays (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPortfolio) before = load (fixture);
  g_autoptr (VouchPortfolio) after = NULL;
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autoptr (GError) error = NULL;
  VouchItem *recording = find (before, "recording");
  const char *id = vouch_item_get_id (recording);
  const char *first = vouch_moment_get_id (vouch_item_get_moments (recording)->pdata[0]);
  guint n = workspace_fixture_count_items (fixture);

  g_assert_null (respond (fixture, "effect", NULL, &error));
  assert_refused (&error);
  g_assert_null (respond (fixture, "effect", vouch_item_get_id (find (before, "effect")), &error));
  assert_refused (&error);
  g_assert_null (workspace_fixture_attach (fixture, "baseline", "c.jpg", "IMAGE two", &error));
  assert_refused (&error);
  g_assert_null (vouch_evidence_place (fixture->workspace, vouch_item_get_artifact (recording),
                                       fixture->portfolio, "baseline", NULL, &error));
  assert_refused (&error);
  vouch_item_edit_set_title (edit, "Another title");
  g_assert_false (vouch_items_edit (fixture->workspace, id, edit, NULL, &error));
  assert_refused (&error);
  g_assert_false (vouch_items_remove (fixture->workspace, id, NULL, &error));
  assert_refused (&error);
  g_assert_null (vouch_move_item (fixture->workspace,
                                  vouch_item_get_id (find (before, "student-view")), "effect", NULL,
                                  &error));
  assert_refused (&error);
  g_assert_null (vouch_move_item (fixture->workspace, vouch_item_get_id (find (before, "effect")),
                                  "student-view", NULL, &error));
  assert_refused (&error);
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, 1000);
  g_assert_null (vouch_annotate_add (fixture->workspace, id, moment, NULL, &error));
  assert_refused (&error);
  g_assert_false (vouch_annotate_remove (fixture->workspace, id, first, NULL, &error));
  assert_refused (&error);

  after = load (fixture);
  g_assert_cmpuint (workspace_fixture_count_items (fixture), ==, n);
  g_assert_cmpstr (vouch_item_get_text (find (after, "effect")), ==,
                   vouch_item_get_text (find (before, "effect")));
  g_assert_cmpuint (vouch_item_get_moments (find (after, "recording"))->len, ==, 8);
}

/* What is not yet earned is worked on, and so it goes on while the next attempt waits. */
static void
test_open (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPortfolio) before = load (fixture);
  g_autoptr (GError) error = NULL;
  const char *voice = vouch_item_get_id (find (before, "student-view"));
  g_autofree char *answer = respond (fixture, "student-view", voice, &error);
  g_autofree char *again = NULL;
  g_autofree char *sent = NULL;

  g_assert_no_error (error);
  workspace_fixture_respond (fixture, "student-view", 40, NULL);
  g_assert_true (vouch_items_remove (fixture->workspace, answer, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (vouch_items_restore (fixture->workspace, answer, NULL, &error));
  g_assert_no_error (error);
  again = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "student-view", answer,
                                   vouch_item_get_text (find (before, "student-view")), NULL, NULL,
                                   &error);
  g_assert_no_error (error);
  sent = workspace_fixture_submit (fixture, "More voices.", &error);
  g_clear_error (&error);
  g_assert_null (respond (fixture, "effect", NULL, &error));
  assert_refused (&error);
}

/* A permission that was withdrawn can be obeyed: what is open is never locked. */
static void
test_never_stuck (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "S9", NULL };
  g_autoptr (VouchPortfolio) before = load (fixture);
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (GError) error = NULL;
  const char *baseline = vouch_item_get_id (find (before, "baseline"));

  g_assert_false (vouch_items_remove (fixture->workspace, baseline, NULL, &error));
  assert_refused (&error);
  g_assert_true (vouch_register_add_person (fixture->workspace, keys[0], VOUCH_PERSON_ROLE_STUDENT,
                                            NULL, &error));
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, keys);
  g_assert_true (
      vouch_register_set_appearance (fixture->workspace, baseline, appearance, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (vouch_items_remove (fixture->workspace, baseline, NULL, &error));
  g_assert_no_error (error);
}

/* What was changed since, before anybody could know, is not taken away from under the hands. */
static void
test_changed_since (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPortfolio) portfolio = load (fixture);
  g_autoptr (VouchRetained) retained = NULL;
  g_autoptr (VouchReport) report = NULL;
  g_autoptr (GError) error = NULL;
  VouchRequirement *effect =
      vouch_definition_find_requirement (vouch_portfolio_get_definition (portfolio), "effect");

  retained = vouch_retained_find (fixture->workspace, portfolio, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (retained->attempt, ==, 1);
  report = vouch_check_loaded (fixture->workspace, portfolio, VOUCH_DAY_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_retained_locks (retained, portfolio, report, effect));
  vouch_item_set_changed_ms (find (portfolio, "effect"), retained->judged_ms + 1);
  g_assert_false (vouch_retained_locks (retained, portfolio, report, effect));
}

#define ADD(name)                                                                                  \
  g_test_add ("/retained/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_partly_earned,  \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD (stays);
  ADD (open);
  ADD (never_stuck);
  ADD (changed_since);
  return g_test_run ();
}
