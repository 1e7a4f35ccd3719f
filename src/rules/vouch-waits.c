/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-waits"

#include "config.h"
#include "vouch-waits.h"

#include <glib/gi18n-lib.h>

/*
 * The wait after a turn is the silence from its end until anybody speaks again, whoever it is. Where
 * the teacher's mark ends inside a stretch of speech, because the next person went on at once, there
 * was no wait; a mark that ends a little early or late means the end of the stretch.
 */

#define LOOSE_MS 500

/* Where the turn really ends: at the end of the stretch of speech that its mark reaches into, or where
 * the mark says when much of that stretch is left. */
static gint64
find_end (const VouchSpeech *speech, guint n, VouchTurn *turn)
{
  gint64 start = vouch_turn_get_start_ms (turn), end = vouch_turn_get_end_ms (turn);
  gint64 found = end;

  for (guint i = 0; i < n && speech[i].start_ms < end; i++) {
    if (speech[i].end_ms <= start)
      continue;
    found = speech[i].end_ms <= end + LOOSE_MS ? speech[i].end_ms : end;
  }
  return found;
}

static VouchWait
measure (VouchTalk *talk, VouchTurn *turn)
{
  guint n = 0;
  const VouchSpeech *speech = vouch_talk_get_speech (talk, &n);
  VouchWait wait = { .after = vouch_turn_get_kind (turn),
                     .turn_ms = vouch_turn_get_start_ms (turn),
                     .start_ms = find_end (speech, n, turn) };

  for (guint i = 0; i < n; i++)
    if (speech[i].end_ms > wait.start_ms) {
      wait.end_ms = MAX (speech[i].start_ms, wait.start_ms);
      return wait;
    }
  wait.end_ms = MAX (vouch_talk_get_duration_ms (talk), wait.start_ms);
  wait.open = TRUE;
  return wait;
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const VouchWait *one = a, *other = b;

  return (one->start_ms > other->start_ms) - (one->start_ms < other->start_ms);
}

/**
 * vouch_waits_measure:
 * @talk: where somebody speaks.
 * @turns: (element-type VouchTurn): what the teacher marked.
 *
 * Returns: (transfer full) (element-type VouchWait): the wait after each question and each answer, by
 *   time.
 */
GArray *
vouch_waits_measure (VouchTalk *talk, GPtrArray *turns)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));

  g_return_val_if_fail (VOUCH_IS_TALK (talk) && turns != NULL, waits);

  for (guint i = 0; i < turns->len; i++) {
    VouchWait wait = measure (talk, g_ptr_array_index (turns, i));

    if (wait.after != VOUCH_TURN_KIND_NONE)
      g_array_append_val (waits, wait);
  }
  g_array_sort (waits, compare_waits);
  return waits;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/**
 * vouch_waits_sum:
 * @waits: (element-type VouchWait): waits.
 * @after: which of them.
 * @sum: (out): what they are together.
 *
 * Counts the waits after questions, or after answers. One that did not end is not counted.
 */
void
vouch_waits_sum (GArray *waits, VouchTurnKind after, VouchWaitSum *sum)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n;

  g_return_if_fail (waits != NULL && sum != NULL);

  *sum = (VouchWaitSum){ .median_ms = -1 };
  for (guint i = 0; i < waits->len; i++) {
    const VouchWait *wait = &g_array_index (waits, VouchWait, i);
    gint64 length = wait->end_ms - wait->start_ms;

    if (wait->after != after || wait->open)
      continue;
    g_array_append_val (lengths, length);
    sum->n_long += length >= VOUCH_WAITS_LINE_MS ? 1 : 0;
  }
  n = sum->n = lengths->len;
  if (n == 0)
    return;
  g_array_sort (lengths, compare_lengths);
  sum->median_ms =
      (g_array_index (lengths, gint64, (n - 1) / 2) + g_array_index (lengths, gint64, n / 2)) / 2;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  VouchTurn *one = *(VouchTurn *const *) a, *other = *(VouchTurn *const *) b;
  gint64 first = vouch_turn_get_start_ms (one), second = vouch_turn_get_start_ms (other);

  return (first > second) - (first < second);
}

