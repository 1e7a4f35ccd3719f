/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-leave"

#include "config.h"
#include "vouch-capture-leave.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "vouch-error.h"

#include "vouch-capture-access.h"
#include "vouch-capture-errands.h"
#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

#define MS G_GINT64_CONSTANT (1000000)
/* A camera that is there gives its first picture in less; one that is gone leaves us waiting for half a
 * minute. */
#define PLAY_NS (5000 * MS)
/* A connection that was cut says nothing; there are only no more pictures. A camera that merely takes
 * its time is not opened anew for it. */
#define PAUSE_NS (600 * MS)
#define IDLE_NS (2000 * MS)
/* It has to be said within two seconds what is the matter. */
#define DOUBT_NS (1200 * MS)

/* Shared with the thread that has the pipeline begin. */
typedef struct {
  GstElement *pipeline;
  GMutex mutex;
  gboolean done;    /* (mutex mutex) */
  gboolean failed;  /* (mutex mutex) */
  gboolean useless; /* (mutex mutex): it is to be put away as soon as it is done */
} Start;

struct _VouchCaptureLeave {
  VouchCaptureAccess *access;
  gboolean asked;
  Start *start; /* (nullable) */
  gint64 started_ns;
  gint64 seen_ns; /* when the last picture was noticed, 0 before the first */
  guint n_pictures;
  gint64 doubted_ns; /* when something seemed to be wrong, 0 while nothing does */
};

static void
start_clear (gpointer data)
{
  Start *start = data;

  gst_object_unref (start->pipeline);
  g_mutex_clear (&start->mutex);
}

static void
start_unref (Start *start)
{
  g_atomic_rc_box_release_full (start, start_clear);
}

/**
 * vouch_capture_leave_new:
 *
 * Returns: (transfer full): leave that was not asked for yet.
 */
VouchCaptureLeave *
vouch_capture_leave_new (void)
{
  VouchCaptureLeave *self = g_new0 (VouchCaptureLeave, 1);

  self->access = vouch_capture_access_get ();
  vouch_capture_access_enter (self->access);
  return self;
}

/**
 * vouch_capture_leave_take:
 * @self: leave.
 * @error: %VOUCH_ERROR_NOT_READY while it is not decided, %VOUCH_ERROR_REJECTED when it is not given,
 *   %VOUCH_ERROR_DEVICE when it cannot be asked for.
 *
 * Asks for it the first time, and later only looks whether it is there. Does not wait.
 *
 * Returns: whether it is given.
 */
gboolean
vouch_capture_leave_take (VouchCaptureLeave *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  VouchCaptureAccessState state = vouch_capture_access_get_state (self->access, &refusal);

  if (state == VOUCH_CAPTURE_ACCESS_OPEN) {
    self->asked = TRUE;
    return TRUE;
  }
  if (!self->asked)
    vouch_capture_access_ask (self->access);
  else if (state == VOUCH_CAPTURE_ACCESS_NONE || state == VOUCH_CAPTURE_ACCESS_REFUSED)
    vouch_capture_access_look (self->access);
  if (self->asked && refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                         _ ("This computer asks whether Vouch may use the camera. Answer its "
                            "question first."));
  self->asked = TRUE;
  return FALSE;
}

/**
 * vouch_capture_leave_is_pending:
 * @self: leave.
 *
 * Returns: whether it will be decided without anything more being done.
 */
gboolean
vouch_capture_leave_is_pending (VouchCaptureLeave *self)
{
  VouchCaptureAccessState state = vouch_capture_access_get_state (self->access, NULL);

  return state == VOUCH_CAPTURE_ACCESS_ASKING || state == VOUCH_CAPTURE_ACCESS_LOOKING;
}

