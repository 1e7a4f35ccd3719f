/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-bin.h"

#include <glib/gi18n-lib.h>

#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-evidence.h"
#include "vouch-store-items.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-search.h"
#include "vouch-store-settings.h"

#define LONGEST_DAYS 90
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

/*
 * The one place where something ends for good.
 *
 * Only what somebody put into the bin, as many days ago as it keeps things, goes, and the files that were
 * used by nothing else.  What was submitted is kept: a portfolio with a submission stays in the
 * bin, and its files with it.  Rows go first, in one transaction that lists their files among those
 * that nobody holds; then the files; then that list.  Interrupted, the next start does the rest.
 */

/**
 * vouch_store_get_bin_days:
 * @self: a library.
 *
 * Returns: how many days the bin keeps things; what is kept of it is believed only when it is one of the
 *   choices, since everything ends by it.
 */
guint
vouch_store_get_bin_days (VouchStore *self)
{
  static const guint choices[] = VOUCH_STORE_BIN_DAYS;
  g_autofree char *kept = NULL;
  guint64 days;

  g_return_val_if_fail (VOUCH_IS_STORE (self), VOUCH_STORE_BIN_USUAL_DAYS);

  kept = vouch_store_get_setting (self, VOUCH_STORE_BIN_SETTING);
  days = kept != NULL ? g_ascii_strtoull (kept, NULL, 10) : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (days == choices[i])
      return choices[i];
  return VOUCH_STORE_BIN_USUAL_DAYS;
}

/* Everything of a table that says "removed before the day" and is not held by a submission. */
static gboolean
empty_bin (VouchStore *self, gint64 before, guint *ended, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM portfolio WHERE removed_ms < ? AND id NOT IN (SELECT portfolio FROM submission)",
    "DELETE FROM item WHERE removed_ms < ?",
    "DELETE FROM evidence WHERE removed_ms < ?",
    "DELETE FROM moment WHERE removed_ms < ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++) {
    if (!vouch_store_write (self, error, statements[i], "I", before))
      return FALSE;
    *ended += vouch_sql_count_changes (_vouch_store_get_writer (self));
  }
  return TRUE;
}

#define IN_USE                                                                                     \
  "SELECT artifact FROM item WHERE artifact IS NOT NULL UNION SELECT artifact FROM evidence "      \
  "UNION SELECT scan FROM permission WHERE scan IS NOT NULL "                                      \
  "UNION SELECT original FROM sent UNION SELECT sha256 FROM sent "                                 \
  "UNION SELECT sha256 FROM arriving WHERE holders > 0"

static GStrv
list_unused (VouchStore *self, GError **error)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      _vouch_store_get_writer (self), error,
      "SELECT sha256 FROM object WHERE sha256 NOT IN (" IN_USE ") "
      "AND sha256 NOT IN (SELECT sha256 FROM derived WHERE source IN (" IN_USE "))",
      "");
  g_autoptr (GStrvBuilder) unused = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;

  while (row != NULL && vouch_sql_next (row, &local))
    g_strv_builder_add (unused, vouch_sql_text (row, 0));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_strv_builder_end (unused);
}

static gboolean
forget_objects (VouchStore *self, const char *const *files, GError **error)
{
  for (guint i = 0; files[i] != NULL; i++)
    if (!vouch_store_write (self, error, "DELETE FROM derived WHERE source = ?1 OR sha256 = ?1",
                            "t", files[i]))
      return FALSE;
  for (guint i = 0; files[i] != NULL; i++)
    if (!vouch_store_write (self, error, "DELETE FROM object WHERE sha256 = ?", "t", files[i]) ||
        !vouch_store_write (self, error, "INSERT OR IGNORE INTO arriving VALUES (?, 0, 0)", "t",
                            files[i]))
      return FALSE;
  return TRUE;
}

static gboolean
end_rows (VouchStore *self, GError **error)
{
  gint64 before = _vouch_store_now_ms (self) - vouch_store_get_bin_days (self) * DAY_MS;
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);
  g_auto (GStrv) unused = NULL;
  guint ended = 0;

  if (change == NULL || !empty_bin (self, before, &ended, error) ||
      (ended > 0 && !vouch_store_search_rebuild (self, error)))
    return FALSE;
  unused = list_unused (self, error);
  return unused != NULL && forget_objects (self, (const char *const *) unused, error) &&
         vouch_store_change_commit (change, error);
}

