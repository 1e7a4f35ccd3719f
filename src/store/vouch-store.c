/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store.h"
#include "vouch-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-backup.h"
#include "vouch-store-journal.h"
#include "vouch-store-recovery.h"
#include "vouch-store-schema.h"

#define LOCK_WAIT_MS 5000
#define IDLE_READERS 4

/**
 * VouchStore:
 *
 * The library folder: everything a teacher has made. Functions block; call them on a worker. They
 * may be called from any thread: one writes at a time, others read beside it.
 *
 * It is also the [iface@UploadJournal] that lets an upload go on after a restart.
 */
struct _VouchStore {
  GObject parent_instance;

  char *folder;
  VouchClock *clock;
  VouchStoreFormats formats;
  gboolean read_only;
  VouchStoreLatch *latch; /* (owned) (nullable): held by who may write */

  GRecMutex writing;                /* held through a change */
  VouchSql *writer;                 /* (owned) (nullable) (mutex writing) */
  VouchSqlTransaction *transaction; /* (owned) (nullable) (mutex writing) */
  guint depth;                      /* (mutex writing): changes within changes */
  gboolean spoiled;  /* (mutex writing): an inner change was undone, so the outer one must be */
  GThread *changing; /* (nullable) (atomic): the thread with an open change */

  GMutex mutex;
  GQueue readers;               /* of VouchSql (mutex mutex): idle ones */
  VouchStoreCache *facts;       /* (owned): of VouchFacts by sha256 and reader */
  VouchStoreCache *definitions; /* (owned): of VouchDefinition by sha256 */
};

struct _VouchStoreChange {
  VouchStore *store; /* (owned) */
  gboolean committed;
};

struct _VouchStoreReading {
  VouchStore *store; /* (owned) */
  VouchSql *sql;     /* (owned) */
  gboolean borrowed; /* it is the writer's */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchStore,
                               vouch_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_UPLOAD_JOURNAL,
                                                      vouch_store_journal_iface_init))

static VouchSql *
open_database (VouchStore *self, VouchSqlFlags flags, GError **error)
{
  g_autofree char *path = vouch_store_get_path (self, "library.db");

  return vouch_sql_open (path, flags, VOUCH_STORE_APPLICATION_ID, VOUCH_STORE_SCHEMA_VERSION,
                         error);
}

