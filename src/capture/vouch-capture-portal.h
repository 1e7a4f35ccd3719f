/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchCapturePortal:
 *
 * What a sandboxed program says to the camera portal of the desktop. Used by one thread, in whose
 * default main context its signals arrive.
 */
typedef struct _VouchCapturePortal VouchCapturePortal;

/**
 * VouchCapturePortalFunc:
 * @data: the caller's data.
 *
 * Whether there is a camera may be different now.
 */
typedef void (*VouchCapturePortalFunc) (gpointer data);

VouchCapturePortal *vouch_capture_portal_new (VouchCapturePortalFunc func,
                                              gpointer data,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_portal_is_connected (VouchCapturePortal *self);
gboolean vouch_capture_portal_has_camera (VouchCapturePortal *self,
                                          gboolean *present,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean
vouch_capture_portal_ask (VouchCapturePortal *self, GCancellable *cancellable, GError **error);
int vouch_capture_portal_open_remote (VouchCapturePortal *self,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_portal_free (VouchCapturePortal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCapturePortal, vouch_capture_portal_free)

G_END_DECLS
