/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-takes"

#include "config.h"
#include "vouch-capture-takes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "vouch-capture-journal.h"
#include "vouch-error.h"
#include "vouch-file.h"

/*
 * What is in the folder of a recording that is under way:
 *
 *   journal    what happened, a line each (formats/vouch-capture-journal.c); locked while we live.
 *              When the disk did not keep it, all of it is in journal-2 and goes on there, and so on
 *   part-1.ogg, part-1.peaks, part-2.ogg …
 *   reserve    room that is let go when the disk is full
 */

#define SYNC_EVERY_MS 400
#define MOST_JOURNALS 9
#define LOCK_PATIENCE_MS 2000
#define RESERVE_BYTES (4 * 1024 * 1024)
/* Below that the recording stops while there is still room for its end. */
#define LEAST_FREE_BYTES (1024 * 1024)

struct _VouchCaptureTakes {
  char *folder;
  VouchCaptureKind kind;
  VouchReserve *reserve;
  VouchDurableFile *journal;
  guint n_journals;
  int lock_fd;

  VouchDurableFile *file; /* (nullable) */
  VouchDurableFile *peaks_file;
  VouchCaptureEncoder *encoder; /* (nullable) */
  VouchCapturePeaks *peaks;
  gint64 bytes_before; /* of the parts that are done */
  GPtrArray *parts;    /* of VouchRecorderPart */

  GMutex mutex;
  GCond cond;
  GPtrArray *syncing;         /* of VouchDurableFile (mutex mutex) */
  VouchCaptureRecord *record; /* (mutex mutex) */
  gboolean kicked;            /* (mutex mutex) */
  gboolean closing;           /* (mutex mutex) */
  gint64 free_bytes;          /* (mutex mutex) */
  GThread *thread;
};

/**
 * vouch_recorder_part_free:
 * @self: (nullable): a file that a recorder made.
 *
 * Frees what is known of it; the file stays.
 */
void
vouch_recorder_part_free (VouchRecorderPart *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * vouch_capture_takes_ask_free_bytes:
 * @folder: (type filename): a folder.
 *
 * Returns: what is free on its disk, -1 when that is not known.
 */
gint64
vouch_capture_takes_ask_free_bytes (const char *folder)
{
  struct statvfs status;

  return statvfs (folder, &status) == 0 ? (gint64) status.f_bavail * (gint64) status.f_frsize : -1;
}

/**
 * vouch_capture_takes_get_room:
 * @free_bytes: what is free on the disk.
 * @reserved: whether a reserve was put aside already.
 *
 * Returns: how much of it a recording fills before it ends by itself.
 */
gint64
vouch_capture_takes_get_room (gint64 free_bytes, gboolean reserved)
{
  return free_bytes - LEAST_FREE_BYTES - (reserved ? 0 : RESERVE_BYTES);
}

static gpointer
hold_file (gconstpointer file, gpointer unused)
{
  return vouch_durable_file_ref ((VouchDurableFile *) file);
}

static GPtrArray *
hold_files (VouchCaptureTakes *self)
{
  GPtrArray *files = g_ptr_array_copy (self->syncing, hold_file, NULL);

  g_ptr_array_set_free_func (files, (GDestroyNotify) vouch_durable_file_unref);
  return files;
}

static gpointer
keep_syncing (gpointer data)
{
  VouchCaptureTakes *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->closing) {
    gint64 until = g_get_monotonic_time () + SYNC_EVERY_MS * G_TIME_SPAN_MILLISECOND;
    g_autoptr (GPtrArray) files = NULL;

    while (!self->kicked && !self->closing && g_cond_wait_until (&self->cond, &self->mutex, until))
      ;
    self->kicked = FALSE;
    files = hold_files (self);
    g_mutex_unlock (&self->mutex);
    for (guint i = 0; i < files->len; i++)
      vouch_durable_file_sync (g_ptr_array_index (files, i));
    g_mutex_lock (&self->mutex);
    self->free_bytes = vouch_capture_takes_ask_free_bytes (self->folder);
  }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
sync_too (VouchCaptureTakes *self, VouchDurableFile *file)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->syncing, vouch_durable_file_ref (file));
  g_mutex_unlock (&self->mutex);
}

