/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-browse"

#include "config.h"
#include "reader-browse.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reader-gst.h"
#include "reader-print.h"
#include "reader-watchdog.h"
#include "vouch-glance-wire.h"
#include "vouch-reader-protocol.h"

#define PATIENCE (8 * GST_SECOND)
/* How often somebody who waits for a wish says that nothing is stuck. */
#define IDLE_MS 1000
/* How far before a frame the one before it is looked for; where frames are rare, further. */
#define WINDOW_NS (400 * (gint64) GST_MSECOND)
#define MAX_FRAMES 32

/*
 * Shows one frame of a video after another, as somebody asks for them who looks for a place in it. The
 * video stays open meanwhile: to open it takes longer than to find a frame.
 *
 * A frame that is found by its moment comes with that moment as its time, not with its own; those that
 * follow it come with theirs. So the frame before one is found by going back further and on again.
 */
typedef struct {
  GstSample *sample;
  gint64 time_ns;
} Frame;

typedef struct {
  GstElement *pipeline;
  GstElement *sink; /* (nullable) (owned): an appsink, once the picture is found */
  int width;
  int height;
  guint8 *memory; /* shared with whoever asks */
  GArray *frames; /* (element-type Frame): found since the last jump, in order, without a gap */
  guint shown;    /* which of them is shown */
} Browse;

static void
frame_clear (gpointer data)
{
  gst_sample_unref (((Frame *) data)->sample);
}

static gsize
memory_size (const Browse *browse)
{
  return (gsize) browse->width * (gsize) browse->height * 4;
}

static void
on_stream (GstElement *bin, GstPad *pad, gpointer user_data)
{
  Browse *browse = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autofree char *description = g_strdup_printf (
      "videoflip video-direction=auto ! videoconvertscale ! "
      "video/x-raw,format=BGRA,pixel-aspect-ratio=1/1,width=[1,%d],height=[1,%d] ! "
      "appsink name=sink sync=false max-buffers=1",
      browse->width, browse->height);
  GstElement *chain = NULL;
  g_autoptr (GstPad) target = NULL;

  if (browse->sink == NULL && caps != NULL &&
      gst_structure_has_name (gst_caps_get_structure (caps, 0), "video/x-raw"))
    chain = gst_parse_bin_from_description (description, TRUE, NULL);
  if (chain == NULL) {
    reader_gst_discard (browse->pipeline, pad);
    return;
  }
  browse->sink = gst_bin_get_by_name (GST_BIN (chain), "sink");
  gst_bin_add (GST_BIN (browse->pipeline), chain);
  target = gst_element_get_static_pad (chain, "sink");
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (chain);
}

/* Waits until the pipeline stands still at a frame. */
static gboolean
settle (Browse *browse)
{
  return reader_gst_settle (browse->pipeline, PATIENCE);
}

static gboolean
open_video (Browse *browse, ReaderInput *input)
{
  browse->pipeline = reader_gst_open (input, READER_DECODE_VIDEO, G_CALLBACK (on_stream), browse);
  if (browse->pipeline == NULL)
    return FALSE;
  gst_element_set_state (browse->pipeline, GST_STATE_PAUSED);
  return settle (browse) && browse->sink != NULL;
}

static void
close_video (Browse *browse)
{
  if (browse->pipeline != NULL)
    gst_element_set_state (browse->pipeline, GST_STATE_NULL);
  g_clear_object (&browse->sink);
  g_clear_object (&browse->pipeline);
}

static const Frame *
frame_at (Browse *browse, guint i)
{
  return &g_array_index (browse->frames, Frame, i);
}

