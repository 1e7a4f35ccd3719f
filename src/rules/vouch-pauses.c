/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pauses"

#include "config.h"
#include "vouch-pauses.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-text.h"

#include "vouch-echo.h"
#include "vouch-room.h"

/*
 * Finds the pauses of a recording: what lies between two stretches of speech for three seconds or more.
 * vouch-room.c tells what speech is. And finds out where that cannot be trusted:
 *
 * - where a fifth of the speech stands out by less than 15.5 dB from what else is heard around it;
 * - where a tenth of the pauses would be others if speech had to be a little louder, or less loud;
 * - where somebody much softer speaks in most of the pauses: nobody can tell by the sound alone whether
 *   that is next door or the other end of this room;
 * - where words ring on for a second, so that what is silence cannot be told from what was said.
 *
 * docs/capture.md has the measurements that these numbers come from.
 */

#define FRAME_MS VOUCH_SOUND_MAP_FRAME_MS
#define STEPS_PER_DB 2 /* of a frame's level */
#define QUIETEST (-100 * STEPS_PER_DB)

/* Where the pauses stop being reliable. */
#define ENOUGH_MARGIN_DB 15.5
#define MUCH_NOISY 0.2
#define FAINT_DB (-55.0)
#define MUCH_CLIPPED 0.002
#define SAMPLES_PER_FRAME (48 * FRAME_MS)
#define MUCH_UNSURE 0.1
#define LOUDER_DB 2.0
#define SOFTER_DB (-1.5)
#define SAME_MS 500
#define MUCH_VOICED 0.25
#define MOSTLY_VOICE 50 /* percent */
#define ABOVE_QUIETEST_DB 12.0
#define BESIDE_MS 300
#define LONG_ECHO 1.0
/* What is doubtful is told apart from the rest where it is no more of the recording than this. */
#define PART 0.6

typedef struct {
  const VouchSoundFrame *frames;
  guint n;
  VouchRoom *room;
  GArray *speech; /* (element-type VouchSpeech) */
} Heard;

typedef struct {
  double energy;
  guint64 frames;
  guint64 clipped;
} Sum;

static void
add_frame (Sum *sum, const VouchSoundFrame *frame)
{
  sum->energy += pow (10, CLAMP (frame->level, QUIETEST, 0) / (10.0 * STEPS_PER_DB));
  sum->frames++;
  sum->clipped += frame->clipped;
}

static double
mean_db (const Sum *sum, double otherwise)
{
  return sum->frames > 0 && sum->energy > 0 ? 10 * log10 (sum->energy / (double) sum->frames)
                                            : otherwise;
}

/* Gives each stretch its level and returns the sum of them all. */
static Sum
weigh_stretches (const Heard *heard)
{
  Sum all = { 0 };

  for (guint i = 0; i < heard->speech->len; i++) {
    VouchSpeech *stretch = &g_array_index (heard->speech, VouchSpeech, i);
    Sum one = { 0 };

    for (gint64 k = stretch->start_ms / FRAME_MS; k < stretch->end_ms / FRAME_MS; k++)
      add_frame (&one, &heard->frames[k]);
    stretch->level_db = mean_db (&one, (double) QUIETEST / STEPS_PER_DB);
    all.energy += one.energy;
    all.frames += one.frames;
    all.clipped += one.clipped;
  }
  return all;
}

static GArray *
find_pauses (GArray *speech)
{
  GArray *pauses = g_array_new (FALSE, FALSE, sizeof (VouchPause));

  for (guint i = 1; i < speech->len; i++) {
    const VouchSpeech *next = &g_array_index (speech, VouchSpeech, i);
    VouchPause pause = { next[-1].end_ms, next->start_ms };

    if (pause.end_ms - pause.start_ms >= VOUCH_PAUSES_MIN_MS)
      g_array_append_val (pauses, pause);
  }
  return pauses;
}

static void
doubt (VouchSignal *signal, gint64 start_ms, gint64 end_ms)
{
  if (signal->doubt_end_ms <= signal->doubt_start_ms)
    signal->doubt_start_ms = start_ms;
  signal->doubt_start_ms = MIN (signal->doubt_start_ms, start_ms);
  signal->doubt_end_ms = MAX (signal->doubt_end_ms, end_ms);
}

static gboolean
is_same (const VouchPause *a, const VouchPause *b)
{
  return ABS (a->start_ms - b->start_ms) <= SAME_MS && ABS (a->end_ms - b->end_ms) <= SAME_MS;
}

