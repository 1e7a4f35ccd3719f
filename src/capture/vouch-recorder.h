/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-capture-device.h"
#include "vouch-capture-record.h"
#include "vouch-capture-state.h"

G_BEGIN_DECLS

/**
 * VouchRecorderOptions:
 * @kind: what is recorded.
 * @microphone: (nullable): id of the device; %NULL for the computer's choice.
 * @camera: (nullable): id of the device; %NULL for the computer's choice.
 * @pre_roll: hold the last three seconds in memory and begin with them.
 * @folder: (nullable): where there has to be room, for the time that is left before it begins.
 *
 * What a recorder opens.
 */
typedef struct {
  VouchCaptureKind kind;
  const char *microphone;
  const char *camera;
  gboolean pre_roll;
  const char *folder;
} VouchRecorderOptions;

/**
 * VouchRecorderPart:
 * @path: (type filename): the file, all of it on the disk.
 * @sha256: (nullable): of its bytes, in lower-case hex; %NULL when the disk did not keep all of them.
 * @size: its bytes.
 * @duration_ms: its playing time.
 * @ended: whether its encoder came to its end; otherwise the last block may be half there.
 *
 * A file that a recorder made.
 */
typedef struct {
  char *path;
  char *sha256;
  gint64 size;
  gint64 duration_ms;
  gboolean ended;
} VouchRecorderPart;

void vouch_recorder_part_free (VouchRecorderPart *self);

/**
 * VouchRecorderPictureFunc:
 * @bytes: rows of blue, green, red and 255, from the top.
 * @width: in pixels.
 * @height: in pixels.
 * @stride: bytes from one row to the next.
 * @data: the caller's data.
 *
 * Called in the main context of the recorder with the latest picture; those that came too fast are
 * left out.
 */
typedef void (*VouchRecorderPictureFunc) (GBytes *bytes,
                                          guint width,
                                          guint height,
                                          gsize stride,
                                          gpointer data);

#define VOUCH_TYPE_RECORDER (vouch_recorder_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecorder, vouch_recorder, VOUCH, RECORDER, GObject)

VouchRecorder *vouch_recorder_new (GMainContext *context) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_recorder_arm (VouchRecorder *self, const VouchRecorderOptions *options, GError **error);
gboolean vouch_recorder_choose (VouchRecorder *self,
                                VouchCaptureMedium medium,
                                const char *device,
                                GError **error);
void vouch_recorder_set_pre_roll (VouchRecorder *self, gboolean on);
void vouch_recorder_set_picture_func (VouchRecorder *self,
                                      VouchRecorderPictureFunc func,
                                      gpointer data,
                                      GDestroyNotify free_data);
gboolean vouch_recorder_is_ready (VouchRecorder *self, GError **error);
void vouch_recorder_get_status (VouchRecorder *self, VouchCaptureStatus *status);
char *vouch_recorder_get_device_name (VouchRecorder *self,
                                      VouchCaptureMedium medium) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_recorder_start (VouchRecorder *self, const char *folder, GError **error);
gboolean vouch_recorder_mark (VouchRecorder *self, const char *label, GError **error);
gboolean vouch_recorder_pause (VouchRecorder *self, GError **error);
gboolean vouch_recorder_resume (VouchRecorder *self, GError **error);
GPtrArray *vouch_recorder_stop (VouchRecorder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureRecord *vouch_recorder_get_record (VouchRecorder *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_recorder_close (VouchRecorder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRecorderPart, vouch_recorder_part_free)

G_END_DECLS
