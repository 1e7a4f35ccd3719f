/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-player"

#include "config.h"
#include "vouch-player.h"

#include "vouch-error.h"
#include "vouch-glances.h"

#include "vouch-frame-finder.h"
#include "vouch-glance-loader.h"

/* Large enough for the window, small enough for an old laptop. */
#define FRAME_WIDTH 640
#define FRAME_HEIGHT 360
/* Somebody who holds an arrow key jumps once, where she lets it go. */
#define SEEK_REST_MS 150
/* A step in sound alone, where there are no frames. */
#define SOUND_STEP_MS 100

/**
 * VouchPlayer:
 *
 * Plays a recording of the library through the helpers. A run is one stretch of playing, in a thread of
 * its own; a pause ends it, a jump begins another. While it stands still, frames are found one by one.
 * `frame` carries a picture, `changed` tells of the position and of playing, `problem` why it does not
 * go on.
 */
struct _VouchPlayer {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *sha256;
  gint64 duration_ms;
  gint64 position_ms;
  gboolean playing;
  gboolean silent;
  GCancellable *run; /* (nullable): of the run under way */
  guint seek_source;
  guint preparing;          /* the source that opens the video */
  gint64 until_ms;          /* where a part ends that is played alone; -1 for the end */
  int speed;                /* in percent */
  VouchFrameFinder *finder; /* (nullable): of a video */
  gint64 found_ms;          /* the position for which it found a frame, or is asked for one; -1 */
};

enum {
  SIGNAL_FRAME,
  SIGNAL_CHANGED,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchPlayer, vouch_player, G_TYPE_OBJECT)

/* What the thread of a run hands over to the main loop: only the newest counts. */
typedef struct {
  VouchWorkspace *workspace;
  char *sha256;
  VouchPlaying what;
  GCancellable *cancellable;
  VouchPlayer *player; /* of the main loop; held, so that it is there */
  gint64 begun_us;
  GMutex mutex;
  gint64 position_ms; /* (mutex mutex), as all below */
  VouchGlance *frame;
  gboolean is_heard;
  guint pending; /* the idle source that will tell */
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->frame);
  g_object_unref (run->workspace);
  g_object_unref (run->cancellable);
  g_object_unref (run->player);
  g_mutex_clear (&run->mutex);
  g_free (run->sha256);
  g_free (run);
}

static gboolean
tell_cb (gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  VouchPlayer *self = run->player;
  g_autoptr (VouchGlance) frame = NULL;

  g_mutex_lock (&run->mutex);
  run->pending = 0;
  frame = g_steal_pointer (&run->frame);
  if (self->run == run->cancellable) {
    self->position_ms = run->position_ms;
    self->silent = !run->is_heard && g_get_monotonic_time () - run->begun_us > 4 * G_USEC_PER_SEC;
  }
  g_mutex_unlock (&run->mutex);
  if (self->run != run->cancellable)
    return G_SOURCE_REMOVE;
  if (frame != NULL)
    g_signal_emit (self, signals[SIGNAL_FRAME], 0, frame);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
hear_cb (gint64 position_ms, VouchGlance *frame, gboolean is_heard, gpointer data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);

  g_mutex_lock (&run->mutex);
  run->position_ms = position_ms;
  run->is_heard = is_heard;
  if (frame != NULL)
    g_set_object (&run->frame, frame);
  if (run->pending == 0)
    run->pending =
        g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_object_ref (task), g_object_unref);
  g_mutex_unlock (&run->mutex);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;

  if (vouch_glances_play (run->workspace, run->sha256, &run->what, hear_cb, task, run->cancellable,
                          &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VouchPlayer *self = VOUCH_PLAYER (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean played = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->run != run->cancellable)
    return;
  g_clear_object (&self->run);
  self->playing = FALSE;
  if (played)
    self->position_ms = run->what.end_ms;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (error != NULL && !g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
}

static void
found_cb (VouchPlayer *self, VouchGlance *frame, gint64 time_ms)
{
  /* A run that is under way has newer frames; one that is about to begin has none yet. */
  if (self->run != NULL)
    return;
  /* A step goes where the next frame is, which only its finder knows. */
  if (time_ms >= 0) {
    self->position_ms = MIN (time_ms, self->duration_ms);
    self->found_ms = self->position_ms;
  }
  g_signal_emit (self, signals[SIGNAL_FRAME], 0, frame);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
not_found_cb (VouchPlayer *self, const char *words)
{
  self->found_ms = -1;
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, words);
}

static void
look_at_position (VouchPlayer *self)
{
  if (self->finder == NULL)
    return;
  self->found_ms = self->position_ms;
  vouch_frame_finder_look_at (self->finder, self->position_ms);
}

static gint64
end_of (VouchPlayer *self)
{
  return self->until_ms > self->position_ms ? MIN (self->until_ms, self->duration_ms)
                                            : MAX (self->duration_ms, self->position_ms);
}

static void
end_run (VouchPlayer *self)
{
  g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
}

static void
begin_run (VouchPlayer *self)
{
  g_autoptr (GTask) task = NULL;
  Run *run = g_new0 (Run, 1);

  end_run (self);
  self->run = g_cancellable_new ();
  run->workspace = g_object_ref (self->workspace);
  run->sha256 = g_strdup (self->sha256);
  run->what =
      (VouchPlaying){ self->position_ms, end_of (self), FRAME_WIDTH, FRAME_HEIGHT, self->speed };
  run->cancellable = g_object_ref (self->run);
  run->player = g_object_ref (self);
  run->begun_us = g_get_monotonic_time ();
  run->position_ms = self->position_ms;
  g_mutex_init (&run->mutex);
  task = g_task_new (self, NULL, ended_cb, NULL);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_thread);
}

static gboolean
seek_rested_cb (gpointer data)
{
  VouchPlayer *self = data;

  self->seek_source = 0;
  if (self->playing)
    begin_run (self);
  return G_SOURCE_REMOVE;
}

static gboolean
prepare_cb (gpointer data)
{
  VouchPlayer *self = data;

  self->preparing = 0;
  vouch_player_prepare (self);
  return G_SOURCE_REMOVE;
}

static void
vouch_player_dispose (GObject *object)
{
  VouchPlayer *self = VOUCH_PLAYER (object);

  end_run (self);
  g_clear_handle_id (&self->seek_source, g_source_remove);
  g_clear_handle_id (&self->preparing, g_source_remove);
  g_clear_object (&self->finder);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_player_parent_class)->dispose (object);
}

