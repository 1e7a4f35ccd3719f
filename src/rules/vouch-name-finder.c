/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for the names of a ledger in a text.
 *
 * A name is made into patterns, each a row of words with what it tells (see vouch-word-list.c for
 * what a word is). Of a person called “Lena Marie Meyer-Schulz”:
 *
 *   full name    “Lena Marie Meyer Schulz”, “Lena Meyer Schulz”, “Meyer Schulz Lena”, and the family
 *                name alone, whole and each half: it tells as much as the full name does
 *   first name   “Lena”, “Marie”, and each half of a double one
 *   initials     “L. M. M.”, “LMM”, “L. M.”, “LM”; in capitals, and with a dot after the first where they
 *                stand apart
 *
 * A name of one word is a first name. Words that only lead to a family name (“von”, “de la”) are no
 * name by themselves, nor is a single letter. Ä, ö, ü are found as ae, oe, ue too. A few first names
 * are everyday words as well (“will”, “may”): those count only where they are written as a name, with
 * a capital. Names of the school and the like are one pattern each, all their words in a row.
 *
 * The text is cut into words once, and each word looked up in a table, so that the time does not
 * grow with the number of names. Of several patterns at a place the longest counts.
 */
#define G_LOG_DOMAIN "vouch-name-finder"

#include "config.h"
#include "vouch-name-finder.h"

#include <string.h>

#include "vouch-accessors.h"
#include "vouch-word-list.h"

#define MAX_GAP 6

typedef enum {
  PATTERN_PLAIN,
  PATTERN_CAPITAL, /* counts only with a capital */
  PATTERN_INITIALS,
} PatternKind;

typedef struct {
  char **words;
  guint n_words;
  PatternKind kind;
  VouchNameLevel level; /* of a person */
  const char *mask;     /* interned; NULL for a person */
  const char *key;      /* owned by the finder */
} Pattern;

struct _VouchNameFinder {
  GHashTable *patterns; /* first word → GPtrArray of Pattern */
  GPtrArray *keys;
  GHashTable *dismissed;
};

VOUCH_DEFINE_ENUM_NAMES (VouchNameLevel,
                         vouch_name_level,
                         { "none", VOUCH_NAME_LEVEL_NONE },
                         { "pseudonym", VOUCH_NAME_LEVEL_PSEUDONYM },
                         { "initials", VOUCH_NAME_LEVEL_INITIALS },
                         { "firstName", VOUCH_NAME_LEVEL_FIRST_NAME },
                         { "fullName", VOUCH_NAME_LEVEL_FULL_NAME })

static const char *const leading_words[] = { "al",  "bin", "bint", "da",  "de",  "del", "della",
                                             "den", "der", "di",   "do",  "dos", "du",  "el",
                                             "la",  "las", "le",   "los", "mac", "san", "st",
                                             "ten", "ter", "van",  "vom", "von", "y",   "zu",
                                             "zum", "zur", NULL };

static const char *const everyday_words[] = {
  "ace",   "angel", "april", "art",   "august", "autumn",  "baker", "bell",    "bill",   "black",
  "brook", "brown", "chase", "clay",  "cook",   "crystal", "daisy", "dale",    "dawn",   "day",
  "dean",  "drew",  "earl",  "faith", "field",  "fisher",  "flora", "ford",    "forest", "frank",
  "gay",   "gene",  "glen",  "grace", "grant",  "gray",    "green", "guy",     "hall",   "harmony",
  "hazel", "heath", "hill",  "holly", "hope",   "hunter",  "iris",  "ivy",     "jack",   "jade",
  "joy",   "june",  "king",  "lane",  "lee",    "lily",    "long",  "love",    "major",  "mark",
  "mason", "may",   "mercy", "miles", "miller", "moon",    "nick",  "olive",   "page",   "park",
  "pat",   "peace", "pearl", "penny", "pierce", "price",   "ray",   "read",    "reed",   "rich",
  "river", "rob",   "rock",  "rose",  "ruby",   "sage",    "scout", "self",    "sky",    "small",
  "smith", "stone", "storm", "sue",   "summer", "taylor",  "tim",   "trinity", "victor", "violet",
  "ward",  "wells", "west",  "white", "will",   "winter",  "wood",  "young",   NULL
};

static void
pattern_free (gpointer data)
{
  Pattern *pattern = data;

  g_strfreev (pattern->words);
  g_free (pattern);
}

static gboolean
is_everyday (GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (!g_strv_contains (everyday_words, g_ptr_array_index (words, i)))
      return FALSE;
  return TRUE;
}