static gpointer
begin (gpointer data)
{
  Start *start = data;
  gboolean useless, failed = FALSE;

  g_mutex_lock (&start->mutex);
  useless = start->useless;
  g_mutex_unlock (&start->mutex);
  if (!useless)
    failed = gst_element_set_state (start->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE;
  g_mutex_lock (&start->mutex);
  start->failed = failed;
  start->done = TRUE;
  useless = start->useless;
  g_mutex_unlock (&start->mutex);
  if (useless)
    gst_element_set_state (start->pipeline, GST_STATE_NULL);
  start_unref (start);
  return NULL;
}

/**
 * vouch_capture_leave_play:
 * @self: leave that is given.
 * @pipeline: what the camera is the source of.
 *
 * Has it begin. Does not wait; vouch_capture_leave_look() tells when it comes to nothing.
 */
void
vouch_capture_leave_play (VouchCaptureLeave *self, struct _GstElement *pipeline)
{
  g_clear_pointer (&self->start, start_unref);
  self->start = g_atomic_rc_box_new0 (Start);
  g_mutex_init (&self->start->mutex);
  self->start->pipeline = gst_object_ref (pipeline);
  self->started_ns = vouch_capture_gst_now ();
  self->seen_ns = self->doubted_ns = 0;
  vouch_capture_errands_run ("camera-start", begin, g_atomic_rc_box_acquire (self->start));
}

static gboolean
is_gone (VouchCaptureLeave *self, const char *camera)
{
  g_autoptr (VouchCaptureRemote) remote = vouch_capture_access_get_remote (self->access);
  gboolean failed;

  g_mutex_lock (&self->start->mutex);
  failed = self->start->failed;
  g_mutex_unlock (&self->start->mutex);
  return failed || remote == NULL || !vouch_capture_source_is_reached (remote, camera);
}

/* Gives for how long no picture came; before the first one there is more time. */
static gint64
measure_idle (VouchCaptureLeave *self, guint n_pictures)
{
  gint64 now = vouch_capture_gst_now ();

  if (n_pictures != self->n_pictures) {
    self->n_pictures = n_pictures;
    self->seen_ns = now;
    self->doubted_ns = 0;
  }
  if (self->seen_ns == 0)
    return now - self->started_ns > PLAY_NS ? IDLE_NS : 0;
  return now - self->seen_ns;
}

/**
 * vouch_capture_leave_look:
 * @self: leave of a camera that plays.
 * @camera: its id.
 * @n_pictures: how many pictures came from it since it was first opened.
 * @failed: whether it was heard that something is wrong.
 *
 * A camera that was pulled out, one that may not be used any more and a connection that was cut look
 * alike: no picture comes. So the computer is asked again, in silence, before anything is said.
 *
 * Returns: what is the matter, once that is known.
 */
VouchCaptureFault
vouch_capture_leave_look (VouchCaptureLeave *self,
                          const char *camera,
                          guint n_pictures,
                          gboolean failed)
{
  g_autoptr (GError) refusal = NULL;
  VouchCaptureAccessState state;
  gint64 idle_ns;

  if (self->start == NULL)
    return VOUCH_CAPTURE_FAULT_NONE;
  idle_ns = measure_idle (self, n_pictures);
  failed = failed || is_gone (self, camera);
  if (!failed && idle_ns < PAUSE_NS)
    return VOUCH_CAPTURE_FAULT_NONE;
  if (self->doubted_ns == 0) {
    self->doubted_ns = vouch_capture_gst_now ();
    vouch_capture_access_look (self->access);
  }
  state = vouch_capture_access_get_state (self->access, &refusal);
  if (g_error_matches (refusal, VOUCH_ERROR, VOUCH_ERROR_REJECTED))
    return VOUCH_CAPTURE_FAULT_DENIED;
  if ((state == VOUCH_CAPTURE_ACCESS_LOOKING &&
       vouch_capture_gst_now () - self->doubted_ns < DOUBT_NS) ||
      (!failed && idle_ns < IDLE_NS))
    return VOUCH_CAPTURE_FAULT_NONE;
  return VOUCH_CAPTURE_FAULT_NO_CAMERA;
}

/**
 * vouch_capture_leave_put_away:
 * @self: leave.
 * @pipeline: (transfer full): what plays no more.
 *
 * Closes it. Does not wait: what is at the other end may not answer.
 */
void
vouch_capture_leave_put_away (VouchCaptureLeave *self, struct _GstElement *pipeline)
{
  gboolean done;

  g_return_if_fail (self->start != NULL && self->start->pipeline == pipeline);

  g_mutex_lock (&self->start->mutex);
  self->start->useless = TRUE;
  done = self->start->done;
  g_mutex_unlock (&self->start->mutex);
  g_clear_pointer (&self->start, start_unref);
  if (done)
    vouch_capture_gst_put_away (pipeline);
  else
    gst_object_unref (pipeline);
}

/**
 * vouch_capture_leave_free:
 * @self: (nullable): leave.
 *
 * Gives it back.
 */
void
vouch_capture_leave_free (VouchCaptureLeave *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->start, start_unref);
  vouch_capture_access_leave (self->access);
  g_free (self);
}
