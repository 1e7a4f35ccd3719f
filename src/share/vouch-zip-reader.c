/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-zip-reader"

#include "config.h"
#include "vouch-zip-reader.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-bundle-json.h"
#include "vouch-error.h"

/*
 * Reads the directory of a stranger's ZIP archive.
 *
 * Only what Vouch writes itself is taken: files that are stored, not compressed and not encrypted,
 * with plain names, each once, one after the other without overlapping.  So nothing can grow while
 * it is unpacked, and no two readers see different files.
 */

#define MOST_ENTRIES 65537
#define MOST_DIRECTORY ((guint64) 32 * 1024 * 1024)

typedef struct {
  guint64 n;
  guint64 size;
  guint64 offset;
} Directory;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: %s is a short reason, such as "It is cut off." */
               _ ("This archive cannot be read. %s Nothing was imported."), why);
  return FALSE;
}

static gboolean
read_at (int fd, guint64 offset, void *bytes, gsize length, GError **error)
{
  gsize done = 0;

  while (done < length) {
    gssize n = pread (fd, (guint8 *) bytes + done, length - done, (off_t) (offset + done));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return refuse (error, _ ("It is cut off."));
    done += (gsize) n;
  }
  return TRUE;
}

static gboolean
read_end_64 (int fd, guint64 end, Directory *directory, GError **error)
{
  guint8 locator[VOUCH_ZIP_LOCATOR_SIZE];
  guint8 record[VOUCH_ZIP_END_64_SIZE];
  guint64 at;

  if (end < VOUCH_ZIP_LOCATOR_SIZE + VOUCH_ZIP_END_64_SIZE)
    return refuse (error, _ ("It is cut off."));
  if (!read_at (fd, end - VOUCH_ZIP_LOCATOR_SIZE, locator, sizeof locator, error))
    return FALSE;
  at = vouch_zip_take (locator + 8, 8);
  if (vouch_zip_take (locator, 4) != VOUCH_ZIP_LOCATOR_64 ||
      at != end - VOUCH_ZIP_LOCATOR_SIZE - VOUCH_ZIP_END_64_SIZE)
    return refuse (error, _ ("Its directory is not where it says."));
  if (!read_at (fd, at, record, sizeof record, error))
    return FALSE;
  if (vouch_zip_take (record, 4) != VOUCH_ZIP_END_64)
    return refuse (error, _ ("Its directory is not where it says."));
  directory->n = vouch_zip_take (record + 32, 8);
  directory->size = vouch_zip_take (record + 40, 8);
  directory->offset = vouch_zip_take (record + 48, 8);
  if (directory->size > at || directory->offset != at - directory->size)
    return refuse (error, _ ("Its directory is not where it says."));
  return TRUE;
}

/* An archive with a comment is none that Vouch wrote: the end is the last thing. */
static gboolean
find_directory (int fd, Directory *directory, GError **error)
{
  guint8 end[VOUCH_ZIP_END_SIZE];
  struct stat status;
  guint64 at;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < VOUCH_ZIP_END_SIZE)
    return refuse (error, _ ("It is no ZIP archive."));
  at = (guint64) status.st_size - VOUCH_ZIP_END_SIZE;
  if (!read_at (fd, at, end, sizeof end, error))
    return FALSE;
  if (vouch_zip_take (end, 4) != VOUCH_ZIP_END || vouch_zip_take (end + 20, 2) != 0)
    return refuse (error, _ ("It is no ZIP archive, or it is cut off."));
  directory->n = vouch_zip_take (end + 10, 2);
  directory->size = vouch_zip_take (end + 12, 4);
  directory->offset = vouch_zip_take (end + 16, 4);
  if (directory->offset == VOUCH_ZIP_LARGE || directory->n == 0xffff) {
    if (!read_end_64 (fd, at, directory, error))
      return FALSE;
  } else if (directory->size > at || directory->offset != at - directory->size) {
    return refuse (error, _ ("Its directory is not where it says."));
  }
  if (directory->n > MOST_ENTRIES || directory->size > MOST_DIRECTORY ||
      directory->n * VOUCH_ZIP_CENTRAL_SIZE > directory->size)
    return refuse (error, _ ("It claims to hold more files than it can."));
  return TRUE;
}

static gboolean
read_extra (const guint8 *extra, gsize length, VouchZipEntry *entry, GError **error)
{
  if (length == 0)
    return TRUE;
  if (length != 28 || vouch_zip_take (extra, 2) != 1 || vouch_zip_take (extra + 2, 2) != 24 ||
      vouch_zip_take (extra + 4, 8) != vouch_zip_take (extra + 12, 8))
    return refuse (error, _ ("It was not written by Vouch: unpack it, and open the folder."));
  entry->size = vouch_zip_take (extra + 4, 8);
  entry->offset = vouch_zip_take (extra + 20, 8);
  return TRUE;
}

/* An entry is plain when it is a file with a plain name whose bytes stand there as they are. */
static gboolean
check_plain (const guint8 *header, const VouchZipEntry *entry, gsize name_length, GError **error)
{
  guint64 mode = vouch_zip_take (header + 38, 4) >> 16;

  if ((vouch_zip_take (header + 8, 2) & ~(guint64) VOUCH_ZIP_UTF8) != 0 ||
      vouch_zip_take (header + 10, 2) != 0 ||
      vouch_zip_take (header + 20, 4) != vouch_zip_take (header + 24, 4) ||
      vouch_zip_take (header + 32, 2) != 0 || vouch_zip_take (header + 34, 2) != 0)
    return refuse (error, _ ("It was not written by Vouch: unpack it, and open the folder."));
  if (mode != 0 && !S_ISREG ((mode_t) mode))
    return refuse (error, _ ("It holds something that is not a file."));
  if (strlen (entry->name) != name_length || !vouch_bundle_name_is_plain (entry->name))
    return refuse (error, _ ("A name in it is not safe."));
  return TRUE;
}

