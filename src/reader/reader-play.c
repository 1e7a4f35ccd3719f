/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-play"

#include "config.h"
#include "reader-play.h"

#include <errno.h>
#include <fcntl.h>
#include <gst/app/gstappsink.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "reader-gst.h"
#include "reader-watchdog.h"
#include "vouch-glance-wire.h"
#include "vouch-reader-protocol.h"

#define PATIENCE (8 * GST_SECOND)
#define BYTES_PER_SAMPLE 4 /* two channels of 16 bits */
/* Eyes see no more on a screen of 60 Hz that also has other things to do. */
#define SHORTEST_FRAME (30 * GST_MSECOND)
/* Sound that begins later than this after the picture is sound of another recording. */
#define LONGEST_GAP (600 * GST_SECOND)

/*
 * Plays a recording from some moment on into two pipes: pictures with their times, and sound as plain
 * samples. Nothing here keeps the time: whoever empties the pipes does, and everybody waits until there
 * is room in them.
 */
typedef struct {
  GstElement *pipeline;
  int width;
  int height;
  gint64 start_ms;
  int speed;               /* in percent */
  gboolean has_listener;   /* somebody takes samples */
  GstElement *frames;      /* (nullable) (owned) */
  GstElement *samples;     /* (nullable) (owned) */
  GstClockTime next_frame; /* earlier ones are left out; of the picture's thread */
  guint64 n_samples;       /* written so far; of the sound's thread */
} Play;

static gboolean
write_all (int fd, const void *bytes, gsize size)
{
  for (gsize done = 0; done < size;) {
    gssize written = write (fd, (const char *) bytes + done, MIN (size - done, 65536));

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    done += (gsize) written;
    reader_watchdog_tick ();
  }
  return TRUE;
}

static GstClockTime
time_of (GstSample *sample)
{
  return gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                      GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
}

static gboolean
write_frame (Play *play, GstSample *sample, GstClockTime time)
{
  const GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  VouchGlanceShape shape = { .duration_ms = play->start_ms +
                                            (gint64) gst_util_uint64_scale_int (time / GST_MSECOND,
                                                                                play->speed, 100) };
  GstMapInfo map = GST_MAP_INFO_INIT;
  gboolean written = FALSE;

  if (!gst_structure_get_int (caps, "width", &shape.width) ||
      !gst_structure_get_int (caps, "height", &shape.height) ||
      !gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    return FALSE;
  if (map.size >= (gsize) shape.width * (gsize) shape.height * 4) {
    g_autoptr (GBytes) pixels =
        g_bytes_new_static (map.data, (gsize) shape.width * (gsize) shape.height * 4);
    g_autoptr (VouchGlance) glance = vouch_glance_new (&shape, pixels);
    g_autoptr (GBytes) head = vouch_glance_wire_write_head (0, glance);

    written = write_all (STDOUT_FILENO, g_bytes_get_data (head, NULL), g_bytes_get_size (head)) &&
              write_all (STDOUT_FILENO, map.data, g_bytes_get_size (pixels));
  }
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  return written;
}

static GstFlowReturn
on_frame (GstAppSink *sink, gpointer user_data)
{
  Play *play = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstClockTime time = sample != NULL ? time_of (sample) : GST_CLOCK_TIME_NONE;

  reader_watchdog_tick ();
  if (!GST_CLOCK_TIME_IS_VALID (time) || time < play->next_frame)
    return GST_FLOW_OK;
  play->next_frame = time + SHORTEST_FRAME;
  return write_frame (play, sample, time) ? GST_FLOW_OK : GST_FLOW_EOS;
}

/* Where the recording has a hole, there is silence, so that the sound stays with the picture. */
static gboolean
fill_gap (Play *play, GstClockTime time)
{
  static const char silence[4096] = { 0 };
  guint64 wanted = gst_util_uint64_scale (
      MIN (time, play->n_samples * GST_SECOND / VOUCH_READER_RATE + LONGEST_GAP), VOUCH_READER_RATE,
      GST_SECOND);

  /* Rounding makes holes of a few samples, which nobody hears. */
  if (wanted < play->n_samples + VOUCH_READER_RATE / 25)
    return TRUE;
  while (play->n_samples < wanted) {
    gsize n = MIN (wanted - play->n_samples, sizeof silence / BYTES_PER_SAMPLE);

    if (!write_all (VOUCH_READER_TARGET_FD, silence, n * BYTES_PER_SAMPLE))
      return FALSE;
    play->n_samples += n;
  }
  return TRUE;
}

static GstFlowReturn
on_samples (GstAppSink *sink, gpointer user_data)
{
  Play *play = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstClockTime time = sample != NULL ? time_of (sample) : GST_CLOCK_TIME_NONE;
  GstMapInfo map = GST_MAP_INFO_INIT;

  reader_watchdog_tick ();
  /* When nobody listens any more the picture goes on without. */
  if (!play->has_listener || sample == NULL ||
      !gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    return GST_FLOW_OK;
  if (GST_CLOCK_TIME_IS_VALID (time))
    play->has_listener = fill_gap (play, time);
  play->has_listener = play->has_listener && write_all (VOUCH_READER_TARGET_FD, map.data, map.size);
  play->n_samples += map.size / BYTES_PER_SAMPLE;
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  return GST_FLOW_OK;
}

static GstElement *
link_chain (Play *play, GstPad *pad, const char *description, GstAppSinkCallbacks *callbacks)
{
  GstElement *chain = gst_parse_bin_from_description (description, TRUE, NULL);
  g_autoptr (GstPad) target = NULL;
  GstElement *sink = NULL;

  if (chain == NULL) {
    reader_gst_discard (play->pipeline, pad);
    return NULL;
  }
  sink = gst_bin_get_by_name (GST_BIN (chain), "sink");
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), callbacks, play, NULL);
  gst_bin_add (GST_BIN (play->pipeline), chain);
  target = gst_element_get_static_pad (chain, "sink");
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (chain);
  return sink;
}

