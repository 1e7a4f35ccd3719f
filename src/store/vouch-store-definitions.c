/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-definitions.h"

#include <glib/gi18n-lib.h>

#include "vouch-definition-listing.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-store-access.h"

/**
 * vouch_store_add_definition:
 * @self: a library that may be written.
 * @definition: a definition that was read and found good.
 * @bytes: the file that it was read from.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a definition's file as it is. The same bytes are kept once; another version stands beside
 * the earlier ones.
 *
 * Returns: (transfer full): the SHA-256 of the file in lower-case hex, or %NULL.
 */
char *
vouch_store_add_definition (VouchStore *self,
                            VouchDefinition *definition,
                            GBytes *bytes,
                            GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autofree char *sha256 = NULL;
  VouchDefinitionInfo *info;
  const char *name;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_DEFINITION (definition), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  info = vouch_definition_get_info (definition);
  name = info != NULL ? vouch_definition_info_get_name (info) : NULL;
  sha256 = vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  change = vouch_store_change_begin (self, error);
  if (change == NULL ||
      !vouch_store_write (
          self, error, "INSERT OR IGNORE INTO definition VALUES (?, ?, ?, ?, ?, ?, ?)", "ttttiIb",
          sha256, vouch_definition_get_id (definition), vouch_definition_get_version (definition),
          name != NULL ? name : "",
          vouch_definition_get_status (definition) == VOUCH_DEFINITION_STATUS_RETIRED,
          _vouch_store_now_ms (self), bytes) ||
      !vouch_store_change_commit (change, error))
    return NULL;
  return g_steal_pointer (&sha256);
}

/**
 * vouch_store_list_definitions:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchDefinitionListing): every version of every
 *   definition, by name, the latest import of each first; or %NULL.
 */
GPtrArray *
vouch_store_list_definitions (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT id, version, sha256, length (bytes), name, retired "
                         "FROM definition ORDER BY name, id, imported_ms DESC, rowid DESC",
                         "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchDefinitionListing *listing = vouch_definition_listing_new ();

    vouch_definition_listing_set_id (listing, vouch_sql_text (row, 0));
    vouch_definition_listing_set_version (listing, vouch_sql_text (row, 1));
    vouch_definition_listing_set_sha256 (listing, vouch_sql_text (row, 2));
    vouch_definition_listing_set_bytes (listing, vouch_sql_int (row, 3));
    vouch_definition_listing_set_name (listing, vouch_sql_text (row, 4));
    vouch_definition_listing_set_retired (listing, vouch_sql_int (row, 5) != 0);
    g_ptr_array_add (list, listing);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * vouch_store_find_definition:
 * @self: a library.
 * @id: the definition's id.
 * @version: (nullable): which version; %NULL for the one that was imported last.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the SHA-256 of its file in lower-case hex, or %NULL.
 */
char *
vouch_store_find_definition (VouchStore *self, const char *id, const char *version, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *sha256;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, NULL);

  sha256 = vouch_store_read_text (self, &local,
                                  "SELECT sha256 FROM definition WHERE id = ?1 "
                                  "AND (?2 IS NULL OR version = ?2) "
                                  "ORDER BY imported_ms DESC, rowid DESC LIMIT 1",
                                  "tt", id, version);
  if (sha256 == NULL && local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("There is no micro-credential %s in the library"), id);
  vouch_store_rows_ended (g_steal_pointer (&local), error);
  return sha256;
}

/**
 * vouch_store_get_definition_bytes:
 * @self: a library.
 * @sha256: lower-case hex of its file.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT when the bytes are others than those that
 *   were imported, or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the file as it was imported, or %NULL.
 */
GBytes *
vouch_store_get_definition_bytes (VouchStore *self, const char *sha256, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && sha256 != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT bytes FROM definition WHERE sha256 = ?", "t", sha256);
  if (row == NULL)
    return NULL;
  if (!vouch_sql_next (row, &local)) {
    if (local == NULL)
      g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                   _ ("There is no micro-credential of that version (%.8s) in the library"),
                   sha256);
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  bytes = vouch_sql_bytes (row, 0);
  found = vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (g_str_equal (found, sha256))
    return g_steal_pointer (&bytes);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("The copy of the micro-credential (%.8s) in the library is damaged"), sha256);
  return NULL;
}

/**
 * vouch_store_load_definition:
 * @self: a library.
 * @sha256: lower-case hex of its file.
 * @error: as vouch_store_get_definition_bytes() reports it, or %VOUCH_ERROR_INVALID.
 *
 * Returns: (transfer full): the definition, never to be changed, others may hold the same; or
 *   %NULL.
 */
VouchDefinition *
vouch_store_load_definition (VouchStore *self, const char *sha256, GError **error)
{
  const VouchStoreFormats *formats;
  VouchStoreCache *cache;
  VouchDefinition *definition;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && sha256 != NULL, NULL);

  formats = _vouch_store_get_formats (self);
  cache = _vouch_store_get_definitions_cache (self);
  definition = vouch_store_cache_get (cache, sha256);
  if (definition != NULL)
    return definition;
  bytes = vouch_store_get_definition_bytes (self, sha256, error);
  if (bytes == NULL)
    return NULL;
  if (formats->read_definition == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("Micro-credentials cannot be read"));
    return NULL;
  }
  definition = formats->read_definition (bytes, error);
  if (definition != NULL)
    vouch_store_cache_put (cache, sha256, definition);
  return definition;
}
