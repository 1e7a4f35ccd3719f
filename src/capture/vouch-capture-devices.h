/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-device.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CAPTURE_DEVICES (vouch_capture_devices_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureDevices, vouch_capture_devices, VOUCH, CAPTURE_DEVICES, GObject)

VouchCaptureDevices *vouch_capture_devices_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureDevices *vouch_capture_devices_new_in (GMainContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
