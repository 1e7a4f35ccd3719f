/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-device.h"

#include "vouch-capture-remote.h"

G_BEGIN_DECLS

/* Elements and devices are GStreamer's; whoever looks inside includes its header. */
struct _GstElement;
struct _GstDevice;

#define VOUCH_TYPE_CAPTURE_SOURCE (vouch_capture_source_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureSource, vouch_capture_source, VOUCH, CAPTURE_SOURCE, GObject)

gboolean vouch_capture_source_is_overridden (void);
gboolean vouch_capture_source_are_live (void);
double vouch_capture_source_get_trouble (const char *part, const char *key, double fallback);
gboolean vouch_capture_source_is_by_leave (VouchCaptureMedium medium);
gboolean vouch_capture_source_is_reached (VouchCaptureRemote *remote, const char *id);

GPtrArray *
vouch_capture_source_list (VouchCaptureMedium medium, guint wait_ms) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureSource *
vouch_capture_source_new_for_device (struct _GstDevice *device) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureSource *vouch_capture_source_find (VouchCaptureMedium medium,
                                               const char *id,
                                               gboolean or_another,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchCaptureSource *
vouch_capture_source_find_other (VouchCaptureSource *self) G_GNUC_WARN_UNUSED_RESULT;

VouchCaptureDevice *vouch_capture_source_get_device (VouchCaptureSource *self);
struct _GstElement *
vouch_capture_source_make (VouchCaptureSource *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
double vouch_capture_source_get_number (VouchCaptureSource *self, const char *key, double fallback);
gboolean vouch_capture_source_has (VouchCaptureSource *self, const char *key);

G_END_DECLS
