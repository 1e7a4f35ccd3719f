/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-durable-file"

#include "config.h"
#include "vouch-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-hash.h"

/*
 * The writer under a recording.  It differs from vouch-file in one thing: its bytes count while the
 * file is still growing.
 *
 * - Every piece goes to the kernel at once, so that a killed program loses nothing it was given.
 * - vouch_durable_file_sync(), called twice a second from a thread that nothing waits for, brings it
 *   to the disk, so that a power cut loses little.
 * - The bytes are hashed on their way.  At the end they have their name, whatever their length, and
 *   nothing is read again.
 * - When the disk is full, the reserve is let go and the piece is written to its end: the file ends
 *   at a whole page or cluster, and the database has room to say so.
 * - An fdatasync that went wrong is never asked again; the file takes nothing more, and whoever
 *   records begins a new one.
 */

struct _VouchReserve {
  GMutex mutex;
  char *path;
  gboolean held; /* (mutex mutex) */
};

struct _VouchDurableFile {
  gatomicrefcount refs;
  GMutex
      syncing; /* one at a time, so that whoever ends the file knows what the other found; first */
  GMutex mutex;
  char *path;
  VouchReserve *reserve; /* (nullable) (unowned) */
  int fd;
  VouchHash *hash;
  gboolean named; /* (mutex syncing): its name is on the disk */
  gint64 size;
  gboolean dirty;
  gboolean sealed;
  int failed; /* errno of what went wrong first, or 0 */
};

static gboolean
fill (int fd, gsize bytes)
{
  static const char zeros[65536];

  if (posix_fallocate (fd, 0, (off_t) bytes) == 0)
    return TRUE;
  for (gsize done = 0; done < bytes; done += sizeof zeros)
    if (write (fd, zeros, MIN (sizeof zeros, bytes - done)) < 0)
      return FALSE;
  return TRUE;
}

/**
 * vouch_reserve_new:
 * @path: (type filename): the file that holds the room.
 * @bytes: how much.
 *
 * Returns: (transfer full): the reserve; it may hold less where the disk has no more.
 */
VouchReserve *
vouch_reserve_new (const char *path, gsize bytes)
{
  VouchReserve *self = g_new0 (VouchReserve, 1);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->held = fd >= 0;
  if (fd >= 0) {
    if (!fill (fd, bytes))
      g_message ("The reserve is smaller than it should be: %s", g_strerror (errno));
    close (fd);
  }
  return self;
}

/**
 * vouch_reserve_release:
 * @self: a reserve.
 *
 * Lets the room go. From any thread.
 *
 * Returns: whether there was any, up to now.
 */
gboolean
vouch_reserve_release (VouchReserve *self)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = self->held;
  self->held = FALSE;
  if (held)
    g_unlink (self->path);
  g_mutex_unlock (&self->mutex);
  return held;
}

/**
 * vouch_reserve_is_released:
 * @self: a reserve.
 *
 * Returns: whether the room was needed.
 */
gboolean
vouch_reserve_is_released (VouchReserve *self)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = self->held;
  g_mutex_unlock (&self->mutex);
  return !held;
}

/**
 * vouch_reserve_free:
 * @self: (nullable): a reserve.
 *
 * Lets the room go for good.
 */
void
vouch_reserve_free (VouchReserve *self)
{
  if (self == NULL)
    return;
  vouch_reserve_release (self);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

/**
 * vouch_durable_file_new:
 * @path: (type filename): a file that is not there yet.
 * @reserve: (nullable): what is let go when the disk is full; it outlives the file.
 * @waits: whether to wait until its name is on the disk; else the first vouch_durable_file_sync() does.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): an empty file.
 */
VouchDurableFile *
vouch_durable_file_new (const char *path, VouchReserve *reserve, gboolean waits, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  VouchDurableFile *self;

  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("The recording cannot be written to %s"), path);
    return NULL;
  }
  self = g_new0 (VouchDurableFile, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->syncing);
  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->reserve = reserve;
  self->fd = fd;
  self->hash = vouch_hash_new ();
  self->named = waits && vouch_file_sync_folder (folder, error);
  if (self->named || !waits)
    return self;
  vouch_durable_file_unref (self);
  return NULL;
}

