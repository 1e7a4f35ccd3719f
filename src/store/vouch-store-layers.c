/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-layers.h"

#include "vouch-store-access.h"

/*
 * What was said about the talk of a recording belongs to the file, whichever places it has.  So when the
 * file is here already, each layer of the export comes in where the library has nothing of the kind.
 * Where it has something else, that stays: two accounts of one lesson are not mixed, and what the
 * library says is never replaced.
 */

static gboolean
is_layer (const VouchTransferTable *table)
{
  return g_str_equal (table->name, "turn") || g_str_equal (table->name, "caption");
}

static GPtrArray *
list_here (VouchReceiving *receiving,
           const VouchTransferTable *table,
           const char *artifact,
           GError **error)
{
  g_autofree char *sql = vouch_transfer_make_part_query (table);
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (receiving->sql, error, sql, "t", artifact);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (rows,
                     g_variant_ref_sink (vouch_transfer_take_row (table, row, receiving->bundle)));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&rows);
}

static gboolean
is_same (GPtrArray *here, GPtrArray *coming, const char *artifact)
{
  guint n = 0;

  for (guint i = 0; i < coming->len; i++) {
    if (g_strcmp0 (vouch_bundle_row_text (coming->pdata[i], "artifact"), artifact) != 0)
      continue;
    if (n == here->len || !g_variant_equal (here->pdata[n], coming->pdata[i]))
      return FALSE;
    n++;
  }
  return n == here->len;
}

static gboolean
decide_layer (VouchReceiving *receiving,
              const VouchTransferTable *table,
              const char *artifact,
              char *key,
              GError **error)
{
  GPtrArray *coming = vouch_bundle_get_rows (receiving->bundle, table->name);
  g_autoptr (GPtrArray) here = list_here (receiving, table, artifact, error);

  if (here == NULL)
    return FALSE;
  if (here->len == 0) {
    g_hash_table_add (receiving->welcome, g_strdup (key));
    receiving->received->n_added++;
  } else if (!is_same (here, coming, artifact)) {
    receiving->received->n_kept++;
  }
  return TRUE;
}

/**
 * vouch_receiving_decide_layers:
 * @receiving: an export about whose files all is decided.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Decides which turns and captions come to files that are here already.
 *
 * Returns: whether that could be found out.
 */
gboolean
vouch_receiving_decide_layers (VouchReceiving *receiving, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const VouchTransferTable *table = vouch_transfer_tables; table->name != NULL; table++) {
    GPtrArray *rows =
        is_layer (table) ? vouch_bundle_get_rows (receiving->bundle, table->name) : NULL;

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
      const char *artifact = vouch_bundle_row_text (rows->pdata[i], "artifact");
      g_autofree char *key = vouch_receiving_make_key (table->name, artifact);

      if (g_hash_table_contains (seen, key) ||
          !vouch_receiving_is_left_out (receiving, table->parent_table, artifact))
        continue;
      if (!decide_layer (receiving, table, artifact, key, error))
        return FALSE;
      g_hash_table_add (seen, g_steal_pointer (&key));
    }
  }
  return TRUE;
}
