/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-text-diff"

#include "config.h"
#include "vouch-text-diff.h"

#include <string.h>

/*
 * Two texts compared word by word.
 *
 * A token is a word or the blanks between two words.  What both begin and end with is put aside; words
 * that occur once in each are the joints (the patience method of Bram Cohen: those that keep their
 * order, by the longest increasing sequence), and the same is done between two joints.  Where there are
 * no joints, the shortest script is looked for (Eugene Myers, An O(ND) Difference Algorithm, 1986), up
 * to a number of differences beyond which the piece counts as written anew.  So the work is bounded by
 * the number of words, times MOST_DIFFERENCES where nothing helps.
 */

/* As many as a long paragraph has words; the trace then takes 1.3 MB. */
#define MOST_DIFFERENCES 400

/* Joints within joints; texts need four or five. */
#define DEEPEST 64

typedef struct {
  GArray *starts; /* (element-type gsize), one more than there are tokens */
  GArray *words;  /* (element-type guint), the same number for the same token */
} Tokens;

typedef struct {
  Tokens a, b;
  guint8 *gone;  /* for each token of a, whether it is not in b */
  guint8 *fresh; /* for each token of b, whether it is not in a */
} Diff;

typedef struct {
  guint begin, end;
} Span;

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c);
}

static void
split (Tokens *tokens, const char *text, GHashTable *numbers)
{
  const char *start = text;

  tokens->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  tokens->words = g_array_new (FALSE, FALSE, sizeof (guint));
  while (*start != '\0') {
    gboolean blank = is_blank (g_utf8_get_char (start));
    const char *end = g_utf8_next_char (start);
    gsize offset = (gsize) (start - text);
    char *word;
    guint number;

    while (*end != '\0' && is_blank (g_utf8_get_char (end)) == blank)
      end = g_utf8_next_char (end);
    word = g_strndup (start, (gsize) (end - start));
    number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, word));
    if (number == 0) {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, word, GUINT_TO_POINTER (number));
    } else {
      g_free (word);
    }
    g_array_append_val (tokens->starts, offset);
    g_array_append_val (tokens->words, number);
    start = end;
  }
  {
    gsize length = (gsize) (start - text);

    g_array_append_val (tokens->starts, length);
  }
}

static guint
word (const Tokens *tokens, guint index)
{
  return g_array_index (tokens->words, guint, index);
}

static void
mark (guint8 *marks, Span span)
{
  for (guint i = span.begin; i < span.end; i++)
    marks[i] = TRUE;
}

/* How far down the diagonals one gets with one more difference (Myers, figure 2). */
static gboolean
reach (const Diff *diff, Span a, Span b, int d, int *furthest, int middle)
{
  int n = (int) (a.end - a.begin), m = (int) (b.end - b.begin);

  for (int k = -d; k <= d; k += 2) {
    int *v = furthest + middle + k;
    int x = k == -d || (k != d && v[-1] < v[1]) ? v[1] : v[-1] + 1;
    int y = x - k;

    while (x < n && y < m && y >= 0 &&
           word (&diff->a, a.begin + (guint) x) == word (&diff->b, b.begin + (guint) y)) {
      x++;
      y++;
    }
    *v = x;
    if (x >= n && y >= m)
      return TRUE;
  }
  return FALSE;
}

/* Walks back through what was reached with 0, 1, … d differences. */
static void
walk_back (Diff *diff, Span a, Span b, int d, GPtrArray *trace, int middle)
{
  int x = (int) (a.end - a.begin), y = (int) (b.end - b.begin);

  for (; d > 0; d--) {
    const int *before = g_ptr_array_index (trace, d - 1);
    int k = x - y;
    const int *v = before + middle + k;
    gboolean down = k == -d || (k != d && v[-1] < v[1]);
    int from_x = down ? v[1] : v[-1];
    int from_y = from_x - (down ? k + 1 : k - 1);

    if (down)
      diff->fresh[b.begin + (guint) from_y] = TRUE;
    else
      diff->gone[a.begin + (guint) from_x] = TRUE;
    x = from_x;
    y = from_y;
  }
}

