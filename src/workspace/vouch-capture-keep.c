/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-keep"

#include "config.h"
#include "vouch-capture-keep.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-journal.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-evidence.h"
#include "vouch-store-objects.h"
#include "vouch-store-recordings.h"

#include "vouch-capture-encoder.h"
#include "vouch-capture-words.h"
#include "vouch-evidence-place.h"
#include "vouch-workspace-private.h"

/*
 * How a recording becomes evidence, whether it was stopped or found after a crash.  Each file is
 * taken in by itself:
 *
 *   1. its bytes get a second name among the objects (nothing is copied, whatever the length)
 *   2. one transaction: the evidence, and the row that says that our recorder made it
 *   3. its waveform goes into the cache
 *   4. it is placed where it was meant for
 *   5. when all parts are in, the folder of the recording goes
 *
 * Interrupted anywhere, the folder is still there, and doing it again does only what is missing.
 */

#define GROUP "recording"
#define MOST_BYTES 65536

/**
 * vouch_capture_aim_clear:
 * @self: what a recording is for.
 *
 * Empties it.
 */
void
vouch_capture_aim_clear (VouchCaptureAim *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->portfolio, g_free);
  g_clear_pointer (&self->requirement, g_free);
}

static void
set_word (GKeyFile *file, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
}

/**
 * vouch_capture_aim_save:
 * @self: what a recording is for.
 * @folder: (type filename): its folder.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_capture_aim_save (const VouchCaptureAim *self, const char *folder, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (folder, "aim", NULL);
  g_autofree char *text = NULL;
  gsize length;

  set_word (file, "title", self->title);
  set_word (file, "portfolio", self->portfolio);
  set_word (file, "requirement", self->requirement);
  text = g_key_file_to_data (file, &length, NULL);
  return vouch_file_make_folder (folder, 0700, error) &&
         vouch_file_replace (path, text, length, 0600, error);
}

/**
 * vouch_capture_aim_load:
 * @self: (out): what a recording is for; empty when that is not known.
 * @folder: (type filename): its folder.
 *
 * Reads what was saved.
 */
void
vouch_capture_aim_load (VouchCaptureAim *self, const char *folder)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (folder, "aim", NULL);
  gsize length = 0;
  g_autofree char *text = vouch_file_load_small (path, MOST_BYTES, &length, NULL);

  *self = (VouchCaptureAim){ 0 };
  if (text == NULL || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return;
  self->title = g_key_file_get_string (file, GROUP, "title", NULL);
  self->portfolio = g_key_file_get_string (file, GROUP, "portfolio", NULL);
  self->requirement = g_key_file_get_string (file, GROUP, "requirement", NULL);
}

/* From before the folder of a recording is there until it is in the library, or left for the next start:
 * whoever recovers meanwhile would take it for one that was cut off. */
static GMutex begun_lock;
static GHashTable *begun; /* (nullable) (element-type utf8) (begun_lock) */

/**
 * vouch_capture_keep_begin:
 * @take: id of a recording.
 *
 * Says that it belongs to somebody in this program, who makes it or brings it in.
 */
void
vouch_capture_keep_begin (const char *take)
{
  g_mutex_lock (&begun_lock);
  if (begun == NULL)
    begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (begun, g_strdup (take));
  g_mutex_unlock (&begun_lock);
}

/**
 * vouch_capture_keep_end:
 * @take: id of a recording.
 *
 * Says that it belongs to nobody any more.
 */
void
vouch_capture_keep_end (const char *take)
{
  g_mutex_lock (&begun_lock);
  if (begun != NULL)
    g_hash_table_remove (begun, take);
  g_mutex_unlock (&begun_lock);
}

/**
 * vouch_capture_keep_is_begun:
 * @take: id of a recording.
 *
 * Returns: whether it belongs to somebody in this program.
 */
gboolean
vouch_capture_keep_is_begun (const char *take)
{
  gboolean is_begun;

  g_mutex_lock (&begun_lock);
  is_begun = begun != NULL && g_hash_table_contains (begun, take);
  g_mutex_unlock (&begun_lock);
  return is_begun;
}