static gboolean
make_folders (VouchStore *self, GError **error)
{
  static const char *const names[] = { "cache", "objects", "recordings", "outbox", "backups" };

  if (g_mkdir_with_parents (self->folder, 0700) != 0 ||
      !vouch_file_make_folder (self->folder, 0700, error)) {
    if (error != NULL && *error == NULL)
      vouch_error_set_errno (error, errno, _ ("The library %s cannot be made"), self->folder);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = vouch_store_get_path (self, names[i]);

    if (!vouch_file_make_folder (path, 0700, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
migrate (VouchStore *self, GError **error)
{
  guint version = vouch_sql_get_version (self->writer);

  /* What a new version does to a library can be taken back by hand. */
  if (version > 0 && version < VOUCH_STORE_SCHEMA_VERSION) {
    g_autofree char *backup = vouch_store_backup (self, error);

    if (backup == NULL)
      return FALSE;
  }
  return vouch_migration_apply (self->writer, vouch_store_migrations, VOUCH_STORE_SCHEMA_VERSION,
                                error);
}

/* A library that was used has backups.  Were its database gone or emptied, beginning a new one in
 * its place would bury what the backups hold. */
static gboolean
is_emptied (VouchStore *self, const char *database, GError **error)
{
  g_autofree char *backup = NULL;
  GStatBuf status;

  if (g_stat (database, &status) == 0 && status.st_size > 0)
    return FALSE;
  backup = vouch_store_find_good_backup (self->folder);
  if (backup == NULL)
    return FALSE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT, _ ("The database is empty (%s)."),
               database);
  return TRUE;
}

static gboolean
open_to_write (VouchStore *self, VouchStoreFlags flags, GError **error)
{
  gboolean create = (flags & VOUCH_STORE_CREATE) != 0;
  g_autofree char *lock = vouch_store_get_path (self, "lock");
  g_autofree char *database = vouch_store_get_path (self, "library.db");
  g_autofree char *objects = vouch_store_get_path (self, "objects");

  if (create && !make_folders (self, error))
    return FALSE;
  if (!create && !g_file_test (database, G_FILE_TEST_EXISTS)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no library at %s"),
                 self->folder);
    return FALSE;
  }
  self->latch = vouch_store_latch_take (
      lock, (flags & VOUCH_STORE_WAIT_FOR_LOCK) != 0 ? LOCK_WAIT_MS : 0, error);
  if (self->latch == NULL || is_emptied (self, database, error))
    return FALSE;
  self->writer = open_database (self, create ? VOUCH_SQL_CREATE : VOUCH_SQL_DEFAULT, error);
  /* What is deleted is overwritten: a child's name that was taken out is to be found nowhere. */
  if (self->writer == NULL || !vouch_sql_exec (self->writer, "PRAGMA secure_delete=ON", error) ||
      !make_folders (self, error) || !migrate (self, error) ||
      !vouch_file_sync_folder (self->folder, error) || !vouch_file_sync_folder (objects, error))
    return FALSE;
  return vouch_store_recover (self, error);
}

static gboolean
open_to_read (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = _vouch_store_read (self, error);

  if (reading == NULL)
    return FALSE;
  if (vouch_sql_get_version (_vouch_store_reading_get_sql (reading)) == VOUCH_STORE_SCHEMA_VERSION)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
               _ ("The library %s was last used by an older version of Vouch. Open it once to "
                  "bring it up to date; nothing is lost."),
               self->folder);
  return FALSE;
}

/* A damaged database says what can be done about it. */
static void
offer_backup (VouchStore *self, GError **error)
{
  g_autofree char *backup = vouch_store_find_good_backup (self->folder);
  g_autofree char *name = backup != NULL ? g_path_get_basename (backup) : NULL;

  if (name != NULL)
    g_prefix_error (error,
                    _ ("The library's database cannot be read. Your files are safe, and there is "
                       "a good backup (%s). Close Vouch and put it in place with “vouchctl library "
                       "restore”; the damaged database is kept. "),
                    name);
  else
    g_prefix_error (error, _ ("The library's database cannot be read, and there is no backup of "
                              "it. Your files are safe. "));
}

static void
set_spoiled_error (GError **error)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("Part of this could not be done, so nothing of it was."));
}

static void
vouch_store_dispose (GObject *object)
{
  vouch_store_close (VOUCH_STORE (object));
  G_OBJECT_CLASS (vouch_store_parent_class)->dispose (object);
}

static void
vouch_store_finalize (GObject *object)
{
  VouchStore *self = VOUCH_STORE (object);

  g_free (self->folder);
  g_clear_object (&self->clock);
  vouch_store_cache_free (self->facts);
  vouch_store_cache_free (self->definitions);
  g_rec_mutex_clear (&self->writing);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (vouch_store_parent_class)->finalize (object);
}

static void
vouch_store_class_init (VouchStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_store_finalize;
}

static void
vouch_store_init (VouchStore *self)
{
  g_rec_mutex_init (&self->writing);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->readers);
  self->facts = vouch_store_cache_new ();
  self->definitions = vouch_store_cache_new ();
}

/**
 * vouch_store_open:
 * @folder: (type filename): the library folder.
 * @clock: the clock that times are taken from.
 * @formats: (nullable): how to read what is kept as it is; without it, definitions and facts
 *   cannot be read.
 * @flags: how to open it.
 * @error: %VOUCH_ERROR_BUSY when somebody else writes, %VOUCH_ERROR_TOO_NEW (nothing is changed),
 *   %VOUCH_ERROR_CORRUPT (the message names the newest good backup), %VOUCH_ERROR_NOT_FOUND,
 *   %VOUCH_ERROR_NOT_READY for an older library opened to read, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Opens a library; to write, it also brings the database up to date and clears away what an
 * interrupted program left half made.
 *
 * Returns: (transfer full): the library, or %NULL.
 */
