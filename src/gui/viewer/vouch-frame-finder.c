/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-frame-finder"

#include "config.h"
#include "vouch-frame-finder.h"

#include "vouch-error.h"
#include "vouch-glances.h"

/* Larger than what plays: who looks at a single frame wants to read what is on it. */
#define FRAME_WIDTH 960
#define FRAME_HEIGHT 540
/* It goes when its page is not seen any more; on a page that is left open it goes after so long a rest.
 * Whoever comes near again, or the next wish, starts another. */
#define IDLE_US (10 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * VouchFrameFinder:
 *
 * Finds single frames of a video for somebody who looks for a place in it. Only the newest wish counts;
 * steps add up. `found` carries a frame and, for a step, its time, else -1.
 */
struct _VouchFrameFinder {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *sha256;
  GTask *task; /* (nullable): of the looking under way */
};

enum {
  SIGNAL_FOUND,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchFrameFinder, vouch_frame_finder, G_TYPE_OBJECT)

/* What the thread and the main loop share. */
typedef struct {
  VouchWorkspace *workspace;
  char *sha256;
  GWeakRef finder;
  GMutex mutex;
  GCond cond;
  gboolean is_over; /* (mutex mutex), as all below */
  gint64 time_ms;   /* the moment to be shown next; -1 for none */
  int steps;        /* to be taken after that */
  gboolean stepped; /* what the answer that is awaited is of */
  VouchGlance *frame;
  gint64 frame_ms; /* its time, if it was a step to it */
  guint pending;   /* the idle source that will tell */
} Looking;

static Looking *
looking_new (VouchFrameFinder *self)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->workspace = g_object_ref (self->workspace);
  looking->sha256 = g_strdup (self->sha256);
  g_weak_ref_init (&looking->finder, self);
  g_mutex_init (&looking->mutex);
  g_cond_init (&looking->cond);
  looking->time_ms = -1;
  return looking;
}

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->workspace);
  g_free (looking->sha256);
  g_weak_ref_clear (&looking->finder);
  g_clear_object (&looking->frame);
  g_mutex_clear (&looking->mutex);
  g_cond_clear (&looking->cond);
  g_free (looking);
}

static gboolean
has_wish (Looking *looking)
{
  return looking->time_ms >= 0 || looking->steps != 0;
}

static gboolean
ask (VouchBrowseWish *wish, gpointer data)
{
  Looking *looking = g_task_get_task_data (data);
  gint64 deadline = g_get_monotonic_time () + IDLE_US;
  gboolean asked;

  g_mutex_lock (&looking->mutex);
  while (!looking->is_over && !has_wish (looking))
    if (!g_cond_wait_until (&looking->cond, &looking->mutex, deadline))
      looking->is_over = TRUE;
  asked = !looking->is_over;
  *wish = (VouchBrowseWish){ looking->time_ms, 0 };
  looking->stepped = looking->time_ms < 0;
  if (asked && looking->stepped) {
    wish->step = looking->steps > 0 ? 1 : -1;
    looking->steps -= wish->step;
  }
  looking->time_ms = -1;
  g_mutex_unlock (&looking->mutex);
  return asked;
}

static gboolean
tell_cb (gpointer data)
{
  Looking *looking = g_task_get_task_data (data);
  g_autoptr (VouchFrameFinder) self = g_weak_ref_get (&looking->finder);
  g_autoptr (VouchGlance) frame = NULL;
  gint64 time_ms;

  g_mutex_lock (&looking->mutex);
  looking->pending = 0;
  frame = g_steal_pointer (&looking->frame);
  time_ms = looking->frame_ms;
  g_mutex_unlock (&looking->mutex);
  if (self == NULL || self->task != data || frame == NULL)
    return G_SOURCE_REMOVE;
  if (vouch_glance_get_problem (frame) != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, vouch_glance_get_problem (frame));
  else
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, frame, time_ms);
  return G_SOURCE_REMOVE;
}

