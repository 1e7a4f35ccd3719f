/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-writer"

#include "config.h"
#include "vouch-bundle-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-hash.h"

#include "vouch-zip-writer.h"

#define BLOCK (256 * 1024)

struct _VouchBundleWriter {
  char *path;
  /* A folder: where it is made, and what was made there. */
  char *folder;
  GPtrArray *made;     /* (owned) (element-type filename): in the order in which they were made */
  VouchNewFile *file;  /* (owned) (nullable): the archive, or the file that is being written */
  VouchZipWriter *zip; /* (owned) (nullable): of an archive */
  gint64 now_ms;
};

/* Removes what was made, and nothing else: the last first, so that folders are empty by then. */
static void
take_back (VouchBundleWriter *self)
{
  for (guint i = self->made->len; i > 0; i--)
    if (g_remove (self->made->pdata[i - 1]) != 0 && errno != ENOENT)
      g_message ("Half of an export was left: %s", (char *) self->made->pdata[i - 1]);
}

static gboolean
begin_folder (VouchBundleWriter *self, const char *parent, GError **error)
{
  self->folder = g_build_filename (parent, ".vouch-export-XXXXXX", NULL);
  if (g_mkdtemp_full (self->folder, 0700) == NULL) {
    vouch_error_set_errno (error, errno, _ ("No folder can be made in %s"), parent);
    g_clear_pointer (&self->folder, g_free);
    return FALSE;
  }
  g_ptr_array_add (self->made, g_strdup (self->folder));
  return TRUE;
}

static gboolean
begin_zip (VouchBundleWriter *self, const char *parent, GError **error)
{
  self->file = vouch_new_file_begin (parent, error);
  if (self->file == NULL)
    return FALSE;
  self->zip = vouch_zip_writer_new (self->file);
  return TRUE;
}

/* A folder that holds something is left alone: it is somebody's. */
static gboolean
is_free (const char *path, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (path, 0, NULL);
  if (dir != NULL && g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("There is something at %s already. Nothing was changed. Choose another name."),
               path);
  return FALSE;
}

/**
 * vouch_bundle_writer_begin:
 * @path: (type filename): where it shall be; a name that ends in `.zip` makes an archive.
 * @error: %VOUCH_ERROR_CONFLICT when a folder is there already, %VOUCH_ERROR_NOT_FOUND,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins an export. An archive that is there already is replaced when the new one is whole.
 *
 * Returns: (transfer full) (nullable): the writer.
 */
VouchBundleWriter *
vouch_bundle_writer_begin (const char *path, GError **error)
{
  g_autoptr (VouchBundleWriter) self = g_new0 (VouchBundleWriter, 1);
  g_autofree char *parent = NULL;
  g_autofree char *low = NULL;
  gboolean begun;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->now_ms = g_get_real_time () / 1000;
  parent = g_path_get_dirname (self->path);
  low = g_ascii_strdown (self->path, -1);
  if (g_str_has_suffix (low, ".zip"))
    begun = begin_zip (self, parent, error);
  else
    begun = is_free (self->path, error) && begin_folder (self, parent, error);
  return begun ? g_steal_pointer (&self) : NULL;
}

/**
 * vouch_bundle_writer_free:
 * @self: (transfer full) (nullable): a writer.
 *
 * Frees it; what is not whole is removed.
 */
void
vouch_bundle_writer_free (VouchBundleWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zip, vouch_zip_writer_free);
  g_clear_object (&self->file);
  if (self->folder != NULL)
    take_back (self);
  g_free (self->folder);
  g_free (self->path);
  g_ptr_array_unref (self->made);
  g_free (self);
}

static gboolean
begin_file (VouchBundleWriter *self, const char *name, guint64 size, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  if (self->zip != NULL)
    return vouch_zip_writer_begin (self->zip, name, size, self->now_ms, error);
  path = g_build_filename (self->folder, name, NULL);
  folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_ptr_array_add (self->made, g_strdup (folder));
    if (!vouch_file_make_folder (folder, 0755, error))
      return FALSE;
  }
  self->file = vouch_new_file_begin (folder, error);
  return self->file != NULL;
}

