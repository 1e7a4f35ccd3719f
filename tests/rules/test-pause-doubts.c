/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "vouch-pauses.h"

/* What pauses are found beside other voices, and where that is doubtful. */

typedef struct {
  char letter;
  gint16 db;
  gboolean voice;
} Kind;

/* One frame of 50 ms each. */
static const Kind kinds[] = {
  { 'S', -25, TRUE },  /* somebody in this room */
  { 'l', -37, TRUE },  /* others, hardly softer */
  { 'q', -41, TRUE },  /* others, louder for a moment */
  { 'b', -45, TRUE },  /* others, and whoever sits far away */
  { 'd', -51, TRUE },  /* others, softer for a moment */
  { 'u', -61, TRUE },  /* hardly anything */
  { '.', -65, FALSE }, /* the room */
};

static void
draw (VouchSoundMap *map, const char *letters, const guint *counts, guint times)
{
  for (guint n = 0; n < times; n++)
    for (guint i = 0; letters[i] != '\0'; i++)
      for (guint k = 0; k < counts[i]; k++) {
        const Kind *kind = kinds;
        VouchSoundFrame frame = { 0 };
        VouchSoundPeak peaks[5] = { 0 };

        while (kind->letter != letters[i])
          kind++;
        frame.level = kind->db * 2;
        frame.voice = kind->voice ? 100 : 0;
        vouch_sound_map_add_frames (map, &frame, 1);
        vouch_sound_map_add_peaks (map, peaks, G_N_ELEMENTS (peaks));
      }
}

static guint
count_pauses (VouchTalk *talk)
{
  guint n = 0;

  vouch_talk_get_pauses (talk, &n);
  return n;
}

static VouchSignalFlaws
flaws_of (VouchTalk *talk)
{
  return vouch_talk_get_signal (talk)->flaws;
}

/* Ten decibels louder than their softest words is not louder than they ever are. */
static void
test_murmur (void)
{
  const guint murmur[] = { 3, 6, 4 }, words[] = { 40 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;

  for (guint i = 0; i < 20; i++) {
    draw (map, "S", words, 1);
    draw (map, "dbq", murmur, 8);
  }
  draw (map, "S", words, 1);
  talk = vouch_pauses_find (map);
  g_assert_cmpuint (count_pauses (talk), ==, 20);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_GOOD);
}

/* One who speaks all the time beside is taken for another room, and that is said. */
static void
test_soft_voice (void)
{
  const guint voice[] = { 2, 7, 4 }, words[] = { 40 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  g_autofree char *warning = NULL;

  for (guint i = 0; i < 20; i++) {
    draw (map, "S", words, 1);
    draw (map, ".bq", voice, 8);
  }
  draw (map, "S", words, 1);
  talk = vouch_pauses_find (map);
  g_assert_cmpuint (count_pauses (talk), ==, 20);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_VOICES);
  g_assert_false (vouch_pauses_are_trusted (talk));
  warning = vouch_pauses_describe_signal (talk);
  g_assert_nonnull (strstr (warning, "another room"));
}

/* Who answers from far away, with silence around, is somebody of this room. */
static void
test_far_away (void)
{
  const guint counts[] = { 40, 70, 30, 20 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  guint n_speech = 0;

  draw (map, "S.b.", counts, 15);
  talk = vouch_pauses_find (map);
  vouch_talk_get_speech (talk, &n_speech);
  g_assert_cmpuint (n_speech, ==, 30);
  g_assert_cmpuint (count_pauses (talk), ==, 15);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_GOOD);
}

/* Where nobody ever waits, what is softly said is not taken for the room. */
static void
test_breathless (void)
{
  const guint counts[] = { 30, 20, 6 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;

  draw (map, "Sq.", counts, 60);
  talk = vouch_pauses_find (map);
  g_assert_cmpuint (count_pauses (talk), ==, 0);
  g_assert_cmpint (vouch_talk_get_speech_ms (talk), ==, 60 * 50 * 50);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_GOOD);
}

