/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-recover"

#include "config.h"
#include "vouch-capture-recover.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "vouch-capture-repair.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-hash.h"
#include "vouch-store-objects.h"
#include "vouch-store-recordings.h"

#include "vouch-capture-aside.h"
#include "vouch-capture-keep.h"
#include "vouch-capture-remains.h"
#include "vouch-measure.h"
#include "vouch-workspace-private.h"

/*
 * What is in `recordings/` at the start was cut off: the program or the computer ended while it was
 * made.  Each folder tells by its journal what it is; each file that is not evidence yet is put right
 * into a new one beside it and taken in.  The original is only read, and goes when all is in the
 * library.  Interrupted anywhere, the next start does what is missing and comes to the same end.
 *
 * A folder in which nothing had been recorded yet goes.  One that cannot be made sense of stays, under
 * a name that says so (`vouch-capture-aside`).
 */

#define PEAK_MS 50
/* Two seconds of picture; a file that was cut off at its very beginning is smaller. */
#define MOST_SENSELESS (512 * 1024)

typedef struct {
  VouchWorkspace *workspace;
  const char *take;
  char *folder;
  VouchCaptureRecord *record;
  VouchCaptureAim aim;
  GPtrArray *recovered; /* of VouchRecording (unowned) */
  GPtrArray *parts;     /* of VouchRecording: those of this one that are evidence, in their order */
  gboolean senseless;   /* there is much in it that cannot be made sense of */
  GCancellable *cancellable;
} Rescue;

static char *
list_folder (VouchWorkspace *workspace)
{
  return g_build_filename (vouch_workspace_get_folder (workspace), "recordings", NULL);
}

static GPtrArray *
list_takes (VouchWorkspace *workspace)
{
  g_autofree char *folder = list_folder (workspace);
  GPtrArray *takes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!vouch_capture_aside_is (name) && g_file_test (path, G_FILE_TEST_IS_DIR))
      g_ptr_array_add (takes, g_strdup (name));
  }
  g_ptr_array_sort (takes, (GCompareFunc) (void (*) (void)) g_strcmp0);
  return takes;
}

/* Whoever records holds the lock; a recorder that is gone does not. */
static int
lock_journal (const char *folder, gboolean *alive)
{
  g_autofree char *path = g_build_filename (folder, "journal", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);

  *alive = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0;
  return fd;
}

/* The peaks end where the file does. */
static void
cut_peaks (Rescue *rescue, const char *name, gint64 duration_ms)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *base = g_strndup (name, (gsize) (dot - name));
  g_autofree char *file = g_strconcat (base, ".peaks", NULL);
  g_autofree char *path = g_build_filename (rescue->folder, file, NULL);
  off_t length = (off_t) ((duration_ms + PEAK_MS - 1) / PEAK_MS * 2);
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size > length && truncate (path, length) != 0)
    g_message ("A waveform is longer than its recording: %s", g_strerror (errno));
}

static char *
write_repaired (Rescue *rescue, int from, const VouchCaptureRepair *repair, GError **error)
{
  g_autoptr (VouchNewFile) file = vouch_new_file_begin (rescue->folder, error);
  g_autofree char *path = g_build_filename (rescue->folder, "repaired", NULL);

  if (file == NULL ||
      !vouch_capture_repair_copy (from, vouch_new_file_get_fd (file), repair, rescue->cancellable,
                                  error) ||
      !vouch_new_file_finish (file, path, 0600, error))
    return NULL;
  return g_steal_pointer (&path);
}

static gboolean
measure_bytes (VouchRecording *recording,
               const char *path,
               GCancellable *cancellable,
               GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree char *sha256 = fd >= 0 ? vouch_hash_of_fd (fd, cancellable, error) : NULL;

  if (fd < 0)
    vouch_error_set_errno (error, errno, _ ("A recording cannot be read"));
  else
    vouch_recording_set_size (recording, lseek (fd, 0, SEEK_END));
  if (fd >= 0)
    close (fd);
  vouch_recording_set_artifact (recording, sha256);
  return sha256 != NULL;
}

