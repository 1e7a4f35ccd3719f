/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-plans.h"

#include "vouch-id.h"

#include "vouch-store-access.h"

static VouchPlan *
take_plan (VouchSqlStatement *row)
{
  VouchPlan *plan = vouch_plan_new ();

  vouch_plan_set_id (plan, vouch_sql_text (row, 0));
  vouch_plan_set_first (plan, (VouchDay) vouch_sql_int (row, 1));
  vouch_plan_set_last (plan, (VouchDay) vouch_sql_int (row, 2));
  vouch_plan_set_mid_check (plan, (VouchDay) vouch_sql_int (row, 3));
  vouch_plan_set_end_check (plan, (VouchDay) vouch_sql_int (row, 4));
  vouch_plan_set_created_ms (plan, vouch_sql_int (row, 5));
  return plan;
}

/**
 * vouch_store_list_plans:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchPlan): the plans, earliest school year first, or %NULL.
 */
GPtrArray *
vouch_store_list_plans (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT id, first, last, mid_check, end_check, created_ms FROM plan "
                         "ORDER BY first",
                         "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (plans, take_plan (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&plans);
}

/**
 * vouch_store_save_plan:
 * @self: a library that may be written.
 * @plan: a plan, new or changed; gets an id and its time if it has none.
 * @error: %VOUCH_ERROR_CONFLICT when another plan begins on the same day; %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_plan (VouchStore *self, VouchPlan *plan, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_PLAN (plan), FALSE);

  now = _vouch_store_now_ms (self);
  if (vouch_plan_get_id (plan) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_plan_set_id (plan, id);
  }
  if (vouch_plan_get_created_ms (plan) == 0)
    vouch_plan_set_created_ms (plan, now);
  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write (
             self, error,
             "INSERT INTO plan VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
             "ON CONFLICT (id) DO UPDATE SET first = ?2, last = ?3, mid_check = ?4, "
             "end_check = ?5",
             "tIIIII", vouch_plan_get_id (plan), (gint64) vouch_plan_get_first (plan),
             (gint64) vouch_plan_get_last (plan), (gint64) vouch_plan_get_mid_check (plan),
             (gint64) vouch_plan_get_end_check (plan), vouch_plan_get_created_ms (plan)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_list_target_days:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type utf8 guint): the day on which each portfolio shall be sent,
 *   a `VouchDay` in the pointer, by the portfolio's id; or %NULL.
 */
GHashTable *
vouch_store_list_target_days (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT portfolio, day FROM target", "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_hash_table_insert (targets, g_strdup (vouch_sql_text (row, 0)),
                         GUINT_TO_POINTER ((guint) vouch_sql_int (row, 1)));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&targets);
}

/**
 * vouch_store_set_target:
 * @self: a library that may be written.
 * @portfolio: a portfolio's id.
 * @day: when it shall be sent; %VOUCH_DAY_NONE for no such day.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_target (VouchStore *self, const char *portfolio, VouchDay day, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gboolean done;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && portfolio != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL || !vouch_store_touch (self, portfolio, error))
    return FALSE;
  done = day == VOUCH_DAY_NONE
             ? vouch_store_write (self, error, "DELETE FROM target WHERE portfolio = ?", "t",
                                  portfolio)
             : vouch_store_write (self, error, "INSERT OR REPLACE INTO target VALUES (?, ?)", "tI",
                                  portfolio, (gint64) day);
  return done && vouch_store_change_commit (change, error);
}
