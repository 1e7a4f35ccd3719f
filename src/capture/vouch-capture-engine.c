/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-engine"

#include "config.h"
#include "vouch-capture-engine.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "vouch-error.h"

#include "vouch-capture-clocks.h"
#include "vouch-capture-feed.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-lines.h"
#include "vouch-capture-ring.h"
#include "vouch-capture-source.h"
#include "vouch-capture-takes.h"

/*
 * idle → armed → recording ⇄ paused → finishing → done
 *                     └──────────────┴→ finishing → failed (the disk is full, nothing can be encoded)
 *
 * Three kinds of threads meet here.  Those of the devices bring sound and pictures and hold `mutex`
 * for as long as it takes to put them into a queue.  The engine's own thread looks after everything
 * twenty times a second.  Whoever calls the functions below changes the state.  None of them needs
 * the main loop, so that a window that hangs costs nothing of a lesson.
 */

#define MS G_GINT64_CONSTANT (1000000)
#define TICK_MS 50
#define PRE_ROLL_NS (3000 * MS)
/* Held for a new file when an encoder stands still; sound only, pictures are too many. */
#define HELD_SOUND_NS (6000 * MS)
#define PASSING_NS (8000 * MS)
#define LAST_SOUND_MS 120
#define PATIENCE_AT_STOP_MS 1500
#define PATIENCE_WHEN_STALLED_MS 20
#define MOST_STALLS 3
#define MOST_AHEAD_NS (1000 * MS)

/* What is said, and why. */
typedef struct {
  VouchCaptureFault lines[2]; /* by VouchCaptureMedium */
  gboolean silent;
  gboolean frozen;
  VouchCaptureFault passing; /* said for a while */
  gint64 passing_until_ns;
  VouchCaptureFault final; /* what ended it */
  guint stalls;
} Troubles;

struct _VouchCaptureEngine {
  VouchCaptureEngineFuncs funcs;
  gpointer data;
  VouchCaptureLines *lines; /* (nullable) */
  VouchCaptureSize size;
  GThread *thread;
  gint closing; /* (atomic) */

  GMutex mutex; /* guards what follows; taken after that of the devices */
  GCond cond;
  VouchCaptureKind kind;
  gboolean live;
  gboolean flipping; /* between the click and the first that is kept */
  VouchCaptureFeed *feed;
  VouchCaptureMeter *meter;
  VouchCaptureRing *ring;
  VouchCaptureClocks *clocks;
  VouchCaptureTakes *takes; /* (nullable) */
  Troubles troubles;
  VouchCaptureStatus status;
  gint64 before_ms; /* in the files that are done */
  gint64 ticked_ns;
};

static gint64
wall_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
note (VouchCaptureEngine *self,
      VouchCaptureEventKind kind,
      VouchCaptureFault fault,
      gint64 at_ms,
      gint64 length_ms,
      const char *text)
{
  const VouchCaptureEvent event = { kind, fault, at_ms, length_ms, wall_ms (), (char *) text };

  if (self->takes != NULL)
    vouch_capture_takes_note (self->takes, &event);
}

static gint64
place_ms (VouchCaptureEngine *self)
{
  if (!self->live)
    return vouch_capture_feed_get_length (self->feed) / MS;
  return vouch_capture_feed_get_place (self->feed, vouch_capture_gst_now ()) / MS;
}

static gboolean
is_under_way (VouchCaptureEngine *self)
{
  return self->status.state == VOUCH_CAPTURE_STATE_RECORDING ||
         self->status.state == VOUCH_CAPTURE_STATE_PAUSED;
}

/* What the time line tells; under the mutex. */
static void
hear_of_gap (VouchCaptureEventKind kind,
             VouchCaptureFault fault,
             gint64 at_ms,
             gint64 length_ms,
             gpointer data)
{
  VouchCaptureEngine *self = data;
  VouchCaptureMedium medium = fault == VOUCH_CAPTURE_FAULT_NO_CAMERA ? VOUCH_CAPTURE_MEDIUM_PICTURE
                                                                     : VOUCH_CAPTURE_MEDIUM_SOUND;

  note (self, kind, fault, at_ms, length_ms, NULL);
  if (kind == VOUCH_CAPTURE_EVENT_GAP || kind == VOUCH_CAPTURE_EVENT_PAUSE)
    self->status.n_gaps++;
  if (fault == VOUCH_CAPTURE_FAULT_NONE || fault == VOUCH_CAPTURE_FAULT_SUSPENDED)
    return;
  self->troubles.lines[medium] = kind == VOUCH_CAPTURE_EVENT_GAP ? fault : VOUCH_CAPTURE_FAULT_NONE;
}

