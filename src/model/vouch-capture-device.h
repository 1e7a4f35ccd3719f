/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchCaptureMedium:
 * @VOUCH_CAPTURE_MEDIUM_SOUND: a microphone.
 * @VOUCH_CAPTURE_MEDIUM_PICTURE: a camera.
 *
 * What a device gives.
 */
typedef enum {
  VOUCH_CAPTURE_MEDIUM_SOUND,
  VOUCH_CAPTURE_MEDIUM_PICTURE,
} VouchCaptureMedium;

const char *vouch_capture_medium_to_string (VouchCaptureMedium value);
gboolean vouch_capture_medium_from_string (const char *name, VouchCaptureMedium *value);

#define VOUCH_TYPE_CAPTURE_DEVICE (vouch_capture_device_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureDevice, vouch_capture_device, VOUCH, CAPTURE_DEVICE, GObject)

VouchCaptureDevice *vouch_capture_device_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What it is asked for by; stays the same when it is plugged in again. */
const char *vouch_capture_device_get_id (VouchCaptureDevice *self);
void vouch_capture_device_set_id (VouchCaptureDevice *self, const char *value);

/* Its name for people. */
const char *vouch_capture_device_get_name (VouchCaptureDevice *self);
void vouch_capture_device_set_name (VouchCaptureDevice *self, const char *value);

/* A microphone or a camera. */
VouchCaptureMedium vouch_capture_device_get_medium (VouchCaptureDevice *self);
void vouch_capture_device_set_medium (VouchCaptureDevice *self, VouchCaptureMedium value);

/* Whether the computer would choose it. */
gboolean vouch_capture_device_get_is_default (VouchCaptureDevice *self);
void vouch_capture_device_set_is_default (VouchCaptureDevice *self, gboolean value);

/* Whether it stands in for a device. */
gboolean vouch_capture_device_get_is_test (VouchCaptureDevice *self);
void vouch_capture_device_set_is_test (VouchCaptureDevice *self, gboolean value);

G_END_DECLS
