/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-job"

#include "config.h"
#include "vouch-job.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-pace.h"

#include "vouch-job-course.h"

/**
 * VouchJob:
 *
 * A piece of long work as an object. The work runs on a thread of the queue and reports into its
 * course; what readers see is copied from there in the main context in which the job was made, at most
 * once per turn of its loop, so that a busy worker cannot flood the window.
 */
struct _VouchJob {
  GObject parent_instance;

  char *title;
  char *portfolio;
  VouchJobFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GMainContext *context;
  VouchJobCourse *course;

  VouchJobNews shown; /* in the main context only */
  VouchPace *pace;
};

enum {
  PROP_TITLE = 1,
  PROP_STATE,
  PROP_STEP,
  PROP_FRACTION,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (VouchJob, vouch_job, G_TYPE_OBJECT)

/**
 * vouch_job_state_get_type:
 *
 * Returns: the type of #VouchJobState.
 */
GType
vouch_job_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { VOUCH_JOB_WAITING, "VOUCH_JOB_WAITING", "waiting" },
    { VOUCH_JOB_RUNNING, "VOUCH_JOB_RUNNING", "running" },
    { VOUCH_JOB_HELD, "VOUCH_JOB_HELD", "held" },
    { VOUCH_JOB_DONE, "VOUCH_JOB_DONE", "done" },
    { VOUCH_JOB_STOPPED, "VOUCH_JOB_STOPPED", "stopped" },
    { VOUCH_JOB_INTERRUPTED, "VOUCH_JOB_INTERRUPTED", "interrupted" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("VouchJobState", values));
  return type;
}

/**
 * vouch_job_release:
 * @self: a job that is over.
 *
 * Lets go of what the work needed, so that a job in a list does not keep a library open. For the
 * queue.
 */
void
vouch_job_release (VouchJob *self)
{
  gpointer data;

  g_return_if_fail (VOUCH_IS_JOB (self));

  data = g_steal_pointer (&self->data);
  if (data != NULL && self->free_data != NULL)
    self->free_data (data);
}

static gboolean
show_news (gpointer data)
{
  VouchJob *self = data;
  VouchJobNews old = self->shown;

  vouch_job_course_take_news (self->course, &self->shown);
  if (g_strcmp0 (old.step, self->shown.step) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
  if (self->shown.state == VOUCH_JOB_HELD || self->shown.total != old.total)
    vouch_pace_reset (self->pace);
  else if (old.done != self->shown.done)
    vouch_pace_add (self->pace, g_get_monotonic_time (), self->shown.done);
  if (old.done != self->shown.done || old.total != self->shown.total)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  if (old.state != self->shown.state || old.hold != self->shown.hold)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  vouch_job_news_clear (&old);
  if (vouch_job_is_over (self))
    vouch_job_release (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_showing (gpointer self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, show_news, g_object_ref (self), g_object_unref);
  g_source_attach (source, VOUCH_JOB (self)->context);
}

static void
vouch_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VouchJob *self = VOUCH_JOB (object);

  switch (id) {
  case PROP_TITLE: g_value_set_string (value, self->title); break;
  case PROP_STATE: g_value_set_enum (value, (gint) self->shown.state); break;
  case PROP_STEP: g_value_set_string (value, self->shown.step); break;
  case PROP_FRACTION: g_value_set_double (value, vouch_job_get_fraction (self)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
vouch_job_finalize (GObject *object)
{
  VouchJob *self = VOUCH_JOB (object);

  vouch_job_release (self);
  g_free (self->title);
  g_free (self->portfolio);
  vouch_job_course_free (self->course);
  vouch_pace_free (self->pace);
  g_main_context_unref (self->context);
  vouch_job_news_clear (&self->shown);

  G_OBJECT_CLASS (vouch_job_parent_class)->finalize (object);
}

static void
vouch_job_class_init (VouchJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = vouch_job_get_property;
  object_class->finalize = vouch_job_finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_JOB_STATE, VOUCH_JOB_WAITING, flags);
  props[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vouch_job_init (VouchJob *self)
{
  self->course = vouch_job_course_new (schedule_showing, self);
  self->pace = vouch_pace_new ();
  self->context = g_main_context_ref_thread_default ();
}

/**
 * vouch_job_new:
 * @title: what is done, in a few words for people.
 * @portfolio: (nullable): id of the portfolio it belongs to.
 * @func: (scope notified): the work.
 * @data: (nullable) (transfer full): its data.
 * @free_data: (nullable): frees @data when the job is freed.
 *
 * Returns: (transfer full): a job that waits for a queue. It notifies in the calling thread's
 *   default main context.
 */
VouchJob *
vouch_job_new (const char *title,
               const char *portfolio,
               VouchJobFunc func,
               gpointer data,
               GDestroyNotify free_data)
{
  VouchJob *self;

  g_return_val_if_fail (title != NULL && func != NULL, NULL);

  self = g_object_new (VOUCH_TYPE_JOB, NULL);
  self->title = g_strdup (title);
  self->portfolio = g_strdup (portfolio);
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  return self;
}

/**
 * vouch_job_get_title:
 * @self: a job.
 *
 * Returns: (transfer none): what is done, for people.
 */
const char *
vouch_job_get_title (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), NULL);

  return self->title;
}

/**
 * vouch_job_get_portfolio:
 * @self: a job.
 *
 * Returns: (transfer none) (nullable): id of the portfolio it belongs to.
 */
const char *
vouch_job_get_portfolio (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), NULL);

  return self->portfolio;
}

/**
 * vouch_job_get_state:
 * @self: a job.
 *
 * Returns: where it stands.
 */
VouchJobState
vouch_job_get_state (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), VOUCH_JOB_STOPPED);

  return self->shown.state;
}

