/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-capture-device.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_DEVICE_CHOICE (vouch_device_choice_get_type ())
G_DECLARE_FINAL_TYPE (VouchDeviceChoice, vouch_device_choice, VOUCH, DEVICE_CHOICE, GtkWidget)

void vouch_device_choice_watch (VouchDeviceChoice *self,
                                GListModel *devices,
                                VouchCaptureMedium medium,
                                const char *chosen);
const char *vouch_device_choice_get_chosen (VouchDeviceChoice *self);
const char *vouch_device_choice_get_wanted (VouchDeviceChoice *self);
guint vouch_device_choice_count (VouchDeviceChoice *self);

G_END_DECLS
