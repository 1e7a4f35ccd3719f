/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-engine"

#include "config.h"
#include "vouch-capture-engine.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "vouch-error.h"

#include "vouch-capture-clocks.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-lines.h"
#include "vouch-capture-profile.h"
#include "vouch-capture-session.h"
#include "vouch-capture-source.h"
#include "vouch-capture-takes.h"
#include "vouch-capture-troubles.h"

/*
 * idle → armed → recording ⇄ paused → finishing → done
 *                     └──────────────┴→ finishing → failed (the disk is full, nothing can be encoded)
 *
 * Three kinds of threads meet here.  Those of the devices bring sound and pictures and hold `mutex`
 * for as long as it takes to put them into a queue.  The engine's own looks after everything twenty
 * times a second.  Callers change the state.  None needs the main loop: a window that hangs costs nothing.
 */

enum { TICK_MS = 50, LAST_SOUND_MS = 120 };

struct _VouchCaptureEngine {
  VouchCaptureEngineFuncs funcs;
  gpointer data;
  VouchCaptureLines *lines; /* (nullable) */
  char *room;               /* (nullable): where there has to be room */
  GThread *thread;
  gint closing; /* (atomic) */

  GMutex mutex; /* guards what follows; taken after that of the devices */
  GCond cond;
  VouchCaptureForm form;
  gboolean flipping;            /* between the click and the first that is kept */
  VouchCaptureSession *session; /* (nullable) */
  VouchCaptureMeter *meter;
  VouchCaptureClocks *clocks;
  VouchCaptureTroubles *troubles;
  VouchCaptureStatus status;
  gint64 ticked_ns;
};

static gboolean
is_under_way (VouchCaptureEngine *self)
{
  return self->status.state == VOUCH_CAPTURE_STATE_RECORDING ||
         self->status.state == VOUCH_CAPTURE_STATE_PAUSED;
}

/* What the time line tells; under the mutex. */
static void
hear_of_gap (VouchCaptureMedium medium, VouchCaptureFault fault, gpointer data)
{
  vouch_capture_troubles_set_line (((VouchCaptureEngine *) data)->troubles, medium, fault);
}

/* What comes as fast as it is taken waits for the click, for the encoder and for the other one. */
static gboolean
is_too_early (VouchCaptureEngine *self, VouchCaptureMedium medium, gint64 at_ns)
{
  if (self->status.state == VOUCH_CAPTURE_STATE_ARMED ||
      self->status.state == VOUCH_CAPTURE_STATE_IDLE)
    return TRUE;
  return is_under_way (self) && vouch_capture_session_is_too_early (self->session, medium, at_ns);
}

static void
hold_back (VouchCaptureEngine *self, VouchCaptureMedium medium, gint64 at_ns)
{
  while (!g_atomic_int_get (&self->closing) && is_too_early (self, medium, at_ns))
    g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + 2000);
  g_cond_broadcast (&self->cond);
}

static void
take_frame (VouchCaptureMedium medium, GstBuffer *buffer, gint64 at_ns, gpointer data)
{
  VouchCaptureEngine *self = data;

  g_mutex_lock (&self->mutex);
  if (!self->form.live)
    hold_back (self, medium, at_ns);
  if (medium == VOUCH_CAPTURE_MEDIUM_SOUND)
    vouch_capture_meter_hear (self->meter, buffer, at_ns);
  else
    vouch_capture_meter_see (self->meter, buffer, self->form.size.width, self->form.size.height,
                             at_ns);
  if (self->status.state == VOUCH_CAPTURE_STATE_ARMED && (self->flipping || self->status.pre_roll))
    vouch_capture_session_hold (self->session, medium, buffer, at_ns);
  if (is_under_way (self))
    vouch_capture_session_take (self->session, medium, buffer, at_ns);
  g_mutex_unlock (&self->mutex);
}

static void
take_preview (GBytes *bytes, guint width, guint height, gsize stride, gpointer data)
{
  VouchCaptureEngine *self = data;

  self->funcs.preview (bytes, width, height, stride, self->data);
}

/* The end of a file and of the recording; called by whoever set the state to finishing, without the
 * mutex, because the end may take a moment and the window asks for the status meanwhile. */
