/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchJobState:
 * @VOUCH_JOB_WAITING: its turn has not come.
 * @VOUCH_JOB_RUNNING: it is at work.
 * @VOUCH_JOB_DONE: it did what it was asked.
 * @VOUCH_JOB_STOPPED: the person stopped it.
 * @VOUCH_JOB_INTERRUPTED: it ended with an error, which says what is safe and what to do.
 *
 * Where a piece of long work stands.
 */
typedef enum {
  VOUCH_JOB_WAITING,
  VOUCH_JOB_RUNNING,
  VOUCH_JOB_DONE,
  VOUCH_JOB_STOPPED,
  VOUCH_JOB_INTERRUPTED,
} VouchJobState;

#define VOUCH_TYPE_JOB_STATE (vouch_job_state_get_type ())
GType vouch_job_state_get_type (void);

#define VOUCH_TYPE_JOB (vouch_job_get_type ())
G_DECLARE_FINAL_TYPE (VouchJob, vouch_job, VOUCH, JOB, GObject)

/**
 * VouchJobFunc:
 * @job: the job, to report to.
 * @data: the caller's data.
 * @cancellable: what stops it.
 * @error: the reason.
 *
 * The work; runs on a thread of the queue.
 *
 * Returns: (transfer full) (nullable): its result in words (mostly an id), or %NULL with @error.
 */
typedef char *(*VouchJobFunc) (VouchJob *job,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

VouchJob *vouch_job_new (const char *title,
                         const char *portfolio,
                         VouchJobFunc func,
                         gpointer data,
                         GDestroyNotify free_data) G_GNUC_WARN_UNUSED_RESULT;

/* Read in the main context; all are properties that notify there. */
const char *vouch_job_get_title (VouchJob *self);
const char *vouch_job_get_portfolio (VouchJob *self);
VouchJobState vouch_job_get_state (VouchJob *self);
const char *vouch_job_get_step (VouchJob *self);
gint64 vouch_job_get_done (VouchJob *self);
gint64 vouch_job_get_total (VouchJob *self);
double vouch_job_get_fraction (VouchJob *self);
const char *vouch_job_get_result (VouchJob *self);
const GError *vouch_job_get_error (VouchJob *self);
gboolean vouch_job_is_over (VouchJob *self);
void vouch_job_stop (VouchJob *self);

/* For the work itself, from any thread; a NULL job hears nothing. */
void vouch_job_report (VouchJob *self, gint64 done, gint64 total);
void vouch_job_report_step (VouchJob *self, const char *step);
void vouch_job_run (VouchJob *self);
void vouch_job_release (VouchJob *self);

G_END_DECLS
