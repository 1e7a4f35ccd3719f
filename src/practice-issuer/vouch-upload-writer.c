/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upload-writer"

#include "config.h"
#include "vouch-upload-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "vouch-crc32c.h"
#include "vouch-error.h"
#include "vouch-hash.h"

/*
 * From the main loop, which takes bytes off the network, to a thread that puts them on the disk,
 * sums them up and syncs. What waits between the two is bounded: when it is too much the main loop
 * is told to stop reading and is called when there is room again. So memory does not grow with the
 * upload, and a slow disk slows the sender, not the server. The parcels go round: the one emptied
 * last, still warm in the processor's cache, is filled next.
 *
 * The disk is set to work as the bytes come, so that the fsync at the end of a piece, during which
 * the sender waits, has little left to wait for. It is the fsync alone that vouches for them.
 *
 * Invariants: the thread alone touches the file. The callbacks run on the main context of whoever
 * started the writer; after the last one, `ended`, the writer is gone. A piece that was cut is kept
 * as it is; only a whole one is judged, and one that does not sum up is taken out again.
 */

#define PARCEL_BYTES (256 * 1024)
#define HIGH_WATER (4 * 1024 * 1024)
#define LOW_WATER (1024 * 1024)
#define WRITE_BACK_BYTES (4 * 1024 * 1024)

typedef struct {
  gsize length;
  gboolean last;
  gboolean whole;
  guint8 data[PARCEL_BYTES];
} Parcel;

struct _VouchUploadWriter {
  int fd;
  gint64 start;
  gint64 written;
  gint64 begun; /* how many of them the disk was set to work on */
  VouchTusChecksum checksum;
  VouchHash *sha256;
  GChecksum *sha1;
  guint32 crc32c;

  Parcel *filling;    /* main loop only */
  GAsyncQueue *queue; /* of filled parcels */
  GAsyncQueue *spare; /* of emptied ones */
  gint waiting;       /* bytes in the queue; atomic */
  gint is_paused;     /* the main loop was told to stop reading; atomic */

  GMainContext *context;
  VouchUploadDrained drained;
  VouchUploadEnded ended;
  gpointer data;
  GDestroyNotify free_data;

  VouchUploadOutcome outcome;
};

