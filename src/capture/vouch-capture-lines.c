/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-lines"

#include "config.h"
#include "vouch-capture-lines.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

#include "vouch-capture-errands.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

#define MS G_GINT64_CONSTANT (1000000)
#define FIRST_WITHIN_US (2 * G_TIME_SPAN_SECOND)
#define TRY_AGAIN_NS (500 * MS)
/* The same device may be back in a moment; then it is the better one. */
#define ANOTHER_AFTER_NS (1500 * MS)
/* What the desktop knows already, it says at once. */
#define PATIENCE_MS 400
#define PATIENT_STEP_MS 20
/* What merely takes its time is closed by then, and can be opened again. */
#define CLOSING_MS 2000
/* Each that is stuck costs a thread; a lesson has hours to lose a device twice a second. */
#define MOST_STUCK 8

/*
 * A device that is opened again may take its time: a camera that was just plugged in, a sound server that
 * hangs.  A thread for that alone waits for it, and nobody else has the track meanwhile; whoever looks
 * after the recording goes on, since what the other device gives has to be written.
 */
typedef struct {
  VouchCaptureTrack *track;
  gboolean or_another;
  GMutex mutex;
  gboolean done;   /* (mutex mutex) */
  gboolean open;   /* (mutex mutex) */
  GError *error;   /* (nullable) (mutex mutex) */
  gboolean unused; /* (mutex mutex): nobody wants the track any more */
} Attempt;

typedef struct {
  VouchCaptureTrack *track; /* (nullable) */
  Attempt *attempt;         /* (nullable): it has the track for now */
  char *name;               /* (nullable): of the device, for people */
  gboolean opened;          /* it was open at some time */
  GError *refusal;          /* (nullable): why it never was */
  VouchCaptureFault told;   /* what it was said to be lost by */
  gint64 lost_ns;           /* when it was lost, 0 while it is there */
  gint64 tried_ns;
} Line;

struct _VouchCaptureLines {
  GMutex mutex; /* never taken by the threads of the devices */
  VouchCaptureSize size;
  VouchCaptureTrackFuncs funcs;
  gpointer data;
  Line lines[2]; /* by VouchCaptureMedium */
  gboolean preview;
  guint n_stuck; /* what was stuck before */
};

/**
 * vouch_capture_lines_new:
 * @size: what pictures are recorded as.
 * @funcs: who gets sound and pictures; copied.
 * @data: their data.
 *
 * Returns: (transfer full): no device yet.
 */
VouchCaptureLines *
vouch_capture_lines_new (const VouchCaptureSize *size,
                         const VouchCaptureTrackFuncs *funcs,
                         gpointer data)
{
  VouchCaptureLines *self = g_new0 (VouchCaptureLines, 1);

  g_mutex_init (&self->mutex);
  self->size = *size;
  self->funcs = *funcs;
  self->data = data;
  self->n_stuck = vouch_capture_errands_count ();
  return self;
}

static void
attempt_clear (gpointer data)
{
  Attempt *attempt = data;

  g_clear_error (&attempt->error);
  g_mutex_clear (&attempt->mutex);
}

static void
attempt_unref (Attempt *attempt)
{
  g_atomic_rc_box_release_full (attempt, attempt_clear);
}

static gpointer
attempt_run (gpointer data)
{
  Attempt *attempt = data;
  GError *error = NULL;
  gboolean open = vouch_capture_track_open (attempt->track, attempt->or_another, &error);
  gboolean unused;

  g_mutex_lock (&attempt->mutex);
  attempt->open = open;
  attempt->error = error;
  attempt->done = TRUE;
  unused = attempt->unused;
  g_mutex_unlock (&attempt->mutex);
  if (unused)
    vouch_capture_track_free (attempt->track);
  attempt_unref (attempt);
  return NULL;
}