static void
add_pattern (VouchNameFinder *self,
             GPtrArray *words,
             PatternKind kind,
             VouchNameLevel level,
             const char *mask,
             const char *key)
{
  Pattern *pattern;
  GPtrArray *list;

  if (words->len == 0)
    return;
  if (kind == PATTERN_PLAIN && mask == NULL && is_everyday (words))
    kind = PATTERN_CAPITAL;
  pattern = g_new0 (Pattern, 1);
  pattern->words = g_new0 (char *, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    pattern->words[i] = g_strdup (g_ptr_array_index (words, i));
  pattern->n_words = words->len;
  pattern->kind = kind;
  pattern->level = level;
  pattern->mask = mask;
  pattern->key = key;
  list = g_hash_table_lookup (self->patterns, pattern->words[0]);
  if (list == NULL) {
    list = g_ptr_array_new_with_free_func (pattern_free);
    g_hash_table_insert (self->patterns, g_strdup (pattern->words[0]), list);
  }
  g_ptr_array_add (list, pattern);
}

/* A person under way: the words of the name, and which of them belong to one another. */
typedef struct {
  VouchNameFinder *finder;
  const char *key;
  GPtrArray *names; /* (element-type GPtrArray): each blank-separated name with its words */
} Person;

static void
append_name (GPtrArray *words, GPtrArray *name)
{
  for (guint i = 0; i < name->len; i++)
    g_ptr_array_add (words, g_ptr_array_index (name, i));
}

static void
add_row (Person *person, const guint *order, guint n, VouchNameLevel level)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    append_name (words, g_ptr_array_index (person->names, order[i]));
  add_pattern (person->finder, words, PATTERN_PLAIN, level, NULL, person->key);
}

static gboolean
is_name_alone (const char *word)
{
  return g_utf8_strlen (word, -1) > 1 && !g_strv_contains (leading_words, word);
}

/* One name by itself: whole, each half of a double one, and written as one word. */
static void
add_alone (Person *person, GPtrArray *name, VouchNameLevel level)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GString) joined = g_string_new (NULL);

  if (name->len == 1 && !is_name_alone (g_ptr_array_index (name, 0)))
    return;
  add_pattern (person->finder, name, PATTERN_PLAIN, level, NULL, person->key);
  if (name->len == 1)
    return;
  for (guint i = 0; i < name->len; i++) {
    const char *word = g_ptr_array_index (name, i);

    g_string_append (joined, word);
    if (!is_name_alone (word) || g_utf8_strlen (word, -1) < 3)
      continue;
    g_ptr_array_set_size (one, 0);
    g_ptr_array_add (one, (char *) word);
    add_pattern (person->finder, one, PATTERN_PLAIN, level, NULL, person->key);
  }
  g_ptr_array_set_size (one, 0);
  g_ptr_array_add (one, joined->str);
  add_pattern (person->finder, one, PATTERN_PLAIN, level, NULL, person->key);
}

static void
add_initials (Person *person, gboolean all)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) together = g_ptr_array_new ();
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < person->names->len; i++) {
    GPtrArray *name = g_ptr_array_index (person->names, i);
    const char *word = g_ptr_array_index (name, 0);
    char *letter = g_strndup (word, (gsize) (g_utf8_next_char (word) - word));

    if (!all && i > 0 && i + 1 < person->names->len) {
      g_free (letter);
      continue;
    }
    g_string_append (joined, letter);
    g_ptr_array_add (letters, letter);
  }
  g_ptr_array_add (together, joined->str);
  add_pattern (person->finder, letters, PATTERN_INITIALS, VOUCH_NAME_LEVEL_INITIALS, NULL,
               person->key);
  add_pattern (person->finder, together, PATTERN_INITIALS, VOUCH_NAME_LEVEL_INITIALS, NULL,
               person->key);
}

static void
add_patterns (Person *person)
{
  guint n = person->names->len;
  guint last = n - 1;
  g_autofree guint *order = g_new (guint, n + 1);

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    add_alone (person, g_ptr_array_index (person->names, i),
               i == last && n > 1 ? VOUCH_NAME_LEVEL_FULL_NAME : VOUCH_NAME_LEVEL_FIRST_NAME);
  if (n == 1)
    return;
  for (guint i = 0; i < n; i++)
    order[i] = i;
  add_row (person, order, n, VOUCH_NAME_LEVEL_FULL_NAME);
  order[0] = last;
  for (guint i = 1; i < n; i++)
    order[i] = i - 1;
  add_row (person, order, n, VOUCH_NAME_LEVEL_FULL_NAME);
  add_initials (person, TRUE);
  if (n == 2)
    return;
  add_row (person, (const guint[]){ 0, last }, 2, VOUCH_NAME_LEVEL_FULL_NAME);
  add_row (person, (const guint[]){ last, 0 }, 2, VOUCH_NAME_LEVEL_FULL_NAME);
  add_initials (person, FALSE);
}