/**
 * vouch_capture_keep_get_folder:
 * @workspace: a workspace.
 * @take: id of a recording.
 *
 * Returns: (transfer full) (type filename): the folder in which it is, or would be, made.
 */
char *
vouch_capture_keep_get_folder (VouchWorkspace *workspace, const char *take)
{
  return g_build_filename (vouch_workspace_get_folder (workspace), "recordings", take, NULL);
}

/**
 * vouch_capture_keep_describe:
 * @take: id of the recording.
 * @record: what happened while this part was made.
 * @part: which part it is, from 1.
 * @n_parts: of how many.
 * @duration_ms: its playing time.
 *
 * Returns: (transfer full): what is known of a file that our recorder made.
 */
VouchRecording *
vouch_capture_keep_describe (const char *take,
                             VouchCaptureRecord *record,
                             guint part,
                             guint n_parts,
                             gint64 duration_ms)
{
  VouchRecording *recording = vouch_recording_new ();

  vouch_recording_set_id (recording, take);
  vouch_recording_set_record (recording, record);
  vouch_recording_set_kind (recording, vouch_capture_record_get_kind (record));
  vouch_recording_set_started_ms (recording, vouch_capture_record_get_started_ms (record));
  vouch_recording_set_part (recording, part);
  vouch_recording_set_n_parts (recording, n_parts);
  vouch_recording_set_duration_ms (recording, duration_ms);
  return recording;
}

static char *
make_title (VouchRecording *recording, const char *title)
{
  guint part = vouch_recording_get_part (recording);
  guint n_parts = vouch_recording_get_n_parts (recording);

  if (title == NULL || *title == '\0')
    return vouch_capture_describe_title (vouch_recording_get_kind (recording),
                                         vouch_recording_get_started_ms (recording), part, n_parts);
  if (n_parts < 2)
    return g_strdup (title);
  return g_strdup_printf (_ ("%s (part %u of %u)"), title, part, n_parts);
}

static char *
make_file_name (VouchRecording *recording)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (vouch_recording_get_started_ms (recording) / 1000);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d-%H%M%S");
  const char *suffix = vouch_capture_encoder_get_suffix (vouch_recording_get_kind (recording));

  return vouch_recording_get_n_parts (recording) > 1
             ? g_strdup_printf ("recording-%s-%u.%s", when, vouch_recording_get_part (recording),
                                suffix)
             : g_strdup_printf ("recording-%s.%s", when, suffix);
}

static VouchItem *
make_evidence (VouchRecording *recording, const char *title)
{
  VouchItem *item = vouch_item_new ();
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  g_autofree char *name = make_file_name (recording);
  g_autofree char *called = make_title (recording, title);
  g_autofree char *day =
      vouch_day_format (vouch_day_from_time (vouch_recording_get_started_ms (recording)));

  vouch_recording_set_title (recording, called);
  vouch_item_set_artifact (item, vouch_recording_get_artifact (recording));
  vouch_item_set_file_name (item, name);
  vouch_item_set_title (item, called);
  /* The reader measures it later, as it does with every file; nobody waits for that. */
  vouch_item_set_facts (item, facts);
  vouch_item_set_media (item, vouch_recording_get_kind (recording) == VOUCH_CAPTURE_KIND_PICTURE
                                  ? VOUCH_MEDIA_VIDEO
                                  : VOUCH_MEDIA_AUDIO);
  vouch_item_set_attribute (item, "date", day);
  return item;
}

static gboolean
write_down (VouchStore *store, VouchRecording *recording, const char *title, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, error);
  g_autoptr (VouchItem) item = make_evidence (recording, title);
  g_autofree char *journal = vouch_capture_journal_write (vouch_recording_get_record (recording));

  return change != NULL && vouch_store_add_evidence (store, item, error) &&
         vouch_store_add_recording (store, recording, journal, error) &&
         vouch_store_change_commit (change, error);
}

