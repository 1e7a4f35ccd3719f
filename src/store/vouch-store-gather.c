/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-gather.h"

#include "vouch-store-access.h"
#include "vouch-store-transfer.h"

static gboolean
gather_table (VouchSql *sql,
              const VouchTransferTable *table,
              const char *portfolio,
              VouchBundle *bundle,
              GError **error)
{
  g_autofree char *query = vouch_transfer_make_query (table);
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, query, "t", portfolio);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    vouch_bundle_add_row (bundle, table->name, vouch_transfer_take_row (table, row, bundle));
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_gather:
 * @self: a library.
 * @portfolio: (nullable): id of a portfolio; %NULL for the whole library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Gathers all that an export says, as it was at one moment. The bytes of its files stay where they
 * are, and are not listed yet.
 *
 * Returns: (transfer full) (nullable): the bundle.
 */
VouchBundle *
vouch_store_gather (VouchStore *self, const char *portfolio, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchBundle) bundle = vouch_bundle_new (portfolio == NULL);

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  for (guint i = 0; vouch_transfer_tables[i].name != NULL; i++)
    if (!gather_table (_vouch_store_reading_get_sql (reading), &vouch_transfer_tables[i], portfolio,
                       bundle, error))
      return NULL;
  return g_steal_pointer (&bundle);
}

/**
 * vouch_store_list_bundle_objects:
 * @bundle: what was gathered, or what came.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the SHA-256 of every file that a record of
 *   @bundle refers to; its keys are its values.
 */
GHashTable *
vouch_store_list_bundle_objects (VouchBundle *bundle)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (VOUCH_IS_BUNDLE (bundle), found);

  for (const VouchTransferTable *table = vouch_transfer_tables; table->name != NULL; table++) {
    GPtrArray *rows = vouch_bundle_get_rows (bundle, table->name);

    for (const VouchTransferColumn *column = table->columns; column->kind != '\0'; column++)
      for (guint i = 0; column->kind == 'h' && i < rows->len; i++) {
        const char *sha256 = vouch_bundle_row_text (rows->pdata[i], column->name);

        if (sha256 != NULL)
          g_hash_table_add (found, g_strdup (sha256));
      }
  }
  return found;
}
