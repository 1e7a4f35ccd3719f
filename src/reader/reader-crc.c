/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-crc"

#include "config.h"
#include "reader-crc.h"

static const guint32 *
get_table (void)
{
  static guint32 table[256];
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    for (guint32 i = 0; i < 256; i++) {
      guint32 value = i;

      for (int bit = 0; bit < 8; bit++)
        value = value & 1 ? 0xedb88320u ^ (value >> 1) : value >> 1;
      table[i] = value;
    }
    g_once_init_leave (&made, 1);
  }
  return table;
}

/**
 * reader_crc32:
 * @crc: 0, or what came out for the bytes before.
 * @bytes: more bytes.
 * @length: how many.
 *
 * Returns: the check sum that PNG and ZIP use (ISO 3309, reflected, polynomial 0x04C11DB7).
 */
guint32
reader_crc32 (guint32 crc, const void *bytes, gsize length)
{
  const guint32 *table = get_table ();
  const guint8 *data = bytes;

  crc = ~crc;
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 0xff] ^ (crc >> 8);
  return ~crc;
}
