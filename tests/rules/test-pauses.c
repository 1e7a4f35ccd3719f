/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "vouch-pauses.h"
#include "vouch-waits.h"

/* A sketch of sound, one letter a frame of 50 ms: S loud voice, N loud noise, v voice as quiet as the
 * room, b voices of the class next door, C loud voice cut off at full scale, and a dot for the room. */
static VouchSoundMap *
draw (const char *sketch)
{
  VouchSoundMap *map = vouch_sound_map_new ();

  for (; *sketch != '\0'; sketch++) {
    VouchSoundFrame frame = { .level = -120 };
    VouchSoundPeak peaks[5] = { 0 };

    if (g_ascii_isupper (*sketch))
      frame.level = -50;
    if (*sketch == 'b')
      frame.level = -90;
    if (*sketch == 'S' || *sketch == 'C' || *sketch == 'v' || *sketch == 'b')
      frame.voice = 100;
    if (*sketch == 'C')
      frame.clipped = 40;
    vouch_sound_map_add_frames (map, &frame, 1);
    vouch_sound_map_add_peaks (map, peaks, G_N_ELEMENTS (peaks));
  }
  return map;
}

/* @counts: pairs of a letter and how often it comes. */
static VouchSoundMap *
draw_runs (const char *letters, const guint *counts)
{
  g_autoptr (GString) sketch = g_string_new (NULL);

  for (guint i = 0; letters[i] != '\0'; i++)
    for (guint k = 0; k < counts[i]; k++)
      g_string_append_c (sketch, letters[i]);
  return draw (sketch->str);
}

static void
test_pauses (void)
{
  const guint counts[] = { 100, 20, 60, 20, 59, 20, 200 };
  g_autoptr (VouchSoundMap) map = draw_runs (".S.S.S.", counts);
  g_autoptr (VouchTalk) talk = vouch_pauses_find (map);
  g_autofree char *flaw = vouch_pauses_describe_signal (talk);
  guint n_pauses, n_speech;
  const VouchPause *pauses = vouch_talk_get_pauses (talk, &n_pauses);
  const VouchSpeech *speech = vouch_talk_get_speech (talk, &n_speech);

  g_assert_cmpuint (n_speech, ==, 3);
  g_assert_cmpint (speech[0].start_ms, ==, 5000);
  g_assert_cmpint (speech[0].end_ms, ==, 6000);
  g_assert_cmpfloat_with_epsilon (speech[0].level_db, -25, 0.01);
  /* Three seconds are one; a frame less is none, nor is what comes before and after all. */
  g_assert_cmpuint (n_pauses, ==, 1);
  g_assert_cmpint (pauses[0].start_ms, ==, 6000);
  g_assert_cmpint (pauses[0].end_ms, ==, 9000);
  g_assert_cmpint (vouch_talk_get_duration_ms (talk), ==, 479 * 50);
  g_assert_cmpint (vouch_talk_get_speech_ms (talk), ==, 3000);
  g_assert_cmpint (vouch_talk_get_signal (talk)->flaws, ==, VOUCH_SIGNAL_GOOD);
  g_assert_null (flaw);
}

/* A noise is no speech, a quiet voice of another room is none, two frames are none; a breath does not
 * end a stretch. */
