/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-lines"

#include "config.h"
#include "vouch-capture-lines.h"

#include "vouch-capture-gst.h"

#define MS G_GINT64_CONSTANT (1000000)
#define FIRST_WITHIN_US (2 * G_TIME_SPAN_SECOND)
#define TRY_AGAIN_NS (500 * MS)
/* The same device may be back in a moment; then it is the better one. */
#define ANOTHER_AFTER_NS (1500 * MS)

typedef struct {
  VouchCaptureTrack *track; /* (nullable) */
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
  return self;
}

/**
 * vouch_capture_lines_open:
 * @self: devices.
 * @medium: the microphone or the camera.
 * @device: (nullable): which one; %NULL for the computer's choice.
 * @error: %VOUCH_ERROR_DEVICE or %VOUCH_ERROR_REJECTED; what was open stays open.
 *
 * Opens a device in place of the one before.
 *
 * Returns: whether it is open.
 */
gboolean
vouch_capture_lines_open (VouchCaptureLines *self,
                          VouchCaptureMedium medium,
                          const char *device,
                          GError **error)
{
  VouchCaptureTrack *track =
      vouch_capture_track_new (medium, device, &self->size, &self->funcs, self->data);
  VouchCaptureTrack *before;

  g_mutex_lock (&self->mutex);
  vouch_capture_track_set_preview (track, self->preview);
  if (!vouch_capture_track_open (track, FALSE, error)) {
    g_mutex_unlock (&self->mutex);
    vouch_capture_track_free (track);
    return FALSE;
  }
  before = self->lines[medium].track;
  self->lines[medium] = (Line){ .track = track };
  vouch_capture_track_free (before);
  g_mutex_unlock (&self->mutex);
  return TRUE;
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
    if (self->lines[i].track != NULL)
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
  gint64 now = vouch_capture_gst_now ();
  gboolean same;

  if (now - line->tried_ns < TRY_AGAIN_NS)
    return;
  line->tried_ns = now;
  if (!vouch_capture_track_open (line->track, now - line->lost_ns > ANOTHER_AFTER_NS, NULL))
    return;
  line->lost_ns = 0;
  same = g_strcmp0 (before, vouch_capture_track_get_name (line->track)) == 0;
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
  if (!vouch_capture_track_is_open (line->track))
    line->lost_ns = line->tried_ns = vouch_capture_gst_now ();
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
 * Closes them.
 */
void
vouch_capture_lines_close (VouchCaptureLines *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    g_clear_pointer (&self->lines[i].track, vouch_capture_track_free);
  g_mutex_unlock (&self->mutex);
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
