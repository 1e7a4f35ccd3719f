/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-feed.h"

G_BEGIN_DECLS

/**
 * VouchCaptureRing:
 *
 * The last moments, in memory only, and gone when they are older than was asked for.
 */
typedef struct _VouchCaptureRing VouchCaptureRing;

VouchCaptureRing *vouch_capture_ring_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_ring_push (VouchCaptureRing *self,
                              VouchCaptureMedium medium,
                              struct _GstBuffer *buffer,
                              gint64 at_ns,
                              gint64 keep_ns);
void vouch_capture_ring_drop_before (VouchCaptureRing *self, gint64 at_ns);
void vouch_capture_ring_shift (VouchCaptureRing *self, gint64 by_ns);
gint64 vouch_capture_ring_get_first (VouchCaptureRing *self, gint64 fallback_ns);
void vouch_capture_ring_pour (VouchCaptureRing *self, VouchCaptureFeed *feed);
void vouch_capture_ring_clear (VouchCaptureRing *self);
void vouch_capture_ring_free (VouchCaptureRing *self);

G_END_DECLS