/* A file system without second names has the bytes copied. */
static gboolean
take_in (VouchStore *store, VouchRecording *recording, const char *path, GError **error)
{
  g_autofree char *sha256 = NULL;

  if (vouch_store_adopt_object (store, path, vouch_recording_get_artifact (recording),
                                (guint64) vouch_recording_get_size (recording), NULL))
    return TRUE;
  sha256 = vouch_store_add_object (store, path, NULL, NULL, NULL, NULL, error);
  if (sha256 == NULL)
    return FALSE;
  vouch_recording_set_artifact (recording, sha256);
  return TRUE;
}

/* The waveform can be made anew at any time; without it the player decodes. */
static void
keep_peaks (VouchWorkspace *workspace, VouchRecording *recording, const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *base = g_strndup (path, (gsize) (dot - path));
  g_autofree char *from = g_strconcat (base, ".peaks", NULL);
  g_autofree char *name = g_strconcat (vouch_recording_get_artifact (recording), ".peaks", NULL);
  g_autofree char *to =
      g_build_filename (vouch_workspace_get_folder (workspace), "cache", name, NULL);

  if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
    g_message ("The waveform was not kept");
}

/**
 * vouch_capture_keep_part:
 * @workspace: a workspace.
 * @recording: a file that our recorder made, with its hash and size; gets its title.
 * @path: (type filename): where it is in the library's folder.
 * @aim: what it is for.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_BUSY; the file stays where it is.
 *
 * Makes evidence of a file, in a time that does not depend on its length.
 *
 * Returns: whether it is evidence.
 */
gboolean
vouch_capture_keep_part (VouchWorkspace *workspace,
                         VouchRecording *recording,
                         const char *path,
                         const VouchCaptureAim *aim,
                         GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  if (store == NULL || !take_in (store, recording, path, error))
    return FALSE;
  if (!write_down (store, recording, aim->title, error)) {
    vouch_store_abandon_object (store, vouch_recording_get_artifact (recording), NULL);
    return FALSE;
  }
  keep_peaks (workspace, recording, path);
  return TRUE;
}

static gboolean
place (VouchWorkspace *workspace,
       VouchRecording *recording,
       const VouchCaptureAim *aim,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *item = NULL;

  if (aim->portfolio == NULL || aim->requirement == NULL)
    return TRUE;
  vouch_recording_set_portfolio (recording, aim->portfolio);
  vouch_recording_set_requirement (recording, aim->requirement);
  item = vouch_evidence_place (workspace, vouch_recording_get_artifact (recording), aim->portfolio,
                               aim->requirement, cancellable, &local);
  vouch_recording_set_item (recording, item);
  /* It is there already when this is done a second time. */
  if (item != NULL || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_capture_keep_place_all:
 * @workspace: a workspace.
 * @recordings: (element-type VouchRecording): the parts of a recording, in their order.
 * @aim: what it is for.
 * @cancellable: (nullable): to stop it.
 *
 * Places each where it was meant for, if it is not there yet; one that cannot be placed stays among the evidence, and nothing is lost by that.
 */
void
vouch_capture_keep_place_all (VouchWorkspace *workspace,
                              GPtrArray *recordings,
                              const VouchCaptureAim *aim,
                              GCancellable *cancellable)
{
  for (guint i = 0; i < recordings->len; i++) {
    g_autoptr (GError) local = NULL;

    if (!place (workspace, recordings->pdata[i], aim, cancellable, &local))
      g_message ("A recording is among the evidence, but not placed: %s", local->message);
  }
}

/**
 * vouch_capture_keep_clear_away:
 * @folder: (type filename): the folder of a recording that is evidence.
 *
 * Removes it.
 */
void
vouch_capture_keep_clear_away (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    /* The journal goes last: without it nobody knows what the others are. */
    if (!g_str_equal (name, "journal"))
      g_unlink (path);
  }
  if (dir != NULL) {
    g_autofree char *journal = g_build_filename (folder, "journal", NULL);

    g_unlink (journal);
  }
  if (g_rmdir (folder) != 0 && errno != ENOENT)
    g_message ("%s could not be removed", folder);
}