static void
show (VouchGlance *frame, gpointer data)
{
  GTask *task = data;
  Looking *looking = g_task_get_task_data (task);

  g_mutex_lock (&looking->mutex);
  g_set_object (&looking->frame, frame);
  looking->frame_ms = looking->stepped && vouch_glance_get_problem (frame) == NULL
                          ? vouch_glance_get_shape (frame)->duration_ms
                          : -1;
  if (looking->pending == 0)
    looking->pending =
        g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_object_ref (task), g_object_unref);
  g_mutex_unlock (&looking->mutex);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Looking *looking = task_data;
  VouchBrowsing what = { FRAME_WIDTH, FRAME_HEIGHT, ask, show, task };
  GError *error = NULL;

  if (vouch_glances_browse (looking->workspace, looking->sha256, &what, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Looking *looking = g_task_get_task_data (G_TASK (result));
  g_autoptr (VouchFrameFinder) self = g_weak_ref_get (&looking->finder);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self == NULL || self->task != G_TASK (result))
    return;
  g_clear_object (&self->task);
  if (error != NULL && !g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
}

static void
begin (VouchFrameFinder *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  /* The task does not hold the finder, so that it can go while a frame is looked for. */
  self->task = g_task_new (NULL, cancellable, ended_cb, NULL);
  g_task_set_task_data (self->task, looking_new (self), looking_free);
}

/* Says something to the thread; one that has just gone to rest is followed by another. */
static void
wish (VouchFrameFinder *self, gint64 time_ms, int steps)
{
  Looking *looking = self->task != NULL ? g_task_get_task_data (self->task) : NULL;
  gboolean is_new = FALSE;

  if (looking != NULL) {
    g_mutex_lock (&looking->mutex);
    is_new = looking->is_over;
    g_mutex_unlock (&looking->mutex);
  }
  if (looking == NULL || is_new) {
    g_clear_object (&self->task);
    begin (self);
    looking = g_task_get_task_data (self->task);
    is_new = TRUE;
  }
  g_mutex_lock (&looking->mutex);
  if (time_ms >= 0) {
    looking->time_ms = time_ms;
    looking->steps = 0;
  }
  looking->steps += steps;
  g_cond_signal (&looking->cond);
  g_mutex_unlock (&looking->mutex);
  if (is_new)
    g_task_run_in_thread (self->task, look_thread);
}

static void
vouch_frame_finder_dispose (GObject *object)
{
  VouchFrameFinder *self = VOUCH_FRAME_FINDER (object);

  vouch_frame_finder_rest (self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_frame_finder_parent_class)->dispose (object);
}

static void
vouch_frame_finder_finalize (GObject *object)
{
  g_free (VOUCH_FRAME_FINDER (object)->sha256);

  G_OBJECT_CLASS (vouch_frame_finder_parent_class)->finalize (object);
}

static void
vouch_frame_finder_class_init (VouchFrameFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_frame_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_frame_finder_finalize;

  signals[SIGNAL_FOUND] =
      g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, VOUCH_TYPE_GLANCE, G_TYPE_INT64);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_frame_finder_init (VouchFrameFinder *self)
{
}

/**
 * vouch_frame_finder_new:
 * @workspace: the workspace.
 * @sha256: a video of the library.
 *
 * Returns: (transfer full): what finds frames in it; no helper is started before the first wish.
 */
VouchFrameFinder *
vouch_frame_finder_new (VouchWorkspace *workspace, const char *sha256)
{
  VouchFrameFinder *self = g_object_new (VOUCH_TYPE_FRAME_FINDER, NULL);

  self->workspace = g_object_ref (workspace);
  self->sha256 = g_strdup (sha256);
  return self;
}

/**
 * vouch_frame_finder_look_at:
 * @self: a finder.
 * @time_ms: a moment.
 *
 * Looks for the frame of that moment, and for none that was wished for before.
 */
void
vouch_frame_finder_look_at (VouchFrameFinder *self, gint64 time_ms)
{
  g_return_if_fail (VOUCH_IS_FRAME_FINDER (self));

  wish (self, MAX (0, time_ms), 0);
}

/**
 * vouch_frame_finder_step:
 * @self: a finder.
 * @from_ms: the moment to begin at, or -1 for the frame that was found last.
 * @by: 1 for the frame after that, -1 for the one before.
 *
 * Goes on or back by one frame.
 */
void
vouch_frame_finder_step (VouchFrameFinder *self, gint64 from_ms, int by)
{
  g_return_if_fail (VOUCH_IS_FRAME_FINDER (self));

  wish (self, from_ms, by);
}

/**
 * vouch_frame_finder_rest:
 * @self: a finder.
 *
 * Drops what is looked for and ends the helper.
 */
void
vouch_frame_finder_rest (VouchFrameFinder *self)
{
  Looking *looking;

  g_return_if_fail (VOUCH_IS_FRAME_FINDER (self));

  if (self->task == NULL)
    return;
  looking = g_task_get_task_data (self->task);
  g_mutex_lock (&looking->mutex);
  looking->is_over = TRUE;
  g_cond_signal (&looking->cond);
  g_mutex_unlock (&looking->mutex);
  g_cancellable_cancel (g_task_get_cancellable (self->task));
  g_clear_object (&self->task);
}
