/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-echo"

#include "config.h"
#include "vouch-echo.h"

#include <math.h>

#include "vouch-facts.h"

/*
 * How long a room echoes, from how fast it becomes quiet after each stretch of speech that nothing
 * follows for a while. A voice stops within a tenth of a second; a room goes on by the same number of
 * decibels in each tenth of a second.
 */

#define FRAME_MS VOUCH_SOUND_MAP_FRAME_MS
#define STEPS_PER_DB 2
#define FALL_DB 60.0

#define QUIET_AFTER_MS 600
#define LAST_WORDS (2000 / FRAME_MS)
#define LOUDEST (250 / FRAME_MS)
#define LOUD_DB 5.0 /* below the loudest of the last words, it is still said */
#define MOST_FALL_DB 24.0
#define LEAST_FALL_DB 8.0
#define FEWEST 5

static double
level_of (const VouchSoundFrame *frame)
{
  return (double) frame->level / STEPS_PER_DB;
}

static double
energy_of (const VouchSoundFrame *frame)
{
  return pow (10, level_of (frame) / 10);
}

/* The loudest quarter of a second of the last two seconds, in dBFS. */
static double
find_loudest (const VouchSoundFrame *frames, gint64 from, gint64 to)
{
  gint64 first = MAX (from, to - LAST_WORDS);
  gint64 n = MIN (LOUDEST, to - first);
  double sum = 0, most = 0;

  for (gint64 i = first; i < to; i++) {
    sum += energy_of (&frames[i]);
    if (i >= first + n)
      sum -= energy_of (&frames[i - n]);
    if (i >= first + n - 1)
      most = MAX (most, sum);
  }
  return 10 * log10 (MAX (most / (double) n, 1e-12));
}

/* How long it would take to fall by 60 dB behind a stretch, in seconds; negative where too little of the
 * fall is heard. */
static double
measure_end (const VouchSoundFrame *frames,
             VouchRoom *room,
             const VouchSpeech *stretch,
             gint64 next)
{
  gint64 from = stretch->start_ms / FRAME_MS, to = stretch->end_ms / FRAME_MS;
  double loudest = find_loudest (frames, from, to);
  double bottom = MAX (vouch_room_get_threshold_db (room, stretch->end_ms), loudest - MOST_FALL_DB);
  gint64 last = to - 1, end;
  double fall;

  while (last > from && level_of (&frames[last]) < loudest - LOUD_DB)
    last--;
  for (end = last + 1; end < next && level_of (&frames[end]) > bottom; end++)
    ;
  fall = level_of (&frames[last]) - bottom;
  if (fall < LEAST_FALL_DB)
    return -1;
  return FALL_DB / fall * (double) ((end - last) * FRAME_MS) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/**
 * vouch_echo_measure:
 * @map: what was heard of a recording.
 * @room: the room.
 * @speech: (element-type VouchSpeech): where somebody speaks.
 *
 * Measures how long the room echoes. Where words die away slowly it says more than that.
 *
 * Returns: how long a sound takes to fall by 60 dB, in seconds; 0 where too little of that is heard.
 */
double
vouch_echo_measure (VouchSoundMap *map, VouchRoom *room, GArray *speech)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = 0;
  const VouchSoundFrame *frames = vouch_sound_map_get_frames (map, &n);

  for (guint i = 0; i < speech->len; i++) {
    const VouchSpeech *stretch = &g_array_index (speech, VouchSpeech, i);
    gint64 next = i + 1 < speech->len ? stretch[1].start_ms : (gint64) n * FRAME_MS;
    double seconds = -1;

    if (next - stretch->end_ms >= QUIET_AFTER_MS)
      seconds = measure_end (frames, room, stretch, next / FRAME_MS);
    if (seconds >= 0)
      g_array_append_val (ends, seconds);
  }
  if (ends->len < FEWEST)
    return 0;
  g_array_sort (ends, compare);
  return g_array_index (ends, double, ends->len / 2);
}
