/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "encode-coder"

#include "config.h"
#include "encode-coder.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>
#include <stdio.h>
#include <unistd.h>

#include "reader-parts.h"
#include "reader-watchdog.h"

/**
 * EncodeCoder:
 *
 * Codes one stream, picture or sound, into a file of parts. Pictures come in even steps; each so many of
 * them a picture stands by itself, everything before it is forced to the disk, and that is told: from
 * there on the work can be taken up again.
 *
 * Pictures leave the coder in the order in which they came, and none is left out: no B frames, no
 * dropping, no looking ahead over a mark.
 */
struct _EncodeCoder {
  GstElement *pipeline;
  GstElement *source;
  GstElement *sink;
  ReaderOutput *output;
  int fd;
  guint mark_every;   /* pictures; 0: no marks */
  guint64 first_mark; /* where the work was taken up */
  guint64 n_in;       /* pictures that went into the coder; of its own thread */
  guint64 n_out;      /* packets that came out; of the thread that writes */
  gboolean has_caps;
};

typedef struct {
  const char *element;
  const char *description;
} Way;

/* The first that is there is taken. BITS and KILOBITS stand for the bit rate. */
static const Way h264_ways[] = {
  { "x264enc",
    "x264enc name=coder speed-preset=veryfast bframes=0 bitrate=KILOBITS vbv-buf-capacity=3000 "
    "key-int-max=250 option-string=stitchable=1:scenecut=0 ! "
    "video/x-h264,stream-format=avc,alignment=au,profile=high" },
  { "openh264enc",
    "openh264enc name=coder rate-control=bitrate bitrate=BITS max-bitrate=BITS gop-size=250 "
    "complexity=high ! h264parse ! video/x-h264,stream-format=avc,alignment=au" },
  { NULL, NULL },
};

static const Way vp9_ways[] = {
  { "vp9enc", "vp9enc name=coder deadline=1 cpu-used=6 threads=2 lag-in-frames=0 end-usage=cbr "
              "target-bitrate=BITS keyframe-max-dist=250" },
  { "vp8enc", "vp8enc name=coder deadline=1 cpu-used=2 threads=1 lag-in-frames=0 end-usage=cbr "
              "target-bitrate=BITS keyframe-max-dist=250" },
  { NULL, NULL },
};

static const Way aac_ways[] = {
  { "avenc_aac", "avenc_aac name=coder bitrate=BITS" },
  { "voaacenc", "voaacenc name=coder bitrate=BITS" },
  { NULL, NULL },
};

static const Way opus_ways[] = {
  { "opusenc", "opusenc name=coder bitrate=BITS bitrate-type=constrained-vbr" },
  { NULL, NULL },
};

static const Way vorbis_ways[] = {
  { "vorbisenc", "vorbisenc name=coder managed=true bitrate=BITS" },
  { NULL, NULL },
};

static const Way mp3_ways[] = {
  { "lamemp3enc", "lamemp3enc name=coder target=bitrate cbr=true bitrate=KILOBITS" },
  { NULL, NULL },
};

/* Kept as they are; the container is all that is written around them. */
static const Way plain_ways[] = {
  { "identity", "identity name=coder" },
  { NULL, NULL },
};

static const struct {
  const char *format;
  const char *muxer; /* (nullable): packets simply follow each other */
  const Way *picture;
  const Way *sound;
} formats[] = {
  { "mp4", "mp4mux", h264_ways, aac_ways },
  { "m4v", "mp4mux", h264_ways, aac_ways },
  { "mov", "qtmux", h264_ways, aac_ways },
  { "mkv", "matroskamux", h264_ways, aac_ways },
  { "webm", "webmmux", vp9_ways, opus_ways },
  { "m4a", "mp4mux", NULL, aac_ways },
  { "opus", "oggmux", NULL, opus_ways },
  { "ogg", "oggmux", NULL, vorbis_ways },
  { "mp3", NULL, NULL, mp3_ways },
  { "wav", "wavenc", NULL, plain_ways },
  { "flac", "flacenc", NULL, plain_ways },
};

