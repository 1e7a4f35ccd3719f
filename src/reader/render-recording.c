/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "render-recording"

#include "config.h"
#include "render-recording.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <string.h>

#include "reader-gst.h"
#include "reader-watchdog.h"

#define PATIENCE (8 * GST_SECOND)
#define PIECES_PER_SECOND 20
/* A day of sound; beyond that, nothing is drawn. */
#define MAX_PIECES (24 * 3600 * PIECES_PER_SECOND)

typedef struct {
  GstElement *pipeline;
  const char *description; /* what a decoded stream goes through */
  const char *kind;        /* the caps of the stream that is wanted */
  GstElement *sink;        /* (nullable) (owned): an appsink, once the stream is found */
  GByteArray *pieces; /* how far the sound swings in each piece of time; of the sound's thread */
} Look;

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Look *look = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";
  GstElement *chain = NULL;
  g_autoptr (GstPad) target = NULL;

  if (look->sink == NULL && g_str_equal (name, look->kind))
    chain = gst_parse_bin_from_description (look->description, TRUE, NULL);
  if (chain == NULL) {
    reader_gst_discard (look->pipeline, pad);
    return;
  }
  look->sink = gst_bin_get_by_name (GST_BIN (chain), "sink");
  gst_bin_add (GST_BIN (look->pipeline), chain);
  target = gst_element_get_static_pad (chain, "sink");
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (chain);
}

/* Waits until the pipeline stands still at a frame. */
static gboolean
settle (Look *look)
{
  return reader_gst_settle (look->pipeline, PATIENCE);
}

static GstSample *
frame_at (Look *look, gint64 at_ns, GstSeekFlags how)
{
  if (at_ns > 0 && (!gst_element_seek_simple (look->pipeline, GST_FORMAT_TIME,
                                              GST_SEEK_FLAG_FLUSH | how, at_ns) ||
                    !settle (look)))
    return NULL;
  return gst_app_sink_try_pull_preroll (GST_APP_SINK (look->sink), PATIENCE);
}

/* A tenth into it the lesson has begun; a wished moment is shown to the frame. */
static GstSample *
choose_frame (Look *look, const VouchGlanceWish *wish, gint64 *length_ns)
{
  GstSample *sample = NULL;
  gint64 at_ns = wish->time_ms * (gint64) GST_MSECOND;

  gst_element_set_state (look->pipeline, GST_STATE_PAUSED);
  if (!settle (look) || look->sink == NULL)
    return NULL;
  if (!gst_element_query_duration (look->pipeline, GST_FORMAT_TIME, length_ns))
    *length_ns = -1;
  if (wish->time_ms < 0)
    return frame_at (look, *length_ns > 0 ? *length_ns / 10 : 0, GST_SEEK_FLAG_KEY_UNIT);
  sample = frame_at (look, at_ns, GST_SEEK_FLAG_ACCURATE);
  /* After the last frame there is none; the last one stays then, as in any player. */
  if (sample == NULL && *length_ns > 0)
    sample = frame_at (look, MAX (1, *length_ns - (gint64) GST_SECOND), GST_SEEK_FLAG_ACCURATE);
  return sample;
}

static GBytes *
copy_frame (GstSample *sample, int width, int height)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  gsize wanted = (gsize) width * (gsize) height * 4;
  GstMapInfo map = GST_MAP_INFO_INIT;
  GBytes *bytes = NULL;

  if (buffer == NULL || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return NULL;
  /* Rows of four bytes a pixel have no gaps in GStreamer's own layout. */
  if (map.size >= wanted)
    bytes = g_bytes_new (map.data, wanted);
  gst_buffer_unmap (buffer, &map);
  return bytes;
}

static VouchGlance *
glance_from_sample (GstSample *sample, const VouchGlanceWish *wish, gint64 length_ns)
{
  const GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  VouchGlanceShape shape = { .duration_ms = length_ns > 0 ? length_ns / (gint64) GST_MSECOND : -1 };
  g_autoptr (GBytes) pixels = NULL;

  if (!gst_structure_get_int (caps, "width", &shape.width) ||
      !gst_structure_get_int (caps, "height", &shape.height) || shape.width > wish->width ||
      shape.height > wish->height)
    return NULL;
  shape.whole_width = shape.width;
  shape.whole_height = shape.height;
  pixels = copy_frame (sample, shape.width, shape.height);
  return pixels != NULL ? vouch_glance_new (&shape, pixels) : NULL;
}

static VouchGlance *
render_frame (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autofree char *description = g_strdup_printf (
      "videoflip video-direction=auto ! videoconvertscale ! "
      "video/x-raw,format=BGRA,pixel-aspect-ratio=1/1,width=[1,%d],height=[1,%d] ! "
      "appsink name=sink sync=false max-buffers=1",
      wish->width, wish->height);
  Look look = { .description = description, .kind = "video/x-raw" };
  g_autoptr (GstElement) pipeline =
      reader_gst_open (input, READER_DECODE_VIDEO, G_CALLBACK (on_stream), &look);
  g_autoptr (GstSample) sample = NULL;
  VouchGlance *glance = NULL;
  gint64 length_ns = -1;

  if (pipeline == NULL)
    return NULL;
  look.pipeline = pipeline;
  sample = choose_frame (&look, wish, &length_ns);
  if (sample != NULL)
    glance = glance_from_sample (sample, wish, length_ns);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_clear_object (&look.sink);
  return glance;
}

