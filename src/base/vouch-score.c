/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-score"

#include "config.h"
#include "vouch-score.h"

#include <math.h>
#include <string.h>

/**
 * vouch_score_parse:
 * @text: (nullable): what stands in a cell.
 * @score: (out): the score; NAN for no score.
 *
 * Returns: whether it is a score or plainly none.
 */
gboolean
vouch_score_parse (const char *text, double *score)
{
  g_autofree char *number = NULL;
  char *end;

  g_return_val_if_fail (score != NULL, FALSE);

  *score = NAN;
  number = g_strstrip (g_strdup (text != NULL ? text : ""));
  if (*number == '\0' || g_str_equal (number, "-") || g_str_equal (number, "–") ||
      g_str_equal (number, "—"))
    return TRUE;
  g_strdelimit (number, ",", '.');
  /* Neither 0x10 nor 1e3 is what a teacher writes for a score. */
  if (strspn (number, "0123456789.-/% ") != strlen (number) ||
      (!g_ascii_isdigit (*number) && !(*number == '-' && g_ascii_isdigit (number[1]))))
    return FALSE;
  *score = g_ascii_strtod (number, &end);
  while (*end == ' ' || *end == '%')
    end++;
  if (*end == '/' && g_ascii_isdigit (end[1]))
    g_ascii_strtod (end + 1, &end);
  if (*end != '\0' || !isfinite (*score) || fabs (*score) > 1e9) {
    *score = NAN;
    return FALSE;
  }
  return TRUE;
}

/**
 * vouch_score_format:
 * @score: a score, or NAN.
 *
 * Returns: (transfer full): it with a point and no more digits than it has; empty for NAN.
 */
char *
vouch_score_format (double score)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (score))
    return g_strdup ("");
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", score));
}
