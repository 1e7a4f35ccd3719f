/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-image-file"

#include "config.h"
#include "reader-image-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-crc.h"
#include "reader-report.h"

/*
 * The outer structure of the two kinds of picture that everybody sends.
 *
 * PNG (ISO/IEC 15948, clause 5): a signature, then chunks of length, type, content and a CRC over
 * type and content, up to IEND.
 * JPEG (ITU-T T.81, annex B): segments that begin with FF and a marker and have a length of their own,
 * but for the coded picture after SOS, which reaches to the next marker that is neither stuffing (FF00)
 * nor a restart (FFD0 to FFD7), up to EOI (FFD9). Decoders fill in silently what is missing, so that
 * only the structure tells a picture that was cut off.
 */

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static void
report_damage (VouchFacts *facts)
{
  reader_report_damage (facts, _ ("Part of this picture is missing or damaged. Copy the file again "
                                  "from where it came from."));
}

/* Skips n strings that end with NUL. Returns the length when there are fewer. */
static gsize
skip_strings (const guint8 *content, gsize length, gsize offset, guint n)
{
  for (; n > 0 && offset < length; n--)
    offset += strnlen ((const char *) content + offset, length - offset) + 1;
  return MIN (offset, length);
}

static void
report_png_text (const guint8 *type, const guint8 *content, gsize length, VouchFacts *facts)
{
  gsize start = skip_strings (content, length, 0, 1);
  g_autofree char *name = g_strndup ((const char *) content, MIN (length, 80));
  const char *key = reader_report_key_for (name);
  /* International text has two bytes on packing, a language and a translated name in front. */
  gboolean packed = type[0] == 'z' || (type[0] == 'i' && start < length && content[start] != 0);

  if (type[0] == 'i')
    start = skip_strings (content, length, MIN (length, start + 2), 2);
  if (g_str_equal (name, "Software") || g_str_has_prefix (name, "date:"))
    return;
  /* Packed text is not unpacked: that it is there is enough to know. */
  if (packed || start >= length)
    reader_report_identifier (facts, key != NULL ? key : "comment", name);
  else
    reader_report_identifier_bytes (facts, key != NULL ? key : "comment", content + start,
                                    length - start);
}

/**
 * reader_image_file_check_png:
 * @bytes: a PNG file.
 * @facts: receives damage and embedded texts.
 *
 * Checks every chunk of a PNG file.
 */
void
reader_image_file_check_png (GBytes *bytes, VouchFacts *facts)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize offset = 8;

  while (offset + 12 <= size) {
    gsize length = read_be32 (data + offset);
    const guint8 *type = data + offset + 4;

    if (length > size - offset - 12 ||
        reader_crc32 (0, type, length + 4) != read_be32 (type + 4 + length))
      break;
    if (memcmp (type, "tEXt", 4) == 0 || memcmp (type, "zTXt", 4) == 0 ||
        memcmp (type, "iTXt", 4) == 0)
      report_png_text (type, type + 4, length, facts);
    if (memcmp (type, "IEND", 4) == 0) {
      if (offset + 12 < size)
        reader_report_identifier (facts, "other", _ ("data after the end of the picture"));
      return;
    }
    offset += length + 12;
  }
  report_damage (facts);
}

/* Finds the end of the coded picture that begins at an offset. */
static gsize
skip_scan (const guint8 *data, gsize size, gsize offset)
{
  while (offset + 1 < size &&
         (data[offset] != 0xff || data[offset + 1] == 0x00 || data[offset + 1] == 0xff ||
          (data[offset + 1] >= 0xd0 && data[offset + 1] <= 0xd7)))
    offset++;
  return offset;
}

/* Walks the segments; those for which keep is not NULL are copied there. Returns where the picture
 * ends, 0 when it does not end. */
static gsize
walk_jpeg (const guint8 *data, gsize size, GByteArray *kept)
{
  gsize offset = 2;

  while (offset + 4 <= size && data[offset] == 0xff) {
    guint8 marker = data[offset + 1];
    gsize length = 2 + ((gsize) data[offset + 2] << 8 | data[offset + 3]);
    /* Application data but for JFIF (0) and Adobe's colour note (14), and comments, are left out. */
    gboolean essential = !((marker >= 0xe1 && marker <= 0xef && marker != 0xee) || marker == 0xfe);
    gsize end = 0;

    if (marker == 0xff) {
      offset++;
      continue;
    }
    if (marker == 0xd9)
      return offset + 2;
    if (length < 4 || length > size - offset)
      return 0;
    end = offset + length;
    if (marker == 0xda)
      end = skip_scan (data, size, end);
    if (kept != NULL && essential)
      g_byte_array_append (kept, data + offset, (guint) (end - offset));
    offset = end;
  }
  return offset + 2 <= size && data[offset] == 0xff && data[offset + 1] == 0xd9 ? offset + 2 : 0;
}

/**
 * reader_image_file_check_jpeg:
 * @bytes: a JPEG file.
 * @facts: receives damage, and that something is appended.
 *
 * Checks that a JPEG file reaches its end.
 */
void
reader_image_file_check_jpeg (GBytes *bytes, VouchFacts *facts)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize end = walk_jpeg (data, size, NULL);

  if (end == 0)
    report_damage (facts);
  else if (end + 64 < size)
    /* Phones append small videos, depth maps and other pictures. */
    reader_report_identifier (facts, "other", _ ("data after the end of the picture"));
}

/**
 * reader_image_file_strip_jpeg:
 * @bytes: a JPEG file.
 *
 * Copies a JPEG file without what it says about its origin, the coded picture untouched. Its
 * orientation note is lost, too.
 *
 * Returns: (transfer full) (nullable): the copy, or NULL when the file is damaged.
 */
GBytes *
reader_image_file_strip_jpeg (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GByteArray) kept = g_byte_array_new ();

  if (size < 4 || memcmp (data, "\xff\xd8", 2) != 0)
    return NULL;
  g_byte_array_append (kept, data, 2);
  if (walk_jpeg (data, size, kept) == 0)
    return NULL;
  g_byte_array_append (kept, (const guint8 *) "\xff\xd9", 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&kept));
}
