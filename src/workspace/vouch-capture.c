/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture"

#include "config.h"
#include "vouch-capture.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "vouch-capture-awake.h"
#include "vouch-capture-devices.h"
#include "vouch-capture-repair.h"
#include "vouch-error.h"
#include "vouch-recorder.h"

#include "vouch-capture-keep.h"
#include "vouch-capture-recover.h"
#include "vouch-workspace-private.h"

/**
 * VouchCapture:
 *
 * A recording that is being prepared or made, from the open microphone to the evidence. Functions may
 * be called from any thread; those that open devices or bring files in block.
 */
struct _VouchCapture {
  GObject parent_instance;

  VouchWorkspace *workspace;
  VouchRecorder *recorder;
  VouchCaptureAim aim;
  char *take;               /* (nullable): id, once it was started */
  VouchCaptureAwake *awake; /* (nullable): while it is under way */
  VouchCapturePictureFunc picture_func;
  gpointer picture_data;
  GDestroyNotify free_picture_data;
};

enum { SIGNAL_CHANGED, SIGNAL_LEVEL, SIGNAL_NOTICED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCapture, vouch_capture, G_TYPE_OBJECT)

static void
pass_changed (VouchRecorder *recorder, VouchCapture *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
pass_level (VouchRecorder *recorder, double level_db, double peak_db, VouchCapture *self)
{
  g_signal_emit (self, signals[SIGNAL_LEVEL], 0, level_db, peak_db);
}

static void
pass_noticed (VouchRecorder *recorder, int fault, VouchCapture *self)
{
  g_signal_emit (self, signals[SIGNAL_NOTICED], 0, fault);
}

static void
vouch_capture_dispose (GObject *object)
{
  VouchCapture *self = VOUCH_CAPTURE (object);

  if (self->recorder != NULL)
    vouch_capture_close (self);
  g_clear_object (&self->recorder);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_capture_parent_class)->dispose (object);
}

static void
vouch_capture_finalize (GObject *object)
{
  VouchCapture *self = VOUCH_CAPTURE (object);

  if (self->free_picture_data != NULL)
    self->free_picture_data (self->picture_data);
  vouch_capture_aim_clear (&self->aim);
  g_free (self->take);

  G_OBJECT_CLASS (vouch_capture_parent_class)->finalize (object);
}

