/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-uses.h"

#include "vouch-store-access.h"

/* Where a file is used: places in drafts first, then what was sent, the latest first. */
#define USES                                                                                       \
  "SELECT i.id, p.id, p.title, p.definition, i.requirement, NULL, NULL, 0, "                       \
  "i.created_ms AS at, 0 AS sent FROM item i JOIN portfolio p ON p.id = i.portfolio "              \
  "WHERE i.artifact = ?1 AND i.removed_ms IS NULL AND p.removed_ms IS NULL UNION ALL "             \
  "SELECT DISTINCT NULL, p.id, p.title, p.definition, NULL, b.id, "                                \
  "coalesce (n.display_name, b.issuer), max (b.sealed_ms, b.created_ms), b.created_ms, 1 "         \
  "FROM sent s JOIN submission b ON b.id = s.submission JOIN portfolio p ON p.id = b.portfolio "   \
  "LEFT JOIN issuer n ON n.name = b.issuer WHERE s.original = ?1 "                                 \
  "ORDER BY sent, at DESC"

static VouchEvidenceUse *
take_use (VouchSqlStatement *row)
{
  VouchEvidenceUse *use = vouch_evidence_use_new ();

  vouch_evidence_use_set_item (use, vouch_sql_text (row, 0));
  vouch_evidence_use_set_portfolio (use, vouch_sql_text (row, 1));
  vouch_evidence_use_set_portfolio_title (use, vouch_sql_text (row, 2));
  vouch_evidence_use_set_definition (use, vouch_sql_text (row, 3));
  vouch_evidence_use_set_requirement (use, vouch_sql_text (row, 4));
  vouch_evidence_use_set_submission (use, vouch_sql_text (row, 5));
  vouch_evidence_use_set_issuer (use, vouch_sql_text (row, 6));
  vouch_evidence_use_set_sent_ms (use, vouch_sql_int (row, 7));
  return use;
}

/* Portfolios in which a file could be used, the last changed first. */
#define TARGETS                                                                                    \
  "SELECT NULL, id, title, definition, NULL, NULL, NULL, 0 FROM portfolio "                        \
  "WHERE removed_ms IS NULL ORDER BY changed_ms DESC, rowid DESC"

static GPtrArray *
list_by (VouchStore *self, const char *query, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreReading) reading = _vouch_store_read (self, error);
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, query,
                         artifact != NULL ? "t" : "", artifact);
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (uses, take_use (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&uses);
}

/**
 * vouch_store_list_uses:
 * @self: a library.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchEvidenceUse): every place of a file that is not in the
 *   bin, and every submission that it was sent in; or %NULL.
 */
GPtrArray *
vouch_store_list_uses (VouchStore *self, const char *artifact, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, NULL);

  return list_by (self, USES, artifact, error);
}

/**
 * vouch_store_list_targets:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchEvidenceUse): every portfolio that is not in the bin,
 *   with its title and definition, the last changed first; or %NULL.
 */
GPtrArray *
vouch_store_list_targets (VouchStore *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  return list_by (self, TARGETS, NULL, error);
}

/**
 * vouch_store_find_latest_place:
 * @self: a library.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE; not set when it is placed nowhere.
 *
 * Returns: (transfer full) (nullable): id of the item by which it was placed last and still is.
 */
char *
vouch_store_find_latest_place (VouchStore *self, const char *artifact, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, NULL);

  return vouch_store_read_text (
      self, error,
      "SELECT i.id FROM item i JOIN portfolio p ON p.id = i.portfolio WHERE i.artifact = ? "
      "AND i.removed_ms IS NULL AND p.removed_ms IS NULL ORDER BY i.changed_ms DESC, "
      "i.rowid DESC LIMIT 1",
      "t", artifact);
}
