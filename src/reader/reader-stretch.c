/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-stretch"

#include "config.h"
#include "reader-stretch.h"

#include "reader-gst.h"
#include "reader-samples.h"
#include "reader-watchdog.h"

/*
 * Hears stretches of a recording, one after the other, wherever they are. The thread that decodes is held
 * where the sound comes out: from the first sound on until a stretch is asked for, and again behind its
 * end. A jump begins with a flush; what comes after that, and nothing before it, belongs to the stretch.
 * The first stretch of a recording needs no jump.
 */

typedef enum {
  OPENING, /* the first sound is waited for */
  HELD,    /* the decoding thread waits */
  PASSING, /* what comes is of no use */
  HEARING,
} State;

struct _ReaderStretch {
  GstElement *pipeline;
  GstPad *pad;    /* (nullable): where the sound comes out */
  gboolean fresh; /* there was no jump yet */
  gboolean loses; /* it decodes with faad */

  GMutex lock; /* guards the state */
  GCond changed;
  State state;

  /* Of the decoding thread while it hears, of the caller at other times. */
  ReaderHearing *hearing; /* (unowned) */
  GstClockTime end;
  GstClockTime lost; /* how much it loses */
  GstCaps *caps;     /* (nullable): what came last, */
  GstAudioInfo info; /* what that says, */
  gboolean can_hear; /* and whether it can be heard */
};

static void
set_state (ReaderStretch *self, State state)
{
  g_mutex_lock (&self->lock);
  self->state = state;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
tell (ReaderStretch *self)
{
  gst_element_post_message (self->pipeline,
                            gst_message_new_application (GST_OBJECT (self->pipeline),
                                                         gst_structure_new_empty ("stretch")));
}

static gboolean
is_hearing (ReaderStretch *self)
{
  gboolean hearing;

  g_mutex_lock (&self->lock);
  if (self->state == OPENING) {
    self->state = HELD;
    tell (self);
  }
  while (self->state == HELD)
    g_cond_wait (&self->changed, &self->lock);
  hearing = self->state == HEARING;
  g_mutex_unlock (&self->lock);
  return hearing;
}

/* faad makes no sound of the first block behind a jump and gives the next its time, so that everything
 * comes a block early. Blocks are of 1024 samples or twice that; the first may be cut. */
#define BLOCK 1024

static GstClockTime
time_of (ReaderStretch *self, GstPad *pad, GstBuffer *buffer, const GstAudioInfo *info)
{
  GstClockTime time = reader_gst_stream_time (pad, GST_BUFFER_PTS (buffer));
  guint64 n = gst_buffer_get_size (buffer) / (guint64) GST_AUDIO_INFO_BPF (info);
  guint64 block = (n + BLOCK - 1) / BLOCK * BLOCK;

  if (!self->loses || !GST_CLOCK_TIME_IS_VALID (time))
    return time;
  self->lost = MAX (
      self->lost, gst_util_uint64_scale (block, GST_SECOND, (guint64) GST_AUDIO_INFO_RATE (info)));
  return time + self->lost;
}

static gboolean
can_hear (ReaderStretch *self, GstPad *pad)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);

  if (caps != NULL && caps != self->caps) {
    gst_caps_replace (&self->caps, caps);
    self->can_hear =
        gst_audio_info_from_caps (&self->info, caps) && reader_hearing_can (&self->info);
  }
  return caps != NULL && self->can_hear;
}

static void
hear_buffer (ReaderStretch *self, GstPad *pad, GstBuffer *buffer)
{
  GstClockTime time = GST_CLOCK_TIME_NONE;

  if (can_hear (self, pad)) {
    time = time_of (self, pad, buffer, &self->info);
    if (!GST_CLOCK_TIME_IS_VALID (time) || time < self->end)
      reader_hearing_add (self->hearing, buffer, &self->info, time);
  }
  if ((GST_CLOCK_TIME_IS_VALID (time) && time >= self->end) ||
      reader_hearing_get_heard (self->hearing) >= self->end) {
    set_state (self, HELD);
    tell (self);
  }
}

static GstPadProbeReturn
on_event (ReaderStretch *self, GstEvent *event)
{
  gboolean over = FALSE;

  g_mutex_lock (&self->lock);
  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP && self->state == PASSING) {
    self->state = HEARING;
  } else if (GST_EVENT_TYPE (event) == GST_EVENT_EOS && self->state == HEARING) {
    self->state = PASSING;
    over = TRUE;
  }
  g_mutex_unlock (&self->lock);
  if (over)
    tell (self);
  return over ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
