/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-excerpt"

#include "config.h"
#include "vouch-excerpt.h"

#include <string.h>

/*
 * Words as the search index sees them (SQLite's unicode61 with remove_diacritics 2): runs of letters
 * and digits, without case and accents. Everything else, the character that stands for an inline
 * citation among it, only separates.
 */

/* Whoever looks for more words than these has pasted a page. */
#define MOST_WORDS 8

/* A document is looked through so far for the place to show. */
#define MOST_LOOKED_AT (64 * 1024)

/* How much is shown before the first word that fits. */
#define LEAD_IN 40

/* The next word from @at on; whether there is one. */
static gboolean
next_word (const char *at, const char **start, const char **end)
{
  while (*at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  *start = at;
  while (*at != '\0') {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
      break;
    at = g_utf8_next_char (at);
  }
  *end = at;
  return *end > *start;
}

static char *
fold_word (const char *start, const char *end)
{
  g_autofree char *apart = g_utf8_normalize (start, end - start, G_NORMALIZE_DEFAULT);
  g_autofree char *lower = apart != NULL ? g_utf8_casefold (apart, -1) : NULL;
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = lower; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (word, g_utf8_get_char (at));
  return g_string_free (g_steal_pointer (&word), FALSE);
}

static gboolean
begins_ascii (const char *start, const char *end, const char *folded, gboolean *is_ascii)
{
  const char *at = start;

  *is_ascii = TRUE;
  for (const char *c = start; c < end; c++)
    if ((*c & 0x80) != 0) {
      *is_ascii = FALSE;
      return FALSE;
    }
  for (; *folded != '\0'; folded++, at++)
    if (at == end || g_ascii_tolower (*at) != *folded)
      return FALSE;
  return TRUE;
}

/* Whether the word begins with any of the folded ones. */
static gboolean
word_fits (const char *start, const char *end, const char *const *folded)
{
  g_autofree char *word = NULL;

  for (guint i = 0; folded[i] != NULL; i++) {
    gboolean is_ascii;

    if (begins_ascii (start, end, folded[i], &is_ascii))
      return TRUE;
    if (is_ascii)
      continue;
    if (word == NULL)
      word = fold_word (start, end);
    if (g_str_has_prefix (word, folded[i]))
      return TRUE;
  }
  return FALSE;
}

static GStrv
fold_words (const char *const *words)
{
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *word = fold_word (words[i], words[i] + strlen (words[i]));

    g_strv_builder_add (folded, word);
  }
  return g_strv_builder_end (folded);
}

/**
 * vouch_excerpt_words:
 * @typed: (nullable): what somebody typed.
 *
 * Returns: (transfer full): the words in it, the first eight.
 */
GStrv
vouch_excerpt_words (const char *typed)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *whole =
      typed != NULL ? g_utf8_normalize (typed, -1, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
  guint n = 0;

  for (const char *at = whole; at != NULL && *at != '\0' && n < MOST_WORDS;) {
    const char *start = at;

    while (*at != '\0' && g_unichar_isalnum (g_utf8_get_char (at)))
      at = g_utf8_next_char (at);
    if (at > start) {
      g_autofree char *word = g_strndup (start, (gsize) (at - start));

      g_strv_builder_add (words, word);
      n++;
    } else {
      at = g_utf8_next_char (at);
    }
  }
  return g_strv_builder_end (words);
}

/**
 * vouch_excerpt_fold:
 * @text: (nullable): a text.
 *
 * Returns: (transfer full): its words without case and accents, with a space before each.
 */
char *
vouch_excerpt_fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *start, *end;

  for (const char *at = text; at != NULL && next_word (at, &start, &end); at = end) {
    g_autofree char *word = fold_word (start, end);

    g_string_append_printf (folded, " %s", word);
  }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/**
 * vouch_excerpt_fits:
 * @folded: what vouch_excerpt_fold() made.
 * @words: (array zero-terminated=1): words to look for.
 *
 * Returns: whether each of @words begins a word of the text.
 */
