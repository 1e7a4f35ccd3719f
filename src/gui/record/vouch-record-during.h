/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-capture-brief.h"

#include "vouch-record-session.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECORD_DURING (vouch_record_during_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecordDuring, vouch_record_during, VOUCH, RECORD_DURING, GtkWidget)

void vouch_record_during_set_session (VouchRecordDuring *self, VouchRecordSession *session);
void vouch_record_during_set_labels (VouchRecordDuring *self, const char *const *labels);
void vouch_record_during_show_status (VouchRecordDuring *self, VouchCaptureKind kind);
void vouch_record_during_mark (VouchRecordDuring *self, guint number);
void vouch_record_during_ask_pause (VouchRecordDuring *self, const char *words);
void vouch_record_during_ask_leave (VouchRecordDuring *self);
void vouch_record_during_put_away (VouchRecordDuring *self);
void vouch_record_during_focus (VouchRecordDuring *self);

G_END_DECLS
