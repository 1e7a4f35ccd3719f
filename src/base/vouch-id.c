/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-id"

#include "config.h"
#include "vouch-id.h"

#include <sys/random.h>
#include <string.h>

/*
 * Ids are UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits.
 * They sort by the time of their making, and two computers never make the same one.
 */

/**
 * vouch_id_new:
 * @unix_ms: the present time in milliseconds since 1970, from the injected clock.
 *
 * Returns: (transfer full): a new UUIDv7 in its 36-character form.
 */
char *
vouch_id_new (gint64 unix_ms)
{
  guint8 b[16];

  if (getrandom (b, sizeof b, 0) != (gssize) sizeof b)
    for (gsize i = 0; i < sizeof b; i++)
      b[i] = (guint8) g_random_int ();

  for (int i = 0; i < 6; i++)
    b[i] = (guint8) (unix_ms >> (40 - 8 * i));
  b[6] = (guint8) (0x70 | (b[6] & 0x0f));
  b[8] = (guint8) (0x80 | (b[8] & 0x3f));

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

/**
 * vouch_id_is_valid:
 * @id: (nullable): a text.
 *
 * Returns: whether @id has the 36-character form of a UUID in lower case.
 */
gboolean
vouch_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != 36)
    return FALSE;
  for (int i = 0; i < 36; i++) {
    gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

    if (dash ? id[i] != '-' : !(g_ascii_isxdigit (id[i]) && !g_ascii_isupper (id[i])))
      return FALSE;
  }
  return TRUE;
}
