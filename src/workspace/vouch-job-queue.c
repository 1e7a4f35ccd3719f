/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-job-queue"

#include "config.h"
#include "vouch-job-queue.h"

/* One job may wait for the network while another one copies a file. */
#define MAX_AT_ONCE 2

/**
 * VouchJobQueue:
 *
 * The long work of a workspace as a list model, oldest first. Jobs stay in the list when they are
 * over, so that their result can be shown, until they are forgotten.
 */
struct _VouchJobQueue {
  GObject parent_instance;

  GPtrArray *jobs;
  GThreadPool *pool; /* (nullable): NULL once shut down */
};

static GType
vouch_job_queue_get_item_type (GListModel *model)
{
  return VOUCH_TYPE_JOB;
}

static guint
vouch_job_queue_get_n_items (GListModel *model)
{
  return VOUCH_JOB_QUEUE (model)->jobs->len;
}

static gpointer
vouch_job_queue_get_item (GListModel *model, guint position)
{
  VouchJobQueue *self = VOUCH_JOB_QUEUE (model);

  return position < self->jobs->len ? g_object_ref (g_ptr_array_index (self->jobs, position))
                                    : NULL;
}

static void
vouch_job_queue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = vouch_job_queue_get_item_type;
  iface->get_n_items = vouch_job_queue_get_n_items;
  iface->get_item = vouch_job_queue_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchJobQueue,
                               vouch_job_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vouch_job_queue_list_model_init))

static void
run_one (gpointer data, gpointer user_data)
{
  g_autoptr (VouchJob) job = data;

  vouch_job_run (job);
}

static void
vouch_job_queue_dispose (GObject *object)
{
  vouch_job_queue_shut_down (VOUCH_JOB_QUEUE (object));

  G_OBJECT_CLASS (vouch_job_queue_parent_class)->dispose (object);
}

static void
vouch_job_queue_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_JOB_QUEUE (object)->jobs);

  G_OBJECT_CLASS (vouch_job_queue_parent_class)->finalize (object);
}

static void
vouch_job_queue_class_init (VouchJobQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_job_queue_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_job_queue_finalize;
}

static void
vouch_job_queue_init (VouchJobQueue *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->pool = g_thread_pool_new (run_one, NULL, MAX_AT_ONCE, FALSE, NULL);
}

/**
 * vouch_job_queue_new:
 *
 * Returns: (transfer full): an empty queue, used from one thread.
 */
VouchJobQueue *
vouch_job_queue_new (void)
{
  return g_object_new (VOUCH_TYPE_JOB_QUEUE, NULL);
}

/**
 * vouch_job_queue_add:
 * @self: a queue that was not shut down.
 * @job: a job that waits.
 *
 * Puts a job at the end; it begins as soon as its turn comes.
 */
void
vouch_job_queue_add (VouchJobQueue *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_JOB_QUEUE (self) && VOUCH_IS_JOB (job));
  g_return_if_fail (self->pool != NULL);

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_thread_pool_push (self->pool, g_object_ref (job), NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
}

/**
 * vouch_job_queue_add_held:
 * @self: a queue that was not shut down.
 * @job: a job that can wait.
 * @hold: what it waits for.
 *
 * Puts a job at the end that does not begin before vouch_job_queue_go_on().
 */
void
vouch_job_queue_add_held (VouchJobQueue *self, VouchJob *job, VouchJobHold hold)
{
  g_return_if_fail (VOUCH_IS_JOB_QUEUE (self) && VOUCH_IS_JOB (job));

  vouch_job_begin_held (job, hold);
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
}

/**
 * vouch_job_queue_go_on:
 * @self: a queue that was not shut down.
 * @job: a job of it; nothing happens unless it is held.
 *
 * Lets a held job go on as soon as its turn comes.
 */
void
vouch_job_queue_go_on (VouchJobQueue *self, VouchJob *job)
{
  g_return_if_fail (VOUCH_IS_JOB_QUEUE (self) && VOUCH_IS_JOB (job));

  if (self->pool != NULL && vouch_job_go_on (job))
    g_thread_pool_push (self->pool, g_object_ref (job), NULL);
}

/**
 * vouch_job_queue_forget:
 * @self: a queue.
 * @job: a job that is over.
 *
 * Takes a job off the list once its result has been seen.
 */
void
vouch_job_queue_forget (VouchJobQueue *self, VouchJob *job)
{
  guint position;

  g_return_if_fail (VOUCH_IS_JOB_QUEUE (self) && VOUCH_IS_JOB (job));
  g_return_if_fail (vouch_job_is_over (job));

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * vouch_job_queue_get_n_active:
 * @self: a queue.
 *
 * Returns: how many jobs wait or run.
 */
guint
vouch_job_queue_get_n_active (VouchJobQueue *self)
{
  guint n = 0;

  g_return_val_if_fail (VOUCH_IS_JOB_QUEUE (self), 0);

  for (guint i = 0; i < self->jobs->len; i++)
    n += !vouch_job_is_over (g_ptr_array_index (self->jobs, i));
  return n;
}

/**
 * vouch_job_queue_shut_down:
 * @self: a queue.
 *
 * Stops every job and waits until all have stopped. What can be resumed is resumed at the next
 * start. May be called again.
 */
void
vouch_job_queue_shut_down (VouchJobQueue *self)
{
  g_return_if_fail (VOUCH_IS_JOB_QUEUE (self));

  if (self->pool == NULL)
    return;
  for (guint i = 0; i < self->jobs->len; i++)
    vouch_job_stop (g_ptr_array_index (self->jobs, i));
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  for (guint i = 0; i < self->jobs->len; i++)
    vouch_job_release (g_ptr_array_index (self->jobs, i));
}
