/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-bin.h"

#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"

#define DAYS_IN_BIN 30
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

/*
 * The one place where something ends for good.
 *
 * Only what somebody put into the bin, thirty days ago or longer, goes, and the files that were
 * used by nothing else.  What was submitted is kept: a portfolio with a submission stays in the
 * bin, and its files with it.  Rows go first, in one transaction that lists their files among those
 * that nobody holds; then the files; then that list.  Interrupted, the next start does the rest.
 */

/* Everything of a table that says "removed before the day" and is not held by a submission. */
static gboolean
empty_bin (VouchStore *self, gint64 before, GError **error)
{
  return vouch_store_write (self, error,
                            "DELETE FROM portfolio WHERE removed_ms < ? AND id NOT IN "
                            "(SELECT portfolio FROM submission)",
                            "I", before) &&
         vouch_store_write (self, error, "DELETE FROM item WHERE removed_ms < ?", "I", before) &&
         vouch_store_write (self, error, "DELETE FROM moment WHERE removed_ms < ?", "I", before);
}

#define IN_USE                                                                                     \
  "SELECT artifact FROM item WHERE artifact IS NOT NULL "                                          \
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
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);
  g_auto (GStrv) unused = NULL;

  if (change == NULL || !empty_bin (self, _vouch_store_now_ms (self) - DAYS_IN_BIN * DAY_MS, error))
    return FALSE;
  unused = list_unused (self, error);
  return unused != NULL && forget_objects (self, (const char *const *) unused, error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_collect:
 * @self: a library that may be written.
 * @n_files: (out) (optional): how many files were removed.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Ends what has been in the bin for thirty days, and removes the files that nothing uses any more.
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
