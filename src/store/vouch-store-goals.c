/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-goals.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"

#include "vouch-store-access.h"
#include "vouch-store-words.h"

#define COLUMNS                                                                                    \
  "SELECT id, plan, portfolio, criterion, standard, standard_url, statement, why, measure, "       \
  "baseline, target, starts, due, people, outcome, proofs, state, created_ms, closed_ms FROM "     \
  "goal "

static VouchGoal *
take_goal (VouchSqlStatement *row)
{
  VouchGoal *goal = vouch_goal_new ();
  g_auto (GStrv) proofs = vouch_store_split_words (vouch_sql_text (row, 15));
  VouchGoalState state = VOUCH_GOAL_STATE_OPEN;

  vouch_goal_state_from_string (vouch_sql_text (row, 16), &state);
  vouch_goal_set_id (goal, vouch_sql_text (row, 0));
  vouch_goal_set_plan (goal, vouch_sql_text (row, 1));
  vouch_goal_set_portfolio (goal, vouch_sql_text (row, 2));
  vouch_goal_set_criterion (goal, vouch_sql_text (row, 3));
  if (vouch_sql_text (row, 4) != NULL || vouch_sql_text (row, 5) != NULL) {
    g_autoptr (VouchAlignment) standard = vouch_alignment_new ();

    vouch_alignment_set_target_name (standard, vouch_sql_text (row, 4));
    vouch_alignment_set_target_url (standard, vouch_sql_text (row, 5));
    vouch_goal_set_standard (goal, standard);
  }
  vouch_goal_set_statement (goal, vouch_sql_text (row, 6));
  vouch_goal_set_why (goal, vouch_sql_text (row, 7));
  vouch_goal_set_measure (goal, vouch_sql_text (row, 8));
  vouch_goal_set_baseline (goal, vouch_sql_text (row, 9));
  vouch_goal_set_target (goal, vouch_sql_text (row, 10));
  vouch_goal_set_starts (goal, (VouchDay) vouch_sql_int (row, 11));
  vouch_goal_set_due (goal, (VouchDay) vouch_sql_int (row, 12));
  vouch_goal_set_people (goal, vouch_sql_text (row, 13));
  vouch_goal_set_outcome (goal, vouch_sql_text (row, 14));
  vouch_goal_set_proofs (goal, (const char *const *) proofs);
  vouch_goal_set_state (goal, state);
  vouch_goal_set_created_ms (goal, vouch_sql_int (row, 17));
  vouch_goal_set_closed_ms (goal, vouch_sql_int (row, 18));
  return goal;
}

static gboolean
load_activities (VouchSql *sql, VouchGoal *goal, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      sql, error,
      "SELECT title, url, minutes, day, done_ms FROM activity WHERE goal = ? ORDER BY position",
      "t", vouch_goal_get_id (goal));
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchActivity) activity = vouch_activity_new ();

    vouch_activity_set_title (activity, vouch_sql_text (row, 0));
    vouch_activity_set_url (activity, vouch_sql_text (row, 1));
    vouch_activity_set_minutes (activity, (guint) vouch_sql_int (row, 2));
    vouch_activity_set_day (activity, (VouchDay) vouch_sql_int (row, 3));
    vouch_activity_set_done_ms (activity, vouch_sql_int (row, 4));
    vouch_goal_add_activity (goal, activity);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static gboolean
load_check_ins (VouchSql *sql, VouchGoal *goal, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error,
                       "SELECT kind, day, text, created_ms FROM check_in WHERE goal = ? "
                       "ORDER BY position",
                       "t", vouch_goal_get_id (goal));
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchCheckIn) check_in = vouch_check_in_new ();
    VouchCheckInKind kind = VOUCH_CHECK_IN_KIND_OTHER;

    vouch_check_in_kind_from_string (vouch_sql_text (row, 0), &kind);
    vouch_check_in_set_kind (check_in, kind);
    vouch_check_in_set_day (check_in, (VouchDay) vouch_sql_int (row, 1));
    vouch_check_in_set_text (check_in, vouch_sql_text (row, 2));
    vouch_check_in_set_created_ms (check_in, vouch_sql_int (row, 3));
    vouch_goal_add_check_in (goal, check_in);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/* The goals that a query gives, with what hangs on them. */
