/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-device.h"
#include "vouch-capture-state.h"

G_BEGIN_DECLS

/* Buffers are GStreamer's; whoever looks inside includes its header. */
struct _GstBuffer;

/**
 * VouchCaptureTrack:
 *
 * An open microphone or camera: what it gives is brought into the one form that is recorded, and
 * handed on with the time at which it was heard or seen.
 */
typedef struct _VouchCaptureTrack VouchCaptureTrack;

/**
 * VouchCaptureTrackFuncs:
 * @frame: sound (16 bit, 48 kHz, one channel) or a picture (I420), with its time in nanoseconds by
 *   vouch_capture_gst_now(); called in a thread of the device.
 * @preview: a small picture: rows of blue, green, red and 255.
 *
 * Who hears of it.
 */
typedef struct {
  void (*frame) (VouchCaptureMedium medium, struct _GstBuffer *buffer, gint64 at_ns, gpointer data);
  void (*preview) (GBytes *bytes, guint width, guint height, gsize stride, gpointer data);
} VouchCaptureTrackFuncs;

VouchCaptureTrack *vouch_capture_track_new (VouchCaptureMedium medium,
                                            const char *device,
                                            const VouchCaptureSize *size,
                                            const VouchCaptureTrackFuncs *funcs,
                                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_track_open (VouchCaptureTrack *self, gboolean or_another, GError **error);
gboolean vouch_capture_track_is_open (VouchCaptureTrack *self);
gboolean vouch_capture_track_is_waiting (VouchCaptureTrack *self);
void vouch_capture_track_wait (VouchCaptureTrack *self, gint64 until_us);
VouchCaptureFault vouch_capture_track_poll (VouchCaptureTrack *self);
const char *vouch_capture_track_get_name (VouchCaptureTrack *self);
void vouch_capture_track_set_preview (VouchCaptureTrack *self, gboolean on);
void vouch_capture_track_close (VouchCaptureTrack *self);
void vouch_capture_track_hush (VouchCaptureTrack *self);
void vouch_capture_track_free (VouchCaptureTrack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureTrack, vouch_capture_track_free)

G_END_DECLS