static void
link_frames (Play *play, GstPad *pad)
{
  g_autofree char *description = g_strdup_printf (
      "queue max-size-buffers=3 ! videoflip video-direction=auto ! videoconvertscale ! "
      "video/x-raw,format=BGRA,pixel-aspect-ratio=1/1,width=[1,%d],height=[1,%d] ! "
      "appsink name=sink sync=false max-buffers=2",
      play->width, play->height);
  GstAppSinkCallbacks callbacks = { .new_sample = on_frame };

  play->frames = link_chain (play, pad, description, &callbacks);
}

static void
link_samples (Play *play, GstPad *pad)
{
  /* At another speed voices keep their pitch. */
  g_autofree char *description =
      g_strdup_printf ("queue ! audioconvert ! audioresample ! %s"
                       "audio/x-raw,format=S16LE,layout=interleaved,channels=2,rate=%d ! "
                       "appsink name=sink sync=false max-buffers=4",
                       play->speed != 100 ? "scaletempo ! audioconvert ! " : "", VOUCH_READER_RATE);
  GstAppSinkCallbacks callbacks = { .new_sample = on_samples };

  play->samples = link_chain (play, pad, description, &callbacks);
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Play *play = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *name = caps != NULL ? gst_structure_get_name (gst_caps_get_structure (caps, 0)) : "";

  if (play->frames == NULL && g_str_equal (name, "video/x-raw"))
    link_frames (play, pad);
  else if (play->samples == NULL && play->has_listener && g_str_equal (name, "audio/x-raw"))
    link_samples (play, pad);
  else
    reader_gst_discard (play->pipeline, pad);
}

static gboolean
settle (Play *play)
{
  return reader_gst_settle (play->pipeline, PATIENCE);
}

static gboolean
run (Play *play)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (play->pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (play->pipeline, GST_STATE_PAUSED);
  if (!settle (play))
    return FALSE;
  if ((play->start_ms > 0 || play->speed != 100) &&
      (!gst_element_seek (play->pipeline, play->speed / 100.0, GST_FORMAT_TIME,
                          GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, GST_SEEK_TYPE_SET,
                          play->start_ms * (gint64) GST_MSECOND, GST_SEEK_TYPE_NONE, -1) ||
       !settle (play)))
    return FALSE;
  gst_element_set_state (play->pipeline, GST_STATE_PLAYING);
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

/**
 * reader_play:
 * @input: a recording.
 * @wish: how large its picture may be, and from when on, in milliseconds, and how fast, in percent:
 *   `WIDTH,HEIGHT,START,SPEED`.
 *
 * Prints the pictures as records of vouch-glance-wire.h, whose length is the time of the picture, and
 * writes the sound to %VOUCH_READER_TARGET_FD when that is open.
 *
 * Returns: an exit code of the reader.
 */
int
reader_play (ReaderInput *input, const char *wish)
{
  Play play = { .has_listener = fcntl (VOUCH_READER_TARGET_FD, F_GETFD) >= 0 };
  ReaderType type = { 0 };
  gboolean ended = FALSE;

  if (input == NULL || wish == NULL ||
      sscanf (wish, "%d,%d,%" G_GINT64_FORMAT ",%d", &play.width, &play.height, &play.start_ms,
              &play.speed) != 4 ||
      play.speed < VOUCH_READER_MIN_SPEED || play.speed > VOUCH_READER_MAX_SPEED ||
      play.width < 1 || play.width > VOUCH_GLANCE_MAX_SIDE || play.height < 1 ||
      play.height > VOUCH_GLANCE_MAX_SIDE || play.start_ms < 0)
    return VOUCH_READER_EXIT_USAGE;
  type = reader_type_of (input, NULL);
  if (type.kind != READER_KIND_RECORDING || !reader_gst_init (input, &type))
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  /* Whoever takes samples may go first. */
  signal (SIGPIPE, SIG_IGN);
  play.pipeline = reader_gst_open (input, READER_DECODE_AUDIO | READER_DECODE_VIDEO,
                                   G_CALLBACK (on_stream), &play);
  if (play.pipeline == NULL)
    return VOUCH_READER_EXIT_NOT_POSSIBLE;
  ended = run (&play);
  gst_element_set_state (play.pipeline, GST_STATE_NULL);
  g_clear_object (&play.frames);
  g_clear_object (&play.samples);
  gst_object_unref (play.pipeline);
  return ended ? VOUCH_READER_EXIT_DONE : VOUCH_READER_EXIT_DAMAGED;
}
