/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-slice-stream"

#include "config.h"
#include "vouch-slice-stream.h"

#include <errno.h>
#include <unistd.h>

/**
 * VouchSliceStream:
 *
 * A part of an open file as a stream. It reads by position, so that the same descriptor can be
 * read again after a cut, and it does not own the descriptor.
 *
 * Whoever reads it has passed on what was read before; so each reading, that of the end included,
 * is a sign of progress, and cheaper than the signal that libsoup has for it.
 */
struct _VouchSliceStream {
  GInputStream parent_instance;

  int fd;
  gint64 offset;
  gint64 left;
  VouchSliceRead on_read;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (VouchSliceStream, vouch_slice_stream, G_TYPE_INPUT_STREAM)

static gssize
vouch_slice_stream_read (GInputStream *stream,
                         void *buffer,
                         gsize count,
                         GCancellable *cancellable,
                         GError **error)
{
  VouchSliceStream *self = VOUCH_SLICE_STREAM (stream);
  gssize got;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->on_read != NULL)
    self->on_read (self->data);
  if (self->left == 0)
    return 0;
  do
    got = pread (self->fd, buffer, MIN ((gint64) count, self->left), self->offset);
  while (got < 0 && errno == EINTR);

  if (got <= 0) {
    int reason = got < 0 ? errno : ENODATA;

    g_set_error (error, G_IO_ERROR,
                 got < 0 ? (gint) g_io_error_from_errno (reason) : (gint) G_IO_ERROR_PARTIAL_INPUT,
                 "The file is shorter than it was: %s", g_strerror (reason));
    return -1;
  }
  self->offset += got;
  self->left -= got;
  return got;
}

static void
vouch_slice_stream_class_init (VouchSliceStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = vouch_slice_stream_read;
}

static void
vouch_slice_stream_init (VouchSliceStream *self)
{
}

/**
 * vouch_slice_stream_new:
 * @fd: a regular file open for reading; it stays open and must outlive the stream.
 * @offset: where the slice begins, in bytes.
 * @length: how many bytes it has.
 * @on_read: (nullable) (scope notified): called before each reading, on the reading thread.
 * @data: for @on_read; both must outlive the stream's being read.
 *
 * Returns: (transfer full): a stream that ends after @length bytes, or with
 *   %G_IO_ERROR_PARTIAL_INPUT when the file does.
 */
GInputStream *
vouch_slice_stream_new (int fd, gint64 offset, gint64 length, VouchSliceRead on_read, gpointer data)
{
  VouchSliceStream *self;

  g_return_val_if_fail (fd >= 0 && offset >= 0 && length >= 0, NULL);

  self = g_object_new (VOUCH_TYPE_SLICE_STREAM, NULL);
  self->fd = fd;
  self->offset = offset;
  self->left = length;
  self->on_read = on_read;
  self->data = data;
  return G_INPUT_STREAM (self);
}
