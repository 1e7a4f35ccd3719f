/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recorder"

#include "config.h"
#include "vouch-recorder.h"

#include "vouch-capture-engine.h"

#define TELL_EVERY_TICKS 5

/**
 * VouchRecorder:
 *
 * Records a lesson. The work is done by an engine with threads of its own; this brings what it says
 * into the main context of whoever watches, and drops what comes faster than it is taken.
 * docs/capture.md has a row for everything that can go wrong on the way.
 */
struct _VouchRecorder {
  GObject parent_instance;

  GMainContext *context;
  VouchCaptureEngine *engine;
  VouchRecorderPictureFunc picture_func; /* used in the main context only */
  gpointer picture_data;
  GDestroyNotify free_picture_data;

  GMutex mutex;
  gboolean told_level;    /* (mutex mutex): the main context is asked to run already */
  guint ticks;            /* (mutex mutex) */
  VouchCaptureState told; /* (mutex mutex) */
  GArray *faults;         /* (mutex mutex): of VouchCaptureFault, not told yet */
  GBytes *picture;        /* (nullable) (mutex mutex): the latest */
  guint width;            /* (mutex mutex) */
  guint height;           /* (mutex mutex) */
  gsize stride;           /* (mutex mutex) */
};

enum { SIGNAL_CHANGED, SIGNAL_LEVEL, SIGNAL_NOTICED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRecorder, vouch_recorder, G_TYPE_OBJECT)

typedef struct {
  GWeakRef recorder;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->recorder);
  g_free (call);
}

static void
tell_faults (VouchRecorder *self, GArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_signal_emit (self, signals[SIGNAL_NOTICED], 0,
                   (int) g_array_index (faults, VouchCaptureFault, i));
}

static void
show_picture (VouchRecorder *self)
{
  g_autoptr (GBytes) picture = NULL;
  guint width, height;
  gsize stride;

  g_mutex_lock (&self->mutex);
  picture = g_steal_pointer (&self->picture);
  width = self->width;
  height = self->height;
  stride = self->stride;
  g_mutex_unlock (&self->mutex);
  if (picture != NULL && self->picture_func != NULL)
    self->picture_func (picture, width, height, stride, self->picture_data);
}

/* In the main context: everything that there is to tell since the last time. */
static gboolean
tell (gpointer data)
{
  Call *call = data;
  g_autoptr (VouchRecorder) self = g_weak_ref_get (&call->recorder);
  g_autoptr (GArray) faults = NULL;
  VouchCaptureStatus status;
  gboolean changed;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  vouch_capture_engine_get_status (self->engine, &status);
  g_mutex_lock (&self->mutex);
  self->told_level = FALSE;
  faults = g_steal_pointer (&self->faults);
  self->faults = g_array_new (FALSE, FALSE, sizeof (VouchCaptureFault));
  changed = faults->len > 0 || status.state != self->told || self->ticks >= TELL_EVERY_TICKS;
  if (changed)
    self->ticks = 0;
  self->told = status.state;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[SIGNAL_LEVEL], 0, status.level_db, status.peak_db);
  tell_faults (self, faults);
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  show_picture (self);
  return G_SOURCE_REMOVE;
}

/* One call waits at a time, however long the main loop takes. */
static void
ask_to_tell (VouchRecorder *self)
{
  g_autoptr (GSource) source = NULL;
  gboolean asked;
  Call *call;

  g_mutex_lock (&self->mutex);
  asked = self->told_level;
  self->told_level = TRUE;
  g_mutex_unlock (&self->mutex);
  if (asked)
    return;
  call = g_new0 (Call, 1);
  g_weak_ref_init (&call->recorder, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, call, call_free);
  g_source_attach (source, self->context);
}

static void
hear_changed (gpointer data)
{
  VouchRecorder *self = data;

  g_mutex_lock (&self->mutex);
  self->ticks++;
  g_mutex_unlock (&self->mutex);
  ask_to_tell (self);
}

static void
hear_noticed (VouchCaptureFault fault, gpointer data)
{
  VouchRecorder *self = data;

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->faults, fault);
  g_mutex_unlock (&self->mutex);
  ask_to_tell (self);
}

static void
take_preview (GBytes *bytes, guint width, guint height, gsize stride, gpointer data)
{
  VouchRecorder *self = data;
  GBytes *before;

  g_mutex_lock (&self->mutex);
  before = self->picture;
  self->picture = g_bytes_ref (bytes);
  self->width = width;
  self->height = height;
  self->stride = stride;
  g_mutex_unlock (&self->mutex);
  g_bytes_unref (before);
  ask_to_tell (self);
}