/**
 * vouch_job_get_step:
 * @self: a job.
 *
 * Returns: (transfer none) (nullable): what it is at just now, for people.
 */
const char *
vouch_job_get_step (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), NULL);

  return self->shown.step;
}

/**
 * vouch_job_get_done:
 * @self: a job.
 *
 * Returns: bytes done so far.
 */
gint64
vouch_job_get_done (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), 0);

  return self->shown.done;
}

/**
 * vouch_job_get_total:
 * @self: a job.
 *
 * Returns: bytes to do; 0 while that is not known.
 */
gint64
vouch_job_get_total (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), 0);

  return self->shown.total;
}

/**
 * vouch_job_get_fraction:
 * @self: a job.
 *
 * Returns: how much is done, from 0 to 1.
 */
double
vouch_job_get_fraction (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), 0);

  if (self->shown.state == VOUCH_JOB_DONE)
    return 1;
  if (self->shown.total <= 0)
    return 0;
  return CLAMP ((double) self->shown.done / (double) self->shown.total, 0, 1);
}

/**
 * vouch_job_get_result:
 * @self: a job.
 *
 * Returns: (transfer none) (nullable): what it made, mostly an id; %NULL until it is done.
 */
const char *
vouch_job_get_result (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), NULL);

  return self->shown.result;
}

/**
 * vouch_job_get_error:
 * @self: a job.
 *
 * Returns: (transfer none) (nullable): why it was interrupted.
 */
const GError *
vouch_job_get_error (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), NULL);

  return self->shown.error;
}

/**
 * vouch_job_is_over:
 * @self: a job.
 *
 * Returns: whether nothing more will happen to it.
 */
gboolean
vouch_job_is_over (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), TRUE);

  return self->shown.state >= VOUCH_JOB_DONE;
}

/**
 * vouch_job_get_hold:
 * @self: a job.
 *
 * Returns: what it waits for while it is held.
 */
VouchJobHold
vouch_job_get_hold (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), VOUCH_JOB_HOLD_NONE);

  return self->shown.hold;
}

/**
 * vouch_job_get_left_ms:
 * @self: a job.
 *
 * Returns: milliseconds that it will still take at its present pace; -1 while that is not known.
 */
gint64
vouch_job_get_left_ms (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), -1);

  if (self->shown.state != VOUCH_JOB_RUNNING || self->shown.total <= 0)
    return -1;
  return vouch_pace_get_left_ms (self->pace, g_get_monotonic_time (), self->shown.total);
}

/**
 * vouch_job_stop:
 * @self: a job.
 *
 * Asks the work to stop; its state tells when it has. May be called from any thread.
 */
void
vouch_job_stop (VouchJob *self)
{
  g_return_if_fail (VOUCH_IS_JOB (self));

  vouch_job_course_stop (self->course);
}

/**
 * vouch_job_get_can_wait:
 * @self: a job.
 *
 * Returns: whether the work can be interrupted and taken up again.
 */
gboolean
vouch_job_get_can_wait (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), FALSE);

  return vouch_job_course_get_can_wait (self->course);
}