/* Only the first waits for the disk: what begins in the middle of a recording holds up all threads. */
static VouchDurableFile *
new_file (VouchCaptureTakes *self, const char *name, gboolean first, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  VouchDurableFile *file = vouch_durable_file_new (path, self->reserve, first, error);

  if (file != NULL)
    sync_too (self, file);
  return file;
}

/* Whoever recovers leaves a folder alone whose recorder lives, and holds the lock only to look. */
static gboolean
lock_journal (VouchCaptureTakes *self, GError **error)
{
  gint64 until = g_get_monotonic_time () + LOCK_PATIENCE_MS * G_TIME_SPAN_MILLISECOND;

  self->lock_fd = open (vouch_durable_file_get_path (self->journal), O_RDWR | O_CLOEXEC);
  while (self->lock_fd >= 0) {
    if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
      return TRUE;
    if (errno != EWOULDBLOCK || g_get_monotonic_time () > until)
      break;
    g_usleep (10000);
  }
  vouch_error_set_errno (error, errno, _ ("The recording cannot be written to %s"), self->folder);
  return FALSE;
}

/**
 * vouch_capture_takes_new:
 * @folder: (type filename): a folder that is not there yet.
 * @kind: what is recorded.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): the folder with a journal in it.
 */
VouchCaptureTakes *
vouch_capture_takes_new (const char *folder, VouchCaptureKind kind, GError **error)
{
  g_autofree char *reserve = g_build_filename (folder, "reserve", NULL);
  g_autofree char *around = g_path_get_dirname (folder);
  VouchCaptureTakes *self;

  if (!vouch_file_make_folder (folder, 0700, error) || !vouch_file_sync_folder (around, error))
    return NULL;
  self = g_new0 (VouchCaptureTakes, 1);
  self->folder = g_strdup (folder);
  self->kind = kind;
  self->lock_fd = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->syncing = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_durable_file_unref);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_recorder_part_free);
  self->record = vouch_capture_record_new ();
  self->reserve = vouch_reserve_new (reserve, RESERVE_BYTES);
  self->free_bytes = vouch_capture_takes_ask_free_bytes (folder);
  self->journal = new_file (self, "journal", TRUE, error);
  if (self->journal == NULL || !lock_journal (self, error)) {
    vouch_capture_takes_free (self);
    return NULL;
  }
  self->n_journals = 1;
  self->thread = g_thread_new ("recording-sync", keep_syncing, self);
  return self;
}

/* A file that the disk refused once is not trusted again. */
static void
renew_journal (VouchCaptureTakes *self)
{
  g_autofree char *name = g_strdup_printf ("journal-%u", self->n_journals + 1);
  VouchDurableFile *journal = new_file (self, name, FALSE, NULL);
  g_autofree char *text = NULL;

  if (journal == NULL)
    return;
  g_mutex_lock (&self->mutex);
  text = vouch_capture_journal_write (self->record);
  g_mutex_unlock (&self->mutex);
  vouch_durable_file_append (journal, text, strlen (text));
  vouch_durable_file_unref (self->journal);
  self->journal = journal;
  self->n_journals++;
}

/**
 * vouch_capture_takes_note:
 * @self: a folder.
 * @event: what happened.
 *
 * Writes it into the journal, and has that brought to the disk soon. Never waits for the disk.
 */