static gboolean
is_there (const char *element)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (element);

  return factory != NULL;
}

static const Way *
find_way (const Way *ways)
{
  while (ways != NULL && ways->element != NULL && !is_there (ways->element))
    ways++;
  return ways != NULL && ways->element != NULL ? ways : NULL;
}

/**
 * encode_coder_can_write:
 * @format: the usual extension.
 * @has_picture: whether there is a picture in it.
 *
 * Returns: whether this computer has what it takes.
 */
gboolean
encode_coder_can_write (const char *format, gboolean has_picture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].format, format))
      return (formats[i].muxer == NULL || is_there (formats[i].muxer)) &&
             find_way (formats[i].sound) != NULL &&
             (has_picture ? find_way (formats[i].picture) != NULL : TRUE);
  return FALSE;
}

/**
 * encode_coder_get_muxer:
 * @format: a format that can be written.
 *
 * Returns: (nullable): the element that puts packets into such a file; %NULL where they simply follow each
 *   other.
 */
const char *
encode_coder_get_muxer (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].format, format))
      return formats[i].muxer;
  return NULL;
}

static char *
describe (const VouchEncoding *what, gboolean picture)
{
  int bits = picture ? what->picture_bits : what->sound_bits;
  g_autofree char *bits_text = g_strdup_printf ("%d", bits);
  g_autofree char *kilobits_text = g_strdup_printf ("%d", MAX (1, bits / 1000));

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    const Way *way = NULL;
    g_autoptr (GString) coder = NULL;

    if (!g_str_equal (formats[i].format, what->format))
      continue;
    way = find_way (picture ? formats[i].picture : formats[i].sound);
    if (way == NULL)
      return NULL;
    coder = g_string_new (way->description);
    g_string_replace (coder, "KILOBITS", kilobits_text, 0);
    g_string_replace (coder, "BITS", bits_text, 0);
    return g_strdup_printf ("appsrc name=source format=time block=true max-bytes=16000000 "
                            "max-buffers=4 ! %s ! %s ! appsink name=sink sync=false max-buffers=8",
                            picture ? "videoconvert" : "audioconvert", coder->str);
  }
  return NULL;
}

/* A picture at a mark has to stand by itself. */
static GstPadProbeReturn
on_raw (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  EncodeCoder *self = user_data;

  if (self->n_in > 0 && self->n_in % self->mark_every == 0)
    gst_pad_send_event (pad, gst_video_event_new_downstream_force_key_unit (
                                 GST_CLOCK_TIME_NONE, GST_CLOCK_TIME_NONE, GST_CLOCK_TIME_NONE,
                                 TRUE, (guint) (self->n_in / self->mark_every)));
  self->n_in++;
  return GST_PAD_PROBE_OK;
}

/* Tells that everything so far will still be there after a power cut. */
static gboolean
tell_mark (EncodeCoder *self, guint64 number)
{
  if (!reader_output_flush (self->output) || fdatasync (self->fd) != 0)
    return FALSE;
  return printf ("mark %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT "\n", number,
                 reader_output_get_position (self->output)) > 0 &&
         fflush (stdout) == 0;
}

static gboolean
write_sample (EncodeCoder *self, GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstClockTime time = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                                   GST_BUFFER_PTS (buffer));
  gboolean alone = !GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT);

  reader_watchdog_tick ();
  /* Headers are in the caps as well. */
  if (GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_HEADER) && self->mark_every == 0)
    return TRUE;
  if (self->mark_every > 0 && self->n_out > 0 && self->n_out % self->mark_every == 0 && alone &&
      !tell_mark (self, self->first_mark + self->n_out / self->mark_every))
    return FALSE;
  if (!self->has_caps && !reader_parts_write_caps (self->output, gst_sample_get_caps (sample)))
    return FALSE;
  self->has_caps = TRUE;
  self->n_out++;
  return reader_parts_write_packet (self->output, buffer, time);
}