static gboolean
put (VouchBundleWriter *self, const void *bytes, gsize length, GError **error)
{
  return self->zip != NULL ? vouch_zip_writer_write (self->zip, bytes, length, error)
                           : vouch_new_file_write (self->file, bytes, length, error);
}

static gboolean
end_file (VouchBundleWriter *self, const char *name, GError **error)
{
  g_autoptr (VouchNewFile) file = NULL;
  char *path;

  if (self->zip != NULL)
    return vouch_zip_writer_end (self->zip, error);
  path = g_build_filename (self->folder, name, NULL);
  g_ptr_array_add (self->made, path);
  file = g_steal_pointer (&self->file);
  return vouch_new_file_finish (file, path, 0644, error);
}

/**
 * vouch_bundle_writer_add:
 * @self: a writer.
 * @name: the name of a file, in UTF-8 with slashes.
 * @bytes: its content.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is written.
 */
gboolean
vouch_bundle_writer_add (VouchBundleWriter *self, const char *name, GBytes *bytes, GError **error)
{
  gsize length;
  const void *data;

  g_return_val_if_fail (self != NULL && name != NULL && bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  return begin_file (self, name, length, error) &&
         (length == 0 || put (self, data, length, error)) && end_file (self, name, error);
}

static gboolean
copy_blocks (VouchBundleWriter *self,
             int fd,
             guint64 size,
             VouchHash *hash,
             const VouchCopy *copy,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  guint64 done = 0;

  while (done < size) {
    gssize n = read (fd, block, (gsize) MIN (size - done, BLOCK));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      vouch_error_set_errno (error, n < 0 ? errno : EIO, _ ("A file cannot be read to its end"));
      return FALSE;
    }
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !put (self, block, (gsize) n, error))
      return FALSE;
    vouch_hash_update (hash, block, (gsize) n);
    done += (guint64) n;
    if (copy != NULL && copy->progress != NULL)
      copy->progress (done, size, copy->progress_data);
  }
  return TRUE;
}

/**
 * vouch_bundle_writer_copy:
 * @self: a writer.
 * @name: the name of a file, in UTF-8 with slashes.
 * @fd: what it is copied from, from its beginning.
 * @sha256: what its bytes must be.
 * @copy: (nullable): who hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CORRUPT when the bytes are others; %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is written.
 */
gboolean
vouch_bundle_writer_copy (VouchBundleWriter *self,
                          const char *name,
                          int fd,
                          const char *sha256,
                          const VouchCopy *copy,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  g_autofree char *found = NULL;
  struct stat status;

  g_return_val_if_fail (self != NULL && name != NULL && sha256 != NULL, FALSE);

  if (fstat (fd, &status) != 0) {
    vouch_error_set_errno (error, errno, _ ("A file cannot be read"));
    return FALSE;
  }
  if (!begin_file (self, name, (guint64) status.st_size, error) ||
      !copy_blocks (self, fd, (guint64) status.st_size, hash, copy, cancellable, error))
    return FALSE;
  found = vouch_hash_finish_hex (hash);
  if (g_strcmp0 (found, sha256) == 0)
    return end_file (self, name, error);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("“%s” is damaged in the library: its bytes are not those that were attached. "
                  "Nothing was exported. Attach it again from where it came, then export."),
               name);
  return FALSE;
}

/**
 * vouch_bundle_writer_finish:
 * @self: a writer.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Gives the export its name.
 *
 * Returns: whether it is on the disk, whole.
 */
gboolean
vouch_bundle_writer_finish (VouchBundleWriter *self, GError **error)
{
  g_autofree char *parent = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->zip != NULL)
    return vouch_zip_writer_finish (self->zip, error) &&
           vouch_new_file_finish (self->file, self->path, 0600, error);
  parent = g_path_get_dirname (self->path);
  if (rename (self->folder, self->path) != 0) {
    vouch_error_set_errno (error, errno, _ ("%s cannot be put in place"), self->path);
    return FALSE;
  }
  g_clear_pointer (&self->folder, g_free);
  return vouch_file_sync_folder (parent, error);
}