/* What comes as fast as it is taken waits for the click, for the encoder and for the other one. */
static gboolean
is_too_early (VouchCaptureEngine *self, VouchCaptureMedium medium, gint64 at_ns)
{
  VouchCaptureEncoder *encoder;

  if (self->status.state == VOUCH_CAPTURE_STATE_ARMED ||
      self->status.state == VOUCH_CAPTURE_STATE_IDLE)
    return TRUE;
  if (!is_under_way (self))
    return FALSE;
  encoder = vouch_capture_takes_get_encoder (self->takes);
  return vouch_capture_encoder_get_backlog (encoder, medium) > MOST_AHEAD_NS ||
         vouch_capture_feed_is_ahead (self->feed, medium, at_ns);
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
  if (!self->live)
    hold_back (self, medium, at_ns);
  if (medium == VOUCH_CAPTURE_MEDIUM_SOUND)
    vouch_capture_meter_hear (self->meter, buffer, at_ns);
  else
    vouch_capture_meter_see (self->meter, buffer, self->size.width, self->size.height, at_ns);
  if (self->status.state == VOUCH_CAPTURE_STATE_ARMED && (self->flipping || self->status.pre_roll))
    vouch_capture_ring_push (self->ring, medium, buffer, at_ns, PRE_ROLL_NS);
  if (is_under_way (self)) {
    vouch_capture_feed_take (self->feed, medium, buffer, at_ns);
    if (self->live && medium == VOUCH_CAPTURE_MEDIUM_SOUND)
      vouch_capture_ring_push (self->ring, medium, buffer, at_ns, HELD_SOUND_NS);
  }
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
finish (VouchCaptureEngine *self, gint64 length_ms, gint64 patience_ms)
{
  VouchCaptureFault fault = self->troubles.final;

  vouch_capture_takes_end_part (self->takes, length_ms, patience_ms);
  note (self, VOUCH_CAPTURE_EVENT_END, fault, length_ms, 0, NULL);
  vouch_capture_takes_close (self->takes);
  g_mutex_lock (&self->mutex);
  self->status.state =
      fault == VOUCH_CAPTURE_FAULT_NONE ? VOUCH_CAPTURE_STATE_DONE : VOUCH_CAPTURE_STATE_FAILED;
  self->status.recorded_ms = self->before_ms + length_ms;
  self->status.bytes = vouch_capture_takes_get_bytes (self->takes);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gint64
begin_finish (VouchCaptureEngine *self)
{
  gint64 length_ms = vouch_capture_feed_get_length (self->feed) / MS;

  self->status.state = VOUCH_CAPTURE_STATE_FINISHING;
  vouch_capture_feed_end (self->feed);
  vouch_capture_ring_clear (self->ring);
  return length_ms;
}

/* A new file: the sound that the old one still owed is given to it. */
static gboolean
begin_again (VouchCaptureEngine *self)
{
  gint64 now = vouch_capture_gst_now ();
  gint64 behind = vouch_capture_feed_get_place (self->feed, now);
  gint64 written =
      vouch_capture_encoder_get_written (vouch_capture_takes_get_encoder (self->takes));
  g_autoptr (GError) error = NULL;

  note (self, VOUCH_CAPTURE_EVENT_NOTICE, VOUCH_CAPTURE_FAULT_STALLED, written / MS, 0, NULL);
  vouch_capture_feed_end (self->feed);
  vouch_capture_takes_end_part (self->takes, written / MS, PATIENCE_WHEN_STALLED_MS);
  if (++self->troubles.stalls > MOST_STALLS ||
      !vouch_capture_takes_begin_part (self->takes, &self->size, &error))
    return FALSE;
  self->status.n_parts++;
  self->before_ms += written / MS;
  vouch_capture_feed_begin (self->feed, vouch_capture_takes_get_encoder (self->takes),
                            vouch_capture_takes_get_peaks (self->takes), now - (behind - written));
  vouch_capture_ring_pour (self->ring, self->feed);
  return TRUE;
}

static void
say (VouchCaptureEngine *self, VouchCaptureFault fault)
{
  self->troubles.passing = fault;
  self->troubles.passing_until_ns = vouch_capture_gst_now () + PASSING_NS;
}

static VouchCaptureFault
choose_fault (VouchCaptureEngine *self)
{
  if (self->troubles.final != VOUCH_CAPTURE_FAULT_NONE)
    return self->troubles.final;
  for (guint i = 0; i < G_N_ELEMENTS (self->troubles.lines); i++)
    if (self->troubles.lines[i] != VOUCH_CAPTURE_FAULT_NONE)
      return self->troubles.lines[i];
  if (self->troubles.silent)
    return VOUCH_CAPTURE_FAULT_SILENT;
  if (self->troubles.frozen)
    return VOUCH_CAPTURE_FAULT_FROZEN;
  if (vouch_capture_gst_now () < self->troubles.passing_until_ns)
    return self->troubles.passing;
  return VOUCH_CAPTURE_FAULT_NONE;
}

/* Sets whether something is so, and writes down when it begins to be. */
static void
notice (VouchCaptureEngine *self, gboolean *before, gboolean now, VouchCaptureFault fault)
{
  if (now && !*before && is_under_way (self))
    note (self, VOUCH_CAPTURE_EVENT_NOTICE, fault, place_ms (self), 0, NULL);
  *before = now;
}

static void
look_at_clocks (VouchCaptureEngine *self, gint64 now)
{
  gint64 slept = 0, set = 0;

  vouch_capture_clocks_look (self->clocks, &slept, &set);
  if (slept > 0) {
    if (self->status.state == VOUCH_CAPTURE_STATE_RECORDING)
      vouch_capture_feed_cut (self->feed, self->ticked_ns, now, slept,
                              VOUCH_CAPTURE_FAULT_SUSPENDED);
    say (self, VOUCH_CAPTURE_FAULT_SUSPENDED);
  }
  if (set != 0 && is_under_way (self))
    note (self, VOUCH_CAPTURE_EVENT_CLOCK, VOUCH_CAPTURE_FAULT_NONE, place_ms (self), set, NULL);
}

static void
look_at_room (VouchCaptureEngine *self)
{
  VouchCaptureStatus *status = &self->status;
  gint64 rate = vouch_capture_encoder_get_bytes_per_hour (self->kind);

  status->bytes = vouch_capture_takes_get_bytes (self->takes);
  status->free_bytes = vouch_capture_takes_get_free_bytes (self->takes);
  if (status->recorded_ms > 20000)
    rate = status->bytes * 3600000 / status->recorded_ms;
  status->bytes_per_hour = rate;
  status->left_ms = status->free_bytes < 0 ? -1 : status->free_bytes * 3600 / MAX (rate / 1000, 1);
}

/* Whatever the writing side needs; gives whether it has to end. */
static gboolean
look_after_files (VouchCaptureEngine *self, gint64 now)
{
  VouchCaptureFault fault = vouch_capture_takes_get_fault (self->takes);

  if (self->live && self->status.state == VOUCH_CAPTURE_STATE_RECORDING)
    vouch_capture_feed_tick (self->feed, now);
  if (fault == VOUCH_CAPTURE_FAULT_DISK_FULL) {
    self->troubles.final = fault;
    return TRUE;
  }
  if (fault != VOUCH_CAPTURE_FAULT_DISK &&
      !(self->live &&
        vouch_capture_encoder_is_stalled (vouch_capture_takes_get_encoder (self->takes))))
    return FALSE;
  say (self, fault == VOUCH_CAPTURE_FAULT_DISK ? fault : VOUCH_CAPTURE_FAULT_STALLED);
  if (begin_again (self))
    return FALSE;
  self->troubles.final = self->troubles.passing;
  return TRUE;
}

static void
look_after_all (VouchCaptureEngine *self)
{
  gint64 now = vouch_capture_gst_now ();
  VouchCaptureFault before, after;
  gint64 length_ms = -1;

  g_mutex_lock (&self->mutex);
  before = self->status.fault;
  look_at_clocks (self, now);
  if (is_under_way (self)) {
    look_at_room (self);
    if (look_after_files (self, now))
      length_ms = begin_finish (self);
    else
      self->status.recorded_ms = self->before_ms + place_ms (self);
  }
  notice (self, &self->troubles.silent, vouch_capture_meter_is_silent (self->meter),
          VOUCH_CAPTURE_FAULT_SILENT);
  notice (self, &self->troubles.frozen, vouch_capture_meter_is_frozen (self->meter),
          VOUCH_CAPTURE_FAULT_FROZEN);
  vouch_capture_meter_tell (self->meter, &self->status, now);
  after = self->status.fault = choose_fault (self);
  self->ticked_ns = now;
  g_mutex_unlock (&self->mutex);
  if (length_ms >= 0)
    finish (self, length_ms, PATIENCE_AT_STOP_MS);
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
  gboolean other =
      fault == VOUCH_CAPTURE_FAULT_SWITCHED || fault == VOUCH_CAPTURE_FAULT_FORMAT_CHANGED;

  g_mutex_lock (&self->mutex);
  if (there || !other) {
    self->troubles.lines[medium] = there ? VOUCH_CAPTURE_FAULT_NONE : fault;
    vouch_capture_feed_set_fault (self->feed, medium, self->troubles.lines[medium]);
  }
  if (other)
    say (self, fault);
  if (is_under_way (self))
    note (self, there ? VOUCH_CAPTURE_EVENT_DEVICE : VOUCH_CAPTURE_EVENT_NOTICE, fault,
          place_ms (self), 0, name);
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
  self->size = *vouch_capture_encoder_get_size ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->meter = vouch_capture_meter_new ();
  self->ring = vouch_capture_ring_new ();
  self->clocks = vouch_capture_clocks_new ();
  self->status.left_ms = self->status.free_bytes = -1;
  self->live = TRUE;
  return self;
}

static void
set_armed (VouchCaptureEngine *self, const VouchRecorderOptions *options)
{
  g_mutex_lock (&self->mutex);
  self->kind = options->kind;
  self->feed = vouch_capture_feed_new (options->kind, &self->size, hear_of_gap, self);
  self->status.pre_roll = options->pre_roll;
  self->status.bytes_per_hour = vouch_capture_encoder_get_bytes_per_hour (options->kind);
  self->status.state = VOUCH_CAPTURE_STATE_ARMED;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_arm:
 * @self: an engine that is idle.
 * @options: what to open.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED.
 *
 * Opens the devices.
 *
 * Returns: whether they are open.
 */
gboolean
vouch_capture_engine_arm (VouchCaptureEngine *self,
                          const VouchRecorderOptions *options,
                          GError **error)
{
  const VouchCaptureTrackFuncs funcs = { take_frame, take_preview };

  g_return_val_if_fail (self->lines == NULL, FALSE);

  if (!vouch_capture_gst_init (error))
    return FALSE;
  self->live = vouch_capture_source_are_live ();
  self->lines = vouch_capture_lines_new (&self->size, &funcs, self);
  if (!vouch_capture_lines_open (self->lines, VOUCH_CAPTURE_MEDIUM_SOUND, options->microphone,
                                 error) ||
      (options->kind == VOUCH_CAPTURE_KIND_PICTURE &&
       !vouch_capture_lines_open (self->lines, VOUCH_CAPTURE_MEDIUM_PICTURE, options->camera,
                                  error))) {
    /* What is held back has to go on, or its device cannot be closed. */
    g_atomic_int_set (&self->closing, TRUE);
    g_clear_pointer (&self->lines, vouch_capture_lines_free);
    g_atomic_int_set (&self->closing, FALSE);
    return FALSE;
  }
  set_armed (self, options);
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
    vouch_capture_ring_clear (self->ring);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_set_preview:
 * @self: an engine that is armed.
 * @on: whether small pictures are wanted.
 *
 * Has small pictures made, or not.
 */
void
vouch_capture_engine_set_preview (VouchCaptureEngine *self, gboolean on)
{
  if (self->lines != NULL)
    vouch_capture_lines_set_preview (self->lines, on);
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
 * vouch_capture_engine_get_device_name:
 * @self: an engine.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer full) (nullable): the device that is in use, for people.
 */
char *
vouch_capture_engine_get_device_name (VouchCaptureEngine *self, VouchCaptureMedium medium)
{
  return self->lines != NULL ? vouch_capture_lines_get_name (self->lines, medium) : NULL;
}

static void
note_begin (VouchCaptureEngine *self)
{
  note (self, VOUCH_CAPTURE_EVENT_BEGIN, VOUCH_CAPTURE_FAULT_NONE, 0, 0,
        vouch_capture_kind_to_string (self->kind));
}

static void
note_devices (VouchCaptureEngine *self)
{
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = vouch_capture_lines_get_name (self->lines, (VouchCaptureMedium) i);

    if (name != NULL)
      note (self, VOUCH_CAPTURE_EVENT_DEVICE, VOUCH_CAPTURE_FAULT_NONE, 0, 0, name);
  }
}

static void
flip (VouchCaptureEngine *self, gint64 click_ns)
{
  gint64 from_ns =
      self->status.pre_roll ? vouch_capture_ring_get_first (self->ring, click_ns) : click_ns;

  g_mutex_lock (&self->mutex);
  vouch_capture_feed_begin (self->feed, vouch_capture_takes_get_encoder (self->takes),
                            vouch_capture_takes_get_peaks (self->takes), self->live ? from_ns : 0);
  vouch_capture_ring_pour (self->ring, self->feed);
  self->status.state = VOUCH_CAPTURE_STATE_RECORDING;
  self->status.n_parts = 1;
  self->flipping = FALSE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_engine_start:
 * @self: an engine that is armed.
 * @folder: (type filename): the folder of the recording, which is not there yet.
 * @error: %VOUCH_ERROR_NOT_READY when it is not armed, %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE.
 *
 * Records from this moment on, or from three seconds ago.
 *
 * Returns: whether it does.
 */
gboolean
vouch_capture_engine_start (VouchCaptureEngine *self, const char *folder, GError **error)
{
  gint64 click_ns = vouch_capture_gst_now ();
  VouchCaptureTakes *takes;

  g_mutex_lock (&self->mutex);
  self->flipping = self->status.state == VOUCH_CAPTURE_STATE_ARMED && self->takes == NULL;
  g_mutex_unlock (&self->mutex);
  if (!self->flipping) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("No microphone is open yet. Choose one first."));
    return FALSE;
  }
  takes = vouch_capture_takes_new (folder, self->kind, error);
  self->takes = takes;
  if (takes != NULL)
    note_begin (self);
  if (takes == NULL || !vouch_capture_takes_begin_part (takes, &self->size, error)) {
    self->flipping = FALSE;
    g_clear_pointer (&self->takes, vouch_capture_takes_free);
    return FALSE;
  }
  note_devices (self);
  flip (self, click_ns);
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
    note (self, VOUCH_CAPTURE_EVENT_MARK, VOUCH_CAPTURE_FAULT_NONE, place_ms (self), 0, label);
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
  gint64 now = self->live ? vouch_capture_gst_now () : 0;
  gboolean refused;

  g_mutex_lock (&self->mutex);
  refused = refuse_when_not (self, self->status.state == from, error);
  if (!refused && pause)
    vouch_capture_feed_pause (self->feed, now);
  else if (!refused)
    vouch_capture_feed_resume (self->feed, now);
  if (!refused)
    self->status.state = pause ? VOUCH_CAPTURE_STATE_PAUSED : VOUCH_CAPTURE_STATE_RECORDING;
  g_mutex_unlock (&self->mutex);
  return !refused;
}

/* The last words before the click are still on their way through the sound server. */
static void
wait_for_last (VouchCaptureEngine *self)
{
  gint64 now = vouch_capture_gst_now ();

  for (guint i = 0; i < LAST_SOUND_MS / 5; i++) {
    if (!self->live || self->status.state != VOUCH_CAPTURE_STATE_RECORDING ||
        vouch_capture_feed_has_reached (self->feed, now))
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
  if (refuse_when_not (self, self->takes != NULL, error)) {
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
    finish (self, length_ms, PATIENCE_AT_STOP_MS);
  return vouch_capture_takes_list (self->takes);
}

/**
 * vouch_capture_engine_copy_record:
 * @self: an engine.
 *
 * Returns: (transfer full): what happened up to now.
 */
VouchCaptureRecord *
vouch_capture_engine_copy_record (VouchCaptureEngine *self)
{
  return self->takes != NULL ? vouch_capture_takes_copy_record (self->takes)
                             : vouch_capture_record_new ();
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

  if (self->takes != NULL)
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
  g_clear_pointer (&self->takes, vouch_capture_takes_free);
  g_clear_pointer (&self->feed, vouch_capture_feed_free);
  vouch_capture_meter_free (self->meter);
  vouch_capture_ring_free (self->ring);
  vouch_capture_clocks_free (self->clocks);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
