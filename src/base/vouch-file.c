/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-file"

#include "config.h"
#include "vouch-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * The one audited place for putting bytes under a name so that they stay there.
 *
 * The order is always the same, and every step matters:
 *
 *   1. a new file under a temporary name (".new-XXXXXX") in the folder that it is meant for
 *   2. all bytes written
 *   3. fsync of the file: its bytes are on the disk
 *   4. rename to its name: readers see the old file or the new one, never half of either
 *   5. fsync of the folder: the name is on the disk
 *
 * Invariants:
 *
 * - Whoever is told TRUE has the bytes on the disk under that name.
 * - Whoever is told FALSE after step 4 may find the new file there, whole; before it, the old one.
 * - An fsync that went wrong once is never asked again about the same file: Linux may answer
 *   "done" the second time although the bytes are gone.  Such a file is only good for removal,
 *   and a new attempt writes a new file.
 * - Whatever is called ".new-*" was never finished and may be swept away by the next owner of
 *   the folder.
 */

#define TEMPORARY_PREFIX ".new-"

/**
 * VouchNewFile:
 *
 * A file that is being written and has no name yet.  Unless it is finished, it is removed when
 * its last reference goes.
 */
struct _VouchNewFile {
  GObject parent_instance;

  char *path; /* (nullable): %NULL once it was finished */
  int fd;
  gboolean synced;  /* nothing was written since the last fsync */
  gboolean spoiled; /* an fsync went wrong: these bytes can no longer be trusted */
};

G_DEFINE_FINAL_TYPE (VouchNewFile, vouch_new_file, G_TYPE_OBJECT)

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, data, MIN (length, 1 << 24));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static void
vouch_new_file_finalize (GObject *object)
{
  VouchNewFile *self = VOUCH_NEW_FILE (object);

  if (self->fd >= 0)
    close (self->fd);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  G_OBJECT_CLASS (vouch_new_file_parent_class)->finalize (object);
}

static void
vouch_new_file_class_init (VouchNewFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_new_file_finalize;
}

static void
vouch_new_file_init (VouchNewFile *self)
{
  self->fd = -1;
}

static char *
read_to_end (int fd, const char *name, gsize most, gsize *length, GError **error)
{
  g_autofree char *data = g_malloc (most + 2);
  gsize filled = 0;
  gssize n;

  do {
    n = read (fd, data + filled, most + 1 - filled);
    if (n > 0)
      filled += (gsize) n;
  } while (filled <= most && (n > 0 || (n < 0 && errno == EINTR)));
  if (filled > most) {
    g_autofree char *may = g_format_size (most);

    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 /* Translators: a file name, and a size such as "64 kB". */
                 _ ("“%s” is too large. A file of this kind has at most %s."), name, may);
    return NULL;
  }
  if (n < 0) {
    vouch_error_set_errno (error, errno, _ ("“%s” cannot be read"), name);
    return NULL;
  }
  data[filled] = '\0';
  if (length != NULL)
    *length = filled;
  return g_realloc (g_steal_pointer (&data), filled + 1);
}

/**
 * vouch_file_load_small:
 * @path: (type filename): a file that somebody names.
 * @most: bytes that it may have at most.
 * @length: (out) (optional): bytes that it has.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID when it is larger or no file, or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Reads a file whole. A pipe or a device is refused without waiting for it.
 *
 * Returns: (transfer full) (nullable): its bytes, and a NUL after them.
 */
char *
vouch_file_load_small (const char *path, gsize most, gsize *length, GError **error)
{
  g_autofree char *name = NULL;
  char *data = NULL;
  struct stat status;
  int fd;

  g_return_val_if_fail (path != NULL && most > 0, NULL);

  name = g_filename_display_name (path);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    vouch_error_set_errno (error, errno, _ ("“%s” cannot be opened"), name);
    return NULL;
  }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    data = read_to_end (fd, name, most, length, error);
  else
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” is not a file."), name);
  close (fd);
  return data;
}

