/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-source"

#include "config.h"
#include "vouch-bundle-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-bundle-json.h"
#include "vouch-error.h"

#include "vouch-zip-reader.h"

/*
 * Only what is asked for by name is read, never what is found: what vouch.json does not name does not
 * exist.  In a folder no link is followed.
 */

#define BLOCK (256 * 1024)

struct _VouchBundleSource {
  int fd;              /* the archive, or the folder */
  GHashTable *entries; /* (owned) (nullable): name → VouchZipEntry, of an archive */
};

/* What is read now: a stretch of a file. */
typedef struct {
  int fd;
  gboolean own;
  guint64 offset;
  guint64 size;
  gboolean has_crc;
  guint32 crc;
} Stretch;

static gboolean
read_archive (VouchBundleSource *self, GError **error)
{
  g_autoptr (GPtrArray) entries = vouch_zip_list (self->fd, error);

  if (entries == NULL)
    return FALSE;
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) vouch_zip_entry_free);
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++) {
    VouchZipEntry *entry = entries->pdata[i];

    g_hash_table_insert (self->entries, entry->name, entry);
  }
  return TRUE;
}

/**
 * vouch_bundle_source_open:
 * @path: (type filename): a folder or a ZIP archive.
 * @error: %VOUCH_ERROR_INVALID, %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (nullable): the export, of which nothing was believed yet.
 */
VouchBundleSource *
vouch_bundle_source_open (const char *path, GError **error)
{
  g_autoptr (VouchBundleSource) self = g_new0 (VouchBundleSource, 1);
  g_autofree char *name = NULL;
  struct stat status;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (self->fd < 0 || fstat (self->fd, &status) != 0) {
    vouch_error_set_errno (error, errno, _ ("“%s” cannot be opened"), name);
    return NULL;
  }
  if (!S_ISDIR (status.st_mode) && !read_archive (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_bundle_source_free:
 * @self: (transfer full) (nullable): an export.
 *
 * Closes it.
 */
void
vouch_bundle_source_free (VouchBundleSource *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self);
}

static gboolean
not_there (const char *name, GError **error)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("“%s” is missing in this export. Nothing was imported."), name);
  return FALSE;
}

static gboolean
differs (const char *name, GError **error)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
               _ ("“%s” is not as it was exported. Nothing was imported."), name);
  return FALSE;
}

static int
open_below (int folder, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 2);
  int parent, fd;

  if (parts[1] == NULL)
    return openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  parent = openat (folder, parts[0], O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY);
  if (parent < 0)
    return -1;
  fd = openat (parent, parts[1], O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  close (parent);
  return fd;
}

static gboolean
find (VouchBundleSource *self, const char *name, Stretch *stretch, GError **error)
{
  const VouchZipEntry *entry;
  struct stat status;
  gint64 offset;

  if (!vouch_bundle_name_is_plain (name))
    return not_there (name, error);
  if (self->entries == NULL) {
    int fd = open_below (self->fd, name);

    *stretch = (Stretch){ .fd = fd, .own = TRUE };
    if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)) {
      if (fd >= 0)
        close (fd);
      return not_there (name, error);
    }
    stretch->size = (guint64) status.st_size;
    return TRUE;
  }
  entry = g_hash_table_lookup (self->entries, name);
  if (entry == NULL)
    return not_there (name, error);
  offset = vouch_zip_find_content (self->fd, entry, error);
  *stretch = (Stretch){ self->fd, FALSE, (guint64) offset, entry->size, TRUE, entry->crc };
  return offset >= 0;
}

typedef gboolean (*Take) (gpointer data, const void *bytes, gsize length, GError **error);

static gboolean
read_stretch (const Stretch *stretch,
              const char *name,
              Take take,
              gpointer data,
              const VouchCopy *copy,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  guint64 done = 0;
  guint32 crc = 0;

  while (done < stretch->size) {
    gsize length = (gsize) MIN (stretch->size - done, BLOCK);
    gssize n = pread (stretch->fd, block, length, (off_t) (stretch->offset + done));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return differs (name, error);
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !take (data, block, (gsize) n, error))
      return FALSE;
    if (stretch->has_crc)
      crc = vouch_zip_crc (crc, block, (gsize) n);
    done += (guint64) n;
    if (copy != NULL && copy->progress != NULL)
      copy->progress (done, stretch->size, copy->progress_data);
  }
  return !stretch->has_crc || crc == stretch->crc || differs (name, error);
}

static gboolean
take_into_array (gpointer data, const void *bytes, gsize length, GError **error)
{
  g_byte_array_append (data, bytes, (guint) length);
  return TRUE;
}

static gboolean
take_into_file (gpointer data, const void *bytes, gsize length, GError **error)
{
  return vouch_new_file_write (data, bytes, length, error);
}

/**
 * vouch_bundle_source_load:
 * @self: an export.
 * @name: one of its files.
 * @most: bytes that it may have at most.
 * @error: %VOUCH_ERROR_INVALID, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Reads a small file whole.
 *
 * Returns: (transfer full) (nullable): its bytes.
 */
GBytes *
vouch_bundle_source_load (VouchBundleSource *self, const char *name, gsize most, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  Stretch stretch;
  gboolean read;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (!find (self, name, &stretch, error))
    return NULL;
  if (stretch.size > most)
    read = not_there (name, error);
  else
    read = read_stretch (&stretch, name, take_into_array, array, NULL, NULL, error);
  if (stretch.own)
    close (stretch.fd);
  return read ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

/**
 * vouch_bundle_source_copy:
 * @self: an export.
 * @name: one of its files.
 * @size: how many bytes it must have.
 * @file: where to.
 * @copy: (nullable): who hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID, %VOUCH_ERROR_CORRUPT, %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Copies a file out of an export.
 *
 * Returns: whether all of it is there.
 */
gboolean
vouch_bundle_source_copy (VouchBundleSource *self,
                          const char *name,
                          guint64 size,
                          VouchNewFile *file,
                          const VouchCopy *copy,
                          GCancellable *cancellable,
                          GError **error)
{
  Stretch stretch;
  gboolean copied;

  g_return_val_if_fail (self != NULL && name != NULL && VOUCH_IS_NEW_FILE (file), FALSE);

  if (!find (self, name, &stretch, error))
    return FALSE;
  copied = stretch.size == size
               ? read_stretch (&stretch, name, take_into_file, file, copy, cancellable, error)
               : differs (name, error);
  if (stretch.own)
    close (stretch.fd);
  return copied;
}
