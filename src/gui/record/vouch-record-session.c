/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-session"

#include "config.h"
#include "vouch-record-session.h"

#include "vouch-error.h"
#include "vouch-measure.h"
#include "vouch-worker.h"

#include "vouch-record-ending.h"
#include "vouch-record-errand.h"
#include "vouch-record-preview.h"

/**
 * VouchRecordSession:
 *
 * The recorder as the window sees it. What opens a device or touches the disk runs on a worker of its
 * own, in the order in which it was asked for, so that neither the window waits for the recorder nor
 * the recorder for somebody's typing.
 */
struct _VouchRecordSession {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  char *requirement;
  VouchWorker *worker;
  VouchCapture *capture; /* (nullable): none while it is being opened, and after the end */
  guint opening; /* (atomic): counts what was asked to be opened; an older answer is out of date */
  gboolean is_opening;
  VouchRecordWishes wishes;
  VouchRecordPreview preview;
  gboolean starting; /* it was asked to, and has not answered yet */
  gboolean stopping;
  gboolean closed;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_KEPT,
  SIGNAL_LEVEL,
  SIGNAL_MARKED,
  SIGNAL_NOTICED,
  SIGNAL_OPENED,
  SIGNAL_PICTURE,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRecordSession, vouch_record_session, G_TYPE_OBJECT)

static VouchRecordErrand *
errand_new (VouchRecordSession *self)
{
  return vouch_record_errand_new (self, self->capture, &self->opening);
}

static void
tell_problem (VouchRecordSession *self, const GError *error)
{
  if (!self->closed && error != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordErrand) errand = data;
  g_autoptr (GError) error = NULL;

  vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);
  tell_problem (VOUCH_RECORD_SESSION (errand->owner), error);
}

static void
let_go (VouchRecordSession *self)
{
  if (self->capture == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->capture, self);
  vouch_capture_set_picture_func (self->capture, NULL, NULL, NULL);
  vouch_record_ending_close (errand_new (self), self->worker);
  g_clear_object (&self->capture);
}

/* What comes from the recorder. */

/* What the desktop does not permit is told as what could not be opened. */
static gboolean
is_refused (VouchRecordSession *self)
{
  g_autoptr (GError) error = NULL;
  VouchCaptureStatus status;

  vouch_capture_get_status (self->capture, &status);
  if (status.state != VOUCH_CAPTURE_STATE_ARMED || vouch_capture_is_ready (self->capture, &error) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    return FALSE;
  let_go (self);
  tell_problem (self, error);
  return TRUE;
}

static void
changed_cb (VouchRecordSession *self)
{
  if (is_refused (self))
    return;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
level_cb (VouchRecordSession *self, double level_db, double peak_db)
{
  if (vouch_record_preview_takes_level (&self->preview))
    g_signal_emit (self, signals[SIGNAL_LEVEL], 0, level_db, peak_db);
}

static void
noticed_cb (VouchRecordSession *self, int fault)
{
  g_signal_emit (self, signals[SIGNAL_NOTICED], 0, fault);
}

static void
picture_cb (GdkTexture *picture, gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_PICTURE], 0, picture);
}

/* Opening. */

/* What the person wished meanwhile could not be done yet. */
static void
catch_up (VouchRecordSession *self, const VouchRecordWishes *granted)
{
  VouchCaptureStatus status;

  if (granted->pre_roll != self->wishes.pre_roll)
    vouch_record_session_set_pre_roll (self, self->wishes.pre_roll);
  for (VouchCaptureMedium medium = VOUCH_CAPTURE_MEDIUM_SOUND;
       medium <= VOUCH_CAPTURE_MEDIUM_PICTURE; medium++)
    if (vouch_record_wishes_want_another (&self->wishes, granted, medium))
      vouch_record_session_choose (self, medium, self->wishes.devices[medium]);
  vouch_record_session_get_status (self, &status);
  /* Who is asked by the desktop first looks what comes of that. */
  if (self->wishes.start && !status.asking)
    vouch_record_session_start (self);
  self->wishes.start = FALSE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordErrand) errand = data;
  VouchRecordSession *self = VOUCH_RECORD_SESSION (errand->owner);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchCapture) capture =
      vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);

  if (self->closed || errand->opening != self->opening) {
    g_set_object (&self->capture, capture);
    let_go (self);
    return;
  }
  self->is_opening = FALSE;
  if (capture == NULL)
    self->wishes.start = FALSE;
  tell_problem (self, error);
  if (capture == NULL)
    return;
  self->capture = g_steal_pointer (&capture);
  g_signal_connect_object (self->capture, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->capture, "level", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->capture, "noticed", G_CALLBACK (noticed_cb), self,
                           G_CONNECT_SWAPPED);
  vouch_record_preview_watch (&self->preview, self->capture);
  catch_up (self, &errand->wishes);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
