/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json-number"

#include "config.h"
#include "vouch-json-number.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-json-place.h"

/* Numbers by the grammar of RFC 8259, section 6, within what RFC 7493, section 2.2, lets every
 * reader keep: a whole number that a double tells apart from its neighbours, a fraction or a power
 * that neither overflows nor vanishes. */

#define NUMBER_LENGTH_MAX 128

static gboolean
read_digits (const char **p, const char *end, char **reason)
{
  if (*p == end || !g_ascii_isdigit (**p)) {
    *reason = vouch_json_unexpected (*p, end, _ ("a digit"));
    return FALSE;
  }
  while (*p < end && g_ascii_isdigit (**p))
    (*p)++;
  return TRUE;
}

static gboolean
read_text (const char **p, const char *end, gboolean *whole, char **reason)
{
  *whole = TRUE;
  if (*p < end && **p == '-')
    (*p)++;
  if (end - *p >= 2 && **p == '0' && g_ascii_isdigit ((*p)[1])) {
    *reason = g_strdup (_ ("a number may not begin with a needless 0"));
    return FALSE;
  }
  if (!read_digits (p, end, reason))
    return FALSE;
  if (*p < end && **p == '.') {
    *whole = FALSE;
    (*p)++;
    if (!read_digits (p, end, reason))
      return FALSE;
  }
  if (*p < end && (**p == 'e' || **p == 'E')) {
    *whole = FALSE;
    (*p)++;
    if (*p < end && (**p == '+' || **p == '-'))
      (*p)++;
    return read_digits (p, end, reason);
  }
  return TRUE;
}

static char *
why_not_kept (const char *digits, double number, gboolean whole)
{
  if (!isfinite (number))
    return g_strdup_printf (_ ("the number %s is too large"), digits);
  if (whole && fabs (number) > (double) VOUCH_JSON_MAX_INTEGER)
    return g_strdup_printf (_ ("the whole number %s is too large to be kept exactly"), digits);
  if (number == 0 && strcspn (digits, "123456789") < strcspn (digits, "eE"))
    return g_strdup_printf (_ ("the number %s is too close to zero to be kept"), digits);
  return NULL;
}

/**
 * vouch_json_number_read:
 * @p: (inout): at a minus or a digit; afterwards behind the number, or at what is wrong.
 * @end: the end of the text.
 * @value: (out): the number.
 * @reason: (out) (transfer full): what is wrong, when %FALSE is returned.
 *
 * Returns: whether there is a number that can be kept.
 */
gboolean
vouch_json_number_read (const char **p, const char *end, VouchJsonScalar *value, char **reason)
{
  const char *start = *p;
  char digits[NUMBER_LENGTH_MAX + 1];
  gsize length;
  gboolean whole;

  if (!read_text (p, end, &whole, reason))
    return FALSE;
  length = (gsize) (*p - start);
  if (length > NUMBER_LENGTH_MAX) {
    *p = start;
    *reason = g_strdup_printf (_ ("a number has more than %d characters"), NUMBER_LENGTH_MAX);
    return FALSE;
  }
  memcpy (digits, start, length);
  digits[length] = '\0';

  value->number = g_ascii_strtod (digits, NULL);
  *reason = why_not_kept (digits, value->number, whole);
  if (*reason != NULL) {
    *p = start;
    return FALSE;
  }
  value->type = whole ? VOUCH_JSON_INTEGER : VOUCH_JSON_DOUBLE;
  value->integer = whole ? (gint64) value->number : 0;
  return TRUE;
}
