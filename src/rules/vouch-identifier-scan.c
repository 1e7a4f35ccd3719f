/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding in a text what could tell who somebody is.
 *
 * Words are compared letter by letter without regard to case, and only whole words count; between
 * two words any run of white space and punctuation is as good as a space, so that a file called
 * pine_hollow-lesson4.mp4 does contain "Pine Hollow".
 *
 * A telephone number is taken to be one with ten digits of its own, as in North America, perhaps
 * with +1 before it, in groups of three, three and four; or a plus sign and 8 to 15 digits. Years,
 * scores, times and page numbers are shorter or grouped otherwise.
 */
#define G_LOG_DOMAIN "vouch-identifier-scan"

#include "config.h"
#include "vouch-identifier-scan.h"

#include <string.h>

static gboolean
is_letter (const char *p)
{
  return (guchar) *p < 0x80 ? g_ascii_isalnum (*p) : g_unichar_isalnum (g_utf8_get_char (p));
}

static gunichar
fold (const char *p)
{
  return (guchar) *p < 0x80 ? (gunichar) g_ascii_tolower (*p)
                            : g_unichar_tolower (g_utf8_get_char (p));
}

static const char *
skip_gap (const char *p)
{
  while (*p != '\0' && !is_letter (p))
    p = g_utf8_next_char (p);
  return p;
}

/* Where @words end that stand at the beginning of @text, up to the end of a word; NULL if they do
 * not. */
static const char *
begins_with (const char *text, const char *words)
{
  while (*words != '\0') {
    if (!is_letter (words)) {
      const char *next = skip_gap (words);

      if (*next != '\0' && (*text == '\0' || is_letter (text)))
        return NULL;
      words = next;
      if (*words != '\0')
        text = skip_gap (text);
      continue;
    }
    if (*text == '\0' || fold (text) != fold (words))
      return NULL;
    text = g_utf8_next_char (text);
    words = g_utf8_next_char (words);
  }
  return *text == '\0' || !is_letter (text) ? text : NULL;
}

static gboolean
begins_word (const char *text, const char *p)
{
  const char *before = p > text ? g_utf8_find_prev_char (text, p) : NULL;

  return before == NULL || !is_letter (before);
}

/* The next place at which a word with this first letter could begin. ASCII is searched with the
 * fast string functions: a check looks for every private word in every text. */
static const char *
find_letter (const char *p, gunichar first)
{
  const char both[] = { (char) first, g_ascii_toupper ((char) first), '\0' };

  if (first < 0x80)
    return strpbrk (p, both);
  while (*p != '\0' && fold (p) != first)
    p = g_utf8_next_char (p);
  return *p != '\0' ? p : NULL;
}

/**
 * vouch_scan_find_words:
 * @text: (nullable): valid UTF-8.
 * @words: a word or several.
 * @end: (out) (optional): where they end.
 *
 * Returns: (nullable): where @words begin in @text, as whole words and in any case; %NULL when they
 *   do not occur.
 */
const char *
vouch_scan_find_words (const char *text, const char *words, const char **end)
{
  const char *p;
  gunichar first;

  g_return_val_if_fail (words != NULL, NULL);

  words = skip_gap (words);
  if (text == NULL || *words == '\0')
    return NULL;
  first = fold (words);
  for (p = find_letter (text, first); p != NULL; p = find_letter (g_utf8_next_char (p), first)) {
    const char *stop = begins_with (p, words);

    if (stop == NULL || !begins_word (text, p))
      continue;
    if (end != NULL)
      *end = stop;
    return p;
  }
  return NULL;
}

static gboolean
is_mail_letter (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".-_+%", c) != NULL);
}

/**
 * vouch_scan_find_email:
 * @text: (nullable): valid UTF-8.
 *
 * Returns: (transfer full) (nullable): the first e-mail address in @text, or %NULL.
 */
char *
vouch_scan_find_email (const char *text)
{
  for (const char *at = text != NULL ? strchr (text, '@') : NULL; at != NULL;
       at = strchr (at + 1, '@')) {
    const char *start = at, *end = at + 1, *dot = NULL;

    while (start > text && is_mail_letter (start[-1]))
      start--;
    for (; g_ascii_isalnum (*end) || *end == '-' || *end == '.'; end++)
      if (*end == '.' && g_ascii_isalpha (end[1]) && end > at + 1)
        dot = end;
    while (end > at && end[-1] == '.')
      end--;
    if (start < at && dot != NULL && end - dot > 2)
      return g_strndup (start, (gsize) (end - start));
  }
  return NULL;
}

/* Takes exactly @count digits, after at most two of the signs between groups. */
static const char *
take_digits (const char *p, guint count)
{
  for (guint signs = 0; signs < 2 && *p != '\0' && strchr (" .-()/", *p) != NULL; signs++)
    p++;
  for (guint i = 0; i < count; i++, p++)
    if (!g_ascii_isdigit (*p))
      return NULL;
  return p;
}

static const char *
match_grouped (const char *p)
{
  const char *start = p;

  if (g_str_has_prefix (p, "+1"))
    p += 2;
  p = take_digits (p, 3);
  /* Ten digits in a row are as likely an order number: some sign has to part them. */
  if (p == NULL || *p == '\0' || strchr (" .-)/", *p) == NULL)
    return NULL;
  p = take_digits (p, 3);
  if (p == NULL || *p == '\0' || strchr (" .-/", *p) == NULL)
    return NULL;
  p = take_digits (p, 4);
  return p != NULL && p > start && !g_ascii_isalnum (*p) ? p : NULL;
}

static const char *
match_international (const char *p)
{
  guint digits = 0;

  if (*p != '+' || !g_ascii_isdigit (p[1]))
    return NULL;
  for (p++; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p))
      digits++;
    else if (strchr (" -()./", *p) == NULL ||
             !(g_ascii_isdigit (p[1]) || p[1] == '(' || p[1] == ' '))
      break;
  }
  return digits >= 8 && digits <= 15 ? p : NULL;
}

/**
 * vouch_scan_find_phone:
 * @text: (nullable): valid UTF-8.
 *
 * Returns: (transfer full) (nullable): the first telephone number in @text, or %NULL.
 */
char *
vouch_scan_find_phone (const char *text)
{
  const char *p = text != NULL ? strpbrk (text, "+(0123456789") : NULL;

  for (; p != NULL; p = strpbrk (p + 1, "+(0123456789")) {
    char before = p > text ? p[-1] : ' ';
    const char *end;

    if (g_ascii_isalnum (before) || before == '.' || before == '-')
      continue;
    end = match_grouped (p);
    if (end == NULL)
      end = match_international (p);
    if (end != NULL)
      return g_strndup (p, (gsize) (end - p));
  }
  return NULL;
}
