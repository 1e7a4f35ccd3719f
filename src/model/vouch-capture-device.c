/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-device"

#include "config.h"
#include "vouch-capture-device.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchCaptureMedium,
                         vouch_capture_medium,
                         { "sound", VOUCH_CAPTURE_MEDIUM_SOUND },
                         { "picture", VOUCH_CAPTURE_MEDIUM_PICTURE })

/**
 * VouchCaptureDevice:
 *
 * A microphone or a camera of this computer, or what stands in for one.
 */
struct _VouchCaptureDevice {
  GObject parent_instance;

  char *id;
  char *name;
  VouchCaptureMedium medium;
  gboolean is_default;
  gboolean is_test;
};

G_DEFINE_FINAL_TYPE (VouchCaptureDevice, vouch_capture_device, G_TYPE_OBJECT)

static void
vouch_capture_device_finalize (GObject *object)
{
  VouchCaptureDevice *self = VOUCH_CAPTURE_DEVICE (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (vouch_capture_device_parent_class)->finalize (object);
}

static void
vouch_capture_device_class_init (VouchCaptureDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_capture_device_finalize;
}

static void
vouch_capture_device_init (VouchCaptureDevice *self)
{
}

/**
 * vouch_capture_device_new:
 *
 * Returns: (transfer full): an empty one, to be filled by its setters.
 */
VouchCaptureDevice *
vouch_capture_device_new (void)
{
  return g_object_new (VOUCH_TYPE_CAPTURE_DEVICE, NULL);
}

VOUCH_DEFINE_STRING (VouchCaptureDevice, vouch_capture_device, id)
VOUCH_DEFINE_STRING (VouchCaptureDevice, vouch_capture_device, name)
VOUCH_DEFINE_VALUE (VouchCaptureDevice, vouch_capture_device, VouchCaptureMedium, medium)
VOUCH_DEFINE_VALUE (VouchCaptureDevice, vouch_capture_device, gboolean, is_default)
VOUCH_DEFINE_VALUE (VouchCaptureDevice, vouch_capture_device, gboolean, is_test)
