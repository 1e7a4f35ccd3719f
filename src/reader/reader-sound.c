/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-sound"

#include "config.h"
#include "reader-sound.h"

#include <gst/gst.h>
#include <unistd.h>

#include "reader-gst.h"
#include "vouch-reader-protocol.h"

/*
 * Plays plain samples and tells how far it is. It is a process of its own, which never sees a file: it
 * needs the sound server, which the process that decodes must not reach.
 */

#define REPORT_EVERY (40 * GST_MSECOND)

static const struct {
  const char *plugin;
  const char *element;
} outputs[] = {
  { "pulseaudio", "pulsesink" },
  { "pipewire", "pipewiresink" },
  { "alsa", "alsasink" },
};

static gboolean
load (const char *plugin)
{
  g_autofree char *path = g_strdup_printf ("%s/libgst%s.so", GST_PLUGINS_DIR, plugin);
  GstPlugin *loaded = gst_plugin_load_file (path, NULL);
  gboolean there = loaded != NULL;

  g_clear_object (&loaded);
  return there;
}

/* The first output of this computer that answers. */
static GstElement *
find_output (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++) {
    GstElement *output =
        load (outputs[i].plugin) ? gst_element_factory_make (outputs[i].element, NULL) : NULL;

    if (output == NULL)
      continue;
    gst_object_ref_sink (output);
    if (gst_element_set_state (output, GST_STATE_READY) == GST_STATE_CHANGE_SUCCESS)
      return output;
    gst_element_set_state (output, GST_STATE_NULL);
    gst_object_unref (output);
  }
  return NULL;
}

static GstElement *
make_silence (void)
{
  GstElement *output = gst_object_ref_sink (gst_element_factory_make ("fakesink", NULL));

  g_object_set (output, "sync", TRUE, NULL);
  return output;
}

static GstElement *
make_pipeline (GstElement *output)
{
  g_autofree char *description = g_strdup_printf (
      "fdsrc fd=%d blocksize=7680 ! rawaudioparse use-sink-caps=false format=pcm pcm-format=s16le "
      "sample-rate=%d num-channels=2 ! audioconvert ! audioresample name=last",
      VOUCH_READER_SOURCE_FD, VOUCH_READER_RATE);
  GstElement *pipeline = gst_parse_launch (description, NULL);
  g_autoptr (GstElement) last = NULL;

  if (pipeline == NULL)
    return NULL;
  last = gst_bin_get_by_name (GST_BIN (pipeline), "last");
  gst_bin_add (GST_BIN (pipeline), output);
  if (gst_element_link (last, output))
    return pipeline;
  gst_object_unref (pipeline);
  return NULL;
}

static gboolean
tell_position (GstElement *pipeline)
{
  gint64 position_ns = 0;
  gint64 position_ms = 0;

  if (!gst_element_query_position (pipeline, GST_FORMAT_TIME, &position_ns))
    return TRUE;
  position_ms = GINT64_TO_LE (position_ns / (gint64) GST_MSECOND);
  return write (STDOUT_FILENO, &position_ms, sizeof position_ms) == sizeof position_ms;
}

static int
play (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  if (gst_element_set_state (pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    return VOUCH_READER_EXIT_NO_SOUND;
  while (TRUE) {
    g_autoptr (GstMessage) message =
        gst_bus_timed_pop_filtered (bus, REPORT_EVERY, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

    if (message != NULL)
      return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS ? VOUCH_READER_EXIT_DONE
                                                           : VOUCH_READER_EXIT_NO_SOUND;
    if (GST_STATE (pipeline) == GST_STATE_PLAYING && !tell_position (pipeline))
      return VOUCH_READER_EXIT_DONE;
  }
}

/**
 * reader_sound:
 * @silent: whether to play in time, but so that nobody hears it; for tests.
 *
 * Plays the samples that come on %VOUCH_READER_SOURCE_FD, and prints every 40 ms how many milliseconds
 * of them were heard, as 64 bits, little endian.
 *
 * Returns: an exit code of the reader.
 */
int
reader_sound (gboolean silent)
{
  static const char *const plugins[] = { "coreelements", "rawparse", "audioconvert",
                                         "audioresample" };
  g_autoptr (GstElement) output = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  int code = VOUCH_READER_EXIT_NO_SOUND;

  g_setenv ("GST_REGISTRY_DISABLE", "yes", TRUE);
  if (!gst_init_check (NULL, NULL, NULL))
    return code;
  for (gsize i = 0; i < G_N_ELEMENTS (plugins); i++)
    load (plugins[i]);
  output = silent ? make_silence () : find_output ();
  pipeline = output != NULL ? make_pipeline (output) : NULL;
  if (pipeline == NULL)
    return code;
  code = play (pipeline);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return code;
}
