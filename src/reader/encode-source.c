/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "encode-source"

#include "config.h"
#include "encode-source.h"

#include <gst/app/gstappsink.h>

#include "reader-watchdog.h"

/* Finding a moment between two key frames that lie minutes apart takes a while beside other work. */
#define PATIENCE (60 * GST_SECOND)

/* After so many looks at which nothing had moved it is over: what has no beginning that a decoder
 * understands never comes to its end. Before the watchdog ends everything without a word. */
#define MOST_STILL 24

#define LOOK (GST_SECOND / 4)
/* Some damaged files give piece after piece that belongs nowhere, or to the same moment, and never end. */
#define MOST_IDLE 1000

/**
 * EncodeSource:
 *
 * The first picture or sound track of an original, decoded, from some moment on. Times are those of the
 * original's own time line.
 */
struct _EncodeSource {
  GstElement *pipeline;
  GstElement *sink; /* (nullable): until the stream was found */
  ReaderDecode decode;
  char *chain;
  gboolean damaged;
  gint64 furthest; /* the latest time that came */
  guint n_idle;    /* pieces since then */
};

static void
link_chain (EncodeSource *self, GstPad *pad)
{
  g_autofree char *description = g_strdup_printf (
      "queue max-size-buffers=3 ! %s ! appsink name=sink sync=false max-buffers=3", self->chain);
  GstElement *chain = gst_parse_bin_from_description (description, TRUE, NULL);
  g_autoptr (GstPad) target = NULL;

  if (chain == NULL) {
    reader_gst_discard (self->pipeline, pad);
    return;
  }
  self->sink = gst_bin_get_by_name (GST_BIN (chain), "sink");
  gst_bin_add (GST_BIN (self->pipeline), chain);
  target = gst_element_get_static_pad (chain, "sink");
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (chain);
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  EncodeSource *self = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";
  const char *wanted = self->decode == READER_DECODE_VIDEO ? "video/x-raw" : "audio/x-raw";

  if (self->sink == NULL && g_str_equal (name, wanted))
    link_chain (self, pad);
  else
    reader_gst_discard (self->pipeline, pad);
}

static gboolean
settle (EncodeSource *self)
{
  return reader_gst_settle (self->pipeline, PATIENCE);
}

static gboolean
begin (EncodeSource *self, GstClockTime from)
{
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!settle (self) || self->sink == NULL)
    return FALSE;
  if (from > 0 &&
      (!gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME,
                                 GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, (gint64) from) ||
       !settle (self)))
    return FALSE;
  return gst_element_set_state (self->pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

/**
 * encode_source_new:
 * @input: a recording.
 * @decode: %READER_DECODE_VIDEO or %READER_DECODE_AUDIO.
 * @chain: what decoded data go through, as elements.
 * @from: the first moment that is wanted, in nanoseconds.
 *
 * Returns: (transfer full) (nullable): the stream; %NULL when there is none that can be decoded.
 */
EncodeSource *
encode_source_new (ReaderInput *input, ReaderDecode decode, const char *chain, GstClockTime from)
{
  EncodeSource *self = g_new0 (EncodeSource, 1);

  self->decode = decode;
  self->furthest = -1;
  self->chain = g_strdup (chain);
  self->pipeline = reader_gst_open (input, decode, G_CALLBACK (on_stream), self);
  if (self->pipeline != NULL && begin (self, from))
    return self;
  encode_source_free (self);
  return NULL;
}

/* Whether the pipeline has reported an error. */
static gboolean
has_error (EncodeSource *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

  return message != NULL;
}

/* Waits for the next piece, as long as something moves. */
static GstSample *
wait_for_sample (EncodeSource *self)
{
  GstSample *sample = NULL;
  guint last = reader_watchdog_get_progress (), still = 0;

  while (sample == NULL && !gst_app_sink_is_eos (GST_APP_SINK (self->sink)) && !self->damaged) {
    guint now = 0;

    sample = gst_app_sink_try_pull_sample (GST_APP_SINK (self->sink), LOOK);
    now = reader_watchdog_get_progress ();
    still = now == last ? still + 1 : 0;
    last = now;
    self->damaged = sample == NULL && (has_error (self) || still == MOST_STILL);
  }
  return sample;
}

/* Whether pieces come and come without leading on. */
static gboolean
goes_on (EncodeSource *self, gint64 time)
{
  if (time > self->furthest) {
    self->furthest = time;
    self->n_idle = 0;
  }
  return ++self->n_idle < MOST_IDLE;
}

/**
 * encode_source_pull:
 * @self: a stream.
 * @time: (out): when it is played, in nanoseconds on the time line of the original; -1 when not said.
 *
 * Waits for the next picture or piece of sound.
 *
 * Returns: (transfer full) (nullable): what comes next; %NULL at the end.
 */
GstSample *
encode_source_pull (EncodeSource *self, gint64 *time)
{
  GstSample *sample = wait_for_sample (self);
  guint64 at = GST_CLOCK_TIME_NONE;

  if (sample == NULL)
    return NULL;
  at = gst_segment_to_stream_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                   GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
  *time = GST_CLOCK_TIME_IS_VALID (at) ? (gint64) at : -1;
  if (!goes_on (self, *time)) {
    self->damaged = TRUE;
    g_clear_pointer (&sample, gst_sample_unref);
  }
  return sample;
}

/**
 * encode_source_is_damaged:
 * @self: a stream.
 *
 * Returns: whether it ended because it could not be read on.
 */
gboolean
encode_source_is_damaged (EncodeSource *self)
{
  return self->damaged || has_error (self);
}

/**
 * encode_source_free:
 * @self: a stream.
 *
 * Closes it.
 */
void
encode_source_free (EncodeSource *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->sink);
  g_clear_object (&self->pipeline);
  g_free (self->chain);
  g_free (self);
}
