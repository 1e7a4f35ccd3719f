/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-ear"

#include "config.h"
#include "reader-ear.h"

#include <math.h>
#include <string.h>

#include "reader-voice.h"

/*
 * Makes a map of samples. The sound comes twice: as it is, for how far it swings and whether it is cut
 * off, and later, behind the voice detector, for how loud it is and whether somebody speaks. Where the
 * recording has gaps the map has silence.
 */

#define NS_PER_S G_GUINT64_CONSTANT (1000000000)
#define PEAK_NS (VOUCH_SOUND_MAP_PEAK_MS * NS_PER_S / 1000)
#define PEAKS_PER_FRAME (VOUCH_SOUND_MAP_FRAME_MS / VOUCH_SOUND_MAP_PEAK_MS)
#define FRAME_SAMPLES (READER_VOICE_RATE * VOUCH_SOUND_MAP_FRAME_MS / 1000)
#define QUIETEST (-200)
/* Samples so near to full scale, that many in a row, do not come from a microphone set right. */
#define FULL_SCALE 0.99f
#define CLIPPED_RUN 3

struct _ReaderEar {
  VouchSoundMap *map;

  /* The peak that is being heard. */
  guint64 peak;
  float lowest;
  float highest;

  /* The frame that is being heard. */
  double energy;
  guint samples;
  guint voiced;

  GByteArray *clipped; /* samples cut off, by frame; runs ahead of the frames */
  guint run;           /* samples at full scale in a row */
};

/**
 * reader_ear_new:
 *
 * Returns: (transfer full): one that has heard nothing yet.
 */
ReaderEar *
reader_ear_new (void)
{
  ReaderEar *self = g_new0 (ReaderEar, 1);

  self->map = vouch_sound_map_new ();
  self->clipped = g_byte_array_new ();
  return self;
}

/**
 * reader_ear_free:
 * @self: (nullable): an ear.
 *
 * Frees it.
 */
void
reader_ear_free (ReaderEar *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->map);
  g_byte_array_unref (self->clipped);
  g_free (self);
}

static gint8
scale (float sample)
{
  return (gint8) lrintf (CLAMP (sample, -1, 1) * 127);
}

/* Ends the peak that is being heard, and those that were not heard at all, up to @next. */
static void
end_peaks (ReaderEar *self, guint64 next)
{
  VouchSoundPeak peak = { scale (self->lowest), scale (self->highest) };
  const VouchSoundPeak silence = { 0, 0 };

  vouch_sound_map_add_peaks (self->map, &peak, 1);
  for (self->peak++; self->peak < MIN (next, VOUCH_SOUND_MAP_MAX_PEAKS); self->peak++)
    vouch_sound_map_add_peaks (self->map, &silence, 1);
  self->lowest = self->highest = 0;
}

static void
add_clipped (ReaderEar *self, guint frame, guint n)
{
  guint before = self->clipped->len;

  if (frame >= before) {
    g_byte_array_set_size (self->clipped, frame + 1);
    memset (self->clipped->data + before, 0, frame + 1 - before);
  }
  self->clipped->data[frame] = (guint8) MIN (255, self->clipped->data[frame] + n);
}

static void
note_clipped (ReaderEar *self)
{
  add_clipped (self, (guint) (self->peak / PEAKS_PER_FRAME), 1);
}

static void
look_for_clipping (ReaderEar *self, const float *samples, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    self->run = fabsf (samples[i]) >= FULL_SCALE ? self->run + 1 : 0;
    if (self->run >= CLIPPED_RUN)
      note_clipped (self);
  }
}

/* Samples that belong to one peak. Four at a time, which processors do at once. */
static void
swing (ReaderEar *self, const float *samples, gsize n)
{
  float low[4] = { 0 }, high[4] = { 0 };
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    for (guint k = 0; k < 4; k++) {
      low[k] = samples[i + k] < low[k] ? samples[i + k] : low[k];
      high[k] = samples[i + k] > high[k] ? samples[i + k] : high[k];
    }
  for (; i < n; i++) {
    low[0] = MIN (low[0], samples[i]);
    high[0] = MAX (high[0], samples[i]);
  }
  for (guint k = 0; k < 4; k++) {
    self->lowest = MIN (self->lowest, low[k]);
    self->highest = MAX (self->highest, high[k]);
  }
  /* Most sound is far from full scale, and nothing more is to be done for it. */
  if (self->highest >= FULL_SCALE || self->lowest <= -FULL_SCALE)
    look_for_clipping (self, samples, n);
  else
    self->run = 0;
}