static void
vouch_player_finalize (GObject *object)
{
  g_free (VOUCH_PLAYER (object)->sha256);

  G_OBJECT_CLASS (vouch_player_parent_class)->finalize (object);
}

static void
vouch_player_class_init (VouchPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_player_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_player_finalize;

  signals[SIGNAL_FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_GLANCE);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_player_init (VouchPlayer *self)
{
  self->speed = 100;
  self->until_ms = -1;
  self->found_ms = -1;
}

/**
 * vouch_player_new:
 * @workspace: the workspace.
 * @sha256: a recording of the library.
 *
 * Returns: (transfer full): a player at its begin.
 */
VouchPlayer *
vouch_player_new (VouchWorkspace *workspace, const char *sha256)
{
  VouchPlayer *self = g_object_new (VOUCH_TYPE_PLAYER, NULL);

  self->workspace = g_object_ref (workspace);
  self->sha256 = g_strdup (sha256);
  return self;
}

/**
 * vouch_player_get_duration:
 * @self: a player.
 *
 * Returns: how long the recording is, in milliseconds; 0 while that is not known.
 */
gint64
vouch_player_get_duration (VouchPlayer *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAYER (self), 0);

  return self->duration_ms;
}

/**
 * vouch_player_set_duration:
 * @self: a player.
 * @duration_ms: how long the recording is.
 *
 * Says how long it is.
 */
void
vouch_player_set_duration (VouchPlayer *self, gint64 duration_ms)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  self->duration_ms = MAX (0, duration_ms);
  if (self->duration_ms > 0)
    self->position_ms = MIN (self->position_ms, self->duration_ms);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_get_position:
 * @self: a player.
 *
 * Returns: where the recording is, in milliseconds.
 */
gint64
vouch_player_get_position (VouchPlayer *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAYER (self), 0);

  return self->position_ms;
}

/**
 * vouch_player_is_playing:
 * @self: a player.
 *
 * Returns: whether it plays.
 */
gboolean
vouch_player_is_playing (VouchPlayer *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAYER (self), FALSE);

  return self->playing;
}

/**
 * vouch_player_is_silent:
 * @self: a player.
 *
 * Returns: whether it plays and nothing is heard, since this computer has no sound.
 */
gboolean
vouch_player_is_silent (VouchPlayer *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAYER (self), FALSE);

  return self->playing && self->silent;
}

/**
 * vouch_player_play:
 * @self: a player.
 *
 * Plays on; from the begin, when it was at the end.
 */
