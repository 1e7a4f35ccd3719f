/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-capture.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_SESSION (vouch_record_session_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordSession, vouch_record_session, VOUCH, RECORD_SESSION, GObject)

VouchRecordSession *vouch_record_session_new (VouchWorkspace *workspace,
                                              const char *portfolio,
                                              const char *requirement) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_record_session_get_status (VouchRecordSession *self, VouchCaptureStatus *status);
gboolean vouch_record_session_is_under_way (VouchRecordSession *self);
char *vouch_record_session_get_device_name (VouchRecordSession *self,
                                            VouchCaptureMedium medium) G_GNUC_WARN_UNUSED_RESULT;

void vouch_record_session_open (VouchRecordSession *self,
                                VouchCaptureKind kind,
                                const char *microphone,
                                const char *camera);
void vouch_record_session_choose (VouchRecordSession *self,
                                  VouchCaptureMedium medium,
                                  const char *device);
void vouch_record_session_set_pre_roll (VouchRecordSession *self, gboolean on);
void vouch_record_session_set_preview (VouchRecordSession *self, gboolean on);
gboolean vouch_record_session_start (VouchRecordSession *self);
void vouch_record_session_mark (VouchRecordSession *self, const char *label);
void vouch_record_session_set_paused (VouchRecordSession *self, gboolean paused);
void vouch_record_session_stop (VouchRecordSession *self);
void vouch_record_session_close (VouchRecordSession *self);

G_END_DECLS
