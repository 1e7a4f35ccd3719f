/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-input"

#include "config.h"
#include "reader-input.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader-watchdog.h"

/**
 * ReaderInput:
 *
 * The file under inspection as a seekable stream. It reads at its own position, so several streams
 * may share one descriptor, and each read counts as progress for the watchdog.
 */
struct _ReaderInput {
  GInputStream parent_instance;

  int fd;
  gint64 size;
  gint64 position;
};

static goffset
input_tell (GSeekable *seekable)
{
  return READER_INPUT (seekable)->position;
}

static gboolean
input_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
input_seek (GSeekable *seekable,
            goffset offset,
            GSeekType type,
            GCancellable *cancellable,
            GError **error)
{
  ReaderInput *self = READER_INPUT (seekable);
  gint64 base = type == G_SEEK_CUR ? self->position : type == G_SEEK_END ? self->size : 0;

  if (offset < -base || offset > G_MAXINT64 - base) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Outside the file");
    return FALSE;
  }
  self->position = base + offset;
  return TRUE;
}

static gboolean
input_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
input_truncate (GSeekable *seekable, goffset offset, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only for reading");
  return FALSE;
}

static void
seekable_iface_init (GSeekableIface *iface)
{
  iface->tell = input_tell;
  iface->can_seek = input_can_seek;
  iface->seek = input_seek;
  iface->can_truncate = input_can_truncate;
  iface->truncate_fn = input_truncate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderInput,
                               reader_input,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_iface_init))

static gssize
input_read (GInputStream *stream,
            void *buffer,
            gsize count,
            GCancellable *cancellable,
            GError **error)
{
  ReaderInput *self = READER_INPUT (stream);
  gssize got = 0;

  do
    got = pread (self->fd, buffer, count, self->position);
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    return -1;
  }
  self->position += got;
  if (got > 0)
    reader_watchdog_tick ();
  return got;
}

static void
reader_input_class_init (ReaderInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = input_read;
}

static void
reader_input_init (ReaderInput *self)
{
}

/**
 * reader_input_new:
 * @fd: a regular file open for reading; it has to outlive the stream.
 *
 * Returns: (transfer full) (nullable): a stream over the file, or NULL when it is no regular file.
 */
ReaderInput *
reader_input_new (int fd)
{
  ReaderInput *self = NULL;
  struct stat status = { 0 };

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  self = g_object_new (READER_TYPE_INPUT, NULL);
  self->fd = fd;
  self->size = status.st_size;
  return self;
}

/**
 * reader_input_copy:
 * @self: a stream.
 *
 * Returns: (transfer full): another stream over the same file, at its beginning.
 */
ReaderInput *
reader_input_copy (ReaderInput *self)
{
  ReaderInput *copy = NULL;

  g_return_val_if_fail (READER_IS_INPUT (self), NULL);

  copy = g_object_new (READER_TYPE_INPUT, NULL);
  copy->fd = self->fd;
  copy->size = self->size;
  return copy;
}

/**
 * reader_input_get_size:
 * @self: a stream.
 *
 * Returns: the size of the file in bytes when the stream was made.
 */
gint64
reader_input_get_size (ReaderInput *self)
{
  g_return_val_if_fail (READER_IS_INPUT (self), 0);
  return self->size;
}

/**
 * reader_input_peek:
 * @self: a stream, whose position stays as it is.
 * @offset: where to read.
 * @buffer: (out): receives the bytes.
 * @length: how many are wanted.
 *
 * Returns: how many bytes there were; fewer than wanted only at the end of the file.
 */
gsize
reader_input_peek (ReaderInput *self, gint64 offset, void *buffer, gsize length)
{
  gsize done = 0;

  g_return_val_if_fail (READER_IS_INPUT (self), 0);

  if (offset < 0)
    return 0;
  while (done < length) {
    gssize got = pread (self->fd, (char *) buffer + done, length - done, offset + (gint64) done);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    done += (gsize) got;
  }
  if (done > 0)
    reader_watchdog_tick ();
  return done;
}

/**
 * reader_input_load:
 * @self: a stream.
 * @max_bytes: how much memory it may take.
 *
 * Returns: (transfer full) (nullable): the whole file, or NULL when it is larger than allowed.
 */
GBytes *
reader_input_load (ReaderInput *self, gint64 max_bytes)
{
  guint8 *bytes = NULL;
  gsize got = 0;

  g_return_val_if_fail (READER_IS_INPUT (self), NULL);

  if (self->size > max_bytes)
    return NULL;
  bytes = g_try_malloc ((gsize) self->size + 1);
  if (bytes == NULL)
    return NULL;
  got = reader_input_peek (self, 0, bytes, (gsize) self->size);
  bytes[got] = 0;
  return g_bytes_new_take (bytes, got);
}