void
vouch_player_play (VouchPlayer *self)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (self->duration_ms <= 0 || self->playing)
    return;
  if (self->position_ms >= self->duration_ms)
    self->position_ms = 0;
  self->until_ms = -1;
  self->playing = TRUE;
  begin_run (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_play_part:
 * @self: a player.
 * @start_ms: where to begin.
 * @end_ms: where to stop.
 *
 * Plays a part of it, and no more.
 */
void
vouch_player_play_part (VouchPlayer *self, gint64 start_ms, gint64 end_ms)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (self->duration_ms <= 0)
    return;
  self->position_ms = CLAMP (start_ms, 0, self->duration_ms);
  self->until_ms = end_ms;
  self->playing = TRUE;
  begin_run (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_pause:
 * @self: a player.
 *
 * Stops where it is.
 */
void
vouch_player_pause (VouchPlayer *self)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (!self->playing)
    return;
  self->playing = FALSE;
  end_run (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_seek:
 * @self: a player.
 * @position_ms: where to go on.
 *
 * Jumps.
 */
void
vouch_player_seek (VouchPlayer *self, gint64 position_ms)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  /* Before the length is known any place may be one. */
  self->position_ms = MAX (position_ms, 0);
  if (self->duration_ms > 0)
    self->position_ms = MIN (self->position_ms, self->duration_ms);
  self->until_ms = -1;
  end_run (self);
  look_at_position (self);
  if (self->playing && self->seek_source == 0)
    self->seek_source = g_timeout_add (SEEK_REST_MS, seek_rested_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_step:
 * @self: a player.
 * @by: 1 for the next frame, -1 for the one before.
 *
 * Stops, and goes on or back by one frame; in sound alone by a tenth of a second.
 */
void
vouch_player_step (VouchPlayer *self, int by)
{
  gint64 from_ms;

  g_return_if_fail (VOUCH_IS_PLAYER (self));

  vouch_player_pause (self);
  if (self->finder == NULL) {
    vouch_player_seek (self, self->position_ms + by * SOUND_STEP_MS);
    return;
  }
  from_ms = self->found_ms == self->position_ms ? -1 : self->position_ms;
  self->found_ms = self->position_ms;
  vouch_frame_finder_step (self->finder, from_ms, by);
}

/**
 * vouch_player_prepare:
 * @self: a player.
 *
 * Opens the video, so that the first jump in it is as quick as the others.
 */
void
vouch_player_prepare (VouchPlayer *self)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (!self->playing && self->found_ms < 0)
    look_at_position (self);
}

/**
 * vouch_player_prepare_soon:
 * @self: a player.
 *
 * Does the same as soon as the window has nothing else to do: to open a video takes longer than to find
 * a place in it, and nobody should wait for it at the first jump.
 */
void
vouch_player_prepare_soon (VouchPlayer *self)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (self->preparing == 0 && self->finder != NULL)
    self->preparing = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}

/**
 * vouch_player_rest:
 * @self: a player.
 *
 * Stops, and ends every helper: nobody looks.
 */
void
vouch_player_rest (VouchPlayer *self)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  g_clear_handle_id (&self->preparing, g_source_remove);
  vouch_player_pause (self);
  self->found_ms = -1;
  if (self->finder != NULL)
    vouch_frame_finder_rest (self->finder);
}

/**
 * vouch_player_get_speed:
 * @self: a player.
 *
 * Returns: how fast it plays, in percent.
 */
int
vouch_player_get_speed (VouchPlayer *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAYER (self), 100);

  return self->speed;
}

/**
 * vouch_player_set_speed:
 * @self: a player.
 * @percent: from 50 to 200.
 *
 * Plays faster or slower; voices keep their pitch.
 */
void
vouch_player_set_speed (VouchPlayer *self, int percent)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  if (self->speed == percent)
    return;
  self->speed = CLAMP (percent, 50, 200);
  if (self->playing)
    begin_run (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * vouch_player_set_has_picture:
 * @self: a player.
 * @has_picture: whether it is a video.
 *
 * Says whether there are frames to be found.
 */
void
vouch_player_set_has_picture (VouchPlayer *self, gboolean has_picture)
{
  g_return_if_fail (VOUCH_IS_PLAYER (self));

  g_clear_object (&self->finder);
  if (!has_picture)
    return;
  self->finder = vouch_frame_finder_new (self->workspace, self->sha256);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "problem", G_CALLBACK (not_found_cb), self,
                           G_CONNECT_SWAPPED);
}
