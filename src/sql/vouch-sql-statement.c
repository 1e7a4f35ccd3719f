/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sql"

#include "config.h"
#include "vouch-sql-statement.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "vouch-error.h"
#include "vouch-sql-private.h"

struct _VouchSqlStatement {
  VouchSql *sql; /* (owned) */
  sqlite3_stmt *stmt;
  int bind_result; /* the first value that was not taken; reported by the next step */
};

static void
remember (VouchSqlStatement *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

static void
bind_va (VouchSqlStatement *self, const char *types, va_list values)
{
  for (int i = 1; types[i - 1] != '\0'; i++) {
    switch (types[i - 1]) {
    case 't': vouch_sql_bind_text (self, i, va_arg (values, const char *)); break;
    case 'i': vouch_sql_bind_int (self, i, va_arg (values, int)); break;
    case 'I': vouch_sql_bind_int (self, i, va_arg (values, gint64)); break;
    case 'd': vouch_sql_bind_double (self, i, va_arg (values, double)); break;
    case 'b': vouch_sql_bind_bytes (self, i, va_arg (values, GBytes *)); break;
    case 'n': remember (self, sqlite3_bind_null (self->stmt, i)); break;
    default: g_assert_not_reached ();
    }
  }
}

/**
 * vouch_sql_prepare:
 * @sql: a connection.
 * @text: one statement; parameters are `?`.
 * @error: %VOUCH_ERROR_CORRUPT, %VOUCH_ERROR_BUSY or another.
 *
 * Returns: (transfer full): the statement, its parameters still NULL; or %NULL.
 */
VouchSqlStatement *
vouch_sql_prepare (VouchSql *sql, const char *text, GError **error)
{
  VouchSqlStatement *self;
  sqlite3_stmt *stmt;

  g_return_val_if_fail (VOUCH_IS_SQL (sql) && text != NULL, NULL);

  stmt = _vouch_sql_take_idle (sql, text);
  if (stmt == NULL &&
      sqlite3_prepare_v2 (_vouch_sql_get_handle (sql), text, -1, &stmt, NULL) != SQLITE_OK) {
    _vouch_sql_set_error (sql, error);
    return NULL;
  }
  self = g_new0 (VouchSqlStatement, 1);
  self->sql = g_object_ref (sql);
  self->stmt = stmt;
  return self;
}

/**
 * vouch_sql_query:
 * @sql: a connection.
 * @error: as for vouch_sql_prepare().
 * @text: one statement.
 * @types: one letter a parameter, as vouch_sql_bind() reads them.
 * @...: the values.
 *
 * Prepares a statement and gives it its values.
 *
 * Returns: (transfer full): the statement, or %NULL.
 */
VouchSqlStatement *
vouch_sql_query (VouchSql *sql, GError **error, const char *text, const char *types, ...)
{
  VouchSqlStatement *self;
  va_list values;

  va_start (values, types);
  self = vouch_sql_query_va (sql, error, text, types, values);
  va_end (values);
  return self;
}

/**
 * vouch_sql_query_va:
 * @sql: a connection.
 * @error: as for vouch_sql_prepare().
 * @text: one statement.
 * @types: one letter a parameter, as vouch_sql_bind() reads them.
 * @values: the values.
 *
 * Does what vouch_sql_query() does.
 *
 * Returns: (transfer full): the statement, or %NULL.
 */
VouchSqlStatement *
vouch_sql_query_va (VouchSql *sql,
                    GError **error,
                    const char *text,
                    const char *types,
                    va_list values)
{
  VouchSqlStatement *self = vouch_sql_prepare (sql, text, error);

  if (self != NULL)
    bind_va (self, types, values);
  return self;
}

/**
 * vouch_sql_statement_free:
 * @self: (transfer full) (nullable): a statement.
 *
 * Frees it.
 */
void
vouch_sql_statement_free (VouchSqlStatement *self)
{
  if (self == NULL)
    return;
  _vouch_sql_give_idle (self->sql, self->stmt);
  g_object_unref (self->sql);
  g_free (self);
}

/**
 * vouch_sql_bind:
 * @self: a statement before its first row.
 * @types: one letter a parameter, from the first one on: `t` text or %NULL, `i` an int, `I` a
 *   #gint64, `d` a double, `b` a #GBytes or %NULL, `n` NULL without a value.
 * @...: the values; copied.
 *
 * Gives the parameters their values. One that SQLite does not take is reported by the next step.
 */
void
vouch_sql_bind (VouchSqlStatement *self, const char *types, ...)
{
  va_list values;

  g_return_if_fail (self != NULL && types != NULL);

  va_start (values, types);
  bind_va (self, types, values);
  va_end (values);
}

/**
 * vouch_sql_bind_text:
 * @self: a statement before its first row.
 * @index: the parameter, from 1.
 * @text: (nullable): UTF-8; copied.
 */
void
vouch_sql_bind_text (VouchSqlStatement *self, int index, const char *text)
{
  g_return_if_fail (self != NULL);

  remember (self, sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_TRANSIENT));
}

