/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-sweep"

#include "config.h"
#include "vouch-desk-sweep.h"

#include <unistd.h>

#include "vouch-sql-statement.h"

/*
 * What a crash may leave behind are bytes without a row: a file made before its row was written, a
 * sealed name whose transaction did not come through, bytes of a withdrawal that was cut short.
 * They are deleted when the server starts and now and then, never while a seal is running.
 */

static gboolean
sweep_uploads (VouchDesk *desk, GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  gint64 lifetime = vouch_issuer_limits_get_lifetime_seconds (vouch_desk_get_limits (desk)) * 1000;
  g_autofree char *folder = g_build_filename (vouch_desk_get_folder (desk), "uploads", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL ||
      !vouch_sql_run (sql, error, "UPDATE uploads SET gone = 1 WHERE gone = 0 AND touched_ms < ?",
                      "I", vouch_desk_now_ms (desk) - lifetime))
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autoptr (VouchSqlStatement) row =
        vouch_sql_query (sql, error, "SELECT 1 FROM uploads WHERE id = ? AND gone = 0", "t", name);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (row == NULL)
      return FALSE;
    if (!vouch_sql_next (row, NULL))
      unlink (path);
  }
  return TRUE;
}

static gboolean
sweep_account (VouchDesk *desk, gint64 account, GError **error)
{
  g_autofree char *folder = vouch_desk_make_file_folder (desk, account);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autoptr (VouchSqlStatement) row = vouch_sql_query (
        vouch_desk_get_sql (desk), error, "SELECT 1 FROM files WHERE account = ? AND sha256 = ?",
        "It", account, name);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (row == NULL)
      return FALSE;
    if (!vouch_sql_next (row, NULL))
      unlink (path);
  }
  return TRUE;
}

/**
 * vouch_desk_sweep:
 * @desk: a desk that nobody writes to meanwhile.
 * @error: of the database or the disk.
 *
 * Marks uploads that expired as gone, and deletes all bytes that have no living row.
 *
 * Returns: whether the folder is clean.
 */
gboolean
vouch_desk_sweep (VouchDesk *desk, GError **error)
{
  g_autoptr (VouchSqlStatement) row = NULL;

  if (!sweep_uploads (desk, error))
    return FALSE;
  row = vouch_sql_query (vouch_desk_get_sql (desk), error, "SELECT id FROM accounts", "");
  if (row == NULL)
    return FALSE;
  while (vouch_sql_next (row, NULL))
    if (!sweep_account (desk, vouch_sql_int (row, 0), error))
      return FALSE;
  return TRUE;
}