/* What is doubtful is only where the others are loud. */
static void
test_part (void)
{
  const guint counts[] = { 100, 40 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  g_autofree char *warning = NULL;
  const VouchSignal *signal = NULL;

  draw (map, ".S", counts, 30);
  draw (map, "lS", counts, 15);
  talk = vouch_pauses_find (map);
  signal = vouch_talk_get_signal (talk);
  g_assert_cmpint (signal->flaws, ==, VOUCH_SIGNAL_PARTLY_NOISY);
  g_assert_cmpint (signal->doubt_start_ms, >, 29 * 7000);
  g_assert_cmpint (signal->doubt_end_ms, ==, 45 * 7000);
  g_assert_cmpfloat_with_epsilon (signal->margin_db, 12, 0.1);
  warning = vouch_pauses_describe_signal (talk);
  g_assert_true (g_str_has_prefix (warning, "Between 3:"));
}

/* As loud everywhere, it is doubtful everywhere. */
static void
test_whole (void)
{
  const guint counts[] = { 100, 40 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  g_autofree char *warning = NULL;

  draw (map, "lS", counts, 30);
  talk = vouch_pauses_find (map);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_NOISY);
  warning = vouch_pauses_describe_signal (talk);
  g_assert_nonnull (strstr (warning, "only 12 dB louder"));
}

/* A sigh that just counts as speech makes two pauses of each one. */
static void
test_unsure (void)
{
  const guint counts[] = { 40, 70, 4, 70 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;

  draw (map, "S.u.", counts, 10);
  talk = vouch_pauses_find (map);
  g_assert_cmpuint (count_pauses (talk), ==, 19);
  g_assert_cmpint (flaws_of (talk), ==, VOUCH_SIGNAL_UNSURE);
  g_assert_false (vouch_pauses_are_trusted (talk));
}

/* Words and then what is left of them, by so many decibels less each frame. */
static VouchTalk *
ring_on (gint16 by_half_db)
{
  const guint words[] = { 40 }, room[] = { 90 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();

  for (guint i = 0; i < 12; i++) {
    draw (map, "S", words, 1);
    for (gint16 level = -50; level > -130; level -= by_half_db) {
      VouchSoundFrame frame = { .level = level, .voice = 100 };
      VouchSoundPeak peaks[5] = { 0 };

      vouch_sound_map_add_frames (map, &frame, 1);
      vouch_sound_map_add_peaks (map, peaks, G_N_ELEMENTS (peaks));
    }
    draw (map, ".", room, 1);
  }
  return vouch_pauses_find (map);
}

static void
test_echo (void)
{
  /* 2 dB each frame are 60 dB in 1.5 s; 5 dB in 0.6 s. */
  g_autoptr (VouchTalk) hall = ring_on (4);
  g_autoptr (VouchTalk) room = ring_on (10);
  g_autofree char *warning = vouch_pauses_describe_signal (hall);

  g_assert_cmpfloat_with_epsilon (vouch_talk_get_signal (hall)->echo, 1.5, 0.2);
  g_assert_cmpint (flaws_of (hall), ==, VOUCH_SIGNAL_ECHO);
  g_assert_true (g_str_has_prefix (warning, "Words ring on"));
  g_assert_cmpfloat_with_epsilon (vouch_talk_get_signal (room)->echo, 0.6, 0.2);
  g_assert_cmpint (flaws_of (room), ==, VOUCH_SIGNAL_GOOD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doubts/murmur", test_murmur);
  g_test_add_func ("/doubts/soft-voice", test_soft_voice);
  g_test_add_func ("/doubts/far-away", test_far_away);
  g_test_add_func ("/doubts/breathless", test_breathless);
  g_test_add_func ("/doubts/part", test_part);
  g_test_add_func ("/doubts/whole", test_whole);
  g_test_add_func ("/doubts/unsure", test_unsure);
  g_test_add_func ("/doubts/echo", test_echo);
  return g_test_run ();
}
