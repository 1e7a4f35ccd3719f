/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-zip-writer"

#include "config.h"
#include "vouch-zip-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"

#include "vouch-zip.h"

/*
 * The check sum of a file is known when it is written, so that its place in the header before it is
 * filled then.  Sizes and places beyond four gigabytes go into the extra field of ZIP64.
 */
struct _VouchZipWriter {
  VouchNewFile *file;  /* (owned) */
  GByteArray *central; /* (owned) */
  GByteArray *times;   /* (owned): time and day of the file that is being written */
  VouchZipEntry entry; /* the file that is being written */
  guint64 written;     /* bytes of it */
  guint64 at;          /* where the next byte goes */
  guint64 n;           /* files so far */
};

static gboolean
append (VouchZipWriter *self, const void *bytes, gsize length, GError **error)
{
  if (!vouch_new_file_write (self->file, bytes, length, error))
    return FALSE;
  self->at += length;
  return TRUE;
}

/* DOS has its own times: two seconds are the finest, and 1980 the first year. */
static void
set_times (VouchZipWriter *self, gint64 changed_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (changed_ms / 1000);
  gboolean known =
      time != NULL && g_date_time_get_year (time) >= 1980 && g_date_time_get_year (time) < 2100;
  guint64 clock = 0;
  guint64 day = (1 << 5) | 1;

  if (known) {
    clock = (guint64) g_date_time_get_hour (time) << 11 |
            (guint64) g_date_time_get_minute (time) << 5 |
            (guint64) g_date_time_get_second (time) / 2;
    day = (guint64) (g_date_time_get_year (time) - 1980) << 9 |
          (guint64) g_date_time_get_month (time) << 5 |
          (guint64) g_date_time_get_day_of_month (time);
  }
  g_byte_array_set_size (self->times, 0);
  vouch_zip_put (self->times, 2, clock);
  vouch_zip_put (self->times, 2, day);
}

static void
put_common (VouchZipWriter *self, GByteArray *header, gboolean large, guint extra)
{
  const VouchZipEntry *entry = &self->entry;
  guint64 size = large ? VOUCH_ZIP_LARGE : entry->size;

  vouch_zip_put (header, 2, large ? 45 : 20);
  vouch_zip_put (header, 2, VOUCH_ZIP_UTF8);
  vouch_zip_put (header, 2, 0);
  g_byte_array_append (header, self->times->data, self->times->len);
  vouch_zip_put (header, 4, entry->crc);
  vouch_zip_put (header, 4, size);
  vouch_zip_put (header, 4, size);
  vouch_zip_put (header, 2, strlen (entry->name));
  vouch_zip_put (header, 2, extra);
}

static gboolean
write_local (VouchZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  gboolean large = self->entry.size >= VOUCH_ZIP_LARGE;

  vouch_zip_put (header, 4, VOUCH_ZIP_LOCAL);
  put_common (self, header, large, large ? 20 : 0);
  g_byte_array_append (header, (const guint8 *) self->entry.name,
                       (guint) strlen (self->entry.name));
  if (large) {
    vouch_zip_put (header, 2, 1);
    vouch_zip_put (header, 2, 16);
    vouch_zip_put (header, 8, self->entry.size);
    vouch_zip_put (header, 8, self->entry.size);
  }
  return append (self, header->data, header->len, error);
}

static void
note_central (VouchZipWriter *self)
{
  const VouchZipEntry *entry = &self->entry;
  gboolean large = entry->size >= VOUCH_ZIP_LARGE || entry->offset >= VOUCH_ZIP_LARGE;
  GByteArray *central = self->central;

  vouch_zip_put (central, 4, VOUCH_ZIP_CENTRAL);
  vouch_zip_put (central, 2, 3 << 8 | 45); /* made on a Unix */
  put_common (self, central, large, large ? 28 : 0);
  vouch_zip_put (central, 2, 0); /* no comment */
  vouch_zip_put (central, 2, 0); /* the first disk */
  vouch_zip_put (central, 2, 0); /* not text */
  vouch_zip_put (central, 4, (guint64) 0100644 << 16);
  vouch_zip_put (central, 4, large ? VOUCH_ZIP_LARGE : entry->offset);
  g_byte_array_append (central, (const guint8 *) entry->name, (guint) strlen (entry->name));
  if (large) {
    vouch_zip_put (central, 2, 1);
    vouch_zip_put (central, 2, 24);
    vouch_zip_put (central, 8, entry->size);
    vouch_zip_put (central, 8, entry->size);
    vouch_zip_put (central, 8, entry->offset);
  }
}

/**
 * vouch_zip_writer_new:
 * @file: an empty file that was begun.
 *
 * Returns: (transfer full): a writer; whoever called finishes @file afterwards.
 */
