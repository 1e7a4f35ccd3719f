/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-listen"

#include "config.h"
#include "reader-listen.h"

#include <gst/audio/audio.h>

#include "reader-ear.h"
#include "reader-gst.h"
#include "reader-hearing.h"
#include "reader-print.h"
#include "reader-relay.h"
#include "reader-samples.h"
#include "reader-type.h"
#include "reader-voice.h"
#include "reader-watchdog.h"
#include "vouch-reader-protocol.h"
#include "vouch-sound-map-wire.h"

/*
 * Listens to a recording and prints a map of its sound as it grows. Where the container tells exactly
 * where each part is, several hear stretches of it at once; see reader-relay.c. Otherwise, and from there
 * on where they do not agree, one hears all, with three threads: one decodes, one draws the waveform and
 * makes few samples of many, one looks for voices in those. Between the first two go batches of buffers
 * rather than buffers, since handing one over costs as much as decoding it. What was heard by several is
 * not heard again.
 */

#define BATCH 64
#define MAX_WAITING ((gsize) 8 * 1024 * 1024)
/* A part of the map is printed that often, and the first one as soon as it shows anything. */
#define BETWEEN_PARTS_US (100 * 1000)
#define FIRST_PART_MS 1000

typedef struct {
  GstBuffer *buffer;
  GstClockTime time;
} Sound;

typedef struct {
  GArray *sounds; /* (element-type Sound) */
  GstAudioInfo info;
  gsize size;
} Batch;

typedef struct {
  GstElement *pipeline; /* (nullable): when one hears all */
  GstPad *pad;          /* (nullable): where its sound comes out */
  Batch *filling;       /* (nullable); of the decoding thread */

  GMutex lock; /* guards what follows, up to the next empty line */
  GCond changed;
  GQueue batches; /* (element-type Batch) */
  gsize waiting;  /* bytes in them */
  gboolean over;  /* no more batches will come */
  ReaderEar *ear;
  gboolean unheard; /* nobody takes what is printed */
  guint printed_peaks;
  guint printed_frames;
  gint64 printed_us;

  ReaderVoice *voice; /* (nullable) */
  guint64 n_few;      /* samples that the detector was given */
  guint64 n_passed;   /* samples for it that one who hears all again has heard */
  gboolean heard;     /* there was sound */
} Listen;

static void
batch_free (Batch *batch)
{
  for (guint i = 0; i < batch->sounds->len; i++)
    gst_buffer_unref (g_array_index (batch->sounds, Sound, i).buffer);
  g_array_unref (batch->sounds);
  g_free (batch);
}

static void
print_part (Listen *self)
{
  VouchSoundMap *map = reader_ear_get_map (self->ear);
  g_autoptr (GBytes) part =
      vouch_sound_map_wire_write (map, self->printed_frames, self->printed_peaks);

  self->unheard = self->unheard || !reader_print (part);
  vouch_sound_map_get_frames (map, &self->printed_frames);
  vouch_sound_map_get_peaks (map, &self->printed_peaks);
  self->printed_us = g_get_monotonic_time ();
}

static gboolean
has_news (Listen *self)
{
  VouchSoundMap *map = reader_ear_get_map (self->ear);
  guint n_frames = 0, n_peaks = 0;

  vouch_sound_map_get_frames (map, &n_frames);
  vouch_sound_map_get_peaks (map, &n_peaks);
  return n_frames > self->printed_frames || n_peaks > self->printed_peaks;
}

static void
print_when_due (Listen *self)
{
  gint64 heard_ms = vouch_sound_map_get_heard_ms (reader_ear_get_map (self->ear));

  if (self->printed_us == 0
          ? heard_ms >= FIRST_PART_MS
          : g_get_monotonic_time () - self->printed_us >= BETWEEN_PARTS_US && has_news (self))
    print_part (self);
}

/* Decoding: buffers are collected and handed over. */

