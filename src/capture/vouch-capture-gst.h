/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-capture-device.h"
#include "vouch-capture-state.h"

G_BEGIN_DECLS

/* An element is GStreamer's; whoever looks inside includes its header. */
struct _GstElement;

/* Samples a second, of one channel. */
#define VOUCH_CAPTURE_RATE 48000

gboolean vouch_capture_gst_init (GError **error);
gboolean vouch_capture_gst_has (const char *element);
gint64 vouch_capture_gst_now (void);
char *vouch_capture_gst_describe_track (VouchCaptureMedium medium,
                                        const VouchCaptureSize *size,
                                        gboolean preview) G_GNUC_WARN_UNUSED_RESULT;
GError *vouch_capture_gst_take_error (struct _GstElement *pipeline) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureFault vouch_capture_gst_fault_of (const GError *error, VouchCaptureFault lost);
void vouch_capture_gst_put_away (struct _GstElement *pipeline);

G_END_DECLS
