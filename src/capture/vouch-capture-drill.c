/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-drill"

#include "config.h"
#include "vouch-capture-drill.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "vouch-error.h"

#include "vouch-capture-gst.h"

/* The troubles that a test asks of a stand-in, by the time since its device was first opened. */

/**
 * vouch_capture_drill_is_on:
 * @source: (nullable): where sound or picture comes from.
 * @opened_ns: when it was first opened, by vouch_capture_gst_now(); 0 when it never was.
 * @from: the setting that says in seconds when it begins.
 * @to: the setting that says when it ends.
 *
 * Returns: whether it is that time.
 */
gboolean
vouch_capture_drill_is_on (VouchCaptureSource *source,
                           gint64 opened_ns,
                           const char *from,
                           const char *to)
{
  double seconds = (double) (vouch_capture_gst_now () - opened_ns) / 1e9;

  return opened_ns > 0 && vouch_capture_source_has (source, from) &&
         seconds >= vouch_capture_source_get_number (source, from, 0) &&
         seconds < vouch_capture_source_get_number (source, to, G_MAXDOUBLE);
}

/**
 * vouch_capture_drill_keeps_away:
 * @source: where sound or picture comes from.
 * @opened_ns: when it was first opened; 0 when it never was.
 * @error: %VOUCH_ERROR_REJECTED or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether a test wants the device not to open.
 */
gboolean
vouch_capture_drill_keeps_away (VouchCaptureSource *source, gint64 opened_ns, GError **error)
{
  if (vouch_capture_source_has (source, "deny")) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                 _ ("Vouch may not use “%s”. Allow it in the settings of this computer."),
                 vouch_capture_device_get_name (vouch_capture_source_get_device (source)));
    return TRUE;
  }
  /* A sound server that hangs, a camera that is just being plugged in. */
  if (opened_ns > 0)
    g_usleep ((gulong) (vouch_capture_source_get_number (source, "open-for", 0) * G_USEC_PER_SEC));
  if (!vouch_capture_drill_is_on (source, opened_ns, "lose-at", "back-at") &&
      !vouch_capture_drill_is_on (source, opened_ns, "server-gone-at", "back-at") &&
      !vouch_capture_drill_is_on (source, opened_ns, "deny-at", "back-at"))
    return FALSE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE, _ ("The device is away."));
  return TRUE;
}

/**
 * vouch_capture_drill_strike:
 * @source: where sound or picture comes from.
 * @opened_ns: when it was first opened.
 * @pipeline: what it plays in.
 *
 * Has the pipeline say what a real device would, when a test wants it: a real error on its bus.
 */
void
vouch_capture_drill_strike (VouchCaptureSource *source,
                            gint64 opened_ns,
                            struct _GstElement *pipeline)
{
  if (vouch_capture_drill_is_on (source, opened_ns, "lose-at", "back-at"))
    GST_ELEMENT_ERROR (pipeline, RESOURCE, READ, ("The device was unplugged"), (NULL));
  if (vouch_capture_drill_is_on (source, opened_ns, "deny-at", "back-at"))
    GST_ELEMENT_ERROR (pipeline, RESOURCE, NOT_AUTHORIZED, ("Taken away"), (NULL));
  if (vouch_capture_drill_is_on (source, opened_ns, "server-gone-at", "back-at"))
    GST_ELEMENT_ERROR (pipeline, RESOURCE, READ, ("Disconnected: Connection terminated"), (NULL));
}

static void
change_form (GstElement *pipeline, VouchCaptureMedium medium)
{
  g_autoptr (GstElement) form = gst_bin_get_by_name (GST_BIN (pipeline), "form");

  if (form != NULL)
    gst_util_set_object_arg (G_OBJECT (form), "caps",
                             medium == VOUCH_CAPTURE_MEDIUM_SOUND
                                 ? "audio/x-raw,rate=44100,channels=2"
                                 : "video/x-raw,format=YUY2,width=320,height=240,framerate=15/1");
}

/**
 * vouch_capture_drill_switch:
 * @source: where sound or picture comes from.
 * @opened_ns: when it was first opened.
 * @pipeline: what it plays in.
 * @done: (inout): whether it was switched before.
 *
 * Puts another device in its place, or has it give its data in another form, when a test wants it.
 *
 * Returns: whether another device took over.
 */
gboolean
vouch_capture_drill_switch (VouchCaptureSource *source,
                            gint64 opened_ns,
                            struct _GstElement *pipeline,
                            gboolean *done)
{
  if (vouch_capture_drill_is_on (source, opened_ns, "switch-at", "never"))
    return *done = TRUE;
  if (!vouch_capture_drill_is_on (source, opened_ns, "format-at", "never"))
    return FALSE;
  *done = TRUE;
  change_form (pipeline,
               vouch_capture_device_get_medium (vouch_capture_source_get_device (source)));
  return FALSE;
}
