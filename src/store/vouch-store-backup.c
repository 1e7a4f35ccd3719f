/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-copy.h"
#include "vouch-error.h"
#include "vouch-lock.h"
#include "vouch-store-private.h"
#include "vouch-store-schema.h"

/*
 * Snapshots of library.db in backups/, named library-YYYYMMDDTHHMMSSmmm.db by UTC, so that names
 * sort by time.  Files of the library (objects/) never change and need no snapshot.
 *
 * Kept are the three latest, the latest of each of the last seven days that have one, and the
 * latest of each of the last four weeks that have one.  A database that was damaged is kept as
 * damaged-TIME.db when a snapshot takes its place, and never removed.
 */

#define PREFIX "library-"
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)
#define KEEP_LATEST 3
#define KEEP_DAYS 7
#define KEEP_WEEKS 4

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

static GPtrArray *
list_backups (const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, ".db"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_latest_first);
  return names;
}

static char *
stamp (gint64 unix_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_ms / 1000);
  g_autofree char *seconds = g_date_time_format (time, "%Y%m%dT%H%M%S");

  return g_strdup_printf ("%s%03d", seconds, (int) (unix_ms % 1000));
}

/* The time in a snapshot's name, or -1 when the name is another one. */
static gint64
read_stamp (const char *name)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strndup (name + strlen (PREFIX), 15);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : -1;
}