static void
begin_attempt (Line *line, gboolean or_another)
{
  line->attempt = g_atomic_rc_box_new0 (Attempt);
  g_mutex_init (&line->attempt->mutex);
  line->attempt->track = line->track;
  line->attempt->or_another = or_another;
  vouch_capture_errands_run ("device-open", attempt_run, g_atomic_rc_box_acquire (line->attempt));
}

/* Gives whether the track is back, and then what came of it. */
static gboolean
end_attempt (Line *line, gboolean *open, GError **error)
{
  gboolean done;

  g_mutex_lock (&line->attempt->mutex);
  done = line->attempt->done;
  *open = line->attempt->open;
  if (done && line->attempt->error != NULL)
    g_propagate_error (error, g_steal_pointer (&line->attempt->error));
  g_mutex_unlock (&line->attempt->mutex);
  if (done)
    g_clear_pointer (&line->attempt, attempt_unref);
  return done;
}

/* Gives whether the thread that has the track frees it. */
static gboolean
leave_attempt (Line *line)
{
  gboolean left;

  if (line->attempt == NULL)
    return FALSE;
  vouch_capture_track_hush (line->track);
  g_mutex_lock (&line->attempt->mutex);
  line->attempt->unused = TRUE;
  left = !line->attempt->done;
  g_mutex_unlock (&line->attempt->mutex);
  g_clear_pointer (&line->attempt, attempt_unref);
  return left;
}

static void
line_clear (Line *line)
{
  if (leave_attempt (line))
    line->track = NULL;
  g_clear_pointer (&line->track, vouch_capture_track_free);
  g_clear_pointer (&line->name, g_free);
  g_clear_error (&line->refusal);
}

/* The track, unless it is being opened. */
static VouchCaptureTrack *
get_track (Line *line)
{
  return line->attempt == NULL ? line->track : NULL;
}

static void
note_name (Line *line)
{
  const char *name = vouch_capture_track_get_name (line->track);

  if (g_strcmp0 (line->name, name) == 0)
    return;
  g_free (line->name);
  line->name = g_strdup (name);
}

/* Gives whether it is open, or will be as soon as the desktop permits it. */
static gboolean
open_patiently (VouchCaptureTrack *track, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean open = vouch_capture_track_open (track, FALSE, &local);

  for (guint waited = 0; !open && waited < PATIENCE_MS && vouch_capture_track_is_waiting (track);
       waited += PATIENT_STEP_MS) {
    g_usleep (PATIENT_STEP_MS * 1000);
    g_clear_error (&local);
    open = vouch_capture_track_open (track, FALSE, &local);
  }
  if (open || g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * vouch_capture_lines_open:
 * @self: devices.
 * @medium: the microphone or the camera.
 * @device: (nullable): which one; %NULL for the computer's choice.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED; what was open stays open.
 *
 * Opens a device in place of the one before. Where the desktop asks the person first it opens later, by
 * vouch_capture_lines_look().
 *
 * Returns: whether it is open, or waited for.
 */
gboolean
vouch_capture_lines_open (VouchCaptureLines *self,
                          VouchCaptureMedium medium,
                          const char *device,
                          GError **error)
{
  VouchCaptureTrack *track =
      vouch_capture_track_new (medium, device, &self->size, &self->funcs, self->data);

  /* Nobody else knows the track yet, so nobody waits for a device that takes its time. */
  if (!open_patiently (track, error)) {
    vouch_capture_track_free (track);
    return FALSE;
  }
  g_mutex_lock (&self->mutex);
  vouch_capture_track_set_preview (track, self->preview);
  line_clear (&self->lines[medium]);
  self->lines[medium] = (Line){ .track = track, .opened = vouch_capture_track_is_open (track) };
  note_name (&self->lines[medium]);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* That it may not be used is said as soon as it is known; that it is away was said before. */
static void
note_refusal (VouchCaptureLines *self,
              VouchCaptureMedium medium,
              const GError *error,
              VouchCaptureLineFunc func,
              gpointer data)
{
  Line *line = &self->lines[medium];
  VouchCaptureFault fault = VOUCH_CAPTURE_FAULT_NO_MICROPHONE;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED))
    fault = VOUCH_CAPTURE_FAULT_DENIED;
  else if (medium == VOUCH_CAPTURE_MEDIUM_PICTURE)
    fault = VOUCH_CAPTURE_FAULT_NO_CAMERA;
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY) || line->told == fault ||
      (line->opened && fault != VOUCH_CAPTURE_FAULT_DENIED))
    return;
  line->told = fault;
  if (!line->opened && line->refusal == NULL)
    line->refusal = g_error_copy (error);
  func (medium, fault, line->name, data);
}

