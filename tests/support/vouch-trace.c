/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A library to be loaded before the C library (LD_PRELOAD): writes down what a program does to the files
 * below one folder, so that a test can rebuild the disk as a power cut at any moment would leave it.
 *
 * VOUCH_TRACE_FOLDER  only files below this folder count
 * VOUCH_TRACE_LOG     a file outside the folder
 *
 * Each record of the log is a line "CALL BEGIN END LENGTH NAME" (times in nanoseconds of the clock on
 * the wall, LENGTH the bytes that follow the line) and then those bytes:
 *   make    a file was made          write   bytes were appended
 *   sync    fsync or fdatasync of a file or folder
 *   folder  a folder was made        remove  a file was removed      rename  NAME is "FROM\tTO"
 */

/* Both names of each call are defined here, so the headers must not turn one into the other. */
#undef _FILE_OFFSET_BITS

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static long long
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_REALTIME, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("VOUCH_TRACE_FOLDER");
  size_t length = folder != NULL ? strlen (folder) : 0;

  return folder != NULL && strncmp (path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

static int
fd_is_below (int fd, char path[PATH_MAX])
{
  char link[64];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, PATH_MAX - 1);
  if (n <= 0)
    return 0;
  path[n] = '\0';
  return is_below (path);
}

static void
put (int fd, const void *data, size_t length)
{
  const char *bytes = data;

  while (length > 0) {
    ssize_t n = syscall (SYS_write, fd, bytes, length);

    if (n <= 0)
      return;
    bytes += n;
    length -= (size_t) n;
  }
}

static void
note (const char *call, long long begin, const void *data, size_t length, const char *name)
{
  static int log = -1;
  char line[2 * PATH_MAX + 128];
  int saved = errno;
  int n;

  pthread_mutex_lock (&mutex);
  if (log < 0)
    log = (int) syscall (SYS_openat, AT_FDCWD, getenv ("VOUCH_TRACE_LOG"),
                         O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  n = snprintf (line, sizeof line, "%s %lld %lld %zu %s\n", call, begin, now (), length, name);
  put (log, line, (size_t) n);
  put (log, data, length);
  pthread_mutex_unlock (&mutex);
  errno = saved;
}

ssize_t
write (int fd, const void *data, size_t length)
{
  long long begin = now ();
  ssize_t n = syscall (SYS_write, fd, data, length);
  char path[PATH_MAX];

  if (n > 0 && fd > 2 && fd_is_below (fd, path))
    note ("write", begin, data, (size_t) n, path);
  return n;
}

static int
sync_one (long number, int fd)
{
  long long begin = now ();
  int result = (int) syscall (number, fd);
  char path[PATH_MAX];

  if (result == 0 && fd_is_below (fd, path))
    note ("sync", begin, NULL, 0, path);
  return result;
}

int
fsync (int fd)
{
  return sync_one (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return sync_one (SYS_fdatasync, fd);
}

static int
open_one (int folder, const char *name, int flags, mode_t mode)
{
  long long begin = now ();
  int fd = (int) syscall (SYS_openat, folder, name, flags, mode);
  char path[PATH_MAX];

  if (fd >= 0 && (flags & O_CREAT) != 0 && fd_is_below (fd, path))
    note ("make", begin, NULL, 0, path);
  return fd;
}

#define OPENS(name)                                                                                \
  int name (const char *path, int flags, ...);                                                     \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    mode_t mode = 0;                                                                               \
    va_list more;                                                                                  \
                                                                                                   \
    va_start (more, flags);                                                                        \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0)                                                      \
      mode = va_arg (more, mode_t);                                                                \
    va_end (more);                                                                                 \
    return open_one (AT_FDCWD, path, flags, mode);                                                 \
  }

OPENS (open)
OPENS (open64)

int
mkdir (const char *path, mode_t mode)
{
  long long begin = now ();
  int result = (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);

  if (result == 0 && is_below (path))
    note ("folder", begin, NULL, 0, path);
  return result;
}

int
unlink (const char *path)
{
  long long begin = now ();
  int result = (int) syscall (SYS_unlinkat, AT_FDCWD, path, 0);

  if (result == 0 && is_below (path))
    note ("remove", begin, NULL, 0, path);
  return result;
}

int
rename (const char *from, const char *to)
{
  long long begin = now ();
  int result = (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  char both[2 * PATH_MAX];

  if (result == 0 && is_below (from)) {
    snprintf (both, sizeof both, "%s\t%s", from, to);
    note ("rename", begin, NULL, 0, both);
  }
  return result;
}
