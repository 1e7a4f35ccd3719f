/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-definitions"

#include "config.h"
#include "vouch-desk-definitions.h"

#include <glib/gi18n-lib.h>

#include "vouch-definition-listing.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-sql-statement.h"

/*
 * The definitions that this issuer assesses, byte for byte. A version never changes: other bytes
 * under the same id and version are refused.
 */

/**
 * vouch_desk_add_definition:
 * @desk: a desk.
 * @path: (type filename): a definition file.
 * @error: %VOUCH_ERROR_INVALID naming the place in the file, %VOUCH_ERROR_CONFLICT for other bytes
 *   of a version that is held, or of the database.
 *
 * Offers a definition. Adding the same file again changes nothing.
 *
 * Returns: whether it is offered now.
 */
gboolean
vouch_desk_add_definition (VouchDesk *desk, const char *path, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, &bytes, error);
  g_autoptr (VouchSqlStatement) held = NULL;
  g_autofree char *sha256 = NULL;
  const char *id, *version;

  if (definition == NULL)
    return FALSE;
  id = vouch_definition_get_id (definition);
  version = vouch_definition_get_version (definition);
  sha256 = vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  held = vouch_sql_query (sql, error, "SELECT sha256 FROM definitions WHERE id = ? AND version = ?",
                          "tt", id, version);
  if (held == NULL)
    return FALSE;
  if (vouch_sql_next (held, NULL)) {
    if (g_strcmp0 (vouch_sql_text (held, 0), sha256) == 0)
      return TRUE;
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                 _ ("Version %s of “%s” is held with other content, and a version never changes. "
                    "Give the new file a new version."),
                 version, vouch_definition_get_name (definition));
    return FALSE;
  }
  return vouch_sql_run (sql, error,
                        "INSERT INTO definitions (sha256, id, version, name, retired, bytes)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        "ttttib", sha256, id, version, vouch_definition_get_name (definition),
                        vouch_definition_get_status (definition) == VOUCH_DEFINITION_STATUS_RETIRED,
                        bytes);
}

/**
 * vouch_desk_list_definitions:
 * @desk: a desk.
 * @error: of the database.
 *
 * Returns: (transfer full) (nullable) (element-type VouchDefinitionListing): what is offered.
 */
GPtrArray *
vouch_desk_list_definitions (VouchDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) listings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), error,
                       "SELECT id, version, sha256, length (bytes), name, retired FROM definitions"
                       " ORDER BY name, version",
                       "");

  if (row == NULL)
    return NULL;
  while (vouch_sql_next (row, NULL)) {
    VouchDefinitionListing *listing = vouch_definition_listing_new ();
    g_autofree char *url = g_strconcat ("/v1/definitions/", vouch_sql_text (row, 2), NULL);

    vouch_definition_listing_set_id (listing, vouch_sql_text (row, 0));
    vouch_definition_listing_set_version (listing, vouch_sql_text (row, 1));
    vouch_definition_listing_set_sha256 (listing, vouch_sql_text (row, 2));
    vouch_definition_listing_set_bytes (listing, vouch_sql_int (row, 3));
    vouch_definition_listing_set_name (listing, vouch_sql_text (row, 4));
    vouch_definition_listing_set_retired (listing, vouch_sql_int (row, 5) != 0);
    vouch_definition_listing_set_url (listing, url);
    g_ptr_array_add (listings, listing);
  }
  return g_steal_pointer (&listings);
}

/**
 * vouch_desk_load_definition:
 * @desk: a desk.
 * @sha256: of a definition file, hex.
 * @error: of the database; unset when there is no such definition.
 *
 * Returns: (transfer full) (nullable): the file, byte for byte.
 */
GBytes *
vouch_desk_load_definition (VouchDesk *desk, const char *sha256, GError **error)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), error,
                       "SELECT bytes FROM definitions WHERE sha256 = ?", "t", sha256);

  if (row == NULL || !vouch_sql_next (row, error))
    return NULL;
  return vouch_sql_bytes (row, 0);
}
