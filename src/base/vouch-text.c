/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-text"

#include "config.h"
#include "vouch-text.h"

#include <string.h>

/* The White_Space property of Unicode; GLib leaves out the vertical tab and the next line. */
static gboolean
is_white_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85;
}

/**
 * vouch_text_count_words:
 * @text: (nullable): valid UTF-8.
 *
 * Counts words: runs of characters between white space, in the sense of Unicode.
 */
guint
vouch_text_count_words (const char *text)
{
  guint words = 0;
  gboolean inside = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gboolean space = is_white_space (g_utf8_get_char (p));

    if (!space && !inside)
      words++;
    inside = !space;
  }
  return words;
}

/**
 * vouch_text_count_characters:
 * @text: (nullable): valid UTF-8.
 *
 * Counts Unicode code points, white space included, leading and trailing white space left out.
 */
guint
vouch_text_count_characters (const char *text)
{
  guint count = 0, upto_last = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gboolean space = is_white_space (g_utf8_get_char (p));

    if (space && upto_last == 0)
      continue;
    count++;
    if (!space)
      upto_last = count;
  }
  return upto_last;
}

/**
 * vouch_text_is_blank:
 * @text: (nullable): valid UTF-8.
 *
 * Returns: whether there is nothing but white space.
 */
gboolean
vouch_text_is_blank (const char *text)
{
  return vouch_text_count_characters (text) == 0;
}

/**
 * vouch_text_format_duration:
 * @milliseconds: a length of time; not negative.
 *
 * Returns: (transfer full): the length as people read it: `4:12`, `1:04:12`, whole seconds.
 */
char *
vouch_text_format_duration (gint64 milliseconds)
{
  gint64 seconds = (milliseconds + 500) / 1000;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * vouch_text_format_duration_exactly:
 * @milliseconds: a length of time; not negative.
 *
 * Returns: (transfer full): the length to the millisecond: `4:12`, `4:12.250`.
 */
char *
vouch_text_format_duration_exactly (gint64 milliseconds)
{
  g_autofree char *whole = vouch_text_format_duration (milliseconds / 1000 * 1000);

  if (milliseconds % 1000 == 0)
    return g_steal_pointer (&whole);
  return g_strdup_printf ("%s.%03d", whole, (int) (milliseconds % 1000));
}

/**
 * vouch_text_parse_duration:
 * @text: `H:MM:SS[.mmm]`, `M:SS[.mmm]` or seconds with a decimal point.
 * @milliseconds: (out): the length.
 *
 * Returns: whether @text could be read; the locale plays no part.
 */
gboolean
vouch_text_parse_duration (const char *text, gint64 *milliseconds)
{
  g_auto (GStrv) fields = NULL;
  guint n;
  double total = 0;

  if (text == NULL || *text == '\0')
    return FALSE;
  fields = g_strsplit (text, ":", 4);
  n = g_strv_length (fields);
  if (n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const char *allowed = i + 1 == n ? "0123456789." : "0123456789";
    char *end;
    double value;

    if (*fields[i] == '\0' || strlen (fields[i]) > 12 ||
        strspn (fields[i], allowed) != strlen (fields[i]))
      return FALSE;
    value = g_ascii_strtod (fields[i], &end);
    if (*end != '\0' || (i > 0 && value >= 60))
      return FALSE;
    total = total * 60 + value;
  }
  *milliseconds = (gint64) (total * 1000 + 0.5);
  return TRUE;
}

/* Characters that show nothing but act: on a terminal (Unicode category Cc), or on the direction in
 * which the rest is shown (UAX #9, explicit formatting). */
static gboolean
acts (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x061c || c == 0x200e || c == 0x200f || c == 0x2028 ||
         c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * vouch_text_make_plain:
 * @text: a text of somebody else, such as a file name; it need not be valid UTF-8.
 * @keep: ASCII control characters that may stay, such as "\n".
 *
 * Takes the power out of a text before it goes to a terminal: whatever would move the cursor, ring,
 * colour, break the line or turn the direction around is shown as U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8.
 */
char *
vouch_text_make_plain (const char *text, const char *keep)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) plain = NULL;

  g_return_val_if_fail (text != NULL && keep != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  plain = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (plain,
                             acts (c) && (c > 0x7f || strchr (keep, (int) c) == NULL) ? 0xfffd : c);
  }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}