static void
compare_shortest (Diff *diff, Span a, Span b)
{
  int most = (int) MIN (MOST_DIFFERENCES, (a.end - a.begin) + (b.end - b.begin));
  int middle = most + 1;
  gsize size = (gsize) (2 * most + 3);
  g_autoptr (GPtrArray) trace = g_ptr_array_new_with_free_func (g_free);
  g_autofree int *furthest = g_new0 (int, size);

  for (int d = 0; d <= most; d++) {
    if (reach (diff, a, b, d, furthest, middle)) {
      walk_back (diff, a, b, d, trace, middle);
      return;
    }
    g_ptr_array_add (trace, g_memdup2 (furthest, size * sizeof (int)));
  }
  mark (diff->gone, a);
  mark (diff->fresh, b);
}

typedef struct {
  guint a, b;
  int before; /* the joint before it in the longest sequence, -1 for none */
} Joint;

/* Words that occur once in each span, in the order of a. */
static GArray *
find_unique (const Diff *diff, Span a, Span b)
{
  typedef struct {
    guint in_a, in_b, at;
  } Count;
  GArray *joints = g_array_new (FALSE, FALSE, sizeof (Joint));
  g_autoptr (GHashTable) counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = a.begin; i < a.end; i++) {
    gpointer key = GUINT_TO_POINTER (word (&diff->a, i));
    Count *count = g_hash_table_lookup (counts, key);

    if (count == NULL)
      g_hash_table_insert (counts, key, count = g_new0 (Count, 1));
    count->in_a++;
  }
  for (guint i = b.begin; i < b.end; i++) {
    Count *count = g_hash_table_lookup (counts, GUINT_TO_POINTER (word (&diff->b, i)));

    if (count != NULL) {
      count->in_b++;
      count->at = i;
    }
  }
  for (guint i = a.begin; i < a.end; i++) {
    Count *count = g_hash_table_lookup (counts, GUINT_TO_POINTER (word (&diff->a, i)));
    Joint joint = { i, count->at, -1 };

    if (count->in_a == 1 && count->in_b == 1)
      g_array_append_val (joints, joint);
  }
  return joints;
}

/* The index of the last joint of the longest sequence that rises in b too, -1 when there is none. */
static int
find_longest_rise (GArray *joints)
{
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) joints->len; i++) {
    Joint *joint = &g_array_index (joints, Joint, i);
    guint low = 0, high = tops->len;

    while (low < high) {
      guint half = (low + high) / 2;

      if (g_array_index (joints, Joint, g_array_index (tops, int, half)).b < joint->b)
        low = half + 1;
      else
        high = half;
    }
    joint->before = low > 0 ? g_array_index (tops, int, low - 1) : -1;
    if (low == tops->len)
      g_array_append_val (tops, i);
    else
      g_array_index (tops, int, low) = i;
  }
  return tops->len > 0 ? g_array_index (tops, int, tops->len - 1) : -1;
}

static void
compare (Diff *diff, Span a, Span b, guint depth)
{
  g_autoptr (GArray) joints = NULL;
  int last;

  while (a.begin < a.end && b.begin < b.end &&
         word (&diff->a, a.begin) == word (&diff->b, b.begin)) {
    a.begin++;
    b.begin++;
  }
  while (a.begin < a.end && b.begin < b.end &&
         word (&diff->a, a.end - 1) == word (&diff->b, b.end - 1)) {
    a.end--;
    b.end--;
  }
  if (a.begin == a.end || b.begin == b.end) {
    mark (diff->gone, a);
    mark (diff->fresh, b);
    return;
  }
  joints = find_unique (diff, a, b);
  last = depth < DEEPEST ? find_longest_rise (joints) : -1;
  if (last < 0) {
    compare_shortest (diff, a, b);
    return;
  }
  for (; last >= 0; last = g_array_index (joints, Joint, last).before) {
    Joint joint = g_array_index (joints, Joint, last);

    compare (diff, (Span){ joint.a + 1, a.end }, (Span){ joint.b + 1, b.end }, depth + 1);
    a.end = joint.a;
    b.end = joint.b;
  }
  compare (diff, a, b, depth + 1);
}

