/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-job-course"

#include "config.h"
#include "vouch-job-course.h"

#include "vouch-error.h"

/*
 * What is under the mutex, and every function that touches it, stays in one file, so that one reading
 * shows that a job that is stopped, held and let go from three threads is none of these twice.
 */

struct _VouchJobCourse {
  void (*func) (gpointer data);
  gpointer data;

  GMutex mutex;
  GCancellable *cancellable; /* (mutex mutex): a new one each time it goes on */
  VouchJobNews news;         /* (mutex mutex) */
  VouchJobHold wanted;       /* (mutex mutex): what it is to be held for instead of ending */
  gboolean can_wait;         /* (mutex mutex) */
  gboolean hurried;          /* (mutex mutex) */
  gboolean told;             /* (mutex mutex): that there are news */
};

/**
 * vouch_job_news_clear:
 * @news: what there is to tell.
 *
 * Frees what is in it.
 */
void
vouch_job_news_clear (VouchJobNews *news)
{
  g_clear_pointer (&news->step, g_free);
  g_clear_pointer (&news->result, g_free);
  g_clear_error (&news->error);
}

/* Called with the mutex held. */
static void
tell (VouchJobCourse *self)
{
  if (self->told)
    return;
  self->told = TRUE;
  self->func (self->data);
}

/**
 * vouch_job_course_new:
 * @func: told once that there are news, until they are taken; from any thread, and with the course locked:
 *   it may only see to it that vouch_job_course_take_news() is called later.
 * @data: its data.
 *
 * Returns: (transfer full): the course of a job that waits.
 */
