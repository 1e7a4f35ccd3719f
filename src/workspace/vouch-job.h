/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchJobState:
 * @VOUCH_JOB_WAITING: its turn has not come.
 * @VOUCH_JOB_RUNNING: it is at work.
 * @VOUCH_JOB_HELD: it waits for something, and goes on when that is there.
 * @VOUCH_JOB_DONE: it did what it was asked.
 * @VOUCH_JOB_STOPPED: the person stopped it.
 * @VOUCH_JOB_INTERRUPTED: it ended with an error, which says what is safe and what to do.
 *
 * Where a piece of long work stands.
 */
typedef enum {
  VOUCH_JOB_WAITING,
  VOUCH_JOB_RUNNING,
  VOUCH_JOB_HELD,
  VOUCH_JOB_DONE,
  VOUCH_JOB_STOPPED,
  VOUCH_JOB_INTERRUPTED,
} VouchJobState;

/**
 * VouchJobHold:
 * @VOUCH_JOB_HOLD_NONE: for nothing.
 * @VOUCH_JOB_HOLD_PAUSED: for the person, who paused it.
 * @VOUCH_JOB_HOLD_METERED: for a network that is not metered.
 * @VOUCH_JOB_HOLD_OFFLINE: for the other side to be reached again.
 *
 * What a piece of work that is held waits for.
 */
typedef enum {
  VOUCH_JOB_HOLD_NONE,
  VOUCH_JOB_HOLD_PAUSED,
  VOUCH_JOB_HOLD_METERED,
  VOUCH_JOB_HOLD_OFFLINE,
} VouchJobHold;

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
VouchJobHold vouch_job_get_hold (VouchJob *self);
gint64 vouch_job_get_left_ms (VouchJob *self);
void vouch_job_stop (VouchJob *self);

/* Work that can be taken up again. */
gboolean vouch_job_get_can_wait (VouchJob *self);
void vouch_job_set_can_wait (VouchJob *self, gboolean can_wait);
void vouch_job_interrupt (VouchJob *self, VouchJobHold hold);
gboolean vouch_job_go_on (VouchJob *self);
gboolean vouch_job_get_hurried (VouchJob *self);
void vouch_job_hurry (VouchJob *self);

/* For the work itself, from any thread; a NULL job hears nothing. */
void vouch_job_report (VouchJob *self, gint64 done, gint64 total);
void vouch_job_report_step (VouchJob *self, const char *step);
void vouch_job_hold (VouchJob *self, VouchJobHold hold);
void vouch_job_begin_held (VouchJob *self, VouchJobHold hold);
void vouch_job_run (VouchJob *self);
void vouch_job_release (VouchJob *self);

G_END_DECLS