static void
hand_over (Listen *self)
{
  Batch *batch = g_steal_pointer (&self->filling);

  if (batch == NULL)
    return;
  g_mutex_lock (&self->lock);
  while (self->waiting > MAX_WAITING && !self->over)
    g_cond_wait (&self->changed, &self->lock);
  self->waiting += batch->size;
  g_queue_push_tail (&self->batches, batch);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gboolean
begin_batch (Listen *self, GstPad *pad)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  GstAudioInfo info;

  if (caps == NULL || !gst_audio_info_from_caps (&info, caps) || !reader_hearing_can (&info))
    return FALSE;
  self->filling = g_new0 (Batch, 1);
  self->filling->info = info;
  self->filling->sounds = g_array_sized_new (FALSE, FALSE, sizeof (Sound), BATCH);
  return TRUE;
}

static GstPadProbeReturn
on_sound (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Listen *self = user_data;
  GstBuffer *buffer = NULL;
  Sound sound = { 0 };

  reader_watchdog_tick ();
  if (!(info->type & GST_PAD_PROBE_TYPE_BUFFER)) {
    /* Whatever comes next may be of another kind. */
    hand_over (self);
    return GST_PAD_PROBE_OK;
  }
  buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  if (self->filling == NULL && !begin_batch (self, pad))
    return GST_PAD_PROBE_DROP;
  sound.buffer = gst_buffer_ref (buffer);
  sound.time = reader_gst_running_time (pad, GST_BUFFER_PTS (buffer));
  g_array_append_val (self->filling->sounds, sound);
  self->filling->size += gst_buffer_get_size (buffer);
  if (self->filling->sounds->len >= BATCH || self->filling->size > MAX_WAITING / 8)
    hand_over (self);
  return GST_PAD_PROBE_DROP;
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Listen *self = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  if (self->pad != NULL || !g_str_equal (name, "audio/x-raw")) {
    reader_gst_discard (self->pipeline, pad);
    return;
  }
  self->pad = reader_samples_link (self->pipeline, pad);
  if (self->pad != NULL)
    gst_pad_add_probe (self->pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                       on_sound, self, NULL);
}

/* Listening. */

static void
take_piece (guint64 time_ns, const float *samples, gsize n, guint rate, gpointer data)
{
  Listen *self = data;

  g_mutex_lock (&self->lock);
  reader_ear_add (self->ear, time_ns, samples, n, rate);
  print_when_due (self);
  g_mutex_unlock (&self->lock);
}

static void
give_to_detector (Listen *self, const gint16 *few, gsize n)
{
  g_autoptr (GBytes) bytes = g_bytes_new (few, n * sizeof *few);

  self->n_few += n;
  if (n > 0 && self->voice != NULL)
    reader_voice_add (self->voice, bytes);
}

static void
take_few (GArray *few, gpointer data)
{
  Listen *self = data;
  gsize known = (gsize) MIN (self->n_few - self->n_passed, few->len);

  self->n_passed += few->len;
  give_to_detector (self, (const gint16 *) few->data + known, few->len - known);
}

static Batch *
next_batch (Listen *self)
{
  Batch *batch;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->batches) && !self->over)
    g_cond_wait (&self->changed, &self->lock);
  batch = g_queue_pop_head (&self->batches);
  if (batch != NULL)
    self->waiting -= batch->size;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return batch;
}

/* Asked when the first sound is there, since then the length is known if ever. */
static void
ask_length (Listen *self)
{
  const gint64 longest = G_GINT64_CONSTANT (1000) * 3600 * 1000;
  gint64 length_ns = -1;

  if (!gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &length_ns) || length_ns < 0)
    return;
  g_mutex_lock (&self->lock);
  vouch_sound_map_set_total_ms (reader_ear_get_map (self->ear),
                                MIN (length_ns / (gint64) GST_MSECOND, longest));
  g_mutex_unlock (&self->lock);
}

static gpointer
listen_to_batches (gpointer data)
{
  Listen *self = data;
  const ReaderHearingFuncs funcs = { take_piece, take_few, self };
  g_autoptr (ReaderHearing) hearing = reader_hearing_new (0, &funcs);

  for (Batch *batch = next_batch (self); batch != NULL; batch = next_batch (self)) {
    if (!self->heard)
      ask_length (self);
    self->heard = TRUE;
    for (guint i = 0; i < batch->sounds->len; i++) {
      const Sound *sound = &g_array_index (batch->sounds, Sound, i);

      reader_watchdog_tick ();
      reader_hearing_add (hearing, sound->buffer, &batch->info, sound->time);
    }
    batch_free (batch);
  }
  reader_hearing_finish (hearing);
  return NULL;
}