VouchJobCourse *
vouch_job_course_new (void (*func) (gpointer data), gpointer data)
{
  VouchJobCourse *self = g_new0 (VouchJobCourse, 1);

  self->func = func;
  self->data = data;
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * vouch_job_course_take_news:
 * @self: a course.
 * @news: (out): what there is to tell; to be cleared.
 *
 * Copies them.
 */
void
vouch_job_course_take_news (VouchJobCourse *self, VouchJobNews *news)
{
  g_mutex_lock (&self->mutex);
  *news = self->news;
  news->step = g_strdup (self->news.step);
  news->result = g_strdup (self->news.result);
  news->error = self->news.error != NULL ? g_error_copy (self->news.error) : NULL;
  self->told = FALSE;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_get_can_wait:
 * @self: a course.
 *
 * Returns: whether the work can be interrupted and taken up again.
 */
gboolean
vouch_job_course_get_can_wait (VouchJobCourse *self)
{
  gboolean can_wait;

  g_mutex_lock (&self->mutex);
  can_wait = self->can_wait;
  g_mutex_unlock (&self->mutex);
  return can_wait;
}

/**
 * vouch_job_course_set_can_wait:
 * @self: a course.
 * @can_wait: whether the work goes on from where it was when it is run again.
 *
 * Lets it be held, instead of ending, when the other side cannot be reached.
 */
void
vouch_job_course_set_can_wait (VouchJobCourse *self, gboolean can_wait)
{
  g_mutex_lock (&self->mutex);
  self->can_wait = can_wait;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_stop:
 * @self: a course.
 *
 * Asks the work to stop; one that is held has.
 */
void
vouch_job_course_stop (VouchJobCourse *self)
{
  g_autoptr (GCancellable) running = NULL;

  g_mutex_lock (&self->mutex);
  running = g_object_ref (self->cancellable);
  self->wanted = VOUCH_JOB_HOLD_NONE;
  if (self->news.state == VOUCH_JOB_HELD) {
    self->news.state = VOUCH_JOB_STOPPED;
    self->news.hold = VOUCH_JOB_HOLD_NONE;
    tell (self);
  }
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (running);
}

/**
 * vouch_job_course_interrupt:
 * @self: the course of a job that can wait.
 * @hold: what it shall wait for.
 *
 * Asks the work to stop for now; one that is held waits for this instead.
 */
void
vouch_job_course_interrupt (VouchJobCourse *self, VouchJobHold hold)
{
  g_autoptr (GCancellable) running = NULL;

  g_mutex_lock (&self->mutex);
  if (self->news.state == VOUCH_JOB_HELD) {
    self->news.hold = hold;
    tell (self);
  } else {
    self->wanted = hold;
    running = g_object_ref (self->cancellable);
  }
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (running);
}

/**
 * vouch_job_course_go_on:
 * @self: a course.
 *
 * Makes what is held wait for its turn again.
 *
 * Returns: whether it was held.
 */
gboolean
vouch_job_course_go_on (VouchJobCourse *self)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = self->news.state == VOUCH_JOB_HELD;
  if (held) {
    g_object_unref (self->cancellable);
    self->cancellable = g_cancellable_new ();
    self->wanted = self->news.hold = VOUCH_JOB_HOLD_NONE;
    self->news.state = VOUCH_JOB_WAITING;
    g_clear_error (&self->news.error);
    tell (self);
  }
  g_mutex_unlock (&self->mutex);
  return held;
}

/**
 * vouch_job_course_get_hurried:
 * @self: a course.
 *
 * Returns: whether it shall not wait for another network.
 */
gboolean
vouch_job_course_get_hurried (VouchJobCourse *self)
{
  gboolean hurried;

  g_mutex_lock (&self->mutex);
  hurried = self->hurried;
  g_mutex_unlock (&self->mutex);
  return hurried;
}

/**
 * vouch_job_course_hurry:
 * @self: a course.
 *
 * Says that it shall not wait for another network.
 */
void
vouch_job_course_hurry (VouchJobCourse *self)
{
  g_mutex_lock (&self->mutex);
  self->hurried = TRUE;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_report:
 * @self: a course.
 * @done: bytes done so far.
 * @total: bytes to do; 0 while that is not known.
 *
 * Tells how far the work has come.
 */
void
vouch_job_course_report (VouchJobCourse *self, gint64 done, gint64 total)
{
  g_mutex_lock (&self->mutex);
  self->news.done = done;
  self->news.total = total;
  tell (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_report_step:
 * @self: a course.
 * @step: what begins now, for people.
 *
 * Tells what the work is at.
 */
void
vouch_job_course_report_step (VouchJobCourse *self, const char *step)
{
  g_mutex_lock (&self->mutex);
  g_free (self->news.step);
  self->news.step = g_strdup (step);
  tell (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_hold:
 * @self: a course.
 * @hold: what the work waits for.
 *
 * Has it held when the work ends now with an error.
 */
void
vouch_job_course_hold (VouchJobCourse *self, VouchJobHold hold)
{
  g_mutex_lock (&self->mutex);
  self->wanted = hold;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_begin_held:
 * @self: the course of a job that is not in a queue yet.
 * @hold: what it waits for.
 *
 * Has it held from the beginning, without a word.
 */
void
vouch_job_course_begin_held (VouchJobCourse *self, VouchJobHold hold)
{
  g_mutex_lock (&self->mutex);
  self->news.state = VOUCH_JOB_HELD;
  self->news.hold = hold;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_begin:
 * @self: the course of a job that waits.
 *
 * Says that the work begins.
 *
 * Returns: (transfer full): what stops it.
 */
GCancellable *
vouch_job_course_begin (VouchJobCourse *self)
{
  GCancellable *cancellable;

  g_mutex_lock (&self->mutex);
  cancellable = g_object_ref (self->cancellable);
  self->news.state = VOUCH_JOB_RUNNING;
  tell (self);
  g_mutex_unlock (&self->mutex);
  return cancellable;
}

static gboolean
is_stop (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Called with the mutex held. */
static VouchJobState
judge_end (VouchJobCourse *self, GCancellable *cancellable, const GError *error)
{
  if (error == NULL)
    return VOUCH_JOB_DONE;
  if (self->wanted != VOUCH_JOB_HOLD_NONE)
    self->news.hold = self->wanted;
  else if (g_cancellable_is_cancelled (cancellable) && is_stop (error))
    return VOUCH_JOB_STOPPED;
  else if (self->can_wait && g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE))
    self->news.hold = VOUCH_JOB_HOLD_OFFLINE;
  else
    return VOUCH_JOB_INTERRUPTED;
  return VOUCH_JOB_HELD;
}

/**
 * vouch_job_course_end:
 * @self: the course of a job that runs.
 * @cancellable: what could stop it.
 * @result: (transfer full) (nullable): what the work made.
 * @error: (transfer full) (nullable): why it did not.
 *
 * Keeps what came of it.
 */
void
vouch_job_course_end (VouchJobCourse *self, GCancellable *cancellable, char *result, GError *error)
{
  g_mutex_lock (&self->mutex);
  self->news.result = result;
  self->news.error = error;
  self->news.state = judge_end (self, cancellable, error);
  tell (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_job_course_free:
 * @self: (nullable): a course.
 *
 * Frees it.
 */
void
vouch_job_course_free (VouchJobCourse *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->cancellable);
  vouch_job_news_clear (&self->news);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
