/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"

/*
 * cache/renders/KEY: a folder for each piece of long work that can be taken up again, with the files that
 * grow and a note on how far it is. The note is replaced as a whole, after what it speaks of is on the
 * disk. All of it may be deleted at any time; the work then begins anew.
 */

#define NOTE "note"
#define MAX_NOTE 65536

static gboolean
is_key (const char *key)
{
  return strlen (key) > 2 && strlen (key) < 100 &&
         strspn (key, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen (key);
}

static char *
folder_of (VouchStore *self, const char *key)
{
  g_autofree char *cache = vouch_store_get_path (self, "cache");

  return g_build_filename (cache, "renders", key, NULL);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *work = g_path_get_dirname (folder);
  g_autofree char *cache = g_path_get_dirname (work);

  return vouch_file_make_folder (cache, 0700, error) &&
         vouch_file_make_folder (work, 0700, error) && vouch_file_make_folder (folder, 0700, error);
}

/**
 * vouch_store_open_scratch:
 * @self: a library that may be written.
 * @key: which work: small letters, digits and `-`.
 * @name: which of its files.
 * @keep_bytes: how much of it counts; what is behind that is cut off.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Opens a file that grows, to be gone on with behind what counts. A file that holds less than that has lost
 * something, so nothing of it counts any more.
 *
 * Returns: a descriptor for reading and writing, whose file is @keep_bytes long or empty; or -1.
 */
int
vouch_store_open_scratch (VouchStore *self,
                          const char *key,
                          const char *name,
                          gint64 keep_bytes,
                          GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  struct stat status = { 0 };
  int fd;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key) && is_key (name), -1);

  folder = folder_of (self, key);
  if (!make_folder (folder, error))
    return -1;
  path = g_build_filename (folder, name, NULL);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && fstat (fd, &status) == 0 &&
      ftruncate (fd, status.st_size >= keep_bytes ? keep_bytes : 0) == 0)
    return fd;
  vouch_error_set_errno (error, errno, _ ("Work in between could not be kept"));
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * vouch_store_load_scratch_note:
 * @self: a library.
 * @key: which work.
 *
 * Returns: (transfer full) (nullable): how far it is, in the words of whoever does it.
 */
char *
vouch_store_load_scratch_note (VouchStore *self, const char *key)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key), NULL);

  folder = folder_of (self, key);
  path = g_build_filename (folder, NOTE, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return vouch_file_load_small (path, MAX_NOTE, NULL, NULL);
}

/**
 * vouch_store_keep_scratch_note:
 * @self: a library that may be written.
 * @key: which work.
 * @note: how far it is; what it speaks of is on the disk.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_keep_scratch_note (VouchStore *self, const char *key, const char *note, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key), FALSE);

  folder = folder_of (self, key);
  path = g_build_filename (folder, NOTE, NULL);
  return make_folder (folder, error) && vouch_file_replace (path, note, strlen (note), 0600, error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

/**
 * vouch_store_remove_scratch:
 * @self: a library that may be written.
 * @key: work that is done, or not wanted any more.
 *
 * Removes what it kept in between.
 */
void
vouch_store_remove_scratch (VouchStore *self, const char *key)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (VOUCH_IS_STORE (self) && key != NULL && is_key (key));

  folder = folder_of (self, key);
  remove_folder (folder);
}

/**
 * vouch_store_sweep_scratch:
 * @self: a library that may be written.
 * @keep: (array zero-terminated=1): work that is still wanted.
 *
 * Removes what all other work kept in between.
 */
void
vouch_store_sweep_scratch (VouchStore *self, const char *const *keep)
{
  g_autofree char *cache = NULL;
  g_autofree char *work = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *key = NULL;

  g_return_if_fail (VOUCH_IS_STORE (self) && keep != NULL);

  cache = vouch_store_get_path (self, "cache");
  work = g_build_filename (cache, "renders", NULL);
  dir = g_dir_open (work, 0, NULL);
  while (dir != NULL && (key = g_dir_read_name (dir)) != NULL)
    if (is_key (key) && !g_strv_contains (keep, key))
      vouch_store_remove_scratch (self, key);
}
