/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pauses"

#include "config.h"
#include "vouch-pauses.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * Finds speech and pauses in what was heard. A frame is speech when it is 6 dB louder than the floor
 * (the level that a tenth of the frames around stay below, but no lower than that of all frames) and
 * the voice detector heard a voice in it: each alone takes noises or other rooms for speech. The floor
 * follows the room, because a fan goes on and a class next door begins to sing. Stretches shorter than 150 ms are dropped first, then
 * gaps shorter than 300 ms are bridged. What lies between two stretches for three seconds or more is a
 * pause. docs/capture.md has the measurements that these numbers come from.
 */

#define FRAME_MS VOUCH_SOUND_MAP_FRAME_MS
#define STEPS_PER_DB 2 /* of a frame's level */
#define QUIETEST (-100 * STEPS_PER_DB)
#define ABOVE_FLOOR (6 * STEPS_PER_DB)
/* A gate or a clean copy can leave true silence behind; nothing spoken is as quiet as that. */
#define LOWEST_FLOOR (-72 * STEPS_PER_DB)
#define MOSTLY_VOICE 50 /* percent */
#define MIN_SPEECH_MS 150
#define MAX_GAP_MS 300

#define FLOOR_SHARE 0.1

/* The frames around: this block of ten seconds, and three to each side. */
#define BLOCK (10 * 1000 / FRAME_MS)
#define BLOCKS_AROUND 3
#define N_STEPS (1 - QUIETEST)

/* Where the pauses stop being reliable. */
#define ENOUGH_MARGIN_DB 16.0
#define MUCH_NOISY 0.2
#define FAINT_DB (-55.0)
#define MUCH_CLIPPED 0.002
#define SAMPLES_PER_FRAME (48 * FRAME_MS)

typedef struct {
  const VouchSoundFrame *frames;
  guint n;
  int floor;   /* of all, in steps */
  int *floors; /* of each block */
} Heard;

static int
level_of (const VouchSoundFrame *frame)
{
  return CLAMP (frame->level, QUIETEST, 0);
}

/* The level that a tenth of the frames stay below. */
static int
find_floor (const guint *counts)
{
  guint all = 0, sum = 0;
  int step = QUIETEST;

  for (guint i = 0; i < N_STEPS; i++)
    all += counts[i];
  for (; step < 0; step++) {
    sum += counts[step - QUIETEST];
    if (sum > (guint) (all * FLOOR_SHARE))
      break;
  }
  return MAX (step, LOWEST_FLOOR);
}

static guint
count_blocks (const Heard *heard)
{
  return (heard->n + BLOCK - 1) / BLOCK;
}

/* How often each level comes, block by block. */
static guint *
count_levels (const Heard *heard)
{
  guint *counts = g_new0 (guint, (gsize) MAX (1, count_blocks (heard)) * N_STEPS);

  for (guint i = 0; i < heard->n; i++)
    counts[(gsize) i / BLOCK * N_STEPS + (guint) (level_of (&heard->frames[i]) - QUIETEST)]++;
  return counts;
}

static int
floor_of_blocks (const guint *counts, guint first, guint last)
{
  guint sums[N_STEPS] = { 0 };

  for (guint block = first; block < last; block++)
    for (guint i = 0; i < N_STEPS; i++)
      sums[i] += counts[(gsize) block * N_STEPS + i];
  return find_floor (sums);
}

static void
find_floors (Heard *heard)
{
  g_autofree guint *counts = count_levels (heard);
  guint n = count_blocks (heard);

  heard->floor = floor_of_blocks (counts, 0, n);
  heard->floors = g_new (int, n + 1);
  for (guint i = 0; i < n; i++)
    heard->floors[i] =
        MAX (heard->floor, floor_of_blocks (counts, i > BLOCKS_AROUND ? i - BLOCKS_AROUND : 0,
                                            MIN (n, i + BLOCKS_AROUND + 1)));
}