vouch_record_session_dispose (GObject *object)
{
  VouchRecordSession *self = VOUCH_RECORD_SESSION (object);

  vouch_record_session_close (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_record_session_parent_class)->dispose (object);
}

static void
vouch_record_session_finalize (GObject *object)
{
  VouchRecordSession *self = VOUCH_RECORD_SESSION (object);

  g_free (self->portfolio);
  g_free (self->requirement);
  vouch_record_wishes_clear (&self->wishes);

  G_OBJECT_CLASS (vouch_record_session_parent_class)->finalize (object);
}

static void
add_signal (guint id, const char *name, GType first, GType second)
{
  guint n = first == G_TYPE_NONE ? 0 : second == G_TYPE_NONE ? 1 : 2;

  signals[id] = g_signal_new (name, VOUCH_TYPE_RECORD_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, n, first, second);
}

static void
vouch_record_session_class_init (VouchRecordSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_record_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_record_session_finalize;

  /* `marked`: where in the recording, and what it is called.  `kept`: of VouchRecording, in their
   * order.  `noticed`: a VouchCaptureFault. */
  add_signal (SIGNAL_CHANGED, "changed", G_TYPE_NONE, G_TYPE_NONE);
  add_signal (SIGNAL_KEPT, "kept", G_TYPE_PTR_ARRAY, G_TYPE_NONE);
  add_signal (SIGNAL_LEVEL, "level", G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  add_signal (SIGNAL_MARKED, "marked", G_TYPE_INT64, G_TYPE_STRING);
  add_signal (SIGNAL_NOTICED, "noticed", G_TYPE_INT, G_TYPE_NONE);
  add_signal (SIGNAL_OPENED, "opened", G_TYPE_NONE, G_TYPE_NONE);
  add_signal (SIGNAL_PICTURE, "picture", GDK_TYPE_TEXTURE, G_TYPE_NONE);
  add_signal (SIGNAL_PROBLEM, "problem", G_TYPE_ERROR, G_TYPE_NONE);
}

static void
vouch_record_session_init (VouchRecordSession *self)
{
  self->worker = vouch_worker_new ("vouch-recording");
  self->preview = (VouchRecordPreview){ .func = picture_cb, .data = self };
}

/**
 * vouch_record_session_new:
 * @workspace: the workspace.
 * @portfolio: (nullable): id of the portfolio it is for.
 * @requirement: (nullable): id of what it is for there.
 *
 * Returns: (transfer full): a recorder with no device open.
 */
VouchRecordSession *
vouch_record_session_new (VouchWorkspace *workspace, const char *portfolio, const char *requirement)
{
  VouchRecordSession *self;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (VOUCH_TYPE_RECORD_SESSION, NULL);
  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->requirement = g_strdup (requirement);
  vouch_record_ending_watch (self);
  return self;
}

/**
 * vouch_record_session_get_status:
 * @self: a recorder.
 * @status: (out): how it stands.
 *
 * Returns: whether a device is open; @status says nothing otherwise.
 */
gboolean
vouch_record_session_get_status (VouchRecordSession *self, VouchCaptureStatus *status)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_SESSION (self) && status != NULL, FALSE);

  *status = (VouchCaptureStatus){ 0 };
  if (self->capture == NULL)
    return FALSE;
  vouch_capture_get_status (self->capture, status);
  return TRUE;
}

/**
 * vouch_record_session_is_under_way:
 * @self: a recorder.
 *
 * Returns: whether something is about to be recorded, recorded, paused or brought in.
 */
