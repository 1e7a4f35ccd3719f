/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-sample.h"
#include "vouch-sql.h"
#include "vouch-store-goals.h"
#include "vouch-store-load.h"
#include "vouch-store-plans.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-schema.h"

/* A library of version 1, brought forward as it is opened. */
static void
thaw_version_1 (StoreFixture *f)
{
  g_autofree char *fixture =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "library-v1.sql", NULL);
  g_autofree char *database = g_build_filename (f->library, "library.db", NULL);
  g_autofree char *dump = NULL;
  VouchSql *sql;

  store_fixture_close (f);
  g_assert_cmpint (g_remove (database), ==, 0);
  g_assert_true (g_file_get_contents (fixture, &dump, NULL, NULL));
  sql = vouch_sql_open (database, VOUCH_SQL_CREATE, VOUCH_STORE_APPLICATION_ID,
                        VOUCH_STORE_SCHEMA_VERSION, NULL);
  g_assert_true (vouch_sql_exec (sql, dump, NULL));
  g_assert_true (vouch_sql_exec (
      sql,
      "INSERT INTO goal SELECT 'goal-2', portfolio, NULL, 'An older one', 0, 'one', 'open',"
      " 1690848000000, 0 FROM goal;" /* 1 August 2023 */
      "INSERT INTO goal SELECT 'goal-3', portfolio, NULL, 'The day before', 0, NULL, 'dropped',"
      " 1690761600000, 0 FROM goal WHERE id = 'goal-1';",
      NULL));
  g_assert_finalize_object (sql);
  store_fixture_reopen (f);
}

static VouchPlan *
find_plan (GPtrArray *plans, const char *id)
{
  for (guint i = 0; i < plans->len; i++)
    if (g_strcmp0 (vouch_plan_get_id (plans->pdata[i]), id) == 0)
      return plans->pdata[i];
  return NULL;
}

static void
assert_year (GPtrArray *plans, VouchGoal *goal, int year)
{
  VouchPlan *plan = find_plan (plans, vouch_goal_get_plan (goal));

  g_assert_nonnull (plan);
  g_assert_cmpuint (strlen (vouch_plan_get_id (plan)), ==, 36);
  g_assert_cmpuint (vouch_plan_get_first (plan), ==, vouch_day_from_ymd (year, 8, 1));
  g_assert_cmpuint (vouch_plan_get_last (plan), ==, vouch_day_from_ymd (year + 1, 7, 31));
  g_assert_cmpuint (vouch_plan_get_mid_check (plan), ==, vouch_day_from_ymd (year + 1, 8, 1) - 183);
  g_assert_cmpuint (vouch_plan_get_end_check (plan), ==, vouch_day_from_ymd (year + 1, 6, 19));
}

