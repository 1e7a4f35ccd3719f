/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-facts.h"
#include "vouch-store-facts-private.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-evidence-private.h"
#include "vouch-store-search.h"

/**
 * vouch_store_parse_facts:
 * @self: a library.
 * @sha256: lower-case hex, of the file.
 * @reader: (nullable): which reader measured; %NULL when nobody has.
 * @json: (nullable): what it found.
 *
 * Makes facts of what is stored about a file. What was not measured, or cannot be read any more,
 * is pending: it will be measured again.
 *
 * Returns: (transfer full): the facts; never to be changed, others may hold the same.
 */
VouchFacts *
vouch_store_parse_facts (VouchStore *self, const char *sha256, const char *reader, const char *json)
{
  const VouchStoreFormats *formats = _vouch_store_get_formats (self);
  VouchStoreCache *cache = _vouch_store_get_facts_cache (self);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  VouchFacts *facts;

  if (json == NULL || formats->read_facts == NULL)
    return vouch_facts_new ();
  key = g_strdup_printf ("%s %s %u", sha256, reader, g_str_hash (json));
  facts = vouch_store_cache_get (cache, key);
  if (facts != NULL)
    return facts;
  facts = formats->read_facts (json, -1, &error);
  if (facts == NULL) {
    g_message ("The stored facts of %.8s will be measured again: %s", sha256, error->message);
    return vouch_facts_new ();
  }
  vouch_store_cache_put (cache, key, facts);
  return facts;
}

static gboolean
write_facts (VouchStore *self, const char *sha256, VouchFacts *facts, GError **error)
{
  const VouchStoreFormats *formats = _vouch_store_get_formats (self);
  const char *reader = vouch_facts_get_reader_version (facts);
  g_autofree char *json = formats->write_facts != NULL ? formats->write_facts (facts) : NULL;

  if (json == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("These facts cannot be written down"));
    return FALSE;
  }
  return vouch_store_write (self, error, "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", "ttIt",
                            sha256, reader != NULL ? reader : "", _vouch_store_now_ms (self),
                            json) &&
         vouch_store_note_evidence_facts (self, sha256, facts, error) &&
         vouch_store_search_take_facts (self, sha256, error);
}

/**
 * vouch_store_set_facts:
 * @self: a library that may be written.
 * @sha256: lower-case hex, of a file that something refers to.
 * @facts: what was measured about it.
 * @error: %VOUCH_ERROR_NOT_FOUND when the library has no such file, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Keeps what was measured, in place of what was kept before.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_facts (VouchStore *self, const char *sha256, VouchFacts *facts, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && sha256 != NULL && VOUCH_IS_FACTS (facts), FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && write_facts (self, sha256, facts, error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_get_facts:
 * @self: a library.
 * @sha256: lower-case hex.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): what is known about a file, pending when nothing is; never to be
 *   changed. %NULL with @error when the database cannot be read.
 */
VouchFacts *
vouch_store_get_facts (VouchStore *self, const char *sha256, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && sha256 != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT reader, json FROM facts WHERE sha256 = ?", "t", sha256);
  if (row == NULL)
    return NULL;
  if (vouch_sql_next (row, &local))
    return vouch_store_parse_facts (self, sha256, vouch_sql_text (row, 0), vouch_sql_text (row, 1));
  return vouch_store_rows_ended (g_steal_pointer (&local), error) ? vouch_facts_new () : NULL;
}

/**
 * vouch_store_list_unread:
 * @self: a library.
 * @reader_version: the reader at hand.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the files (lower-case hex) that this reader has not measured yet,
 *   oldest first; or %NULL.
 */
GStrv
vouch_store_list_unread (VouchStore *self, const char *reader_version, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && reader_version != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT o.sha256 FROM object o LEFT JOIN facts f ON f.sha256 = o.sha256 "
                         "WHERE f.reader IS NULL OR f.reader <> ? ORDER BY o.rowid",
                         "t", reader_version);
  if (row == NULL)
    return NULL;
  while (vouch_sql_next (row, &local))
    g_strv_builder_add (files, vouch_sql_text (row, 0));
  if (!vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_strv_builder_end (files);
}

/**
 * vouch_store_derivation_of:
 * @item: an item with a file.
 *
 * Says in one word how the copy that is sent differs from the original: `clean`, or `fit:` and what it is
 * made to fit, followed by `:START-END` in milliseconds when a range was chosen, with -1 for an end that
 * was not. SQL in vouch-store-fit.h says the same.
 *
 * Returns: (transfer full): the derivation.
 */
char *
vouch_store_derivation_of (VouchItem *item)
{
  g_autofree char *way = NULL;

  g_return_val_if_fail (VOUCH_IS_ITEM (item), NULL);

  way = vouch_item_get_fit (item) != NULL ? g_strconcat ("fit:", vouch_item_get_fit (item), NULL)
                                          : g_strdup ("clean");
  if (!vouch_item_has_range (item))
    return g_steal_pointer (&way);
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, way,
                          vouch_item_get_start_ms (item), vouch_item_get_end_ms (item));
}

/**
 * vouch_store_add_derived:
 * @self: a library that may be written.
 * @source: lower-case hex of the original.
 * @derivation: how the copy differs from it.
 * @sha256: lower-case hex of the copy, as vouch_store_take_object() returned it.
 * @facts: (nullable): what was measured about the copy.
 * @error: %VOUCH_ERROR_NOT_FOUND when either is not in the library, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Records that one file was made from another.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_derived (VouchStore *self,
                         const char *source,
                         const char *derivation,
                         const char *sha256,
                         VouchFacts *facts,
                         GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);
  g_return_val_if_fail (source != NULL && derivation != NULL && sha256 != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_keep_object (self, sha256, error) &&
         vouch_store_write (self, error, "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)",
                            "tttI", source, derivation, sha256, _vouch_store_now_ms (self)) &&
         (facts == NULL || write_facts (self, sha256, facts, error)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_find_derived:
 * @self: a library.
 * @source: lower-case hex of the original.
 * @derivation: how the copy differs from it.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE; not set when there is no such copy.
 *
 * Returns: (transfer full) (nullable): lower-case hex of the copy.
 */
char *
vouch_store_find_derived (VouchStore *self,
                          const char *source,
                          const char *derivation,
                          GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);
  g_return_val_if_fail (source != NULL && derivation != NULL, NULL);

  return vouch_store_read_text (self, error,
                                "SELECT sha256 FROM derived WHERE source = ? AND derivation = ?",
                                "tt", source, derivation);
}