on_sound (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  ReaderStretch *self = user_data;

  reader_watchdog_tick ();
  if (!(info->type & GST_PAD_PROBE_TYPE_BUFFER))
    return on_event (self, GST_PAD_PROBE_INFO_EVENT (info));
  if (is_hearing (self))
    hear_buffer (self, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  return GST_PAD_PROBE_DROP;
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  ReaderStretch *self = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  if (self->pad != NULL || !g_str_equal (name, "audio/x-raw")) {
    reader_gst_discard (self->pipeline, pad);
    return;
  }
  self->pad = reader_samples_link (self->pipeline, pad);
  if (self->pad != NULL)
    gst_pad_add_probe (self->pad,
                       GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM |
                           GST_PAD_PROBE_TYPE_EVENT_FLUSH,
                       on_sound, self, NULL);
}

/* Returns whether the decoding thread said what is waited for. */
static gboolean
is_told (ReaderStretch *self)
{
  g_autoptr (GstMessage) message = reader_gst_wait_for (self->pipeline, GST_MESSAGE_APPLICATION);

  return message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_APPLICATION;
}

/**
 * reader_stretch_uses:
 * @self: what hears.
 * @element: the name of a decoder.
 *
 * Returns: whether it decodes with that.
 */
gboolean
reader_stretch_uses (ReaderStretch *self, const char *element)
{
  return reader_samples_use (self->pipeline, element);
}

/**
 * reader_stretch_open:
 * @input: a recording.
 *
 * Returns: (transfer full) (nullable): what can hear it, or %NULL when there is no sound that can be
 *   decoded.
 */
ReaderStretch *
reader_stretch_open (ReaderInput *input)
{
  ReaderStretch *self = g_new0 (ReaderStretch, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->pipeline = reader_gst_open (input, READER_DECODE_AUDIO, G_CALLBACK (on_stream), self);
  if (self->pipeline != NULL) {
    gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
    if (is_told (self)) {
      self->fresh = TRUE;
      self->loses = reader_stretch_uses (self, "faad");
      return self;
    }
  }
  reader_stretch_free (self);
  return NULL;
}

static void
stop (ReaderStretch *self)
{
  set_state (self, PASSING);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
}

/**
 * reader_stretch_free:
 * @self: (nullable): what heard.
 *
 * Stops and frees it.
 */
void
reader_stretch_free (ReaderStretch *self)
{
  if (self == NULL)
    return;
  if (self->pipeline != NULL)
    stop (self);
  gst_clear_caps (&self->caps);
  g_clear_object (&self->pad);
  g_clear_object (&self->pipeline);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * reader_stretch_get_length:
 * @self: what hears.
 *
 * Returns: how long the recording says it is, or %GST_CLOCK_TIME_NONE.
 */
GstClockTime
reader_stretch_get_length (ReaderStretch *self)
{
  gint64 length = -1;

  return gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &length) && length > 0
             ? (GstClockTime) length
             : GST_CLOCK_TIME_NONE;
}

/* A decoder cuts off what is before the place that was asked for, and is wrong by a sample now and then. So
 * a little more is asked for, and whoever hears cuts that off. */
#define MORE (100 * GST_MSECOND)

static gboolean
jump (ReaderStretch *self, GstClockTime begin, GstClockTime end)
{
  gboolean limited = GST_CLOCK_TIME_IS_VALID (end);
  GstEvent *seek = gst_event_new_seek (
      1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET,
      (gint64) (begin > MORE ? begin - MORE : 0), limited ? GST_SEEK_TYPE_SET : GST_SEEK_TYPE_NONE,
      limited ? (gint64) end : -1);

  reader_samples_lengthen_queues (self->pipeline, "multiqueue");
  set_state (self, PASSING);
  return gst_pad_send_event (self->pad, seek);
}

/**
 * reader_stretch_hear:
 * @self: what hears.
 * @hearing: gets the sound.
 * @begin: where the stretch begins.
 * @end: where it ends, or %GST_CLOCK_TIME_NONE for the end of the recording. A little more may be heard.
 *
 * Hears a stretch. After an error nothing more can be heard.
 *
 * Returns: whether that came to its end.
 */
gboolean
reader_stretch_hear (ReaderStretch *self,
                     ReaderHearing *hearing,
                     GstClockTime begin,
                     GstClockTime end)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  gst_bus_set_flushing (bus, TRUE);
  gst_bus_set_flushing (bus, FALSE);
  self->hearing = hearing;
  self->end = end;
  if (begin == 0 && self->fresh)
    set_state (self, HEARING);
  else if (!jump (self, begin, end))
    return FALSE;
  self->fresh = FALSE;
  if (is_told (self)) {
    reader_hearing_finish (hearing);
    return TRUE;
  }
  stop (self);
  return FALSE;
}
