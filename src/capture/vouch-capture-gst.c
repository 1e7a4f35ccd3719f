/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-gst"

#include "config.h"
#include "vouch-capture-gst.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <string.h>

#include "vouch-error.h"

#include "vouch-capture-errands.h"

/*
 * GStreamer with the parts that a recorder needs, loaded by name: looking through some hundred
 * plugins takes seconds at the first start of a computer, and the click should not wait for it.
 */
static const char *const plugins[] = {
  "coreelements",
  "app",
  "audiotestsrc",
  "videotestsrc",
  "audioconvert",
  "audioresample",
  "volume",
  "videorate",
  "videoconvertscale",
  "opus",
  "ogg",
  "matroska",
  "x264",
  "openh264",
  "vpx",
  "videoparsersbad",
  "opusparse",
  "wavparse",
  "rawparse",
  "multifile",
  "jpeg",
  "pulseaudio",
  "alsa",
  "video4linux2",
  "pipewire",
  "autodetect",
};

/* PipeWire's own list has what the lists of microphones and cameras have already, under other names, and
 * puts those lists away. It is asked only for what the desktop lets a sandboxed program see. */
static void
keep_lists_apart (void)
{
  g_autoptr (GstPluginFeature) provider =
      gst_registry_lookup_feature (gst_registry_get (), "pipewiredeviceprovider");

  if (provider != NULL)
    gst_plugin_feature_set_rank (provider, GST_RANK_NONE);
}

static gboolean
load (gpointer *unused)
{
  if (!gst_is_initialized ()) {
    g_setenv ("GST_REGISTRY_DISABLE", "yes", FALSE);
    if (!gst_init_check (NULL, NULL, NULL))
      return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (plugins); i++) {
    g_autofree char *path = g_strdup_printf ("%s/libgst%s.so", GST_PLUGINS_DIR, plugins[i]);
    /* One that is not there only means that its devices or formats are not offered. */
    g_autoptr (GstPlugin) plugin = gst_plugin_load_file (path, NULL);
  }
  keep_lists_apart ();
  return TRUE;
}

static gpointer
load_once (gpointer unused)
{
  return GINT_TO_POINTER (load (unused));
}

/**
 * vouch_capture_gst_init:
 * @error: %VOUCH_ERROR_DEVICE when this computer cannot record.
 *
 * Makes GStreamer ready, the first time. From any thread; it takes a twentieth of a second.
 *
 * Returns: whether it is.
 */
gboolean
vouch_capture_gst_init (GError **error)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, load_once, NULL);
  if (once.retval != NULL)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("GStreamer, which Vouch records with, cannot be started. Nothing was "
                          "recorded. Install it anew."));
  return FALSE;
}

/**
 * vouch_capture_gst_has:
 * @element: the name of an element.
 *
 * Returns: whether this computer has it.
 */
gboolean
vouch_capture_gst_has (const char *element)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (element);

  return factory != NULL;
}

/**
 * vouch_capture_gst_now:
 *
 * Returns: the time that all sources are measured by, in nanoseconds; it never jumps.
 */
gint64
vouch_capture_gst_now (void)
{
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  return (gint64) gst_clock_get_time (clock);
}

/**
 * vouch_capture_gst_describe_track:
 * @medium: sound or a picture.
 * @size: what pictures are recorded as.
 * @preview: whether the preview is on.
 *
 * Describes what follows a device: `out` gives what is recorded, `preview` small pictures for the screen.
 * Nothing waits for the preview: its queue holds one picture and lets the older one go.
 *
 * Returns: (transfer full): a description for gst_parse_launch().
 */
char *
vouch_capture_gst_describe_track (VouchCaptureMedium medium,
                                  const VouchCaptureSize *size,
                                  gboolean preview)
{
  if (medium == VOUCH_CAPTURE_MEDIUM_SOUND)
    return g_strdup_printf (
        "audioconvert name=rest ! audioresample ! "
        "audio/x-raw,format=S16LE,layout=interleaved,rate=%d,channels=1 ! "
        "appsink name=out sync=false async=false max-buffers=50 enable-last-sample=false",
        VOUCH_CAPTURE_RATE);
  return g_strdup_printf (
      "videoconvert name=rest ! videoscale ! videorate drop-only=true max-rate=%d ! "
      "video/x-raw,format=I420,width=%d,height=%d,pixel-aspect-ratio=1/1 ! tee name=two "
      "two. ! appsink name=out sync=false async=false max-buffers=8 enable-last-sample=false "
      "two. ! queue name=small leaky=downstream max-size-buffers=1 max-size-bytes=0 "
      "max-size-time=0 ! valve name=valve drop=%s ! videorate drop-only=true max-rate=15 ! "
      "videoscale ! videoconvert ! video/x-raw,format=BGRA,width=%d,height=%d ! "
      "appsink name=preview sync=false async=false max-buffers=1 drop=true "
      "enable-last-sample=false",
      size->fps, size->width, size->height, preview ? "false" : "true", MIN (640, size->width),
      MIN (640, size->width) * size->height / size->width);
}

/**
 * vouch_capture_gst_take_error:
 * @pipeline: what a device plays in.
 *
 * Returns: (transfer full) (nullable): why it gives nothing, if it said so; the first reason, which is the
 *   true one.
 */
GError *
vouch_capture_gst_take_error (struct _GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
  GError *error = NULL;

  if (message != NULL)
    gst_message_parse_error (message, &error, NULL);
  return error;
}

/**
 * vouch_capture_gst_fault_of:
 * @error: what an element of a device said.
 * @lost: what it is called that the device is gone.
 *
 * Returns: what that means.
 */
VouchCaptureFault
vouch_capture_gst_fault_of (const GError *error, VouchCaptureFault lost)
{
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return VOUCH_CAPTURE_FAULT_DENIED;
  if (strstr (error->message, "Connection terminated") != NULL ||
      strstr (error->message, "Disconnected") != NULL)
    return VOUCH_CAPTURE_FAULT_NO_SOUND_SERVER;
  return lost;
}

static gpointer
put_away (gpointer pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return NULL;
}

/**
 * vouch_capture_gst_put_away:
 * @pipeline: (transfer full): what a device plays in, to which nobody listens any more.
 *
 * Closes it. Does not wait: what is at the other end may not answer. vouch_capture_errands_wait() waits.
 */
void
vouch_capture_gst_put_away (struct _GstElement *pipeline)
{
  vouch_capture_errands_run ("device-close", put_away, pipeline);
}