static void
test_stretches (void)
{
  const guint counts[] = { 60, 20, 20, 40, 40, 2, 40, 10, 5, 10, 40, 10, 6, 10, 60 };
  g_autoptr (VouchSoundMap) map = draw_runs (".N.v.S.S.S.S.S.", counts);
  g_autoptr (VouchTalk) talk = vouch_pauses_find (map);
  guint n;
  const VouchSpeech *speech = vouch_talk_get_speech (talk, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (speech[0].end_ms - speech[0].start_ms, ==, 25 * 50);
  g_assert_cmpint (speech[1].end_ms - speech[1].start_ms, ==, 500);
  g_assert_cmpint (speech[2].end_ms - speech[2].start_ms, ==, 500);
}

/* When a class next door begins to talk, the pauses here are still pauses. */
static void
test_next_door (void)
{
  const guint quiet[] = { 60, 40 }, loud[] = { 100, 40 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  guint n;

  for (guint i = 0; i < 40; i++) {
    g_autoptr (VouchSoundMap) more = i < 20 ? draw_runs (".S", quiet) : draw_runs ("bS", loud);
    const VouchSoundFrame *frames = vouch_sound_map_get_frames (more, &n);

    vouch_sound_map_add_frames (map, frames, n);
  }
  talk = vouch_pauses_find (map);
  vouch_talk_get_pauses (talk, &n);
  g_assert_cmpuint (n, ==, 39);
  g_assert_true (vouch_pauses_are_trusted (talk));
}

static void
test_signal (void)
{
  const guint counts[] = { 60, 20, 60 };
  g_autoptr (VouchSoundMap) clipped = draw_runs (".C.", counts);
  g_autoptr (VouchSoundMap) silent = draw_runs (".N.", counts);
  g_autoptr (VouchSoundMap) nothing = vouch_sound_map_new ();
  g_autoptr (VouchTalk) first = vouch_pauses_find (clipped);
  g_autoptr (VouchTalk) second = vouch_pauses_find (silent);
  g_autoptr (VouchTalk) third = vouch_pauses_find (nothing);
  g_autofree char *words = vouch_pauses_describe_signal (first);

  g_assert_cmpint (vouch_talk_get_signal (first)->flaws, ==, VOUCH_SIGNAL_CLIPPED);
  g_assert_nonnull (words);
  g_assert_true (vouch_pauses_are_trusted (first));
  g_assert_false (vouch_pauses_are_trusted (second));
  g_assert_cmpint (vouch_talk_get_signal (second)->flaws, ==, VOUCH_SIGNAL_NO_SPEECH);
  g_assert_cmpint (vouch_talk_get_signal (third)->flaws, ==, VOUCH_SIGNAL_NO_SPEECH);
}

/* Speech at 1–2 s, 6–8 s, 8.5–10 s; the recording ends at 12 s. */
static VouchTalk *
make_talk (void)
{
  VouchTalk *talk = vouch_talk_new ();

  vouch_talk_add_speech (talk, 1000, 2000, -20);
  vouch_talk_add_speech (talk, 6000, 8000, -20);
  vouch_talk_add_speech (talk, 8500, 10000, -20);
  vouch_talk_set_duration_ms (talk, 12000);
  return talk;
}

static GPtrArray *
mark (GPtrArray *turns, gint64 start_ms, gint64 end_ms, VouchTurnKind kind)
{
  g_autoptr (GPtrArray) before =
      turns != NULL ? turns : g_ptr_array_new_with_free_func (g_object_unref);

  return vouch_waits_mark (before, start_ms, end_ms, kind);
}

static void
test_waits (void)
{
  g_autoptr (VouchTalk) talk = make_talk ();
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GArray) waits = NULL;
  const VouchWait *wait;
  VouchWaitSum sum;

  turns = mark (turns, 8500, 10000, VOUCH_TURN_KIND_QUESTION);
  turns = mark (turns, 1000, 1900, VOUCH_TURN_KIND_QUESTION);
  turns = mark (turns, 6000, 8100, VOUCH_TURN_KIND_ANSWER);
  waits = vouch_waits_measure (talk, turns);
  g_assert_cmpuint (waits->len, ==, 3);
  wait = &g_array_index (waits, VouchWait, 0);
  g_assert_cmpint (wait->after, ==, VOUCH_TURN_KIND_QUESTION);
  g_assert_cmpint (wait->turn_ms, ==, 1000);
  g_assert_cmpint (wait->start_ms, ==, 2000);
  g_assert_cmpint (wait->end_ms, ==, 6000);
  g_assert_false (wait->open);
  wait = &g_array_index (waits, VouchWait, 1);
  g_assert_cmpint (wait->after, ==, VOUCH_TURN_KIND_ANSWER);
  g_assert_cmpint (wait->start_ms, ==, 8000);
  g_assert_cmpint (wait->end_ms, ==, 8500);
  wait = &g_array_index (waits, VouchWait, 2);
  g_assert_true (wait->open);
  g_assert_cmpint (wait->end_ms, ==, 12000);

  vouch_waits_sum (waits, VOUCH_TURN_KIND_QUESTION, &sum);
  g_assert_cmpuint (sum.n, ==, 1);
  g_assert_cmpint (sum.median_ms, ==, 4000);
  g_assert_cmpuint (sum.n_long, ==, 1);
  vouch_waits_sum (waits, VOUCH_TURN_KIND_ANSWER, &sum);
  g_assert_cmpuint (sum.n, ==, 1);
  g_assert_cmpint (sum.median_ms, ==, 500);
  g_assert_cmpuint (sum.n_long, ==, 0);
}

/* Somebody answers at once: the mark ends in the middle of a stretch. A turn may be several stretches. */
static void
test_turns (void)
{
  g_autoptr (VouchTalk) talk = make_talk ();
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GArray) waits = NULL;
  const VouchWait *wait;

  turns = mark (turns, 6000, 7000, VOUCH_TURN_KIND_QUESTION);
  waits = vouch_waits_measure (talk, turns);
  wait = &g_array_index (waits, VouchWait, 0);
  g_assert_cmpint (wait->start_ms, ==, 7000);
  g_assert_cmpint (wait->end_ms, ==, 7000);
  g_clear_pointer (&waits, g_array_unref);

  turns = mark (turns, 1000, 8000, VOUCH_TURN_KIND_QUESTION);
  g_assert_cmpuint (turns->len, ==, 1);
  waits = vouch_waits_measure (talk, turns);
  wait = &g_array_index (waits, VouchWait, 0);
  g_assert_cmpint (wait->start_ms, ==, 8000);
  g_assert_cmpint (wait->end_ms, ==, 8500);

  turns = mark (turns, 7000, 7100, VOUCH_TURN_KIND_NONE);
  g_assert_cmpuint (turns->len, ==, 0);
}

