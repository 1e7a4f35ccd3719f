/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-arrivals.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-access.h"
#include "vouch-store-glances.h"
#include "vouch-store-objects.h"

/**
 * vouch_store_note_arrival:
 * @self: a library that may be written.
 * @sha256: lower-case hex.
 * @size: bytes.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Remembers, durably, that a file is about to get its name while nothing refers to it yet.
 *
 * Returns: whether it is remembered.
 */
gboolean
vouch_store_note_arrival (VouchStore *self, const char *sha256, guint64 size, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);

  return change != NULL &&
         vouch_store_write (self, error,
                            "INSERT INTO arriving VALUES (?, ?, 1) "
                            "ON CONFLICT DO UPDATE SET holders = holders + 1",
                            "tI", sha256, (gint64) size) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_keep_object:
 * @self: a library with an open change on this thread.
 * @sha256: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND when no such file has come in.
 *
 * Makes a file that came in one of the library, as part of the change that refers to it.
 *
 * Returns: whether the library has the file.
 */
gboolean
vouch_store_keep_object (VouchStore *self, const char *sha256, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = NULL;

  if (!vouch_store_write (self, error,
                          "INSERT INTO object (sha256, size, added_ms) "
                          "SELECT sha256, size, ? FROM arriving WHERE sha256 = ? "
                          "ON CONFLICT DO UPDATE SET integrity = 'intact'",
                          "It", _vouch_store_now_ms (self), sha256) ||
      !vouch_store_write (self, error, "DELETE FROM arriving WHERE sha256 = ?", "t", sha256))
    return FALSE;
  found =
      vouch_store_read_text (self, &local, "SELECT 1 FROM object WHERE sha256 = ?", "t", sha256);
  if (found == NULL && local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("The file %.8s is not in the library"), sha256);
  return vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_abandon_object:
 * @self: a library that may be written.
 * @sha256: lower-case hex, as it was returned when the bytes came in.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Lets go of bytes that came in and are not wanted after all. They are removed unless somebody
 * else brought the same ones or something refers to them.
 *
 * Returns: whether that was done.
 */
gboolean
vouch_store_abandon_object (VouchStore *self, const char *sha256, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL;
  g_autofree char *needed = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && sha256 != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return FALSE;
  path = vouch_store_get_object_path (self, sha256);
  needed = vouch_store_read_text (self, &local,
                                  "SELECT 1 FROM object WHERE sha256 = ?1 UNION ALL "
                                  "SELECT 1 FROM arriving WHERE sha256 = ?1 AND holders > 1",
                                  "t", sha256);
  /* The file goes before its row: interrupted in between, the next start does the rest. */
  return vouch_store_rows_ended (g_steal_pointer (&local), error) &&
         (needed != NULL || vouch_file_remove (path, error)) &&
         vouch_store_write (self, error,
                            "UPDATE arriving SET holders = holders - 1 WHERE sha256 = ?", "t",
                            sha256) &&
         vouch_store_write (self, error, "DELETE FROM arriving WHERE holders < 1", "") &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_remove_arrivals:
 * @self: a library with an open change on this thread.
 * @most_holders: 0 for those that nobody holds any more, %G_MAXINT for all: whoever brought them
 *   is gone.
 * @n_files: (out) (optional): how many files were removed.
 * @error: %VOUCH_ERROR_DEVICE; what was removed stays listed until all could be.
 *
 * Removes files that came in or were let go while nothing refers to them.
 *
 * Returns: whether none of them is left.
 */
gboolean
vouch_store_remove_arrivals (VouchStore *self, int most_holders, guint *n_files, GError **error)
{
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;
  guint n = 0;

  row = vouch_sql_query (_vouch_store_get_writer (self), error,
                         "SELECT sha256 FROM arriving WHERE holders <= ? AND sha256 NOT IN "
                         "(SELECT sha256 FROM object)",
                         "i", most_holders);
  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autofree char *path = vouch_store_get_object_path (self, vouch_sql_text (row, 0));

    if (!vouch_file_remove (path, error))
      return FALSE;
    vouch_store_forget_glances (self, vouch_sql_text (row, 0));
    n++;
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return FALSE;
  if (n_files != NULL)
    *n_files = n;
  vouch_sql_reset (row);
  return vouch_store_write (self, error, "DELETE FROM arriving WHERE holders <= ?", "i",
                            most_holders);
}