static void
finish (VouchCaptureEngine *self, gint64 length_ms)
{
  VouchCaptureFault fault = vouch_capture_troubles_get_final (self->troubles);

  vouch_capture_session_end (self->session, length_ms, fault);
  g_mutex_lock (&self->mutex);
  self->status.state =
      fault == VOUCH_CAPTURE_FAULT_NONE ? VOUCH_CAPTURE_STATE_DONE : VOUCH_CAPTURE_STATE_FAILED;
  self->status.recorded_ms = vouch_capture_session_get_length_ms (self->session);
  vouch_capture_session_tell (self->session, &self->status);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gint64
begin_finish (VouchCaptureEngine *self)
{
  self->status.state = VOUCH_CAPTURE_STATE_FINISHING;
  return vouch_capture_session_begin_end (self->session);
}

/* Says it as long as it is so, and writes down when it begins to be. */
static void
notice (VouchCaptureEngine *self, VouchCaptureFault fault, gboolean lasts)
{
  if (vouch_capture_troubles_set_lasting (self->troubles, fault, lasts) && is_under_way (self))
    vouch_capture_session_note (self->session, VOUCH_CAPTURE_EVENT_NOTICE, fault, 0, NULL);
}

static void
look_at_clocks (VouchCaptureEngine *self, gint64 now)
{
  gint64 slept = 0, set = 0;

  vouch_capture_clocks_look (self->clocks, &slept, &set);
  if (slept > 0) {
    if (self->status.state == VOUCH_CAPTURE_STATE_RECORDING)
      vouch_capture_session_cut (self->session, self->ticked_ns, now, slept);
    vouch_capture_troubles_say (self->troubles, VOUCH_CAPTURE_FAULT_SUSPENDED);
  }
  if (set != 0 && is_under_way (self))
    vouch_capture_session_note (self->session, VOUCH_CAPTURE_EVENT_CLOCK, VOUCH_CAPTURE_FAULT_NONE,
                                set, NULL);
}

/* Whatever the writing side needs; gives whether it has to end. */
static gboolean
look_after_files (VouchCaptureEngine *self, gint64 now)
{
  VouchCaptureFault fault = vouch_capture_session_look (self->session);

  if (self->form.live && self->status.state == VOUCH_CAPTURE_STATE_RECORDING)
    vouch_capture_feed_tick (vouch_capture_session_get_feed (self->session), now);
  if (fault == VOUCH_CAPTURE_FAULT_NONE)
    return FALSE;
  if (fault != VOUCH_CAPTURE_FAULT_DISK_FULL) {
    vouch_capture_troubles_say (self->troubles, fault);
    if (vouch_capture_session_begin_again (self->session, fault))
      return FALSE;
  }
  vouch_capture_troubles_set_final (self->troubles, fault);
  return TRUE;
}

static void
look_after_all (VouchCaptureEngine *self)
{
  gint64 now = vouch_capture_gst_now ();
  gboolean asking = vouch_capture_lines_are_pending (self->lines);
  VouchCaptureFault before, after;
  gint64 length_ms = -1;

  g_mutex_lock (&self->mutex);
  self->status.asking = asking;
  before = self->status.fault;
  look_at_clocks (self, now);
  /* After the click the reserve is put aside. */
  if (self->status.state == VOUCH_CAPTURE_STATE_ARMED && !self->flipping)
    vouch_capture_session_tell_room (self->session, self->room, &self->status);
  if (is_under_way (self)) {
    vouch_capture_session_tell (self->session, &self->status);
    if (look_after_files (self, now))
      length_ms = begin_finish (self);
  }
  notice (self, VOUCH_CAPTURE_FAULT_TOO_SLOW, vouch_capture_session_is_slow (self->session));
  notice (self, VOUCH_CAPTURE_FAULT_SILENT, vouch_capture_meter_is_silent (self->meter));
  notice (self, VOUCH_CAPTURE_FAULT_FROZEN, vouch_capture_meter_is_frozen (self->meter));
  vouch_capture_meter_tell (self->meter, &self->status, now);
  after = self->status.fault = vouch_capture_troubles_choose (self->troubles);
  self->ticked_ns = now;
  g_mutex_unlock (&self->mutex);
  if (length_ms >= 0)
    finish (self, length_ms);
  if (after != before)
    self->funcs.noticed (after, self->data);
  self->funcs.changed (self->data);
}

/* What the devices tell. */
static void
hear_of_line (VouchCaptureMedium medium, VouchCaptureFault fault, const char *name, gpointer data)
{
  VouchCaptureEngine *self = data;
  gboolean there = fault == VOUCH_CAPTURE_FAULT_NONE || fault == VOUCH_CAPTURE_FAULT_SWITCHED;
  gboolean passes =
      fault == VOUCH_CAPTURE_FAULT_SWITCHED || fault == VOUCH_CAPTURE_FAULT_FORMAT_CHANGED;

  g_mutex_lock (&self->mutex);
  if (there || !passes) {
    const VouchCaptureFault now = there ? VOUCH_CAPTURE_FAULT_NONE : fault;

    vouch_capture_troubles_set_line (self->troubles, medium, now);
    vouch_capture_feed_set_fault (vouch_capture_session_get_feed (self->session), medium, now);
  }
  if (passes)
    vouch_capture_troubles_say (self->troubles, fault);
  if (is_under_way (self))
    vouch_capture_session_note (self->session,
                                there ? VOUCH_CAPTURE_EVENT_DEVICE : VOUCH_CAPTURE_EVENT_NOTICE,
                                fault, 0, name);
  g_mutex_unlock (&self->mutex);
}

static gpointer
look_after (gpointer data)
{
  VouchCaptureEngine *self = data;

  while (!g_atomic_int_get (&self->closing)) {
    vouch_capture_lines_look (self->lines, hear_of_line, self);
    look_after_all (self);
    g_usleep (TICK_MS * 1000);
  }
  return NULL;
}

/**
 * vouch_capture_engine_new:
 * @funcs: who hears of it; copied.
 * @data: their data.
 *
 * Returns: (transfer full): an engine that is idle.
 */
VouchCaptureEngine *
vouch_capture_engine_new (const VouchCaptureEngineFuncs *funcs, gpointer data)
{
  VouchCaptureEngine *self = g_new0 (VouchCaptureEngine, 1);

  self->funcs = *funcs;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->meter = vouch_capture_meter_new ();
  self->clocks = vouch_capture_clocks_new ();
  self->troubles = vouch_capture_troubles_new ();
  self->status.left_ms = self->status.free_bytes = -1;
  return self;
}

/**
 * vouch_capture_engine_arm:
 * @self: an engine that is idle.
 * @options: what to open.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED.
 *
 * Chooses what pictures are recorded as, and opens the devices.
 *
 * Returns: whether they are open.
 */
gboolean
vouch_capture_engine_arm (VouchCaptureEngine *self,
                          const VouchRecorderOptions *options,
                          GError **error)
{
  const VouchCaptureTrackFuncs funcs = { take_frame, take_preview };

  if (!vouch_capture_gst_init (error))
    return FALSE;
  self->status.modest = vouch_capture_profile_choose (options->kind, &self->status.size);
  self->form =
      (VouchCaptureForm){ options->kind, self->status.size, vouch_capture_source_are_live () };
  self->room = g_strdup (options->folder);
  self->session = vouch_capture_session_new (&self->form, hear_of_gap, self);
  self->lines = vouch_capture_lines_new (&self->form.size, &funcs, self);
  if (!vouch_capture_lines_open (self->lines, VOUCH_CAPTURE_MEDIUM_SOUND, options->microphone,
                                 error) ||
      (options->kind == VOUCH_CAPTURE_KIND_PICTURE &&
       !vouch_capture_lines_open (self->lines, VOUCH_CAPTURE_MEDIUM_PICTURE, options->camera,
                                  error))) {
    /* What is held back has to go on, or its device cannot be closed. */
    g_atomic_int_set (&self->closing, TRUE);
    g_clear_pointer (&self->lines, vouch_capture_lines_free);
    g_clear_pointer (&self->session, vouch_capture_session_free);
    g_atomic_int_set (&self->closing, FALSE);
    return FALSE;
  }
  vouch_capture_lines_wait (self->lines);
  self->status.asking = vouch_capture_lines_are_pending (self->lines);
  g_mutex_lock (&self->mutex);
  self->status.pre_roll = options->pre_roll;
  self->status.state = VOUCH_CAPTURE_STATE_ARMED;
  vouch_capture_session_tell_room (self->session, self->room, &self->status);
  g_mutex_unlock (&self->mutex);
  self->thread = g_thread_new ("recorder", look_after, self);
  return TRUE;
}

/**
 * vouch_capture_engine_choose:
 * @self: an engine that is armed, recording or paused.
 * @medium: the microphone or the camera.
 * @device: (nullable): which one.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED; the one before stays.
 *
 * Goes on with another device.
 *
 * Returns: whether it does.
 */
gboolean
vouch_capture_engine_choose (VouchCaptureEngine *self,
                             VouchCaptureMedium medium,
                             const char *device,
                             GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self->lines != NULL, FALSE);

  if (!vouch_capture_lines_open (self->lines, medium, device, error))
    return FALSE;
  name = vouch_capture_lines_get_name (self->lines, medium);
  hear_of_line (medium, VOUCH_CAPTURE_FAULT_NONE, name, self);
  return TRUE;
}

