/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-worker.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchRun:
 * @workspace: the workspace.
 * @func: a use case.
 * @data: (nullable): its data; vouch_run_on() takes it over.
 * @free_data: (nullable): frees @data.
 * @free_result: (nullable): frees a result that nobody fetched.
 *
 * A use case with its arguments bound.
 */
typedef struct {
  VouchWorkspace *workspace;
  VouchWorkspaceFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} VouchRun;

void vouch_run_on (VouchWorker *worker,
                   const VouchRun *run,
                   GCancellable *closing,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data);

G_END_DECLS