static void
vouch_capture_class_init (VouchCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_capture_dispose;
  object_class->finalize = vouch_capture_finalize;

  /**
   * VouchCapture::changed:
   * @self: the recording.
   *
   * What vouch_capture_get_status() says is different; at least four times a second while it is open.
   * Emitted in the main context of the workspace, as the others are.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VOUCH_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  /**
   * VouchCapture::level:
   * @self: the recording.
   * @level_db: mean level in dBFS, -90 at least.
   * @peak_db: the loudest of the last second.
   *
   * How loud it is; up to twenty times a second.
   */
  signals[SIGNAL_LEVEL] = g_signal_new ("level", VOUCH_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * VouchCapture::noticed:
   * @self: the recording.
   * @fault: a #VouchCaptureFault; none when all is well again. vouch_capture_describe_fault() has the
   *   words.
   *
   * Something is the matter, at most two seconds after it began to be; silence and a picture that
   * stands still after ten.
   */
  signals[SIGNAL_NOTICED] = g_signal_new ("noticed", VOUCH_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
vouch_capture_init (VouchCapture *self)
{
}

/**
 * vouch_capture_watch_devices:
 *
 * Looks for microphones and cameras. Blocks for a moment, the first time; afterwards it follows what is
 * plugged in and out, in the main context of the caller.
 *
 * Returns: (transfer full): a list model of #VouchCaptureDevice.
 */
GListModel *
vouch_capture_watch_devices (void)
{
  return G_LIST_MODEL (vouch_capture_devices_new ());
}

/**
 * vouch_capture_follow_devices:
 * @workspace: a workspace.
 *
 * As vouch_capture_watch_devices(), but called on any thread, for the main context of the workspace.
 *
 * Returns: (transfer full): a list model of #VouchCaptureDevice, to be used in that context alone.
 */
GListModel *
vouch_capture_follow_devices (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return G_LIST_MODEL (vouch_capture_devices_new_in (vouch_workspace_get_context (workspace)));
}

/**
 * vouch_capture_open:
 * @workspace: a workspace that may be written.
 * @options: what shall be recorded.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when there is no such device or it does not open, %VOUCH_ERROR_REJECTED
 *   when the computer does not permit it, %VOUCH_ERROR_BUSY when the library cannot be written.
 *
 * Opens the devices: level and picture are there, nothing is kept. Blocks while they open. Where the
 * desktop asks the person whether the camera may be used, the picture comes later: the status says that
 * it is asked, and vouch_capture_is_ready() what came of it.
 *
 * Returns: (transfer full) (nullable): a recording that can be started.
 */
VouchCapture *
vouch_capture_open (VouchWorkspace *workspace,
                    const VouchCaptureOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchRecorderOptions wanted;
  g_autoptr (VouchCapture) self = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && options != NULL, NULL);

  if (vouch_workspace_get_writable_store (workspace, error) == NULL ||
      vouch_workspace_is_stopped (cancellable, error))
    return NULL;
  self = g_object_new (VOUCH_TYPE_CAPTURE, NULL);
  self->workspace = g_object_ref (workspace);
  self->aim.title = g_strdup (options->title);
  self->aim.portfolio = g_strdup (options->portfolio);
  self->aim.requirement = g_strdup (options->requirement);
  self->recorder = vouch_recorder_new (vouch_workspace_get_context (workspace));
  wanted = (VouchRecorderOptions){ options->kind, options->microphone, options->camera,
                                   options->pre_roll, vouch_workspace_get_folder (workspace) };
  if (!vouch_recorder_arm (self->recorder, &wanted, error))
    return NULL;
  g_signal_connect_object (self->recorder, "changed", G_CALLBACK (pass_changed), self, 0);
  g_signal_connect_object (self->recorder, "level", G_CALLBACK (pass_level), self, 0);
  g_signal_connect_object (self->recorder, "noticed", G_CALLBACK (pass_noticed), self, 0);
  return g_steal_pointer (&self);
}

/**
 * vouch_capture_choose:
 * @self: a recording that is open.
 * @medium: the microphone or the camera.
 * @device: (nullable): id of the device; %NULL for the computer's choice.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED; the one before stays then.
 *
 * Takes another device, also while recording. Blocks while it opens.
 *
 * Returns: whether it is used.
 */
gboolean
vouch_capture_choose (VouchCapture *self,
                      VouchCaptureMedium medium,
                      const char *device,
                      GError **error)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  return vouch_recorder_choose (self->recorder, medium, device, error);
}

/**
 * vouch_capture_set_pre_roll:
 * @self: a recording that is open.
 * @on: whether the last three seconds are held in memory.
 *
 * Switches it on, or off and forgets them at once.
 */
void
vouch_capture_set_pre_roll (VouchCapture *self, gboolean on)
{
  g_return_if_fail (VOUCH_IS_CAPTURE (self));

  vouch_recorder_set_pre_roll (self->recorder, on);
}

static void
show_picture (GBytes *bytes, guint width, guint height, gsize stride, gpointer data)
{
  VouchCapture *self = data;
  const VouchCapturePicture picture = { bytes, width, height, stride };

  if (self->picture_func != NULL)
    self->picture_func (&picture, self->picture_data);
}

/**
 * vouch_capture_set_picture_func:
 * @self: a recording that is open.
 * @func: (nullable): gets the latest picture; %NULL for none.
 * @data: its data.
 * @free_data: (nullable): frees @data.
 *
 * Has small pictures made for a preview. Called in the main context of the workspace.
 */
void
vouch_capture_set_picture_func (VouchCapture *self,
                                VouchCapturePictureFunc func,
                                gpointer data,
                                GDestroyNotify free_data)
{
  g_return_if_fail (VOUCH_IS_CAPTURE (self));

  if (self->free_picture_data != NULL)
    self->free_picture_data (self->picture_data);
  self->picture_func = func;
  self->picture_data = data;
  self->free_picture_data = free_data;
  vouch_recorder_set_picture_func (self->recorder, func != NULL ? show_picture : NULL, self, NULL);
}

/**
 * vouch_capture_is_ready:
 * @self: a recording that is open.
 * @error: %VOUCH_ERROR_NOT_READY while the person is asked whether the camera may be used,
 *   %VOUCH_ERROR_REJECTED when it may not be, %VOUCH_ERROR_DEVICE when it cannot be.
 *
 * Returns: whether it can be started. Does not wait.
 */
gboolean
vouch_capture_is_ready (VouchCapture *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  return vouch_recorder_is_ready (self->recorder, error);
}

/**
 * vouch_capture_get_status:
 * @self: a recording.
 * @status: (out): what to write it into.
 *
 * Tells how it stands. From any thread; never waits for the disk.
 */
void
vouch_capture_get_status (VouchCapture *self, VouchCaptureStatus *status)
{
  g_return_if_fail (VOUCH_IS_CAPTURE (self) && status != NULL);

  vouch_recorder_get_status (self->recorder, status);
}

/**
 * vouch_capture_get_device_name:
 * @self: a recording.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer full) (nullable): the device that is in use, for people.
 */
char *
vouch_capture_get_device_name (VouchCapture *self, VouchCaptureMedium medium)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), NULL);

  return vouch_recorder_get_device_name (self->recorder, medium);
}

