/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words are runs of letters, or of digits; an apostrophe, a hyphen, an underscore and the border
 * between letters and digits part them, so that “Lena's”, “Lena-Marie” and “lena2.jpg” all hold the
 * word “lena”. On demand a capital after a small letter parts as well (“LenaMeyer.pdf”).
 *
 * Two words are the same when they are after Unicode compatibility decomposition, without the marks
 * on letters, and case-folded. A few letters that Unicode does not take apart are written as people
 * do who do not have them on the keyboard: ø as o, ł as l, đ as d, æ as ae, œ as oe, þ as th.
 */
#define G_LOG_DOMAIN "vouch-word-list"

#include "config.h"
#include "vouch-word-list.h"

#include <string.h>

typedef struct {
  gsize start;
  gsize end;
  gsize folded; /* where its folded form begins in the pool */
  VouchWordFlags flags;
} Word;

struct _VouchWordList {
  GArray *words;
  GString *pool;
};

static const struct {
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x00f8, "o" },  { 0x0142, "l" },  { 0x0111, "d" }, { 0x00e6, "ae" },
  { 0x0153, "oe" }, { 0x00fe, "th" }, { 0x00f0, "d" }, { 0x0131, "i" },
};

static void
append_folded (GString *pool, const char *word, gsize length)
{
  g_autofree char *apart = g_utf8_normalize (word, (gssize) length, G_NORMALIZE_ALL);
  g_autofree char *small = apart != NULL ? g_utf8_casefold (apart, -1) : NULL;

  for (const char *p = small; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);
    const char *plain = NULL;

    if (g_unichar_ismark (letter))
      continue;
    for (gsize i = 0; letter >= 0x80 && i < G_N_ELEMENTS (plain_letters); i++)
      if (plain_letters[i].letter == letter)
        plain = plain_letters[i].plain;
    if (plain != NULL)
      g_string_append (pool, plain);
    else
      g_string_append_unichar (pool, letter);
  }
}

static void
add_word (VouchWordList *self, const char *text, Word *word, gboolean ascii)
{
  word->folded = self->pool->len;
  if (ascii)
    for (gsize i = word->start; i < word->end; i++)
      g_string_append_c (self->pool, g_ascii_tolower (text[i]));
  else
    append_folded (self->pool, text + word->start, word->end - word->start);
  g_string_append_c (self->pool, '\0');
  g_array_append_val (self->words, *word);
}

typedef enum { KIND_GAP, KIND_LETTER, KIND_DIGIT } Kind;

static Kind
kind_of (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char) c)   ? KIND_LETTER
           : g_ascii_isdigit ((char) c) ? KIND_DIGIT
                                        : KIND_GAP;
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return KIND_LETTER;
  return g_unichar_isdigit (c) ? KIND_DIGIT : KIND_GAP;
}

static void
cut (VouchWordList *self, const char *text, gboolean split_humps)
{
  const char *p = text;

  while (*p != '\0') {
    Kind kind = kind_of (g_utf8_get_char (p));
    gboolean small = FALSE, ascii = TRUE;
    Word word = { .start = (gsize) (p - text), .flags = VOUCH_WORD_ALL_CAPITALS };

    if (kind == KIND_GAP) {
      p = g_utf8_next_char (p);
      continue;
    }
    if (g_unichar_isupper (g_utf8_get_char (p)))
      word.flags |= VOUCH_WORD_CAPITAL;
    for (; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);

      if (kind_of (c) != kind || (split_humps && small && g_unichar_isupper (c)))
        break;
      small = !g_unichar_isupper (c) && !g_unichar_ismark (c);
      ascii = ascii && c < 0x80;
      if (small)
        word.flags &= ~VOUCH_WORD_ALL_CAPITALS;
    }
    word.end = (gsize) (p - text);
    add_word (self, text, &word, ascii);
  }
}

/**
 * vouch_word_list_new:
 * @text: valid UTF-8.
 * @split_humps: whether a capital after a small letter begins a word, as in names of files.
 *
 * Returns: (transfer full): the words.
 */
VouchWordList *
vouch_word_list_new (const char *text, gboolean split_humps)
{
  VouchWordList *self = g_new0 (VouchWordList, 1);

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->pool = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, self);

  cut (self, text, split_humps);
  return self;
}

/**
 * vouch_word_list_free:
 * @self: (nullable) (transfer full): words.
 *
 * Frees them.
 */
void
vouch_word_list_free (VouchWordList *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->words);
  g_string_free (self->pool, TRUE);
  g_free (self);
}

/**
 * vouch_word_list_get_length:
 * @self: words.
 *
 * Returns: how many there are.
 */
guint
vouch_word_list_get_length (VouchWordList *self)
{
  return self->words->len;
}

/**
 * vouch_word_list_get:
 * @self: words.
 * @index: which one.
 *
 * Returns: (transfer none): its folded form.
 */
const char *
vouch_word_list_get (VouchWordList *self, guint index)
{
  return self->pool->str + g_array_index (self->words, Word, index).folded;
}

/**
 * vouch_word_list_get_range:
 * @self: words.
 * @index: which one.
 * @start: (out): where it begins, in bytes.
 * @end: (out): where it ends, in bytes.
 *
 * Says where the word stands in the text.
 */
void
vouch_word_list_get_range (VouchWordList *self, guint index, gsize *start, gsize *end)
{
  *start = g_array_index (self->words, Word, index).start;
  *end = g_array_index (self->words, Word, index).end;
}

/**
 * vouch_word_list_get_flags:
 * @self: words.
 * @index: which one.
 *
 * Returns: how it is written.
 */
VouchWordFlags
vouch_word_list_get_flags (VouchWordList *self, guint index)
{
  return g_array_index (self->words, Word, index).flags;
}
