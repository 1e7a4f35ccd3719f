/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-run"

#include "config.h"
#include "vouch-run.h"

/* A use case on a worker's thread. It holds the workspace, so that the library stays open as long as
 * somebody works in it. */

typedef struct {
  VouchRun run;
  GCancellable *closing; /* (nullable) */
  GCancellable *stopped;
  gulong handler;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->closing != NULL)
    g_cancellable_disconnect (call->closing, call->handler);
  if (call->run.free_data != NULL)
    call->run.free_data (call->run.data);
  g_clear_object (&call->closing);
  g_clear_object (&call->stopped);
  g_object_unref (call->run.workspace);
  g_free (call);
}

static gpointer
run_call (gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;

  return call->run.func (call->run.workspace, call->run.data, cancellable, error);
}

static void
forward_result (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GDestroyNotify free_result = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, free_result);
}

static void
cancel_cb (GCancellable *closing, GCancellable *stopped)
{
  g_cancellable_cancel (stopped);
}

/**
 * vouch_run_on:
 * @worker: whose turn it is.
 * @run: the use case.
 * @closing: (nullable): what stops it besides @cancellable.
 * @cancellable: (nullable): to stop it.
 * @callback: (nullable): called in the caller's main context; g_task_propagate_pointer() has the
 *   result.
 * @user_data: its data.
 *
 * Runs a use case on a worker.
 */
void
vouch_run_on (VouchWorker *worker,
              const VouchRun *run,
              GCancellable *closing,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (run->workspace, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, vouch_run_on);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run->free_result, NULL);
  call->run = *run;
  g_object_ref (call->run.workspace);
  if (closing != NULL) {
    call->closing = g_object_ref (closing);
    call->stopped = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
    call->handler = g_cancellable_connect (closing, G_CALLBACK (cancel_cb),
                                           g_object_ref (call->stopped), g_object_unref);
  }
  vouch_worker_run_async (worker, run_call, call, call_free, run->free_result,
                          call->stopped != NULL ? call->stopped : cancellable, forward_result,
                          task);
}
