/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-stuck"

#include "config.h"
#include "vouch-capture-stuck.h"

#include <gst/gst.h>

/**
 * VouchCaptureStuck:
 *
 * A stand-in for a device whose driver does not answer when it is closed: whoever takes it back to nothing
 * waits for it.
 */
#define VOUCH_TYPE_CAPTURE_STUCK (vouch_capture_stuck_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureStuck, vouch_capture_stuck, VOUCH, CAPTURE_STUCK, GstBin)

struct _VouchCaptureStuck {
  GstBin parent_instance;

  double seconds;
};

G_DEFINE_FINAL_TYPE (VouchCaptureStuck, vouch_capture_stuck, GST_TYPE_BIN)

static GstStateChangeReturn
vouch_capture_stuck_change_state (GstElement *element, GstStateChange transition)
{
  if (transition == GST_STATE_CHANGE_READY_TO_NULL)
    g_usleep ((gulong) (VOUCH_CAPTURE_STUCK (element)->seconds * G_USEC_PER_SEC));
  return GST_ELEMENT_CLASS (vouch_capture_stuck_parent_class)->change_state (element, transition);
}

static void
vouch_capture_stuck_class_init (VouchCaptureStuckClass *klass)
{
  GST_ELEMENT_CLASS (klass)->change_state = vouch_capture_stuck_change_state;
}

static void
vouch_capture_stuck_init (VouchCaptureStuck *self)
{
}

/**
 * vouch_capture_stuck_new:
 * @device: (transfer floating): what stands in for a device.
 * @seconds: how long it takes to close it.
 *
 * Returns: (transfer floating): the same, but for that.
 */
struct _GstElement *
vouch_capture_stuck_new (struct _GstElement *device, double seconds)
{
  VouchCaptureStuck *self = g_object_new (VOUCH_TYPE_CAPTURE_STUCK, NULL);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (device, "src");

  self->seconds = seconds;
  gst_bin_add (GST_BIN (self), device);
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("src", pad));
  return GST_ELEMENT (self);
}
