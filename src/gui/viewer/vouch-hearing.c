/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-hearing"

#include "config.h"
#include "vouch-hearing.h"

#include "vouch-capture-list.h"
#include "vouch-error.h"
#include "vouch-pauses.h"
#include "vouch-talks.h"

/* As many as a wide screen has columns for. */
#define PEAKS 1600

/**
 * VouchHearing:
 *
 * What is heard in a recording: how far its sound swings, who speaks when, and its pauses. It is
 * listened to off the main loop and grows meanwhile; everybody who shows the recording shares it.
 * `changed` tells that there is more.
 */
struct _VouchHearing {
  GObject parent_instance;

  VouchWorkspace *workspace;
  char *sha256;
  GCancellable *cancellable;

  GBytes *peaks;      /* (nullable) */
  VouchTalk *talk;    /* (nullable): until all of it was heard */
  gint64 duration_ms; /* 0 while it is not known */
  double fraction;
  char *problem;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchHearing, vouch_hearing, G_TYPE_OBJECT)

/* What the thread hands over to the main loop; only the newest counts. */
typedef struct {
  VouchWorkspace *workspace;
  char *sha256;
  GWeakRef hearing;
  GMutex mutex;
  GBytes *peaks; /* (mutex mutex), as all below */
  VouchTalk *talk;
  gint64 heard_ms;
  gint64 total_ms;
  gboolean is_drawn; /* the peaks are those that were written while recording */
  guint pending;
} Listening;

static void
listening_free (gpointer data)
{
  Listening *listening = data;

  g_object_unref (listening->workspace);
  g_free (listening->sha256);
  g_weak_ref_clear (&listening->hearing);
  g_mutex_clear (&listening->mutex);
  g_clear_pointer (&listening->peaks, g_bytes_unref);
  g_clear_object (&listening->talk);
  g_free (listening);
}

static gint64
length_of (VouchSoundMap *map)
{
  return MAX (vouch_sound_map_get_total_ms (map), vouch_sound_map_get_heard_ms (map));
}

/* What was not heard yet is still. */
static GBytes *
make_peaks (VouchSoundMap *map)
{
  gint64 length = length_of (map), heard = vouch_sound_map_get_heard_ms (map);
  guint8 *peaks = g_malloc0 (PEAKS);

  for (gint64 i = 0; i < PEAKS && length > 0 && i * length / PEAKS < heard; i++) {
    VouchSoundPeak span =
        vouch_sound_map_get_span (map, i * length / PEAKS, (i + 1) * length / PEAKS);

    peaks[i] = (guint8) CLAMP (2 * MAX (-span.lowest, span.highest), 0, 255);
  }
  return g_bytes_new_take (peaks, PEAKS);
}

static void
show (VouchHearing *self, Listening *listening)
{
  g_mutex_lock (&listening->mutex);
  listening->pending = 0;
  if (listening->peaks != NULL) {
    g_clear_pointer (&self->peaks, g_bytes_unref);
    self->peaks = g_steal_pointer (&listening->peaks);
  }
  g_set_object (&self->talk, listening->talk);
  self->duration_ms = MAX (listening->total_ms, listening->heard_ms);
  self->fraction = self->talk != NULL ? 1
                   : self->duration_ms > 0
                       ? (double) listening->heard_ms / (double) self->duration_ms
                       : 0;
  g_mutex_unlock (&listening->mutex);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
tell_cb (gpointer data)
{
  Listening *listening = g_task_get_task_data (data);
  g_autoptr (VouchHearing) self = g_weak_ref_get (&listening->hearing);

  if (self != NULL)
    show (self, listening);
  return G_SOURCE_REMOVE;
}

static void
take (Listening *listening, VouchSoundMap *map, VouchTalk *talk)
{
  g_mutex_lock (&listening->mutex);
  /* What was written while recording is there from the beginning to the end; until all was heard, this
   * is not. */
  if (!listening->is_drawn || talk != NULL) {
    g_clear_pointer (&listening->peaks, g_bytes_unref);
    listening->peaks = make_peaks (map);
  }
  g_set_object (&listening->talk, talk);
  listening->heard_ms = vouch_sound_map_get_heard_ms (map);
  listening->total_ms = vouch_sound_map_get_total_ms (map);
  g_mutex_unlock (&listening->mutex);
}

static void
tell (GTask *task)
{
  Listening *listening = g_task_get_task_data (task);

  g_mutex_lock (&listening->mutex);
  if (listening->pending == 0)
    listening->pending =
        g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_object_ref (task), g_object_unref);
  g_mutex_unlock (&listening->mutex);
}

static void
heard_cb (VouchSoundMap *map, gpointer data)
{
  take (g_task_get_task_data (data), map, NULL);
  tell (data);
}