/* What lies in the bin, each thing once: an item that went with its file or its portfolio comes back
 * with it and is not listed by itself; neither is a moment that went with its item. */
#define IN_BIN                                                                                     \
  "SELECT 'portfolio', p.id, p.title, NULL, p.removed_ms AS removed, "                             \
  "EXISTS (SELECT 1 FROM submission WHERE portfolio = p.id) FROM portfolio p "                     \
  "WHERE p.removed_ms IS NOT NULL UNION ALL "                                                      \
  "SELECT 'item', i.id, coalesce (nullif (i.title, ''), i.file_name, substr (i.text, 1, 80)), "    \
  "p.title, i.removed_ms, 0 FROM item i JOIN portfolio p ON p.id = i.portfolio "                   \
  "LEFT JOIN evidence e ON e.artifact = i.artifact WHERE i.removed_ms IS NOT NULL "                \
  "AND p.removed_ms IS NULL AND i.removed_ms IS NOT e.removed_ms UNION ALL "                       \
  "SELECT 'moment', m.id, coalesce (nullif (m.note, ''), m.label), "                               \
  "coalesce (nullif (i.title, ''), i.file_name, p.title), m.removed_ms, 0 FROM moment m "          \
  "JOIN item i ON i.id = m.item JOIN portfolio p ON p.id = i.portfolio "                           \
  "WHERE m.removed_ms IS NOT NULL AND i.removed_ms IS NULL AND p.removed_ms IS NULL UNION ALL "    \
  "SELECT 'evidence', e.artifact, coalesce (nullif (e.title, ''), e.file_name), NULL, "            \
  "e.removed_ms, 0 FROM evidence e WHERE e.removed_ms IS NOT NULL ORDER BY removed DESC"

static VouchBinEntry *
take_entry (VouchSqlStatement *row, gint64 now_ms, guint days)
{
  VouchBinEntry *entry = vouch_bin_entry_new ();
  gint64 removed_ms = vouch_sql_int (row, 4);
  gint64 left_ms = removed_ms + days * DAY_MS - now_ms;
  VouchBinKind kind = VOUCH_BIN_KIND_ITEM;

  vouch_bin_kind_from_string (vouch_sql_text (row, 0), &kind);
  vouch_bin_entry_set_kind (entry, kind);
  vouch_bin_entry_set_id (entry, vouch_sql_text (row, 1));
  vouch_bin_entry_set_name (entry, vouch_sql_text (row, 2));
  vouch_bin_entry_set_portfolio (entry, vouch_sql_text (row, 3));
  vouch_bin_entry_set_removed_ms (entry, removed_ms);
  vouch_bin_entry_set_days_left (
      entry, vouch_sql_int (row, 5) != 0 ? -1 : (int) ((MAX (left_ms, 0) + DAY_MS - 1) / DAY_MS));
  return entry;
}

/**
 * vouch_store_list_bin:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Lists what can be put back, the last that was removed first. What is due to go is not listed.
 *
 * Returns: (transfer full) (element-type VouchBinEntry): what is in the bin, or %NULL.
 */
GPtrArray *
vouch_store_list_bin (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  guint days;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  days = vouch_store_get_bin_days (self);
  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, IN_BIN, "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchBinEntry) entry = take_entry (row, _vouch_store_now_ms (self), days);

    if (vouch_bin_entry_get_days_left (entry) != 0)
      g_ptr_array_add (entries, g_steal_pointer (&entry));
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&entries);
}

