/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-crc32c"

#include "config.h"
#include "vouch-crc32c.h"

#include <string.h>

/*
 * CRC-32C (Castagnoli; RFC 3720, appendix B.4): finds bytes that were damaged on the way, at the speed
 * of memory where the processor has an instruction for it. It protects from accidents and from nobody's
 * intent: what counts is the SHA-256 of the whole file, which the seal compares.
 */
#define POLYNOMIAL 0x82F63B78u /* reflected */

static guint32 table[8][256];

static void
fill_table (void)
{
  for (guint i = 0; i < 256; i++) {
    guint32 value = i;

    for (guint bit = 0; bit < 8; bit++)
      value = (value >> 1) ^ ((value & 1) != 0 ? POLYNOMIAL : 0);
    table[0][i] = value;
  }
  for (guint i = 0; i < 256; i++)
    for (guint n = 1; n < 8; n++)
      table[n][i] = (table[n - 1][i] >> 8) ^ table[0][table[n - 1][i] & 0xFF];
}

/* Eight bytes at a time by tables ("slicing by 8", Intel 2006). */
static guint32
update_by_table (guint32 sum, const guint8 *data, gsize length)
{
  static gsize filled;

  if (g_once_init_enter (&filled)) {
    fill_table ();
    g_once_init_leave (&filled, 1);
  }
  for (; length >= 8; data += 8, length -= 8) {
    guint32 low, high;

    memcpy (&low, data, 4);
    memcpy (&high, data + 4, 4);
    low = GUINT32_FROM_LE (low) ^ sum;
    high = GUINT32_FROM_LE (high);
    sum = table[7][low & 0xFF] ^ table[6][(low >> 8) & 0xFF] ^ table[5][(low >> 16) & 0xFF] ^
          table[4][low >> 24] ^ table[3][high & 0xFF] ^ table[2][(high >> 8) & 0xFF] ^
          table[1][(high >> 16) & 0xFF] ^ table[0][high >> 24];
  }
  for (; length > 0; data++, length--)
    sum = (sum >> 8) ^ table[0][(sum ^ *data) & 0xFF];
  return sum;
}

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_INSTRUCTION 1

static gboolean
has_instruction (void)
{
  return __builtin_cpu_supports ("sse4.2") != 0;
}

__attribute__ ((target ("sse4.2"))) static guint32
update_by_instruction (guint32 sum, const guint8 *data, gsize length)
{
  guint64 wide = sum;

  for (; length >= 8; data += 8, length -= 8) {
    guint64 word;

    memcpy (&word, data, 8);
    wide = __builtin_ia32_crc32di (wide, word);
  }
  sum = (guint32) wide;
  for (; length > 0; data++, length--)
    sum = __builtin_ia32_crc32qi (sum, *data);
  return sum;
}
#endif

/**
 * vouch_crc32c_update:
 * @sum: the sum of what came before; 0 at the beginning.
 * @data: the next bytes.
 * @length: how many.
 *
 * Returns: the sum of everything so far.
 */
guint32
vouch_crc32c_update (guint32 sum, const void *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, sum);

#ifdef HAVE_INSTRUCTION
  if (has_instruction ())
    return ~update_by_instruction (~sum, data, length);
#endif
  return ~update_by_table (~sum, data, length);
}

/**
 * vouch_crc32c_write:
 * @sum: a sum.
 * @digest: (out): its four bytes, the most significant first.
 *
 * Writes a sum as it is sent.
 */
void
vouch_crc32c_write (guint32 sum, guint8 digest[4])
{
  guint32 big = GUINT32_TO_BE (sum);

  memcpy (digest, &big, 4);
}
