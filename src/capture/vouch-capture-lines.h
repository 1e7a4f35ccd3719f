/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-track.h"

G_BEGIN_DECLS

/**
 * VouchCaptureLines:
 *
 * The microphone and the camera that are in use; one that is lost is looked for until it is back.
 */
typedef struct _VouchCaptureLines VouchCaptureLines;

/**
 * VouchCaptureLineFunc:
 * @medium: the microphone or the camera.
 * @fault: none when it is back; %VOUCH_CAPTURE_FAULT_SWITCHED when another one took its place,
 *   %VOUCH_CAPTURE_FAULT_FORMAT_CHANGED when its data have another form; else why it is lost.
 * @name: the device, for people.
 * @data: the caller's data.
 *
 * Hears of a device.
 */
typedef void (*VouchCaptureLineFunc) (VouchCaptureMedium medium,
                                      VouchCaptureFault fault,
                                      const char *name,
                                      gpointer data);

VouchCaptureLines *vouch_capture_lines_new (const VouchCaptureSize *size,
                                            const VouchCaptureTrackFuncs *funcs,
                                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_lines_open (VouchCaptureLines *self,
                                   VouchCaptureMedium medium,
                                   const char *device,
                                   GError **error);
void vouch_capture_lines_look (VouchCaptureLines *self, VouchCaptureLineFunc func, gpointer data);
gboolean vouch_capture_lines_are_pending (VouchCaptureLines *self);
gboolean vouch_capture_lines_are_ready (VouchCaptureLines *self, GError **error);
void vouch_capture_lines_tell (VouchCaptureLines *self, VouchCaptureLineFunc func, gpointer data);
char *vouch_capture_lines_get_name (VouchCaptureLines *self,
                                    VouchCaptureMedium medium) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_lines_set_preview (VouchCaptureLines *self, gboolean on);
void vouch_capture_lines_close (VouchCaptureLines *self);
void vouch_capture_lines_free (VouchCaptureLines *self);

G_END_DECLS
