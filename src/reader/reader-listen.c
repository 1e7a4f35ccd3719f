/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-listen"

#include "config.h"
#include "reader-listen.h"

#include <errno.h>
#include <gst/audio/audio.h>
#include <string.h>
#include <unistd.h>

#include "reader-decimator.h"
#include "reader-ear.h"
#include "reader-gst.h"
#include "reader-type.h"
#include "reader-voice.h"
#include "reader-watchdog.h"
#include "vouch-reader-protocol.h"
#include "vouch-sound-map-wire.h"

/*
 * Listens to a recording and prints a map of its sound as it grows. Three threads, so that it takes
 * hardly longer than decoding alone: one decodes, one draws the waveform and makes few samples of many,
 * one looks for voices in those. Between the first two go batches of buffers rather than buffers, since
 * handing one over costs as much as decoding it.
 */

#define BATCH 64
#define MAX_WAITING ((gsize) 8 * 1024 * 1024)
#define MAX_PACKETS 1000000
#define MAX_PACKET_BYTES (32 * 1024 * 1024)
/* A part of the map is printed that often, and the first one as soon as it shows anything. */
#define BETWEEN_PARTS_US (100 * 1000)
#define FIRST_PART_MS 1000
/* Times are rounded in many files; what is further off is a gap. */
#define LOOSE_NS (40 * GST_MSECOND)
/* What says that it is sampled otherwise is no recording of speech. */
#define LOWEST_RATE 2000
#define HIGHEST_RATE 768000
#define DAY_MS (24 * 3600 * 1000)
#define PIECE 4096

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
  GstElement *pipeline;
  Batch *filling; /* (nullable); of the decoding thread */

  GMutex lock; /* guards what follows, up to the next empty line */
  GCond changed;
  GQueue batches; /* (element-type Batch) */
  gsize waiting;  /* bytes in them */
  gboolean over;  /* no more batches will come */
  ReaderEar *ear;
  gboolean found;   /* there is sound to listen to */
  gboolean unheard; /* nobody takes what is printed */
  guint printed_peaks;
  guint printed_frames;
  gint64 printed_us;

  ReaderVoice *voice; /* (nullable) */
  ReaderDecimator *decimator;
  GArray *few;        /* (element-type gint16), samples for the detector */
  guint64 n_few;      /* how many have been made of what was heard so far */
  GstClockTime heard; /* up to where */
} Listen;

static void
batch_free (Batch *batch)
{
  for (guint i = 0; i < batch->sounds->len; i++)
    gst_buffer_unref (g_array_index (batch->sounds, Sound, i).buffer);
  g_array_unref (batch->sounds);
  g_free (batch);
}

static gboolean
print_all (GBytes *bytes)
{
  gsize size = 0, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  while (done < size) {
    gssize written = write (STDOUT_FILENO, data + done, size - done);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    done += (gsize) written;
    reader_watchdog_tick ();
  }
  return TRUE;
}

static void
print_part (Listen *self)
{
  VouchSoundMap *map = reader_ear_get_map (self->ear);
  g_autoptr (GBytes) part =
      vouch_sound_map_wire_write (map, self->printed_frames, self->printed_peaks);

  self->unheard = self->unheard || !print_all (part);
  vouch_sound_map_get_frames (map, &self->printed_frames);
  vouch_sound_map_get_peaks (map, &self->printed_peaks);
  self->printed_us = g_get_monotonic_time ();
}