void
vouch_capture_takes_note (VouchCaptureTakes *self, const VouchCaptureEvent *event)
{
  g_autofree char *line = vouch_capture_journal_line (event);

  vouch_durable_file_append (self->journal, line, strlen (line));
  g_mutex_lock (&self->mutex);
  vouch_capture_record_add (self->record, event);
  self->kicked = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_takes_begin_part:
 * @self: a folder without an open file.
 * @size: of the pictures.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins a file.
 *
 * Returns: whether it can be written.
 */
gboolean
vouch_capture_takes_begin_part (VouchCaptureTakes *self,
                                const VouchCaptureSize *size,
                                GError **error)
{
  guint number = self->parts->len + 1;
  const char *suffix = vouch_capture_encoder_get_suffix (self->kind);
  g_autofree char *name = g_strdup_printf ("part-%u.%s", number, suffix);
  g_autofree char *waveform = g_strdup_printf ("part-%u.peaks", number);
  VouchCaptureEvent event = {
    VOUCH_CAPTURE_EVENT_PART, VOUCH_CAPTURE_FAULT_NONE, 0, 0, g_get_real_time () / 1000, name
  };

  self->file = new_file (self, name, number == 1, error);
  self->peaks_file = self->file != NULL ? new_file (self, waveform, number == 1, error) : NULL;
  self->encoder = self->peaks_file != NULL
                      ? vouch_capture_encoder_new (self->kind, size, self->file, error)
                      : NULL;
  if (self->encoder == NULL) {
    g_clear_pointer (&self->file, vouch_durable_file_unref);
    g_clear_pointer (&self->peaks_file, vouch_durable_file_unref);
    return FALSE;
  }
  self->peaks = vouch_capture_peaks_new (self->peaks_file);
  vouch_capture_takes_note (self, &event);
  return TRUE;
}

/**
 * vouch_capture_takes_get_encoder:
 * @self: a folder.
 *
 * Returns: (transfer none) (nullable): what makes the open file.
 */
VouchCaptureEncoder *
vouch_capture_takes_get_encoder (VouchCaptureTakes *self)
{
  return self->encoder;
}

/**
 * vouch_capture_takes_get_peaks:
 * @self: a folder.
 *
 * Returns: (transfer none) (nullable): what writes the waveform of the open file.
 */
VouchCapturePeaks *
vouch_capture_takes_get_peaks (VouchCaptureTakes *self)
{
  return self->peaks;
}

/* Whether it is on the disk is asked at the end, by vouch_capture_takes_settle(). */
static void
add_part (VouchCaptureTakes *self, gint64 duration_ms, gboolean ended)
{
  VouchRecorderPart *part = g_new0 (VouchRecorderPart, 1);

  vouch_durable_file_seal (self->file);
  part->path = g_strdup (vouch_durable_file_get_path (self->file));
  part->size = vouch_durable_file_get_size (self->file);
  part->duration_ms = duration_ms;
  part->ended = ended;
  self->bytes_before += part->size;
  g_ptr_array_add (self->parts, part);
}

/**
 * vouch_capture_takes_end_part:
 * @self: a folder with an open file.
 * @duration_ms: its playing time.
 * @patience_ms: how long its end may take.
 *
 * Ends the file. Does not wait for the disk.
 */
void
vouch_capture_takes_end_part (VouchCaptureTakes *self, gint64 duration_ms, gint64 patience_ms)
{
  gboolean ended;

  if (self->encoder == NULL)
    return;
  ended = vouch_capture_encoder_finish (self->encoder, patience_ms);
  if (!ended)
    g_message ("The encoder did not come to an end; what it gave is kept.");
  g_clear_pointer (&self->encoder, vouch_capture_encoder_free);
  g_clear_pointer (&self->peaks, vouch_capture_peaks_free);
  add_part (self, duration_ms, ended);
  g_clear_pointer (&self->file, vouch_durable_file_unref);
  g_clear_pointer (&self->peaks_file, vouch_durable_file_unref);
}

static void
finish_part (VouchRecorderPart *part, GPtrArray *files)
{
  for (guint i = 0; part->sha256 == NULL && i < files->len; i++) {
    g_autoptr (GError) local = NULL;

    if (!g_str_equal (part->path, vouch_durable_file_get_path (files->pdata[i])))
      continue;
    part->sha256 = vouch_durable_file_finish (files->pdata[i], &local);
    if (local != NULL)
      g_message ("%s", local->message);
  }
}

/**
 * vouch_capture_takes_settle:
 * @self: a folder whose files are done.
 *
 * Waits until all of them are on the disk.
 */
void
vouch_capture_takes_settle (VouchCaptureTakes *self)
{
  g_autoptr (GPtrArray) files = NULL;

  g_mutex_lock (&self->mutex);
  files = hold_files (self);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->parts->len; i++)
    finish_part (self->parts->pdata[i], files);
  for (guint i = 0; i < files->len; i++)
    vouch_durable_file_sync (files->pdata[i]);
}