/* Returns: whether there is a frame. */
static gboolean
take_frame (Browse *browse)
{
  Frame frame = { 0 };
  GstClockTime time;

  if (!settle (browse))
    return FALSE;
  frame.sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (browse->sink), PATIENCE);
  if (frame.sample == NULL)
    return FALSE;
  time = gst_segment_to_stream_time (gst_sample_get_segment (frame.sample), GST_FORMAT_TIME,
                                     GST_BUFFER_PTS (gst_sample_get_buffer (frame.sample)));
  frame.time_ns = GST_CLOCK_TIME_IS_VALID (time) ? (gint64) time : 0;
  g_array_append_val (browse->frames, frame);
  return TRUE;
}

/* Goes there and forgets the frames that were found elsewhere, when there is one. */
static gboolean
seek (Browse *browse, gint64 at_ns)
{
  guint before = browse->frames->len;

  if (!gst_element_seek_simple (browse->pipeline, GST_FORMAT_TIME,
                                GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, MAX (0, at_ns)) ||
      !take_frame (browse))
    return FALSE;
  g_array_remove_range (browse->frames, 0, before);
  browse->shown = 0;
  return TRUE;
}

static gboolean
go_on (Browse *browse)
{
  if (!gst_element_send_event (browse->sink,
                               gst_event_new_step (GST_FORMAT_BUFFERS, 1, 1.0, TRUE, FALSE)) ||
      !take_frame (browse))
    return FALSE;
  /* The first says no more how it was found; it is the one with a time that is not its own. */
  if (browse->frames->len > MAX_FRAMES) {
    g_array_remove_index (browse->frames, 0);
    browse->shown -= browse->shown > 0;
  }
  return TRUE;
}

/* After the last frame there is none; the last one is shown then, as in any player. */
static void
seek_near (Browse *browse, gint64 at_ns)
{
  gint64 length_ns = 0;

  if (seek (browse, at_ns) ||
      !gst_element_query_duration (browse->pipeline, GST_FORMAT_TIME, &length_ns))
    return;
  for (gint64 back = GST_SECOND / 2; back <= 8 * (gint64) GST_SECOND; back *= 2)
    if (seek (browse, length_ns - back)) {
      while (go_on (browse))
        continue;
      browse->shown = browse->frames->len - 1;
      return;
    }
}

static void
step_on (Browse *browse)
{
  if (browse->shown + 1 < browse->frames->len || go_on (browse))
    browse->shown++;
}

/* Whether the frame has its own time, and the one before it is known. */
static gboolean
is_known (Browse *browse, guint i)
{
  return i >= 2 || (i == 1 && frame_at (browse, 0)->time_ns == 0);
}

static void
step_back (Browse *browse)
{
  gint64 time_ns = frame_at (browse, browse->shown)->time_ns;

  for (gint64 back = WINDOW_NS; !is_known (browse, browse->shown); back *= 4) {
    if (!seek (browse, time_ns - back))
      return;
    while (frame_at (browse, browse->frames->len - 1)->time_ns <= time_ns && go_on (browse))
      continue;
    browse->shown = browse->frames->len - 1;
    while (browse->shown > 0 && frame_at (browse, browse->shown)->time_ns > time_ns)
      browse->shown--;
    if (back >= time_ns)
      break;
  }
  if (browse->shown > 0)
    browse->shown--;
}

static void
find (Browse *browse, const VouchReaderBrowse *wish)
{
  gint64 time_ms = GINT64_FROM_LE (wish->time_ms);
  gint64 step = GINT64_FROM_LE (wish->step);

  if (step == 0 || browse->frames->len == 0)
    seek_near (browse, CLAMP (time_ms, 0, VOUCH_READER_MAX_MS) * (gint64) GST_MSECOND);
  else if (step > 0)
    step_on (browse);
  else
    step_back (browse);
}

