/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <stdio.h>
#include <string.h>

#include "vouch-evidence-bring.h"
#include "vouch-pauses.h"
#include "vouch-talks.h"

/*
 * bench-waveform bare FILE      decodes the sound of a file as GStreamer does by itself; prints seconds
 * bench-waveform listen FILE LIBRARY prints seconds until the first picture of it, the whole waveform, the
 *                               pauses, and milliseconds until all is there when it is opened again
 */

static void
on_stream (GstElement *bin, GstPad *pad, gpointer pipeline)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) target = gst_element_get_static_pad (sink, "sink");

  gst_bin_add (pipeline, sink);
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (sink);
}

static int
decode_bare (const char *path, gint64 began_us)
{
  g_autoptr (GstElement) pipeline = gst_pipeline_new (NULL);
  GstElement *source = gst_element_factory_make ("filesrc", NULL);
  GstElement *bin = gst_element_factory_make ("decodebin", NULL);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  g_object_set (source, "location", path, NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, bin, NULL);
  gst_element_link (source, bin);
  g_signal_connect (bin, "pad-added", G_CALLBACK (on_stream), pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  printf ("%.3f\n", (double) (g_get_monotonic_time () - began_us) / 1e6);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS ? 0 : 1;
}

typedef struct {
  gint64 began_us;
  gint64 first_us;
  gint64 whole_us;
  gint64 heard_ms;
} Looks;

/* The waveform is whole when no later look has more of it. */
static void
look (VouchSoundMap *map, gpointer data)
{
  Looks *looks = data;
  gint64 now = g_get_monotonic_time () - looks->began_us;

  if (looks->first_us == 0)
    looks->first_us = now;
  if (vouch_sound_map_get_heard_ms (map) > looks->heard_ms)
    looks->whole_us = now;
  looks->heard_ms = vouch_sound_map_get_heard_ms (map);
}

static int
listen_in (const char *folder, const char *path)
{
  g_autoptr (GError) error = NULL;
  VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, &error);
  g_autofree char *artifact =
      workspace != NULL ? vouch_evidence_bring (workspace, path, NULL, NULL, &error) : NULL;
  g_autoptr (VouchSoundMap) map = NULL;
  g_autoptr (VouchSoundMap) again = NULL;
  g_autoptr (VouchTalk) talk = NULL;
  Looks looks = { .began_us = g_get_monotonic_time () };
  gint64 all_us;

  if (artifact != NULL)
    map = vouch_talks_listen (workspace, artifact, look, &looks, NULL, &error);
  if (map == NULL) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  look (map, &looks);
  all_us = g_get_monotonic_time () - looks.began_us;
  looks.began_us = g_get_monotonic_time ();
  again = vouch_talks_listen (workspace, artifact, NULL, NULL, NULL, &error);
  talk = vouch_pauses_find (again);
  printf ("%.3f %.3f %.3f %.2f\n", (double) looks.first_us / 1e6, (double) looks.whole_us / 1e6,
          (double) all_us / 1e6, (double) (g_get_monotonic_time () - looks.began_us) / 1e3);
  vouch_workspace_close (workspace);
  return 0;
}

int
main (int argc, char **argv)
{
  gint64 began_us = g_get_monotonic_time ();

  if (argc == 3 && strcmp (argv[1], "bare") == 0) {
    gst_init (NULL, NULL);
    return decode_bare (argv[2], began_us);
  }
  if (argc == 4 && strcmp (argv[1], "listen") == 0)
    return listen_in (argv[3], argv[2]);
  fprintf (stderr, "bench-waveform bare FILE | listen FILE LIBRARY\n");
  return 2;
}