/**
 * vouch_job_set_can_wait:
 * @self: a job that is not in a queue yet.
 * @can_wait: whether its work goes on from where it was when it is run again.
 *
 * Lets the job be held, instead of ending, when the other side can not be reached.
 */
void
vouch_job_set_can_wait (VouchJob *self, gboolean can_wait)
{
  g_return_if_fail (VOUCH_IS_JOB (self));

  vouch_job_course_set_can_wait (self->course, can_wait);
}

/**
 * vouch_job_interrupt:
 * @self: a job that can wait.
 * @hold: what it shall wait for.
 *
 * Asks the work to stop for now; it is held once it has. One that is held waits for this instead.
 */
void
vouch_job_interrupt (VouchJob *self, VouchJobHold hold)
{
  g_return_if_fail (VOUCH_IS_JOB (self) && vouch_job_get_can_wait (self));

  vouch_job_course_interrupt (self->course, hold);
}

/**
 * vouch_job_go_on:
 * @self: a job.
 *
 * Makes a held job wait for its turn again. For the queue.
 *
 * Returns: whether it was held.
 */
gboolean
vouch_job_go_on (VouchJob *self)
{
  g_return_val_if_fail (VOUCH_IS_JOB (self), FALSE);

  return vouch_job_course_go_on (self->course);
}

/**
 * vouch_job_get_hurried:
 * @self: (nullable): a job.
 *
 * Returns: whether the person wants it done over whatever network there is. From any thread.
 */
gboolean
vouch_job_get_hurried (VouchJob *self)
{
  g_return_val_if_fail (self == NULL || VOUCH_IS_JOB (self), FALSE);

  return self == NULL || vouch_job_course_get_hurried (self->course);
}

/**
 * vouch_job_hurry:
 * @self: a job.
 *
 * Says that it shall not wait for another network.
 */
void
vouch_job_hurry (VouchJob *self)
{
  g_return_if_fail (VOUCH_IS_JOB (self));

  vouch_job_course_hurry (self->course);
}

/**
 * vouch_job_report:
 * @self: (nullable): a job.
 * @done: bytes done so far.
 * @total: bytes to do; 0 while that is not known.
 *
 * Tells how far the work has come. For the work, from any thread.
 */
void
vouch_job_report (VouchJob *self, gint64 done, gint64 total)
{
  g_return_if_fail (self == NULL || VOUCH_IS_JOB (self));

  if (self != NULL)
    vouch_job_course_report (self->course, done, total);
}

/**
 * vouch_job_report_step:
 * @self: (nullable): a job.
 * @step: what begins now, for people.
 *
 * Tells what the work is at. For the work, from any thread.
 */
void
vouch_job_report_step (VouchJob *self, const char *step)
{
  g_return_if_fail (self == NULL || VOUCH_IS_JOB (self));

  if (self != NULL)
    vouch_job_course_report_step (self->course, step);
}

/**
 * vouch_job_hold:
 * @self: (nullable): a job.
 * @hold: what the work waits for.
 *
 * Has the job held when the work returns now with an error. For the work.
 */
void
vouch_job_hold (VouchJob *self, VouchJobHold hold)
{
  g_return_if_fail (self == NULL || VOUCH_IS_JOB (self));

  if (self != NULL)
    vouch_job_course_hold (self->course, hold);
}

/**
 * vouch_job_begin_held:
 * @self: a job that is not in a queue yet.
 * @hold: what it waits for.
 *
 * Has it held from the beginning. For the queue.
 */
void
vouch_job_begin_held (VouchJob *self, VouchJobHold hold)
{
  g_return_if_fail (VOUCH_IS_JOB (self) && vouch_job_get_can_wait (self));

  vouch_job_course_begin_held (self->course, hold);
  self->shown.state = VOUCH_JOB_HELD;
  self->shown.hold = hold;
}

/**
 * vouch_job_run:
 * @self: a job that waits.
 *
 * Does the work on the calling thread and keeps what came of it. For the queue.
 */
void
vouch_job_run (VouchJob *self)
{
  g_autoptr (GCancellable) cancellable = NULL;
  GError *error = NULL;
  char *result = NULL;

  g_return_if_fail (VOUCH_IS_JOB (self));

  cancellable = vouch_job_course_begin (self->course);
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (&error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("This was stopped"));
  else
    result = self->func (self, self->data, cancellable, &error);
  vouch_job_course_end (self->course, cancellable, result, error);
}