/**
 * vouch_capture_start:
 * @self: a recording that is open.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_NOT_READY.
 *
 * Keeps what is heard and seen from this moment on, or from three seconds before. Blocks for a few
 * milliseconds, in which nothing is lost.
 *
 * Returns: whether it records.
 */
gboolean
vouch_capture_start (VouchCapture *self, GError **error)
{
  g_autofree char *take = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  take = vouch_workspace_new_id (self->workspace);
  folder = vouch_capture_keep_get_folder (self->workspace, take);
  vouch_capture_keep_begin (take);
  if (!vouch_capture_aim_save (&self->aim, folder, error) ||
      !vouch_recorder_start (self->recorder, folder, error)) {
    vouch_capture_keep_clear_away (folder);
    vouch_capture_keep_end (take);
    return FALSE;
  }
  g_free (self->take);
  self->take = g_steal_pointer (&take);
  vouch_capture_awake_free (self->awake);
  self->awake = vouch_capture_awake_new (_ ("A lesson is being recorded"));
  return TRUE;
}

/**
 * vouch_capture_mark:
 * @self: a recording that is under way.
 * @label: (nullable): what to call it.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Marks this moment. It is written down at once, and found again after a crash.
 *
 * Returns: whether it is marked.
 */
gboolean
vouch_capture_mark (VouchCapture *self, const char *label, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  return vouch_recorder_mark (self->recorder, label, error);
}

/**
 * vouch_capture_pause:
 * @self: a recording that is under way.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Keeps nothing from now on. Say vouch_capture_describe_pause() before.
 *
 * Returns: whether it is paused.
 */
gboolean
vouch_capture_pause (VouchCapture *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  return vouch_recorder_pause (self->recorder, error);
}

/**
 * vouch_capture_resume:
 * @self: a recording that is paused.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Goes on.
 *
 * Returns: whether it does.
 */
gboolean
vouch_capture_resume (VouchCapture *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), FALSE);

  return vouch_recorder_resume (self->recorder, error);
}

static gboolean
keep_part (VouchCapture *self,
           VouchRecorderPart *part,
           VouchCaptureRecord *record,
           guint number,
           guint n_parts,
           GPtrArray *kept,
           GError **error)
{
  g_autoptr (VouchCaptureRecord) own = vouch_capture_record_take_part (record, number - 1);
  g_autoptr (VouchRecording) recording =
      vouch_capture_keep_describe (self->take, own, number, n_parts, part->duration_ms);

  vouch_recording_set_artifact (recording, part->sha256);
  vouch_recording_set_size (recording, part->size);
  if (!vouch_capture_keep_part (self->workspace, recording, part->path, &self->aim, error))
    return FALSE;
  g_ptr_array_add (kept, g_steal_pointer (&recording));
  return TRUE;
}