static void
test_goals_come_into_their_years (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (VouchGoal) first = NULL;
  g_autoptr (VouchGoal) second = NULL;
  g_autoptr (VouchGoal) third = NULL;
  g_autoptr (GPtrArray) all = NULL;

  thaw_version_1 (f);
  plans = vouch_store_list_plans (f->store, NULL);
  first = vouch_store_load_goal (f->store, "goal-1", NULL);
  second = vouch_store_load_goal (f->store, "goal-2", NULL);
  third = vouch_store_load_goal (f->store, "goal-3", NULL);
  all = vouch_store_list_goals (f->store, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_nonnull (find_plan (plans, vouch_goal_get_plan (first)));
  g_assert_cmpstr (vouch_goal_get_statement (first), ==, "Wait three seconds");
  g_assert_cmpstr (vouch_goal_get_criterion (first), ==, "questions");
  g_assert_cmpuint (vouch_goal_get_activities (first)->len, ==, 2);
  g_assert_cmpstr (vouch_activity_get_title (vouch_goal_get_activities (first)->pdata[1]), ==,
                   "wait time, long");
  assert_year (plans, second, 2023);
  g_assert_cmpuint (vouch_goal_get_activities (second)->len, ==, 1);
  assert_year (plans, third, 2022);
  g_assert_cmpuint (vouch_goal_get_activities (third)->len, ==, 0);
  g_assert_cmpint (vouch_goal_get_state (third), ==, VOUCH_GOAL_STATE_DROPPED);
}

static VouchGoal *
full_goal (const char *plan)
{
  VouchGoal *goal = vouch_goal_new ();
  g_autoptr (VouchAlignment) standard = vouch_alignment_new ();
  g_autoptr (VouchActivity) activity = vouch_activity_new ();
  g_autoptr (VouchCheckIn) check_in = vouch_check_in_new ();

  vouch_alignment_set_target_name (standard, "Plans from data");
  vouch_alignment_set_target_url (standard, "https://example.org/standards/6");
  vouch_goal_set_plan (goal, plan);
  vouch_goal_set_standard (goal, standard);
  vouch_goal_set_statement (goal, "Every child answers");
  vouch_goal_set_why (goal, "Four do not");
  vouch_goal_set_measure (goal, "Hands in ten minutes");
  vouch_goal_set_baseline (goal, "6");
  vouch_goal_set_target (goal, "15");
  vouch_goal_set_starts (goal, 739000);
  vouch_goal_set_due (goal, 739100);
  vouch_goal_set_people (goal, "coach");
  vouch_goal_set_outcome (goal, "14");
  vouch_goal_set_proofs (goal, (const char *const[]){ "item:1", "credential:2", NULL });
  vouch_activity_set_title (activity, "Watch a lesson");
  vouch_activity_set_url (activity, "https://example.org/video");
  vouch_activity_set_minutes (activity, 12);
  vouch_activity_set_day (activity, 739020);
  vouch_activity_set_done_ms (activity, 5);
  vouch_goal_add_activity (goal, activity);
  vouch_check_in_set_kind (check_in, VOUCH_CHECK_IN_KIND_MID_YEAR);
  vouch_check_in_set_day (check_in, 739050);
  vouch_check_in_set_text (check_in, "Ten so far");
  vouch_goal_add_check_in (goal, check_in);
  return goal;
}

static void
assert_full (VouchGoal *goal)
{
  VouchActivity *activity;
  VouchCheckIn *check_in;

  g_assert_cmpstr (vouch_alignment_get_target_name (vouch_goal_get_standard (goal)), ==,
                   "Plans from data");
  g_assert_cmpstr (vouch_alignment_get_target_url (vouch_goal_get_standard (goal)), ==,
                   "https://example.org/standards/6");
  g_assert_cmpstr (vouch_goal_get_why (goal), ==, "Four do not");
  g_assert_cmpstr (vouch_goal_get_measure (goal), ==, "Hands in ten minutes");
  g_assert_cmpstr (vouch_goal_get_baseline (goal), ==, "6");
  g_assert_cmpstr (vouch_goal_get_target (goal), ==, "15");
  g_assert_cmpuint (vouch_goal_get_starts (goal), ==, 739000);
  g_assert_cmpuint (vouch_goal_get_due (goal), ==, 739100);
  g_assert_cmpstr (vouch_goal_get_people (goal), ==, "coach");
  g_assert_cmpstr (vouch_goal_get_outcome (goal), ==, "14");
  g_assert_cmpuint (g_strv_length ((char **) vouch_goal_get_proofs (goal)), ==, 2);
  g_assert_cmpuint (vouch_goal_get_activities (goal)->len, ==, 1);
  activity = vouch_goal_get_activities (goal)->pdata[0];
  g_assert_cmpstr (vouch_activity_get_url (activity), ==, "https://example.org/video");
  g_assert_cmpuint (vouch_activity_get_minutes (activity), ==, 12);
  g_assert_cmpuint (vouch_activity_get_day (activity), ==, 739020);
  g_assert_cmpint (vouch_activity_get_done_ms (activity), ==, 5);
  check_in = vouch_goal_get_check_ins (goal)->pdata[0];
  g_assert_cmpint (vouch_check_in_get_kind (check_in), ==, VOUCH_CHECK_IN_KIND_MID_YEAR);
  g_assert_cmpstr (vouch_check_in_get_text (check_in), ==, "Ten so far");
}

static void
test_a_whole_goal_is_kept (StoreFixture *f, gconstpointer data)
{
  g_autoptr (VouchPlan) plan = vouch_plan_new ();
  g_autoptr (VouchPlan) same_day = vouch_plan_new ();
  g_autoptr (VouchGoal) goal = NULL;
  g_autoptr (GPtrArray) goals = NULL;
  g_autoptr (GError) error = NULL;

  vouch_plan_set_first (plan, 738900);
  vouch_plan_set_last (plan, 739264);
  g_assert_true (vouch_store_save_plan (f->store, plan, NULL));
  vouch_plan_set_first (same_day, 738900);
  g_assert_false (vouch_store_save_plan (f->store, same_day, &error));
  goal = full_goal (vouch_plan_get_id (plan));
  g_assert_true (vouch_store_save_goal (f->store, goal, NULL));
  g_assert_true (vouch_store_save_goal (f->store, goal, NULL));
  store_fixture_reopen (f);
  goals = vouch_store_list_goals (f->store, vouch_plan_get_id (plan), NULL);
  g_assert_cmpuint (goals->len, ==, 1);
  assert_full (goals->pdata[0]);
}

static void
test_targets (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) targets = NULL;
  g_autoptr (GHashTable) none = NULL;

  thaw_version_1 (f);
  g_assert_false (vouch_store_set_target (f->store, "nobody", 739000, NULL));
  {
    g_autoptr (GPtrArray) portfolios = vouch_store_list_portfolios (f->store, NULL);
    const char *id = g_ptr_array_index (portfolios, 0);

    g_assert_true (vouch_store_set_target (f->store, id, 739000, NULL));
    targets = vouch_store_list_target_days (f->store, NULL);
    g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (targets, id)), ==, 739000);
    g_assert_true (vouch_store_set_target (f->store, id, VOUCH_DAY_NONE, NULL));
    none = vouch_store_list_target_days (f->store, NULL);
    g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/plans/version-1", StoreFixture, NULL, store_fixture_set_up,
              test_goals_come_into_their_years, store_fixture_tear_down);
  g_test_add ("/store/plans/goal", StoreFixture, NULL, store_fixture_set_up,
              test_a_whole_goal_is_kept, store_fixture_tear_down);
  g_test_add ("/store/plans/target", StoreFixture, NULL, store_fixture_set_up, test_targets,
              store_fixture_tear_down);
  return g_test_run ();
}
