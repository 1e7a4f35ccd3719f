/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-remote.h"

G_BEGIN_DECLS

/**
 * VouchCaptureAccessState:
 * @VOUCH_CAPTURE_ACCESS_NONE: nothing was asked.
 * @VOUCH_CAPTURE_ACCESS_ASKING: the person is asked.
 * @VOUCH_CAPTURE_ACCESS_LOOKING: the computer is asked, and nobody is bothered.
 * @VOUCH_CAPTURE_ACCESS_OPEN: cameras can be used.
 * @VOUCH_CAPTURE_ACCESS_REFUSED: they cannot.
 *
 * How it stands between Vouch and the cameras.
 */
typedef enum {
  VOUCH_CAPTURE_ACCESS_NONE,
  VOUCH_CAPTURE_ACCESS_ASKING,
  VOUCH_CAPTURE_ACCESS_LOOKING,
  VOUCH_CAPTURE_ACCESS_OPEN,
  VOUCH_CAPTURE_ACCESS_REFUSED,
} VouchCaptureAccessState;

#define VOUCH_TYPE_CAPTURE_ACCESS (vouch_capture_access_get_type ())
G_DECLARE_FINAL_TYPE (VouchCaptureAccess, vouch_capture_access, VOUCH, CAPTURE_ACCESS, GObject)

gboolean vouch_capture_access_is_needed (void);
VouchCaptureAccess *vouch_capture_access_get (void);

void vouch_capture_access_enter (VouchCaptureAccess *self);
void vouch_capture_access_leave (VouchCaptureAccess *self);
void vouch_capture_access_ask (VouchCaptureAccess *self);
void vouch_capture_access_look (VouchCaptureAccess *self);
VouchCaptureAccessState vouch_capture_access_get_state (VouchCaptureAccess *self, GError **error);
VouchCaptureRemote *
vouch_capture_access_get_remote (VouchCaptureAccess *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_access_has_camera (VouchCaptureAccess *self, guint wait_ms);

G_END_DECLS