/**
 * vouch_waits_mark:
 * @turns: (element-type VouchTurn): what is marked so far.
 * @start_ms: where a turn begins.
 * @end_ms: where it ends.
 * @kind: what it was; %VOUCH_TURN_KIND_NONE takes the marks away.
 *
 * Marks a turn. No two marks overlap: those that this one touches make room for it.
 *
 * Returns: (transfer full) (element-type VouchTurn): what is marked then, by time.
 */
GPtrArray *
vouch_waits_mark (GPtrArray *turns, gint64 start_ms, gint64 end_ms, VouchTurnKind kind)
{
  GPtrArray *marked = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (turns != NULL && end_ms > start_ms, marked);

  for (guint i = 0; i < turns->len; i++) {
    VouchTurn *turn = g_ptr_array_index (turns, i);

    if (vouch_turn_get_end_ms (turn) <= start_ms || vouch_turn_get_start_ms (turn) >= end_ms)
      g_ptr_array_add (marked, g_object_ref (turn));
  }
  if (kind != VOUCH_TURN_KIND_NONE) {
    VouchTurn *turn = vouch_turn_new ();

    vouch_turn_set_kind (turn, kind);
    vouch_turn_set_start_ms (turn, start_ms);
    vouch_turn_set_end_ms (turn, end_ms);
    g_ptr_array_add (marked, turn);
  }
  g_ptr_array_sort (marked, compare_turns);
  return marked;
}

/**
 * vouch_waits_describe:
 * @wait: a wait.
 *
 * Returns: (transfer full): it in words.
 */
char *
vouch_waits_describe (const VouchWait *wait)
{
  double seconds;

  g_return_val_if_fail (wait != NULL, NULL);

  seconds = (double) (wait->end_ms - wait->start_ms) / 1000;
  if (wait->open && wait->after == VOUCH_TURN_KIND_QUESTION)
    return g_strdup (_ ("Nobody speaks again after this question."));
  if (wait->open)
    return g_strdup (_ ("Nobody speaks again after this answer."));
  if (wait->after == VOUCH_TURN_KIND_QUESTION)
    /* Translators: %.1f is a number of seconds. */
    return g_strdup_printf (_ ("Wait after a question: %.1f s"), seconds);
  /* Translators: %.1f is a number of seconds. */
  return g_strdup_printf (_ ("Wait after an answer: %.1f s"), seconds);
}

/**
 * vouch_waits_describe_sum:
 * @sum: waits taken together.
 * @after: after what they were.
 *
 * Returns: (transfer full): them in words.
 */
char *
vouch_waits_describe_sum (const VouchWaitSum *sum, VouchTurnKind after)
{
  double median, share;
  gboolean questions = after == VOUCH_TURN_KIND_QUESTION;

  g_return_val_if_fail (sum != NULL, NULL);

  if (sum->n == 0)
    return g_strdup (questions ? _ ("No wait after a question is marked yet.")
                               : _ ("No wait after an answer is marked yet."));
  median = (double) sum->median_ms / 1000;
  share = 100.0 * sum->n_long / sum->n;
  if (questions)
    return g_strdup_printf (
        /* Translators: a count, seconds, a count, and a share of 100. */
        ngettext ("%u wait after a question, median %.1f s, %u of 3 s or more (%.0f %%)",
                  "%u waits after questions, median %.1f s, %u of 3 s or more (%.0f %%)", sum->n),
        sum->n, median, sum->n_long, share);
  return g_strdup_printf (
      /* Translators: a count, seconds, a count, and a share of 100. */
      ngettext ("%u wait after an answer, median %.1f s, %u of 3 s or more (%.0f %%)",
                "%u waits after answers, median %.1f s, %u of 3 s or more (%.0f %%)", sum->n),
      sum->n, median, sum->n_long, share);
}