/* An encoder that hung may have been cut off within a block; mostly it was between two. */
static gboolean
measure_whole (VouchRecorderPart *part)
{
  VouchCaptureRepair look = { 0 };
  int fd = open (part->path, O_RDONLY | O_CLOEXEC);
  gboolean whole =
      fd >= 0 && vouch_capture_repair_look (fd, &look, NULL) && look.keep == part->size;

  if (fd >= 0)
    close (fd);
  part->duration_ms = whole ? look.duration_ms : part->duration_ms;
  return whole;
}

/* What did not come to its end in the file, or not to the disk, is put right as after a crash. */
static gboolean
is_whole (VouchRecorderPart *part)
{
  return part->sha256 != NULL && part->size > 0 && part->duration_ms > 0 &&
         (part->ended || measure_whole (part));
}

static gboolean
keep_whole_parts (VouchCapture *self,
                  GPtrArray *parts,
                  GPtrArray *kept,
                  gboolean *all,
                  GError **error)
{
  g_autoptr (VouchCaptureRecord) record = vouch_recorder_get_record (self->recorder);
  guint n_parts = parts->len;

  /* A last file that nothing was written to any more is not counted. */
  while (n_parts > 0 && ((VouchRecorderPart *) parts->pdata[n_parts - 1])->size == 0)
    n_parts--;
  *all = TRUE;
  for (guint i = 0; i < parts->len; i++) {
    VouchRecorderPart *part = g_ptr_array_index (parts, i);

    if (!is_whole (part))
      *all = FALSE;
    else if (!keep_part (self, part, record, i + 1, n_parts, kept, error))
      return FALSE;
  }
  return TRUE;
}

/* All of it becomes evidence, and nothing of it is left in its folder. */
static gboolean
bring_in (VouchCapture *self, GPtrArray *parts, GPtrArray *kept, GError **error)
{
  g_autofree char *folder = vouch_capture_keep_get_folder (self->workspace, self->take);
  gboolean all = FALSE;

  if (!keep_whole_parts (self, parts, kept, &all, error))
    return FALSE;
  if (!all)
    return vouch_capture_recover_rest (self->workspace, self->take, kept, error);
  vouch_capture_keep_place_all (self->workspace, kept, &self->aim, NULL);
  vouch_capture_keep_clear_away (folder);
  return TRUE;
}

/**
 * vouch_capture_stop:
 * @self: a recording that is under way, or that ended by itself.
 * @cancellable: (nullable): not used once it ended; what was recorded is always kept.
 * @error: %VOUCH_ERROR_NOT_READY when nothing was recorded; %VOUCH_ERROR_NO_SPACE or
 *   %VOUCH_ERROR_DEVICE when it could not be brought in: it lies safe in the library's folder then, and
 *   is found at the next start.
 *
 * Ends the recording and makes evidence of it, in a time that does not depend on its length: nothing
 * is copied or written again. Devices are closed afterwards.
 *
 * Returns: (transfer full) (element-type VouchRecording) (nullable): its parts in their order; mostly
 *   one.
 */
GPtrArray *
vouch_capture_stop (VouchCapture *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchCaptureAwake) awake = NULL;
  gboolean done;

  g_return_val_if_fail (VOUCH_IS_CAPTURE (self), NULL);

  /* Until it is evidence. */
  awake = g_steal_pointer (&self->awake);
  parts = vouch_recorder_stop (self->recorder, error);
  if (parts == NULL)
    return NULL;
  vouch_recorder_close (self->recorder);
  done = bring_in (self, parts, kept, error);
  vouch_capture_keep_end (self->take);
  if (done || kept->len > 0)
    vouch_workspace_tell_changed (self->workspace, NULL);
  return done ? g_steal_pointer (&kept) : NULL;
}

/**
 * vouch_capture_close:
 * @self: a recording.
 *
 * Closes the devices. What is under way is ended first and stays safe in the library's folder; the next
 * start brings it in.
 */
void
vouch_capture_close (VouchCapture *self)
{
  g_return_if_fail (VOUCH_IS_CAPTURE (self));

  vouch_recorder_close (self->recorder);
  if (self->take != NULL)
    vouch_capture_keep_end (self->take);
  g_clear_pointer (&self->awake, vouch_capture_awake_free);
}