VouchStore *
vouch_store_open (const char *folder,
                  VouchClock *clock,
                  const VouchStoreFormats *formats,
                  VouchStoreFlags flags,
                  GError **error)
{
  g_autoptr (VouchStore) self = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (folder != NULL && VOUCH_IS_CLOCK (clock), NULL);

  self = g_object_new (VOUCH_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  if (formats != NULL)
    self->formats = *formats;
  self->read_only = (flags & VOUCH_STORE_READ_ONLY) != 0;
  if (self->read_only ? open_to_read (self, &local) : open_to_write (self, flags, &local))
    return g_steal_pointer (&self);
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT))
    offer_backup (self, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * vouch_store_get_folder:
 * @self: a library.
 *
 * Returns: (transfer none) (type filename): its folder.
 */
const char *
vouch_store_get_folder (VouchStore *self)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * vouch_store_get_path:
 * @self: a library.
 * @name: the name of a file or folder in it, such as `identity` or `cache`.
 *
 * Returns: (transfer full) (type filename): its path.
 */
char *
vouch_store_get_path (VouchStore *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && name != NULL, NULL);

  return g_build_filename (self->folder, name, NULL);
}

/**
 * vouch_store_get_clock:
 * @self: a library.
 *
 * Returns: (transfer none): its clock.
 */
VouchClock *
vouch_store_get_clock (VouchStore *self)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * vouch_store_is_read_only:
 * @self: a library.
 *
 * Returns: whether it was opened only to read.
 */
gboolean
vouch_store_is_read_only (VouchStore *self)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self), TRUE);

  return self->read_only;
}

/**
 * vouch_store_close:
 * @self: a library.
 *
 * Waits for a change under way, then closes the database and lets go of the lock. Nothing can be
 * read or written afterwards.
 */
void
vouch_store_close (VouchStore *self)
{
  VouchSql *reader;

  g_return_if_fail (VOUCH_IS_STORE (self));

  g_rec_mutex_lock (&self->writing);
  g_mutex_lock (&self->mutex);
  while ((reader = g_queue_pop_head (&self->readers)) != NULL)
    g_object_unref (reader);
  g_mutex_unlock (&self->mutex);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->latch, vouch_store_latch_free);
  g_rec_mutex_unlock (&self->writing);
}

/**
 * vouch_store_change_begin:
 * @self: a library that may be written.
 * @error: %VOUCH_ERROR_NOT_READY when it was opened only to read or is closed;
 *   %VOUCH_ERROR_BUSY, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins a change, or joins the one that this thread has open.
 *
 * Returns: (transfer full): the change, or %NULL.
 */
VouchStoreChange *
vouch_store_change_begin (VouchStore *self, GError **error)
{
  VouchStoreChange *change;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  g_rec_mutex_lock (&self->writing);
  if (self->writer == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                 _ ("The library is open only to be read. Nothing was changed."));
  } else if (self->depth > 0 && self->spoiled) {
    set_spoiled_error (error);
    g_rec_mutex_unlock (&self->writing);
    return NULL;
  } else if (self->depth == 0 && vouch_store_latch_enter (self->latch, error)) {
    self->transaction = vouch_sql_transaction_begin (self->writer, error);
    self->spoiled = FALSE;
    if (self->transaction != NULL)
      g_atomic_pointer_set (&self->changing, g_thread_self ());
  }
  if (self->writer == NULL || self->transaction == NULL) {
    vouch_store_latch_leave (self->latch);
    g_rec_mutex_unlock (&self->writing);
    return NULL;
  }
  self->depth++;
  change = g_new0 (VouchStoreChange, 1);
  change->store = g_object_ref (self);
  return change;
}

/**
 * vouch_store_change_commit:
 * @change: a change.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_CONFLICT when an inner change was undone, or
 *   %VOUCH_ERROR_DEVICE; everything is undone then as the change is freed.
 *
 * Makes everything since its beginning durable; an inner change leaves that to the outer one.
 *
 * Returns: whether it is on the disk (of an inner change: whether it may be).
 */
gboolean
vouch_store_change_commit (VouchStoreChange *change, GError **error)
{
  VouchStore *self;

  g_return_val_if_fail (change != NULL && !change->committed, FALSE);

  self = change->store;
  if (self->spoiled) {
    set_spoiled_error (error);
    return FALSE;
  }
  if (self->depth == 1 && (!_vouch_store_search_apply (self, FALSE, error) ||
                           !vouch_sql_transaction_commit (self->transaction, error)))
    return FALSE;
  change->committed = TRUE;
  return TRUE;
}

/**
 * vouch_store_change_free:
 * @change: (transfer full) (nullable): a change.
 *
 * Ends it; what was not committed is undone.
 */