static gboolean
rotate (VouchStore *self, GError **error)
{
  const char *folder = vouch_store_get_folder (self);
  g_autoptr (GPtrArray) names = list_backups (folder);
  gint64 last_day = G_MAXINT64, last_week = G_MAXINT64;
  guint days = 0, weeks = 0;

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *path = g_build_filename (folder, "backups", name, NULL);
    gint64 day = read_stamp (name) / DAY_MS, week = day / 7;
    gboolean keep = i < KEEP_LATEST;

    keep = (day != last_day && days++ < KEEP_DAYS) || keep;
    keep = (week != last_week && weeks++ < KEEP_WEEKS) || keep;
    last_day = day;
    last_week = week;
    if (!keep && !vouch_file_remove (path, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_store_backup:
 * @self: a library that may be written.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE; earlier snapshots are untouched.
 *
 * Takes a snapshot of the database and removes those that are no longer needed.
 *
 * Returns: (transfer full) (type filename): the snapshot, or %NULL.
 */
char *
vouch_store_backup (VouchStore *self, GError **error)
{
  g_autoptr (VouchSql) sql = NULL;
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *database = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  time = stamp (_vouch_store_now_ms (self));
  name = g_strconcat (PREFIX, time, ".db", NULL);
  path = g_build_filename (vouch_store_get_folder (self), "backups", name, NULL);
  database = vouch_store_get_path (self, "library.db");
  /* A connection of its own, so that others may read and write meanwhile. */
  sql = vouch_sql_open (database, VOUCH_SQL_DEFAULT, VOUCH_STORE_APPLICATION_ID,
                        VOUCH_STORE_SCHEMA_VERSION, error);
  if (sql == NULL || !vouch_sql_backup_into (sql, path, error) || !rotate (self, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * vouch_store_backup_if_due:
 * @self: a library that may be written.
 * @error: as vouch_store_backup() reports it.
 *
 * Takes a snapshot unless there is one that is less than a day old.
 *
 * Returns: whether there is one now.
 */
gboolean
vouch_store_backup_if_due (VouchStore *self, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *made = NULL;
  gint64 age;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  names = list_backups (vouch_store_get_folder (self));
  if (names->len > 0) {
    age = _vouch_store_now_ms (self) - read_stamp (g_ptr_array_index (names, 0));
    if (age >= 0 && age < DAY_MS)
      return TRUE;
  }
  made = vouch_store_backup (self, error);
  return made != NULL;
}

/**
 * vouch_store_get_last_backup_ms:
 * @folder: (type filename): a library folder.
 *
 * Returns: when the latest snapshot was taken, in milliseconds since 1970; 0 when there is none.
 */
gint64
vouch_store_get_last_backup_ms (const char *folder)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (folder != NULL, 0);

  names = list_backups (folder);
  return names->len > 0 ? read_stamp (g_ptr_array_index (names, 0)) : 0;
}

/**
 * vouch_store_list_backups:
 * @folder: (type filename): a library folder.
 *
 * Returns: (transfer full) (element-type filename): its snapshots, the latest first.
 */
GPtrArray *
vouch_store_list_backups (const char *folder)
{
  g_autoptr (GPtrArray) names = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (folder != NULL, paths);

  names = list_backups (folder);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (paths, g_build_filename (folder, "backups", names->pdata[i], NULL));
  return paths;
}

/**
 * vouch_store_get_backup_ms:
 * @backup: (type filename): a snapshot that vouch_store_list_backups() gave.
 *
 * Returns: when it was taken, in milliseconds since 1970.
 */
gint64
vouch_store_get_backup_ms (const char *backup)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (backup != NULL, -1);

  name = g_path_get_basename (backup);
  return g_str_has_prefix (name, PREFIX) ? read_stamp (name) : -1;
}

/* Things by their id, with what tells one state of them from another. */
static guint
count_different (VouchSql *sql, const char *columns, const char *table, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "SELECT count (DISTINCT id) FROM ("
      "SELECT * FROM (SELECT %1$s FROM main.%2$s EXCEPT SELECT %1$s FROM past.%2$s) UNION ALL "
      "SELECT * FROM (SELECT %1$s FROM past.%2$s EXCEPT SELECT %1$s FROM main.%2$s))",
      columns, table);
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (sql, error, text, "");

  return row != NULL && vouch_sql_next (row, error) ? (guint) vouch_sql_int (row, 0) : 0;
}

/**
 * vouch_store_compare_backup:
 * @self: a library.
 * @backup: (type filename): a snapshot of it.
 * @difference: (out caller-allocates): how it is different now.
 * @error: %VOUCH_ERROR_CORRUPT when the snapshot is damaged.
 *
 * Returns: whether @difference was filled in.
 */
gboolean
vouch_store_compare_backup (VouchStore *self,
                            const char *backup,
                            VouchBackupDifference *difference,
                            GError **error)
{
  g_autoptr (VouchSql) past = NULL;
  g_autoptr (VouchSql) sql = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && backup != NULL && difference != NULL, FALSE);

  *difference = (VouchBackupDifference){ 0 };
  past = vouch_sql_open (backup, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                         VOUCH_STORE_SCHEMA_VERSION, error);
  if (past == NULL)
    return FALSE;
  if (vouch_sql_get_version (past) != VOUCH_STORE_SCHEMA_VERSION)
    return TRUE;
  database = vouch_store_get_path (self, "library.db");
  sql = vouch_sql_open (database, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                        VOUCH_STORE_SCHEMA_VERSION, error);
  if (sql == NULL || !vouch_sql_run (sql, error, "ATTACH ? AS past", "t", backup))
    return FALSE;
  difference->portfolios =
      count_different (sql, "id, title, definition, changed_ms, removed_ms", "portfolio", &local);
  if (local == NULL)
    difference->items = count_different (
        sql, "id, portfolio, requirement, title, artifact, start_ms, end_ms, removed_ms", "item",
        &local);
  if (local == NULL)
    difference->texts = count_different (sql, "id, text", "item WHERE text IS NOT NULL", &local);
  difference->is_known = local == NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_store_copy_backup:
 * @backup: (type filename): a snapshot.
 * @to: (type filename): another name in the same folder.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a snapshot under a name that is not rotated away.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_copy_backup (const char *backup, const char *to, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (VouchNewFile) file = NULL;

  g_return_val_if_fail (backup != NULL && to != NULL, FALSE);

  folder = g_path_get_dirname (to);
  file = vouch_new_file_begin (folder, error);
  return file != NULL && vouch_copy_into (file, backup, NULL, NULL, NULL, error) &&
         vouch_new_file_finish (file, to, 0600, error);
}

static gboolean
is_good (const char *path)
{
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchSql) sql = vouch_sql_open (path, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                                             VOUCH_STORE_SCHEMA_VERSION, NULL);

  return sql != NULL && vouch_sql_check (sql, complaints, NULL) && complaints->len == 0;
}

/**
 * vouch_store_find_good_backup:
 * @folder: (type filename): a library folder; its database may be damaged.
 *
 * Returns: (transfer full) (nullable) (type filename): the latest snapshot that is whole.
 */
char *
vouch_store_find_good_backup (const char *folder)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  names = list_backups (folder);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path =
        g_build_filename (folder, "backups", g_ptr_array_index (names, i), NULL);

    if (is_good (path))
      return g_steal_pointer (&path);
  }
  return NULL;
}

