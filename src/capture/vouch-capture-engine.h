/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-lines.h"
#include "vouch-capture-session.h"
#include "vouch-recorder.h"

G_BEGIN_DECLS

/**
 * VouchCaptureEngineFuncs:
 * @changed: something about its status is different.
 * @noticed: something went wrong, or was noticed.
 * @preview: a small picture.
 *
 * Who hears of it; called in threads of the engine, which go on only when they return.
 */
typedef struct {
  void (*changed) (gpointer data);
  void (*noticed) (VouchCaptureFault fault, gpointer data);
  void (*preview) (GBytes *bytes, guint width, guint height, gsize stride, gpointer data);
} VouchCaptureEngineFuncs;

/**
 * VouchCaptureEngine:
 *
 * What is behind a recorder: devices, time line, files, and the thread that looks after them.
 */
typedef struct _VouchCaptureEngine VouchCaptureEngine;

VouchCaptureEngine *vouch_capture_engine_new (const VouchCaptureEngineFuncs *funcs,
                                              gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_engine_arm (VouchCaptureEngine *self,
                                   const VouchRecorderOptions *options,
                                   GError **error);
gboolean vouch_capture_engine_choose (VouchCaptureEngine *self,
                                      VouchCaptureMedium medium,
                                      const char *device,
                                      GError **error);
void vouch_capture_engine_set_pre_roll (VouchCaptureEngine *self, gboolean on);
void vouch_capture_engine_get_status (VouchCaptureEngine *self, VouchCaptureStatus *status);
VouchCaptureLines *vouch_capture_engine_get_lines (VouchCaptureEngine *self);
gboolean vouch_capture_engine_start (VouchCaptureEngine *self, const char *folder, GError **error);
gboolean vouch_capture_engine_mark (VouchCaptureEngine *self, const char *label, GError **error);
gboolean vouch_capture_engine_pause (VouchCaptureEngine *self, gboolean pause, GError **error);
GPtrArray *
vouch_capture_engine_stop (VouchCaptureEngine *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureSession *vouch_capture_engine_get_session (VouchCaptureEngine *self);
void vouch_capture_engine_close (VouchCaptureEngine *self);
void vouch_capture_engine_free (VouchCaptureEngine *self);

G_END_DECLS