/* The name under which its waveform is found is that of the original. */
static gboolean
keep_repaired (Rescue *rescue, VouchRecording *recording, const char *repaired, GError **error)
{
  const char *name = vouch_capture_record_get_file (vouch_recording_get_record (recording));
  g_autofree char *kept = g_strconcat ("kept-", name, NULL);
  g_autofree char *path = g_build_filename (rescue->folder, kept, NULL);
  const char *dot = strrchr (name, '.');
  g_autofree char *base = g_strndup (name, (gsize) (dot - name));
  g_autofree char *from = g_strdup_printf ("%s/%s.peaks", rescue->folder, base);
  g_autofree char *to = g_strdup_printf ("%s/kept-%s.peaks", rescue->folder, base);

  if (g_rename (repaired, path) != 0) {
    vouch_error_set_errno (error, errno, _ ("A recording cannot be put right"));
    return FALSE;
  }
  if (g_rename (from, to) != 0)
    g_debug ("%s has no waveform", name);
  return measure_bytes (recording, path, rescue->cancellable, error) &&
         vouch_capture_keep_part (rescue->workspace, recording, path, &rescue->aim, error);
}

/* What was damaged in the middle is missing there, and the continuity has to say so. */
static void
note_missing (VouchCaptureRecord *part, const VouchCaptureRepair *repair)
{
  for (guint i = 0; i < repair->pieces->len; i++) {
    const VouchCapturePiece *piece = &g_array_index (repair->pieces, VouchCapturePiece, i);
    const gint64 end_ms = piece->at_ms + piece->missing_ms;
    const VouchCaptureEvent gap = {
      VOUCH_CAPTURE_EVENT_GAP, VOUCH_CAPTURE_FAULT_DISK, piece->at_ms, 0, 0, NULL
    };
    const VouchCaptureEvent over = {
      VOUCH_CAPTURE_EVENT_RESUME, VOUCH_CAPTURE_FAULT_DISK, end_ms, piece->missing_ms, 0, NULL
    };

    if (piece->missing_ms <= 0)
      continue;
    vouch_capture_record_add (part, &gap);
    vouch_capture_record_add (part, &over);
  }
}

static gboolean
keep_whole_of (Rescue *rescue,
               VouchRecording *recording,
               int fd,
               const VouchCaptureRepair *repair,
               GError **error)
{
  VouchCaptureRecord *part = vouch_recording_get_record (recording);
  g_autofree char *repaired = NULL;

  vouch_recording_set_recovered (recording, TRUE);
  note_missing (part, repair);
  cut_peaks (rescue, vouch_capture_record_get_file (part), repair->duration_ms);
  repaired = write_repaired (rescue, fd, repair, error);
  if (repaired == NULL || !keep_repaired (rescue, recording, repaired, error))
    return FALSE;
  g_ptr_array_add (rescue->parts, g_object_ref (recording));
  g_ptr_array_add (rescue->recovered, g_object_ref (recording));
  return TRUE;
}

/* Gives whether it was dealt with; a file in which there is nothing is. One that holds a lot of which
 * nothing can be read is not thrown away, and one that cannot be read now may be read later. */
static gboolean
rescue_open_file (Rescue *rescue,
                  VouchCaptureRecord *part,
                  guint number,
                  guint n_parts,
                  int fd,
                  GError **error)
{
  g_auto (VouchCaptureRepair) repair = { 0 };
  g_autoptr (VouchRecording) recording = NULL;
  g_autoptr (GError) local = NULL;

  if (vouch_capture_repair_look (fd, &repair, &local)) {
    recording =
        vouch_capture_keep_describe (rescue->take, part, number, n_parts, repair.duration_ms);
    return keep_whole_of (rescue, recording, fd, &repair, error);
  }
  if (!g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CORRUPT)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  rescue->senseless = rescue->senseless || lseek (fd, 0, SEEK_END) > MOST_SENSELESS;
  return TRUE;
}

static gboolean
rescue_file (Rescue *rescue, VouchCaptureRecord *part, guint number, guint n_parts, GError **error)
{
  g_autofree char *path =
      g_build_filename (rescue->folder, vouch_capture_record_get_file (part), NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("A recording cannot be read"));
    return FALSE;
  }
  done = rescue_open_file (rescue, part, number, n_parts, fd, error);
  close (fd);
  return done;
}

static gboolean
is_part (VouchRecording *recording, const char *take, guint number)
{
  return g_str_equal (vouch_recording_get_id (recording), take) &&
         vouch_recording_get_part (recording) == number;
}

