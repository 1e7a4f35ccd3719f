/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-objects.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-hash.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"

/*
 * The one door through which bytes come in.
 *
 *   1. a new file in objects/: the bytes, hashed as they arrive in it, synced
 *   2. a row in `arriving`, committed: from now on a crash leaves nothing unknown behind
 *   3. its name objects/ab/abcdef..., read only; the folder synced
 *   4. later, in one transaction with whatever refers to it: the row moves to `object`
 *
 * Where 4 never comes, the next start removes the file.  Bytes that are here already are put in
 * place again, which heals a file that was damaged meanwhile.
 */

#define MODE_OF_OBJECTS 0400

static void
digest_cb (const void *bytes, gsize length, gpointer data)
{
  vouch_hash_update (data, bytes, length);
}

static gboolean
put_in_place (VouchStore *self,
              VouchNewFile *file,
              const char *sha256,
              guint64 size,
              GError **error)
{
  g_autofree char *path = vouch_store_get_object_path (self, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!vouch_file_make_folder (folder, 0700, error) ||
      !vouch_store_note_arrival (self, sha256, size, error))
    return FALSE;
  if (vouch_new_file_finish (file, path, MODE_OF_OBJECTS, error))
    return TRUE;
  /* What went wrong is told already; if this goes wrong too, the next start clears it away. */
  vouch_store_abandon_object (self, sha256, NULL);
  return FALSE;
}

static gboolean
refuse_odd_name (const char *sha256, GError **error)
{
  guint8 digest[VOUCH_HASH_DIGEST_LENGTH];

  if (sha256 != NULL && vouch_hash_digest_from_hex (sha256, digest))
    return FALSE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("This is no SHA-256 of a file"));
  return TRUE;
}

/**
 * vouch_store_add_object:
 * @self: a library that may be written.
 * @source: (type filename): the file to take in; it is only read.
 * @progress: (nullable) (scope call): hears how far it has come.
 * @progress_data: its data.
 * @size: (out) (optional): bytes.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CONFLICT when the file changed meanwhile, %VOUCH_ERROR_NO_SPACE,
 *   %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID, %VOUCH_ERROR_CANCELLED or %VOUCH_ERROR_DEVICE.
 *
 * Takes a file's bytes in. They stay only if something refers to them before the library is
 * closed: an item, a derived copy; otherwise say vouch_store_abandon_object().
 *
 * Returns: (transfer full): their SHA-256 in lower-case hex, or %NULL.
 */
char *
vouch_store_add_object (VouchStore *self,
                        const char *source,
                        VouchCopyProgress progress,
                        gpointer progress_data,
                        guint64 *size,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (VouchNewFile) file = NULL;
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  VouchCopy copy = { digest_cb, hash, progress, progress_data };
  g_autofree char *sha256 = NULL;
  guint64 bytes = 0;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && source != NULL, NULL);

  file = vouch_store_new_object (self, error);
  if (file == NULL || !vouch_copy_into (file, source, &copy, &bytes, cancellable, error))
    return NULL;
  sha256 = vouch_hash_finish_hex (hash);
  if (!put_in_place (self, file, sha256, bytes, error))
    return NULL;
  if (size != NULL)
    *size = bytes;
  return g_steal_pointer (&sha256);
}

/**
 * vouch_store_new_object:
 * @self: a library that may be written.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins a file that is made here, such as a cleaned copy; write into it and have it taken.
 *
 * Returns: (transfer full): an empty file, or %NULL.
 */
VouchNewFile *
vouch_store_new_object (VouchStore *self, GError **error)
{
  g_autofree char *objects = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  objects = vouch_store_get_path (self, "objects");
  return vouch_new_file_begin (objects, error);
}

/**
 * vouch_store_take_object:
 * @self: a library that may be written.
 * @file: what vouch_store_new_object() began, its bytes written.
 * @size: (out) (optional): bytes.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_CANCELLED or %VOUCH_ERROR_DEVICE.
 *
 * Takes a file that was made here in, as vouch_store_add_object() does with one of others.
 *
 * Returns: (transfer full): the SHA-256 of its bytes in lower-case hex, or %NULL.
 */
char *
vouch_store_take_object (VouchStore *self,
                         VouchNewFile *file,
                         guint64 *size,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *sha256 = NULL;
  struct stat status;
  int fd;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_NEW_FILE (file), NULL);

  fd = vouch_new_file_get_fd (file);
  if (fstat (fd, &status) != 0 || lseek (fd, 0, SEEK_SET) != 0) {
    vouch_error_set_errno (error, errno, _ ("A copy that was just made cannot be read"));
    return NULL;
  }
  if (!vouch_new_file_sync (file, error))
    return NULL;
  sha256 = vouch_hash_of_fd (fd, cancellable, error);
  if (sha256 == NULL || !put_in_place (self, file, sha256, (guint64) status.st_size, error))
    return NULL;
  if (size != NULL)
    *size = (guint64) status.st_size;
  return g_steal_pointer (&sha256);
}