/**
 * vouch_capture_lines_wait:
 * @self: devices.
 *
 * Waits until something comes from all of them, two seconds at most.
 */
void
vouch_capture_lines_wait (VouchCaptureLines *self)
{
  gint64 until_us = g_get_monotonic_time () + FIRST_WITHIN_US;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (get_track (&self->lines[i]) != NULL && vouch_capture_track_is_open (self->lines[i].track)) {
      vouch_capture_track_wait (self->lines[i].track, until_us);
      note_name (&self->lines[i]);
    }
  g_mutex_unlock (&self->mutex);
}

static void
note_opened (VouchCaptureLines *self,
             VouchCaptureMedium medium,
             VouchCaptureLineFunc func,
             gpointer data)
{
  Line *line = &self->lines[medium];
  g_autofree char *before = g_strdup (line->name);
  gboolean same;

  note_name (line);
  vouch_capture_track_set_preview (line->track, self->preview);
  line->lost_ns = 0;
  line->told = VOUCH_CAPTURE_FAULT_NONE;
  g_clear_error (&line->refusal);
  same = !line->opened || g_strcmp0 (before, line->name) == 0;
  line->opened = TRUE;
  func (medium, same ? VOUCH_CAPTURE_FAULT_NONE : VOUCH_CAPTURE_FAULT_SWITCHED, line->name, data);
}

/* What the desktop has to permit opens without being waited for. */
static gboolean
is_tried (VouchCaptureLines *self, VouchCaptureMedium medium, gboolean *open, GError **error)
{
  Line *line = &self->lines[medium];
  gint64 now = vouch_capture_gst_now ();
  gboolean or_another = line->opened && now - line->lost_ns > ANOTHER_AFTER_NS;

  if (line->attempt != NULL)
    return end_attempt (line, open, error);
  if ((now - line->tried_ns < TRY_AGAIN_NS && line->opened) ||
      vouch_capture_errands_count () >= self->n_stuck + MOST_STUCK)
    return FALSE;
  line->tried_ns = now;
  if (!vouch_capture_source_is_by_leave (medium)) {
    begin_attempt (line, or_another);
    return FALSE;
  }
  *open = vouch_capture_track_open (line->track, or_another, error);
  return TRUE;
}

static void
try_again (VouchCaptureLines *self,
           VouchCaptureMedium medium,
           VouchCaptureLineFunc func,
           gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean open = FALSE;

  if (!is_tried (self, medium, &open, &error))
    return;
  if (open)
    note_opened (self, medium, func, data);
  else
    note_refusal (self, medium, error, func, data);
}

static void
look_at (VouchCaptureLines *self,
         VouchCaptureMedium medium,
         VouchCaptureLineFunc func,
         gpointer data)
{
  Line *line = &self->lines[medium];
  VouchCaptureFault fault;

  if (line->track == NULL)
    return;
  if (get_track (line) == NULL || !vouch_capture_track_is_open (line->track)) {
    try_again (self, medium, func, data);
    return;
  }
  fault = vouch_capture_track_poll (line->track);
  if (fault == VOUCH_CAPTURE_FAULT_NONE)
    return;
  if (!vouch_capture_track_is_open (line->track)) {
    line->lost_ns = line->tried_ns = vouch_capture_gst_now ();
    line->told = fault;
  }
  note_name (line);
  func (medium, fault, line->name, data);
}

