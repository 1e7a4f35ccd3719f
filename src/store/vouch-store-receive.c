/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-receive.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-decide.h"
#include "vouch-store-layers.h"
#include "vouch-store-load.h"
#include "vouch-store-transfer.h"
#include "vouch-store-words.h"

/*
 * Takes an export into a library: first everything is decided (vouch-store-decide.c), then what is left
 * is written.
 */

static char *
rename_words (VouchReceiving *receiving, const char *joined)
{
  g_auto (GStrv) words = vouch_store_split_words (joined);

  for (guint i = 0; words != NULL && words[i] != NULL; i++) {
    char *renamed = g_strdup (vouch_receiving_find_name (receiving, 'u', words[i]));

    g_free (words[i]);
    words[i] = renamed;
  }
  return vouch_store_join_words ((const char *const *) words);
}

static gboolean
bind_text (VouchReceiving *receiving,
           const VouchTransferTable *table,
           const VouchTransferColumn *column,
           const char *text,
           VouchSqlStatement *statement,
           int at)
{
  g_autofree char *own = NULL;

  if (column->kind == 'l') {
    own = rename_words (receiving, text);
    text = own;
  } else if (column->kind == 'u' || column->kind == 'p' || column->kind == 'n') {
    text = vouch_receiving_find_name (receiving, column->kind, text);
  }
  vouch_sql_bind_text (statement, at, text);
  return TRUE;
}

static gboolean
bind_document (VouchReceiving *receiving, GVariant *value, VouchSqlStatement *statement, int at)
{
  const char *sha256;
  GBytes *bytes;

  g_variant_get (value, "(&s)", &sha256);
  bytes = vouch_bundle_get_document (receiving->bundle, sha256);
  if (bytes != NULL)
    vouch_sql_bind_bytes (statement, at, bytes);
  return bytes != NULL;
}

static gboolean
bind_row (VouchReceiving *receiving,
          const VouchTransferTable *table,
          GVariant *row,
          VouchSqlStatement *statement)
{
  int at = 0;

  for (const VouchTransferColumn *column = table->columns; column->kind != '\0'; column++) {
    g_autoptr (GVariant) value = g_variant_lookup_value (row, column->name, NULL);
    gboolean bound = TRUE;

    if (g_str_equal (column->name, "mark"))
      continue;
    at++;
    if (value == NULL)
      vouch_sql_bind_text (statement, at, NULL);
    else if (column->kind == 'i')
      vouch_sql_bind_int (statement, at, g_variant_get_int64 (value));
    else if (column->kind == 'd')
      vouch_sql_bind_double (statement, at, g_variant_get_double (value));
    else if (column->kind == 'b')
      bound = bind_document (receiving, value, statement, at);
    else
      bound =
          bind_text (receiving, table, column, g_variant_get_string (value, NULL), statement, at);
    if (!bound)
      return FALSE;
  }
  return TRUE;
}