/* A second name for the same bytes, so that the first one is there until all is written down. */
static gboolean
give_name (const char *path, const char *name, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (name);

  if (chmod (path, MODE_OF_OBJECTS) != 0 || (link (path, name) != 0 && errno != EEXIST)) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be put in place"), name);
    return FALSE;
  }
  return vouch_file_sync_folder (folder, error);
}

/**
 * vouch_store_adopt_object:
 * @self: a library that may be written.
 * @path: (type filename): a file within the library's folder, all of it on the disk; it keeps this
 *   name too, and nobody writes to it any more.
 * @sha256: of its bytes, as they were hashed when they were written.
 * @size: bytes.
 * @error: %VOUCH_ERROR_DEVICE where the file system knows no second name: have the bytes copied by
 *   vouch_store_add_object() then.
 *
 * Takes a file that was written here in without reading it again, whatever its length.
 *
 * Returns: whether it is taken in.
 */
gboolean
vouch_store_adopt_object (VouchStore *self,
                          const char *path,
                          const char *sha256,
                          guint64 size,
                          GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && path != NULL && sha256 != NULL, FALSE);

  name = vouch_store_get_object_path (self, sha256);
  folder = g_path_get_dirname (name);
  if (!vouch_file_make_folder (folder, 0700, error) ||
      !vouch_store_note_arrival (self, sha256, size, error))
    return FALSE;
  if (give_name (path, name, error))
    return TRUE;
  /* What went wrong is told already; if this goes wrong too, the next start clears it away. */
  vouch_store_abandon_object (self, sha256, NULL);
  return FALSE;
}

/**
 * vouch_store_get_object_path:
 * @self: a library.
 * @sha256: lower-case hex.
 *
 * Returns: (transfer full) (type filename): where the bytes are, or would be.
 */
char *
vouch_store_get_object_path (VouchStore *self, const char *sha256)
{
  char prefix[3] = { 0 };

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);
  g_return_val_if_fail (sha256 != NULL && strlen (sha256) == VOUCH_HASH_HEX_LENGTH, NULL);

  memcpy (prefix, sha256, 2);
  return g_build_filename (vouch_store_get_folder (self), "objects", prefix, sha256, NULL);
}

/**
 * vouch_store_open_object:
 * @self: a library.
 * @sha256: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID or %VOUCH_ERROR_DEVICE.
 *
 * Opens a file's bytes to read them.
 *
 * Returns: a descriptor that the caller closes, or -1.
 */
int
vouch_store_open_object (VouchStore *self, const char *sha256, GError **error)
{
  g_autofree char *path = NULL;
  int fd;

  g_return_val_if_fail (VOUCH_IS_STORE (self), -1);

  if (refuse_odd_name (sha256, error))
    return -1;
  path = vouch_store_get_object_path (self, sha256);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    vouch_error_set_errno (error, errno, _ ("A file of the library (%.8s) cannot be opened"),
                           sha256);
  return fd;
}

/**
 * vouch_store_get_object_size:
 * @self: a library.
 * @sha256: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID or %VOUCH_ERROR_DEVICE.
 *
 * Returns: bytes, or -1.
 */
gint64
vouch_store_get_object_size (VouchStore *self, const char *sha256, GError **error)
{
  g_autofree char *path = NULL;
  struct stat status;

  g_return_val_if_fail (VOUCH_IS_STORE (self), -1);

  if (refuse_odd_name (sha256, error))
    return -1;
  path = vouch_store_get_object_path (self, sha256);
  if (stat (path, &status) == 0)
    return status.st_size;
  vouch_error_set_errno (error, errno, _ ("A file of the library (%.8s) cannot be found"), sha256);
  return -1;
}

/**
 * vouch_store_verify_object:
 * @self: a library.
 * @sha256: lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CORRUPT when the bytes are others, %VOUCH_ERROR_NOT_FOUND when there are
 *   none, %VOUCH_ERROR_CANCELLED or %VOUCH_ERROR_DEVICE.
 *
 * Reads every byte and compares their hash with their name.
 *
 * Returns: whether they are those that were taken in.
 */
gboolean
vouch_store_verify_object (VouchStore *self,
                           const char *sha256,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *found = NULL;
  int fd = vouch_store_open_object (self, sha256, error);

  if (fd < 0)
    return FALSE;
  found = vouch_hash_of_fd (fd, cancellable, error);
  close (fd);
  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, sha256))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("A file of the library (%.8s) is damaged: its bytes are not those that were "
                  "attached. Attach it again from where it came."),
               sha256);
  return FALSE;
}
