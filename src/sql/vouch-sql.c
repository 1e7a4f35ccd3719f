/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sql"

#include "config.h"
#include "vouch-sql.h"
#include "vouch-sql-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sqlite3.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-sql-statement.h"

#define BUSY_TIMEOUT_MS 5000
#define STEPS_BETWEEN_LOOKS 1000

/* More different statements than one kind of work has. */
#define MOST_IDLE 160

/**
 * VouchSql:
 *
 * A connection to an SQLite database. Every commit is on the disk before it is reported (WAL with
 * `synchronous=FULL`), foreign keys hold, and a database of another program or of a newer version
 * is refused without a byte of it being changed. Used by one thread at a time.
 */
struct _VouchSql {
  GObject parent_instance;

  sqlite3 *db;
  char *path;
  GMutex mutex;
  GCancellable *cancellable; /* (nullable) (mutex mutex) */
  GHashTable *idle;          /* (element-type utf8 sqlite3_stmt): prepared, in nobody's hands */
};

G_DEFINE_FINAL_TYPE (VouchSql, vouch_sql, G_TYPE_OBJECT)

static VouchError
error_from_sqlite (sqlite3 *db)
{
  int code = sqlite3_extended_errcode (db);

  switch (code) {
  case SQLITE_CONSTRAINT_FOREIGNKEY: return VOUCH_ERROR_NOT_FOUND;
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID: return VOUCH_ERROR_CONFLICT;
  default: break;
  }
  switch (code & 0xff) {
  case SQLITE_FULL: return VOUCH_ERROR_NO_SPACE;
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return VOUCH_ERROR_BUSY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB: return VOUCH_ERROR_CORRUPT;
  case SQLITE_INTERRUPT: return VOUCH_ERROR_CANCELLED;
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
  case SQLITE_RANGE: return VOUCH_ERROR_INVALID;
  case SQLITE_CANTOPEN:
    return sqlite3_system_errno (db) == ENOENT ? VOUCH_ERROR_NOT_FOUND : VOUCH_ERROR_DEVICE;
  case SQLITE_IOERR:
    if (sqlite3_system_errno (db) == ENOSPC || sqlite3_system_errno (db) == EDQUOT)
      return VOUCH_ERROR_NO_SPACE;
    return VOUCH_ERROR_DEVICE;
  default: return VOUCH_ERROR_DEVICE;
  }
}

/* A folder or a disk that may only be read. */
static gboolean
may_only_read (sqlite3 *db)
{
  int saved_errno = sqlite3_system_errno (db);
  int primary = sqlite3_errcode (db) & 0xff;

  return primary == SQLITE_READONLY || primary == SQLITE_PERM || saved_errno == EACCES ||
         saved_errno == EROFS || saved_errno == EPERM;
}

static const char *
describe (sqlite3 *db, VouchError code)
{
  switch (code) {
  case VOUCH_ERROR_NO_SPACE:
    return _ ("The disk is full. Nothing was changed; make room and try again.");
  case VOUCH_ERROR_BUSY:
    return _ ("Another program is writing to the database. Nothing was changed; try again.");
  case VOUCH_ERROR_CORRUPT: return _ ("The database is damaged.");
  case VOUCH_ERROR_CANCELLED: return _ ("This was stopped. Nothing was changed.");
  case VOUCH_ERROR_NOT_FOUND: return _ ("Something that this refers to does not exist.");
  case VOUCH_ERROR_CONFLICT: return _ ("This exists already. Nothing was changed.");
  case VOUCH_ERROR_INVALID: return _ ("The database does not take this value.");
  default: break;
  }
  if (may_only_read (db))
    return _ ("The library may only be read here. What is in it is safe, and nothing was changed. "
              "Allow writing to its folder, then try again.");
  return _ ("The disk did not take the change, or did not give the data. What was saved before is "
            "safe. See whether the disk is still connected, then try again.");
}

/* A handle that could not be opened has no VouchSql yet, so this speaks of path and handle. */
static void
set_error (sqlite3 *db, const char *path, GError **error)
{
  VouchError code = error_from_sqlite (db);
  int saved_errno = sqlite3_system_errno (db);

  g_set_error (error, VOUCH_ERROR, (gint) code, "%s (%s: %s%s%s)", describe (db, code), path,
               sqlite3_errmsg (db), saved_errno != 0 ? ", " : "",
               saved_errno != 0 ? g_strerror (saved_errno) : "");
}