static VouchGlance *
copy_frame (Browse *browse)
{
  const Frame *frame = frame_at (browse, browse->shown);
  GstBuffer *buffer = gst_sample_get_buffer (frame->sample);
  const GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (frame->sample), 0);
  /* The time is rounded up, so that whoever asks for it gets this frame and not the one before. */
  VouchGlanceShape shape = { .duration_ms = (frame->time_ns + (gint64) GST_MSECOND - 1) /
                                            (gint64) GST_MSECOND };
  GstMapInfo map = GST_MAP_INFO_INIT;
  g_autoptr (GBytes) pixels = NULL;
  gsize size;

  if (!gst_structure_get_int (caps, "width", &shape.width) ||
      !gst_structure_get_int (caps, "height", &shape.height) || shape.width > browse->width ||
      shape.height > browse->height || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return NULL;
  size = (gsize) shape.width * (gsize) shape.height * 4;
  if (map.size >= size) {
    memcpy (browse->memory, map.data, size);
    pixels = g_bytes_new_static (browse->memory, size);
  }
  gst_buffer_unmap (buffer, &map);
  return pixels != NULL ? vouch_glance_new (&shape, pixels) : NULL;
}

static gboolean
answer (Browse *browse)
{
  g_autoptr (VouchGlance) glance = browse->frames->len > 0 ? copy_frame (browse) : NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) body = NULL;

  if (glance != NULL) {
    head = vouch_glance_wire_write_head (0, glance);
    return reader_print (head);
  }
  glance = vouch_glance_new_problem (_ ("There is no picture here that can be shown. The recording "
                                        "may have only sound, or be damaged."));
  head = vouch_glance_wire_write_head (0, glance);
  body = vouch_glance_wire_get_body (glance);
  return reader_print (head) && reader_print (body);
}

static gboolean
read_wish (VouchReaderBrowse *wish)
{
  struct pollfd polled = { .fd = VOUCH_READER_WISHES_FD, .events = POLLIN };

  while (poll (&polled, 1, IDLE_MS) == 0)
    reader_watchdog_tick ();
  reader_watchdog_tick ();
  /* The socket keeps each wish together. */
  return read (VOUCH_READER_WISHES_FD, wish, sizeof *wish) == sizeof *wish;
}

static gboolean
map_memory (Browse *browse)
{
  void *memory = mmap (NULL, memory_size (browse), PROT_READ | PROT_WRITE, MAP_SHARED,
                       VOUCH_READER_TARGET_FD, 0);

  if (memory == MAP_FAILED)
    return FALSE;
  browse->memory = memory;
  return TRUE;
}

/**
 * reader_browse:
 * @input: a video.
 * @wish: how large its frames may be: `WIDTH,HEIGHT`.
 *
 * Reads wishes from %VOUCH_READER_WISHES_FD until there are no more, and answers each with the head of
 * a record of vouch-glance-wire.h, whose length is the time of the frame; its pixels lie in the memory
 * %VOUCH_READER_TARGET_FD.
 *
 * Returns: an exit code of the reader.
 */
int
reader_browse (ReaderInput *input, const char *wish)
{
  Browse browse = { 0 };
  VouchReaderBrowse next = { 0 };
  ReaderType type = { 0 };
  gboolean opened;

  if (input == NULL || wish == NULL || sscanf (wish, "%d,%d", &browse.width, &browse.height) != 2 ||
      browse.width < 1 || browse.width > VOUCH_GLANCE_MAX_SIDE || browse.height < 1 ||
      browse.height > VOUCH_GLANCE_MAX_SIDE || !map_memory (&browse))
    return VOUCH_READER_EXIT_USAGE;
  /* All decoders are loaded, not only those that come quickly: the faster ones are among the others,
   * and here a video is opened once and looked into many times. */
  browse.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_array_set_clear_func (browse.frames, frame_clear);
  type = reader_type_of (input, NULL);
  opened = type.kind == READER_KIND_RECORDING && reader_gst_init (input, &type) &&
           open_video (&browse, input);
  while (read_wish (&next)) {
    if (opened)
      find (&browse, &next);
    if (!answer (&browse))
      break;
  }
  g_array_unref (browse.frames);
  close_video (&browse);
  munmap (browse.memory, memory_size (&browse));
  return VOUCH_READER_EXIT_DONE;
}