static void
print_when_due (Listen *self)
{
  gint64 heard_ms = vouch_sound_map_get_heard_ms (reader_ear_get_map (self->ear));

  if (self->printed_us == 0 ? heard_ms >= FIRST_PART_MS
                            : g_get_monotonic_time () - self->printed_us >= BETWEEN_PARTS_US)
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

  if (caps == NULL || !gst_audio_info_from_caps (&info, caps) ||
      GST_AUDIO_INFO_RATE (&info) < LOWEST_RATE || GST_AUDIO_INFO_RATE (&info) > HIGHEST_RATE)
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

/* By their usual size the queues between taking apart and decoding let the two threads wake each other
 * for every packet, which costs more than the work itself. */
static void
lengthen_queues (GstElement *pipeline)
{
  GstIterator *all = gst_bin_iterate_all_by_element_factory_name (GST_BIN (pipeline), "decodebin");
  GValue found = G_VALUE_INIT;

  if (gst_iterator_next (all, &found) == GST_ITERATOR_OK) {
    g_object_set (g_value_get_object (&found), "max-size-buffers", MAX_PACKETS, "max-size-bytes",
                  MAX_PACKET_BYTES, "max-size-time", G_MAXUINT64, NULL);
    g_value_unset (&found);
  }
  gst_iterator_free (all);
}

static gboolean
link_sound (Listen *self, GstPad *pad)
{
  static const char description[] =
      "audioconvert dithering=none ! "
      "capsfilter name=end caps=\"audio/x-raw,format=(string){F32LE,S16LE}\" ! "
      "fakesink sync=false async=false";
  GstElement *bin = gst_parse_bin_from_description (description, TRUE, NULL);
  g_autoptr (GstElement) end = NULL;
  g_autoptr (GstPad) watched = NULL;
  g_autoptr (GstPad) target = NULL;

  if (bin == NULL)
    return FALSE;
  end = gst_bin_get_by_name (GST_BIN (bin), "end");
  watched = gst_element_get_static_pad (end, "src");
  gst_pad_add_probe (watched, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                     on_sound, self, NULL);
  gst_bin_add (GST_BIN (self->pipeline), bin);
  target = gst_element_get_static_pad (bin, "sink");
  return gst_pad_link (pad, target) == GST_PAD_LINK_OK && gst_element_sync_state_with_parent (bin);
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Listen *self = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";
  gboolean taken = FALSE;

  if (!self->found && g_str_equal (name, "audio/x-raw"))
    taken = self->found = link_sound (self, pad);
  if (!taken)
    reader_gst_discard (self->pipeline, pad);
}

/* Listening: one channel is made of all. */

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
give_to_detector (Listen *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new (self->few->data, (gsize) self->few->len * 2);

  self->n_few += self->few->len;
  if (self->few->len > 0 && self->voice != NULL)
    reader_voice_add (self->voice, bytes);
  g_array_set_size (self->few, 0);
}

/* Where the recording has a hole, there is silence, so that the voices keep their times. */
static void
fill_gap (Listen *self, GstClockTime time)
{
  guint64 until =
      gst_util_uint64_scale (MIN (time, DAY_MS * GST_MSECOND), READER_VOICE_RATE, GST_SECOND);

  give_to_detector (self);
  while (self->n_few < until) {
    g_array_set_size (self->few, (guint) MIN (until - self->n_few, READER_VOICE_RATE));
    memset (self->few->data, 0, (gsize) self->few->len * 2);
    give_to_detector (self);
  }
  self->heard = time;
}

static void
take_piece (Listen *self, const float *samples, gsize n, guint rate)
{
  if (self->decimator == NULL || reader_decimator_get_rate (self->decimator) != rate) {
    reader_decimator_free (self->decimator);
    self->decimator = reader_decimator_new (rate, READER_VOICE_RATE);
  }
  reader_decimator_add (self->decimator, samples, n, self->few);
  g_mutex_lock (&self->lock);
  reader_ear_add (self->ear, self->heard, samples, n, rate);
  print_when_due (self);
  g_mutex_unlock (&self->lock);
  self->heard += gst_util_uint64_scale (n, GST_SECOND, rate);
}

static void
take_buffer (Listen *self, const Sound *sound, const GstAudioInfo *info)
{
  GstAudioBuffer buffer;
  float piece[PIECE];
  guint rate = (guint) GST_AUDIO_INFO_RATE (info);
  gsize first = 0;

  if (!gst_audio_buffer_map (&buffer, info, sound->buffer, GST_MAP_READ))
    return;
  if (GST_CLOCK_TIME_IS_VALID (sound->time)) {
    if (sound->time > self->heard + LOOSE_NS)
      fill_gap (self, sound->time);
    else if (sound->time + LOOSE_NS < self->heard)
      first = gst_util_uint64_scale (self->heard - sound->time, rate, GST_SECOND);
  }
  while (first < buffer.n_samples && self->heard < DAY_MS * GST_MSECOND) {
    gsize n = MIN (buffer.n_samples - first, PIECE);

    mix (&buffer, first, n, piece);
    take_piece (self, piece, n, rate);
    first += n;
  }
  gst_audio_buffer_unmap (&buffer);
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

  for (Batch *batch = next_batch (self); batch != NULL; batch = next_batch (self)) {
    if (self->heard == 0)
      ask_length (self);
    for (guint i = 0; i < batch->sounds->len; i++) {
      reader_watchdog_tick ();
      take_buffer (self, &g_array_index (batch->sounds, Sound, i), &batch->info);
      if (self->few->len >= READER_VOICE_RATE)
        give_to_detector (self);
    }
    batch_free (batch);
  }
  give_to_detector (self);
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

/* Returns whether the recording was heard to its end. */
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

static int
run (Listen *self)
{
  GThread *thread = g_thread_new ("listen", listen_to_batches, self);
  gboolean ended = decode (self);

  g_thread_join (thread);
  if (self->voice != NULL)
    ended = reader_voice_finish (self->voice) && ended;
  if (!self->found || self->heard == 0)
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
  int code = VOUCH_READER_EXIT_NOT_POSSIBLE;

  if (input == NULL)
    return VOUCH_READER_EXIT_USAGE;
  type = reader_type_of (input, NULL);
  if (type.kind != READER_KIND_RECORDING || !reader_gst_init (input, &type))
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  self.pipeline = reader_gst_open (input, READER_DECODE_AUDIO, G_CALLBACK (on_stream), &self);
  if (self.pipeline == NULL)
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  lengthen_queues (self.pipeline);
  g_mutex_init (&self.lock);
  g_cond_init (&self.changed);
  self.ear = reader_ear_new ();
  self.few = g_array_new (FALSE, FALSE, sizeof (gint16));
  self.voice = reader_voice_new (on_voice, &self);
  code = run (&self);
  reader_voice_free (self.voice);
  reader_decimator_free (self.decimator);
  g_array_unref (self.few);
  reader_ear_free (self.ear);
  gst_object_unref (self.pipeline);
  g_cond_clear (&self.changed);
  g_mutex_clear (&self.lock);
  return code;
}