/* The waveform of an own recording is there at once, and needs no decoding. */
static void
draw_recorded (GTask *task, GCancellable *cancellable)
{
  Listening *listening = g_task_get_task_data (task);
  g_autoptr (VouchSoundMap) map =
      vouch_capture_load_waveform (listening->workspace, listening->sha256, cancellable, NULL);

  if (map == NULL)
    return;
  take (listening, map, NULL);
  g_mutex_lock (&listening->mutex);
  listening->is_drawn = TRUE;
  listening->heard_ms = 0;
  g_mutex_unlock (&listening->mutex);
  tell (task);
}

static void
listen_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Listening *listening = task_data;
  GError *error = NULL;
  g_autoptr (VouchSoundMap) map = NULL;
  g_autoptr (VouchTalk) talk = NULL;

  draw_recorded (task, cancellable);
  map = vouch_talks_listen (listening->workspace, listening->sha256, heard_cb, task, cancellable,
                            &error);
  talk = map != NULL ? vouch_pauses_find (map) : NULL;
  if (map == NULL) {
    g_task_return_error (task, error);
    return;
  }
  take (listening, map, talk);
  g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Listening *listening = g_task_get_task_data (G_TASK (result));
  g_autoptr (VouchHearing) self = g_weak_ref_get (&listening->hearing);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    if (self != NULL)
      show (self, listening);
    return;
  }
  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_free (self->problem);
  self->problem = g_strdup (error->message);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
begin (VouchHearing *self)
{
  /* The task does not hold the hearing: when nobody wants to know any more, it ends. */
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, ended_cb, NULL);
  Listening *listening = g_new0 (Listening, 1);

  listening->workspace = g_object_ref (self->workspace);
  listening->sha256 = g_strdup (self->sha256);
  g_weak_ref_init (&listening->hearing, self);
  g_mutex_init (&listening->mutex);
  g_task_set_task_data (task, listening, listening_free);
  g_task_run_in_thread (task, listen_thread);
}

static void
vouch_hearing_dispose (GObject *object)
{
  VouchHearing *self = VOUCH_HEARING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->talk);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_hearing_parent_class)->dispose (object);
}

static void
vouch_hearing_finalize (GObject *object)
{
  VouchHearing *self = VOUCH_HEARING (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->peaks, g_bytes_unref);
  g_free (self->problem);
  g_free (self->sha256);

  G_OBJECT_CLASS (vouch_hearing_parent_class)->finalize (object);
}

static void
vouch_hearing_class_init (VouchHearingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_hearing_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_hearing_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_hearing_init (VouchHearing *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * vouch_hearing_get:
 * @workspace: the workspace.
 * @sha256: a recording of the library.
 *
 * Returns: (transfer full): what is heard in it, shared by everybody who holds it; listening begins
 *   with the first.
 */
VouchHearing *
vouch_hearing_get (VouchWorkspace *workspace, const char *sha256)
{
  static GWeakRef current;
  VouchHearing *self = g_weak_ref_get (&current);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && sha256 != NULL, NULL);

  if (self != NULL && self->workspace == workspace && g_str_equal (self->sha256, sha256) &&
      self->problem == NULL)
    return self;
  g_clear_object (&self);
  self = g_object_new (VOUCH_TYPE_HEARING, NULL);
  self->workspace = g_object_ref (workspace);
  self->sha256 = g_strdup (sha256);
  g_weak_ref_set (&current, self);
  begin (self);
  return self;
}

/**
 * vouch_hearing_get_peaks:
 * @self: what is heard.
 *
 * Returns: (transfer none) (nullable): how far the sound swings, one byte for each part of the whole.
 */
GBytes *
vouch_hearing_get_peaks (VouchHearing *self)
{
  g_return_val_if_fail (VOUCH_IS_HEARING (self), NULL);

  return self->peaks;
}

/**
 * vouch_hearing_get_talk:
 * @self: what is heard.
 *
 * Returns: (transfer none) (nullable): who speaks when, once all of it was heard.
 */
VouchTalk *
vouch_hearing_get_talk (VouchHearing *self)
{
  g_return_val_if_fail (VOUCH_IS_HEARING (self), NULL);

  return self->talk;
}

/**
 * vouch_hearing_get_duration:
 * @self: what is heard.
 *
 * Returns: how long the recording is, in milliseconds; 0 while that is not known.
 */
gint64
vouch_hearing_get_duration (VouchHearing *self)
{
  g_return_val_if_fail (VOUCH_IS_HEARING (self), 0);

  return self->duration_ms;
}

/**
 * vouch_hearing_get_fraction:
 * @self: what is heard.
 *
 * Returns: how much of it was heard, from 0 to 1.
 */
double
vouch_hearing_get_fraction (VouchHearing *self)
{
  g_return_val_if_fail (VOUCH_IS_HEARING (self), 0);

  return self->fraction;
}

/**
 * vouch_hearing_get_problem:
 * @self: what is heard.
 *
 * Returns: (transfer none) (nullable): why nothing is heard, in plain words.
 */
const char *
vouch_hearing_get_problem (VouchHearing *self)
{
  g_return_val_if_fail (VOUCH_IS_HEARING (self), NULL);

  return self->problem;
}
