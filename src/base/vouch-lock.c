/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-lock"

#include "config.h"
#include "vouch-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * An open-file-description lock on a file that is never removed.  The kernel lets go of it when
 * its holder ends, however it ends, so there is no stale lock to clear away.  The file holds one
 * line, "PROGRAM PID", only so that people can be told who has it.
 */

#define RETRY_MS 25

/**
 * VouchLock:
 *
 * The right to be the only one.
 */
struct _VouchLock {
  int fd;
};

static gboolean
try_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

static void
write_holder (int fd)
{
  const char *program = g_get_prgname () != NULL ? g_get_prgname () : "vouch";
  g_autofree char *line = g_strdup_printf ("%.60s %d\n", program, (int) getpid ());

  /* Whose name stands there is a courtesy; the lock does not depend on it. */
  if (pwrite (fd, line, strlen (line), 0) < 0 || ftruncate (fd, (off_t) strlen (line)) != 0)
    g_debug ("The holder's name could not be written: %s", g_strerror (errno));
}

static char *
read_holder (int fd)
{
  char line[128];
  gssize n = pread (fd, line, sizeof line - 1, 0);

  line[MAX (n, 0)] = '\0';
  g_strstrip (line);
  if (*line == '\0' || !g_utf8_validate (line, -1, NULL))
    return g_strdup (_ ("another program"));
  return g_strdup (line);
}

static gboolean
wait_for_lock (int fd, guint wait_ms, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) wait_ms * 1000;

  while (!try_lock (fd)) {
    if (errno != EAGAIN && errno != EACCES)
      return FALSE;
    if (g_get_monotonic_time () >= deadline || g_cancellable_is_cancelled (cancellable)) {
      errno = EBUSY;
      return FALSE;
    }
    g_usleep (RETRY_MS * 1000);
  }
  return TRUE;
}

/**
 * vouch_lock_take:
 * @path: (type filename): the lock's file; made when it is not there.
 * @wait_ms: how long to wait for another holder to let go, in milliseconds; 0 asks once.
 * @cancellable: (nullable): to stop waiting.
 * @error: %VOUCH_ERROR_BUSY when somebody else holds it (the message says who), else
 *   %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Takes the lock, or waits for it.
 *
 * Returns: (transfer full): the lock, or %NULL.
 */
VouchLock *
vouch_lock_take (const char *path, guint wait_ms, GCancellable *cancellable, GError **error)
{
  VouchLock *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be opened"), path);
    return NULL;
  }
  if (!wait_for_lock (fd, wait_ms, cancellable)) {
    int saved_errno = errno;
    g_autofree char *holder = read_holder (fd);

    close (fd);
    if (saved_errno == EBUSY)
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY,
                   /* Translators: %s is a program's name and process number. */
                   _ ("%s is using this just now. Nothing was changed; try again when it is done."),
                   holder);
    else
      vouch_error_set_errno (error, saved_errno, _ ("%s cannot be locked"), path);
    return NULL;
  }
  write_holder (fd);
  self = g_new (VouchLock, 1);
  self->fd = fd;
  return self;
}

/**
 * vouch_lock_release:
 * @self: (transfer full) (nullable): a lock.
 *
 * Lets go.
 */
void
vouch_lock_release (VouchLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