static void
on_voice (const gint16 *samples, gsize n, gboolean voice, gpointer data)
{
  Listen *self = data;

  g_mutex_lock (&self->lock);
  reader_ear_add_voice (self->ear, samples, n, voice);
  print_when_due (self);
  g_mutex_unlock (&self->lock);
}

/* Returns whether it was decoded to its end. */
static gboolean
decode (Listen *self)
{
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  message = reader_gst_wait (self->pipeline);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  hand_over (self);
  g_mutex_lock (&self->lock);
  self->over = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

/* Returns whether the recording was heard to its end. */
static gboolean
hear_by_one (Listen *self, ReaderInput *input, const ReaderType *type)
{
  g_autoptr (GThread) thread = NULL;
  gboolean ended = FALSE;

  if (!reader_gst_init (input, type))
    return FALSE;
  self->pipeline = reader_gst_open (input, READER_DECODE_AUDIO, G_CALLBACK (on_stream), self);
  if (self->pipeline == NULL)
    return FALSE;
  reader_samples_lengthen_queues (self->pipeline, "decodebin");
  thread = g_thread_new ("listen", listen_to_batches, self);
  ended = decode (self);
  g_thread_join (g_steal_pointer (&thread));
  return ended;
}

static void
take_stretch (ReaderEar *ear,
              guint first_ms,
              guint last_ms,
              const gint16 *few,
              gsize n_few,
              gpointer data)
{
  Listen *self = data;

  self->heard = TRUE;
  g_mutex_lock (&self->lock);
  reader_ear_take_over (self->ear, ear, first_ms, last_ms);
  print_when_due (self);
  g_mutex_unlock (&self->lock);
  give_to_detector (self, few, n_few);
}

/* Returns whether several heard the recording to its end. */
static gboolean
hear_by_several (Listen *self, ReaderInput *input, const ReaderType *type)
{
  g_autoptr (ReaderRelay) relay =
      reader_gst_init_for_sound (type) ? reader_relay_new (input) : NULL;

  if (relay == NULL)
    return FALSE;
  vouch_sound_map_set_total_ms (reader_ear_get_map (self->ear), reader_relay_get_length_ms (relay));
  self->voice = reader_voice_new (on_voice, self);
  return reader_relay_run (relay, take_stretch, self);
}

static gboolean
hear (Listen *self, ReaderInput *input, const ReaderType *type)
{
  gboolean ended = hear_by_several (self, input, type);

  if (ended)
    return TRUE;
  if (self->voice == NULL && reader_gst_init (input, type))
    self->voice = reader_voice_new (on_voice, self);
  return hear_by_one (self, input, type);
}

static int
finish (Listen *self, gboolean ended)
{
  if (self->voice != NULL)
    ended = reader_voice_finish (self->voice) && ended;
  if (!self->heard)
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  reader_ear_finish (self->ear);
  vouch_sound_map_set_complete (reader_ear_get_map (self->ear), TRUE);
  vouch_sound_map_set_damaged (reader_ear_get_map (self->ear), !ended);
  print_part (self);
  return self->unheard ? VOUCH_READER_EXIT_NO_SPACE : VOUCH_READER_EXIT_DONE;
}

/**
 * reader_listen:
 * @input: a recording.
 *
 * Prints a map of its sound in parts of vouch-sound-map-wire.h, the last of which says so. Without a
 * voice detector on this computer it is a waveform without voices.
 *
 * Returns: an exit code of the reader.
 */
int
reader_listen (ReaderInput *input)
{
  Listen self = { 0 };
  ReaderType type = { 0 };
  int code;

  if (input == NULL)
    return VOUCH_READER_EXIT_USAGE;
  type = reader_type_of (input, NULL);
  if (type.kind != READER_KIND_RECORDING)
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  g_mutex_init (&self.lock);
  g_cond_init (&self.changed);
  self.ear = reader_ear_new ();
  code = finish (&self, hear (&self, input, &type));
  reader_voice_free (self.voice);
  reader_ear_free (self.ear);
  g_clear_object (&self.pad);
  g_clear_object (&self.pipeline);
  g_cond_clear (&self.changed);
  g_mutex_clear (&self.lock);
  return code;
}
