/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-output"

#include "config.h"
#include "reader-output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "reader-watchdog.h"

#define ROOM READER_OUTPUT_PIECE

/**
 * ReaderOutput:
 *
 * A file that is written in large pieces. Muxers write every packet by itself, and a system call for
 * each costs more than all the rest of copying a recording.
 */
struct _ReaderOutput {
  GOutputStream parent_instance;

  int fd;
  gint64 flushed; /* where in the file the buffer begins */
  gsize length;   /* how much is in the buffer */
  gboolean full;  /* the disk took no more */
  guint n_pieces; /* (atomic): how many were written */
  guint8 *buffer;
};

static gboolean
flush_buffer (ReaderOutput *self)
{
  gsize done = 0;

  while (done < self->length) {
    gssize written =
        pwrite (self->fd, self->buffer + done, self->length - done, self->flushed + (gint64) done);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      self->full = TRUE;
      return FALSE;
    }
    done += (gsize) written;
    reader_watchdog_tick ();
  }
  self->flushed += (gint64) self->length;
  self->length = 0;
  g_atomic_int_inc ((gint *) &self->n_pieces);
  return TRUE;
}

static goffset
output_tell (GSeekable *seekable)
{
  return reader_output_get_position (READER_OUTPUT (seekable));
}

static gboolean
output_can (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No space");
  return FALSE;
}

static gboolean
output_seek (GSeekable *seekable,
             goffset offset,
             GSeekType type,
             GCancellable *cancellable,
             GError **error)
{
  ReaderOutput *self = READER_OUTPUT (seekable);
  gint64 end = 0;

  if (!flush_buffer (self))
    return fail (error);
  end = lseek (self->fd, 0, SEEK_END);
  if (type == G_SEEK_CUR)
    offset += self->flushed;
  else if (type == G_SEEK_END)
    offset += end;
  if (offset < 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Before the beginning");
    return FALSE;
  }
  self->flushed = offset;
  return TRUE;
}

static gboolean
output_truncate (GSeekable *seekable, goffset offset, GCancellable *cancellable, GError **error)
{
  ReaderOutput *self = READER_OUTPUT (seekable);

  return flush_buffer (self) && ftruncate (self->fd, offset) == 0 ? TRUE : fail (error);
}

static void
seekable_iface_init (GSeekableIface *iface)
{
  iface->tell = output_tell;
  iface->can_seek = output_can;
  iface->seek = output_seek;
  iface->can_truncate = output_can;
  iface->truncate_fn = output_truncate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReaderOutput,
                               reader_output,
                               G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_iface_init))

static gssize
output_write (GOutputStream *stream,
              const void *bytes,
              gsize count,
              GCancellable *cancellable,
              GError **error)
{
  if (reader_output_add (READER_OUTPUT (stream), bytes, count))
    return (gssize) count;
  fail (error);
  return -1;
}

static gboolean
output_flush (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  return reader_output_flush (READER_OUTPUT (stream)) ? TRUE : fail (error);
}

static void
reader_output_finalize (GObject *object)
{
  g_free (READER_OUTPUT (object)->buffer);

  G_OBJECT_CLASS (reader_output_parent_class)->finalize (object);
}

static void
reader_output_class_init (ReaderOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reader_output_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = output_write;
  G_OUTPUT_STREAM_CLASS (klass)->flush = output_flush;
}

static void
reader_output_init (ReaderOutput *self)
{
  self->buffer = g_malloc (ROOM);
}

/**
 * reader_output_new:
 * @fd: a regular file open for writing; it has to outlive the stream.
 *
 * Returns: (transfer full): a stream that goes on behind the end of the file.
 */
ReaderOutput *
reader_output_new (int fd)
{
  ReaderOutput *self = g_object_new (READER_TYPE_OUTPUT, NULL);

  self->fd = fd;
  self->flushed = MAX (0, (gint64) lseek (fd, 0, SEEK_END));
  return self;
}

/**
 * reader_output_get_position:
 * @self: a stream.
 *
 * Returns: where the next byte goes.
 */
gint64
reader_output_get_position (ReaderOutput *self)
{
  g_return_val_if_fail (READER_IS_OUTPUT (self), 0);

  return self->flushed + (gint64) self->length;
}

/**
 * reader_output_add:
 * @self: a stream.
 * @bytes: (array length=size): what is to be written.
 * @size: how many.
 *
 * Returns: whether there was room.
 */
gboolean
reader_output_add (ReaderOutput *self, const void *bytes, gsize size)
{
  g_return_val_if_fail (READER_IS_OUTPUT (self), FALSE);

  for (gsize done = 0; done < size;) {
    gsize part = MIN (size - done, ROOM - self->length);

    memcpy (self->buffer + self->length, (const guint8 *) bytes + done, part);
    self->length += part;
    done += part;
    if (self->length == ROOM && !flush_buffer (self))
      return FALSE;
  }
  return TRUE;
}

/**
 * reader_output_flush:
 * @self: a stream.
 *
 * Hands everything to the system.
 *
 * Returns: whether there was room.
 */
gboolean
reader_output_flush (ReaderOutput *self)
{
  g_return_val_if_fail (READER_IS_OUTPUT (self), FALSE);

  return flush_buffer (self);
}

/**
 * reader_output_count_pieces:
 * @self: a stream.
 *
 * Returns: how many times something was handed to the system, mostly %READER_OUTPUT_PIECE bytes; from any
 *   thread.
 */
guint
reader_output_count_pieces (ReaderOutput *self)
{
  g_return_val_if_fail (READER_IS_OUTPUT (self), 0);

  return (guint) g_atomic_int_get ((gint *) &self->n_pieces);
}

/**
 * reader_output_is_full:
 * @self: a stream.
 *
 * Returns: whether something could not be written.
 */
gboolean
reader_output_is_full (ReaderOutput *self)
{
  g_return_val_if_fail (READER_IS_OUTPUT (self), FALSE);

  return self->full;
}