/**
 * vouch_capture_engine_set_pre_roll:
 * @self: an engine.
 * @on: whether the last moments are held.
 *
 * Holds the last three seconds in memory, or forgets them at once.
 */
void
vouch_capture_engine_set_pre_roll (VouchCaptureEngine *self, gboolean on)
{
  g_mutex_lock (&self->mutex);
  self->status.pre_roll = on;
  if (!on && self->status.state == VOUCH_CAPTURE_STATE_ARMED && !self->flipping)
    vouch_capture_session_forget (self->session);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_get_status:
 * @self: an engine.
 * @status: (out): what to write it into.
 *
 * Tells how it stands. From any thread.
 */
void
vouch_capture_engine_get_status (VouchCaptureEngine *self, VouchCaptureStatus *status)
{
  g_mutex_lock (&self->mutex);
  *status = self->status;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_get_lines:
 * @self: an engine.
 *
 * Returns: (transfer none) (nullable): its devices, once it is armed.
 */
VouchCaptureLines *
vouch_capture_engine_get_lines (VouchCaptureEngine *self)
{
  return self->lines;
}

static void
flip (VouchCaptureEngine *self, gint64 click_ns)
{
  g_mutex_lock (&self->mutex);
  vouch_capture_session_begin (self->session, click_ns, self->status.pre_roll);
  self->status.state = VOUCH_CAPTURE_STATE_RECORDING;
  self->flipping = FALSE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_start:
 * @self: an engine that is armed.
 * @folder: (type filename): the folder of the recording, which is not there yet.
 * @error: %VOUCH_ERROR_NOT_READY when it is not armed, or the camera not permitted yet; others.
 *
 * Records from this moment on, or from three seconds ago.
 *
 * Returns: whether it does.
 */
gboolean
vouch_capture_engine_start (VouchCaptureEngine *self, const char *folder, GError **error)
{
  gint64 click_ns = vouch_capture_gst_now ();

  if (self->lines != NULL && !vouch_capture_lines_are_ready (self->lines, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->flipping = self->status.state == VOUCH_CAPTURE_STATE_ARMED;
  g_mutex_unlock (&self->mutex);
  if (!self->flipping) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("No microphone is open yet. Choose one first."));
    return FALSE;
  }
  if (!vouch_capture_session_open (self->session, folder, error)) {
    self->flipping = FALSE;
    return FALSE;
  }
  flip (self, click_ns);
  vouch_capture_lines_tell (self->lines, hear_of_line, self);
  return TRUE;
}

static gboolean
refuse_when_not (VouchCaptureEngine *self, gboolean so, GError **error)
{
  if (so)
    return FALSE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY, _ ("Nothing is being recorded."));
  return TRUE;
}

/**
 * vouch_capture_engine_mark:
 * @self: an engine that records.
 * @label: (nullable): what to call it.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Marks this moment.
 *
 * Returns: whether it is marked.
 */
gboolean
vouch_capture_engine_mark (VouchCaptureEngine *self, const char *label, GError **error)
{
  gboolean refused;

  g_mutex_lock (&self->mutex);
  refused = refuse_when_not (self, is_under_way (self), error);
  if (!refused) {
    vouch_capture_session_note (self->session, VOUCH_CAPTURE_EVENT_MARK, VOUCH_CAPTURE_FAULT_NONE,
                                0, label);
    self->status.n_marks++;
  }
  g_mutex_unlock (&self->mutex);
  return !refused;
}

/**
 * vouch_capture_engine_pause:
 * @self: an engine that records or is paused.
 * @pause: whether to keep nothing from now on.
 * @error: %VOUCH_ERROR_NOT_READY.
 *
 * Pauses or goes on.
 *
 * Returns: whether it does.
 */
gboolean
vouch_capture_engine_pause (VouchCaptureEngine *self, gboolean pause, GError **error)
{
  VouchCaptureState from = pause ? VOUCH_CAPTURE_STATE_RECORDING : VOUCH_CAPTURE_STATE_PAUSED;
  gint64 now = self->form.live ? vouch_capture_gst_now () : 0;
  gboolean refused;

  g_mutex_lock (&self->mutex);
  refused = refuse_when_not (self, self->status.state == from, error);
  if (!refused) {
    vouch_capture_session_pause (self->session, pause, now);
    self->status.state = pause ? VOUCH_CAPTURE_STATE_PAUSED : VOUCH_CAPTURE_STATE_RECORDING;
  }
  g_mutex_unlock (&self->mutex);
  return !refused;
}

/* The last words before the click are still on their way through the sound server. */
static void
wait_for_last (VouchCaptureEngine *self)
{
  gint64 now = vouch_capture_gst_now ();

  for (guint i = 0; i < LAST_SOUND_MS / 5; i++) {
    if (!self->form.live || self->status.state != VOUCH_CAPTURE_STATE_RECORDING ||
        vouch_capture_feed_has_reached (vouch_capture_session_get_feed (self->session), now))
      return;
    g_mutex_unlock (&self->mutex);
    g_usleep (5000);
    g_mutex_lock (&self->mutex);
  }
}

/**
 * vouch_capture_engine_stop:
 * @self: an engine that records, is paused, or ended by itself.
 * @error: %VOUCH_ERROR_NOT_READY when nothing was recorded.
 *
 * Ends the recording and closes the devices. Everything is on the disk then.
 *
 * Returns: (transfer full) (element-type VouchRecorderPart) (nullable): the files.
 */
GPtrArray *
vouch_capture_engine_stop (VouchCaptureEngine *self, GError **error)
{
  gint64 length_ms = -1;

  g_mutex_lock (&self->mutex);
  if (refuse_when_not (self, vouch_capture_session_is_open (self->session), error)) {
    g_mutex_unlock (&self->mutex);
    return NULL;
  }
  wait_for_last (self);
  if (is_under_way (self))
    length_ms = begin_finish (self);
  while (length_ms < 0 && self->status.state == VOUCH_CAPTURE_STATE_FINISHING)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (length_ms >= 0)
    finish (self, length_ms);
  return vouch_capture_session_list_parts (self->session);
}

/**
 * vouch_capture_engine_get_session:
 * @self: an engine.
 *
 * Returns: (transfer none) (nullable): its writing side, once it is armed.
 */
VouchCaptureSession *
vouch_capture_engine_get_session (VouchCaptureEngine *self)
{
  return self->session;
}

/**
 * vouch_capture_engine_close:
 * @self: an engine.
 *
 * Ends what is under way, closes the devices and ends its thread.
 */
void
vouch_capture_engine_close (VouchCaptureEngine *self)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (vouch_capture_session_is_open (self->session))
    parts = vouch_capture_engine_stop (self, NULL);
  g_atomic_int_set (&self->closing, TRUE);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (self->lines != NULL)
    vouch_capture_lines_close (self->lines);
}

/**
 * vouch_capture_engine_free:
 * @self: (nullable): an engine.
 *
 * Closes and frees it.
 */
void
vouch_capture_engine_free (VouchCaptureEngine *self)
{
  if (self == NULL)
    return;
  vouch_capture_engine_close (self);
  g_clear_pointer (&self->lines, vouch_capture_lines_free);
  g_clear_pointer (&self->session, vouch_capture_session_free);
  vouch_capture_meter_free (self->meter);
  g_free (self->room);
  vouch_capture_clocks_free (self->clocks);
  vouch_capture_troubles_free (self->troubles);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
