/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-zip"

#include "config.h"
#include "reader-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "reader-crc.h"
#include "reader-watchdog.h"

/*
 * Zip files of office documents. Reading is libarchive's work; it checks each member's sum. Writing is
 * done here, because an Open Document has to begin with an uncompressed member without extra fields
 * (ODF 1.3 part 2, 3.3), and because nothing but names, sums and contents may be in the copy: every
 * member is dated 1 January 1980. Layout: PKWARE APPNOTE 4.3, local headers with known sizes, one
 * central directory, no zip64.
 */

#define MAX_MEMBERS 20000
#define MAX_MEMBER_BYTES (256 * 1024 * 1024)
#define MAX_TOTAL_BYTES ((gint64) 1024 * 1024 * 1024)
#define PIECE (64 * 1024)

enum { DOS_DATE_1980 = 0x0021, UTF8_NAMES = 0x0800, STORED = 0, DEFLATED = 8, VERSION = 20 };

struct _ReaderZipWriter {
  GByteArray *out;
  GByteArray *directory;
  guint members;
};

/* Unpacks one member. Returns NULL when it is damaged or too large. */
static GBytes *
read_member (struct archive *archive, gint64 *total)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  la_ssize_t got = 0;

  while ((got = archive_read_data (archive, piece, PIECE)) > 0) {
    *total += got;
    if (content->len + (gsize) got > MAX_MEMBER_BYTES || *total > MAX_TOTAL_BYTES)
      return NULL;
    g_byte_array_append (content, piece, (guint) got);
    reader_watchdog_tick ();
  }
  return got == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&content)) : NULL;
}

static gboolean
walk_members (struct archive *archive, ReaderZipVisit visit, gpointer user_data)
{
  struct archive_entry *entry = NULL;
  gint64 total = 0;
  int result = ARCHIVE_OK;

  for (guint n = 0; n < MAX_MEMBERS; n++) {
    g_autoptr (GBytes) bytes = NULL;
    const char *name = NULL;

    result = archive_read_next_header (archive, &entry);
    if (result == ARCHIVE_EOF)
      return TRUE;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
      return FALSE;
    name = archive_entry_pathname_utf8 (entry);
    if (archive_entry_is_encrypted (entry) || name == NULL)
      return FALSE;
    if (archive_entry_filetype (entry) != AE_IFREG)
      continue;
    bytes = read_member (archive, &total);
    if (bytes == NULL)
      return FALSE;
    if (!visit (name, bytes, user_data))
      return TRUE;
  }
  return FALSE;
}

/**
 * reader_zip_walk:
 * @archive: a zip file.
 * @visit: called for each member with its content.
 * @user_data: for @visit.
 *
 * Unpacks a zip file in memory, bounded in members and bytes.
 *
 * Returns: whether every member was whole.
 */
gboolean
reader_zip_walk (GBytes *archive, ReaderZipVisit visit, gpointer user_data)
{
  struct archive *reader = archive_read_new ();
  gsize size = 0;
  const void *data = g_bytes_get_data (archive, &size);
  gboolean whole = FALSE;

  archive_read_support_format_zip_seekable (reader);
  whole = archive_read_open_memory (reader, data, size) == ARCHIVE_OK &&
          walk_members (reader, visit, user_data);
  archive_read_free (reader);
  return whole;
}

/**
 * reader_zip_writer_new:
 *
 * Returns: (transfer full): a zip file without members.
 */
ReaderZipWriter *
reader_zip_writer_new (void)
{
  ReaderZipWriter *self = g_new0 (ReaderZipWriter, 1);

  self->out = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

/**
 * reader_zip_writer_free:
 * @self: (nullable): a zip file.
 *
 * Frees it.
 */
void
reader_zip_writer_free (ReaderZipWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->out, g_byte_array_unref);
  g_byte_array_unref (self->directory);
  g_free (self);
}

static void
put (GByteArray *array, guint32 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8) (value >> (8 * i));

    g_byte_array_append (array, &byte, 1);
  }
}

/* The fields that the local header and the directory share. */
static void
put_common (GByteArray *array,
            const char *name,
            guint method,
            guint32 crc,
            gsize packed,
            gsize unpacked)
{
  put (array, VERSION, 2);
  put (array, UTF8_NAMES, 2);
  put (array, method, 2);
  put (array, 0, 2);
  put (array, DOS_DATE_1980, 2);
  put (array, crc, 4);
  put (array, (guint32) packed, 4);
  put (array, (guint32) unpacked, 4);
  put (array, (guint32) strlen (name), 2);
  put (array, 0, 2);
}

static GBytes *
deflate (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (out, packed,
                          G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/**
 * reader_zip_writer_add:
 * @self: a zip file.
 * @name: the member's name.
 * @bytes: its content.
 * @compress: whether to pack it.
 *
 * Adds a member.
 */
void
reader_zip_writer_add (ReaderZipWriter *self, const char *name, GBytes *bytes, gboolean compress)
{
  g_autoptr (GBytes) packed = compress ? deflate (bytes) : g_bytes_ref (bytes);
  gsize size = 0, packed_size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  const void *packed_data = g_bytes_get_data (packed, &packed_size);
  guint method = compress ? DEFLATED : STORED;
  guint32 crc = reader_crc32 (0, data, size);
  guint32 offset = self->out->len;

  put (self->out, 0x04034b50, 4);
  put_common (self->out, name, method, crc, packed_size, size);
  g_byte_array_append (self->out, (const guint8 *) name, (guint) strlen (name));
  if (packed_size > 0)
    g_byte_array_append (self->out, packed_data, (guint) packed_size);

  put (self->directory, 0x02014b50, 4);
  put (self->directory, VERSION, 2);
  put_common (self->directory, name, method, crc, packed_size, size);
  put (self->directory, 0, 2);
  put (self->directory, 0, 2);
  put (self->directory, 0, 2);
  put (self->directory, 0, 4);
  put (self->directory, offset, 4);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->members++;
  reader_watchdog_tick ();
}

/**
 * reader_zip_writer_finish:
 * @self: a zip file, of no further use.
 *
 * Returns: (transfer full): the whole file.
 */
GBytes *
reader_zip_writer_finish (ReaderZipWriter *self)
{
  guint32 offset = self->out->len;

  g_byte_array_append (self->out, self->directory->data, self->directory->len);
  put (self->out, 0x06054b50, 4);
  put (self->out, 0, 4);
  put (self->out, self->members, 2);
  put (self->out, self->members, 2);
  put (self->out, self->directory->len, 4);
  put (self->out, offset, 4);
  put (self->out, 0, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->out));
}
