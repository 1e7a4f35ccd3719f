/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-worker"

#include "config.h"
#include "vouch-worker.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

/**
 * VouchWorker:
 *
 * One thread that runs its jobs in the order in which they were given. Its shutdown is itself the
 * last job, so whatever was accepted before it is done: nothing that was promised is dropped.
 */
struct _VouchWorker {
  GObject parent_instance;

  GMutex mutex;
  gboolean closed;    /* (mutex mutex): no further job is taken */
  GAsyncQueue *queue; /* (owned): of GTask, then LAST_JOB */
  GThread *thread;    /* (owned) (nullable) (mutex mutex) */
};

typedef struct {
  VouchWorkerFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

#define LAST_JOB GINT_TO_POINTER (1)

G_DEFINE_FINAL_TYPE (VouchWorker, vouch_worker, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
run_job (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gpointer result;

  if (g_cancellable_is_cancelled (cancellable)) {
    g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_CANCELLED, _ ("This was stopped"));
    return;
  }
  result = job->func (job->data, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->free_result);
}

static gpointer
run_jobs (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;
  gpointer item;

  while ((item = g_async_queue_pop (queue)) != LAST_JOB) {
    g_autoptr (GTask) task = item;

    run_job (task);
  }
  return NULL;
}

/* A finished task may drop the last reference on the worker's own thread, which cannot wait for
 * itself; it is about to meet its last job anyway. */
static void
wait_for_thread (GThread *thread)
{
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

static void
vouch_worker_finalize (GObject *object)
{
  VouchWorker *self = VOUCH_WORKER (object);

  vouch_worker_shut_down (self);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (vouch_worker_parent_class)->finalize (object);
}

static void
vouch_worker_class_init (VouchWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_worker_finalize;
}

static void
vouch_worker_init (VouchWorker *self)
{
  g_mutex_init (&self->mutex);
  self->queue = g_async_queue_new ();
}

/**
 * vouch_worker_new:
 * @name: the thread's name, at most 15 bytes of it are shown.
 *
 * Returns: (transfer full): a worker, ready for jobs.
 */
VouchWorker *
vouch_worker_new (const char *name)
{
  VouchWorker *self = g_object_new (VOUCH_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, run_jobs, g_async_queue_ref (self->queue));
  return self;
}

/**
 * vouch_worker_run_async:
 * @self: a worker.
 * @func: (scope notified): the job.
 * @data: (nullable) (transfer full): its data.
 * @free_data: (nullable): frees @data; on which thread is not said.
 * @free_result: (nullable): frees a result that nobody fetched.
 * @cancellable: (nullable): to stop it; a job that has not begun is not begun.
 * @callback: (nullable): called in the caller's main context when the job is done.
 * @user_data: its data.
 *
 * Puts a job at the end of the queue.
 */
void
vouch_worker_run_async (VouchWorker *self,
                        VouchWorkerFunc func,
                        gpointer data,
                        GDestroyNotify free_data,
                        GDestroyNotify free_result,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (VOUCH_IS_WORKER (self) && func != NULL);

  job = g_new (Job, 1);
  *job = (Job){ func, data, free_data, free_result };
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_worker_run_async);
  g_task_set_task_data (task, job, job_free);
  /* What was done is told, even if somebody wished to stop it just afterwards. */
  g_task_set_check_cancellable (task, FALSE);

  g_mutex_lock (&self->mutex);
  if (!self->closed)
    g_async_queue_push (self->queue, g_steal_pointer (&task));
  g_mutex_unlock (&self->mutex);
  if (task != NULL)
    g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                             _ ("The program is closing; this was not begun"));
}

/**
 * vouch_worker_run_finish:
 * @self: a worker.
 * @result: what the callback was given.
 * @error: the job's own error; %VOUCH_ERROR_CANCELLED when it was not begun.
 *
 * Returns: (transfer full) (nullable): the job's result.
 */
gpointer
vouch_worker_run_finish (VouchWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vouch_worker_shut_down:
 * @self: a worker.
 *
 * Takes no further job, and waits until all that were taken are done. May be called again.
 */
void
vouch_worker_shut_down (VouchWorker *self)
{
  GThread *thread;

  g_return_if_fail (VOUCH_IS_WORKER (self));

  g_mutex_lock (&self->mutex);
  if (!self->closed)
    g_async_queue_push (self->queue, LAST_JOB);
  self->closed = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_mutex_unlock (&self->mutex);
  if (thread != NULL)
    wait_for_thread (thread);
}