/* How many of @some are not in @others. Both are in order. */
static guint
count_alone (GArray *some, GArray *others, VouchSignal *signal)
{
  guint alone = 0, k = 0;

  for (guint i = 0; i < some->len; i++) {
    const VouchPause *pause = &g_array_index (some, VouchPause, i);

    while (k < others->len &&
           g_array_index (others, VouchPause, k).start_ms < pause->start_ms - SAME_MS)
      k++;
    if (k < others->len && is_same (pause, &g_array_index (others, VouchPause, k)))
      continue;
    doubt (signal, pause->start_ms, pause->end_ms);
    alone++;
  }
  return alone;
}

/* Whether much would be found otherwise if speech had to be so much louder. */
static gboolean
depends_on (const Heard *heard, GArray *pauses, double shift_db, VouchSignal *signal)
{
  VouchSignal others = *signal;
  g_autoptr (GArray) speech = vouch_room_find_speech (heard->room, shift_db);
  g_autoptr (GArray) shifted = find_pauses (speech);
  guint lost = count_alone (pauses, shifted, &others);
  guint won = count_alone (shifted, pauses, &others);
  guint alone = MAX (lost, won);

  if (alone == 0 || alone < MUCH_UNSURE * MAX (pauses->len, shifted->len))
    return FALSE;
  *signal = others;
  return TRUE;
}

typedef struct {
  double margin_db;
  gint64 length_ms;
} Margin;

static int
compare_margins (gconstpointer a, gconstpointer b)
{
  const Margin *first = a;
  const Margin *second = b;

  return (first->margin_db > second->margin_db) - (first->margin_db < second->margin_db);
}

/* The margin that this share of the speech stays below; by margin, and of so much speech. */
static double
find_margin (GArray *margins, gint64 all_ms, double share)
{
  gint64 before = 0;
  guint i = 0;

  for (; i + 1 < margins->len; i++) {
    before += g_array_index (margins, Margin, i).length_ms;
    if ((double) before > share * (double) all_ms)
      break;
  }
  return g_array_index (margins, Margin, i).margin_db;
}

/* How far the speech stands out from what else is heard at that time. */
static void
judge_margins (const Heard *heard, VouchSignal *signal)
{
  g_autoptr (GArray) margins = g_array_new (FALSE, FALSE, sizeof (Margin));
  VouchSignal others = *signal;
  gint64 all_ms = 0;

  for (guint i = 0; i < heard->speech->len; i++) {
    const VouchSpeech *stretch = &g_array_index (heard->speech, VouchSpeech, i);
    gint64 middle = (stretch->start_ms + stretch->end_ms) / 2;
    Margin margin = { stretch->level_db - vouch_room_get_background_db (heard->room, middle),
                      stretch->end_ms - stretch->start_ms };

    if (margin.margin_db < ENOUGH_MARGIN_DB)
      doubt (&others, stretch->start_ms, stretch->end_ms);
    g_array_append_val (margins, margin);
    all_ms += margin.length_ms;
  }
  g_array_sort (margins, compare_margins);
  others.margin_db = find_margin (margins, all_ms, MUCH_NOISY);
  if (find_margin (margins, all_ms, 0.5) < ENOUGH_MARGIN_DB)
    others.flaws |= VOUCH_SIGNAL_NOISY;
  else if (others.margin_db < ENOUGH_MARGIN_DB)
    others.flaws |= VOUCH_SIGNAL_PARTLY_NOISY;
  signal->margin_db = others.margin_db;
  if (others.margin_db < ENOUGH_MARGIN_DB)
    *signal = others;
}

/* Whether a voice is heard that is softer than what counts as speech, but no mere murmur. */
static gboolean
is_soft_voice (const Heard *heard, guint i)
{
  double level = (double) heard->frames[i].level / STEPS_PER_DB;
  double quietest = vouch_room_get_quietest_db (heard->room, (gint64) i * FRAME_MS);

  return heard->frames[i].voice >= MOSTLY_VOICE && level > quietest + ABOVE_QUIETEST_DB;
}

static gboolean
has_soft_voices (const Heard *heard)
{
  guint all = 0, voiced = 0, i = 0;

  for (guint k = 0; k <= heard->speech->len; k++) {
    const VouchSpeech *stretch =
        k < heard->speech->len ? &g_array_index (heard->speech, VouchSpeech, k) : NULL;
    gint64 from = stretch != NULL ? (stretch->start_ms - BESIDE_MS) / FRAME_MS : heard->n;

    for (; (gint64) i < from; i++, all++)
      voiced += is_soft_voice (heard, i) ? 1 : 0;
    if (stretch != NULL)
      i = (guint) ((stretch->end_ms + BESIDE_MS) / FRAME_MS);
  }
  return all > 0 && voiced > MUCH_VOICED * all;
}

