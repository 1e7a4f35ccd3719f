/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-lines"

#include "config.h"
#include "vouch-capture-lines.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

#include "vouch-capture-errands.h"
#include "vouch-capture-gst.h"

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

typedef struct {
  VouchCaptureTrack *track; /* (nullable) */
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
line_clear (Line *line)
{
  g_clear_pointer (&line->track, vouch_capture_track_free);
  g_clear_error (&line->refusal);
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
  func (medium, fault, vouch_capture_track_get_name (line->track), data);
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
    if (self->lines[i].track != NULL && vouch_capture_track_is_open (self->lines[i].track))
      vouch_capture_track_wait (self->lines[i].track, until_us);
  g_mutex_unlock (&self->mutex);
}

static void
try_again (VouchCaptureLines *self,
           VouchCaptureMedium medium,
           VouchCaptureLineFunc func,
           gpointer data)
{
  Line *line = &self->lines[medium];
  g_autofree char *before = g_strdup (vouch_capture_track_get_name (line->track));
  g_autoptr (GError) error = NULL;
  gint64 now = vouch_capture_gst_now ();
  gboolean same;

  if ((now - line->tried_ns < TRY_AGAIN_NS && line->opened) ||
      vouch_capture_errands_count () >= self->n_stuck + MOST_STUCK)
    return;
  line->tried_ns = now;
  if (!vouch_capture_track_open (line->track,
                                 line->opened && now - line->lost_ns > ANOTHER_AFTER_NS, &error)) {
    note_refusal (self, medium, error, func, data);
    return;
  }
  line->lost_ns = 0;
  line->told = VOUCH_CAPTURE_FAULT_NONE;
  g_clear_error (&line->refusal);
  same = !line->opened || g_strcmp0 (before, vouch_capture_track_get_name (line->track)) == 0;
  line->opened = TRUE;
  func (medium, same ? VOUCH_CAPTURE_FAULT_NONE : VOUCH_CAPTURE_FAULT_SWITCHED,
        vouch_capture_track_get_name (line->track), data);
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
  if (!vouch_capture_track_is_open (line->track)) {
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
  func (medium, fault, vouch_capture_track_get_name (line->track), data);
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
    if (self->lines[i].track != NULL && vouch_capture_track_is_open (self->lines[i].track))
      func ((VouchCaptureMedium) i, VOUCH_CAPTURE_FAULT_NONE,
            vouch_capture_track_get_name (self->lines[i].track), data);
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
  char *name = NULL;

  g_mutex_lock (&self->mutex);
  if (self->lines[medium].track != NULL)
    name = g_strdup (vouch_capture_track_get_name (self->lines[medium].track));
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
    if (self->lines[i].track != NULL)
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
