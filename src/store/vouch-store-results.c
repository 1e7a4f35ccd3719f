/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-results.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-error.h"
#include "vouch-store-access.h"

/**
 * vouch_store_find_results:
 * @self: a library.
 * @portfolio: id of a portfolio.
 * @requirement: id of a requirement.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): id of the table of results for that requirement; %NULL
 *   without an error when there is none yet.
 */
char *
vouch_store_find_results (VouchStore *self,
                          const char *portfolio,
                          const char *requirement,
                          GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  return vouch_store_read_text (self, error,
                                "SELECT id FROM result_table WHERE portfolio = ? AND "
                                "requirement = ?",
                                "tt", portfolio, requirement);
}

/* SQLite has no NAN: what is not known is NULL. */
static double
read_number (VouchSqlStatement *row, int column)
{
  return vouch_sql_is_null (row, column) ? NAN : vouch_sql_double (row, column);
}

static VouchResultTable *
load_head (VouchSql *sql, const char *id, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error,
                       "SELECT portfolio, requirement, measure, standard, highest, day_before, "
                       "day_after FROM result_table WHERE id = ?",
                       "t", id);
  g_autoptr (GError) local = NULL;
  VouchResultTable *table;

  if (row == NULL)
    return NULL;
  if (!vouch_sql_next (row, &local)) {
    if (vouch_store_rows_ended (g_steal_pointer (&local), error))
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no table “%s”."), id);
    return NULL;
  }
  table = vouch_result_table_new ();
  vouch_result_table_set_id (table, id);
  vouch_result_table_set_portfolio (table, vouch_sql_text (row, 0));
  vouch_result_table_set_requirement (table, vouch_sql_text (row, 1));
  vouch_result_table_set_measure (table, vouch_sql_text (row, 2));
  vouch_result_table_set_standard (table, vouch_sql_text (row, 3));
  vouch_result_table_set_highest (table, read_number (row, 4));
  vouch_result_table_set_day_before (table, (VouchDay) vouch_sql_int (row, 5));
  vouch_result_table_set_day_after (table, (VouchDay) vouch_sql_int (row, 6));
  return table;
}

static gboolean
load_rows (VouchSql *sql, VouchResultTable *table, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, error,
                       "SELECT student, before, after, level FROM result_row "
                       "WHERE result_table = ? ORDER BY position",
                       "t", vouch_result_table_get_id (table));
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchResultRow) one = vouch_result_row_new ();

    vouch_result_row_set_student (one, vouch_sql_text (row, 0));
    vouch_result_row_set_before (one, read_number (row, 1));
    vouch_result_row_set_after (one, read_number (row, 2));
    vouch_result_row_set_level (one, vouch_sql_text (row, 3));
    vouch_result_table_add_row (table, one);
  }
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_load_results:
 * @self: a library.
 * @id: id of a table of results.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): the table with its rows.
 */
VouchResultTable *
vouch_store_load_results (VouchStore *self, const char *id, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchResultTable) table = NULL;
  VouchSql *sql;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  sql = _vouch_store_reading_get_sql (reading);
  table = load_head (sql, id, error);
  if (table == NULL || !load_rows (sql, table, error))
    return NULL;
  return g_steal_pointer (&table);
}

static gboolean
save_head (VouchStore *self, VouchResultTable *table, GError **error)
{
  return vouch_store_write (
      self, error,
      "INSERT INTO result_table VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
      "measure = excluded.measure, standard = excluded.standard, highest = excluded.highest, "
      "day_before = excluded.day_before, day_after = excluded.day_after, "
      "changed_ms = excluded.changed_ms",
      "tttttdIII", vouch_result_table_get_id (table), vouch_result_table_get_portfolio (table),
      vouch_result_table_get_requirement (table), vouch_result_table_get_measure (table),
      vouch_result_table_get_standard (table), vouch_result_table_get_highest (table),
      (gint64) vouch_result_table_get_day_before (table),
      (gint64) vouch_result_table_get_day_after (table), _vouch_store_now_ms (self));
}

static gboolean
save_rows (VouchStore *self, VouchResultTable *table, GError **error)
{
  GPtrArray *rows = vouch_result_table_get_rows (table);
  const char *id = vouch_result_table_get_id (table);

  if (!vouch_store_write (self, error, "DELETE FROM result_row WHERE result_table = ?", "t", id))
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (rows, i);

    if (!vouch_store_write (self, error, "INSERT INTO result_row VALUES (?, ?, ?, ?, ?, ?)",
                            "tItddt", id, (gint64) i, vouch_result_row_get_student (row),
                            vouch_result_row_get_before (row), vouch_result_row_get_after (row),
                            vouch_result_row_get_level (row)))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_store_save_results:
 * @self: a library that may be written.
 * @table: a table with an id, of a portfolio that exists.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a table, new or changed, with all its rows.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_results (VouchStore *self, VouchResultTable *table, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_RESULT_TABLE (table), FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && save_head (self, table, error) && save_rows (self, table, error) &&
         vouch_store_touch (self, vouch_result_table_get_portfolio (table), error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_find_result_item:
 * @self: a library.
 * @table: id of a table of results.
 * @part: which part of it, in the caller's words.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): the item that was made of that part and is not removed;
 *   %NULL without an error when there is none.
 */
char *
vouch_store_find_result_item (VouchStore *self, const char *table, const char *part, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && table != NULL && part != NULL, NULL);

  return vouch_store_read_text (self, error,
                                "SELECT r.item FROM result_item r JOIN item i ON i.id = r.item "
                                "WHERE r.result_table = ? AND r.part = ? AND i.removed_ms IS NULL",
                                "tt", table, part);
}

/**
 * vouch_store_list_result_items:
 * @self: a library.
 * @table: id of a table of results.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type utf8 utf8) (nullable): the items that were made of the
 *   table and are not removed, by their parts.
 */
GHashTable *
vouch_store_list_result_items (VouchStore *self, const char *table, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && table != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT r.part, r.item FROM result_item r JOIN item i ON i.id = r.item "
                         "WHERE r.result_table = ? AND i.removed_ms IS NULL",
                         "t", table);
  while (row != NULL && vouch_sql_next (row, &local))
    g_hash_table_insert (items, g_strdup (vouch_sql_text (row, 0)),
                         g_strdup (vouch_sql_text (row, 1)));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&items);
}

/**
 * vouch_store_set_result_item:
 * @self: a library that may be written.
 * @table: id of a table of results.
 * @part: which part of it, in the caller's words.
 * @item: the item that was made of it.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Remembers what became of a part of a table.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_result_item (VouchStore *self,
                             const char *table,
                             const char *part,
                             const char *item,
                             GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && table != NULL && part != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write (self, error, "INSERT OR REPLACE INTO result_item VALUES (?, ?, ?)",
                            "ttt", table, part, item) &&
         vouch_store_change_commit (change, error);
}
