/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A library to be loaded before the C library (LD_PRELOAD): something goes wrong at the N-th call
 * that changes a file below one folder.  Counting N up until the program comes through unharmed
 * tries every point at which a computer can die or a disk can fail.
 *
 * VOUCH_FAULT_FOLDER  only files below this folder count
 * VOUCH_FAULT_AT      N, from 1; 0 lets everything through and only counts
 * VOUCH_FAULT_DO      kill    the program ends before the call (SIGKILL)
 *                     tear    half of a write is done, then the program ends
 *                     lie     an fsync gives EIO, what was not synced is gone, and the next fsync
 *                             of the same file says that all is well; other calls give EIO
 *                     slow    the call takes two seconds, and is made
 *                     ENOSPC, EIO, EDQUOT or EACCES: the call gives that error
 * VOUCH_FAULT_STAY    1: it goes wrong at every later call as well
 * VOUCH_FAULT_CALLS   only these calls count, as "fsync,rename"; all when it is not set
 * VOUCH_FAULT_WHILE   a file outside the folder: nothing goes wrong unless it is there
 * VOUCH_FAULT_PIECE   no write or copy does more than so many bytes at once
 * VOUCH_FAULT_LOG     a file outside the folder that gets a line "N CALL NAME" for each call
 *
 * The calls are write (pwrite, ftruncate), copy (copy_file_range), fsync (fdatasync), rename,
 * unlink and mkdir.  FICLONE is refused, so that a copy is always made of pieces.
 */

/* Both names of each call are defined here, so the headers must not turn one into the other. */
#undef _FILE_OFFSET_BITS

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_UNSYNCED 4096
#define SLOW_S 2

typedef struct {
  dev_t dev;
  ino_t ino;
  off_t at;
  size_t length;
} Range;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counted;
static Range unsynced[MAX_UNSYNCED];
static size_t n_unsynced;

static const char *
setting (const char *name, const char *otherwise)
{
  const char *value = getenv (name);

  return value != NULL && *value != '\0' ? value : otherwise;
}

