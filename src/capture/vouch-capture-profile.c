/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-profile"

#include "config.h"
#include "vouch-capture-profile.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "vouch-capture-encoder.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

/*
 * A computer that cannot encode large pictures as fast as they come is to be known before the lesson,
 * not in it.  So a few pictures with noise in them, as cameras give it, go through the very encoder
 * that will be used, as fast as it takes them.  One that seems a little too slow is tried once more at
 * the beat of a camera: other programs that are busy for a moment are no reason for small pictures.
 */

#define MS G_GINT64_CONSTANT (1000000)
#define N_WARM 2
#define N_TRIED 12
/* What a trial may take once there are a few results. */
#define MOST_NS (300 * MS)
#define N_ENOUGH 4
#define PATIENCE_NS (500 * MS)
/* Of the time from one picture to the next; the rest is for what comes before the encoder. */
#define MOST_SHARE 0.7

/* From what is usual to what anything can. */
static const VouchCaptureSize profiles[] = {
  { 1280, 720, 30 },
  { 640, 360, 30 },
  { 640, 360, 15 },
};

typedef struct {
  GstElement *pipeline;
  GstElement *source;
  GstElement *sink;
  VouchCaptureSize size;
  gint64 interval_ns;
  guint n;
} Trial;

static gboolean
begin (Trial *self, const VouchCaptureSize *size)
{
  g_autofree char *encoder = vouch_capture_encoder_describe_picture (size);
  g_autofree char *text = g_strconcat (
      encoder, " ! appsink name=out sync=false async=false enable-last-sample=false", NULL);

  *self = (Trial){ .size = *size, .interval_ns = (gint64) GST_SECOND / size->fps };
  self->pipeline = gst_parse_launch_full (text, NULL, GST_PARSE_FLAG_FATAL_ERRORS, NULL);
  if (self->pipeline == NULL)
    return FALSE;
  vouch_capture_encoder_hinder (self->pipeline, size);
  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "picture");
  self->sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "out");
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  return TRUE;
}

static void
end (Trial *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->source);
  gst_object_unref (self->sink);
  gst_object_unref (self->pipeline);
}

/* Slopes that move, and the noise of a camera. */
static GstBuffer *
make_picture (Trial *self)
{
  const int width = self->size.width, height = self->size.height;
  const gsize luma = (gsize) (width * height), all = luma + luma / 2;
  guint8 *data = g_malloc (all);
  guint32 noise = self->n + 1;
  GstBuffer *buffer;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      noise = noise * 1664525u + 1013904223u;
      data[y * width + x] =
          (guint8) (40 + ((guint) (x + y) / 8 + self->n * 2) % 160 + (noise >> 29));
    }
  memset (data + luma, 128, all - luma);
  buffer = gst_buffer_new_wrapped (data, all);
  GST_BUFFER_PTS (buffer) = (GstClockTime) (self->n * self->interval_ns);
  self->n++;
  return buffer;
}

static gint64
encode_one (Trial *self)
{
  GstBuffer *buffer = make_picture (self);
  gint64 began = vouch_capture_gst_now ();
  g_autoptr (GstSample) sample = NULL;

  gst_app_src_push_buffer (GST_APP_SRC (self->source), buffer);
  sample = gst_app_sink_try_pull_sample (GST_APP_SINK (self->sink), PATIENCE_NS);
  return vouch_capture_gst_now () - began;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The median: neither the first picture nor a moment in which something else was busy counts. */
static gint64
measure (Trial *self, gboolean at_the_beat)
{
  gint64 began = vouch_capture_gst_now ();
  gint64 taken[N_TRIED];
  guint n = 0;

  while (n < N_TRIED && (n < N_ENOUGH || vouch_capture_gst_now () - began < MOST_NS)) {
    taken[n] = encode_one (self);
    if (at_the_beat && taken[n] < self->interval_ns)
      g_usleep ((gulong) (self->interval_ns - taken[n]) / 1000);
    n++;
  }
  qsort (taken, n, sizeof *taken, compare);
  return taken[n / 2];
}

static gboolean
keeps_up (const VouchCaptureSize *size)
{
  Trial trial;
  gint64 most, taken;

  /* What cannot be tried is told when it is needed. */
  if (!begin (&trial, size))
    return TRUE;
  most = (gint64) ((double) trial.interval_ns * MOST_SHARE);
  for (guint i = 0; i < N_WARM; i++)
    encode_one (&trial);
  taken = measure (&trial, FALSE);
  if (taken > most && taken < 2 * most)
    taken = measure (&trial, TRUE);
  end (&trial);
  g_debug ("%d × %d, %d a second: %.1f ms for a picture", size->width, size->height, size->fps,
           (double) taken / MS);
  return taken <= most;
}

/* A container or a person may have given us fewer than the computer has. */
static gboolean
has_two_cores (void)
{
  cpu_set_t cores;

  CPU_ZERO (&cores);
  if (sched_getaffinity (0, sizeof cores, &cores) != 0)
    return g_get_num_processors () > 1;
  return CPU_COUNT (&cores) > 1;
}

/* A test that records hours in a minute asks for small pictures. */
static gboolean
is_asked_for (VouchCaptureSize *size)
{
  const VouchCaptureSize asked = {
    (int) vouch_capture_source_get_trouble ("encoder", "width", 0),
    (int) vouch_capture_source_get_trouble ("encoder", "height", 0),
    (int) vouch_capture_source_get_trouble ("encoder", "fps", 30),
  };

  if (asked.width <= 0 || asked.height <= 0)
    return FALSE;
  *size = asked;
  return TRUE;
}

/**
 * vouch_capture_profile_choose:
 * @kind: what is recorded.
 * @size: (out): what pictures are recorded as.
 *
 * Finds out how large the pictures may be that this computer can encode. It takes a tenth of a second on
 * one that can, and two seconds at most.
 *
 * Returns: whether they are smaller than usual.
 */
gboolean
vouch_capture_profile_choose (VouchCaptureKind kind, VouchCaptureSize *size)
{
  /* Two cores take the usual ones; with one, the camera and the window are in its way. */
  guint i = has_two_cores () ? 0 : 1;

  *size = profiles[0];
  if (kind != VOUCH_CAPTURE_KIND_PICTURE || is_asked_for (size))
    return FALSE;
  while (i + 1 < G_N_ELEMENTS (profiles) && !keeps_up (&profiles[i]))
    i++;
  *size = profiles[i];
  return i > 0;
}