gboolean
vouch_record_session_is_under_way (VouchRecordSession *self)
{
  VouchCaptureStatus status;

  g_return_val_if_fail (VOUCH_IS_RECORD_SESSION (self), FALSE);

  return self->starting || self->stopping ||
         (vouch_record_session_get_status (self, &status) &&
          status.state >= VOUCH_CAPTURE_STATE_RECORDING);
}

/**
 * vouch_record_session_get_device_name:
 * @self: a recorder.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer full) (nullable): the device that is in use, for people.
 */
char *
vouch_record_session_get_device_name (VouchRecordSession *self, VouchCaptureMedium medium)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_SESSION (self), NULL);

  return self->capture != NULL ? vouch_capture_get_device_name (self->capture, medium) : NULL;
}

/**
 * vouch_record_session_open:
 * @self: a recorder that does not record.
 * @kind: what shall be recorded.
 * @microphone: (nullable): id of the device; %NULL for the computer's choice.
 * @camera: (nullable): id of the device; %NULL for the computer's choice.
 *
 * Opens the devices, instead of those that are open; `opened` tells when they are.
 */
void
vouch_record_session_open (VouchRecordSession *self,
                           VouchCaptureKind kind,
                           const char *microphone,
                           const char *camera)
{
  VouchRecordErrand *errand;

  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  self->wishes.start |= self->starting;
  let_go (self);
  self->wishes.kind = kind;
  vouch_record_wishes_set_device (&self->wishes, VOUCH_CAPTURE_MEDIUM_SOUND, microphone);
  vouch_record_wishes_set_device (&self->wishes, VOUCH_CAPTURE_MEDIUM_PICTURE, camera);
  self->is_opening = TRUE;
  self->closed = FALSE;
  self->starting = FALSE;
  g_atomic_int_inc (&self->opening);
  errand = errand_new (self);
  errand->workspace = g_object_ref (self->workspace);
  errand->portfolio = self->portfolio;
  errand->requirement = self->requirement;
  vouch_record_wishes_copy (&self->wishes, &errand->wishes);
  vouch_record_errand_run (errand, self->worker, vouch_record_errand_open, opened_cb);
}

/**
 * vouch_record_session_choose:
 * @self: a recorder with open devices, or whose devices are being opened.
 * @medium: the microphone or the camera.
 * @device: (nullable): id of the device; %NULL for the computer's choice.
 *
 * Takes another device.
 */
void
vouch_record_session_choose (VouchRecordSession *self,
                             VouchCaptureMedium medium,
                             const char *device)
{
  VouchRecordErrand *errand;

  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  vouch_record_wishes_set_device (&self->wishes, medium, device);
  if (self->capture == NULL)
    return;
  errand = errand_new (self);
  errand->text = g_strdup (self->wishes.devices[medium]);
  errand->medium = medium;
  vouch_record_errand_run (errand, self->worker, vouch_record_errand_choose, done_cb);
}

/**
 * vouch_record_session_set_pre_roll:
 * @self: a recorder.
 * @on: whether the last three seconds are held in memory.
 *
 * Switches it on, or off and forgets them; as soon as its devices are open.
 */
void
vouch_record_session_set_pre_roll (VouchRecordSession *self, gboolean on)
{
  VouchRecordErrand *errand;

  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  self->wishes.pre_roll = on;
  if (self->capture == NULL)
    return;
  errand = errand_new (self);
  errand->on = on;
  vouch_record_errand_run (errand, self->worker, vouch_record_errand_listen, done_cb);
}

/**
 * vouch_record_session_set_preview:
 * @self: a recorder.
 * @on: whether somebody looks.
 *
 * Has pictures made for a preview, or none, which costs nothing.
 */
void
vouch_record_session_set_preview (VouchRecordSession *self, gboolean on)
{
  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  self->preview.on = on;
  vouch_record_preview_watch (&self->preview, self->capture);
}

static void
run_act (VouchRecordSession *self, VouchRecordAct what, GAsyncReadyCallback callback)
{
  VouchRecordErrand *errand;

  if (self->capture == NULL || self->stopping)
    return;
  errand = errand_new (self);
  errand->act = what;
  vouch_record_errand_run (errand, self->worker, vouch_record_errand_act, callback);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const VouchRecordErrand *errand = data;
  VouchRecordSession *self = VOUCH_RECORD_SESSION (errand->owner);

  if (errand->opening == self->opening)
    self->starting = FALSE;
  done_cb (source, result, data);
}

