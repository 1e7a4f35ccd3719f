/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-worker.h"

#include "vouch-capture.h"

#include "vouch-record-wishes.h"

G_BEGIN_DECLS

/**
 * VouchRecordAct:
 * @capture: a recording.
 * @error: what went wrong.
 *
 * Starts, pauses or goes on.
 *
 * Returns: whether it does.
 */
typedef gboolean (*VouchRecordAct) (VouchCapture *capture, GError **error);

/**
 * VouchRecordErrand:
 * @owner: who asked for it, and hears of it; held until it has.
 * @capture: (nullable): what it is done with.
 * @opening: which opening of the devices it belongs to.
 * @newest: which is the newest; in @owner.
 * @act: (nullable): what to do.
 * @text: (nullable): a label, or id of a device.
 * @medium: which device.
 * @on: whether something is switched on.
 * @at_ms: where in the recording it was asked for.
 * @workspace: (nullable): where to open a recording.
 * @wishes: how to open it.
 * @portfolio: (nullable) (transfer none): what it is for; of @owner.
 * @requirement: (nullable) (transfer none): the same.
 *
 * Something to be done on the worker of a recorder, with all that it needs there.
 */
typedef struct {
  GObject *owner;
  VouchCapture *capture;
  guint opening;
  const guint *newest;
  VouchRecordAct act;
  char *text;
  VouchCaptureMedium medium;
  gboolean on;
  gint64 at_ms;
  VouchWorkspace *workspace;
  VouchRecordWishes wishes;
  const char *portfolio;
  const char *requirement;
} VouchRecordErrand;

VouchRecordErrand *vouch_record_errand_new (gpointer owner,
                                            VouchCapture *capture,
                                            const guint *newest) G_GNUC_WARN_UNUSED_RESULT;
void vouch_record_errand_free (VouchRecordErrand *self);

void vouch_record_errand_run (VouchRecordErrand *self,
                              VouchWorker *worker,
                              VouchWorkerFunc func,
                              GAsyncReadyCallback callback);

gpointer vouch_record_errand_open (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_choose (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_listen (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_act (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_mark (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_stop (gpointer self, GCancellable *cancellable, GError **error);
gpointer vouch_record_errand_close (gpointer self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRecordErrand, vouch_record_errand_free)

G_END_DECLS
