/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-html-lists"

#include "config.h"
#include "vouch-html-lists.h"

#include <string.h>

/*
 * What stands before the entries of a list, as characters. A style is one character: `*` a bullet, `-`
 * nothing, `1`, `a`, `A`, `i`, `I` numbers and letters as the attribute `type` of HTML 4 has them.
 */

/* Deeper lists are not indented further. */
#define MAX_LEVEL 8

static char *
indent (guint level, const char *marker)
{
  return g_strdup_printf ("%*s%s ", (int) (CLAMP (level, 1, MAX_LEVEL) - 1) * 2, "", marker);
}

static char *
write_letters (guint number, gboolean upper)
{
  char letters[8];
  guint n = sizeof letters - 1;

  letters[n] = '\0';
  for (; number > 0 && n > 0; number = (number - 1) / 26)
    letters[--n] = (char) ((upper ? 'A' : 'a') + (number - 1) % 26);
  return g_strdup (letters + n);
}

static char *
write_roman (guint number, gboolean upper)
{
  static const struct {
    guint value;
    const char *digits;
  } steps[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
    { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
    { 5, "v" },    { 4, "iv" },   { 1, "i" },
  };
  g_autoptr (GString) digits = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    for (; number >= steps[i].value; number -= steps[i].value)
      g_string_append (digits, steps[i].digits);
  return upper ? g_ascii_strup (digits->str, -1) : g_string_free (g_steal_pointer (&digits), FALSE);
}

/**
 * vouch_html_lists_number:
 * @style: the list's style.
 * @number: the entry's number.
 * @level: how many lists it is in.
 *
 * Returns: (transfer full): what is printed before the entry, indented.
 */
char *
vouch_html_lists_number (char style, guint number, guint level)
{
  g_autofree char *digits = NULL;
  g_autofree char *marker = NULL;

  if (style == '-')
    return g_strdup ("");
  if (style == '*')
    return indent (level, "•");
  if ((style == 'a' || style == 'A') && number > 0)
    digits = write_letters (number, style == 'A');
  else if ((style == 'i' || style == 'I') && number > 0 && number < 4000)
    digits = write_roman (number, style == 'I');
  else
    digits = g_strdup_printf ("%u", number);
  marker = g_strconcat (digits, ".", NULL);
  return indent (level, marker);
}

/**
 * vouch_html_lists_word_marker:
 * @printed: what Microsoft Word printed before an entry: `1.`, `b)`, or a letter of a symbol font.
 * @level: the level of the entry.
 *
 * Returns: (transfer full): the number or letter as it is, a bullet for anything else.
 */
char *
vouch_html_lists_word_marker (const char *printed, guint level)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (printed));
  gsize length = strlen (trimmed);
  gboolean counts = length >= 2 && length <= 12;

  for (gsize i = 0; i < length && counts; i++)
    counts = g_ascii_isalnum (trimmed[i]) || strchr (".)(-", trimmed[i]) != NULL;
  if (counts && strchr (".)", trimmed[length - 1]) != NULL)
    return indent (level, trimmed);
  return indent (level, "•");
}

/**
 * vouch_html_lists_style:
 * @type: (nullable): the attribute `type` of a list or an entry.
 * @css: its style in lower case and without blanks, "" for none.
 * @otherwise: the style when neither says anything.
 *
 * Returns: the style.
 */
char
vouch_html_lists_style (const char *type, const char *css, char otherwise)
{
  static const struct {
    const char *word;
    char style;
  } words[] = {
    { "none", '-' },        { "decimal", '1' },     { "lower-alpha", 'a' }, { "lower-latin", 'a' },
    { "upper-alpha", 'A' }, { "upper-latin", 'A' }, { "lower-roman", 'i' }, { "upper-roman", 'I' },
    { "disc", '*' },        { "circle", '*' },      { "square", '*' },
  };
  const char *value = strstr (css, "list-style-type:");

  value = value != NULL ? value + strlen ("list-style-type:") : "";
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (value, words[i].word))
      return words[i].style;
  if (type != NULL && strlen (type) == 1 && strchr ("1aAiI", *type) != NULL)
    return *type;
  return otherwise;
}

/**
 * vouch_html_lists_word_level:
 * @css: a paragraph's style in lower case and without blanks.
 *
 * Returns: the level of the list that Microsoft Word has the paragraph in, 0 for none.
 */
guint
vouch_html_lists_word_level (const char *css)
{
  const char *list = strstr (css, "mso-list:l");
  const char *level = list != NULL ? strstr (list, "level") : NULL;

  if (level == NULL)
    return 0;
  return CLAMP ((guint) g_ascii_digit_value (level[5]), 1, MAX_LEVEL);
}