static int
look_for_cancel_cb (void *user_data)
{
  VouchSql *self = user_data;
  gboolean cancelled;

  g_mutex_lock (&self->mutex);
  cancelled = g_cancellable_is_cancelled (self->cancellable);
  g_mutex_unlock (&self->mutex);
  return cancelled;
}

static gboolean
read_pragma (VouchSql *self, const char *pragma, gint64 *value, GError **error)
{
  g_autoptr (VouchSqlStatement) statement = vouch_sql_prepare (self, pragma, error);

  if (statement == NULL || !vouch_sql_next (statement, error))
    return FALSE;
  *value = vouch_sql_int (statement, 0);
  return TRUE;
}

/* Reads only: whose database is this, and of which version? */
static gboolean
is_ours (VouchSql *self, guint32 application_id, guint newest, gboolean *fresh, GError **error)
{
  gint64 id, version, tables;

  if (!read_pragma (self, "PRAGMA application_id", &id, error) ||
      !read_pragma (self, "PRAGMA user_version", &version, error) ||
      !read_pragma (self, "SELECT count(*) FROM sqlite_master", &tables, error))
    return FALSE;
  *fresh = id == 0 && version == 0 && tables == 0;
  if (!*fresh && (guint32) id != application_id) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("%s is a database of another program. Nothing in it was changed."), self->path);
    return FALSE;
  }
  if (version > (gint64) newest) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                 _ ("%s was written by a newer version of Vouch (%" PRId64
                    "; this one knows %u). Nothing in it was changed. Install the newer version to "
                    "open it."),
                 self->path, version, newest);
    return FALSE;
  }
  return TRUE;
}

static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (journal, &status) == 0 && status.st_size > 0;
}

/* Somebody's rows were in there; a database that lost all of them is not a new one. */
static gboolean
refuse_empty (VouchSql *self, GError **error)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT, _ ("The database is empty (%s)."),
               self->path);
  return TRUE;
}

static gboolean
set_up (VouchSql *self, VouchSqlFlags flags, guint32 application_id, guint newest, GError **error)
{
  gboolean fresh = FALSE;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id=%u", application_id);

  /* Until we know that it is ours, closing must not write what somebody else left in a journal. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_journal (self->path), NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->db, STEPS_BETWEEN_LOOKS, look_for_cancel_cb, self);

  if (!is_ours (self, application_id, newest, &fresh, error) ||
      (fresh && (flags & VOUCH_SQL_CREATE) == 0 && refuse_empty (self, error)) ||
      !vouch_sql_exec (self, "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;", error))
    return FALSE;
  if ((flags & VOUCH_SQL_READ_ONLY) != 0)
    return vouch_sql_exec (self, "PRAGMA query_only=ON", error);
  if (!vouch_sql_exec (self, "PRAGMA journal_mode=WAL", error) ||
      (fresh && !vouch_sql_exec (self, stamp, error)))
    return FALSE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

static void
end_idle (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static void
vouch_sql_finalize (GObject *object)
{
  VouchSql *self = VOUCH_SQL (object);

  g_hash_table_unref (self->idle);
  if (self->db != NULL && sqlite3_close (self->db) != SQLITE_OK)
    g_critical ("%s was closed while a statement was still in use", self->path);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (vouch_sql_parent_class)->finalize (object);
}

static void
vouch_sql_class_init (VouchSqlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_sql_finalize;
}

static void
vouch_sql_init (VouchSql *self)
{
  g_mutex_init (&self->mutex);
  /* The text belongs to the statement that it is the key of. */
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, end_idle);
}

/**
 * _vouch_sql_get_handle:
 * @self: a connection.
 *
 * Returns: (transfer none): SQLite's own handle, for the other files of this layer.
 */
sqlite3 *
_vouch_sql_get_handle (VouchSql *self)
{
  return self->db;
}

/**
 * _vouch_sql_take_idle:
 * @self: a connection.
 * @text: one statement.
 *
 * To prepare a statement takes longer than most of them take to run, as the triggers of the tables
 * that it writes to are prepared with it; so those that were used are kept for the next time.
 *
 * Returns: (transfer full) (nullable): that statement, its parameters NULL, if there is one.
 */
sqlite3_stmt *
_vouch_sql_take_idle (VouchSql *self, const char *text)
{
  gpointer stmt = NULL;

  g_hash_table_steal_extended (self->idle, text, NULL, &stmt);
  return stmt;
}

