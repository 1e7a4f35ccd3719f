/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk"

#include "config.h"
#include "vouch-desk.h"

#include <string.h>
#include <sys/statvfs.h>

#include <glib/gi18n-lib.h>

#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-migration.h"
#include "vouch-sql-statement.h"

/*
 * The issuer's folder:
 *
 *   issuer.db            accounts, tokens (hashed), definitions, submissions, uploads, answers
 *   issuer.key           the seed of the issuer's Ed25519 key, 32 bytes, readable by the owner only
 *   uploads/ID           the bytes of an upload so far; its length is the offset
 *   files/ACCOUNT/SHA256 the bytes of a sealed file, under a name that tells nothing
 *
 * Invariants: what one account has sent is never given or mentioned to another. A file in files/
 * was read back and hashed before its row was written. Bytes that have no row are swept at start.
 */

#define APPLICATION_ID 0x564f4955u /* "VOIU" */
#define DISK_RESERVE ((gint64) 64 * 1024 * 1024)
#define GIB ((gint64) 1024 * 1024 * 1024)

static const VouchMigration steps[] = {
  { .sql = "CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
           "CREATE TABLE tokens (hash TEXT PRIMARY KEY, account INTEGER NOT NULL REFERENCES "
           "accounts (id),"
           " created_ms INTEGER NOT NULL) STRICT;"
           "CREATE TABLE definitions (sha256 TEXT PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT "
           "NULL,"
           " name TEXT NOT NULL, retired INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (id, "
           "version)) STRICT;"
           "CREATE TABLE submissions (id TEXT PRIMARY KEY,"
           " account INTEGER NOT NULL REFERENCES accounts (id),"
           " definition TEXT NOT NULL REFERENCES definitions (sha256),"
           " attempt INTEGER NOT NULL, previous TEXT REFERENCES submissions (id), subject TEXT NOT "
           "NULL,"
           " state TEXT NOT NULL, review TEXT NOT NULL, revision INTEGER NOT NULL,"
           " opened_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, sealed_ms INTEGER NOT NULL "
           "DEFAULT 0,"
           " manifest BLOB, manifest_digest TEXT, signature TEXT,"
           " receipt BLOB, decision BLOB, credential TEXT) STRICT;"
           "CREATE UNIQUE INDEX one_attempt ON submissions (account, definition, subject, attempt)"
           " WHERE state <> 'withdrawn';"
           "CREATE TABLE uploads (id TEXT PRIMARY KEY,"
           " submission TEXT NOT NULL REFERENCES submissions (id), slot TEXT NOT NULL,"
           " sha256 TEXT NOT NULL, media_type TEXT NOT NULL, length INTEGER NOT NULL,"
           " key TEXT, touched_ms INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0) STRICT;"
           "CREATE INDEX uploads_of ON uploads (submission);"
           "CREATE TABLE files (account INTEGER NOT NULL REFERENCES accounts (id), sha256 TEXT NOT "
           "NULL,"
           " bytes INTEGER NOT NULL, PRIMARY KEY (account, sha256)) STRICT;"
           "CREATE TABLE evidence (submission TEXT NOT NULL REFERENCES submissions (id),"
           " sha256 TEXT NOT NULL, PRIMARY KEY (submission, sha256)) STRICT;"
           "CREATE TABLE answers (account INTEGER NOT NULL, route TEXT NOT NULL, key TEXT NOT NULL,"
           " body_digest TEXT NOT NULL, status INTEGER NOT NULL, location TEXT, etag TEXT,"
           " body BLOB NOT NULL, PRIMARY KEY (account, route, key)) STRICT;" },
};

/**
 * VouchDesk:
 *
 * The issuer's folder, opened: its database, its key and what it takes at most.
 */
struct _VouchDesk {
  GObject parent_instance;

  char *folder;
  VouchSql *sql;
  VouchSigningKey *key;
  VouchClock *clock;
  VouchIssuerLimits *limits;
  GHashTable *definitions; /* SHA-256 → VouchDefinition, as they are asked for */
};

G_DEFINE_FINAL_TYPE (VouchDesk, vouch_desk, G_TYPE_OBJECT)