static void
writer_free (VouchUploadWriter *self)
{
  close (self->fd);
  vouch_hash_free (self->sha256);
  g_clear_pointer (&self->sha1, g_checksum_free);
  g_free (self->filling);
  g_async_queue_unref (self->queue);
  g_async_queue_unref (self->spare);
  g_main_context_unref (self->context);
  g_clear_error (&self->outcome.error);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static gboolean
on_drained (gpointer user_data)
{
  VouchUploadWriter *self = user_data;

  self->drained (self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_ended (gpointer user_data)
{
  VouchUploadWriter *self = user_data;

  self->ended (&self->outcome, self->data);
  writer_free (self);
  return G_SOURCE_REMOVE;
}

static void
call_back (VouchUploadWriter *self, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
}

static void
sum_up (VouchUploadWriter *self, const void *data, gsize length)
{
  if (self->sha256 != NULL)
    vouch_hash_update (self->sha256, data, length);
  if (self->sha1 != NULL)
    g_checksum_update (self->sha1, data, (gssize) length);
  if (self->checksum.algorithm == VOUCH_TUS_ALGORITHM_CRC32C)
    self->crc32c = vouch_crc32c_update (self->crc32c, data, length);
}

static void
begin_write_back (VouchUploadWriter *self)
{
  if (self->written - self->begun < WRITE_BACK_BYTES)
    return;
  sync_file_range (self->fd, self->start + self->begun, self->written - self->begun,
                   SYNC_FILE_RANGE_WRITE);
  self->begun = self->written;
}

static void
write_out (VouchUploadWriter *self, const guint8 *data, gsize length)
{
  gsize done = 0;

  while (done < length && self->outcome.error == NULL) {
    ssize_t count = pwrite (self->fd, data + done, length - done, self->start + self->written);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      vouch_error_set_errno (&self->outcome.error, errno, _ ("The upload cannot be written."));
      return;
    }
    sum_up (self, data + done, (gsize) count);
    done += (gsize) count;
    self->written += count;
  }
  begin_write_back (self);
}

static gboolean
sums_up (VouchUploadWriter *self)
{
  guint8 digest[VOUCH_TUS_DIGEST_MAX] = { 0 };
  gsize length = sizeof digest;

  if (self->sha256 != NULL) {
    if (!vouch_hash_finish_digest (self->sha256, digest))
      return FALSE;
  } else if (self->sha1 != NULL) {
    g_checksum_get_digest (self->sha1, digest, &length);
  } else if (self->checksum.algorithm == VOUCH_TUS_ALGORITHM_CRC32C) {
    vouch_crc32c_write (self->crc32c, digest);
  } else {
    return TRUE;
  }
  return memcmp (digest, self->checksum.digest,
                 vouch_tus_digest_length (self->checksum.algorithm)) == 0;
}

static void
settle (VouchUploadWriter *self, gboolean whole)
{
  VouchUploadOutcome *outcome = &self->outcome;
  struct stat info = { 0 };

  if (whole && outcome->error == NULL && !sums_up (self)) {
    outcome->mismatch = TRUE;
    if (ftruncate (self->fd, self->start) != 0)
      vouch_error_set_errno (&outcome->error, errno, _ ("The piece cannot be taken out again."));
  }
  if (fsync (self->fd) != 0 && outcome->error == NULL)
    vouch_error_set_errno (&outcome->error, errno, _ ("The upload is not safe on the disk."));
  outcome->offset = fstat (self->fd, &info) == 0 ? info.st_size : self->start;
}

static gpointer
run (gpointer user_data)
{
  VouchUploadWriter *self = user_data;
  gboolean last = FALSE;
  gboolean whole = FALSE;

  while (!last) {
    Parcel *parcel = g_async_queue_pop (self->queue);
    gint size = (gint) parcel->length;

    last = parcel->last;
    whole = parcel->whole;
    write_out (self, parcel->data, parcel->length);
    g_async_queue_push_front (self->spare, parcel);
    if (g_atomic_int_add (&self->waiting, -size) - size <= LOW_WATER &&
        g_atomic_int_compare_and_exchange (&self->is_paused, TRUE, FALSE))
      call_back (self, on_drained);
  }
  settle (self, whole);
  call_back (self, on_ended);
  return NULL;
}

/**
 * vouch_upload_writer_start:
 * @path: (type filename): the upload's file, which has @offset bytes.
 * @offset: where the piece begins.
 * @checksum: what it must sum up to, if anything.
 * @drained: called when reading may go on.
 * @ended: called once, at the very end.
 * @data: for both.
 * @free_data: (nullable): frees it.
 * @error: of the disk.
 *
 * Starts the thread. It lives until vouch_upload_writer_end() and calls back on the thread-default
 * main context of the caller.
 *
 * Returns: (transfer none) (nullable): the writer, or %NULL; then @data is not freed.
 */
VouchUploadWriter *
vouch_upload_writer_start (const char *path,
                           gint64 offset,
                           const VouchTusChecksum *checksum,
                           VouchUploadDrained drained,
                           VouchUploadEnded ended,
                           gpointer data,
                           GDestroyNotify free_data,
                           GError **error)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  VouchUploadWriter *self;

  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("The upload cannot be opened."));
    return NULL;
  }
  self = g_new0 (VouchUploadWriter, 1);
  self->fd = fd;
  self->start = offset;
  self->checksum = *checksum;
  if (checksum->algorithm == VOUCH_TUS_ALGORITHM_SHA256)
    self->sha256 = vouch_hash_new ();
  if (checksum->algorithm == VOUCH_TUS_ALGORITHM_SHA1)
    self->sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  self->filling = g_new0 (Parcel, 1);
  self->queue = g_async_queue_new_full (g_free);
  self->spare = g_async_queue_new_full (g_free);
  self->context = g_main_context_ref_thread_default ();
  self->drained = drained;
  self->ended = ended;
  self->data = data;
  self->free_data = free_data;
  g_thread_unref (g_thread_new ("upload", run, self));
  return self;
}

static void
hand_over (VouchUploadWriter *self)
{
  Parcel *full = self->filling;

  self->filling = full->last ? NULL : g_async_queue_try_pop (self->spare);
  if (self->filling != NULL)
    self->filling->length = 0;
  else if (!full->last)
    self->filling = g_new0 (Parcel, 1);
  g_atomic_int_add (&self->waiting, (gint) full->length);
  g_async_queue_push (self->queue, full);
}

static void
fill (VouchUploadWriter *self, const guint8 *data, gsize length)
{
  while (length > 0) {
    Parcel *parcel = self->filling;
    gsize count = MIN (length, PARCEL_BYTES - parcel->length);

    memcpy (parcel->data + parcel->length, data, count);
    parcel->length += count;
    data += count;
    length -= count;
    if (parcel->length == PARCEL_BYTES)
      hand_over (self);
  }
}

/**
 * vouch_upload_writer_push:
 * @self: a writer that was not ended.
 * @bytes: the next bytes.
 *
 * Hands bytes to the thread.
 *
 * Returns: whether reading may go on; else it must stop until the writer calls `drained`.
 */
gboolean
vouch_upload_writer_push (VouchUploadWriter *self, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  fill (self, data, length);
  if (g_atomic_int_get (&self->waiting) <= HIGH_WATER)
    return TRUE;
  g_atomic_int_set (&self->is_paused, TRUE);
  /* The thread may have emptied the queue before it could see the mark. */
  return g_atomic_int_get (&self->waiting) <= LOW_WATER &&
         g_atomic_int_compare_and_exchange (&self->is_paused, TRUE, FALSE);
}

/**
 * vouch_upload_writer_end:
 * @self: (transfer full): a writer.
 * @whole: whether the piece came to its end; a cut one is not judged.
 *
 * Ends the piece. The outcome comes to `ended` once everything is on the disk.
 */
void
vouch_upload_writer_end (VouchUploadWriter *self, gboolean whole)
{
  self->filling->last = TRUE;
  self->filling->whole = whole;
  hand_over (self);
}