static void
add_piece (GPtrArray *pieces, VouchTextPieceKind kind, const char *start, gsize length)
{
  VouchTextPiece *piece;

  if (length == 0)
    return;
  piece = g_new0 (VouchTextPiece, 1);
  piece->kind = kind;
  piece->text = g_strndup (start, length);
  g_ptr_array_add (pieces, piece);
}

static gsize
token_start (const Tokens *tokens, guint index)
{
  return g_array_index (tokens->starts, gsize, index);
}

/* Blanks between two changed words change with them, unless a line ends there. */
static gboolean
is_glue (const Diff *diff, const char *text, guint i, guint j)
{
  gsize start = token_start (&diff->a, i), end = token_start (&diff->a, i + 1);

  return is_blank (g_utf8_get_char (text + start)) &&
         memchr (text + start, '\n', end - start) == NULL && i + 1 < diff->a.words->len &&
         j + 1 < diff->b.words->len && (diff->gone[i + 1] || diff->fresh[j + 1]);
}

static GPtrArray *
gather (const Diff *diff, const char *before, const char *after)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_text_piece_free);
  guint n = diff->a.words->len, m = diff->b.words->len, i = 0, j = 0;

  while (i < n || j < m) {
    guint from_i = i, from_j = j;
    gsize a, b;

    while (i < n && j < m && !diff->gone[i] && !diff->fresh[j]) {
      i++;
      j++;
    }
    a = token_start (&diff->a, from_i);
    add_piece (pieces, VOUCH_TEXT_PIECE_SAME, before + a, token_start (&diff->a, i) - a);
    from_i = i;
    from_j = j;
    while ((i < n && diff->gone[i]) || (j < m && diff->fresh[j])) {
      while (i < n && diff->gone[i])
        i++;
      while (j < m && diff->fresh[j])
        j++;
      if (i < n && j < m && is_glue (diff, before, i, j)) {
        i++;
        j++;
      }
    }
    a = token_start (&diff->a, from_i);
    b = token_start (&diff->b, from_j);
    add_piece (pieces, VOUCH_TEXT_PIECE_REMOVED, before + a, token_start (&diff->a, i) - a);
    add_piece (pieces, VOUCH_TEXT_PIECE_ADDED, after + b, token_start (&diff->b, j) - b);
  }
  return pieces;
}

static void
tokens_clear (Tokens *tokens)
{
  g_array_unref (tokens->starts);
  g_array_unref (tokens->words);
}

/**
 * vouch_text_piece_free:
 * @self: (transfer full) (nullable): a piece.
 *
 * Frees it.
 */
void
vouch_text_piece_free (VouchTextPiece *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * vouch_text_diff:
 * @before: (nullable): valid UTF-8.
 * @after: (nullable): valid UTF-8.
 *
 * Compares two texts word by word. The pieces that are the same or removed are @before, one after the
 * other; those that are the same or added are @after.
 *
 * Returns: (transfer full) (element-type VouchTextPiece): the pieces, none of them empty.
 */
GPtrArray *
vouch_text_diff (const char *before, const char *after)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Diff diff = { 0 };
  GPtrArray *pieces;

  before = before != NULL ? before : "";
  after = after != NULL ? after : "";
  split (&diff.a, before, numbers);
  split (&diff.b, after, numbers);
  diff.gone = g_new0 (guint8, diff.a.words->len + 1);
  diff.fresh = g_new0 (guint8, diff.b.words->len + 1);
  compare (&diff, (Span){ 0, diff.a.words->len }, (Span){ 0, diff.b.words->len }, 0);
  pieces = gather (&diff, before, after);
  tokens_clear (&diff.a);
  tokens_clear (&diff.b);
  g_free (diff.gone);
  g_free (diff.fresh);
  return pieces;
}