void
vouch_store_change_free (VouchStoreChange *change)
{
  VouchStore *self;

  if (change == NULL)
    return;
  self = change->store;
  if (!change->committed)
    self->spoiled = TRUE;
  self->depth--;
  if (self->depth == 0) {
    g_atomic_pointer_set (&self->changing, NULL);
    g_clear_pointer (&self->transaction, vouch_sql_transaction_free);
    vouch_store_latch_leave (self->latch);
  }
  g_rec_mutex_unlock (&self->writing);
  g_object_unref (self);
  g_free (change);
}

/**
 * _vouch_store_read:
 * @self: a library.
 * @error: as the connection reports it.
 *
 * Begins to read: one state of the library, whoever writes meanwhile.
 *
 * Returns: (transfer full): a connection to read by, or %NULL.
 */
VouchStoreReading *
_vouch_store_read (VouchStore *self, GError **error)
{
  VouchStoreReading *reading = g_new0 (VouchStoreReading, 1);

  reading->store = g_object_ref (self);
  if (g_atomic_pointer_get (&self->changing) == g_thread_self ()) {
    reading->sql = g_object_ref (self->writer);
    reading->borrowed = TRUE;
    return reading;
  }
  g_mutex_lock (&self->mutex);
  reading->sql = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->mutex);
  if (reading->sql == NULL)
    reading->sql = open_database (self, VOUCH_SQL_READ_ONLY, error);
  if (reading->sql != NULL && vouch_sql_exec (reading->sql, "BEGIN", error))
    return reading;
  _vouch_store_reading_free (reading);
  return NULL;
}

/**
 * _vouch_store_reading_get_sql:
 * @reading: a reading.
 *
 * Returns: (transfer none): its connection.
 */
VouchSql *
_vouch_store_reading_get_sql (VouchStoreReading *reading)
{
  return reading->sql;
}

/**
 * _vouch_store_reading_free:
 * @reading: (transfer full) (nullable): a reading.
 *
 * Ends it; the connection waits for the next one.
 */
void
_vouch_store_reading_free (VouchStoreReading *reading)
{
  VouchStore *self;

  if (reading == NULL)
    return;
  self = reading->store;
  if (reading->sql != NULL && !reading->borrowed &&
      vouch_sql_exec (reading->sql, "ROLLBACK", NULL)) {
    g_mutex_lock (&self->mutex);
    if (g_queue_get_length (&self->readers) < IDLE_READERS &&
        (self->read_only || self->writer != NULL))
      g_queue_push_head (&self->readers, g_steal_pointer (&reading->sql));
    g_mutex_unlock (&self->mutex);
  }
  g_clear_object (&reading->sql);
  g_object_unref (self);
  g_free (reading);
}

/**
 * _vouch_store_get_writer:
 * @self: a library with an open change on this thread.
 *
 * Returns: (transfer none): the connection to write by.
 */
VouchSql *
_vouch_store_get_writer (VouchStore *self)
{
  g_assert (self->writer != NULL);
  return self->writer;
}

/**
 * _vouch_store_now_ms:
 * @self: a library.
 *
 * Returns: milliseconds since 1970 by its clock.
 */
gint64
_vouch_store_now_ms (VouchStore *self)
{
  return vouch_clock_now_ms (self->clock);
}

/**
 * _vouch_store_get_formats:
 * @self: a library.
 *
 * Returns: (transfer none): how to read what is kept as it is; members may be %NULL.
 */
const VouchStoreFormats *
_vouch_store_get_formats (VouchStore *self)
{
  return &self->formats;
}

/**
 * _vouch_store_get_facts_cache:
 * @self: a library.
 *
 * Returns: (transfer none): the facts that were read already.
 */
VouchStoreCache *
_vouch_store_get_facts_cache (VouchStore *self)
{
  return self->facts;
}

/**
 * _vouch_store_get_definitions_cache:
 * @self: a library.
 *
 * Returns: (transfer none): the definitions that were read already.
 */
VouchStoreCache *
_vouch_store_get_definitions_cache (VouchStore *self)
{
  return self->definitions;
}

/**
 * _vouch_store_get_latch:
 * Returns: (transfer none) (nullable): the right to write.
 */
VouchStoreLatch *
_vouch_store_get_latch (VouchStore *self)
{
  return self->latch;
}