/**
 * vouch_capture_takes_get_bytes:
 * @self: a folder.
 *
 * Returns: what was recorded up to now, in bytes.
 */
gint64
vouch_capture_takes_get_bytes (VouchCaptureTakes *self)
{
  return self->bytes_before + (self->file != NULL ? vouch_durable_file_get_size (self->file) : 0);
}

/**
 * vouch_capture_takes_get_free_bytes:
 * @self: a folder.
 *
 * Returns: what is free on its disk, as it was a moment ago.
 */
gint64
vouch_capture_takes_get_free_bytes (VouchCaptureTakes *self)
{
  gint64 bytes;

  g_mutex_lock (&self->mutex);
  bytes = self->free_bytes;
  g_mutex_unlock (&self->mutex);
  return bytes;
}

/**
 * vouch_capture_takes_get_fault:
 * @self: a folder.
 *
 * Returns: what is the matter with the disk.
 */
VouchCaptureFault
vouch_capture_takes_get_fault (VouchCaptureTakes *self)
{
  gint64 bytes = vouch_capture_takes_get_free_bytes (self);
  int of_journal = vouch_durable_file_get_errno (self->journal);
  int reason = self->file != NULL ? vouch_durable_file_get_errno (self->file) : 0;

  if (vouch_reserve_is_released (self->reserve) || (bytes >= 0 && bytes < LEAST_FREE_BYTES) ||
      reason == ENOSPC || reason == EDQUOT)
    return VOUCH_CAPTURE_FAULT_DISK_FULL;
  if (of_journal != 0 && self->n_journals < MOST_JOURNALS)
    renew_journal (self);
  return reason != 0 ? VOUCH_CAPTURE_FAULT_DISK : VOUCH_CAPTURE_FAULT_NONE;
}

/**
 * vouch_capture_takes_copy_record:
 * @self: a folder.
 *
 * Returns: (transfer full): what happened up to now.
 */
VouchCaptureRecord *
vouch_capture_takes_copy_record (VouchCaptureTakes *self)
{
  VouchCaptureRecord *copy = vouch_capture_record_new ();

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < vouch_capture_record_get_n_events (self->record); i++)
    vouch_capture_record_add (copy, vouch_capture_record_get_event (self->record, i));
  g_mutex_unlock (&self->mutex);
  return copy;
}

static gpointer
copy_part (gconstpointer source, gpointer unused)
{
  const VouchRecorderPart *part = source;
  VouchRecorderPart *copy = g_memdup2 (part, sizeof *part);

  copy->path = g_strdup (part->path);
  copy->sha256 = g_strdup (part->sha256);
  return copy;
}

/**
 * vouch_capture_takes_list:
 * @self: a folder.
 *
 * Returns: (transfer full) (element-type VouchRecorderPart): the files that are done, after
 *   vouch_capture_takes_settle().
 */
GPtrArray *
vouch_capture_takes_list (VouchCaptureTakes *self)
{
  GPtrArray *copy = g_ptr_array_copy (self->parts, copy_part, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) vouch_recorder_part_free);
  return copy;
}

/**
 * vouch_capture_takes_close:
 * @self: a folder without an open file.
 *
 * Brings the journal to the disk, lets the reserve go and ends the thread. The files stay.
 */
void
vouch_capture_takes_close (VouchCaptureTakes *self)
{
  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (self->journal != NULL)
    vouch_durable_file_sync (self->journal);
  vouch_reserve_release (self->reserve);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

/**
 * vouch_capture_takes_free:
 * @self: (nullable): a folder.
 *
 * Closes and frees it.
 */
void
vouch_capture_takes_free (VouchCaptureTakes *self)
{
  if (self == NULL)
    return;
  vouch_capture_takes_close (self);
  g_clear_pointer (&self->encoder, vouch_capture_encoder_free);
  g_clear_pointer (&self->peaks, vouch_capture_peaks_free);
  g_clear_pointer (&self->file, vouch_durable_file_unref);
  g_clear_pointer (&self->peaks_file, vouch_durable_file_unref);
  g_clear_pointer (&self->journal, vouch_durable_file_unref);
  g_ptr_array_unref (self->syncing);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->record);
  vouch_reserve_free (self->reserve);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->folder);
  g_free (self);
}