/**
 * vouch_new_file_begin:
 * @folder: (type filename): the folder that the finished file will live in; its file system is
 *   the one that the bytes are written to.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Begins a file that nobody sees until it is finished; only its owner may read it.
 *
 * Returns: (transfer full): the file, or %NULL.
 */
VouchNewFile *
vouch_new_file_begin (const char *folder, GError **error)
{
  g_autoptr (VouchNewFile) self = g_object_new (VOUCH_TYPE_NEW_FILE, NULL);

  g_return_val_if_fail (folder != NULL, NULL);

  self->path = g_build_filename (folder, TEMPORARY_PREFIX "XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0) {
    int saved_errno = errno;

    g_clear_pointer (&self->path, g_free);
    vouch_error_set_errno (error, saved_errno, _ ("No file can be made in %s"), folder);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * vouch_new_file_get_fd:
 * @self: a file.
 *
 * Returns: the descriptor, open for reading and writing, or -1 once the file was finished. It
 *   belongs to @self. Whoever writes to it directly does so before vouch_new_file_sync().
 */
int
vouch_new_file_get_fd (VouchNewFile *self)
{
  g_return_val_if_fail (VOUCH_IS_NEW_FILE (self), -1);

  self->synced = FALSE;
  return self->fd;
}

/**
 * vouch_new_file_get_path:
 * @self: a file.
 *
 * Returns: (transfer none) (nullable) (type filename): the temporary name, for a helper program
 *   that writes by name; %NULL once the file was finished.
 */
const char *
vouch_new_file_get_path (VouchNewFile *self)
{
  g_return_val_if_fail (VOUCH_IS_NEW_FILE (self), NULL);

  self->synced = FALSE;
  return self->path;
}

/**
 * vouch_new_file_write:
 * @self: a file.
 * @data: (array length=length): bytes.
 * @length: how many.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Appends bytes.
 *
 * Returns: whether all of them were taken.
 */
gboolean
vouch_new_file_write (VouchNewFile *self, const void *data, gsize length, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_NEW_FILE (self), FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  self->synced = FALSE;
  if (write_all (self->fd, data, length))
    return TRUE;
  vouch_error_set_errno (error, errno, _ ("Writing to %s stopped"), self->path);
  return FALSE;
}

/**
 * vouch_new_file_sync:
 * @self: a file.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Waits until the bytes are on the disk. When that went wrong once, it is FALSE for ever: begin a
 * new file.
 *
 * Returns: whether the bytes are on the disk.
 */
gboolean
vouch_new_file_sync (VouchNewFile *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_NEW_FILE (self), FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (self->spoiled) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                 _ ("The disk could not keep %s; it has to be written again"), self->path);
    return FALSE;
  }
  if (!self->synced && fsync (self->fd) != 0) {
    self->spoiled = TRUE;
    vouch_error_set_errno (error, errno, _ ("The disk could not keep %s"), self->path);
    return FALSE;
  }
  self->synced = TRUE;
  return TRUE;
}

/* What the person lets nobody else do with new files. Asking umask() would change it for a moment, for
 * every thread; where the system does not tell, nobody else may do anything. */
static mode_t
get_umask (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "\nUmask:");
  return line != NULL ? (mode_t) g_ascii_strtoull (line + strlen ("\nUmask:"), NULL, 8) : 0077;
}

/**
 * vouch_new_file_finish:
 * @self: a file.
 * @path: (type filename): the name it gets, in the file system that it was begun in; a file that
 *   has that name already is replaced.
 * @mode: its permissions, such as 0400 for what shall never change. What others may do is less what
 *   the person's umask takes from them.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Makes the file durable and gives it its name: fsync, rename, fsync of the folder.
 *
 * Returns: whether the file is on the disk under that name.
 */