static void
judge_speech (const Heard *heard, const Sum *speech, GArray *pauses, VouchSignal *signal)
{
  gboolean louder, softer;

  signal->level_db = mean_db (speech, signal->floor_db);
  signal->clipped = (double) speech->clipped / ((double) speech->frames * SAMPLES_PER_FRAME);
  judge_margins (heard, signal);
  louder = depends_on (heard, pauses, LOUDER_DB, signal);
  softer = depends_on (heard, pauses, SOFTER_DB, signal);
  if (louder || softer)
    signal->flaws |= VOUCH_SIGNAL_UNSURE;
  if (has_soft_voices (heard))
    signal->flaws |= VOUCH_SIGNAL_VOICES;
  if (signal->echo >= LONG_ECHO)
    signal->flaws |= VOUCH_SIGNAL_ECHO;
  if (signal->level_db < FAINT_DB)
    signal->flaws |= VOUCH_SIGNAL_FAINT;
  if (signal->clipped > MUCH_CLIPPED)
    signal->flaws |= VOUCH_SIGNAL_CLIPPED;
}

static void
judge_signal (const Heard *heard, GArray *pauses, VouchSoundMap *map, VouchSignal *signal)
{
  Sum speech = weigh_stretches (heard);

  signal->floor_db = vouch_room_get_floor_db (heard->room);
  signal->level_db = signal->floor_db;
  if (vouch_sound_map_get_damaged (map))
    signal->flaws |= VOUCH_SIGNAL_CUT;
  if (speech.frames == 0) {
    signal->flaws |= VOUCH_SIGNAL_NO_SPEECH;
    return;
  }
  signal->echo = vouch_echo_measure (map, heard->room, heard->speech);
  judge_speech (heard, &speech, pauses, signal);
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
  g_autoptr (VouchRoom) room = NULL;
  g_autoptr (GArray) speech = NULL;
  g_autoptr (GArray) pauses = NULL;
  VouchTalk *talk = vouch_talk_new ();
  VouchSignal signal = { 0 };

  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (map), talk);

  heard.frames = vouch_sound_map_get_frames (map, &heard.n);
  heard.room = room = vouch_room_new (map);
  heard.speech = speech = vouch_room_find_speech (room, 0);
  pauses = find_pauses (speech);
  judge_signal (&heard, pauses, map, &signal);
  vouch_talk_set_duration_ms (talk, vouch_sound_map_get_heard_ms (map));
  vouch_talk_set_signal (talk, &signal);
  for (guint i = 0; i < speech->len; i++) {
    const VouchSpeech *stretch = &g_array_index (speech, VouchSpeech, i);

    vouch_talk_add_speech (talk, stretch->start_ms, stretch->end_ms, stretch->level_db);
  }
  for (guint i = 0; i < pauses->len; i++) {
    const VouchPause *pause = &g_array_index (pauses, VouchPause, i);

    vouch_talk_add_pause (talk, pause->start_ms, pause->end_ms);
  }
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

/* Whether only a part of the recording is doubtful. */
static gboolean
is_part (VouchTalk *talk)
{
  const VouchSignal *signal = vouch_talk_get_signal (talk);
  gint64 length = signal->doubt_end_ms - signal->doubt_start_ms;

  return length > 0 && (double) length <= PART * (double) vouch_talk_get_duration_ms (talk);
}

static char *
describe_doubt (VouchTalk *talk)
{
  const VouchSignal *signal = vouch_talk_get_signal (talk);
  g_autofree char *start = vouch_text_format_duration (signal->doubt_start_ms);
  g_autofree char *end = vouch_text_format_duration (signal->doubt_end_ms);

  if (is_part (talk))
    return g_strdup_printf (
        /* Translators: %s and %s are times in a recording such as 12:30. */
        _ ("Between %s and %s some of the speech is hardly louder than what else is heard, so "
           "pauses may be missing or wrong there. Listen before you use them."),
        start, end);
  return g_strdup (_ ("Some of the speech is hardly louder than what else is heard at that moment, "
                      "so pauses may be missing or wrong. Listen before you use them."));
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
  if (signal->flaws & VOUCH_SIGNAL_VOICES)
    return g_strdup (
        _ ("Much softer voices are heard in the pauses and are taken for another room. "
           "If they are your students, these are no pauses. Listen before you use "
           "them."));
  if (signal->flaws & (VOUCH_SIGNAL_PARTLY_NOISY | VOUCH_SIGNAL_UNSURE))
    return describe_doubt (talk);
  if (signal->flaws & VOUCH_SIGNAL_ECHO)
    return g_strdup (_ ("Words ring on for long in this room, so pauses are longer than they are "
                        "measured here, and some may be missing. Listen before you use them."));
  if (signal->flaws & VOUCH_SIGNAL_CLIPPED)
    return g_strdup (_ ("The loudest speech is cut off, because the microphone was set too loud. "
                        "Pauses are found all the same."));
  return NULL;
}
