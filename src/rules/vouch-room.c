/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-room"

#include "config.h"
#include "vouch-room.h"

#include "vouch-facts.h"

/*
 * Tells the speech of a recording from what else is heard in the room. A frame is speech when the voice
 * detector heard a voice in it and it is louder than a threshold. The threshold follows the room, in
 * three steps for each five seconds:
 *
 * 1. How loud the speakers here are: the level that a twentieth of the two minutes around exceed.
 * 2. The background: what is left of the minute around without what is about that loud and what is
 *    close to it, for that is what is softly said. Its middle tells how loud it is, and how far its
 *    quietest tenth lies below that tells how much it sways: a fan hardly, a class next door by many
 *    decibels. Where nobody ever waits, hardly anything is left; then it is the quietest there is.
 * 3. Speech has to stand out from the middle by 3.5 dB and by more where the background sways more; but
 *    what is within 14 dB of the speakers here is never taken for background because of that.
 *
 * A floor from the quietest tenth alone took the louder words of other rooms for speech. Stretches
 * shorter than 150 ms are dropped first, then gaps shorter than 300 ms are bridged. docs/capture.md has
 * the measurements that these numbers come from.
 */

#define FRAME_MS VOUCH_SOUND_MAP_FRAME_MS
#define STEPS_PER_DB 2 /* of a frame's level */
#define QUIETEST (-100 * STEPS_PER_DB)
#define N_STEPS (1 - QUIETEST)
#define MOSTLY_VOICE 50 /* percent */
#define MIN_SPEECH_MS 150
#define MAX_GAP_MS 300

/* A gate or a clean copy can leave true silence behind; nothing spoken is as quiet as that. */
#define LOWEST_DB (-72.0)

/* What is looked at around a block. */
#define BLOCK (5 * 1000 / FRAME_MS)
#define MINUTE_AROUND 6 /* blocks to each side */
#define TWO_MINUTES_AROUND 12

#define QUIETEST_SHARE 0.05
#define QUIET_SHARE 0.1
#define MIDDLE_SHARE 0.5
#define LOUD_SHARE 0.95

/* For a while there may be nobody but the class next door. */
#define BELOW_LOUDEST_DB 10.0
/* What is set aside before the background is looked at. */
#define ABOVE_QUIET_DB 6.0
#define ABOUT_AS_LOUD_DB 13.0
#define ASIDE_MS 600
#define MIN_BACKGROUND (5 * 1000 / FRAME_MS)

#define ABOVE_BACKGROUND_DB 3.5
#define TIMES_SWAYING 1.3
#define SURELY_HERE_DB 14.0

typedef struct {
  double speakers;
  double background; /* the middle of it */
  double quietest;   /* what a tenth of it stays below */
  double threshold;
} Block;

struct _VouchRoom {
  VouchSoundMap *map;
  const VouchSoundFrame *frames;
  guint n;
  Block *blocks;
  guint n_blocks;
};

/* How often each level comes in each block. */
typedef guint8 Counts[N_STEPS];

static double
level_of (const VouchSoundFrame *frame)
{
  return (double) CLAMP (frame->level, QUIETEST, 0) / STEPS_PER_DB;
}

static void
count_level (Counts *counts, const VouchSoundFrame *frames, guint i)
{
  counts[i / BLOCK][CLAMP (frames[i].level, QUIETEST, 0) - QUIETEST]++;
}

/* The levels of the blocks around one, added up. */
typedef struct {
  guint sums[N_STEPS];
  guint all;
  guint first;
  guint last; /* the block after the last */
} Window;

/* Moves on to the blocks up to @around to each side of @block. */
static void
move_window (Window *window, const Counts *counts, guint block, guint around, guint n_blocks)
{
  for (; window->last < MIN (n_blocks, block + around + 1); window->last++)
    for (guint i = 0; i < N_STEPS; i++) {
      window->sums[i] += counts[window->last][i];
      window->all += counts[window->last][i];
    }
  for (; window->first + around < block; window->first++)
    for (guint i = 0; i < N_STEPS; i++) {
      window->sums[i] -= counts[window->first][i];
      window->all -= counts[window->first][i];
    }
}

/* The level that this share of the frames stays below. */
static double
find_level (const Window *window, double share)
{
  guint before = 0, step = 0;

  for (; step < N_STEPS - 1; step++) {
    before += window->sums[step];
    if (before > (guint) (window->all * share))
      break;
  }
  return MAX (LOWEST_DB, ((double) step + QUIETEST) / STEPS_PER_DB);
}

static Counts *
count_all (VouchRoom *self)
{
  Counts *counts = g_new0 (Counts, self->n_blocks + 1);

  for (guint i = 0; i < self->n; i++)
    count_level (counts, self->frames, i);
  return counts;
}

static void
find_speakers (VouchRoom *self)
{
  g_autofree Counts *counts = count_all (self);
  Window whole = { 0 }, minute = { 0 }, minutes = { 0 };
  double quiet, speakers;

  move_window (&whole, counts, 0, self->n_blocks, self->n_blocks);
  quiet = find_level (&whole, QUIET_SHARE);
  speakers = find_level (&whole, LOUD_SHARE) - BELOW_LOUDEST_DB;
  for (guint i = 0; i < self->n_blocks; i++) {
    Block *block = &self->blocks[i];

    move_window (&minute, counts, i, MINUTE_AROUND, self->n_blocks);
    move_window (&minutes, counts, i, TWO_MINUTES_AROUND, self->n_blocks);
    block->speakers = MAX (speakers, find_level (&minutes, LOUD_SHARE));
    block->threshold = MAX (quiet, find_level (&minute, QUIET_SHARE)) + ABOVE_QUIET_DB;
    block->threshold = MAX (block->threshold, block->speakers - ABOUT_AS_LOUD_DB);
  }
}