static gboolean
is_speech (const Heard *heard, guint index)
{
  const VouchSoundFrame *frame = &heard->frames[index];

  return frame->voice >= MOSTLY_VOICE &&
         level_of (frame) > heard->floors[index / BLOCK] + ABOVE_FLOOR;
}

/* Stretches of speech, short ones dropped and short gaps bridged. */
static GArray *
find_stretches (const Heard *heard)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (VouchSpeech));
  guint from = 0;

  for (guint i = 0; i <= heard->n; i++) {
    VouchSpeech stretch = { (gint64) from * FRAME_MS, (gint64) i * FRAME_MS, 0 };
    VouchSpeech *last =
        stretches->len > 0 ? &g_array_index (stretches, VouchSpeech, stretches->len - 1) : NULL;

    if (i < heard->n && is_speech (heard, i))
      continue;
    from = i + 1;
    if (stretch.end_ms - stretch.start_ms < MIN_SPEECH_MS)
      continue;
    if (last != NULL && stretch.start_ms - last->end_ms < MAX_GAP_MS)
      last->end_ms = stretch.end_ms;
    else
      g_array_append_val (stretches, stretch);
  }
  return stretches;
}

typedef struct {
  double energy;
  guint64 frames;
  guint64 clipped;
  guint64 near_floor; /* frames in stretches that hardly stand out from the floor there */
} Sum;

static void
add_frame (Sum *sum, const VouchSoundFrame *frame)
{
  sum->energy += pow (10, level_of (frame) / (10.0 * STEPS_PER_DB));
  sum->frames++;
  sum->clipped += frame->clipped;
}

static double
mean_db (const Sum *sum, double otherwise)
{
  return sum->frames > 0 && sum->energy > 0 ? 10 * log10 (sum->energy / (double) sum->frames)
                                            : otherwise;
}

static double
floor_at (const Heard *heard, gint64 ms)
{
  return (double) heard->floors[ms / FRAME_MS / BLOCK] / STEPS_PER_DB;
}

/* Gives each stretch its level and returns the sum of them all. */
static Sum
weigh_stretches (const Heard *heard, GArray *stretches)
{
  Sum all = { 0 };

  for (guint i = 0; i < stretches->len; i++) {
    VouchSpeech *stretch = &g_array_index (stretches, VouchSpeech, i);
    Sum one = { 0 };

    for (gint64 k = stretch->start_ms / FRAME_MS; k < stretch->end_ms / FRAME_MS; k++)
      add_frame (&one, &heard->frames[k]);
    stretch->level_db = mean_db (&one, (double) QUIETEST / STEPS_PER_DB);
    if (stretch->level_db - floor_at (heard, stretch->start_ms) < ENOUGH_MARGIN_DB)
      all.near_floor += one.frames;
    all.energy += one.energy;
    all.frames += one.frames;
    all.clipped += one.clipped;
  }
  return all;
}

static void
judge_signal (const Heard *heard, const Sum *speech, VouchSoundMap *map, VouchSignal *signal)
{
  signal->floor_db = (double) heard->floor / STEPS_PER_DB;
  signal->level_db = mean_db (speech, signal->floor_db);
  signal->margin_db = signal->level_db - signal->floor_db;
  signal->clipped = speech->frames > 0
                        ? (double) speech->clipped / ((double) speech->frames * SAMPLES_PER_FRAME)
                        : 0;
  if (vouch_sound_map_get_damaged (map))
    signal->flaws |= VOUCH_SIGNAL_CUT;
  if (speech->frames == 0) {
    signal->flaws |= VOUCH_SIGNAL_NO_SPEECH;
    return;
  }
  if (signal->margin_db < ENOUGH_MARGIN_DB)
    signal->flaws |= VOUCH_SIGNAL_NOISY;
  else if ((double) speech->near_floor > MUCH_NOISY * (double) speech->frames)
    signal->flaws |= VOUCH_SIGNAL_PARTLY_NOISY;
  if (signal->level_db < FAINT_DB)
    signal->flaws |= VOUCH_SIGNAL_FAINT;
  if (signal->clipped > MUCH_CLIPPED)
    signal->flaws |= VOUCH_SIGNAL_CLIPPED;
}

