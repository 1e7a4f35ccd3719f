/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-remote.h"
#include "vouch-capture-state.h"

G_BEGIN_DECLS

/**
 * VouchCaptureLeave:
 *
 * What a camera that is used by leave of the desktop needs beyond one that is simply opened. Used by
 * whoever uses its track.
 */
typedef struct _VouchCaptureLeave VouchCaptureLeave;

VouchCaptureLeave *vouch_capture_leave_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_leave_take (VouchCaptureLeave *self, GError **error);
gboolean vouch_capture_leave_is_pending (VouchCaptureLeave *self);
void vouch_capture_leave_play (VouchCaptureLeave *self, struct _GstElement *pipeline);
VouchCaptureFault vouch_capture_leave_look (VouchCaptureLeave *self,
                                            const char *camera,
                                            guint n_pictures,
                                            gboolean failed);
void vouch_capture_leave_put_away (VouchCaptureLeave *self, struct _GstElement *pipeline);
void vouch_capture_leave_free (VouchCaptureLeave *self);

G_END_DECLS