/**
 * vouch_record_session_start:
 * @self: a recorder with open devices, or whose devices are being opened.
 *
 * Records, as soon as its devices are open; `changed` tells that it does.
 *
 * Returns: whether it will: there is a device, or one is being opened.
 */
gboolean
vouch_record_session_start (VouchRecordSession *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORD_SESSION (self), FALSE);

  self->wishes.start = self->is_opening;
  if (self->capture == NULL || vouch_record_session_is_under_way (self))
    return self->wishes.start;
  self->starting = TRUE;
  run_act (self, vouch_capture_start, started_cb);
  return TRUE;
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordErrand) errand = data;
  g_autoptr (GError) error = NULL;

  vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);
  tell_problem (VOUCH_RECORD_SESSION (errand->owner), error);
  if (error == NULL && !VOUCH_RECORD_SESSION (errand->owner)->closed)
    g_signal_emit (VOUCH_RECORD_SESSION (errand->owner), signals[SIGNAL_MARKED], 0, errand->at_ms,
                   errand->text);
}

/**
 * vouch_record_session_mark:
 * @self: a recorder that records.
 * @label: (nullable): what to call the moment.
 *
 * Marks this moment; `marked` tells that it is written down.
 */
void
vouch_record_session_mark (VouchRecordSession *self, const char *label)
{
  VouchCaptureStatus status;
  VouchRecordErrand *errand;

  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  if (!vouch_record_session_get_status (self, &status) || self->stopping ||
      status.state != VOUCH_CAPTURE_STATE_RECORDING)
    return;
  errand = errand_new (self);
  errand->text = g_strdup (label);
  errand->at_ms = status.recorded_ms;
  vouch_record_errand_run (errand, self->worker, vouch_record_errand_mark, marked_cb);
}

/**
 * vouch_record_session_set_paused:
 * @self: a recorder that records or is paused.
 * @paused: whether nothing is kept from now on.
 *
 * Makes a break, or goes on.
 */
void
vouch_record_session_set_paused (VouchRecordSession *self, gboolean paused)
{
  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  run_act (self, paused ? vouch_capture_pause : vouch_capture_resume, done_cb);
}

/* What is new is measured at once, so that it can be said what is still asked of it.  Where nobody is
 * left who would ask, the library may be closing: the next start does it. */
static void
read_it (VouchRecordSession *self)
{
  g_autoptr (VouchJob) reading = vouch_measure_job_new (self->workspace);

  vouch_job_queue_add (vouch_workspace_get_jobs (self->workspace), reading);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordErrand) errand = data;
  VouchRecordSession *self = VOUCH_RECORD_SESSION (errand->owner);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = vouch_worker_run_finish (VOUCH_WORKER (source), result, &error);

  self->stopping = FALSE;
  let_go (self);
  tell_problem (self, error);
  if (kept == NULL || self->closed)
    return;
  if (kept->len > 0)
    read_it (self);
  g_signal_emit (self, signals[SIGNAL_KEPT], 0, kept);
}

/**
 * vouch_record_session_stop:
 * @self: a recorder that records, is paused, or ended by itself.
 *
 * Ends the recording, makes evidence of it and closes the devices; `kept` tells what came of it.
 */
void
vouch_record_session_stop (VouchRecordSession *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  if (self->capture == NULL || self->stopping)
    return;
  self->stopping = TRUE;
  vouch_record_errand_run (errand_new (self), self->worker, vouch_record_errand_stop, stopped_cb);
}

/**
 * vouch_record_session_close:
 * @self: a recorder.
 *
 * Closes the devices, and tells nothing more. What is under way is ended and found at the next start.
 */
void
vouch_record_session_close (VouchRecordSession *self)
{
  g_return_if_fail (VOUCH_IS_RECORD_SESSION (self));

  self->closed = TRUE;
  self->is_opening = FALSE;
  self->wishes.start = FALSE;
  self->starting = FALSE;
  g_atomic_int_inc (&self->opening);
  if (!self->stopping)
    let_go (self);
}