static gboolean
write_piece (VouchDurableFile *self, const char *data, gsize length)
{
  while (length > 0) {
    gssize n = write (self->fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      int reason = errno;

      if ((reason == ENOSPC || reason == EDQUOT) && self->reserve != NULL &&
          vouch_reserve_release (self->reserve))
        continue;
      self->failed = reason;
      return FALSE;
    }
    vouch_hash_update (self->hash, data, (gsize) n);
    self->size += n;
    self->dirty = TRUE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

/**
 * vouch_durable_file_append:
 * @self: a file.
 * @data: (array length=length): bytes.
 * @length: how many.
 *
 * Gives bytes to the kernel. A file that was sealed, or that the disk refused once, takes nothing
 * more; vouch_durable_file_get_errno() says why.
 *
 * Returns: whether all of them were taken.
 */
gboolean
vouch_durable_file_append (VouchDurableFile *self, const void *data, gsize length)
{
  gboolean taken;

  g_mutex_lock (&self->mutex);
  taken = !self->sealed && self->failed == 0 && write_piece (self, data, length);
  g_mutex_unlock (&self->mutex);
  return taken;
}

/* Under `syncing`.  Gives what the disk said, or 0. */
static int
sync_name (VouchDurableFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (self->named)
    return 0;
  self->named = vouch_file_sync_folder (folder, NULL);
  return self->named ? 0 : EIO;
}

/**
 * vouch_durable_file_sync:
 * @self: a file.
 *
 * Waits until what was written before is on the disk, under its name. Writing goes on meanwhile.
 *
 * Returns: whether it is.
 */
gboolean
vouch_durable_file_sync (VouchDurableFile *self)
{
  gboolean dirty;
  int reason = 0;

  g_mutex_lock (&self->syncing);
  g_mutex_lock (&self->mutex);
  dirty = self->dirty && self->failed == 0 && self->fd >= 0;
  self->dirty = self->dirty && !dirty;
  g_mutex_unlock (&self->mutex);
  if (dirty && fdatasync (self->fd) != 0)
    reason = errno;
  else
    reason = sync_name (self);
  g_mutex_lock (&self->mutex);
  if (reason != 0 && self->failed == 0)
    self->failed = reason;
  reason = self->failed;
  g_mutex_unlock (&self->mutex);
  g_mutex_unlock (&self->syncing);
  return reason == 0;
}

/**
 * vouch_durable_file_get_size:
 * @self: a file.
 *
 * Returns: its bytes up to now.
 */
gint64
vouch_durable_file_get_size (VouchDurableFile *self)
{
  gint64 size;

  g_mutex_lock (&self->mutex);
  size = self->size;
  g_mutex_unlock (&self->mutex);
  return size;
}

/**
 * vouch_durable_file_get_errno:
 * @self: a file.
 *
 * Returns: what the disk said when it refused, or 0.
 */
int
vouch_durable_file_get_errno (VouchDurableFile *self)
{
  int reason;

  g_mutex_lock (&self->mutex);
  reason = self->failed;
  g_mutex_unlock (&self->mutex);
  return reason;
}

/**
 * vouch_durable_file_get_path:
 * @self: a file.
 *
 * Returns: (type filename): where it is.
 */
const char *
vouch_durable_file_get_path (VouchDurableFile *self)
{
  return self->path;
}

/**
 * vouch_durable_file_seal:
 * @self: a file.
 *
 * Lets nothing more in, whoever comes late.
 */
void
vouch_durable_file_seal (VouchDurableFile *self)
{
  g_mutex_lock (&self->mutex);
  self->sealed = TRUE;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_durable_file_finish:
 * @self: a file, to which nobody writes any more.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE when not all of it is on the disk.
 *
 * Seals it and brings the rest to the disk.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of its bytes in lower-case hex.
 */
char *
vouch_durable_file_finish (VouchDurableFile *self, GError **error)
{
  char *sha256;

  vouch_durable_file_seal (self);
  if (!vouch_durable_file_sync (self)) {
    vouch_error_set_errno (error, vouch_durable_file_get_errno (self),
                           _ ("The disk could not keep all of the recording"));
    return NULL;
  }
  g_return_val_if_fail (self->hash != NULL, NULL);
  sha256 = vouch_hash_finish_hex (self->hash);
  g_clear_pointer (&self->hash, vouch_hash_free);
  return sha256;
}

/**
 * vouch_durable_file_ref:
 * @self: a file.
 *
 * Returns: (transfer full): the same.
 */
VouchDurableFile *
vouch_durable_file_ref (VouchDurableFile *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * vouch_durable_file_unref:
 * @self: (nullable): a file.
 *
 * Closes it when nobody holds it any more.
 */
void
vouch_durable_file_unref (VouchDurableFile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->hash, vouch_hash_free);
  g_mutex_clear (&self->syncing);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}