/**
 * vouch_pauses_find:
 * @map: what was heard of a recording.
 *
 * Finds who speaks when, and the pauses. What lies before the first word and after the last one is no
 * pause.
 *
 * Returns: (transfer full): what was found, and how far it can be trusted.
 */
VouchTalk *
vouch_pauses_find (VouchSoundMap *map)
{
  Heard heard = { 0 };
  g_autoptr (GArray) stretches = NULL;
  VouchTalk *talk = vouch_talk_new ();
  VouchSignal signal = { 0 };
  Sum speech;

  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (map), talk);

  heard.frames = vouch_sound_map_get_frames (map, &heard.n);
  find_floors (&heard);
  stretches = find_stretches (&heard);
  speech = weigh_stretches (&heard, stretches);
  judge_signal (&heard, &speech, map, &signal);
  vouch_talk_set_duration_ms (talk, vouch_sound_map_get_heard_ms (map));
  vouch_talk_set_signal (talk, &signal);
  for (guint i = 0; i < stretches->len; i++) {
    const VouchSpeech *stretch = &g_array_index (stretches, VouchSpeech, i);

    if (i > 0 && stretch->start_ms - stretch[-1].end_ms >= VOUCH_PAUSES_MIN_MS)
      vouch_talk_add_pause (talk, stretch[-1].end_ms, stretch->start_ms);
    vouch_talk_add_speech (talk, stretch->start_ms, stretch->end_ms, stretch->level_db);
  }
  g_free (heard.floors);
  return talk;
}

/**
 * vouch_pauses_are_trusted:
 * @talk: what was found.
 *
 * Returns: whether the pauses can be used as they are.
 */
gboolean
vouch_pauses_are_trusted (VouchTalk *talk)
{
  g_return_val_if_fail (VOUCH_IS_TALK (talk), FALSE);

  return (vouch_talk_get_signal (talk)->flaws & ~VOUCH_SIGNAL_CLIPPED) == 0;
}

/**
 * vouch_pauses_describe_signal:
 * @talk: what was found.
 *
 * Returns: (transfer full) (nullable): a sentence on what is wrong with the sound and what that means
 *   for the pauses, or %NULL when it is good.
 */
char *
vouch_pauses_describe_signal (VouchTalk *talk)
{
  const VouchSignal *signal = vouch_talk_get_signal (talk);

  if (signal->flaws & VOUCH_SIGNAL_NO_SPEECH)
    return g_strdup (_ ("Nobody is heard speaking in this recording."));
  if (signal->flaws & VOUCH_SIGNAL_CUT)
    return g_strdup (_ ("This recording cannot be heard to its end, so pauses may be missing."));
  if (signal->flaws & VOUCH_SIGNAL_NOISY)
    return g_strdup_printf (
        /* Translators: %.0f is a number of decibels. */
        _ ("The speech is only %.0f dB louder than the room, so pauses may be missing or wrong. "
           "Listen before you use them."),
        signal->margin_db);
  if (signal->flaws & VOUCH_SIGNAL_FAINT)
    return g_strdup (_ ("The speech is very quiet, so pauses may be wrong. Listen before you use "
                        "them."));
  if (signal->flaws & VOUCH_SIGNAL_PARTLY_NOISY)
    return g_strdup (_ ("Some of the speech is hardly louder than the room at that moment, so "
                        "pauses may be missing or wrong. Listen before you use them."));
  if (signal->flaws & VOUCH_SIGNAL_CLIPPED)
    return g_strdup (_ ("The loudest speech is cut off, because the microphone was set too loud. "
                        "Pauses are found all the same."));
  return NULL;
}