static void
test_median (void)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));
  const gint64 lengths[] = { 3000, 1000, 2000, 8000 };
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;
  VouchWaitSum sum;

  vouch_waits_sum (waits, VOUCH_TURN_KIND_QUESTION, &sum);
  g_assert_cmpint (sum.median_ms, ==, -1);
  none = vouch_waits_describe_sum (&sum, VOUCH_TURN_KIND_QUESTION);
  g_assert_cmpstr (none, ==, "No wait after a question is marked yet.");
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    VouchWait wait = { .after = VOUCH_TURN_KIND_QUESTION, .end_ms = lengths[i] };

    g_array_append_val (waits, wait);
  }
  vouch_waits_sum (waits, VOUCH_TURN_KIND_QUESTION, &sum);
  g_assert_cmpint (sum.median_ms, ==, 2500);
  g_assert_cmpuint (sum.n_long, ==, 2);
  words = vouch_waits_describe_sum (&sum, VOUCH_TURN_KIND_QUESTION);
  g_assert_cmpstr (words, ==, "4 waits after questions, median 2.5 s, 2 of 3 s or more (50 %)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pauses/found", test_pauses);
  g_test_add_func ("/pauses/stretches", test_stretches);
  g_test_add_func ("/pauses/next-door", test_next_door);
  g_test_add_func ("/pauses/signal", test_signal);
  g_test_add_func ("/waits/measured", test_waits);
  g_test_add_func ("/waits/turns", test_turns);
  g_test_add_func ("/waits/median", test_median);
  return g_test_run ();
}
