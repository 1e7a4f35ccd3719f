/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"

G_BEGIN_DECLS

/**
 * VouchJobNews:
 * @state: where it stands.
 * @step: (nullable): what it is at, for people.
 * @done: bytes done so far.
 * @total: bytes to do; 0 while that is not known.
 * @result: (nullable): what it made.
 * @error: (nullable): why it was interrupted.
 * @hold: what it waits for while it is held.
 *
 * What there is to tell about a piece of long work.
 */
typedef struct {
  VouchJobState state;
  char *step;
  gint64 done;
  gint64 total;
  char *result;
  GError *error;
  VouchJobHold hold;
} VouchJobNews;

void vouch_job_news_clear (VouchJobNews *news);

/**
 * VouchJobCourse:
 *
 * How a piece of long work goes, told by its thread, its queue and the person at once.
 */
typedef struct _VouchJobCourse VouchJobCourse;

VouchJobCourse *
vouch_job_course_new (void (*func) (gpointer data), gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void vouch_job_course_take_news (VouchJobCourse *self, VouchJobNews *news);
gboolean vouch_job_course_get_can_wait (VouchJobCourse *self);
void vouch_job_course_set_can_wait (VouchJobCourse *self, gboolean can_wait);
void vouch_job_course_stop (VouchJobCourse *self);
void vouch_job_course_interrupt (VouchJobCourse *self, VouchJobHold hold);
gboolean vouch_job_course_go_on (VouchJobCourse *self);
gboolean vouch_job_course_get_hurried (VouchJobCourse *self);
void vouch_job_course_hurry (VouchJobCourse *self);
void vouch_job_course_report (VouchJobCourse *self, gint64 done, gint64 total);
void vouch_job_course_report_step (VouchJobCourse *self, const char *step);
void vouch_job_course_hold (VouchJobCourse *self, VouchJobHold hold);
void vouch_job_course_begin_held (VouchJobCourse *self, VouchJobHold hold);
GCancellable *vouch_job_course_begin (VouchJobCourse *self) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_job_course_end (VouchJobCourse *self, GCancellable *cancellable, char *result, GError *error);
void vouch_job_course_free (VouchJobCourse *self);

G_END_DECLS
