/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-hearing"

#include "config.h"
#include "reader-hearing.h"

#include <string.h>

#include "reader-decimator.h"
#include "reader-voice.h"
#include "reader-watchdog.h"

/*
 * Puts decoded sound on one line of time, from some moment on: channels become one, holes become silence,
 * what comes twice is left out. Each sample has its place by counting from the last moment that the file
 * told, so that the same sound gets the same place wherever hearing began.
 */

/* Times are rounded in many files; what is further off is a gap. */
#define LOOSE_NS (40 * GST_MSECOND)
/* What says that it is sampled otherwise is no recording of speech. */
#define LOWEST_RATE 2000
#define HIGHEST_RATE 768000
#define DAY (G_GUINT64_CONSTANT (24) * 3600 * GST_SECOND)
#define PIECE 4096

struct _ReaderHearing {
  ReaderHearingFuncs funcs;
  GstClockTime begin;
  GstClockTime anchor; /* the last moment that the file told, */
  guint64 n_since;     /* and how many samples were heard since */
  guint rate;          /* 0 before any sound */
  ReaderDecimator *decimator;
  GArray *few;   /* (element-type gint16) */
  guint64 n_few; /* how many of them were handed on */
};

/**
 * reader_hearing_new:
 * @begin: what is before that is not heard.
 * @funcs: who takes what is heard; copied.
 *
 * Returns: (transfer full): what has heard nothing yet.
 */
ReaderHearing *
reader_hearing_new (GstClockTime begin, const ReaderHearingFuncs *funcs)
{
  ReaderHearing *self = g_new0 (ReaderHearing, 1);

  self->funcs = *funcs;
  self->begin = self->anchor = begin;
  self->few = g_array_new (FALSE, FALSE, sizeof (gint16));
  return self;
}

/**
 * reader_hearing_free:
 * @self: (nullable): what heard.
 *
 * Frees it.
 */
void
reader_hearing_free (ReaderHearing *self)
{
  if (self == NULL)
    return;
  reader_decimator_free (self->decimator);
  g_array_unref (self->few);
  g_free (self);
}

/**
 * reader_hearing_can:
 * @info: what some sound is.
 *
 * Returns: whether it can be heard.
 */
gboolean
reader_hearing_can (const GstAudioInfo *info)
{
  return GST_AUDIO_INFO_RATE (info) >= LOWEST_RATE && GST_AUDIO_INFO_RATE (info) <= HIGHEST_RATE;
}

/**
 * reader_hearing_get_heard:
 * @self: what heard.
 *
 * Returns: up to where in the recording.
 */
GstClockTime
reader_hearing_get_heard (ReaderHearing *self)
{
  return self->rate == 0
             ? self->anchor
             : self->anchor + gst_util_uint64_scale (self->n_since, GST_SECOND, self->rate);
}

/* One channel is made of all. */
static void
mix (const GstAudioBuffer *buffer, gsize first, gsize n, float *mixed)
{
  int channels = GST_AUDIO_INFO_CHANNELS (&buffer->info);
  gboolean real = GST_AUDIO_INFO_IS_FLOAT (&buffer->info);
  gboolean apart = GST_AUDIO_INFO_LAYOUT (&buffer->info) == GST_AUDIO_LAYOUT_NON_INTERLEAVED;
  gsize stride = apart ? 1 : (gsize) channels;
  float weight = (real ? 1 : 1 / 32768.0f) / (float) channels;

  memset (mixed, 0, n * sizeof *mixed);
  for (int c = 0; c < channels; c++) {
    gsize at = first * stride + (apart ? 0 : (gsize) c);
    const void *plane = buffer->planes[apart ? c : 0];

    if (real)
      for (gsize i = 0; i < n; i++)
        mixed[i] += ((const float *) plane)[at + i * stride] * weight;
    else
      for (gsize i = 0; i < n; i++)
        mixed[i] += (float) ((const gint16 *) plane)[at + i * stride] * weight;
  }
  /* A file of real numbers may hold some that are none. */
  for (gsize i = 0; real && i < n; i++)
    mixed[i] = mixed[i] >= -8 && mixed[i] <= 8 ? mixed[i] : 0;
}

static void
hand_on (ReaderHearing *self)
{
  self->n_few += self->few->len;
  if (self->few->len > 0)
    self->funcs.few (self->few, self->funcs.data);
  g_array_set_size (self->few, 0);
}

/* Where the recording has a hole, there is silence, so that the voices keep their times. */
static void
fill_gap (ReaderHearing *self, GstClockTime time)
{
  guint64 until =
      gst_util_uint64_scale (MIN (time, DAY) - self->begin, READER_VOICE_RATE, GST_SECOND);

  hand_on (self);
  while (self->n_few < until) {
    g_array_set_size (self->few, (guint) MIN (until - self->n_few, READER_VOICE_RATE));
    memset (self->few->data, 0, (gsize) self->few->len * 2);
    hand_on (self);
    reader_watchdog_tick ();
  }
}

static void
set_rate (ReaderHearing *self, guint rate)
{
  if (self->rate == rate)
    return;
  self->anchor = reader_hearing_get_heard (self);
  self->n_since = 0;
  self->rate = rate;
  reader_decimator_free (self->decimator);
  self->decimator = reader_decimator_new (rate, READER_VOICE_RATE);
}

/* Returns how many samples of it were heard before. */
static gsize
place (ReaderHearing *self, GstClockTime time)
{
  GstClockTime heard = reader_hearing_get_heard (self);
  GstClockTime loose = self->anchor == self->begin && self->n_since == 0 ? 0 : LOOSE_NS;

  if (!GST_CLOCK_TIME_IS_VALID (time))
    return 0;
  if (time > heard + loose && time > self->begin) {
    fill_gap (self, time);
    self->anchor = time;
    self->n_since = 0;
    return 0;
  }
  return time + loose < heard ? gst_util_uint64_scale_round (heard - time, self->rate, GST_SECOND)
                              : 0;
}

/**
 * reader_hearing_add:
 * @self: what hears.
 * @buffer: the next sound, real numbers or 16 bits.
 * @info: what it is; reader_hearing_can() has to say so.
 * @time: where in the recording it is, or %GST_CLOCK_TIME_NONE when it simply goes on.
 *
 * Hears it.
 */
void
reader_hearing_add (ReaderHearing *self,
                    GstBuffer *buffer,
                    const GstAudioInfo *info,
                    GstClockTime time)
{
  GstAudioBuffer sound;
  float piece[PIECE];
  gsize first = 0;

  if (!gst_audio_buffer_map (&sound, info, buffer, GST_MAP_READ))
    return;
  set_rate (self, (guint) GST_AUDIO_INFO_RATE (info));
  first = place (self, time);
  while (first < sound.n_samples && reader_hearing_get_heard (self) < DAY) {
    gsize n = MIN (sound.n_samples - first, PIECE);

    mix (&sound, first, n, piece);
    reader_decimator_add (self->decimator, piece, n, self->few);
    self->funcs.piece (reader_hearing_get_heard (self) - self->begin, piece, n, self->rate,
                       self->funcs.data);
    self->n_since += n;
    first += n;
  }
  gst_audio_buffer_unmap (&sound);
  if (self->few->len >= READER_VOICE_RATE)
    hand_on (self);
}

/**
 * reader_hearing_finish:
 * @self: what heard.
 *
 * Hands on what is left.
 */
void
reader_hearing_finish (ReaderHearing *self)
{
  hand_on (self);
}
