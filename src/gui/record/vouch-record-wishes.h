/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture.h"

G_BEGIN_DECLS

/**
 * VouchRecordWishes:
 * @kind: what shall be recorded.
 * @devices: (nullable): ids, by #VouchCaptureMedium; %NULL for the computer's choice.
 * @pre_roll: whether the last three seconds are held in memory.
 * @start: whether it begins as soon as the devices are open.
 *
 * What a person wants of a recorder: chosen last, maybe while its devices were being opened.
 */
typedef struct {
  VouchCaptureKind kind;
  char *devices[2];
  gboolean pre_roll;
  gboolean start;
} VouchRecordWishes;

void vouch_record_wishes_set_device (VouchRecordWishes *self,
                                     VouchCaptureMedium medium,
                                     const char *device);
void vouch_record_wishes_copy (const VouchRecordWishes *self, VouchRecordWishes *copy);
gboolean vouch_record_wishes_want_another (const VouchRecordWishes *self,
                                           const VouchRecordWishes *granted,
                                           VouchCaptureMedium medium);
void vouch_record_wishes_clear (VouchRecordWishes *self);

G_END_DECLS
