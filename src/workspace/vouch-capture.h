/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-device.h"
#include "vouch-capture-state.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCaptureOptions:
 * @kind: what is recorded.
 * @microphone: (nullable): id of the device; %NULL for the computer's choice.
 * @camera: (nullable): id of the device; %NULL for the computer's choice.
 * @title: (nullable): what it is called; %NULL for the kind and the time.
 * @portfolio: (nullable): id of the portfolio it is meant for.
 * @requirement: (nullable): id of what it is meant for there.
 * @pre_roll: hold the last three seconds in memory and begin with them. It listens before the click,
 *   so it is off unless the person switched it on, and shown while it is on.
 *
 * What shall be recorded.
 */
typedef struct {
  VouchCaptureKind kind;
  const char *microphone;
  const char *camera;
  const char *title;
  const char *portfolio;
  const char *requirement;
  gboolean pre_roll;
} VouchCaptureOptions;

/**
 * VouchCapturePicture:
 * @bytes: rows of blue, green, red and 255, from the top.
 * @width: in pixels, 640 at most.
 * @height: in pixels, 360 at most.
 * @stride: bytes from one row to the next.
 *
 * A picture of the preview.
 */
typedef struct {
  GBytes *bytes;
  guint width;
  guint height;
  gsize stride;
} VouchCapturePicture;

/**
 * VouchCapturePictureFunc:
 * @picture: the latest picture; valid during the call, its bytes may be kept by a reference.
 * @data: the caller's data.
 *
 * Called in the main context of the workspace. A picture that comes before the last one was taken
 * replaces it, so that whoever is slow sees fewer and never holds the recording up.
 */
typedef void (*VouchCapturePictureFunc) (const VouchCapturePicture *picture, gpointer data);

#define VOUCH_TYPE_CAPTURE (vouch_capture_get_type ())
G_DECLARE_FINAL_TYPE (VouchCapture, vouch_capture, VOUCH, CAPTURE, GObject)

GListModel *vouch_capture_watch_devices (void) G_GNUC_WARN_UNUSED_RESULT;
GListModel *vouch_capture_follow_devices (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

VouchCapture *vouch_capture_open (VouchWorkspace *workspace,
                                  const VouchCaptureOptions *options,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_choose (VouchCapture *self,
                               VouchCaptureMedium medium,
                               const char *device,
                               GError **error);
void vouch_capture_set_pre_roll (VouchCapture *self, gboolean on);
void vouch_capture_set_picture_func (VouchCapture *self,
                                     VouchCapturePictureFunc func,
                                     gpointer data,
                                     GDestroyNotify free_data);
gboolean vouch_capture_is_ready (VouchCapture *self, GError **error);
void vouch_capture_get_status (VouchCapture *self, VouchCaptureStatus *status);
char *vouch_capture_get_device_name (VouchCapture *self,
                                     VouchCaptureMedium medium) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_capture_start (VouchCapture *self, GError **error);
gboolean vouch_capture_mark (VouchCapture *self, const char *label, GError **error);
gboolean vouch_capture_pause (VouchCapture *self, GError **error);
gboolean vouch_capture_resume (VouchCapture *self, GError **error);
GPtrArray *vouch_capture_stop (VouchCapture *self,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_close (VouchCapture *self);

G_END_DECLS