static void
add_piece (Look *look, guint64 index, guint8 swing)
{
  if (index >= MAX_PIECES)
    return;
  if (index >= look->pieces->len) {
    guint before = look->pieces->len;

    g_byte_array_set_size (look->pieces, (guint) index + 1);
    memset (look->pieces->data + before, 0, (guint) index + 1 - before);
  }
  look->pieces->data[index] = MAX (look->pieces->data[index], swing);
}

static void
add_samples (Look *look, GstClockTime time, const gint16 *samples, gsize n, int rate)
{
  guint64 first = gst_util_uint64_scale (time, (guint64) rate, GST_SECOND);
  guint64 index = 0;
  int most = 0;

  for (gsize i = 0; i < n; i++) {
    guint64 now = (first + i) * PIECES_PER_SECOND / (guint64) rate;

    if (now != index && most > 0)
      add_piece (look, index, (guint8) (most >> 7));
    most = now != index ? 0 : most;
    index = now;
    most = MAX (most, MIN (ABS ((int) samples[i]), G_MAXINT16));
  }
  if (n > 0)
    add_piece (look, index, (guint8) (most >> 7));
}

static void
take_sound (Look *look, GstSample *sample)
{
  const GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstMapInfo map = GST_MAP_INFO_INIT;
  GstClockTime time = 0;
  int rate = 0;

  reader_watchdog_tick ();
  if (buffer == NULL || !gst_structure_get_int (caps, "rate", &rate) || rate < 1 ||
      !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  time = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                      GST_BUFFER_PTS (buffer));
  if (GST_CLOCK_TIME_IS_VALID (time))
    add_samples (look, time, (const gint16 *) map.data, map.size / sizeof (gint16), rate);
  gst_buffer_unmap (buffer, &map);
}

/* Joins pieces until there are as few as are wished for. */
static VouchGlance *
glance_from_pieces (GByteArray *pieces, const VouchGlanceWish *wish)
{
  guint width = MIN (pieces->len, (guint) wish->width);
  g_autofree guint8 *peaks = g_malloc0 (width);
  g_autoptr (GBytes) data = NULL;
  VouchGlanceShape shape = { .form = VOUCH_GLANCE_FORM_WAVEFORM,
                             .width = (int) width,
                             .height = 1,
                             .duration_ms = (gint64) pieces->len * 1000 / PIECES_PER_SECOND };

  for (guint i = 0; i < pieces->len; i++) {
    guint part = (guint) ((guint64) i * width / pieces->len);

    peaks[part] = MAX (peaks[part], pieces->data[i]);
  }
  data = g_bytes_new (peaks, width);
  return vouch_glance_new (&shape, data);
}

static void
listen (Look *look)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (look->pipeline);

  gst_element_set_state (look->pipeline, GST_STATE_PAUSED);
  if (!settle (look) || look->sink == NULL)
    return;
  gst_element_set_state (look->pipeline, GST_STATE_PLAYING);
  while (!gst_app_sink_is_eos (GST_APP_SINK (look->sink))) {
    g_autoptr (GstSample) sample =
        gst_app_sink_try_pull_sample (GST_APP_SINK (look->sink), GST_SECOND / 10);
    g_autoptr (GstMessage) problem = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);

    if (sample != NULL)
      take_sound (look, sample);
    if (problem != NULL)
      return;
  }
}

static VouchGlance *
render_waveform (ReaderInput *input, const VouchGlanceWish *wish)
{
  Look look = { .description = "audioconvert ! audio/x-raw,format=S16LE,channels=1 ! "
                               "appsink name=sink sync=false max-buffers=16",
                .kind = "audio/x-raw" };
  g_autoptr (GstElement) pipeline =
      reader_gst_open (input, READER_DECODE_AUDIO, G_CALLBACK (on_stream), &look);
  g_autoptr (GByteArray) pieces = g_byte_array_new ();

  if (pipeline == NULL)
    return NULL;
  look.pipeline = pipeline;
  look.pieces = pieces;
  listen (&look);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_clear_object (&look.sink);
  return pieces->len > 0 ? glance_from_pieces (pieces, wish) : NULL;
}

/**
 * render_recording:
 * @input: a recording.
 * @type: what it is.
 * @wish: a picture out of it, or its waveform.
 *
 * Returns: (transfer full) (nullable): what was wished for, or NULL for a form that recordings do not
 *   have.
 */
VouchGlance *
render_recording (ReaderInput *input, const ReaderType *type, const VouchGlanceWish *wish)
{
  VouchGlance *glance = NULL;

  if (wish->form != VOUCH_GLANCE_FORM_PICTURE && wish->form != VOUCH_GLANCE_FORM_WAVEFORM)
    return NULL;
  if (wish->form == VOUCH_GLANCE_FORM_PICTURE && reader_gst_init_for_picture (type))
    glance = render_frame (input, wish);
  if (glance != NULL)
    return glance;
  if (!reader_gst_init (input, type))
    return vouch_glance_new_problem (_ ("This computer has nothing that plays recordings."));
  if (wish->form == VOUCH_GLANCE_FORM_PICTURE)
    glance = render_frame (input, wish);
  else
    glance = render_waveform (input, wish);
  if (glance != NULL)
    return glance;
  return vouch_glance_new_problem (wish->form == VOUCH_GLANCE_FORM_PICTURE
                                       ? _ ("There is no picture here that can be shown. The "
                                            "recording may have only sound, or be "
                                            "damaged.")
                                       : _ ("There is no sound here that can be played. The "
                                            "recording may have only a picture, or "
                                            "be damaged."));
}
