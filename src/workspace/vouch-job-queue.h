/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_JOB_QUEUE (vouch_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (VouchJobQueue, vouch_job_queue, VOUCH, JOB_QUEUE, GObject)

VouchJobQueue *vouch_job_queue_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_job_queue_add (VouchJobQueue *self, VouchJob *job);
void vouch_job_queue_add_held (VouchJobQueue *self, VouchJob *job, VouchJobHold hold);
void vouch_job_queue_go_on (VouchJobQueue *self, VouchJob *job);
void vouch_job_queue_forget (VouchJobQueue *self, VouchJob *job);
guint vouch_job_queue_get_n_active (VouchJobQueue *self);
void vouch_job_queue_shut_down (VouchJobQueue *self);

G_END_DECLS