static GPtrArray *
cut_name (const char *name)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (VouchWordList) list = vouch_word_list_new (name, FALSE);

  for (guint i = 0; i < vouch_word_list_get_length (list); i++)
    g_ptr_array_add (words, g_strdup (vouch_word_list_get (list, i)));
  return words;
}

/* “Meyer, Lena” is Lena Meyer. */
static char *
put_in_order (const char *name)
{
  const char *comma = strchr (name, ',');

  if (comma == NULL || comma == name || comma[1] == '\0')
    return g_strdup (name);
  return g_strdup_printf ("%s %.*s", comma + 1, (int) (comma - name), name);
}

static void
add_spelling (VouchNameFinder *self, const char *key, const char *name)
{
  Person person = { self, key,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref) };
  g_autofree char *ordered = put_in_order (name);
  g_auto (GStrv) parts = g_strsplit_set (ordered, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    GPtrArray *words = cut_name (parts[i]);

    if (words->len > 0)
      g_ptr_array_add (person.names, words);
    else
      g_ptr_array_unref (words);
  }
  if (person.names->len > 0)
    add_patterns (&person);
  g_ptr_array_unref (person.names);
}

/* As it is written where there are no umlauts on the keyboard; NULL when that is the same. */
static char *
write_umlauts_out (const char *name)
{
  static const char *const pairs[][2] = { { "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" },
                                          { "Ä", "Ae" }, { "Ö", "Oe" }, { "Ü", "Ue" },
                                          { "å", "aa" }, { "Å", "Aa" } };
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) text = g_string_new (composed);
  guint changed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    changed += g_string_replace (text, pairs[i][0], pairs[i][1], 0);
  return changed > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_person (VouchNameFinder *self, const char *key, const char *name)
{
  char *kept = g_strdup (key);
  g_autofree char *without = write_umlauts_out (name);

  if (kept != NULL)
    g_ptr_array_add (self->keys, kept);
  add_spelling (self, kept, name);
  if (without != NULL)
    add_spelling (self, kept, without);
}

static void
add_words (VouchNameFinder *self, VouchLedger *ledger)
{
  static const char *const kinds[] = VOUCH_LEDGER_WORDS;

  for (guint k = 0; kinds[k] != NULL; k++) {
    const char *const *words = vouch_ledger_get_words (ledger, kinds[k]);

    for (guint i = 0; words[i] != NULL; i++) {
      g_autoptr (GPtrArray) row = cut_name (words[i]);

      if (g_str_equal (kinds[k], VOUCH_LEDGER_COLLEAGUE))
        add_person (self, NULL, words[i]);
      else
        add_pattern (self, row, PATTERN_PLAIN, VOUCH_NAME_LEVEL_NONE, g_intern_string (kinds[k]),
                     NULL);
    }
  }
}

/**
 * vouch_name_finder_new:
 * @ledger: a ledger.
 *
 * Returns: (transfer full): its names, ready to be looked for.
 */
VouchNameFinder *
vouch_name_finder_new (VouchLedger *ledger)
{
  VouchNameFinder *self = g_new0 (VouchNameFinder, 1);
  g_auto (GStrv) dismissed = NULL;
  GPtrArray *classes;

  self->patterns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->dismissed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (VOUCH_IS_LEDGER (ledger), self);

  classes = vouch_ledger_get_classes (ledger);
  for (guint c = 0; c < classes->len; c++) {
    VouchClassList *list = g_ptr_array_index (classes, c);

    for (guint i = 0; i < vouch_class_list_get_n_students (list); i++) {
      const char *name, *key = vouch_class_list_get_student (list, i, &name);

      add_person (self, key, name);
    }
  }
  add_words (self, ledger);
  dismissed = vouch_ledger_list_dismissed (ledger);
  for (guint i = 0; dismissed[i] != NULL; i++)
    g_hash_table_add (self->dismissed, g_strdup (dismissed[i]));
  return self;
}

/**
 * vouch_name_finder_free:
 * @self: (nullable) (transfer full): a finder.
 *
 * Frees it.
 */
void
vouch_name_finder_free (VouchNameFinder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->patterns);
  g_hash_table_unref (self->dismissed);
  g_ptr_array_unref (self->keys);
  g_free (self);
}