/* It may be evidence and not placed yet, when the program ended in between. */
static gboolean
add_known (Rescue *rescue, guint number, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (rescue->workspace);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < rescue->recovered->len; i++)
    if (is_part (rescue->recovered->pdata[i], rescue->take, number)) {
      g_ptr_array_add (rescue->parts, g_object_ref (rescue->recovered->pdata[i]));
      return TRUE;
    }
  rows = vouch_store_list_recordings (store, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    VouchStoreRecording *row = g_ptr_array_index (rows, i);

    if (is_part (row->recording, rescue->take, number))
      g_ptr_array_add (rescue->parts, g_object_ref (row->recording));
  }
  return rows != NULL;
}

static gboolean
rescue_part (Rescue *rescue, guint index, guint n_parts, GError **error)
{
  g_autoptr (VouchCaptureRecord) part = vouch_capture_record_take_part (rescue->record, index);
  VouchStore *store = vouch_workspace_get_store (rescue->workspace);
  gboolean has = FALSE;

  if (!vouch_capture_remains_is_plain_name (vouch_capture_record_get_file (part)))
    return TRUE;
  if (!vouch_store_has_recording (store, rescue->take, index + 1, &has, error))
    return FALSE;
  return has ? add_known (rescue, index + 1, error)
             : rescue_file (rescue, part, index + 1, n_parts, error);
}

static void
set_aside (Rescue *rescue)
{
  g_autofree char *around = g_path_get_dirname (rescue->folder);
  g_autofree char *name = vouch_capture_aside_name (rescue->take);
  g_autofree char *to = g_build_filename (around, name, NULL);

  g_message ("The recording %s cannot be made sense of; it is kept in %s", rescue->take, to);
  if (g_rename (rescue->folder, to) != 0)
    g_message ("It could not be renamed");
}

static gboolean
rescue_parts (Rescue *rescue, GError **error)
{
  guint n_parts = vouch_capture_remains_count_parts (rescue->folder, rescue->record);

  for (guint i = 0; i < n_parts; i++)
    if (!rescue_part (rescue, i, n_parts, error))
      return FALSE;
  vouch_capture_keep_place_all (rescue->workspace, rescue->parts, &rescue->aim,
                                rescue->cancellable);
  if (rescue->senseless || (n_parts == 0 && vouch_capture_remains_has_bytes (rescue->folder)))
    set_aside (rescue);
  else
    vouch_capture_keep_clear_away (rescue->folder);
  return TRUE;
}

static guint
count_aside (VouchWorkspace *workspace)
{
  g_autoptr (GPtrArray) aside = vouch_capture_aside_list (workspace);

  return aside->len;
}

static gboolean
rescue_take (VouchWorkspace *workspace,
             const char *take,
             GPtrArray *recovered,
             GCancellable *cancellable,
             GError **error)
{
  Rescue rescue = { .workspace = workspace,
                    .take = take,
                    .folder = vouch_capture_keep_get_folder (workspace, take),
                    .recovered = recovered,
                    .parts = g_ptr_array_new_with_free_func (g_object_unref),
                    .cancellable = cancellable };
  gboolean alive = FALSE;
  int lock = lock_journal (rescue.folder, &alive);
  gboolean done = TRUE;

  if (lock < 0 && errno != ENOENT) {
    vouch_error_set_errno (error, errno, _ ("A recording cannot be read"));
    done = FALSE;
  } else if (lock < 0 && !vouch_capture_remains_has_bytes (rescue.folder))
    vouch_capture_keep_clear_away (rescue.folder);
  else if (lock < 0)
    set_aside (&rescue);
  else if (!alive) {
    /* What a recovery that was cut off left half done is as large as the recording. */
    vouch_new_file_sweep (rescue.folder, NULL);
    vouch_capture_aim_load (&rescue.aim, rescue.folder);
    done = (rescue.record = vouch_capture_remains_load (rescue.folder, error)) != NULL &&
           rescue_parts (&rescue, error);
  }
  if (lock >= 0)
    close (lock);
  g_clear_object (&rescue.record);
  g_ptr_array_unref (rescue.parts);
  vouch_capture_aim_clear (&rescue.aim);
  g_free (rescue.folder);
  return done;
}