static VouchZipEntry *
read_entry (const guint8 *at, gsize left, gsize *used, GError **error)
{
  g_autoptr (VouchZipEntry) entry = g_new0 (VouchZipEntry, 1);
  gsize name_length, extra_length;

  if (left < VOUCH_ZIP_CENTRAL_SIZE || vouch_zip_take (at, 4) != VOUCH_ZIP_CENTRAL) {
    refuse (error, _ ("Its directory is damaged."));
    return NULL;
  }
  name_length = (gsize) vouch_zip_take (at + 28, 2);
  extra_length = (gsize) vouch_zip_take (at + 30, 2);
  *used = VOUCH_ZIP_CENTRAL_SIZE + name_length + extra_length;
  if (*used > left) {
    refuse (error, _ ("Its directory is damaged."));
    return NULL;
  }
  entry->name = g_strndup ((const char *) at + VOUCH_ZIP_CENTRAL_SIZE, name_length);
  entry->crc = (guint32) vouch_zip_take (at + 16, 4);
  entry->size = vouch_zip_take (at + 24, 4);
  entry->offset = vouch_zip_take (at + 42, 4);
  if (!check_plain (at, entry, name_length, error) ||
      !read_extra (at + VOUCH_ZIP_CENTRAL_SIZE + name_length, extra_length, entry, error))
    return NULL;
  return g_steal_pointer (&entry);
}

/* Files follow each other, so that no byte belongs to two of them. */
static gboolean
check_order (GPtrArray *entries, const Directory *directory, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint64 at = 0;

  for (guint i = 0; i < entries->len; i++) {
    const VouchZipEntry *entry = entries->pdata[i];
    guint64 header = VOUCH_ZIP_LOCAL_SIZE + strlen (entry->name);

    if (!g_hash_table_add (names, g_utf8_casefold (entry->name, -1)))
      return refuse (error, _ ("Two files in it have the same name."));
    if (entry->offset < at || entry->offset > directory->offset ||
        header > directory->offset - entry->offset ||
        entry->size > directory->offset - entry->offset - header)
      return refuse (error, _ ("Files in it overlap, or reach beyond its end."));
    at = entry->offset + header + entry->size;
  }
  return TRUE;
}

/**
 * vouch_zip_list:
 * @fd: a stranger's archive, opened to read.
 * @error: %VOUCH_ERROR_INVALID with the reason.
 *
 * Reads the directory of an archive.
 *
 * Returns: (transfer full) (element-type VouchZipEntry) (nullable): its files.
 */
GPtrArray *
vouch_zip_list (int fd, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_zip_entry_free);
  g_autofree guint8 *bytes = NULL;
  Directory directory;
  gsize at = 0;

  if (!find_directory (fd, &directory, error))
    return NULL;
  bytes = g_malloc ((gsize) directory.size + 1);
  if (!read_at (fd, directory.offset, bytes, (gsize) directory.size, error))
    return NULL;
  for (guint64 i = 0; i < directory.n; i++) {
    gsize used = 0;
    VouchZipEntry *entry = read_entry (bytes + at, (gsize) directory.size - at, &used, error);

    if (entry == NULL)
      return NULL;
    g_ptr_array_add (entries, entry);
    at += used;
  }
  if (at != directory.size) {
    refuse (error, _ ("Its directory is damaged."));
    return NULL;
  }
  return check_order (entries, &directory, error) ? g_steal_pointer (&entries) : NULL;
}

/**
 * vouch_zip_find_content:
 * @fd: the archive.
 * @entry: one of its files.
 * @error: %VOUCH_ERROR_INVALID when the header before the file says other than the directory.
 *
 * Returns: where the bytes of the file begin, or -1.
 */
gint64
vouch_zip_find_content (int fd, const VouchZipEntry *entry, GError **error)
{
  guint8 header[VOUCH_ZIP_LOCAL_SIZE];
  gsize length;
  guint64 extra;
  g_autofree char *name = NULL;
  gboolean large;

  g_return_val_if_fail (entry != NULL, -1);

  length = strlen (entry->name);
  large = entry->size >= VOUCH_ZIP_LARGE;
  name = g_malloc (length + 1);
  if (!read_at (fd, entry->offset, header, sizeof header, error) ||
      !read_at (fd, entry->offset + VOUCH_ZIP_LOCAL_SIZE, name, length, error))
    return -1;
  extra = large ? 20 : 0;
  if (vouch_zip_take (header, 4) != VOUCH_ZIP_LOCAL ||
      (vouch_zip_take (header + 6, 2) & ~(guint64) VOUCH_ZIP_UTF8) != 0 ||
      vouch_zip_take (header + 8, 2) != 0 || vouch_zip_take (header + 14, 4) != entry->crc ||
      vouch_zip_take (header + 18, 4) != (large ? VOUCH_ZIP_LARGE : entry->size) ||
      vouch_zip_take (header + 26, 2) != length || vouch_zip_take (header + 28, 2) != extra ||
      memcmp (name, entry->name, length) != 0) {
    refuse (error, _ ("Its directory and its files say different things."));
    return -1;
  }
  return (gint64) (entry->offset + VOUCH_ZIP_LOCAL_SIZE + length + extra);
}
