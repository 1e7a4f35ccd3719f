/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-care.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-definition-listing.h"
#include "vouch-error.h"
#include "vouch-item.h"
#include "vouch-store-access.h"
#include "vouch-store-definitions.h"
#include "vouch-store-objects.h"

#define ROWS_OF_ONE_LOOK "SELECT sha256, size FROM object ORDER BY rowid"

typedef struct {
  char *sha256;
  gint64 size;
} Known;

typedef struct {
  VouchStore *store;
  VouchStoreReport *report;
  VouchCopyProgress progress;
  gpointer progress_data;
  GCancellable *cancellable; /* (nullable) */
} Look;

static void
known_clear (gpointer data)
{
  g_free (((Known *) data)->sha256);
}

static void G_GNUC_PRINTF (2, 3) say (GPtrArray *sentences, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (sentences, g_strdup_vprintf (format, args));
  va_end (args);
}

static GArray *
list_known (VouchStore *self, guint64 *total, GError **error)
{
  g_autoptr (VouchStoreReading) reading = _vouch_store_read (self, error);
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (Known));
  g_autoptr (GError) local = NULL;

  g_array_set_clear_func (known, known_clear);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, ROWS_OF_ONE_LOOK, "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    Known file = { g_strdup (vouch_sql_text (row, 0)), vouch_sql_int (row, 1) };

    g_array_append_val (known, file);
    *total += (guint64) file.size;
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&known);
}

/* What people call the file: the title or name of an item that uses it. */
static char *
name_of (VouchStore *self, const char *sha256)
{
  char *name = vouch_store_read_text (
      self, NULL,
      "SELECT coalesce (nullif (title, ''), file_name) FROM item WHERE artifact = ? LIMIT 1", "t",
      sha256);

  return name != NULL ? name : g_strndup (sha256, 8);
}

static gboolean
note_integrity (VouchStore *self, const char *sha256, VouchIntegrity integrity, GError **error)
{
  if (vouch_store_is_read_only (self))
    return TRUE;
  return vouch_store_write_one (
      self, "", error, "UPDATE object SET integrity = ?, checked_ms = ? WHERE sha256 = ?", "tIt",
      vouch_integrity_to_string (integrity), _vouch_store_now_ms (self), sha256);
}

/**
 * vouch_store_look_at_object:
 * @self: a library.
 * @sha256: lower-case hex of a file that something refers to.
 * @intact: (out): whether its bytes are those that were taken in.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED, or what the database says.
 *
 * Reads every byte of one file and remembers what it found, for the completeness check.
 *
 * Returns: whether it was looked at.
 */
gboolean
vouch_store_look_at_object (VouchStore *self,
                            const char *sha256,
                            gboolean *intact,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GError) local = NULL;
  VouchIntegrity integrity = VOUCH_INTEGRITY_INTACT;

  *intact = vouch_store_verify_object (self, sha256, cancellable, &local);
  if (!*intact && g_cancellable_is_cancelled (cancellable)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!*intact)
    integrity = g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)
                    ? VOUCH_INTEGRITY_MISSING
                    : VOUCH_INTEGRITY_DAMAGED;
  return note_integrity (self, sha256, integrity, error);
}

static gboolean
look_at_file (Look *look, const Known *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;
  VouchIntegrity integrity = VOUCH_INTEGRITY_INTACT;

  if (!vouch_store_verify_object (look->store, file->sha256, look->cancellable, &local)) {
    if (g_cancellable_is_cancelled (look->cancellable)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    name = name_of (look->store, file->sha256);
    integrity = VOUCH_INTEGRITY_DAMAGED;
    if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
      integrity = VOUCH_INTEGRITY_MISSING;
      say (look->report->problems, _ ("The file of “%s” is missing."), name);
    } else if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT)) {
      say (look->report->problems,
           _ ("The file of “%s” is damaged: its bytes are not those that were attached."), name);
    } else {
      say (look->report->problems, _ ("The file of “%s” cannot be read: %s."), name,
           local->message);
    }
  }
  look->report->objects++;
  look->report->bytes += (guint64) file->size;
  return note_integrity (look->store, file->sha256, integrity, error);
}

static gboolean
look_at_files (Look *look, GHashTable *names, GError **error)
{
  guint64 total = 0;
  g_autoptr (GArray) known = list_known (look->store, &total, error);

  for (guint i = 0; known != NULL && i < known->len; i++) {
    const Known *file = &g_array_index (known, Known, i);

    g_hash_table_add (names, g_strdup (file->sha256));
    if (!look_at_file (look, file, error))
      return FALSE;
    if (look->progress != NULL)
      look->progress (look->report->bytes, total, look->progress_data);
  }
  return known != NULL;
}

static void
look_at_folder (Look *look, GHashTable *names, const char *folder, guint *strangers)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_hash_table_contains (names, name))
      (*strangers)++;
}

/* Files that nothing refers to are told and left alone: absence never means deletion. */
static void
look_for_strangers (Look *look, GHashTable *names)
{
  g_autofree char *objects = vouch_store_get_path (look->store, "objects");
  g_autoptr (GDir) dir = g_dir_open (objects, 0, NULL);
  guint strangers = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (objects, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      look_at_folder (look, names, path, &strangers);
    else
      strangers++;
  }
  if (strangers > 0)
    say (look->report->notes,
         g_dngettext (GETTEXT_PACKAGE,
                      "%u file in the library is used by nothing. It does no harm.",
                      "%u files in the library are used by nothing. They do no harm.", strangers),
         strangers);
}

static gboolean
look_at_definitions (Look *look, GError **error)
{
  g_autoptr (GPtrArray) list = vouch_store_list_definitions (look->store, error);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    VouchDefinitionListing *listing = g_ptr_array_index (list, i);
    g_autoptr (GError) local = NULL;
    g_autoptr (GBytes) bytes = vouch_store_get_definition_bytes (
        look->store, vouch_definition_listing_get_sha256 (listing), &local);

    if (bytes == NULL)
      say (look->report->problems, "%s.", local->message);
  }
  return list != NULL;
}

static gboolean
look_at_database (Look *look, GError **error)
{
  g_autoptr (VouchStoreReading) reading = _vouch_store_read (look->store, error);

  return reading != NULL &&
         vouch_sql_check (_vouch_store_reading_get_sql (reading), look->report->problems, error);
}

/**
 * vouch_store_report_free:
 * @self: (transfer full) (nullable): a report.
 *
 * Frees it.
 */
void
vouch_store_report_free (VouchStoreReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * vouch_store_check:
 * @self: a library; one that may be written also notes which files are damaged or missing.
 * @progress: (nullable) (scope call): hears how many bytes were read.
 * @progress_data: its data.
 * @cancellable: (nullable): to stop it.
 * @error: when the look through could not be finished.
 *
 * Looks through the whole library: pages, indexes and references of the database, every byte of
 * every file and micro-credential, and files that nothing refers to.
 *
 * Returns: (transfer full): what was found, or %NULL.
 */
VouchStoreReport *
vouch_store_check (VouchStore *self,
                   VouchCopyProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (VouchStoreReport) report = g_new0 (VouchStoreReport, 1);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Look look = { self, report, progress, progress_data, cancellable };

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  report->problems = g_ptr_array_new_with_free_func (g_free);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  if (!look_at_database (&look, error) || !look_at_definitions (&look, error) ||
      !look_at_files (&look, names, error))
    return NULL;
  look_for_strangers (&look, names);
  return g_steal_pointer (&report);
}
