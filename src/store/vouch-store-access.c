/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-access.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

static gboolean
write_va (VouchStore *self, GError **error, const char *sql, const char *types, va_list values)
{
  g_autoptr (VouchSqlStatement) statement =
      vouch_sql_query_va (_vouch_store_get_writer (self), error, sql, types, values);

  return statement != NULL && vouch_sql_finish (statement, error);
}

/**
 * vouch_store_write:
 * @self: a library with an open change on this thread.
 * @error: as the connection reports it.
 * @sql: one statement.
 * @types: one letter a value, as vouch_sql_bind() reads them.
 * @...: the values.
 *
 * Carries out one statement within the change.
 *
 * Returns: whether it was carried out.
 */
gboolean
vouch_store_write (VouchStore *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  gboolean done;

  va_start (values, types);
  done = write_va (self, error, sql, types, values);
  va_end (values);
  return done;
}

/**
 * vouch_store_write_one:
 * @self: a library.
 * @absent: what to say when there was nothing to change.
 * @error: %VOUCH_ERROR_NOT_FOUND with @absent, or as the connection reports it.
 * @sql: one statement that must change at least one row.
 * @types: one letter a value, as vouch_sql_bind() reads them.
 * @...: the values.
 *
 * Carries out one statement as a change of its own.
 *
 * Returns: whether something was changed, durably.
 */
gboolean
vouch_store_write_one (VouchStore *self,
                       const char *absent,
                       GError **error,
                       const char *sql,
                       const char *types,
                       ...)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);
  va_list values;
  gboolean done;

  if (change == NULL)
    return FALSE;
  va_start (values, types);
  done = write_va (self, error, sql, types, values);
  va_end (values);
  if (!done)
    return FALSE;
  if (vouch_sql_count_changes (_vouch_store_get_writer (self)) == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, absent);
    return FALSE;
  }
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_store_touch:
 * @self: a library with an open change on this thread.
 * @portfolio: the id of a portfolio.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is none.
 *
 * Notes that something in the portfolio was changed just now.
 *
 * Returns: whether there is such a portfolio.
 */
gboolean
vouch_store_touch (VouchStore *self, const char *portfolio, GError **error)
{
  if (!vouch_store_write (self, error, "UPDATE portfolio SET changed_ms = ? WHERE id = ?", "It",
                          _vouch_store_now_ms (self), portfolio))
    return FALSE;
  if (vouch_sql_count_changes (_vouch_store_get_writer (self)) > 0)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no portfolio %s"),
               portfolio);
  return FALSE;
}

/**
 * vouch_store_read_text:
 * @self: a library.
 * @error: as the connection reports it; not set when there is no row.
 * @sql: one query.
 * @types: one letter a value, as vouch_sql_bind() reads them.
 * @...: the values.
 *
 * Returns: (transfer full) (nullable): the first column of the first row.
 */
char *
vouch_store_read_text (VouchStore *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (VouchStoreReading) reading = _vouch_store_read (self, error);
  g_autoptr (VouchSqlStatement) statement = NULL;
  va_list values;

  if (reading == NULL)
    return NULL;
  va_start (values, types);
  statement =
      vouch_sql_query_va (_vouch_store_reading_get_sql (reading), error, sql, types, values);
  va_end (values);
  if (statement == NULL || !vouch_sql_next (statement, error))
    return NULL;
  return g_strdup (vouch_sql_text (statement, 0));
}

/**
 * vouch_store_rows_ended:
 * @local: (transfer full) (nullable): the error that ended a walk through rows, if any.
 * @error: where it goes.
 *
 * Returns: whether the walk came to the end of the rows.
 */
gboolean
vouch_store_rows_ended (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