static GstFlowReturn
on_coded (GstAppSink *sink, gpointer user_data)
{
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);

  if (sample == NULL)
    return GST_FLOW_EOS;
  return write_sample (user_data, sample) ? GST_FLOW_OK : GST_FLOW_ERROR;
}

static EncodeCoder *
coder_new (const VouchEncoding *what, GstCaps *caps, int fd, guint mark_every, guint64 first_mark)
{
  g_autofree char *description = describe (what, mark_every > 0);
  GstElement *pipeline = description != NULL ? gst_parse_launch (description, NULL) : NULL;
  GstAppSinkCallbacks callbacks = { .new_sample = on_coded };
  g_autoptr (GstElement) coder = NULL;
  g_autoptr (GstPad) pad = NULL;
  EncodeCoder *self = NULL;

  if (pipeline == NULL)
    return NULL;
  self = g_new0 (EncodeCoder, 1);
  self->pipeline = pipeline;
  self->source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  self->sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  self->output = reader_output_new (fd);
  self->fd = fd;
  self->mark_every = mark_every;
  self->first_mark = first_mark;
  g_object_set (self->source, "caps", caps, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (self->sink), &callbacks, self, NULL);
  coder = gst_bin_get_by_name (GST_BIN (pipeline), "coder");
  pad = gst_element_get_static_pad (coder, "sink");
  if (mark_every > 0)
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_raw, self, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return self;
}

/**
 * encode_coder_new_for_picture:
 * @what: how it is coded.
 * @caps: what the pictures are; they come in even steps.
 * @fd: a file of parts, which is gone on with.
 * @mark_every: how many pictures lie between two marks.
 * @first_mark: the number of the mark behind which it goes on.
 *
 * Returns: (transfer full) (nullable): a coder, %NULL where there is none.
 */
EncodeCoder *
encode_coder_new_for_picture (const VouchEncoding *what,
                              GstCaps *caps,
                              int fd,
                              guint mark_every,
                              guint64 first_mark)
{
  return coder_new (what, caps, fd, mark_every, first_mark);
}

/**
 * encode_coder_new_for_sound:
 * @what: how it is coded.
 * @caps: what the samples are; they come without a gap.
 * @fd: an empty file of parts.
 *
 * Returns: (transfer full) (nullable): a coder, %NULL where there is none.
 */
EncodeCoder *
encode_coder_new_for_sound (const VouchEncoding *what, GstCaps *caps, int fd)
{
  return coder_new (what, caps, fd, 0, 0);
}

/**
 * encode_coder_push:
 * @self: a coder.
 * @buffer: (transfer full): what comes next.
 *
 * Waits until there is room.
 *
 * Returns: whether it was taken.
 */
gboolean
encode_coder_push (EncodeCoder *self, GstBuffer *buffer)
{
  reader_watchdog_tick ();
  return gst_app_src_push_buffer (GST_APP_SRC (self->source), buffer) == GST_FLOW_OK;
}

/**
 * encode_coder_finish:
 * @self: a coder.
 *
 * Codes what is still on its way, and forces all of it to the disk.
 *
 * Returns: whether everything is there.
 */
gboolean
encode_coder_finish (EncodeCoder *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = NULL;
  gboolean ended = FALSE;

  gst_app_src_end_of_stream (GST_APP_SRC (self->source));
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  ended = GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
  return reader_output_flush (self->output) && fdatasync (self->fd) == 0 && ended;
}

/**
 * encode_coder_is_full:
 * @self: a coder.
 *
 * Returns: whether the disk took no more.
 */
gboolean
encode_coder_is_full (EncodeCoder *self)
{
  return reader_output_is_full (self->output);
}

/**
 * encode_coder_free:
 * @self: a coder.
 *
 * Lets go of it, at once.
 */
void
encode_coder_free (EncodeCoder *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->source);
  gst_object_unref (self->sink);
  gst_object_unref (self->pipeline);
  g_object_unref (self->output);
  g_free (self);
}