gboolean
vouch_excerpt_fits (const char *folded, const char *const *words)
{
  g_return_val_if_fail (folded != NULL && words != NULL, FALSE);

  for (guint i = 0; words[i] != NULL; i++) {
    g_autofree char *word = fold_word (words[i], words[i] + strlen (words[i]));
    g_autofree char *spaced = g_strconcat (" ", word, NULL);

    if (strstr (folded, spaced) == NULL)
      return FALSE;
  }
  return words[0] != NULL;
}

/* Where the longest of the words is that occur: it says most about the place. */
static const char *
find_first (const char *text, const char *const *folded)
{
  const char *found = text, *start, *end;
  gsize longest = 0;

  for (guint i = 0; folded[i] != NULL; i++) {
    const char *const one[] = { folded[i], NULL };
    gsize length = strlen (folded[i]);

    for (const char *at = text;
         length > longest && at - text < MOST_LOOKED_AT && next_word (at, &start, &end); at = end)
      if (word_fits (start, end, one)) {
        found = start;
        longest = length;
      }
  }
  return found;
}

/* One line, without the characters that stand for something that is not there. */
static char *
plain (const char *start, guint most, gboolean *cut)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;
  gboolean was_space = TRUE;

  for (; *start != '\0' && n < most; start = g_utf8_next_char (start)) {
    gunichar c = g_utf8_get_char (start);
    gboolean is_space = g_unichar_isspace (c) || g_unichar_iscntrl (c);

    if (c == 0xfffc || (is_space && was_space))
      continue;
    g_string_append_unichar (line, is_space ? ' ' : c);
    was_space = is_space;
    n++;
  }
  *cut = *start != '\0';
  return g_strchomp (g_string_free (g_steal_pointer (&line), FALSE));
}

/**
 * vouch_excerpt_cut:
 * @text: (nullable): a text.
 * @words: (array zero-terminated=1): words that were looked for.
 * @most: how many characters at most.
 *
 * Returns: (transfer full): one line of the text, where the longest of @words is that occur in it.
 */
char *
vouch_excerpt_cut (const char *text, const char *const *words, guint most)
{
  g_auto (GStrv) folded = NULL;
  g_autofree char *line = NULL;
  const char *from, *begin;
  gboolean cut;

  g_return_val_if_fail (words != NULL, NULL);

  if (text == NULL)
    return g_strdup ("");
  folded = fold_words (words);
  from = begin = find_first (text, (const char *const *) folded);
  for (guint i = 0; i < MIN (LEAD_IN, most / 3) && begin > text; i++)
    begin = g_utf8_prev_char (begin);
  /* Begin with a whole word. */
  while (begin > text && begin < from && !g_unichar_isspace (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  line = plain (begin, most, &cut);
  return g_strconcat (begin > text ? "…" : "", line, cut ? "…" : "", NULL);
}

/**
 * vouch_excerpt_markup:
 * @text: (nullable): a text.
 * @words: (array zero-terminated=1): words that were looked for.
 *
 * Returns: (transfer full): the text as Pango markup, the words that fit in bold.
 */
char *
vouch_excerpt_markup (const char *text, const char *const *words)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_auto (GStrv) folded = NULL;
  const char *start, *end, *done = text;

  g_return_val_if_fail (words != NULL, NULL);

  folded = fold_words (words);
  for (const char *at = text; at != NULL && next_word (at, &start, &end); at = end) {
    g_autofree char *before = NULL;
    g_autofree char *word = NULL;

    if (!word_fits (start, end, (const char *const *) folded))
      continue;
    before = g_markup_escape_text (done, start - done);
    word = g_markup_escape_text (start, end - start);
    g_string_append_printf (markup, "%s<b>%s</b>", before, word);
    done = end;
  }
  if (done != NULL) {
    g_autofree char *rest = g_markup_escape_text (done, -1);

    g_string_append (markup, rest);
  }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}