/**
 * vouch_name_finder_is_dismissed:
 * @self: a finder.
 * @digest: the digest of a hit.
 *
 * Returns: whether somebody said that this is not the person.
 */
gboolean
vouch_name_finder_is_dismissed (VouchNameFinder *self, const char *digest)
{
  g_return_val_if_fail (self != NULL && digest != NULL, FALSE);

  return g_hash_table_contains (self->dismissed, digest);
}

/* One search. */
typedef struct {
  const char *text;
  VouchWordList *words;
  VouchNameLevel allowed;
  const char *const *masks;
} Search;

static gboolean
is_wanted (Search *search, Pattern *pattern)
{
  if (pattern->mask != NULL)
    return g_strv_contains (search->masks, pattern->mask);
  return pattern->level > search->allowed;
}

/* Whether only a short gap parts two words, and no paragraph; initials apart need a dot. */
static gboolean
is_joined (Search *search, guint index, gboolean initials)
{
  gsize start, end, next, next_end;
  gboolean dot = FALSE;
  guint lines = 0;

  vouch_word_list_get_range (search->words, index, &start, &end);
  vouch_word_list_get_range (search->words, index + 1, &next, &next_end);
  if (next - end > MAX_GAP)
    return FALSE;
  for (gsize i = end; i < next; i++) {
    dot = dot || search->text[i] == '.';
    lines += search->text[i] == '\n' || search->text[i] == '\f';
  }
  return lines < 2 && (!initials || dot);
}

static gboolean
fits (Search *search, Pattern *pattern, guint at)
{
  if (at + pattern->n_words > vouch_word_list_get_length (search->words))
    return FALSE;
  for (guint i = 0; i < pattern->n_words; i++) {
    VouchWordFlags flags = vouch_word_list_get_flags (search->words, at + i);

    if (pattern->kind == PATTERN_INITIALS && (flags & VOUCH_WORD_ALL_CAPITALS) == 0)
      return FALSE;
    if (pattern->kind == PATTERN_CAPITAL && (flags & VOUCH_WORD_CAPITAL) == 0)
      return FALSE;
    if (i > 0 && (strcmp (pattern->words[i], vouch_word_list_get (search->words, at + i)) != 0 ||
                  !is_joined (search, at + i - 1, pattern->kind == PATTERN_INITIALS)))
      return FALSE;
  }
  return TRUE;
}

static Pattern *
find_longest (VouchNameFinder *self, Search *search, guint at)
{
  GPtrArray *list = g_hash_table_lookup (self->patterns, vouch_word_list_get (search->words, at));
  Pattern *best = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    Pattern *pattern = g_ptr_array_index (list, i);

    if ((best == NULL || pattern->n_words > best->n_words) && is_wanted (search, pattern) &&
        fits (search, pattern, at))
      best = pattern;
  }
  return best;
}

static void
search_words (VouchNameFinder *self, Search *search, GArray *matches)
{
  guint n = vouch_word_list_get_length (search->words);

  for (guint i = 0; i < n; i++) {
    Pattern *pattern = find_longest (self, search, i);
    VouchNameMatch match = { 0 };
    gsize start, end;

    if (pattern == NULL)
      continue;
    vouch_word_list_get_range (search->words, i, &match.start, &end);
    i += pattern->n_words - 1;
    vouch_word_list_get_range (search->words, i, &start, &match.end);
    match.key = pattern->key;
    g_array_append_val (matches, match);
  }
}

/**
 * vouch_name_finder_find:
 * @self: a finder.
 * @text: valid UTF-8.
 * @is_file_name: whether a capital after a small letter begins a word.
 * @allowed: the strongest that may stand there about a person.
 * @masks: what else must not stand there: `earnerName`, `school`, `district`, `state`.
 *
 * Looks for whatever tells more than is allowed.
 *
 * Returns: (transfer full) (element-type VouchNameMatch): where it stands, in order.
 */
GArray *
vouch_name_finder_find (VouchNameFinder *self,
                        const char *text,
                        gboolean is_file_name,
                        VouchNameLevel allowed,
                        const char *const *masks)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (VouchNameMatch));

  g_return_val_if_fail (self != NULL && text != NULL && masks != NULL, matches);

  for (guint humps = 0; humps < (is_file_name ? 2 : 1); humps++) {
    g_autoptr (VouchWordList) words = vouch_word_list_new (text, humps == 1);
    Search search = { text, words, allowed, masks };

    search_words (self, &search, matches);
  }
  return matches;
}
