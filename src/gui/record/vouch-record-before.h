/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-capture-brief.h"

#include "vouch-record-session.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_BEFORE (vouch_record_before_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordBefore, vouch_record_before, VOUCH, RECORD_BEFORE, GtkWidget)

void vouch_record_before_set_session (VouchRecordBefore *self, VouchRecordSession *session);
void vouch_record_before_set_devices (VouchRecordBefore *self,
                                      GListModel *devices,
                                      const char *microphone,
                                      const char *camera);
void vouch_record_before_set_kind (VouchRecordBefore *self, VouchCaptureKind kind);
void vouch_record_before_show_brief (VouchRecordBefore *self, VouchCaptureBrief *brief);
void vouch_record_before_show_status (VouchRecordBefore *self);
void vouch_record_before_open (VouchRecordBefore *self);

VouchCaptureKind vouch_record_before_get_kind (VouchRecordBefore *self);
const char *vouch_record_before_get_device (VouchRecordBefore *self, VouchCaptureMedium medium);
const char *vouch_record_before_get_words (VouchRecordBefore *self);
gboolean vouch_record_before_has_new_words (VouchRecordBefore *self);
void vouch_record_before_set_kept_words (VouchRecordBefore *self, const char *words);
void vouch_record_before_focus (VouchRecordBefore *self);

G_END_DECLS