static int
is_below (const char *path)
{
  const char *folder = setting ("VOUCH_FAULT_FOLDER", NULL);
  size_t length = folder != NULL ? strlen (folder) : 0;

  return folder != NULL && strncmp (path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

static int
path_of_fd (int fd, char path[PATH_MAX])
{
  char link[64];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, PATH_MAX - 1);
  path[n > 0 ? n : 0] = '\0';
  return n > 0;
}

static int
is_listed (const char *call)
{
  const char *calls = setting ("VOUCH_FAULT_CALLS", NULL);
  const char *found = calls != NULL ? strstr (calls, call) : NULL;
  size_t length = strlen (call);

  return calls == NULL || (found != NULL && (found[length] == ',' || found[length] == '\0'));
}

static void
write_log (long n, const char *call, const char *path)
{
  const char *log = setting ("VOUCH_FAULT_LOG", NULL);
  char line[PATH_MAX + 64];
  int fd, length;

  if (log == NULL)
    return;
  length = snprintf (line, sizeof line, "%ld %s %s\n", n, call, path);
  fd = (int) syscall (SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0)
    abort ();
  if (syscall (SYS_write, fd, line, length) != length)
    abort ();
  close (fd);
}

static void
end_now (void)
{
  syscall (SYS_kill, getpid (), SIGKILL);
}

static int
is_time (void)
{
  const char *file = setting ("VOUCH_FAULT_WHILE", NULL);

  return file == NULL || syscall (SYS_faccessat, AT_FDCWD, file, F_OK) == 0;
}

/* Is it this call's turn?  Ends the program, or gives the errno to fail with, or 0. */
static int
strike (const char *call, const char *path)
{
  const char *what = setting ("VOUCH_FAULT_DO", "");
  long at = strtol (setting ("VOUCH_FAULT_AT", "0"), NULL, 10);
  long n;

  if (!is_below (path) || !is_listed (call))
    return 0;
  pthread_mutex_lock (&mutex);
  n = ++counted;
  pthread_mutex_unlock (&mutex);
  write_log (n, call, path);
  if (at == 0 || n < at || !is_time () ||
      (n > at && strcmp (setting ("VOUCH_FAULT_STAY", "0"), "1") != 0))
    return 0;
  if (strcmp (what, "kill") == 0)
    end_now ();
  if (strcmp (what, "tear") == 0)
    return -1;
  if (strcmp (what, "slow") == 0) {
    sleep (SLOW_S);
    return 0;
  }
  if (strcmp (what, "ENOSPC") == 0)
    return ENOSPC;
  if (strcmp (what, "EDQUOT") == 0)
    return EDQUOT;
  if (strcmp (what, "EACCES") == 0)
    return EACCES;
  return EIO;
}

static int
strike_fd (const char *call, int fd)
{
  char path[PATH_MAX];

  return path_of_fd (fd, path) ? strike (call, path) : 0;
}

static size_t
piece (int fd, size_t length)
{
  char path[PATH_MAX];
  size_t most = (size_t) strtoul (setting ("VOUCH_FAULT_PIECE", "0"), NULL, 10);

  if (most == 0 || length <= most || !path_of_fd (fd, path) || !is_below (path))
    return length;
  return most;
}

static void
remember (int fd, off_t at, ssize_t length)
{
  struct stat status;

  if (length <= 0 || strcmp (setting ("VOUCH_FAULT_DO", ""), "lie") != 0 ||
      fstat (fd, &status) != 0)
    return;
  pthread_mutex_lock (&mutex);
  if (n_unsynced == MAX_UNSYNCED)
    abort ();
  unsynced[n_unsynced++] = (Range){ status.st_dev, status.st_ino, at, (size_t) length };
  pthread_mutex_unlock (&mutex);
}

/* Forgets what was not synced of a file; when it is lost, the bytes become zeros. */
static void
settle (int fd, int lost)
{
  struct stat status;
  size_t kept = 0;

  if (fstat (fd, &status) != 0)
    return;
  pthread_mutex_lock (&mutex);
  for (size_t i = 0; i < n_unsynced; i++) {
    Range *range = &unsynced[i];

    if (range->dev != status.st_dev || range->ino != status.st_ino) {
      unsynced[kept++] = *range;
    } else if (lost) {
      void *zeros = calloc (1, range->length);

      if (syscall (SYS_pwrite64, fd, zeros, range->length, range->at) < 0)
        abort ();
      free (zeros);
    }
  }
  n_unsynced = kept;
  pthread_mutex_unlock (&mutex);
}

static ssize_t
do_write (int fd, const void *data, size_t length, off_t at, int positioned)
{
  int struck = strike_fd ("write", fd);
  ssize_t n;

  length = piece (fd, length);
  if (struck < 0)
    length /= 2;
  if (struck > 0) {
    errno = struck;
    return -1;
  }
  if (!positioned)
    at = lseek (fd, 0, SEEK_CUR);
  n = positioned ? syscall (SYS_pwrite64, fd, data, length, at)
                 : syscall (SYS_write, fd, data, length);
  if (struck < 0)
    end_now ();
  remember (fd, at, n);
  return n;
}

ssize_t
write (int fd, const void *data, size_t length)
{
  return do_write (fd, data, length, 0, 0);
}

ssize_t
pwrite (int fd, const void *data, size_t length, off_t at)
{
  return do_write (fd, data, length, at, 1);
}

ssize_t
pwrite64 (int fd, const void *data, size_t length, off64_t at)
{
  return do_write (fd, data, length, at, 1);
}

ssize_t
copy_file_range (int from, off64_t *in, int to, off64_t *out, size_t length, unsigned int flags)
{
  int struck = strike_fd ("copy", to);
  off64_t at = out != NULL ? *out : 0;
  ssize_t n;

  length = piece (to, length);
  if (struck < 0)
    length /= 2;
  if (struck > 0) {
    errno = struck;
    return -1;
  }
  n = syscall (SYS_copy_file_range, from, in, to, out, length, flags);
  if (struck < 0)
    end_now ();
  remember (to, at, n);
  return n;
}

static int
do_sync (int fd, long number)
{
  int struck = strike_fd ("fsync", fd);

  if (struck < 0)
    end_now ();
  if (struck > 0) {
    settle (fd, strcmp (setting ("VOUCH_FAULT_DO", ""), "lie") == 0);
    errno = struck;
    return -1;
  }
  settle (fd, 0);
  return (int) syscall (number, fd);
}

int
fsync (int fd)
{
  return do_sync (fd, SYS_fsync);
}

int
fdatasync (int fd)
{
  return do_sync (fd, SYS_fdatasync);
}

static int
do_truncate (int fd, off_t length)
{
  int struck = strike_fd ("write", fd);

  if (struck < 0)
    end_now ();
  if (struck > 0) {
    errno = struck;
    return -1;
  }
  return (int) syscall (SYS_ftruncate, fd, length);
}

int
ftruncate (int fd, off_t length)
{
  return do_truncate (fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  return do_truncate (fd, length);
}

static int
strike_path (const char *call, const char *path)
{
  int struck = strike (call, path);

  if (struck < 0)
    end_now ();
  if (struck > 0)
    errno = struck;
  return struck;
}

int
rename (const char *from, const char *to)
{
  if (strike_path ("rename", to) != 0)
    return -1;
  return (int) syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
unlink (const char *path)
{
  if (strike_path ("unlink", path) != 0)
    return -1;
  return (int) syscall (SYS_unlinkat, AT_FDCWD, path, 0);
}

int
mkdir (const char *path, mode_t mode)
{
  if (strike_path ("mkdir", path) != 0)
    return -1;
  return (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

int
ioctl (int fd, unsigned long request, ...)
{
  char path[PATH_MAX];
  va_list args;
  void *argument;

  va_start (args, request);
  argument = va_arg (args, void *);
  va_end (args);
  if (request == FICLONE && path_of_fd (fd, path) && is_below (path)) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return (int) syscall (SYS_ioctl, fd, request, argument);
}
