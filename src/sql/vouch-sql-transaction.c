/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sql"

#include "config.h"
#include "vouch-sql-transaction.h"

#include <sqlite3.h>

#include "vouch-sql-private.h"

struct _VouchSqlTransaction {
  VouchSql *sql; /* (owned) */
  gboolean open;
};

/**
 * vouch_sql_transaction_begin:
 * @sql: a connection that is in no transaction.
 * @error: %VOUCH_ERROR_BUSY when somebody else writes for longer than five seconds, or another.
 *
 * Begins to write (`BEGIN IMMEDIATE`), so that nothing later in it can find the database locked.
 *
 * Returns: (transfer full): the transaction, or %NULL.
 */
VouchSqlTransaction *
vouch_sql_transaction_begin (VouchSql *sql, GError **error)
{
  VouchSqlTransaction *self;

  g_return_val_if_fail (VOUCH_IS_SQL (sql), NULL);

  if (!vouch_sql_exec (sql, "BEGIN IMMEDIATE", error))
    return NULL;
  self = g_new (VouchSqlTransaction, 1);
  self->sql = g_object_ref (sql);
  self->open = TRUE;
  return self;
}

/**
 * vouch_sql_transaction_commit:
 * @self: a transaction.
 * @error: any code of the connection's error table.
 *
 * Makes the changes durable. When it is FALSE they are undone as @self is freed.
 *
 * Returns: whether all changes are on the disk.
 */
gboolean
vouch_sql_transaction_commit (VouchSqlTransaction *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open, FALSE);

  if (!vouch_sql_exec (self->sql, "COMMIT", error))
    return FALSE;
  self->open = FALSE;
  return TRUE;
}

/**
 * vouch_sql_transaction_free:
 * @self: (transfer full) (nullable): a transaction.
 *
 * Ends it; what was not committed is undone.
 */
void
vouch_sql_transaction_free (VouchSqlTransaction *self)
{
  if (self == NULL)
    return;
  /* Some errors (a full disk) make SQLite undo everything by itself. */
  if (self->open && !sqlite3_get_autocommit (_vouch_sql_get_handle (self->sql)))
    vouch_sql_exec (self->sql, "ROLLBACK", NULL);
  g_object_unref (self->sql);
  g_free (self);
}