static GPtrArray *
load_goals (VouchSql *sql, const char *query, const char *value, GError **error)
{
  g_autoptr (VouchSqlStatement) row = value != NULL
                                          ? vouch_sql_query (sql, error, query, "t", value)
                                          : vouch_sql_query (sql, error, query, "");
  g_autoptr (GPtrArray) goals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (goals, take_goal (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  for (guint i = 0; i < goals->len; i++)
    if (!load_activities (sql, goals->pdata[i], error) ||
        !load_check_ins (sql, goals->pdata[i], error))
      return NULL;
  return g_steal_pointer (&goals);
}

/**
 * vouch_store_load_goals_of:
 * @sql: a connection to read by.
 * @portfolio: a portfolio with its id.
 * @error: what SQLite says.
 *
 * Adds its goals to a portfolio, in the order in which they were set.
 *
 * Returns: whether they could be read.
 */
gboolean
vouch_store_load_goals_of (VouchSql *sql, VouchPortfolio *portfolio, GError **error)
{
  g_autoptr (GPtrArray) goals =
      load_goals (sql, COLUMNS "WHERE portfolio = ? ORDER BY created_ms, rowid",
                  vouch_portfolio_get_id (portfolio), error);

  for (guint i = 0; goals != NULL && i < goals->len; i++)
    vouch_portfolio_add_goal (portfolio, goals->pdata[i]);
  return goals != NULL;
}

/**
 * vouch_store_list_goals:
 * @self: a library.
 * @plan: (nullable): id of a plan; %NULL for the goals of all years.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Goals of portfolios in the bin rest with them.
 *
 * Returns: (transfer full) (element-type VouchGoal): goals in the order in which they were set, or
 *   %NULL.
 */
GPtrArray *
vouch_store_list_goals (VouchStore *self, const char *plan, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  const char *query =
      plan != NULL ? COLUMNS
          "WHERE plan = ? AND (portfolio IS NULL OR portfolio IN (SELECT id FROM portfolio "
          "WHERE removed_ms IS NULL)) ORDER BY created_ms, rowid"
                   : COLUMNS "WHERE portfolio IS NULL OR portfolio IN (SELECT id FROM portfolio "
                             "WHERE removed_ms IS NULL) ORDER BY created_ms, rowid";

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  return reading != NULL ? load_goals (_vouch_store_reading_get_sql (reading), query, plan, error)
                         : NULL;
}

/**
 * vouch_store_load_goal:
 * @self: a library.
 * @id: a goal's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the goal, or %NULL.
 */
VouchGoal *
vouch_store_load_goal (VouchStore *self, const char *id, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (GPtrArray) goals = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  reading = _vouch_store_read (self, error);
  goals = reading != NULL ? load_goals (_vouch_store_reading_get_sql (reading),
                                        COLUMNS "WHERE id = ?", id, error)
                          : NULL;
  if (goals == NULL)
    return NULL;
  if (goals->len == 1)
    return g_object_ref (g_ptr_array_index (goals, 0));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no goal %s"), id);
  return NULL;
}

static gboolean
write_goal (VouchStore *self, VouchGoal *goal, GError **error)
{
  VouchAlignment *standard = vouch_goal_get_standard (goal);
  g_autofree char *proofs = vouch_store_join_words (vouch_goal_get_proofs (goal));

  return vouch_store_write (
      self, error,
      "INSERT INTO goal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
      "?16, ?17, ?18, ?19) ON CONFLICT DO UPDATE SET plan = ?2, portfolio = ?3, criterion = ?4, "
      "standard = ?5, standard_url = ?6, statement = ?7, why = ?8, measure = ?9, baseline = ?10, "
      "target = ?11, starts = ?12, due = ?13, people = ?14, outcome = ?15, proofs = ?16, "
      "state = ?17, created_ms = ?18, closed_ms = ?19",
      "tttttttttttIIttttII", vouch_goal_get_id (goal), vouch_goal_get_plan (goal),
      vouch_goal_get_portfolio (goal), vouch_goal_get_criterion (goal),
      standard != NULL ? vouch_alignment_get_target_name (standard) : NULL,
      standard != NULL ? vouch_alignment_get_target_url (standard) : NULL,
      vouch_goal_get_statement (goal), vouch_goal_get_why (goal), vouch_goal_get_measure (goal),
      vouch_goal_get_baseline (goal), vouch_goal_get_target (goal),
      (gint64) vouch_goal_get_starts (goal), (gint64) vouch_goal_get_due (goal),
      vouch_goal_get_people (goal), vouch_goal_get_outcome (goal), proofs,
      vouch_goal_state_to_string (vouch_goal_get_state (goal)), vouch_goal_get_created_ms (goal),
      vouch_goal_get_closed_ms (goal));
}

static gboolean
write_activities (VouchStore *self, VouchGoal *goal, GError **error)
{
  GPtrArray *activities = vouch_goal_get_activities (goal);

  if (!vouch_store_write (self, error, "DELETE FROM activity WHERE goal = ?", "t",
                          vouch_goal_get_id (goal)))
    return FALSE;
  for (guint i = 0; i < activities->len; i++) {
    VouchActivity *one = g_ptr_array_index (activities, i);

    if (!vouch_store_write (
            self, error, "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?)", "tIttIII",
            vouch_goal_get_id (goal), (gint64) i, vouch_activity_get_title (one),
            vouch_activity_get_url (one), (gint64) vouch_activity_get_minutes (one),
            (gint64) vouch_activity_get_day (one), vouch_activity_get_done_ms (one)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_check_ins (VouchStore *self, VouchGoal *goal, GError **error)
{
  GPtrArray *check_ins = vouch_goal_get_check_ins (goal);

  if (!vouch_store_write (self, error, "DELETE FROM check_in WHERE goal = ?", "t",
                          vouch_goal_get_id (goal)))
    return FALSE;
  for (guint i = 0; i < check_ins->len; i++) {
    VouchCheckIn *one = g_ptr_array_index (check_ins, i);

    if (!vouch_store_write (self, error, "INSERT INTO check_in VALUES (?, ?, ?, ?, ?, ?)", "tItItI",
                            vouch_goal_get_id (goal), (gint64) i,
                            vouch_check_in_kind_to_string (vouch_check_in_get_kind (one)),
                            (gint64) vouch_check_in_get_day (one), vouch_check_in_get_text (one),
                            vouch_check_in_get_created_ms (one)))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_store_save_goal:
 * @self: a library that may be written.
 * @goal: a goal, new or changed; gets an id and its time if it has none.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a goal with its activities and check-ins.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_goal (VouchStore *self, VouchGoal *goal, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  const char *portfolio;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_GOAL (goal), FALSE);

  now = _vouch_store_now_ms (self);
  if (vouch_goal_get_id (goal) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_goal_set_id (goal, id);
  }
  if (vouch_goal_get_created_ms (goal) == 0)
    vouch_goal_set_created_ms (goal, now);
  portfolio = vouch_goal_get_portfolio (goal);
  change = vouch_store_change_begin (self, error);
  return change != NULL && (portfolio == NULL || vouch_store_touch (self, portfolio, error)) &&
         write_goal (self, goal, error) && write_activities (self, goal, error) &&
         write_check_ins (self, goal, error) && vouch_store_change_commit (change, error);
}