/**
 * vouch_capture_recovery_is_due:
 * @workspace: a workspace.
 *
 * Returns: whether a recording lies there that was cut off.
 */
gboolean
vouch_capture_recovery_is_due (VouchWorkspace *workspace)
{
  g_autoptr (GPtrArray) takes = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), FALSE);

  if (vouch_workspace_get_read_only (workspace))
    return FALSE;
  takes = list_takes (workspace);
  for (guint i = 0; i < takes->len; i++) {
    g_autofree char *folder = vouch_capture_keep_get_folder (workspace, takes->pdata[i]);
    gboolean alive;
    int lock = lock_journal (folder, &alive);

    if (lock >= 0)
      close (lock);
    if (!alive && !vouch_capture_keep_is_begun (takes->pdata[i]))
      return TRUE;
  }
  return FALSE;
}

/**
 * vouch_capture_recover:
 * @workspace: a workspace.
 * @job: (nullable): hears how far it has come, in recordings.
 * @cancellable: (nullable): to stop it; it goes on another time.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_BUSY or %VOUCH_ERROR_DEVICE: the first reason for which
 *   one could not be brought in; it stays as it is, and the others were tried.
 *
 * Brings in every recording that was cut off, with its marked moments. A recording that is being made
 * at this moment is left alone.
 *
 * Returns: (transfer full) (element-type VouchRecording) (nullable): those that came in now.
 */
GPtrArray *
vouch_capture_recover (VouchWorkspace *workspace,
                       VouchJob *job,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) recovered = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) takes = NULL;
  GError *first = NULL;
  guint aside;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  if (vouch_workspace_get_writable_store (workspace, error) == NULL)
    return NULL;
  takes = list_takes (workspace);
  aside = count_aside (workspace);
  for (guint i = 0; i < takes->len && !g_cancellable_is_cancelled (cancellable); i++) {
    if (job != NULL)
      vouch_job_report (job, i, takes->len);
    if (vouch_capture_keep_is_begun (takes->pdata[i]))
      continue;
    rescue_take (workspace, takes->pdata[i], recovered, cancellable, first == NULL ? &first : NULL);
  }
  if (recovered->len > 0 || count_aside (workspace) != aside)
    vouch_workspace_tell_changed (workspace, NULL);
  if (first == NULL)
    return g_steal_pointer (&recovered);
  g_propagate_error (error, first);
  return NULL;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  VouchRecording *one = *(VouchRecording *const *) a, *other = *(VouchRecording *const *) b;

  return (int) vouch_recording_get_part (one) - (int) vouch_recording_get_part (other);
}

/**
 * vouch_capture_recover_rest:
 * @workspace: a workspace.
 * @take: id of a recording that ended.
 * @kept: (element-type VouchRecording) (inout): its parts that are evidence; those that come in now are
 *   added at their places.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_BUSY or %VOUCH_ERROR_DEVICE.
 *
 * Brings in the parts of one recording that did not come to their ends, and places all of them.
 *
 * Returns: whether nothing of it is left outside the library.
 */
gboolean
vouch_capture_recover_rest (VouchWorkspace *workspace,
                            const char *take,
                            GPtrArray *kept,
                            GError **error)
{
  gboolean done;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && take != NULL && kept != NULL, FALSE);

  done = rescue_take (workspace, take, kept, NULL, error);
  g_ptr_array_sort (kept, compare_parts);
  return done;
}

static char *
run_recovery (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) recovered = vouch_capture_recover (data, job, cancellable, error);
  g_autoptr (GError) local = NULL;

  if (recovered == NULL)
    return NULL;
  /* What is new is read at once; if that does not work, the next start does it. */
  if (recovered->len > 0 && !vouch_measure_unread (data, NULL, cancellable, &local))
    g_message ("A recording is read later: %s", local->message);
  return g_strdup_printf ("%u", recovered->len);
}

/**
 * vouch_capture_recover_job_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): a job that brings in what was cut off; its result is how many files that
 *   were.
 */
VouchJob *
vouch_capture_recover_job_new (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_job_new (_ ("Bringing in a recording that was cut off"), NULL, run_recovery,
                        g_object_ref (workspace), g_object_unref);
}