static void
vouch_desk_finalize (GObject *object)
{
  VouchDesk *self = VOUCH_DESK (object);

  g_free (self->folder);
  g_clear_object (&self->sql);
  g_clear_pointer (&self->key, vouch_signing_key_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->limits);
  g_hash_table_unref (self->definitions);

  G_OBJECT_CLASS (vouch_desk_parent_class)->finalize (object);
}

static void
vouch_desk_class_init (VouchDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_desk_finalize;
}

static VouchIssuerLimits *
make_limits (void)
{
  static const char *const media_types[] = {
    "audio/*",
    "video/*",
    "image/*",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/ogg",
    "application/rtf",
    "application/json",
    "text/plain",
    "text/csv",
    NULL,
  };
  VouchIssuerLimits *limits = vouch_issuer_limits_new ();

  vouch_issuer_limits_set_max_file_bytes (limits, 8 * GIB);
  vouch_issuer_limits_set_max_submission_bytes (limits, 32 * GIB);
  vouch_issuer_limits_set_max_items (limits, 500);
  vouch_issuer_limits_set_max_open_uploads (limits, 64);
  vouch_issuer_limits_set_max_parallel_uploads (limits, 4);
  vouch_issuer_limits_set_max_open_submissions (limits, 32);
  vouch_issuer_limits_set_max_json_bytes (limits, 4 * 1024 * 1024);
  vouch_issuer_limits_set_max_json_depth (limits, 32);
  vouch_issuer_limits_set_lifetime_seconds (limits, 7 * 24 * 60 * 60);
  vouch_issuer_limits_set_media_types (limits, media_types);
  return limits;
}

static void
vouch_desk_init (VouchDesk *self)
{
  self->clock = vouch_clock_new_from_environment ();
  self->limits = make_limits ();
  self->definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static gboolean
make_folders (VouchDesk *self, GError **error)
{
  g_autofree char *uploads = g_build_filename (self->folder, "uploads", NULL);
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);

  return vouch_file_make_folder (self->folder, 0700, error) &&
         vouch_file_make_folder (uploads, 0700, error) &&
         vouch_file_make_folder (files, 0700, error);
}

static gboolean
load_key (VouchDesk *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "issuer.key", NULL);
  g_autofree char *seed = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    self->key = vouch_signing_key_generate ();
    return vouch_file_replace (path, vouch_signing_key_get_seed (self->key), VOUCH_SEED_LENGTH,
                               0600, error);
  }
  if (!g_file_get_contents (path, &seed, &length, error))
    return FALSE;
  if (length != VOUCH_SEED_LENGTH) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("“%s” is not a key. Nothing was changed; put the right file there."), path);
    return FALSE;
  }
  self->key = vouch_signing_key_new_from_seed ((const guint8 *) seed);
  explicit_bzero (seed, length);
  return TRUE;
}

/**
 * vouch_desk_open:
 * @folder: (type filename): the issuer's folder; made when it is not there.
 * @error: as for vouch_sql_open(), or of the disk.
 *
 * Opens the folder, with a key of its own from the first time on.
 *
 * Returns: (transfer full) (nullable): the desk, or %NULL.
 */
