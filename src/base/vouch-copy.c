/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-copy"

#include "config.h"
#include "vouch-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * Copying a file that somebody else owns into one that we own.
 *
 * One thread moves the bytes, the fastest way that the two file systems allow: a shared extent
 * (FICLONE), copy_file_range, or read and write.  A second thread reads what has arrived in the
 * destination and gives it to the digest, so that the hash is that of the bytes we keep and not
 * of those we meant to keep.  The two share one number, how many bytes have arrived.
 *
 * The source may be changed by others meanwhile.  It counts as one file only if its size, inode
 * and time of change are equal before and after, by descriptor and by name.
 */

#define PIECE (4 * 1024 * 1024)
#define DIGEST_PIECE (256 * 1024)

/* What a copy leaves free, so that words can still be saved beside a file that just fitted. */
#define RESERVE ((guint64) 8 * 1024 * 1024)

typedef enum {
  MOVE_RANGE,
  MOVE_BYTES,
} Move;

typedef struct {
  const VouchCopy *copy;
  int fd; /* the destination */
  GMutex mutex;
  GCond cond;
  guint64 arrived; /* (mutex mutex) */
  gboolean ended;  /* (mutex mutex): nothing more will arrive */
  gboolean stop;   /* (mutex mutex): the copy was given up */
  int saved_errno; /* of the thread; read after it was joined */
} Follower;

static gboolean
await_more (Follower *self, guint64 seen, guint64 *arrived)
{
  gboolean go_on;

  g_mutex_lock (&self->mutex);
  while (self->arrived == seen && !self->ended && !self->stop)
    g_cond_wait (&self->cond, &self->mutex);
  *arrived = self->arrived;
  go_on = !self->stop && self->arrived > seen;
  g_mutex_unlock (&self->mutex);
  return go_on;
}

static gpointer
follow (gpointer data)
{
  Follower *self = data;
  g_autofree char *buffer = g_malloc (DIGEST_PIECE);
  guint64 seen = 0, arrived = 0;

  while (self->saved_errno == 0 && await_more (self, seen, &arrived)) {
    while (seen < arrived && self->saved_errno == 0) {
      gssize n = pread (self->fd, buffer, MIN (arrived - seen, DIGEST_PIECE), (off_t) seen);

      if (n > 0) {
        self->copy->digest (buffer, (gsize) n, self->copy->digest_data);
        seen += (guint64) n;
      } else if (n == 0 || errno != EINTR) {
        self->saved_errno = n == 0 ? EIO : errno;
      }
    }
  }
  return NULL;
}

static void
follower_tell (Follower *self, guint64 arrived, gboolean ended, gboolean stop)
{
  g_mutex_lock (&self->mutex);
  self->arrived = arrived;
  self->ended = ended;
  self->stop = stop;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gboolean
same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static gboolean
is_unchanged (int fd, const char *source, const struct stat *before, GError **error)
{
  struct stat by_fd, by_name;

  if (fstat (fd, &by_fd) == 0 && stat (source, &by_name) == 0 && same_file (before, &by_fd) &&
      same_file (before, &by_name))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("%s was changed while it was being copied. Nothing was kept of it; add it again "
                  "when no other program is writing to it."),
               source);
  return FALSE;
}

static gssize
move_by_hand (int from, int to, guint64 at, gsize length)
{
  g_autofree char *buffer = g_malloc (DIGEST_PIECE);
  gssize n = pread (from, buffer, MIN (length, DIGEST_PIECE), (off_t) at);

  for (gssize written = 0; n > 0 && written < n;) {
    gssize w = pwrite (to, buffer + written, (gsize) (n - written), (off_t) at + written);

    if (w < 0 && errno != EINTR)
      return -1;
    written += MAX (w, 0);
  }
  return n;
}

static gssize
move_piece (int from, int to, guint64 at, guint64 length, Move *move)
{
  gsize piece = (gsize) MIN (length, PIECE);

  if (*move == MOVE_RANGE) {
    off_t in = (off_t) at, out = (off_t) at;
    gssize n = copy_file_range (from, &in, to, &out, piece, 0);

    if (n > 0)
      return n;
    if (n < 0 && errno != EXDEV && errno != ENOSYS && errno != EINVAL && errno != EOPNOTSUPP &&
        errno != EPERM && errno != EBADF)
      return -1;
    *move = MOVE_BYTES;
  }
  return move_by_hand (from, to, at, piece);
}

