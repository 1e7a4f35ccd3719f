/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-gst"

#include "config.h"
#include "vouch-capture-gst.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "vouch-error.h"

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