static gboolean
keep_objects (VouchReceiving *receiving,
              const VouchTransferTable *table,
              GVariant *row,
              GError **error)
{
  for (const VouchTransferColumn *column = table->columns; column->kind != '\0'; column++) {
    const char *sha256 = column->kind == 'h' ? vouch_bundle_row_text (row, column->name) : NULL;

    if (sha256 != NULL && !vouch_store_keep_object (receiving->store, sha256, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_row (VouchReceiving *receiving,
           const VouchTransferTable *table,
           GVariant *row,
           const char *sql,
           GError **error)
{
  g_autoptr (VouchSqlStatement) statement = vouch_sql_prepare (receiving->sql, sql, error);
  const char *mark = vouch_bundle_row_text (row, "mark");

  if (statement == NULL || !keep_objects (receiving, table, row, error))
    return FALSE;
  if (!bind_row (receiving, table, row, statement))
    return vouch_receiving_refuse (error, table->name);
  if (!vouch_sql_finish (statement, error))
    return FALSE;
  if (g_str_equal (table->name, "issuer"))
    return vouch_store_write (
        receiving->store, error, "INSERT INTO issuer_unconfirmed VALUES (?)", "t",
        vouch_receiving_find_name (receiving, 'n', vouch_bundle_row_text (row, "name")));
  return mark == NULL ||
         vouch_store_write (
             receiving->store, error, "UPDATE person_mark SET mark = ? WHERE person = ?", "tt",
             mark, vouch_receiving_find_name (receiving, 'p', vouch_bundle_row_text (row, "key")));
}

static gboolean
write_table (VouchReceiving *receiving, const VouchTransferTable *table, GError **error)
{
  GPtrArray *rows = vouch_bundle_get_rows (receiving->bundle, table->name);
  g_autofree char *sql = vouch_transfer_make_insert (table);

  for (guint i = 0; i < rows->len; i++) {
    GVariant *row = rows->pdata[i];

    if (vouch_receiving_leaves_out (receiving, table, row))
      continue;
    if (!write_row (receiving, table, row, sql, error))
      return FALSE;
  }
  return TRUE;
}

/* What is here already may be in the bin, and is needed again; a copy says that it is one. */
static gboolean
finish (VouchReceiving *receiving, GError **error)
{
  GPtrArray *evidence = vouch_bundle_get_rows (receiving->bundle, "evidence");
  GPtrArray *portfolios = vouch_bundle_get_rows (receiving->bundle, "portfolio");

  for (guint i = 0; i < evidence->len; i++)
    if (!vouch_store_write (receiving->store, error,
                            "UPDATE evidence SET removed_ms = NULL WHERE artifact = ?", "t",
                            vouch_bundle_row_text (evidence->pdata[i], "artifact")))
      return FALSE;
  for (guint i = 0; i < portfolios->len; i++) {
    const char *id = vouch_bundle_row_text (portfolios->pdata[i], "id");
    const char *to = vouch_receiving_find_name (receiving, 'u', id);
    g_autofree char *title = NULL;
    const char *plain = vouch_bundle_row_text (portfolios->pdata[i], "title");

    if (to == id)
      continue;
    /* Translators: the title of a portfolio that came beside another one. */
    title = g_strdup_printf (_ ("%s (imported)"), plain != NULL ? plain : "");
    if (!vouch_store_write (receiving->store, error, "UPDATE portfolio SET title = ? WHERE id = ?",
                            "tt", title, to))
      return FALSE;
  }
  return TRUE;
}

/* Whatever cannot be read afterwards was not fit to come. */
static gboolean
look_again (VouchReceiving *receiving, GError **error)
{
  GPtrArray *portfolios = receiving->received->portfolios;

  for (guint i = 0; i < portfolios->len; i++) {
    g_autoptr (VouchPortfolio) loaded =
        vouch_store_load_portfolio (receiving->store, portfolios->pdata[i], error);

    if (loaded == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
receive (VouchReceiving *receiving, VouchBundle *raw, GError **error)
{
  if (!vouch_receiving_decide (receiving, raw, error) ||
      !vouch_receiving_decide_layers (receiving, error))
    return FALSE;
  /* Records may refer to some that come after them. */
  if (!vouch_sql_exec (receiving->sql, "PRAGMA defer_foreign_keys=ON", error))
    return FALSE;
  for (const VouchTransferTable *table = vouch_transfer_tables; table->name != NULL; table++)
    if (!write_table (receiving, table, error))
      return FALSE;
  return finish (receiving, error) && look_again (receiving, error);
}

/**
 * vouch_store_receive:
 * @self: a library that may be written.
 * @bundle: an export with its documents; its files have arrived already.
 * @error: %VOUCH_ERROR_INVALID when it does not fit together, %VOUCH_ERROR_NOT_FOUND when a file has
 *   not arrived, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes an export in, whole or not at all. A portfolio that is here already just as it came stays as it
 * is; one that differs comes beside it.
 *
 * Returns: (transfer full) (nullable): what became of it.
 */
VouchStoreReceived *
vouch_store_receive (VouchStore *self, VouchBundle *bundle, GError **error)
{
  g_autoptr (VouchStoreReceived) received = g_new0 (VouchStoreReceived, 1);
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (VouchBundle) settled = NULL;
  g_autoptr (GHashTable) left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) welcome = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  VouchReceiving receiving = { self, NULL, NULL, left_out, welcome, renamed, owners, received };

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_BUNDLE (bundle), NULL);

  received->portfolios = g_ptr_array_new_with_free_func (g_free);
  settled = vouch_bundle_new (vouch_bundle_get_whole_library (bundle));
  receiving.bundle = settled;
  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return NULL;
  receiving.sql = _vouch_store_get_writer (self);
  if (!receive (&receiving, bundle, error) || !vouch_store_change_commit (change, error))
    return NULL;
  return g_steal_pointer (&received);
}

/**
 * vouch_store_received_free:
 * @received: (transfer full) (nullable): what became of an import.
 *
 * Frees it.
 */
void
vouch_store_received_free (VouchStoreReceived *received)
{
  if (received == NULL)
    return;
  g_clear_pointer (&received->portfolios, g_ptr_array_unref);
  g_free (received);
}