static void
vouch_recorder_dispose (GObject *object)
{
  VouchRecorder *self = VOUCH_RECORDER (object);

  g_clear_pointer (&self->engine, vouch_capture_engine_free);

  G_OBJECT_CLASS (vouch_recorder_parent_class)->dispose (object);
}

static void
vouch_recorder_finalize (GObject *object)
{
  VouchRecorder *self = VOUCH_RECORDER (object);

  if (self->free_picture_data != NULL)
    self->free_picture_data (self->picture_data);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_array_unref (self->faults);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (vouch_recorder_parent_class)->finalize (object);
}

static void
vouch_recorder_class_init (VouchRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_recorder_dispose;
  object_class->finalize = vouch_recorder_finalize;

  /**
   * VouchRecorder::changed:
   * @self: the recorder.
   *
   * Its state, its clock or its room is different. At least four times a second while it is open.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VOUCH_TYPE_RECORDER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * VouchRecorder::level:
   * @self: the recorder.
   * @level_db: mean level in dBFS.
   * @peak_db: the loudest of the last second.
   *
   * How loud it is; up to twenty times a second.
   */
  signals[SIGNAL_LEVEL] = g_signal_new ("level", VOUCH_TYPE_RECORDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * VouchRecorder::noticed:
   * @self: the recorder.
   * @fault: a #VouchCaptureFault; none when all is well again.
   *
   * Something is the matter.
   */
  signals[SIGNAL_NOTICED] = g_signal_new ("noticed", VOUCH_TYPE_RECORDER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
vouch_recorder_init (VouchRecorder *self)
{
  const VouchCaptureEngineFuncs funcs = { hear_changed, hear_noticed, take_preview };

  g_mutex_init (&self->mutex);
  self->faults = g_array_new (FALSE, FALSE, sizeof (VouchCaptureFault));
  self->engine = vouch_capture_engine_new (&funcs, self);
}

/**
 * vouch_recorder_new:
 * @context: (nullable): the main context in which signals are emitted; %NULL for the default one.
 *
 * Returns: (transfer full): a recorder that is idle.
 */
VouchRecorder *
vouch_recorder_new (GMainContext *context)
{
  VouchRecorder *self = g_object_new (VOUCH_TYPE_RECORDER, NULL);

  self->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  return self;
}

/**
 * vouch_recorder_arm:
 * @self: a recorder that is idle.
 * @options: what to open.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED.
 *
 * Opens the devices. Blocks while they open. Where the desktop asks the person for the camera, it opens
 * when that is permitted; vouch_recorder_is_ready() tells.
 *
 * Returns: whether they are open.
 */
gboolean
vouch_recorder_arm (VouchRecorder *self, const VouchRecorderOptions *options, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self) && options != NULL, FALSE);

  return vouch_capture_engine_arm (self->engine, options, error);
}

/**
 * vouch_recorder_choose:
 * @self: a recorder that is open.
 * @medium: the microphone or the camera.
 * @device: (nullable): which one; %NULL for the computer's choice.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED; the one before stays then.
 *
 * Goes on with another device.
 *
 * Returns: whether it does.
 */
gboolean
vouch_recorder_choose (VouchRecorder *self,
                       VouchCaptureMedium medium,
                       const char *device,
                       GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), FALSE);

  return vouch_capture_engine_choose (self->engine, medium, device, error);
}

/**
 * vouch_recorder_set_pre_roll:
 * @self: a recorder.
 * @on: whether the last three seconds are held in memory.
 *
 * Switches it on or off; off forgets them at once.
 */
void
vouch_recorder_set_pre_roll (VouchRecorder *self, gboolean on)
{
  g_return_if_fail (VOUCH_IS_RECORDER (self));

  vouch_capture_engine_set_pre_roll (self->engine, on);
}

/**
 * vouch_recorder_set_picture_func:
 * @self: a recorder that is open.
 * @func: (nullable): gets the latest picture; %NULL for none.
 * @data: its data.
 * @free_data: (nullable): frees @data.
 *
 * Has small pictures made for a preview. Called in the recorder's main context.
 */
void
vouch_recorder_set_picture_func (VouchRecorder *self,
                                 VouchRecorderPictureFunc func,
                                 gpointer data,
                                 GDestroyNotify free_data)
{
  g_return_if_fail (VOUCH_IS_RECORDER (self));

  if (self->free_picture_data != NULL)
    self->free_picture_data (self->picture_data);
  self->picture_func = func;
  self->picture_data = data;
  self->free_picture_data = free_data;
  if (vouch_capture_engine_get_lines (self->engine) != NULL)
    vouch_capture_lines_set_preview (vouch_capture_engine_get_lines (self->engine), func != NULL);
}

