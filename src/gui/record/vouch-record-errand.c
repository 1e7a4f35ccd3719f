/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-errand"

#include "config.h"
#include "vouch-record-errand.h"

static gboolean
is_newest (const VouchRecordErrand *self)
{
  return self->opening == (guint) g_atomic_int_get (self->newest);
}

/**
 * vouch_record_errand_new:
 * @owner: (type GObject.Object): who asks for it.
 * @capture: (nullable): what it is done with.
 * @newest: counts how often @owner asked for devices to be opened; changed atomically.
 *
 * Returns: (transfer full): an errand.
 */
VouchRecordErrand *
vouch_record_errand_new (gpointer owner, VouchCapture *capture, const guint *newest)
{
  VouchRecordErrand *self = g_new0 (VouchRecordErrand, 1);

  self->owner = g_object_ref (owner);
  self->capture = capture != NULL ? g_object_ref (capture) : NULL;
  self->newest = newest;
  self->opening = (guint) g_atomic_int_get (newest);
  return self;
}

/**
 * vouch_record_errand_free:
 * @self: an errand.
 *
 * Frees it and lets its owner go.
 */
void
vouch_record_errand_free (VouchRecordErrand *self)
{
  g_clear_object (&self->capture);
  g_clear_object (&self->workspace);
  vouch_record_wishes_clear (&self->wishes);
  g_free (self->text);
  g_object_unref (self->owner);
  g_free (self);
}

/**
 * vouch_record_errand_run:
 * @self: (transfer full): an errand.
 * @worker: where it is done, after all that was given to it before.
 * @func: what to do; gets @self.
 * @callback: called in the main context when it is done; gets @self, which it frees.
 *
 * Has it done.
 */
void
vouch_record_errand_run (VouchRecordErrand *self,
                         VouchWorker *worker,
                         VouchWorkerFunc func,
                         GAsyncReadyCallback callback)
{
  vouch_worker_run_async (worker, func, self, NULL, NULL, NULL, callback, self);
}

/**
 * vouch_record_errand_open:
 * @self: an errand with a workspace and wishes.
 * @cancellable: (nullable): to stop it.
 * @error: what went wrong.
 *
 * Opens the devices, unless others were asked for since, or none.
 *
 * Returns: (transfer full) (nullable): a #VouchCapture.
 */
gpointer
vouch_record_errand_open (gpointer self, GCancellable *cancellable, GError **error)
{
  const VouchRecordErrand *errand = self;
  const VouchRecordWishes *wishes = &errand->wishes;
  const VouchCaptureOptions options = {
    .kind = wishes->kind,
    .microphone = wishes->devices[VOUCH_CAPTURE_MEDIUM_SOUND],
    .camera = wishes->devices[VOUCH_CAPTURE_MEDIUM_PICTURE],
    .portfolio = errand->portfolio,
    .requirement = errand->requirement,
    .pre_roll = wishes->pre_roll,
  };

  return is_newest (errand) ? vouch_capture_open (errand->workspace, &options, cancellable, error)
                            : NULL;
}

/**
 * vouch_record_errand_choose:
 * @self: an errand with the id of a device.
 * @cancellable: not used.
 * @error: what went wrong.
 *
 * Takes another device.
 *
 * Returns: nothing.
 */
gpointer
vouch_record_errand_choose (gpointer self, GCancellable *cancellable, GError **error)
{
  const VouchRecordErrand *errand = self;

  vouch_capture_choose (errand->capture, errand->medium, errand->text, error);
  return NULL;
}

/**
 * vouch_record_errand_listen:
 * @self: an errand that is on, or not.
 * @cancellable: not used.
 * @error: not used.
 *
 * Holds the last three seconds in memory, or forgets them.
 *
 * Returns: nothing.
 */
gpointer
vouch_record_errand_listen (gpointer self, GCancellable *cancellable, GError **error)
{
  const VouchRecordErrand *errand = self;

  vouch_capture_set_pre_roll (errand->capture, errand->on);
  return NULL;
}

/**
 * vouch_record_errand_act:
 * @self: an errand with an act.
 * @cancellable: not used.
 * @error: what went wrong.
 *
 * Does it. What waited while the devices were closed is not begun any more: nobody would know of it.
 *
 * Returns: nothing.
 */
gpointer
vouch_record_errand_act (gpointer self, GCancellable *cancellable, GError **error)
{
  const VouchRecordErrand *errand = self;

  if (is_newest (errand))
    errand->act (errand->capture, error);
  return NULL;
}

/**
 * vouch_record_errand_mark:
 * @self: an errand, with a label or none.
 * @cancellable: not used.
 * @error: what went wrong.
 *
 * Marks this moment.
 *
 * Returns: nothing.
 */
gpointer
vouch_record_errand_mark (gpointer self, GCancellable *cancellable, GError **error)
{
  const VouchRecordErrand *errand = self;

  vouch_capture_mark (errand->capture, errand->text, error);
  return NULL;
}

/**
 * vouch_record_errand_stop:
 * @self: an errand.
 * @cancellable: not used: what was recorded is always kept.
 * @error: what went wrong.
 *
 * Ends the recording and makes evidence of it.
 *
 * Returns: (transfer full) (element-type VouchRecording) (nullable): what came of it.
 */
gpointer
vouch_record_errand_stop (gpointer self, GCancellable *cancellable, GError **error)
{
  return vouch_capture_stop (((const VouchRecordErrand *) self)->capture, NULL, error);
}

/**
 * vouch_record_errand_close:
 * @self: an errand.
 * @cancellable: not used.
 * @error: not used.
 *
 * Closes the devices.
 *
 * Returns: nothing.
 */
gpointer
vouch_record_errand_close (gpointer self, GCancellable *cancellable, GError **error)
{
  vouch_capture_close (((const VouchRecordErrand *) self)->capture);
  return NULL;
}
