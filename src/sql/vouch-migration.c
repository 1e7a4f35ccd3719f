/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-migration"

#include "config.h"
#include "vouch-migration.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-sql-transaction.h"

static gboolean
take_step (VouchSql *sql, const VouchMigration *step, guint version, GError **error)
{
  g_autoptr (VouchSqlTransaction) transaction = NULL;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version=%u", version);

  transaction = vouch_sql_transaction_begin (sql, error);
  if (transaction == NULL)
    return FALSE;
  /* Somebody else may have taken this step while we waited for the lock. */
  if (vouch_sql_get_version (sql) >= version)
    return vouch_sql_transaction_commit (transaction, error);
  return (step->sql == NULL || vouch_sql_exec (sql, step->sql, error)) &&
         (step->run == NULL || step->run (sql, error)) && vouch_sql_exec (sql, stamp, error) &&
         vouch_sql_transaction_commit (transaction, error);
}

/**
 * vouch_migration_apply:
 * @sql: a connection that may write.
 * @steps: (array length=n_steps): every step there ever was, in order.
 * @n_steps: how many; the version that the database has afterwards.
 * @error: %VOUCH_ERROR_TOO_NEW when the database is newer than the last step; nothing is changed
 *   then. Otherwise the reason of the step that could not be taken; the ones before it hold.
 *
 * Brings a database to the present version, each step in a transaction of its own together with
 * its number.
 *
 * Returns: whether the database has the version @n_steps.
 */
gboolean
vouch_migration_apply (VouchSql *sql, const VouchMigration *steps, guint n_steps, GError **error)
{
  guint version;

  g_return_val_if_fail (VOUCH_IS_SQL (sql) && steps != NULL, FALSE);

  version = vouch_sql_get_version (sql);
  if (version > n_steps) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                 _ ("%s was written by a newer version of Vouch. Nothing in it was changed."),
                 vouch_sql_get_path (sql));
    return FALSE;
  }
  for (; version < n_steps; version++)
    if (!take_step (sql, &steps[version], version + 1, error))
      return FALSE;
  return TRUE;
}
