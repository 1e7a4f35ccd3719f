/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole second library beside the first: on another disk to be kept, or in another folder to be moved
 * to. What is there already and whole is not copied again; whatever is copied is read back by its
 * hash. The database is put in place last, so that at every moment the copy is the state of last time
 * or that of this time, never half of both.
 *
 * The file `copy-of` in the copy names the library that it is of: no other library, and no folder that
 * holds something else, is ever written over.
 */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-id.h"
#include "vouch-lock.h"

#include "vouch-store-private.h"
#include "vouch-store-schema.h"
#include "vouch-store-settings.h"

#define MARK "copy-of"
#define COMING "library.db.new"
#define ID_SETTING "library-id"
#define LONGEST_ID 128

typedef struct {
  const char *from;
  const char *to;
  GPtrArray *files; /* (element-type filename): below the library, in the order of their names */
  guint64 total;
  guint64 done;
  const VouchCopy *watch; /* (nullable) */
  VouchStoreCopied copied;
  GCancellable *cancellable;
} Copying;

/* The database is copied by itself; pictures can be made again; a lock is of a place. */
static gboolean
is_left_out (const char *path)
{
  static const char *const names[] = { "cache",          "lock",           MARK,   "library.db",
                                       "library.db-wal", "library.db-shm", COMING, NULL };
  g_autofree char *name = g_path_get_basename (path);

  return g_strv_contains (names, path) || *name == '.';
}

static gboolean
list_files (Copying *self, const char *below, GError **error)
{
  g_autofree char *folder = g_build_filename (self->from, below, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;

  if (dir == NULL) {
    vouch_error_take_gio (error, g_steal_pointer (&local), _ ("The library cannot be read"));
    return FALSE;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
    g_autofree char *full = g_build_filename (self->from, path, NULL);
    GStatBuf status;

    if (is_left_out (path) || g_lstat (full, &status) != 0)
      continue;
    if (S_ISDIR (status.st_mode) && !list_files (self, path, error))
      return FALSE;
    if (!S_ISREG (status.st_mode))
      continue;
    g_ptr_array_add (self->files, g_steal_pointer (&path));
    self->total += (guint64) status.st_size;
  }
  return TRUE;
}

static char *
hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  char *hex;

  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be read"), path);
    return NULL;
  }
  hex = vouch_hash_of_fd (fd, cancellable, error);
  close (fd);
  return hex;
}

static void
report (Copying *self, guint64 more)
{
  if (self->watch != NULL && self->watch->progress != NULL)
    self->watch->progress (self->done + more, self->total, self->watch->progress_data);
}

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  report (data, done);
}

/* Whether the copy has the file already, whole. */
static gboolean
is_there (Copying *self, const char *to, const char *expected, guint64 size)
{
  GStatBuf status;
  g_autofree char *found = NULL;

  if (g_stat (to, &status) != 0 || (guint64) status.st_size != size)
    return FALSE;
  found = hash_file (to, self->cancellable, NULL);
  return g_strcmp0 (found, expected) == 0;
}

static gboolean
make_folders (Copying *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR) || strlen (folder) <= strlen (self->to))
    return TRUE;
  return make_folders (self, folder, error) && vouch_file_make_folder (folder, 0700, error);
}

static gboolean
bring (Copying *self, const char *from, const char *to, const char *hash, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *written = NULL;
  g_autoptr (VouchNewFile) file = NULL;
  const VouchCopy copy = { .progress = progress_cb, .progress_data = self };
  gboolean object = g_str_has_prefix (to + strlen (self->to), "/objects/");

  if (!make_folders (self, to, error))
    return FALSE;
  file = vouch_new_file_begin (folder, error);
  if (file == NULL || !vouch_copy_into (file, from, &copy, NULL, self->cancellable, error) ||
      !vouch_new_file_sync (file, error))
    return FALSE;
  written = hash_file (vouch_new_file_get_path (file), self->cancellable, error);
  if (written == NULL)
    return FALSE;
  if (!g_str_equal (written, hash)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("What was written to %s is not what was read. Your library is as it was; that "
                    "disk cannot be relied on."),
                 self->to);
    return FALSE;
  }
  self->copied.fresh++;
  return vouch_new_file_finish (file, to, object ? 0400 : 0600, error);
}

static gboolean
copy_file (Copying *self, const char *path, GError **error)
{
  g_autofree char *from = g_build_filename (self->from, path, NULL);
  g_autofree char *to = g_build_filename (self->to, path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hash = NULL;
  GStatBuf status;

  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                         _ ("This was stopped. What was copied is kept, and the next time goes on "
                            "from there."));
    return FALSE;
  }
  /* What is on its way out of the library, or was a moment ago, is no part of it. */
  if (g_stat (from, &status) != 0)
    return TRUE;
  hash = hash_file (from, self->cancellable, error);
  if (hash == NULL)
    return FALSE;
  if (g_str_has_prefix (path, "objects/") && !g_str_equal (hash, name))
    self->copied.damaged++;
  if (!is_there (self, to, hash, (guint64) status.st_size) && !bring (self, from, to, hash, error))
    return FALSE;
  self->copied.files++;
  self->copied.bytes += (guint64) status.st_size;
  self->done += (guint64) status.st_size;
  report (self, 0);
  return TRUE;
}

