/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-voice"

#include "config.h"
#include "reader-voice.h"

#include <gst/app/gstappsrc.h>
#include <sys/resource.h>

#include "reader-gst.h"
#include "reader-watchdog.h"

/*
 * The voice detector, with a thread of its own. What has not been looked at yet waits in memory: an hour
 * of it, so that a picture of the sound need not wait for the detector; after that whoever adds more
 * waits.
 */

#define MAX_WAITING (READER_VOICE_RATE * 2 * 3600)
#define BEHIND 10

struct _ReaderVoice {
  GstElement *pipeline;
  GstElement *source; /* (unowned) */
  ReaderVoiceFunc func;
  gpointer data;
  gboolean voice; /* what the detector said last; of its thread, as is the next */
  gboolean stands_back;
};

/* The picture of the sound comes before the voices: this thread leaves the processors to those that decode.
 * For Linux that is a matter of each thread. */
static void
stand_back (ReaderVoice *self)
{
  if (!self->stands_back && setpriority (PRIO_PROCESS, 0, BEHIND) != 0)
    g_debug ("The voice detector does not stand back.");
  self->stands_back = TRUE;
}

static GstPadProbeReturn
on_sound (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  ReaderVoice *self = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  GstMapInfo map = GST_MAP_INFO_INIT;

  reader_watchdog_tick ();
  stand_back (self);
  if (gst_buffer_map (buffer, &map, GST_MAP_READ)) {
    self->func ((const gint16 *) map.data, map.size / sizeof (gint16), self->voice, self->data);
    gst_buffer_unmap (buffer, &map);
  }
  return GST_PAD_PROBE_DROP;
}

/* Runs in the thread that posts, so the detector's word comes before the sound it is about. */
static GstBusSyncReply
on_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  ReaderVoice *self = user_data;
  const GstStructure *structure = gst_message_get_structure (message);

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ELEMENT)
    return GST_BUS_PASS;
  if (structure != NULL && gst_structure_has_name (structure, "voice-activity"))
    gst_structure_get_boolean (structure, "stream-has-voice", &self->voice);
  return GST_BUS_DROP;
}

static GstElement *
make_source (void)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "audio/x-raw", "format", G_TYPE_STRING, "S16LE", "layout", G_TYPE_STRING, "interleaved",
      "rate", G_TYPE_INT, READER_VOICE_RATE, "channels", G_TYPE_INT, 1, NULL);

  if (source != NULL)
    g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "block", TRUE, "max-bytes",
                  (guint64) MAX_WAITING, NULL);
  return source;
}

static GstElement *
make_detector (void)
{
  GstElement *detector = gst_element_factory_make ("webrtcdsp", NULL);

  if (detector == NULL)
    return NULL;
  gst_util_set_object_arg (G_OBJECT (detector), "voice-detection-likelihood", "low");
  g_object_set (detector, "voice-detection", TRUE, "echo-cancel", FALSE, "noise-suppression", FALSE,
                "gain-control", FALSE, NULL);
  return detector;
}

/**
 * reader_voice_new:
 * @func: hears the sound behind the detector.
 * @data: for @func.
 *
 * Returns: (transfer full) (nullable): a detector, or %NULL when this computer has none.
 */
ReaderVoice *
reader_voice_new (ReaderVoiceFunc func, gpointer data)
{
  ReaderVoice *self = g_new0 (ReaderVoice, 1);
  GstElement *detector = make_detector ();
  GstElement *source = make_source ();
  GstElement *sink = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstPad) pad = NULL;

  self->func = func;
  self->data = data;
  self->pipeline = gst_pipeline_new (NULL);
  self->source = source;
  sink = reader_gst_add (self->pipeline, "fakesink");
  if (source != NULL)
    gst_bin_add (GST_BIN (self->pipeline), source);
  if (detector != NULL)
    gst_bin_add (GST_BIN (self->pipeline), detector);
  if (source == NULL || detector == NULL || sink == NULL ||
      !gst_element_link_many (source, detector, sink, NULL)) {
    reader_voice_free (self);
    return NULL;
  }
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  pad = gst_element_get_static_pad (sink, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_sound, self, NULL);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_set_sync_handler (bus, on_message, self, NULL);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  return self;
}

/**
 * reader_voice_free:
 * @self: (nullable): a detector.
 *
 * Stops and frees it.
 */
void
reader_voice_free (ReaderVoice *self)
{
  if (self == NULL)
    return;
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->pipeline);
  g_free (self);
}

/**
 * reader_voice_add:
 * @self: a detector.
 * @samples: mono samples of 16 bits, %READER_VOICE_RATE a second.
 *
 * Gives the next sound to the detector. Waits while very much is waiting already.
 */
void
reader_voice_add (ReaderVoice *self, GBytes *samples)
{
  gst_app_src_push_buffer (GST_APP_SRC (self->source), gst_buffer_new_wrapped_bytes (samples));
}

/**
 * reader_voice_finish:
 * @self: a detector.
 *
 * Waits until all sound has been looked at.
 *
 * Returns: whether it was.
 */
gboolean
reader_voice_finish (ReaderVoice *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_app_src_end_of_stream (GST_APP_SRC (self->source));
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}
