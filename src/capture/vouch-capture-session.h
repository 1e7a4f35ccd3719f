/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-capture-feed.h"
#include "vouch-recorder.h"

G_BEGIN_DECLS

/**
 * VouchCaptureSession:
 *
 * The writing side of a recording: what is held before the click, the time line, and the files. It is
 * used under its owner's lock.
 */
typedef struct _VouchCaptureSession VouchCaptureSession;

/**
 * VouchCaptureForm:
 * @kind: what is recorded.
 * @size: of the pictures.
 * @live: whether devices keep the time of the wall.
 *
 * What a session records.
 */
typedef struct {
  VouchCaptureKind kind;
  VouchCaptureSize size;
  gboolean live;
} VouchCaptureForm;

/**
 * VouchCaptureGapFunc:
 * @medium: the microphone or the camera.
 * @fault: why nothing comes; none when something does again.
 * @data: the caller's data.
 *
 * Hears that something is missing.
 */
typedef void (*VouchCaptureGapFunc) (VouchCaptureMedium medium,
                                     VouchCaptureFault fault,
                                     gpointer data);

VouchCaptureSession *vouch_capture_session_new (const VouchCaptureForm *form,
                                                VouchCaptureGapFunc func,
                                                gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_session_open (VouchCaptureSession *self, const char *folder, GError **error);
gboolean vouch_capture_session_is_open (VouchCaptureSession *self);
void vouch_capture_session_begin (VouchCaptureSession *self, gint64 click_ns, gboolean pre_roll);

void vouch_capture_session_hold (VouchCaptureSession *self,
                                 VouchCaptureMedium medium,
                                 struct _GstBuffer *buffer,
                                 gint64 at_ns);
void vouch_capture_session_forget (VouchCaptureSession *self);
void vouch_capture_session_take (VouchCaptureSession *self,
                                 VouchCaptureMedium medium,
                                 struct _GstBuffer *buffer,
                                 gint64 at_ns);
void vouch_capture_session_pause (VouchCaptureSession *self, gboolean pause, gint64 at_ns);
void vouch_capture_session_cut (VouchCaptureSession *self,
                                gint64 from_ns,
                                gint64 at_ns,
                                gint64 length_ms);
gboolean vouch_capture_session_is_too_early (VouchCaptureSession *self,
                                             VouchCaptureMedium medium,
                                             gint64 at_ns);
VouchCaptureFeed *vouch_capture_session_get_feed (VouchCaptureSession *self);
gint64 vouch_capture_session_get_place_ms (VouchCaptureSession *self);

void vouch_capture_session_note (VouchCaptureSession *self,
                                 VouchCaptureEventKind kind,
                                 VouchCaptureFault fault,
                                 gint64 length_ms,
                                 const char *text);
VouchCaptureFault vouch_capture_session_look (VouchCaptureSession *self);
gboolean vouch_capture_session_begin_again (VouchCaptureSession *self, VouchCaptureFault fault);
gint64 vouch_capture_session_get_length_ms (VouchCaptureSession *self);
void vouch_capture_session_tell_room (VouchCaptureSession *self,
                                      const char *folder,
                                      VouchCaptureStatus *status);
void vouch_capture_session_tell (VouchCaptureSession *self, VouchCaptureStatus *status);

gint64 vouch_capture_session_begin_end (VouchCaptureSession *self);
void
vouch_capture_session_end (VouchCaptureSession *self, gint64 length_ms, VouchCaptureFault fault);
GPtrArray *vouch_capture_session_list_parts (VouchCaptureSession *self) G_GNUC_WARN_UNUSED_RESULT;
VouchCaptureRecord *
vouch_capture_session_copy_record (VouchCaptureSession *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_capture_session_free (VouchCaptureSession *self);

G_END_DECLS
