/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-encoder.h"
#include "vouch-capture-meter.h"
#include "vouch-capture-record.h"

G_BEGIN_DECLS

/**
 * VouchCaptureEventFunc:
 * @kind: what happened.
 * @fault: because of what.
 * @at_ms: where in the file.
 * @length_ms: how long.
 * @data: the caller's data.
 *
 * Hears what happened to the time line of a file.
 */
typedef void (*VouchCaptureEventFunc) (VouchCaptureEventKind kind,
                                       VouchCaptureFault fault,
                                       gint64 at_ms,
                                       gint64 length_ms,
                                       gpointer data);

/**
 * VouchCaptureFeed:
 *
 * The time line of a recording. It is used under its owner's lock.
 */
typedef struct _VouchCaptureFeed VouchCaptureFeed;

VouchCaptureFeed *vouch_capture_feed_new (VouchCaptureKind kind,
                                          const VouchCaptureSize *size,
                                          VouchCaptureEventFunc func,
                                          gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_feed_begin (VouchCaptureFeed *self,
                               VouchCaptureEncoder *encoder,
                               VouchCapturePeaks *peaks,
                               gint64 at_ns);
void vouch_capture_feed_take (VouchCaptureFeed *self,
                              VouchCaptureMedium medium,
                              struct _GstBuffer *buffer,
                              gint64 at_ns);
void vouch_capture_feed_set_fault (VouchCaptureFeed *self,
                                   VouchCaptureMedium medium,
                                   VouchCaptureFault fault);
void vouch_capture_feed_tick (VouchCaptureFeed *self, gint64 now_ns);
void vouch_capture_feed_pause (VouchCaptureFeed *self, gint64 at_ns);
gint64 vouch_capture_feed_get_paused (VouchCaptureFeed *self);
void vouch_capture_feed_resume (VouchCaptureFeed *self, gint64 at_ns);
void vouch_capture_feed_cut (VouchCaptureFeed *self,
                             gint64 from_ns,
                             gint64 at_ns,
                             gint64 length_ms,
                             VouchCaptureFault fault);
gboolean
vouch_capture_feed_is_ahead (VouchCaptureFeed *self, VouchCaptureMedium medium, gint64 at_ns);
gboolean vouch_capture_feed_has_reached (VouchCaptureFeed *self, gint64 at_ns);
gint64 vouch_capture_feed_get_length (VouchCaptureFeed *self);
gint64 vouch_capture_feed_get_place (VouchCaptureFeed *self, gint64 at_ns);
void vouch_capture_feed_end (VouchCaptureFeed *self);
void vouch_capture_feed_free (VouchCaptureFeed *self);

G_END_DECLS