static gboolean
move_all (int from, guint64 total, Follower *follower, GCancellable *cancellable, int *saved_errno)
{
  const VouchCopy *copy = follower->copy;
  guint64 done = ioctl (follower->fd, FICLONE, from) == 0 ? total : 0;
  Move move = MOVE_RANGE;

  while (TRUE) {
    gssize n;

    follower_tell (follower, done, done == total, FALSE);
    if (copy->progress != NULL)
      copy->progress (done, total, copy->progress_data);
    if (done == total)
      return TRUE;
    if (g_cancellable_is_cancelled (cancellable)) {
      *saved_errno = ECANCELED;
      return FALSE;
    }
    n = move_piece (from, follower->fd, done, total - done, &move);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      *saved_errno = n == 0 ? 0 : errno;
      return FALSE;
    }
    /* The disk begins at once, so that the fsync at the end has little left to wait for. */
    sync_file_range (follower->fd, (off_t) done, n, SYNC_FILE_RANGE_WRITE);
    done += (guint64) n;
  }
}

/* A disk is not filled to the brim to find out that a file does not fit. */
static gboolean
has_room (int fd, const char *source, guint64 size, GError **error)
{
  struct statvfs disk;
  guint64 room;
  g_autofree char *has = NULL, *needs = NULL;

  if (fstatvfs (fd, &disk) != 0)
    return TRUE;
  room = (guint64) disk.f_bavail * disk.f_frsize;
  if (room >= size && room - size >= RESERVE)
    return TRUE;
  has = g_format_size (room);
  needs = g_format_size (size + RESERVE);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NO_SPACE,
               /* Translators: a file name, then two sizes such as "5 GB". */
               _ ("There is not enough room for %s. It needs %s, and %s are free. Nothing was "
                  "kept of it; make room and add it again."),
               source, needs, has);
  return FALSE;
}

static gboolean
copy_and_sync (VouchNewFile *file,
               int from,
               const char *source,
               const struct stat *before,
               Follower *follower,
               GCancellable *cancellable,
               GError **error)
{
  int saved_errno = 0;

  if (!has_room (follower->fd, source, (guint64) before->st_size, error))
    return FALSE;
  if (!move_all (from, (guint64) before->st_size, follower, cancellable, &saved_errno)) {
    if (saved_errno == ECANCELED)
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("Copying %s was stopped"), source);
    else if (saved_errno == 0)
      is_unchanged (from, source, before, error);
    else
      vouch_error_set_errno (error, saved_errno, _ ("%s could not be copied"), source);
    /* A file that merely says that it is longer than it is counts as one that cannot be read. */
    if (error != NULL && *error == NULL)
      vouch_error_set_errno (error, EIO, _ ("%s could not be read to its end"), source);
    return FALSE;
  }
  return vouch_new_file_sync (file, error) && is_unchanged (from, source, before, error);
}

static int
open_source (const char *source, struct stat *before, GError **error)
{
  int fd = open (source, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0 || fstat (fd, before) != 0) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be opened"), source);
  } else if (!S_ISREG (before->st_mode)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("%s is not a file"), source);
  } else {
    posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return fd;
  }
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * vouch_copy_into:
 * @file: a new file, still empty.
 * @source: (type filename): a regular file.
 * @copy: (nullable): who looks on.
 * @size: (out) (optional): how many bytes there are.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CONFLICT when the source changed meanwhile, %VOUCH_ERROR_INVALID when it
 *   is no regular file, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CANCELLED or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Copies a file's bytes and syncs them, while a second thread gives what has arrived to the
 * digest. Finish the new file to give it its name.
 *
 * Returns: whether @file holds the bytes of @source, and the disk has them.
 */
gboolean
vouch_copy_into (VouchNewFile *file,
                 const char *source,
                 const VouchCopy *copy,
                 guint64 *size,
                 GCancellable *cancellable,
                 GError **error)
{
  const VouchCopy nobody = { NULL };
  Follower follower = { .copy = copy != NULL ? copy : &nobody };
  g_autoptr (GError) local = NULL;
  struct stat before;
  GThread *thread = NULL;
  gboolean done;
  int from;

  g_return_val_if_fail (VOUCH_IS_NEW_FILE (file) && source != NULL, FALSE);

  from = open_source (source, &before, error);
  if (from < 0)
    return FALSE;
  follower.fd = vouch_new_file_get_fd (file);
  g_mutex_init (&follower.mutex);
  g_cond_init (&follower.cond);
  if (follower.copy->digest != NULL)
    thread = g_thread_new ("vouch-digest", follow, &follower);
  done = copy_and_sync (file, from, source, &before, &follower, cancellable, &local);
  if (!done)
    follower_tell (&follower, 0, TRUE, TRUE);
  if (thread != NULL)
    g_thread_join (thread);
  g_mutex_clear (&follower.mutex);
  g_cond_clear (&follower.cond);
  close (from);
  if (!done) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (follower.saved_errno != 0) {
    vouch_error_set_errno (error, follower.saved_errno, _ ("The copy of %s cannot be read"),
                           source);
    return FALSE;
  }
  if (size != NULL)
    *size = (guint64) before.st_size;
  return TRUE;
}
