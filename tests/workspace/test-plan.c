/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-error.h"
#include "vouch-goals.h"
#include "vouch-plan-paper.h"
#include "vouch-plans.h"
#include "vouch-save-document.h"
#include "vouch-upcoming.h"

#include "workspace-fixture.h"

/* The fixture's clock says 22 November 2026. */
#define TODAY vouch_day_from_time (NOW)

static char *
add_goal (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchGoal) goal = NULL;
  char *id = vouch_goals_add (fixture->workspace, fixture->portfolio, "overview",
                              "Count who speaks", vouch_day_from_ymd (2027, 1, 30),
                              (const char *const[]){ "Watch a lesson", NULL }, NULL, &error);

  g_assert_no_error (error);
  goal = vouch_goals_find (fixture->workspace, id, NULL);
  vouch_goal_set_why (goal, "Four children never do");
  vouch_activity_set_day (vouch_goal_get_activities (goal)->pdata[0],
                          vouch_day_from_ymd (2026, 12, 1));
  g_assert_true (vouch_goals_save (fixture->workspace, goal, NULL, &error));
  return id;
}

static void
test_goals_belong_to_the_year (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *with = add_goal (fixture);
  g_autofree char *without = vouch_goals_add (fixture->workspace, NULL, NULL, "Read more",
                                              VOUCH_DAY_NONE, NULL, NULL, NULL);
  g_autoptr (VouchPlan) plan = vouch_plans_current (fixture->workspace, NULL, NULL);
  g_autoptr (VouchPlan) again = vouch_plans_current (fixture->workspace, NULL, NULL);
  g_autoptr (GPtrArray) goals =
      vouch_goals_list (fixture->workspace, vouch_plan_get_id (plan), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;

  g_assert_nonnull (without);
  g_assert_cmpstr (vouch_plan_get_id (plan), ==, vouch_plan_get_id (again));
  g_assert_cmpuint (vouch_plan_get_first (plan), ==, vouch_day_from_ymd (2026, 8, 1));
  g_assert_cmpuint (goals->len, ==, 2);
  none = vouch_goals_add (fixture->workspace, NULL, "overview", NULL, 0, NULL, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

static void
test_years_do_not_overlap (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPlan) plan = vouch_plans_current (fixture->workspace, NULL, NULL);
  g_autoptr (VouchPlan) next = NULL;
  g_autoptr (GError) error = NULL;

  vouch_plan_set_last (plan, vouch_plan_get_first (plan));
  g_assert_false (vouch_plans_save (fixture->workspace, plan, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_clear_error (&error);
  vouch_plan_set_last (plan, vouch_day_from_ymd (2027, 6, 30));
  g_assert_true (vouch_plans_save (fixture->workspace, plan, NULL, &error));
  g_assert_no_error (error);
  /* The next year begins in August by the calendar, and takes nothing of this one. */
  vouch_clock_advance (fixture->clock, G_GINT64_CONSTANT (1000) * 86400 * 225);
  next = vouch_plans_current (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vouch_plan_get_id (next), !=, vouch_plan_get_id (plan));
  g_assert_cmpuint (vouch_plan_get_first (next), >, vouch_day_from_ymd (2027, 6, 30));
  vouch_plan_set_first (next, vouch_day_from_ymd (2027, 6, 1));
  g_assert_false (vouch_plans_save (fixture->workspace, next, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
}

static VouchUpcoming *
find (GPtrArray *upcoming, const char *words)
{
  for (guint i = 0; i < upcoming->len; i++)
    if (g_str_has_prefix (((VouchUpcoming *) upcoming->pdata[i])->words, words))
      return upcoming->pdata[i];
  return NULL;
}

static void
test_upcoming (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *goal = add_goal (fixture);
  g_autoptr (GPtrArray) before =
      vouch_plan_upcoming (fixture->workspace, TODAY, TODAY + 300, NULL, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  VouchUpcoming *one;

  g_assert_nonnull (find (before, "Count who speaks"));
  g_assert_nonnull (find (before, "Watch a lesson"));
  g_assert_nonnull (find (before, "Goal check-in, middle"));
  g_assert_null (find (before, "Send it"));
  g_assert_true (vouch_plans_set_target (fixture->workspace, fixture->portfolio,
                                         vouch_day_from_ymd (2027, 2, 26), NULL, &error));
  after = vouch_plan_upcoming (fixture->workspace, TODAY, TODAY + 300, NULL, &error);
  g_assert_no_error (error);
  one = find (after, "Send it");
  g_assert_nonnull (one);
  g_assert_cmpuint (one->day, ==, vouch_day_from_ymd (2027, 2, 26));
  g_assert_cmpstr (one->portfolio, ==, fixture->portfolio);
  g_assert_cmpstr (one->words, ==, "Send it");
  g_assert_true (one->is_last_day);
  for (guint i = 1; i < after->len; i++)
    g_assert_cmpuint (((VouchUpcoming *) after->pdata[i - 1])->day, <=,
                      ((VouchUpcoming *) after->pdata[i])->day);
}

/* Closed and set aside goals ask for nothing more. */
static void
test_closed_goals (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_goal (fixture);
  g_autoptr (GPtrArray) upcoming = NULL;
  VouchUpcoming *one;

  g_assert_true (vouch_goals_close (fixture->workspace, id, NULL, NULL));
  upcoming = vouch_plan_upcoming (fixture->workspace, TODAY, TODAY + 300, NULL, NULL);
  one = find (upcoming, "Count who speaks");
  g_assert_nonnull (one);
  g_assert_true (one->is_done);
  g_assert_null (find (upcoming, "Goal check-in"));
}

static void
assert_is_pdf (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static void
test_papers (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *goal = add_goal (fixture);
  g_autofree char *plan_path = g_build_filename (fixture->folder, "plan.pdf", NULL);
  g_autofree char *letter_path = g_build_filename (fixture->folder, "letter.pdf", NULL);
  g_autofree char *calendar_path = g_build_filename (fixture->folder, "plan.ics", NULL);
  g_autofree char *calendar = NULL;
  g_autoptr (VouchDocument) plan = NULL;
  g_autoptr (VouchDocument) letter = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_plans_set_target (fixture->workspace, fixture->portfolio,
                                         vouch_day_from_ymd (2027, 2, 26), NULL, &error));
  plan = vouch_plan_paper (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  letter = vouch_plan_letter (fixture->workspace, goal, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_save_document (fixture->workspace, plan, plan_path, NULL, &error));
  g_assert_true (vouch_save_document (fixture->workspace, letter, letter_path, NULL, &error));
  assert_is_pdf (plan_path);
  assert_is_pdf (letter_path);
  g_assert_true (vouch_plan_save_calendar (fixture->workspace, calendar_path, NULL, &error));
  g_assert_true (g_file_get_contents (calendar_path, &calendar, NULL, NULL));
  g_assert_true (g_str_has_prefix (calendar, "BEGIN:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (calendar, "SUMMARY:Last day: Send it\r\n"));
  g_assert_nonnull (strstr (calendar, "DTSTART;VALUE=DATE:20270226\r\n"));
  g_assert_null (vouch_plan_letter (fixture->workspace, "nobody", NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/plan/" name, WorkspaceFixture, NULL, workspace_fixture_set_up, func,               \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("goals", test_goals_belong_to_the_year);
  ADD ("years", test_years_do_not_overlap);
  ADD ("upcoming", test_upcoming);
  ADD ("closed", test_closed_goals);
  ADD ("papers", test_papers);
  return g_test_run ();
}
