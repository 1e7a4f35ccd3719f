/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Elements and devices are GStreamer's; whoever looks inside includes its header. */
struct _GstElement;
struct _GstDevice;

/**
 * VouchCaptureRemote:
 *
 * A way to PipeWire that the portal opened, and the cameras that can be seen on it. From any thread.
 */
typedef struct _VouchCaptureRemote VouchCaptureRemote;

/**
 * VouchCaptureRemoteFunc:
 * @data: the caller's data.
 *
 * A camera came or went; called in a thread of PipeWire, which goes on only when it returns.
 */
typedef void (*VouchCaptureRemoteFunc) (gpointer data);

VouchCaptureRemote *vouch_capture_remote_open (int fd,
                                               VouchCaptureRemoteFunc func,
                                               gpointer data,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureRemote *vouch_capture_remote_ref (VouchCaptureRemote *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_remote_unref (VouchCaptureRemote *self);
gboolean vouch_capture_remote_lists (VouchCaptureRemote *self);
GPtrArray *vouch_capture_remote_list (VouchCaptureRemote *self) G_GNUC_WARN_UNUSED_RESULT;
struct _GstElement *
vouch_capture_remote_make_source (VouchCaptureRemote *self,
                                  struct _GstDevice *camera) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCaptureRemote, vouch_capture_remote_unref)

G_END_DECLS
