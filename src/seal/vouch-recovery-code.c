/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recovery-code"

#include "config.h"
#include "vouch-recovery-code.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-sodium.h"

/*
 * A recovery code is printed once, kept in a drawer and typed years later:
 *
 *   7K2QX-0M4RD-…       five groups of five characters of Crockford's base 32 (no I, L, O, U)
 *
 * Four characters of a group are random (100 bits in all), the fifth is a check over the group and
 * its place. The check is a sum over GF(32) with the powers of a generator as weights:
 * any one wrong character, any two exchanged ones and any two exchanged groups are noticed, and
 * the group with the mistake can be named. Small letters, spaces, dashes and the look-alikes
 * I, L (1) and O (0) are understood when typed.
 */

#define GROUPS 5
#define GROUP_LENGTH 5
#define PAYLOAD_LENGTH (GROUP_LENGTH - 1)

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Multiplies in GF(32) with the primitive polynomial x^5 + x^2 + 1. */
static guint
gf32_multiply (guint a, guint b)
{
  guint product = 0;

  for (; b != 0; b >>= 1) {
    if (b & 1)
      product ^= a;
    a <<= 1;
    if (a & 0x20)
      a ^= 0x25;
  }
  return product;
}

static guint
check_value (guint group, const guint8 values[PAYLOAD_LENGTH])
{
  guint weight = 2;
  guint sum = group + 1;

  for (guint i = 0; i < PAYLOAD_LENGTH; i++) {
    sum ^= gf32_multiply (weight, values[i]);
    weight = gf32_multiply (weight, 2);
  }
  return sum;
}

/**
 * vouch_recovery_code_new:
 *
 * Returns: (transfer full): a new random code in its printed form.
 */
char *
vouch_recovery_code_new (void)
{
  char *code = g_malloc (VOUCH_RECOVERY_CODE_LENGTH + 1);
  char *at = code;

  vouch_sodium_ensure ();
  for (guint group = 0; group < GROUPS; group++) {
    guint8 values[PAYLOAD_LENGTH];

    if (group > 0)
      *at++ = '-';
    for (guint i = 0; i < PAYLOAD_LENGTH; i++) {
      values[i] = (guint8) randombytes_uniform (32);
      *at++ = alphabet[values[i]];
    }
    *at++ = alphabet[check_value (group, values)];
  }
  *at = '\0';
  return code;
}

static int
character_value (char c)
{
  const char *at;

  c = g_ascii_toupper (c);
  if (c == 'O')
    c = '0';
  else if (c == 'I' || c == 'L')
    c = '1';
  at = strchr (alphabet, c);
  return at != NULL ? (int) (at - alphabet) : -1;
}

static gboolean
read_values (const char *typed, guint8 values[GROUPS * GROUP_LENGTH], GError **error)
{
  guint n = 0;

  for (const char *p = typed; *p != '\0'; p++) {
    int value;

    if (*p == '-' || g_ascii_isspace (*p))
      continue;
    value = character_value (*p);
    if (value < 0) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                   /* Translators: %u is the position of a group of five characters, from 1. */
                   _ ("Group %u of the recovery code has a character that no recovery code has. "
                      "Compare it with the printed one."),
                   MIN (n / GROUP_LENGTH + 1, GROUPS));
      return FALSE;
    }
    if (n < GROUPS * GROUP_LENGTH)
      values[n] = (guint8) value;
    n++;
  }
  if (n == GROUPS * GROUP_LENGTH)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               _ ("A recovery code has 25 characters in five groups; this one has %u."), n);
  return FALSE;
}

/**
 * vouch_recovery_code_normalize:
 * @typed: a code as somebody typed it.
 * @error: %VOUCH_ERROR_INVALID when it has another length or a typing mistake; the message names
 *   the group to look at.
 *
 * Checks a typed code and brings it into its printed form. That it opens anything is not said.
 *
 * Returns: (transfer full) (nullable): the code in its printed form, or %NULL on error.
 */
char *
vouch_recovery_code_normalize (const char *typed, GError **error)
{
  guint8 values[GROUPS * GROUP_LENGTH];
  g_autoptr (GString) code = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  if (!read_values (typed, values, error))
    return NULL;
  code = g_string_sized_new (VOUCH_RECOVERY_CODE_LENGTH);
  for (guint group = 0; group < GROUPS; group++) {
    const guint8 *at = values + group * GROUP_LENGTH;

    if (check_value (group, at) != at[PAYLOAD_LENGTH]) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                   /* Translators: %u is the position of a group of five characters, from 1. */
                   _ ("Group %u of the recovery code has a typing mistake. "
                      "Compare it with the printed one."),
                   group + 1);
      return NULL;
    }
    if (group > 0)
      g_string_append_c (code, '-');
    for (guint i = 0; i < GROUP_LENGTH; i++)
      g_string_append_c (code, alphabet[at[i]]);
  }
  return g_string_free (g_steal_pointer (&code), FALSE);
}
