/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "encode-join"

#include "config.h"
#include "encode-join.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsrc.h>
#include <unistd.h>

#include "encode-coder.h"
#include "reader-bmff.h"
#include "reader-ebml.h"
#include "reader-gst.h"
#include "reader-parts.h"
#include "reader-watchdog.h"
#include "vouch-reader-protocol.h"

/* Packets of picture and sound that were coded before are put into one file, without being coded again. */

typedef struct {
  ReaderParts parts;
  GstElement *source;
  GstCaps *caps;
  gboolean damaged;
} Feed;

/* Takes packets in order until there are none. What was taken up again has to be coded alike. */
static gpointer
feed_packets (gpointer data)
{
  Feed *feed = data;
  GstCaps *caps = NULL;
  GstBuffer *buffer = NULL;

  while (reader_parts_read (&feed->parts, &caps, &buffer)) {
    reader_watchdog_tick ();
    if (buffer != NULL &&
        gst_app_src_push_buffer (GST_APP_SRC (feed->source), buffer) != GST_FLOW_OK)
      break;
    if (caps != NULL)
      feed->damaged |= !gst_caps_is_equal (caps, feed->caps);
    gst_clear_caps (&caps);
  }
  feed->damaged |= feed->parts.offset != reader_input_get_size (feed->parts.input);
  gst_app_src_end_of_stream (GST_APP_SRC (feed->source));
  return NULL;
}

static gboolean
feed_open (Feed *feed, GstElement *pipeline, GstElement *sink, int fd)
{
  GstBuffer *buffer = NULL;

  feed->parts.input = reader_input_new (fd);
  if (feed->parts.input == NULL || !reader_parts_read (&feed->parts, &feed->caps, &buffer) ||
      feed->caps == NULL) {
    gst_clear_buffer (&buffer);
    return FALSE;
  }
  feed->parts.offset = 0;
  feed->source = reader_gst_add (pipeline, "appsrc");
  g_object_set (feed->source, "format", GST_FORMAT_TIME, "block", TRUE, "max-bytes",
                (guint64) 4 * 1024 * 1024, "caps", feed->caps, NULL);
  /* A container has a place for each kind of stream, so it has to be told which. */
  return gst_element_link_filtered (feed->source, sink, feed->caps);
}

static void
feed_close (Feed *feed)
{
  g_clear_object (&feed->parts.input);
  gst_clear_caps (&feed->caps);
}

static GstElement *
add_container (GstElement *pipeline, const char *format, ReaderOutput *output)
{
  const char *muxer = encode_coder_get_muxer (format);
  GstElement *file = reader_gst_add (pipeline, "giostreamsink");
  GstElement *sink = file;

  if (file == NULL)
    return NULL;
  g_object_set (file, "stream", output, "sync", FALSE, NULL);
  if (muxer == NULL)
    return file;
  sink = reader_gst_add (pipeline, muxer);
  if (sink != NULL && g_str_equal (muxer, "flacenc"))
    g_object_set (sink, "quality", 8, NULL);
  return sink != NULL && gst_element_link (sink, file) ? sink : NULL;
}

static gboolean
run_feeds (GstElement *pipeline, Feed *feeds, guint n_feeds)
{
  GThread *threads[2] = { NULL, NULL };
  gboolean ended = FALSE;

  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  for (guint i = 0; i < n_feeds; i++)
    threads[i] = g_thread_new ("feed", feed_packets, &feeds[i]);
  ended = reader_gst_run (pipeline, NULL);
  for (guint i = 0; i < n_feeds; i++) {
    g_thread_join (threads[i]);
    ended &= !feeds[i].damaged;
  }
  return ended;
}

/* Containers note when they were written, which tells when somebody worked. */
static gboolean
forget_times (const char *format, int target_fd)
{
  g_autoptr (ReaderInput) copy = reader_input_new (target_fd);
  const char *muxer = encode_coder_get_muxer (format);

  if (copy == NULL)
    return FALSE;
  if (g_strcmp0 (muxer, "mp4mux") == 0 || g_strcmp0 (muxer, "qtmux") == 0)
    return reader_bmff_forget_times (copy, target_fd);
  if (g_strcmp0 (muxer, "matroskamux") == 0 || g_strcmp0 (muxer, "webmmux") == 0)
    return reader_ebml_forget_times (copy, target_fd);
  return TRUE;
}

/**
 * encode_join:
 * @what: what kind of file it is to be.
 * @picture_fd: parts of the picture, -1 for none.
 * @sound_fd: parts of the sound, -1 for none.
 * @target_fd: an empty file open for reading and writing.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Puts coded packets into a file.
 *
 * Returns: an exit code of the reader.
 */
int
encode_join (const VouchEncoding *what, int picture_fd, int sound_fd, int target_fd, char **problem)
{
  g_autoptr (GstElement) pipeline = gst_pipeline_new (NULL);
  g_autoptr (ReaderOutput) output = reader_output_new (target_fd);
  GstElement *sink = add_container (pipeline, what->format, output);
  Feed feeds[2] = { 0 };
  const int fds[2] = { picture_fd, sound_fd };
  guint n_feeds = 0;
  gboolean done = sink != NULL;

  for (guint i = 0; done && i < G_N_ELEMENTS (fds); i++)
    if (fds[i] >= 0)
      done = feed_open (&feeds[n_feeds++], pipeline, sink, fds[i]);
  done = done && run_feeds (pipeline, feeds, n_feeds) && reader_output_flush (output) &&
         forget_times (what->format, target_fd);
  for (guint i = 0; i < n_feeds; i++)
    feed_close (&feeds[i]);
  if (done)
    return VOUCH_READER_EXIT_DONE;
  if (reader_output_is_full (output)) {
    *problem =
        g_strdup (_ ("There is not enough space for the copy. Free some space and try again."));
    return VOUCH_READER_EXIT_NO_SPACE;
  }
  *problem = g_strdup (_ ("The copy could not be finished."));
  return VOUCH_READER_EXIT_DAMAGED;
}