VouchDesk *
vouch_desk_open (const char *folder, GError **error)
{
  g_autoptr (VouchDesk) self = g_object_new (VOUCH_TYPE_DESK, NULL);
  g_autofree char *path = g_build_filename (folder, "issuer.db", NULL);

  g_return_val_if_fail (folder != NULL, NULL);

  self->folder = g_canonicalize_filename (folder, NULL);
  if (!make_folders (self, error) || !load_key (self, error))
    return NULL;
  self->sql = vouch_sql_open (path, VOUCH_SQL_CREATE, APPLICATION_ID, G_N_ELEMENTS (steps), error);
  if (self->sql == NULL || !vouch_migration_apply (self->sql, steps, G_N_ELEMENTS (steps), error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_desk_get_sql:
 * @self: a desk.
 *
 * Returns: (transfer none): its database, for the thread that opened it.
 */
VouchSql *
vouch_desk_get_sql (VouchDesk *self)
{
  g_return_val_if_fail (VOUCH_IS_DESK (self), NULL);

  return self->sql;
}

/**
 * vouch_desk_get_key:
 * @self: a desk.
 *
 * Returns: (transfer none): the key the issuer signs with.
 */
VouchSigningKey *
vouch_desk_get_key (VouchDesk *self)
{
  g_return_val_if_fail (VOUCH_IS_DESK (self), NULL);

  return self->key;
}

/**
 * vouch_desk_get_limits:
 * @self: a desk.
 *
 * Returns: (transfer none): what it takes at most.
 */
VouchIssuerLimits *
vouch_desk_get_limits (VouchDesk *self)
{
  g_return_val_if_fail (VOUCH_IS_DESK (self), NULL);

  return self->limits;
}

/**
 * vouch_desk_get_folder:
 * @self: a desk.
 *
 * Returns: (type filename): its folder.
 */
const char *
vouch_desk_get_folder (VouchDesk *self)
{
  g_return_val_if_fail (VOUCH_IS_DESK (self), NULL);

  return self->folder;
}

/**
 * vouch_desk_now_ms:
 * @self: a desk.
 *
 * Returns: milliseconds since 1970.
 */
gint64
vouch_desk_now_ms (VouchDesk *self)
{
  g_return_val_if_fail (VOUCH_IS_DESK (self), 0);

  return vouch_clock_now_ms (self->clock);
}

/**
 * vouch_desk_make_upload_path:
 * @self: a desk.
 * @upload: id of an upload.
 *
 * Returns: (transfer full) (type filename): where its bytes are.
 */
char *
vouch_desk_make_upload_path (VouchDesk *self, const char *upload)
{
  return g_build_filename (self->folder, "uploads", upload, NULL);
}

/**
 * vouch_desk_make_file_folder:
 * @self: a desk.
 * @account: an account.
 *
 * Returns: (transfer full) (type filename): where the files of one account are.
 */
char *
vouch_desk_make_file_folder (VouchDesk *self, gint64 account)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, account);

  return g_build_filename (self->folder, "files", name, NULL);
}

/**
 * vouch_desk_make_file_path:
 * @self: a desk.
 * @account: an account.
 * @sha256: of a file, hex.
 *
 * Returns: (transfer full) (type filename): where its bytes are once sealed.
 */
char *
vouch_desk_make_file_path (VouchDesk *self, gint64 account, const char *sha256)
{
  g_autofree char *folder = vouch_desk_make_file_folder (self, account);

  return g_build_filename (folder, sha256, NULL);
}

/**
 * vouch_desk_has_space:
 * @self: a desk.
 * @bytes: how many shall come.
 *
 * Returns: whether the disk has room for them and a reserve.
 */
gboolean
vouch_desk_has_space (VouchDesk *self, gint64 bytes)
{
  struct statvfs info;

  if (statvfs (self->folder, &info) != 0)
    return TRUE;
  return (gint64) (info.f_bavail * info.f_frsize) - DISK_RESERVE >= bytes;
}

/**
 * vouch_desk_find_definition:
 * @self: a desk.
 * @sha256: of a definition file, hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, or of the database.
 *
 * Returns: (transfer none) (nullable): the definition, read once and kept, or %NULL.
 */
VouchDefinition *
vouch_desk_find_definition (VouchDesk *self, const char *sha256, GError **error)
{
  VouchDefinition *definition = g_hash_table_lookup (self->definitions, sha256);
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (definition != NULL)
    return definition;
  row = vouch_sql_query (self->sql, error, "SELECT bytes FROM definitions WHERE sha256 = ?", "t",
                         sha256);
  if (row == NULL)
    return NULL;
  if (!vouch_sql_next (row, error)) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                           _ ("This definition is not offered here."));
    return NULL;
  }
  bytes = vouch_sql_bytes (row, 0);
  definition = vouch_definition_read_bytes (bytes, error);
  if (definition != NULL)
    g_hash_table_insert (self->definitions, g_strdup (sha256), definition);
  return definition;
}