/**
 * vouch_store_put_back:
 * @self: a library that may be written.
 * @entry: something in the bin: its kind and id.
 * @error: %VOUCH_ERROR_NOT_FOUND when it is gone, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes it out of the bin, as it was.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_put_back (VouchStore *self, VouchBinEntry *entry, GError **error)
{
  const char *id;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_BIN_ENTRY (entry), FALSE);

  id = vouch_bin_entry_get_id (entry);
  switch (vouch_bin_entry_get_kind (entry)) {
  case VOUCH_BIN_KIND_PORTFOLIO: return vouch_store_restore_portfolio (self, id, error);
  case VOUCH_BIN_KIND_ITEM: return vouch_store_restore_item (self, id, error);
  case VOUCH_BIN_KIND_EVIDENCE: return vouch_store_restore_evidence (self, id, error);
  case VOUCH_BIN_KIND_MOMENT:
  default:
    return vouch_store_write_one (self, _ ("There is no such annotation"), error,
                                  "UPDATE moment SET removed_ms = NULL WHERE id = ?", "t", id);
  }
}

static gboolean
set_removed_ms (VouchStore *self, VouchBinEntry *entry, gint64 removed_ms, GError **error)
{
  static const char *const statements[] = {
    [VOUCH_BIN_KIND_PORTFOLIO] =
        "UPDATE portfolio SET removed_ms = ? WHERE id = ? AND removed_ms IS NOT NULL",
    [VOUCH_BIN_KIND_ITEM] =
        "UPDATE item SET removed_ms = ? WHERE id = ? AND removed_ms IS NOT NULL",
    [VOUCH_BIN_KIND_MOMENT] =
        "UPDATE moment SET removed_ms = ? WHERE id = ? AND removed_ms IS NOT NULL",
    [VOUCH_BIN_KIND_EVIDENCE] =
        "UPDATE evidence SET removed_ms = ? WHERE artifact = ? AND removed_ms IS NOT NULL",
  };
  VouchBinKind kind = vouch_bin_entry_get_kind (entry);

  /* The places that went with a file keep its time: by that they are known to belong together. */
  if (kind == VOUCH_BIN_KIND_EVIDENCE &&
      !vouch_store_write (self, error,
                          "UPDATE item SET removed_ms = ?1 WHERE artifact = ?2 AND removed_ms = "
                          "(SELECT removed_ms FROM evidence WHERE artifact = ?2)",
                          "It", removed_ms, vouch_bin_entry_get_id (entry)))
    return FALSE;
  return vouch_store_write (self, error, statements[kind], "It", removed_ms,
                            vouch_bin_entry_get_id (entry));
}

static gboolean
move_times (VouchStore *self, GPtrArray *entries, gint64 by_ms, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);

  if (change == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    VouchBinEntry *entry = g_ptr_array_index (entries, i);

    if (vouch_bin_entry_get_days_left (entry) >= 0 &&
        !set_removed_ms (self, entry, vouch_bin_entry_get_removed_ms (entry) - by_ms, error))
      return FALSE;
  }
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_store_empty_bin:
 * @self: a library that may be written.
 * @entries: (element-type VouchBinEntry): what vouch_store_list_bin() gave.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Makes things due as if their days had passed: they go with the next vouch_store_collect(), and
 * until then vouch_store_fill_bin() takes it back. What was submitted stays.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_empty_bin (VouchStore *self, GPtrArray *entries, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && entries != NULL, FALSE);

  /* One more than the days, because what is exactly that old still waits; and the longest time there
   * is, so that another choice does not bring it to life again. */
  return move_times (self, entries, LONGEST_DAYS * DAY_MS + 1, error);
}

/**
 * vouch_store_fill_bin:
 * @self: a library that may be written.
 * @entries: (element-type VouchBinEntry): what vouch_store_empty_bin() was given.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Gives what was made due, and is still there, its own time again.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_fill_bin (VouchStore *self, GPtrArray *entries, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && entries != NULL, FALSE);

  return move_times (self, entries, 0, error);
}

/**
 * vouch_store_collect:
 * @self: a library that may be written.
 * @n_files: (out) (optional): how many files were removed.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Ends what has been in the bin for as long as it keeps things, and removes the files that nothing uses any more.
 *
 * Returns: whether that was done.
 */
gboolean
vouch_store_collect (VouchStore *self, guint *n_files, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  if (!end_rows (self, error))
    return FALSE;
  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_remove_arrivals (self, 0, n_files, error) &&
         vouch_store_change_commit (change, error);
}