/* A second name, so that there is a library.db at every moment: a program that found none would
 * take the library for a new one. File systems that know no second names get the move. */
static gboolean
keep_or_move (const char *from, const char *aside)
{
  return link (from, aside) == 0 || (errno != ENOENT && g_rename (from, aside) == 0);
}

/* The journal goes first: it belongs to the old database and must never meet the snapshot. */
static gboolean
put_aside (const char *folder, const char *time, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat ("library.db", suffixes[i], NULL);
    g_autofree char *from = g_build_filename (folder, name, NULL);
    g_autofree char *aside = g_strdup_printf ("%s/damaged-%s.db%s", backups, time, suffixes[i]);

    if (!(*suffixes[i] != '\0' ? g_rename (from, aside) == 0 : keep_or_move (from, aside)) &&
        errno != ENOENT) {
      vouch_error_set_errno (error, errno, _ ("%s cannot be put aside"), from);
      return FALSE;
    }
  }
  return vouch_file_sync_folder (backups, error) && vouch_file_sync_folder (folder, error);
}

/**
 * vouch_store_restore_backup:
 * @folder: (type filename): a library folder that nobody has open.
 * @clock: the clock that times are taken from.
 * @backup: (nullable) (type filename): a snapshot; %NULL for the latest that is whole.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no whole snapshot, %VOUCH_ERROR_BUSY when the
 *   library is in use, %VOUCH_ERROR_CORRUPT when @backup is damaged, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Puts a snapshot in the place of the database, which is kept beside the snapshots.
 *
 * Returns: whether the library has the snapshot's state.
 */
gboolean
vouch_store_restore_backup (const char *folder,
                            VouchClock *clock,
                            const char *backup,
                            GError **error)
{
  g_autofree char *database = NULL;
  g_autofree char *lock_path = NULL;
  g_autofree char *found = NULL;
  g_autofree char *time = NULL;
  g_autoptr (VouchLock) lock = NULL;
  g_autoptr (VouchNewFile) file = NULL;

  g_return_val_if_fail (folder != NULL && VOUCH_IS_CLOCK (clock), FALSE);

  database = g_build_filename (folder, "library.db", NULL);
  lock_path = g_build_filename (folder, "lock", NULL);
  lock = vouch_lock_take (lock_path, 0, NULL, error);
  if (lock == NULL)
    return FALSE;
  found = backup != NULL ? g_strdup (backup) : vouch_store_find_good_backup (folder);
  if (found == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("There is no backup of this library that is whole. Nothing was changed."));
    return FALSE;
  }
  if (!is_good (found)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("The backup %s is damaged. Nothing was changed."), found);
    return FALSE;
  }
  time = stamp (vouch_clock_now_ms (clock));
  file = vouch_new_file_begin (folder, error);
  return file != NULL && vouch_copy_into (file, found, NULL, NULL, NULL, error) &&
         put_aside (folder, time, error) && vouch_new_file_finish (file, database, 0600, error);
}