/**
 * _vouch_sql_give_idle:
 * @self: a connection.
 * @stmt: (transfer full): one of its statements.
 *
 * Keeps a statement for the next time; one that did not end well is not kept.
 */
void
_vouch_sql_give_idle (VouchSql *self, sqlite3_stmt *stmt)
{
  const char *text = sqlite3_sql (stmt);

  if (sqlite3_reset (stmt) != SQLITE_OK || text == NULL) {
    sqlite3_finalize (stmt);
    return;
  }
  sqlite3_clear_bindings (stmt);
  if (g_hash_table_size (self->idle) >= MOST_IDLE)
    g_hash_table_remove_all (self->idle);
  g_hash_table_replace (self->idle, (gpointer) text, stmt);
}

/**
 * _vouch_sql_set_error:
 * @self: a connection whose last call went wrong.
 * @error: where to say so, by the table above.
 */
void
_vouch_sql_set_error (VouchSql *self, GError **error)
{
  set_error (self->db, self->path, error);
}

static gboolean
connect (VouchSql *self, const char *name, int mode, GError **error)
{
  if (sqlite3_open_v2 (name, &self->db, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) ==
      SQLITE_OK)
    return TRUE;
  set_error (self->db, self->path, error);
  return FALSE;
}

/* Even who only reads makes a small file beside the database (-shm), which a full disk or a folder
 * that may not be written does not allow. Nobody can write there either; so where no journal waits
 * to be applied, the database's file alone is the whole truth and can be read as it stands. */
static gboolean
connect_alone (VouchSql *self, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, "?immutable=1", NULL);

  g_hash_table_remove_all (self->idle);
  sqlite3_close (self->db);
  self->db = NULL;
  return connect (self, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

static gboolean
may_read_alone (VouchSql *self, VouchSqlFlags flags, const GError *error)
{
  return (flags & VOUCH_SQL_READ_ONLY) != 0 && !has_journal (self->path) &&
         (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NO_SPACE) ||
          g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE));
}

/**
 * vouch_sql_open:
 * @path: (type filename): the database's file.
 * @flags: how to open it.
 * @application_id: the number that marks the program's databases (SQLite's `application_id`).
 * @newest_version: the highest `user_version` that this program understands.
 * @error: %VOUCH_ERROR_TOO_NEW for a newer version and %VOUCH_ERROR_INVALID for another program's
 *   database, both untouched; %VOUCH_ERROR_CORRUPT, %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_BUSY,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Opens a database.
 *
 * Returns: (transfer full): the connection, or %NULL.
 */
