/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_WORKER (vouch_worker_get_type ())
G_DECLARE_FINAL_TYPE (VouchWorker, vouch_worker, VOUCH, WORKER, GObject)

/**
 * VouchWorkerFunc:
 * @data: the job's data.
 * @cancellable: (nullable): what stops it.
 * @error: the reason, set whenever %NULL is returned for one.
 *
 * A job; runs on the worker's thread.
 *
 * Returns: (transfer full) (nullable): its result.
 */
typedef gpointer (*VouchWorkerFunc) (gpointer data, GCancellable *cancellable, GError **error);

VouchWorker *vouch_worker_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void vouch_worker_run_async (VouchWorker *self,
                             VouchWorkerFunc func,
                             gpointer data,
                             GDestroyNotify free_data,
                             GDestroyNotify free_result,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer vouch_worker_run_finish (VouchWorker *self, GAsyncResult *result, GError **error);
void vouch_worker_shut_down (VouchWorker *self);

G_END_DECLS
