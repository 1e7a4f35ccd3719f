/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-speech"

#include "config.h"
#include "reader-speech.h"

#include <math.h>

/*
 * Finds speech in mono sound. Sound is looked at in frames of 50 ms. A frame is speech when it is
 * 6 dB louder than the floor (the level that a tenth of all frames stay below) and the voice detector
 * heard a voice in it: each alone takes noises or other rooms for speech. Stretches shorter than
 * 150 ms are dropped first, then gaps shorter than 300 ms are bridged. The numbers were found by
 * trying them on spoken lessons with noise, reverberation and babble.
 */

#define FRAME_MS 50
#define ABOVE_FLOOR_DB 6.0
#define MIN_SPEECH_MS 150
#define MAX_GAP_MS 300
#define SILENCE_DB (-100.0)
/* A day of sound; beyond that, nothing is analysed. */
#define MAX_FRAMES (24 * 3600 * 1000 / FRAME_MS)

typedef struct {
  double energy; /* sum of squares, full scale 1 */
  guint32 samples;
  guint32 voiced; /* how many of the samples the detector took for a voice */
} Frame;

typedef struct {
  guint from; /* first frame */
  guint to;   /* the frame after the last */
} Stretch;

struct _ReaderSpeech {
  GArray *frames; /* Frame, by time */
};

/**
 * reader_speech_new:
 *
 * Returns: (transfer full): an analysis without any sound yet.
 */
ReaderSpeech *
reader_speech_new (void)
{
  ReaderSpeech *self = g_new0 (ReaderSpeech, 1);

  self->frames = g_array_new (FALSE, TRUE, sizeof (Frame));
  return self;
}

/**
 * reader_speech_free:
 * @self: (nullable): an analysis.
 *
 * Frees it.
 */
void
reader_speech_free (ReaderSpeech *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->frames);
  g_free (self);
}

/**
 * reader_speech_add:
 * @self: an analysis.
 * @time_ns: where in the recording the sound begins, in nanoseconds.
 * @samples: mono samples.
 * @n_samples: how many.
 * @rate: samples a second.
 * @voice: whether the voice detector hears a voice here.
 *
 * Adds a short piece of sound. Where the recording has gaps, the frames stay empty.
 */
void
reader_speech_add (ReaderSpeech *self,
                   guint64 time_ns,
                   const gint16 *samples,
                   gsize n_samples,
                   guint rate,
                   gboolean voice)
{
  double first = (double) time_ns * rate / 1e9;
  double per_frame = rate * FRAME_MS / 1000.0;

  for (gsize i = 0; i < n_samples; i++) {
    double index = (first + (double) i) / per_frame;
    double value = samples[i] / 32768.0;
    Frame *frame = NULL;

    if (index >= MAX_FRAMES)
      return;
    if (index >= self->frames->len)
      g_array_set_size (self->frames, (guint) index + 1);
    frame = &g_array_index (self->frames, Frame, (guint) index);
    frame->energy += value * value;
    frame->samples++;
    frame->voiced += voice ? 1 : 0;
  }
}

static double
frame_level (const Frame *frame)
{
  if (frame->samples == 0 || frame->energy <= 0)
    return SILENCE_DB;
  return MAX (SILENCE_DB, 10 * log10 (frame->energy / frame->samples));
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
find_floor (GArray *frames)
{
  g_autoptr (GArray) levels = g_array_sized_new (FALSE, FALSE, sizeof (double), frames->len);

  for (guint i = 0; i < frames->len; i++) {
    const Frame *frame = &g_array_index (frames, Frame, i);
    double level = frame_level (frame);

    if (frame->samples > 0)
      g_array_append_val (levels, level);
  }
  if (levels->len == 0)
    return SILENCE_DB;
  g_array_sort (levels, compare_levels);
  return g_array_index (levels, double, levels->len / 10);
}

static gboolean
is_speech (const Frame *frame, double floor_db)
{
  return frame->samples > 0 && frame->voiced * 2 >= frame->samples &&
         frame_level (frame) > floor_db + ABOVE_FLOOR_DB;
}

/* Stretches of speech, short ones dropped and short gaps bridged. */
static GArray *
find_stretches (GArray *frames, double floor_db)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch current = { 0, 0 };

  for (guint i = 0; i <= frames->len; i++) {
    Stretch *last =
        stretches->len > 0 ? &g_array_index (stretches, Stretch, stretches->len - 1) : NULL;

    if (i < frames->len && is_speech (&g_array_index (frames, Frame, i), floor_db))
      continue;
    current.to = i;
    if ((current.to - current.from) * FRAME_MS >= MIN_SPEECH_MS) {
      if (last != NULL && (current.from - last->to) * FRAME_MS < MAX_GAP_MS)
        last->to = current.to;
      else
        g_array_append_val (stretches, current);
    }
    current.from = i + 1;
  }
  return stretches;
}

static double
mean_level (GArray *frames, guint from, guint to, double *energy, double *samples)
{
  Frame sum = { 0 };

  for (guint i = from; i < to; i++) {
    const Frame *frame = &g_array_index (frames, Frame, i);

    sum.energy += frame->energy;
    sum.samples += frame->samples;
  }
  *energy += sum.energy;
  *samples += sum.samples;
  return frame_level (&sum);
}

/**
 * reader_speech_report:
 * @self: an analysis that has heard the whole recording.
 * @facts: receives the speech map, the level of the speech and the floor.
 *
 * Reports what was found. Without any speech the level is that of the floor.
 */
void
reader_speech_report (ReaderSpeech *self, VouchFacts *facts)
{
  double floor_db = find_floor (self->frames);
  g_autoptr (GArray) stretches = find_stretches (self->frames, floor_db);
  double energy = 0, samples = 0;
  double level = floor_db;

  for (guint i = 0; i < stretches->len; i++) {
    const Stretch *stretch = &g_array_index (stretches, Stretch, i);
    double stretch_level = mean_level (self->frames, stretch->from, stretch->to, &energy, &samples);

    vouch_facts_add_speech (facts, (gint64) stretch->from * FRAME_MS,
                            (gint64) stretch->to * FRAME_MS, stretch_level);
  }
  if (samples > 0 && energy > 0)
    level = 10 * log10 (energy / samples);
  vouch_facts_set_levels (facts, level, floor_db);
}
