/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-tus-sum"

#include "config.h"
#include "vouch-tus-sum.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "vouch-crc32c.h"
#include "vouch-error.h"
#include "vouch-hash.h"

#define HASH_STEP (1024 * 1024)

/*
 * The checksum of a piece stands before its body, so summing up and sending would take turns. One
 * thread sums up the piece that will probably come next; when another one comes after all, because
 * of a cut, its work is thrown away. At most one thread is at work, and it only reads.
 */
struct _VouchTusSum {
  int fd;
  VouchTusAlgorithm algorithm;
  GThread *thread;
  gint64 offset;
  gint64 length;
  gboolean read_all;
  VouchTusChecksum checksum;
};

static void
sum_up (VouchTusSum *self)
{
  gboolean quick = self->algorithm == VOUCH_TUS_ALGORITHM_CRC32C;
  g_autoptr (VouchHash) hash = quick ? NULL : vouch_hash_new ();
  g_autofree guint8 *data = g_malloc (HASH_STEP);
  gint64 offset = self->offset;
  gint64 left = self->length;
  guint32 crc32c = 0;

  while (left > 0) {
    gssize got = pread (self->fd, data, (gsize) MIN (left, HASH_STEP), offset);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    if (quick)
      crc32c = vouch_crc32c_update (crc32c, data, (gsize) got);
    else
      vouch_hash_update (hash, data, (gsize) got);
    offset += got;
    left -= got;
  }
  self->checksum.algorithm = self->algorithm;
  if (quick)
    vouch_crc32c_write (crc32c, self->checksum.digest);
  self->read_all = left == 0 && (quick || vouch_hash_finish_digest (hash, self->checksum.digest));
}

static gpointer
run (gpointer data)
{
  sum_up (data);
  return NULL;
}

static void
wait_for_thread (VouchTusSum *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * vouch_tus_sum_new:
 * @fd: a regular file that stays open; read by position.
 * @algorithm: CRC-32C or SHA-256.
 *
 * Returns: (transfer full): sums up pieces of it.
 */
VouchTusSum *
vouch_tus_sum_new (int fd, VouchTusAlgorithm algorithm)
{
  VouchTusSum *self = g_new0 (VouchTusSum, 1);

  self->fd = fd;
  self->algorithm = algorithm;
  self->offset = -1;
  return self;
}

/**
 * vouch_tus_sum_free:
 * @self: (nullable) (transfer full): a sum.
 *
 * Waits for what is under way and frees it.
 */
void
vouch_tus_sum_free (VouchTusSum *self)
{
  if (self == NULL)
    return;
  wait_for_thread (self);
  g_free (self);
}

/**
 * vouch_tus_sum_begin:
 * @self: a sum.
 * @offset: where the piece that will come begins.
 * @length: how long it will be; nothing happens for 0.
 *
 * Begins to sum up a piece that will probably be taken next.
 */
void
vouch_tus_sum_begin (VouchTusSum *self, gint64 offset, gint64 length)
{
  g_return_if_fail (self != NULL);

  wait_for_thread (self);
  self->offset = offset;
  self->length = length;
  if (length > 0)
    self->thread = g_thread_new ("vouch-sum", run, self);
}

/**
 * vouch_tus_sum_take:
 * @self: a sum.
 * @offset: where the piece begins.
 * @length: how long it is.
 * @checksum: (out): its sum.
 * @error: %VOUCH_ERROR_CONFLICT when the file has become shorter.
 *
 * Returns: whether the piece was there and is summed up.
 */
gboolean
vouch_tus_sum_take (VouchTusSum *self,
                    gint64 offset,
                    gint64 length,
                    VouchTusChecksum *checksum,
                    GError **error)
{
  g_return_val_if_fail (self != NULL && checksum != NULL, FALSE);

  wait_for_thread (self);
  if (self->offset != offset || self->length != length || !self->read_all) {
    self->offset = offset;
    self->length = length;
    sum_up (self);
  }
  /* Used once: what is sent again is read again. */
  self->offset = -1;
  if (!self->read_all) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The file is shorter than it was. What was sent does not count. "
                            "Attach the file again."));
    return FALSE;
  }
  *checksum = self->checksum;
  return TRUE;
}
