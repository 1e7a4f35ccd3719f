/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-zip"

#include "config.h"
#include "vouch-zip.h"

static const guint32 *
get_table (void)
{
  static guint32 table[256];
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    for (guint32 i = 0; i < G_N_ELEMENTS (table); i++) {
      guint32 value = i;

      for (guint bit = 0; bit < 8; bit++)
        value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320u : 0);
      table[i] = value;
    }
    g_once_init_leave (&made, 1);
  }
  return table;
}

/**
 * vouch_zip_entry_free:
 * @entry: (transfer full) (nullable): an entry.
 *
 * Frees it.
 */
void
vouch_zip_entry_free (VouchZipEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->name);
  g_free (entry);
}

/**
 * vouch_zip_crc:
 * @crc: 0, or what came out for the bytes before.
 * @bytes: (array length=length): more bytes.
 * @length: how many.
 *
 * Returns: the CRC-32 of ISO 3309.
 */
guint32
vouch_zip_crc (guint32 crc, const void *bytes, gsize length)
{
  const guint32 *table = get_table ();
  const guint8 *data = bytes;

  crc = ~crc;
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 0xff] ^ (crc >> 8);
  return ~crc;
}

/**
 * vouch_zip_put:
 * @array: where to.
 * @n_bytes: how many bytes the number has.
 * @value: a number.
 *
 * Appends a number, its lowest byte first.
 */
void
vouch_zip_put (GByteArray *array, guint n_bytes, guint64 value)
{
  for (guint i = 0; i < n_bytes; i++) {
    guint8 byte = (guint8) (value >> (8 * i));

    g_byte_array_append (array, &byte, 1);
  }
}

/**
 * vouch_zip_take:
 * @bytes: where it stands.
 * @n_bytes: how many bytes the number has, at most eight.
 *
 * Returns: the number, its lowest byte first.
 */
guint64
vouch_zip_take (const guint8 *bytes, guint n_bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value |= (guint64) bytes[i] << (8 * i);
  return value;
}