/* The frames that are nobody's who speaks about as loud as the speakers here, nor close to that. */
static Counts *
count_background (VouchRoom *self)
{
  g_autoptr (GArray) loud = vouch_room_find_speech (self, 0);
  Counts *counts = g_new0 (Counts, self->n_blocks + 1);
  guint i = 0;

  for (guint k = 0; k <= loud->len; k++) {
    const VouchSpeech *stretch = k < loud->len ? &g_array_index (loud, VouchSpeech, k) : NULL;
    gint64 from = stretch != NULL ? (stretch->start_ms - ASIDE_MS) / FRAME_MS : self->n;

    for (; (gint64) i < from; i++)
      count_level (counts, self->frames, i);
    if (stretch != NULL)
      i = MIN (self->n, (guint) ((stretch->end_ms + ASIDE_MS) / FRAME_MS));
  }
  return counts;
}

static void
find_background (VouchRoom *self)
{
  g_autofree Counts *counts = count_background (self);
  g_autofree Counts *all_counts = count_all (self);
  Window minute = { 0 }, all = { 0 };

  for (guint i = 0; i < self->n_blocks; i++) {
    Block *block = &self->blocks[i];
    double swaying;

    move_window (&minute, counts, i, MINUTE_AROUND, self->n_blocks);
    move_window (&all, all_counts, i, MINUTE_AROUND, self->n_blocks);
    block->background = find_level (&minute, MIDDLE_SHARE);
    block->quietest = find_level (&minute, QUIET_SHARE);
    if (minute.all < MIN_BACKGROUND)
      block->background = block->quietest = find_level (&all, QUIETEST_SHARE);
    swaying = TIMES_SWAYING * (block->background - block->quietest);
    block->threshold = MAX (block->background + ABOVE_BACKGROUND_DB,
                            MIN (block->background + swaying, block->speakers - SURELY_HERE_DB));
  }
}

/**
 * vouch_room_new:
 * @map: what was heard of a recording.
 *
 * Finds out how loud the speakers are and what else is heard.
 *
 * Returns: (transfer full): the room.
 */
VouchRoom *
vouch_room_new (VouchSoundMap *map)
{
  VouchRoom *self = g_new0 (VouchRoom, 1);

  self->map = g_object_ref (map);
  self->frames = vouch_sound_map_get_frames (map, &self->n);
  self->n_blocks = (self->n + BLOCK - 1) / BLOCK;
  self->blocks = g_new0 (Block, self->n_blocks + 1);
  find_speakers (self);
  find_background (self);
  return self;
}

/**
 * vouch_room_free:
 * @self: (nullable): a room.
 *
 * Frees it.
 */
void
vouch_room_free (VouchRoom *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->map);
  g_free (self->blocks);
  g_free (self);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/**
 * vouch_room_get_floor_db:
 * @self: a room.
 *
 * Returns: how loud the background is half of the time, in dBFS.
 */
double
vouch_room_get_floor_db (VouchRoom *self)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->n_blocks; i++)
    g_array_append_val (levels, self->blocks[i].background);
  if (levels->len == 0)
    return LOWEST_DB;
  g_array_sort (levels, compare_levels);
  return g_array_index (levels, double, levels->len / 2);
}

static const Block *
block_at (VouchRoom *self, gint64 ms)
{
  gint64 i = ms / FRAME_MS / BLOCK;

  return &self->blocks[CLAMP (i, 0, MAX (1, (gint64) self->n_blocks) - 1)];
}

/**
 * vouch_room_get_background_db:
 * @self: a room.
 * @ms: a time.
 *
 * Returns: how loud the background is around that time, in dBFS.
 */
double
vouch_room_get_background_db (VouchRoom *self, gint64 ms)
{
  return block_at (self, ms)->background;
}

/**
 * vouch_room_get_quietest_db:
 * @self: a room.
 * @ms: a time.
 *
 * Returns: what a tenth of the background stays below around that time, in dBFS.
 */
double
vouch_room_get_quietest_db (VouchRoom *self, gint64 ms)
{
  return block_at (self, ms)->quietest;
}

/**
 * vouch_room_get_threshold_db:
 * @self: a room.
 * @ms: a time.
 *
 * Returns: what a voice has to exceed at that time for being speech, in dBFS.
 */
double
vouch_room_get_threshold_db (VouchRoom *self, gint64 ms)
{
  return block_at (self, ms)->threshold;
}

static gboolean
is_speech (VouchRoom *self, guint i, double shift_db)
{
  const VouchSoundFrame *frame = &self->frames[i];

  return frame->voice >= MOSTLY_VOICE &&
         level_of (frame) > self->blocks[i / BLOCK].threshold + shift_db;
}

/**
 * vouch_room_find_speech:
 * @self: a room.
 * @shift_db: by how much louder than otherwise speech has to be.
 *
 * Finds where somebody speaks: short stretches are dropped, and short gaps are bridged.
 *
 * Returns: (transfer full) (element-type VouchSpeech): the stretches, in order and without levels.
 */
GArray *
vouch_room_find_speech (VouchRoom *self, double shift_db)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (VouchSpeech));
  guint from = 0;

  for (guint i = 0; i <= self->n; i++) {
    VouchSpeech stretch = { (gint64) from * FRAME_MS, (gint64) i * FRAME_MS, 0 };
    VouchSpeech *last =
        stretches->len > 0 ? &g_array_index (stretches, VouchSpeech, stretches->len - 1) : NULL;

    if (i < self->n && is_speech (self, i, shift_db))
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