/**
 * vouch_sql_bind_int:
 * @self: a statement before its first row.
 * @index: the parameter, from 1.
 * @value: a number.
 */
void
vouch_sql_bind_int (VouchSqlStatement *self, int index, gint64 value)
{
  g_return_if_fail (self != NULL);

  remember (self, sqlite3_bind_int64 (self->stmt, index, value));
}

/**
 * vouch_sql_bind_double:
 * @self: a statement before its first row.
 * @index: the parameter, from 1.
 * @value: a number; NaN becomes NULL.
 */
void
vouch_sql_bind_double (VouchSqlStatement *self, int index, double value)
{
  g_return_if_fail (self != NULL);

  remember (self, sqlite3_bind_double (self->stmt, index, value));
}

/**
 * vouch_sql_bind_bytes:
 * @self: a statement before its first row.
 * @index: the parameter, from 1.
 * @bytes: (nullable): bytes; copied.
 */
void
vouch_sql_bind_bytes (VouchSqlStatement *self, int index, GBytes *bytes)
{
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  g_return_if_fail (self != NULL);

  if (bytes != NULL && size == 0)
    remember (self, sqlite3_bind_zeroblob (self->stmt, index, 0));
  else
    remember (self, sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_TRANSIENT));
}

/**
 * vouch_sql_next:
 * @self: a statement.
 * @error: set when it is FALSE and not merely at the end.
 *
 * Goes to the next row.
 *
 * Returns: whether there is one.
 */
gboolean
vouch_sql_next (VouchSqlStatement *self, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->bind_result != SQLITE_OK) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("The database does not take this value (%s)"),
                 sqlite3_errstr (self->bind_result));
    return FALSE;
  }
  result = sqlite3_step (self->stmt);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    _vouch_sql_set_error (self->sql, error);
  return result == SQLITE_ROW;
}

/**
 * vouch_sql_finish:
 * @self: a statement.
 * @error: any code of the connection's error table.
 *
 * Carries the statement out to its end, whatever rows it has, and makes it ready for other values.
 *
 * Returns: whether it was carried out.
 */
gboolean
vouch_sql_finish (VouchSqlStatement *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (vouch_sql_next (self, &local))
    continue;
  vouch_sql_reset (self);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_sql_reset:
 * @self: a statement.
 *
 * Goes back before the first row and forgets the values, so that it can be used again.
 */
void
vouch_sql_reset (VouchSqlStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->bind_result = SQLITE_OK;
}

/**
 * vouch_sql_is_null:
 * @self: a statement at a row.
 * @column: the column, from 0.
 *
 * Returns: whether there is no value.
 */
gboolean
vouch_sql_is_null (VouchSqlStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * vouch_sql_text:
 * @self: a statement at a row.
 * @column: the column, from 0.
 *
 * Returns: (transfer none) (nullable): the text, until the next step.
 */
const char *
vouch_sql_text (VouchSqlStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * vouch_sql_int:
 * @self: a statement at a row.
 * @column: the column, from 0.
 *
 * Returns: the number; 0 for NULL.
 */
gint64
vouch_sql_int (VouchSqlStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * vouch_sql_double:
 * @self: a statement at a row.
 * @column: the column, from 0.
 *
 * Returns: the number; 0 for NULL.
 */
double
vouch_sql_double (VouchSqlStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_double (self->stmt, column);
}

/**
 * vouch_sql_bytes:
 * @self: a statement at a row.
 * @column: the column, from 0.
 *
 * Returns: (transfer full) (nullable): a copy of the bytes; %NULL for NULL.
 */
GBytes *
vouch_sql_bytes (VouchSqlStatement *self, int column)
{
  const void *data;

  g_return_val_if_fail (self != NULL, NULL);

  if (vouch_sql_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->stmt, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->stmt, column));
}