gboolean
vouch_new_file_finish (VouchNewFile *self, const char *path, int mode, GError **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (VOUCH_IS_NEW_FILE (self), FALSE);
  g_return_val_if_fail (path != NULL && self->fd >= 0, FALSE);

  if ((mode & 0077) != 0)
    mode &= (int) ~(get_umask () & 0077);
  if (fchmod (self->fd, (mode_t) mode) != 0) {
    vouch_error_set_errno (error, errno, _ ("The permissions of %s cannot be set"), path);
    return FALSE;
  }
  if (!vouch_new_file_sync (self, error))
    return FALSE;
  if (rename (self->path, path) != 0) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be put in place"), path);
    return FALSE;
  }
  g_clear_pointer (&self->path, g_free);
  close (self->fd);
  self->fd = -1;

  folder = g_path_get_dirname (path);
  return vouch_file_sync_folder (folder, error);
}

/**
 * vouch_new_file_sweep:
 * @folder: (type filename): a folder whose only writer the caller is.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Removes what was begun there and never finished. A folder that does not exist is clean.
 *
 * Returns: how many files were removed; 0 also when @error is set.
 */
guint
vouch_new_file_sweep (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  guint swept = 0;
  const char *name;

  g_return_val_if_fail (folder != NULL, 0);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = NULL;

    if (!g_str_has_prefix (name, TEMPORARY_PREFIX))
      continue;
    path = g_build_filename (folder, name, NULL);
    if (!vouch_file_remove (path, error))
      return 0;
    swept++;
  }
  return swept;
}

/**
 * vouch_file_replace:
 * @path: (type filename): the file's name.
 * @data: (array length=length): its new bytes.
 * @length: how many.
 * @mode: its permissions, such as 0600; others get what the person's umask leaves of it.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Gives a file new content, durably: after a crash or a power cut it has the old bytes or the new
 * ones, and the new ones once this function has returned TRUE.
 *
 * Returns: whether the new bytes are on the disk.
 */
gboolean
vouch_file_replace (const char *path, const void *data, gsize length, int mode, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (VouchNewFile) file = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  folder = g_path_get_dirname (path);
  file = vouch_new_file_begin (folder, error);
  return file != NULL && vouch_new_file_write (file, data, length, error) &&
         vouch_new_file_finish (file, path, mode, error);
}

/**
 * vouch_file_make_folder:
 * @folder: (type filename): a folder whose parent exists.
 * @mode: its permissions, such as 0700.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Makes a folder, durably, unless it is there already.
 *
 * Returns: whether the folder is there.
 */
gboolean
vouch_file_make_folder (const char *folder, int mode, GError **error)
{
  g_autofree char *parent = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir (folder, mode) != 0 && errno != EEXIST) {
    vouch_error_set_errno (error, errno, _ ("The folder %s cannot be made"), folder);
    return FALSE;
  }
  parent = g_path_get_dirname (folder);
  if (vouch_file_sync_folder (parent, error))
    return TRUE;
  /* Or the next call would find it there and believe that the disk knows. */
  g_rmdir (folder);
  return FALSE;
}

/**
 * vouch_file_sync_folder:
 * @folder: (type filename): a folder.
 * @error: %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Waits until the names in a folder are on the disk. File systems that cannot do this (some
 * network ones answer EINVAL) are taken at their word.
 *
 * Returns: whether the names are on the disk.
 */
gboolean
vouch_file_sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);

  if (!done)
    vouch_error_set_errno (error, errno, _ ("The disk could not keep the names in %s"), folder);
  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * vouch_file_remove:
 * @path: (type filename): a file.
 * @error: %VOUCH_ERROR_DEVICE.
 *
 * Removes a file; one that is gone already is no error.
 *
 * Returns: whether no file has that name now.
 */
gboolean
vouch_file_remove (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  vouch_error_set_errno (error, errno, _ ("%s cannot be removed"), path);
  return FALSE;
}
