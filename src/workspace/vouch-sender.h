/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SENDER (vouch_sender_get_type ())
G_DECLARE_FINAL_TYPE (VouchSender, vouch_sender, VOUCH, SENDER, GObject)

VouchSender *vouch_sender_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_sender_get_moving (VouchSender *self);
gboolean vouch_sender_get_patient (VouchSender *self);
void vouch_sender_pause (VouchSender *self, VouchJob *job);
void vouch_sender_go_on (VouchSender *self, VouchJob *job);
void vouch_sender_send_now (VouchSender *self, VouchJob *job);
void vouch_sender_stop (VouchSender *self, VouchJob *job);
void vouch_sender_slept (VouchSender *self);

G_END_DECLS