/**
 * vouch_capture_lines_look:
 * @self: devices.
 * @func: hears of each device that something happened to.
 * @data: its data.
 *
 * Looks after the devices.
 */
void
vouch_capture_lines_look (VouchCaptureLines *self, VouchCaptureLineFunc func, gpointer data)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    look_at (self, (VouchCaptureMedium) i, func, data);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_lines_are_pending:
 * @self: devices.
 *
 * Returns: whether the desktop, or the person whom it asks, still has to say if one may be used.
 */
gboolean
vouch_capture_lines_are_pending (VouchCaptureLines *self)
{
  gboolean pending = FALSE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    pending = pending || (self->lines[i].track != NULL && !self->lines[i].opened &&
                          self->lines[i].refusal == NULL);
  g_mutex_unlock (&self->mutex);
  return pending;
}

/**
 * vouch_capture_lines_are_ready:
 * @self: devices.
 * @error: %VOUCH_ERROR_NOT_READY while one may not be used yet, %VOUCH_ERROR_REJECTED when it may not be
 *   used at all, %VOUCH_ERROR_DEVICE when it cannot be.
 *
 * Returns: whether each of them was open at some time.
 */
gboolean
vouch_capture_lines_are_ready (VouchCaptureLines *self, GError **error)
{
  gboolean ready = TRUE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; ready && i < G_N_ELEMENTS (self->lines); i++) {
    const Line *line = &self->lines[i];

    ready = line->track == NULL || line->opened;
    if (!ready && line->refusal != NULL)
      g_propagate_error (error, g_error_copy (line->refusal));
    else if (!ready)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                           _ ("This computer asks whether Vouch may use the camera. Answer its "
                              "question first."));
  }
  g_mutex_unlock (&self->mutex);
  return ready;
}

/**
 * vouch_capture_lines_tell:
 * @self: devices.
 * @func: hears of each device that is there.
 * @data: its data.
 *
 * Tells which devices are in use.
 */
void
vouch_capture_lines_tell (VouchCaptureLines *self, VouchCaptureLineFunc func, gpointer data)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (get_track (&self->lines[i]) != NULL && vouch_capture_track_is_open (self->lines[i].track))
      func ((VouchCaptureMedium) i, VOUCH_CAPTURE_FAULT_NONE, self->lines[i].name, data);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_lines_get_name:
 * @self: devices.
 * @medium: the microphone or the camera.
 *
 * Returns: (transfer full) (nullable): its name for people.
 */
char *
vouch_capture_lines_get_name (VouchCaptureLines *self, VouchCaptureMedium medium)
{
  char *name;

  g_mutex_lock (&self->mutex);
  name = g_strdup (self->lines[medium].name);
  g_mutex_unlock (&self->mutex);
  return name;
}

/**
 * vouch_capture_lines_set_preview:
 * @self: devices.
 * @on: whether small pictures are wanted.
 *
 * Has the camera give small pictures, or not.
 */
void
vouch_capture_lines_set_preview (VouchCaptureLines *self, gboolean on)
{
  g_mutex_lock (&self->mutex);
  self->preview = on;
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (get_track (&self->lines[i]) != NULL)
      vouch_capture_track_set_preview (self->lines[i].track, on);
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_lines_close:
 * @self: devices.
 *
 * Closes them. One that does not answer is waited for two seconds, and then left.
 */
void
vouch_capture_lines_close (VouchCaptureLines *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    line_clear (&self->lines[i]);
  g_mutex_unlock (&self->mutex);
  if (!vouch_capture_errands_wait (CLOSING_MS))
    g_message ("A device does not close");
}

/**
 * vouch_capture_lines_free:
 * @self: (nullable): devices.
 *
 * Closes and frees them.
 */
void
vouch_capture_lines_free (VouchCaptureLines *self)
{
  if (self == NULL)
    return;
  vouch_capture_lines_close (self);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