VouchZipWriter *
vouch_zip_writer_new (VouchNewFile *file)
{
  VouchZipWriter *self = g_new0 (VouchZipWriter, 1);

  g_return_val_if_fail (VOUCH_IS_NEW_FILE (file), self);

  self->file = g_object_ref (file);
  self->central = g_byte_array_new ();
  self->times = g_byte_array_new ();
  return self;
}

/**
 * vouch_zip_writer_free:
 * @self: (transfer full) (nullable): a writer.
 *
 * Frees it.
 */
void
vouch_zip_writer_free (VouchZipWriter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->file);
  g_byte_array_unref (self->central);
  g_byte_array_unref (self->times);
  g_free (self->entry.name);
  g_free (self);
}

/**
 * vouch_zip_writer_begin:
 * @self: a writer.
 * @name: the name of a file, in UTF-8 with slashes.
 * @size: how many bytes it will have.
 * @changed_ms: when it was changed, in milliseconds since 1970.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Begins a file.
 *
 * Returns: whether its header is written.
 */
gboolean
vouch_zip_writer_begin (VouchZipWriter *self,
                        const char *name,
                        guint64 size,
                        gint64 changed_ms,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  g_free (self->entry.name);
  self->entry = (VouchZipEntry){ g_strdup (name), size, self->at, 0 };
  self->written = 0;
  set_times (self, changed_ms);
  return write_local (self, error);
}

/**
 * vouch_zip_writer_write:
 * @self: a writer with a file that was begun.
 * @bytes: (array length=length): its next bytes.
 * @length: how many.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether they are written.
 */
gboolean
vouch_zip_writer_write (VouchZipWriter *self, const void *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && self->entry.name != NULL, FALSE);

  self->entry.crc = vouch_zip_crc (self->entry.crc, bytes, length);
  self->written += length;
  return append (self, bytes, length, error);
}

/**
 * vouch_zip_writer_end:
 * @self: a writer with a file that was begun.
 * @error: %VOUCH_ERROR_CORRUPT when it has another size than was said; %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE.
 *
 * Ends a file.
 *
 * Returns: whether it is whole.
 */
gboolean
vouch_zip_writer_end (VouchZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) crc = g_byte_array_new ();
  int fd;

  g_return_val_if_fail (self != NULL && self->entry.name != NULL, FALSE);

  if (self->written != self->entry.size) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("“%s” changed its size while it was copied. Nothing was exported."),
                 self->entry.name);
    return FALSE;
  }
  vouch_zip_put (crc, 4, self->entry.crc);
  fd = vouch_new_file_get_fd (self->file);
  if (pwrite (fd, crc->data, crc->len, (off_t) self->entry.offset + 14) != (gssize) crc->len) {
    vouch_error_set_errno (error, errno, _ ("The export cannot be written"));
    return FALSE;
  }
  note_central (self);
  self->n++;
  g_clear_pointer (&self->entry.name, g_free);
  return TRUE;
}

static void
put_end_64 (GByteArray *end, guint64 n, guint64 size, guint64 offset)
{
  vouch_zip_put (end, 4, VOUCH_ZIP_END_64);
  vouch_zip_put (end, 8, VOUCH_ZIP_END_64_SIZE - 12);
  vouch_zip_put (end, 2, 3 << 8 | 45);
  vouch_zip_put (end, 2, 45);
  vouch_zip_put (end, 4, 0);
  vouch_zip_put (end, 4, 0);
  vouch_zip_put (end, 8, n);
  vouch_zip_put (end, 8, n);
  vouch_zip_put (end, 8, size);
  vouch_zip_put (end, 8, offset);
  vouch_zip_put (end, 4, VOUCH_ZIP_LOCATOR_64);
  vouch_zip_put (end, 4, 0);
  vouch_zip_put (end, 8, offset + size);
  vouch_zip_put (end, 4, 1);
}

/**
 * vouch_zip_writer_finish:
 * @self: a writer.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes the directory of the archive.
 *
 * Returns: whether the archive is whole.
 */
gboolean
vouch_zip_writer_finish (VouchZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) end = g_byte_array_new ();
  guint64 offset, size;
  gboolean large;

  g_return_val_if_fail (self != NULL && self->entry.name == NULL, FALSE);

  offset = self->at;
  size = self->central->len;
  large = self->n >= 0xffff || offset >= VOUCH_ZIP_LARGE;
  if (large)
    put_end_64 (end, self->n, size, offset);
  vouch_zip_put (end, 4, VOUCH_ZIP_END);
  vouch_zip_put (end, 2, 0);
  vouch_zip_put (end, 2, 0);
  vouch_zip_put (end, 2, large ? 0xffff : self->n);
  vouch_zip_put (end, 2, large ? 0xffff : self->n);
  vouch_zip_put (end, 4, size);
  vouch_zip_put (end, 4, large ? VOUCH_ZIP_LARGE : offset);
  vouch_zip_put (end, 2, 0);
  return append (self, self->central->data, self->central->len, error) &&
         append (self, end->data, end->len, error);
}