/**
 * vouch_recorder_is_ready:
 * @self: a recorder that is open.
 * @error: %VOUCH_ERROR_NOT_READY while the person is asked whether the camera may be used,
 *   %VOUCH_ERROR_REJECTED when it may not be, %VOUCH_ERROR_DEVICE when it cannot be.
 *
 * Returns: whether it can be started. Does not wait.
 */
gboolean
vouch_recorder_is_ready (VouchRecorder *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), FALSE);

  return vouch_capture_engine_get_lines (self->engine) == NULL ||
         vouch_capture_lines_are_ready (vouch_capture_engine_get_lines (self->engine), error);
}

/**
 * vouch_recorder_get_status:
 * @self: a recorder.
 * @status: (out): what to write it into.
 *
 * Tells how it stands. From any thread.
 */
void
vouch_recorder_get_status (VouchRecorder *self, VouchCaptureStatus *status)
{
  g_return_if_fail (VOUCH_IS_RECORDER (self) && status != NULL);

  vouch_capture_engine_get_status (self->engine, status);
}

/**
 * vouch_recorder_get_device_name:
 * @self: a recorder.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer full) (nullable): the device that is in use, for people.
 */
char *
vouch_recorder_get_device_name (VouchRecorder *self, VouchCaptureMedium medium)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), NULL);

  if (vouch_capture_engine_get_lines (self->engine) == NULL)
    return NULL;
  return vouch_capture_lines_get_name (vouch_capture_engine_get_lines (self->engine), medium);
}

/**
 * vouch_recorder_start:
 * @self: a recorder that is armed.
 * @folder: (type filename): the folder of the recording, which is not there yet.
 * @error: %VOUCH_ERROR_NOT_READY, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Records from the call on, or, with the pre-roll, from three seconds before it.
 *
 * Returns: whether it does.
 */
gboolean
vouch_recorder_start (VouchRecorder *self, const char *folder, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self) && folder != NULL, FALSE);

  return vouch_capture_engine_start (self->engine, folder, error);
}

/**
 * vouch_recorder_mark:
 * @self: a recorder that records.
 * @label: (nullable): what to call it.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Marks this moment.
 *
 * Returns: whether it is marked.
 */
gboolean
vouch_recorder_mark (VouchRecorder *self, const char *label, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), FALSE);

  return vouch_capture_engine_mark (self->engine, label, error);
}

/**
 * vouch_recorder_pause:
 * @self: a recorder that records.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Keeps nothing from now on; devices stay open.
 *
 * Returns: whether it is paused.
 */
gboolean
vouch_recorder_pause (VouchRecorder *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), FALSE);

  return vouch_capture_engine_pause (self->engine, TRUE, error);
}

/**
 * vouch_recorder_resume:
 * @self: a recorder that is paused.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Goes on.
 *
 * Returns: whether it does.
 */
gboolean
vouch_recorder_resume (VouchRecorder *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), FALSE);

  return vouch_capture_engine_pause (self->engine, FALSE, error);
}

/**
 * vouch_recorder_stop:
 * @self: a recorder that records, is paused, or ended by itself.
 * @error: %VOUCH_ERROR_NOT_READY when nothing was recorded.
 *
 * Ends the recording. All of it is on the disk then; nothing is written a second time.
 *
 * Returns: (transfer full) (element-type VouchRecorderPart) (nullable): the files, in their order.
 */
GPtrArray *
vouch_recorder_stop (VouchRecorder *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), NULL);

  return vouch_capture_engine_stop (self->engine, error);
}

/**
 * vouch_recorder_get_record:
 * @self: a recorder.
 *
 * Returns: (transfer full): what happened up to now.
 */
VouchCaptureRecord *
vouch_recorder_get_record (VouchRecorder *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORDER (self), NULL);

  if (vouch_capture_engine_get_session (self->engine) == NULL)
    return vouch_capture_record_new ();
  return vouch_capture_session_copy_record (vouch_capture_engine_get_session (self->engine));
}

/**
 * vouch_recorder_close:
 * @self: a recorder.
 *
 * Closes the devices; what is under way is ended first, and stays in its folder.
 */
void
vouch_recorder_close (VouchRecorder *self)
{
  g_return_if_fail (VOUCH_IS_RECORDER (self));

  vouch_capture_engine_close (self->engine);
}