/**
 * reader_ear_add:
 * @self: an ear.
 * @time_ns: where in the recording the sound begins.
 * @samples: (array length=n): mono samples, full scale 1.
 * @n: how many.
 * @rate: samples a second.
 *
 * Hears sound as it is. What is earlier than what was heard before is passed over.
 */
void
reader_ear_add (ReaderEar *self, guint64 time_ns, const float *samples, gsize n, guint rate)
{
  while (n > 0) {
    guint64 peak = time_ns / PEAK_NS;
    gsize some = (gsize) (((peak + 1) * PEAK_NS - time_ns) * rate / NS_PER_S) + 1;

    if (peak >= VOUCH_SOUND_MAP_MAX_PEAKS)
      return;
    some = MIN (some, n);
    if (peak > self->peak)
      end_peaks (self, peak);
    if (peak == self->peak)
      swing (self, samples, some);
    samples += some;
    n -= some;
    time_ns += some * NS_PER_S / rate;
  }
}

/**
 * reader_ear_take_over:
 * @self: an ear that heard, as it is, what is before.
 * @other: an ear that heard something else of the same recording.
 * @first_ms: from where on in the other's time; a whole frame.
 * @last_ms: up to where; a whole frame, or %G_MAXUINT for all there is.
 *
 * Goes on with what another ear heard as it is.
 */
void
reader_ear_take_over (ReaderEar *self, ReaderEar *other, guint first_ms, guint last_ms)
{
  guint n = 0, first = first_ms / VOUCH_SOUND_MAP_PEAK_MS;
  const VouchSoundPeak *peaks = vouch_sound_map_get_peaks (other->map, &n);
  guint last = MIN (n, last_ms / VOUCH_SOUND_MAP_PEAK_MS);
  guint frame = (guint) (self->peak / PEAKS_PER_FRAME);

  for (guint i = first_ms / VOUCH_SOUND_MAP_FRAME_MS;
       i < MIN (other->clipped->len, last_ms / VOUCH_SOUND_MAP_FRAME_MS); i++, frame++)
    if (other->clipped->data[i] > 0)
      add_clipped (self, frame, other->clipped->data[i]);
  if (last > first) {
    vouch_sound_map_add_peaks (self->map, peaks + first, last - first);
    self->peak += last - first;
  }
  if (last_ms == G_MAXUINT) {
    self->lowest = other->lowest;
    self->highest = other->highest;
    self->run = other->run;
  }
}

static void
end_frame (ReaderEar *self)
{
  VouchSoundFrame frame = { .level = QUIETEST };
  guint index = 0;

  vouch_sound_map_get_frames (self->map, &index);
  if (self->energy > 0)
    frame.level = (gint16) CLAMP (lrint (20 * log10 (self->energy / self->samples)), QUIETEST, 0);
  frame.voice = (guint8) (100 * self->voiced / self->samples);
  if (index < self->clipped->len)
    frame.clipped = self->clipped->data[index];
  vouch_sound_map_add_frames (self->map, &frame, 1);
  self->energy = 0;
  self->samples = self->voiced = 0;
}

static double
energy_of (const gint16 *samples, gsize n)
{
  gint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (gint32) samples[i] * samples[i];
  return (double) sum / (32768.0 * 32768.0);
}

/**
 * reader_ear_add_voice:
 * @self: an ear.
 * @samples: (array length=n): samples behind the voice detector, %READER_VOICE_RATE a second and
 *   without gaps.
 * @n: how many.
 * @voice: whether the detector hears a voice in them.
 *
 * Hears the next sound behind the voice detector.
 */
void
reader_ear_add_voice (ReaderEar *self, const gint16 *samples, gsize n, gboolean voice)
{
  while (n > 0) {
    gsize some = MIN (n, FRAME_SAMPLES - self->samples);

    self->energy += energy_of (samples, some);
    self->samples += (guint) some;
    self->voiced += voice ? (guint) some : 0;
    samples += some;
    n -= some;
    if (self->samples == FRAME_SAMPLES)
      end_frame (self);
  }
}

/**
 * reader_ear_finish:
 * @self: an ear.
 *
 * Ends what is being heard. Nothing can be added afterwards.
 */
void
reader_ear_finish (ReaderEar *self)
{
  if (self->peak > 0 || self->lowest < 0 || self->highest > 0)
    end_peaks (self, self->peak);
  if (self->samples > 0)
    end_frame (self);
}

/**
 * reader_ear_get_map:
 * @self: an ear.
 *
 * Returns: (transfer none): what was heard so far; what is being heard is not in it yet.
 */
VouchSoundMap *
reader_ear_get_map (ReaderEar *self)
{
  return self->map;
}