VouchSql *
vouch_sql_open (const char *path,
                VouchSqlFlags flags,
                guint32 application_id,
                guint newest_version,
                GError **error)
{
  g_autoptr (VouchSql) self = g_object_new (VOUCH_TYPE_SQL, NULL);
  g_autoptr (GError) local = NULL;
  int mode = SQLITE_OPEN_READWRITE;

  g_return_val_if_fail (path != NULL && newest_version > 0, NULL);

  self->path = g_strdup (path);
  if ((flags & VOUCH_SQL_CREATE) != 0)
    mode |= SQLITE_OPEN_CREATE;
  else if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no database at %s"), path);
    return NULL;
  }
  if (connect (self, path, mode, &local) &&
      set_up (self, flags, application_id, newest_version, &local))
    return g_steal_pointer (&self);
  if (may_read_alone (self, flags, local)) {
    g_clear_error (&local);
    if (connect_alone (self, &local) &&
        set_up (self, flags, application_id, newest_version, &local))
      return g_steal_pointer (&self);
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * vouch_sql_get_path:
 * @self: a connection.
 *
 * Returns: (transfer none) (type filename): the database's file.
 */
const char *
vouch_sql_get_path (VouchSql *self)
{
  g_return_val_if_fail (VOUCH_IS_SQL (self), NULL);

  return self->path;
}

/**
 * vouch_sql_get_version:
 * @self: a connection.
 *
 * Returns: the database's `user_version`; 0 for a new one.
 */
guint
vouch_sql_get_version (VouchSql *self)
{
  gint64 version = 0;

  g_return_val_if_fail (VOUCH_IS_SQL (self), 0);

  return read_pragma (self, "PRAGMA user_version", &version, NULL) ? (guint) version : 0;
}

/**
 * vouch_sql_set_cancellable:
 * @self: a connection.
 * @cancellable: (nullable): what stops the statements that follow, with %VOUCH_ERROR_CANCELLED.
 *
 * Lets somebody stop a long statement; looked at every thousand steps of SQLite's machine.
 */
void
vouch_sql_set_cancellable (VouchSql *self, GCancellable *cancellable)
{
  g_return_if_fail (VOUCH_IS_SQL (self));

  g_mutex_lock (&self->mutex);
  g_set_object (&self->cancellable, cancellable);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_sql_exec:
 * @self: a connection.
 * @sql: one or more statements without parameters.
 * @error: any code of the error table at the top of this file.
 *
 * Returns: whether all of them were carried out.
 */
gboolean
vouch_sql_exec (VouchSql *self, const char *sql, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_SQL (self) && sql != NULL, FALSE);

  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (self->db, self->path, error);
  return FALSE;
}

/**
 * vouch_sql_run:
 * @self: a connection.
 * @error: any code of the error table at the top of this file.
 * @sql: one statement.
 * @types: one letter a parameter, as vouch_sql_bind() reads them.
 * @...: the values.
 *
 * Carries out one statement whose rows, if any, are not wanted.
 *
 * Returns: whether it was carried out.
 */
gboolean
vouch_sql_run (VouchSql *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (VouchSqlStatement) statement = NULL;
  va_list values;

  g_return_val_if_fail (VOUCH_IS_SQL (self) && sql != NULL && types != NULL, FALSE);

  va_start (values, types);
  statement = vouch_sql_query_va (self, error, sql, types, values);
  va_end (values);
  return statement != NULL && vouch_sql_finish (statement, error);
}

/**
 * vouch_sql_count_changes:
 * @self: a connection.
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE changed.
 */
guint
vouch_sql_count_changes (VouchSql *self)
{
  g_return_val_if_fail (VOUCH_IS_SQL (self), 0);

  return (guint) sqlite3_changes (self->db);
}

/**
 * vouch_sql_check:
 * @self: a connection.
 * @complaints: (element-type utf8): where to add what is wrong, a sentence each.
 * @error: when the database cannot even be looked through.
 *
 * Looks through the whole database: pages, indexes, references (`integrity_check`,
 * `foreign_key_check`).
 *
 * Returns: whether it was looked through, whatever was found.
 */
gboolean
vouch_sql_check (VouchSql *self, GPtrArray *complaints, GError **error)
{
  g_autoptr (VouchSqlStatement) pages = NULL;
  g_autoptr (VouchSqlStatement) references = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_SQL (self) && complaints != NULL, FALSE);

  pages = vouch_sql_prepare (self, "PRAGMA integrity_check", error);
  if (pages == NULL)
    return FALSE;
  while (vouch_sql_next (pages, &local))
    if (g_strcmp0 (vouch_sql_text (pages, 0), "ok") != 0)
      g_ptr_array_add (complaints, g_strdup_printf (_ ("The database is damaged: %s."),
                                                    vouch_sql_text (pages, 0)));
  references = local == NULL ? vouch_sql_prepare (self, "PRAGMA foreign_key_check", &local) : NULL;
  while (references != NULL && vouch_sql_next (references, &local))
    g_ptr_array_add (
        complaints,
        g_strdup_printf (_ ("An entry of the table %s refers to an entry of %s that is "
                            "not there."),
                         vouch_sql_text (references, 0), vouch_sql_text (references, 2)));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_sql_backup_into:
 * @self: a connection.
 * @path: (type filename): the copy's name; replaced when it is there.
 * @error: any code of the error table at the top of this file, or of vouch_new_file_finish().
 *
 * Writes a whole, compact copy of the database as it stands (`VACUUM INTO`), durably.
 *
 * Returns: whether the copy is on the disk.
 */
gboolean
vouch_sql_backup_into (VouchSql *self, const char *path, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (VouchNewFile) file = NULL;

  g_return_val_if_fail (VOUCH_IS_SQL (self) && path != NULL, FALSE);

  folder = g_path_get_dirname (path);
  file = vouch_new_file_begin (folder, error);
  return file != NULL &&
         vouch_sql_run (self, error, "VACUUM INTO ?", "t", vouch_new_file_get_path (file)) &&
         vouch_new_file_finish (file, path, 0600, error);
}
