/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-device.h"
#include "vouch-capture-state.h"

G_BEGIN_DECLS

/**
 * VouchCaptureTroubles:
 *
 * What is the matter, and which of it is said first.
 */
typedef struct _VouchCaptureTroubles VouchCaptureTroubles;

VouchCaptureTroubles *vouch_capture_troubles_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_troubles_set_line (VouchCaptureTroubles *self,
                                      VouchCaptureMedium medium,
                                      VouchCaptureFault fault);
gboolean vouch_capture_troubles_set_lasting (VouchCaptureTroubles *self,
                                             VouchCaptureFault fault,
                                             gboolean lasts);
void vouch_capture_troubles_say (VouchCaptureTroubles *self, VouchCaptureFault fault);
void vouch_capture_troubles_set_final (VouchCaptureTroubles *self, VouchCaptureFault fault);
VouchCaptureFault vouch_capture_troubles_get_final (VouchCaptureTroubles *self);
VouchCaptureFault vouch_capture_troubles_choose (VouchCaptureTroubles *self);
void vouch_capture_troubles_free (VouchCaptureTroubles *self);

G_END_DECLS