static char *
get_id (VouchStore *self, GError **error)
{
  g_autofree char *id = vouch_store_get_setting (self, ID_SETTING);

  if (id != NULL)
    return g_steal_pointer (&id);
  id = vouch_id_new (_vouch_store_now_ms (self));
  return vouch_store_set_setting (self, ID_SETTING, id, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

/**
 * vouch_store_may_copy_to:
 * @self: a library.
 * @target: (type filename): a folder, there or not.
 * @error: %VOUCH_ERROR_CONFLICT when it holds something else.
 *
 * Returns: whether @target is free, or has an earlier copy of this library.
 */
gboolean
vouch_store_may_copy_to (VouchStore *self, const char *target, GError **error)
{
  g_autofree char *mark = NULL;
  g_autofree char *found = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && target != NULL, FALSE);

  if (is_empty (target))
    return TRUE;
  mark = g_build_filename (target, MARK, NULL);
  found = vouch_file_load_small (mark, LONGEST_ID, NULL, NULL);
  id = vouch_store_get_setting (self, ID_SETTING);
  if (found != NULL && g_strcmp0 (g_strchomp (found), id) == 0)
    return TRUE;
  g_set_error (
      error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
      _ ("The folder %s holds something else, which is left alone. Choose an empty folder."),
      target);
  return FALSE;
}

static gboolean
take_over (VouchStore *self, const char *target, GError **error)
{
  g_autofree char *id = get_id (self, error);
  g_autofree char *mark = g_build_filename (target, MARK, NULL);

  if (id == NULL || !vouch_store_may_copy_to (self, target, error))
    return FALSE;
  if (g_mkdir_with_parents (target, 0700) != 0) {
    vouch_error_set_errno (error, errno, _ ("The folder %s cannot be made"), target);
    return FALSE;
  }
  return vouch_file_replace (mark, id, strlen (id), 0600, error);
}

/* The snapshot is taken first: every file that it speaks of is in place by then. */
static gboolean
copy_database (VouchStore *self, const char *coming, GError **error)
{
  g_autofree char *database = vouch_store_get_path (self, "library.db");
  g_autoptr (VouchSql) sql = vouch_sql_open (
      database, VOUCH_SQL_DEFAULT, VOUCH_STORE_APPLICATION_ID, VOUCH_STORE_SCHEMA_VERSION, error);

  return sql != NULL && vouch_sql_backup_into (sql, coming, error);
}

static gboolean
put_in_place (const char *target, const char *coming, GError **error)
{
  static const char *const gone[] = { "library.db-wal", "library.db-shm" };
  g_autofree char *database = g_build_filename (target, "library.db", NULL);

  /* Journals of the database before would be taken for the new one's. */
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++) {
    g_autofree char *path = g_build_filename (target, gone[i], NULL);

    if (!vouch_file_remove (path, error))
      return FALSE;
  }
  if (g_rename (coming, database) == 0)
    return vouch_file_sync_folder (target, error);
  vouch_error_set_errno (error, errno, _ ("%s cannot be put in place"), database);
  return FALSE;
}

static gboolean
copy_all (Copying *self, GError **error)
{
  static const char *const folders[] = { "objects", "recordings", "outbox", "backups" };

  if (!list_files (self, "", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (self->to, folders[i], NULL);

    if (!vouch_file_make_folder (path, 0700, error))
      return FALSE;
  }
  for (guint i = 0; i < self->files->len; i++)
    if (!copy_file (self, g_ptr_array_index (self->files, i), error))
      return FALSE;
  return TRUE;
}

/**
 * vouch_store_copy_to:
 * @self: a library that may be written.
 * @target: (type filename): a folder that vouch_store_may_copy_to() allows.
 * @watch: (nullable): hears how far it has come.
 * @copied: (out caller-allocates): what came of it.
 * @cancellable: (nullable): to stop it; the next time goes on from there.
 * @error: %VOUCH_ERROR_CONFLICT when @target holds something else, %VOUCH_ERROR_BUSY when somebody
 *   uses the copy, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Makes @target a whole copy of the library, verified file by file.
 *
 * Returns: whether it is on that disk.
 */
gboolean
vouch_store_copy_to (VouchStore *self,
                     const char *target,
                     const VouchCopy *watch,
                     VouchStoreCopied *copied,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *lock_path = NULL;
  g_autofree char *coming = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchLock) lock = NULL;
  Copying copying = { .from = vouch_store_get_folder (self),
                      .to = target,
                      .files = files,
                      .watch = watch,
                      .cancellable = cancellable };

  g_return_val_if_fail (VOUCH_IS_STORE (self) && target != NULL && copied != NULL, FALSE);

  lock_path = g_build_filename (target, "lock", NULL);
  coming = g_build_filename (target, COMING, NULL);
  if (!take_over (self, target, error))
    return FALSE;
  lock = vouch_lock_take (lock_path, 0, cancellable, error);
  if (lock == NULL || !copy_database (self, coming, error) || !copy_all (&copying, error) ||
      !put_in_place (target, coming, error))
    return FALSE;
  *copied = copying.copied;
  return TRUE;
}

/**
 * vouch_store_settle_copy:
 * @target: (type filename): a copy that is the library from now on.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Has the copy forget that it was one.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_settle_copy (const char *target, GError **error)
{
  g_autofree char *mark = NULL;

  g_return_val_if_fail (target != NULL, FALSE);

  mark = g_build_filename (target, MARK, NULL);
  return vouch_file_remove (mark, error) && vouch_file_sync_folder (target, error);
}

/**
 * vouch_store_measure:
 * @self: a library.
 *
 * Returns: how many bytes it takes, without what can be made again.
 */
guint64
vouch_store_measure (VouchStore *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *database = vouch_store_get_path (self, "library.db");
  Copying copying = { .from = vouch_store_get_folder (self), .files = files };
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_return_val_if_fail (VOUCH_IS_STORE (self), 0);

  if (!list_files (&copying, "", &error))
    g_message ("The library was not measured: %s", error->message);
  if (g_stat (database, &status) == 0)
    copying.total += (guint64) status.st_size;
  return copying.total;
}
