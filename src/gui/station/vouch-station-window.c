/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-window"

#include "config.h"
#include "vouch-station-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-capture-words.h"
#include "vouch-evidence-change.h"
#include "vouch-recording.h"
#include "vouch-voices.h"

#include "vouch-player.h"
#include "vouch-record-guard.h"
#include "vouch-record-session.h"
#include "vouch-station-keys.h"
#include "vouch-station-others.h"
#include "vouch-station-reading.h"
#include "vouch-station-ring.h"
#include "vouch-wrap-layout.h"

/**
 * VouchStationWindow:
 *
 * What a student sees: a question, one round button, and afterwards a way to hear the answer and to give
 * it once more. It fills the screen, the teacher's window is away, and nothing here leads out of it but
 * the keys that the teacher was told. Only a pseudonym key is known of who answers.
 */
struct _VouchStationWindow {
  GtkWindow parent_instance;

  GtkWindow *teacher; /* (not owned) (nullable) */
  GPtrArray *away;    /* (nullable): windows that are hidden meanwhile; not held */
  VouchWorkspace *workspace;
  VouchRecordSession *session;
  VouchRecordGuard *guard;
  VouchPlayer *player;   /* (nullable) */
  GCancellable *reading; /* (nullable): somebody is read to */
  GPtrArray *answer;     /* (nullable) (element-type VouchRecording): its parts; mostly one */
  guint heard;           /* which part is listened to */
  char *language;
  char *student;
  char *microphone;
  gint64 limit_ms;
  gboolean recording_wanted; /* it begins as soon as the microphone is open */
  gboolean leaving;
  gboolean left;
  GError *undone; /* (nullable): what the teacher is to know who comes back */

  GtkLabel *question;
  VouchStationRing *ring;
  GtkLabel *words;
};

enum { SIGNAL_UNDONE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchStationWindow, vouch_station_window, GTK_TYPE_WINDOW)

static gpointer
child (VouchStationWindow *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_STATION_WINDOW, name);
}

static void
set_button (VouchStationWindow *self, const char *icon, const char *name, const char *action)
{
  GtkButton *button = vouch_station_ring_get_button (self->ring);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 64);
  gtk_button_set_child (button, image);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Before, while and after somebody speaks. */

static void
show_ready (VouchStationWindow *self)
{
  set_button (self, "audio-input-microphone-symbolic", _ ("Begin to speak"), "station.record");
  gtk_label_set_text (self->words, _ ("Press the round button and speak."));
  gtk_widget_set_visible (child (self, "after"), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->ring), TRUE);
  vouch_station_ring_set_left (self->ring, self->limit_ms, self->limit_ms);
  gtk_widget_grab_focus (GTK_WIDGET (vouch_station_ring_get_button (self->ring)));
}

static void
show_recording (VouchStationWindow *self)
{
  set_button (self, "media-playback-stop-symbolic", _ ("Stop speaking"), "station.stop");
  gtk_label_set_text (self->words, _ ("Speak now. Press again when you are ready."));
}

static void
show_after (VouchStationWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ring), FALSE);
  gtk_widget_set_visible (child (self, "after"), TRUE);
  gtk_label_set_text (self->words, _ ("That is your answer."));
  gtk_widget_grab_focus (child (self, "listen"));
}

static void
show_done (VouchStationWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ring), FALSE);
  gtk_widget_set_visible (child (self, "after"), FALSE);
  gtk_widget_set_visible (child (self, "aloud"), FALSE);
  gtk_label_set_text (self->question, _ ("Thank you"));
  gtk_label_set_text (self->words, _ ("Now give the computer back."));
  /* What has the focus then is all there is; it has to say something to whoever listens. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_window_get_child (GTK_WINDOW (self))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Thank you"), -1);
}

/* Shown once more, it does not take those for shown that it sent away itself. */
static void
send_others_away (VouchStationWindow *self)
{
  if (self->away == NULL)
    self->away = vouch_station_others_send_away (GTK_WIDGET (self));
}

static void
leave (VouchStationWindow *self)
{
  if (self->left)
    return;
  self->left = TRUE;
  if (self->away != NULL)
    vouch_station_others_call_back (self->away);
  if (self->teacher != NULL) {
    gtk_widget_set_visible (GTK_WIDGET (self->teacher), TRUE);
    gtk_window_present (self->teacher);
  }
  if (self->undone != NULL)
    g_signal_emit (self, signals[SIGNAL_UNDONE], 0, self->undone);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The child has no use for it, and the teacher is not there yet. */
static void
tell_teacher (VouchStationWindow *self, const GError *error)
{
  if (self->left) {
    g_signal_emit (self, signals[SIGNAL_UNDONE], 0, error);
    return;
  }
  g_clear_error (&self->undone);
  self->undone = g_error_copy (error);
}

static void
say (VouchStationWindow *self, const char *words)
{
  gtk_label_set_text (self->words, words);
}

static void
be_quiet (VouchStationWindow *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->player != NULL)
    vouch_player_pause (self->player);
}

/* What comes from the recorder. */

static void
opened_cb (VouchStationWindow *self)
{
  if (self->recording_wanted)
    vouch_record_session_start (self->session);
}

static void
level_cb (VouchStationWindow *self, double level_db, double peak_db)
{
  VouchCaptureStatus status;
  gint64 left_ms;

  if (!vouch_record_session_get_status (self->session, &status) ||
      status.state != VOUCH_CAPTURE_STATE_RECORDING)
    return;
  left_ms = self->limit_ms - status.recorded_ms;
  vouch_station_ring_set_left (self->ring, left_ms, self->limit_ms);
  if (left_ms <= 0)
    vouch_record_session_stop (self->session);
}

static void
changed_cb (VouchStationWindow *self)
{
  VouchCaptureStatus status;

  if (!vouch_record_session_get_status (self->session, &status))
    return;
  if (status.state == VOUCH_CAPTURE_STATE_RECORDING && self->recording_wanted) {
    self->recording_wanted = FALSE;
    vouch_record_guard_begin (self->guard, GTK_WIDGET (self));
    show_recording (self);
  }
  if (status.state == VOUCH_CAPTURE_STATE_FAILED)
    vouch_record_session_stop (self->session);
}

static void
noticed_cb (VouchStationWindow *self, int fault)
{
  const char *words = vouch_capture_describe_fault (fault, VOUCH_CAPTURE_KIND_SOUND);
  VouchCaptureStatus status;

  if (!vouch_record_guard_is_on (self->guard))
    return;
  if (words != NULL)
    say (self, words);
  else if (vouch_record_session_get_status (self->session, &status) &&
           status.state == VOUCH_CAPTURE_STATE_RECORDING)
    show_recording (self);
}

static void
problem_cb (VouchStationWindow *self, const GError *problem)
{
  self->recording_wanted = FALSE;
  if (self->leaving || vouch_record_guard_is_on (self->guard))
    tell_teacher (self, problem);
  vouch_record_guard_end (self->guard);
  if (self->leaving) {
    leave (self);
    return;
  }
  show_ready (self);
  say (self, problem->message);
}

/* Each part is tried; the first reason counts. */
static gpointer
sign (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  char **words = data;
  gboolean done = TRUE;

  for (guint i = 1; words[i] != NULL; i++)
    done &= vouch_voices_sign (workspace, words[i], words[0], cancellable, done ? error : NULL);
  return GINT_TO_POINTER (done);
}

static char **
list_artifacts (VouchStationWindow *self, const char *first)
{
  GStrvBuilder *words = g_strv_builder_new ();
  char **list;

  if (first != NULL)
    g_strv_builder_add (words, first);
  for (guint i = 0; i < self->answer->len; i++)
    g_strv_builder_add (words, vouch_recording_get_artifact (self->answer->pdata[i]));
  list = g_strv_builder_end (words);
  g_strv_builder_unref (words);
  return list;
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchStationWindow) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL) {
    g_prefix_error_literal (&error,
                            _ ("The answer is kept, and who gave it is still to be said. "));
    tell_teacher (self, error);
  }
  if (self->leaving)
    leave (self);
}

/* Whose answer it is is written down before anything else is asked. */
static void
kept_cb (VouchStationWindow *self, GPtrArray *kept)
{
  vouch_record_guard_end (self->guard);
  if (kept->len == 0) {
    if (self->leaving)
      leave (self);
    else
      show_ready (self);
    return;
  }
  g_clear_pointer (&self->answer, g_ptr_array_unref);
  self->answer = g_ptr_array_ref (kept);
  self->heard = 0;
  vouch_workspace_run_async (self->workspace, sign, list_artifacts (self, self->student),
                             (GDestroyNotify) g_strfreev, NULL, NULL, signed_cb,
                             g_object_ref (self));
  show_after (self);
}

/* What the student wants. */

static void
record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);
  VouchCaptureStatus status;

  if (self->recording_wanted)
    return;
  be_quiet (self);
  self->recording_wanted = TRUE;
  if (vouch_record_session_get_status (self->session, &status))
    vouch_record_session_start (self->session);
  else
    vouch_record_session_open (self->session, VOUCH_CAPTURE_KIND_SOUND, self->microphone, NULL);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_record_session_stop (VOUCH_STATION_WINDOW (widget)->session);
}

static void
player_problem_cb (VouchStationWindow *self, const char *text)
{
  say (self, text);
}

static gboolean
is_at_its_end (VouchPlayer *player)
{
  return !vouch_player_is_playing (player) &&
         vouch_player_get_position (player) >= vouch_player_get_duration (player);
}

/* One part after the other is heard as one answer. */
static void
player_changed_cb (VouchStationWindow *self)
{
  gboolean playing = vouch_player_is_playing (self->player);

  if (is_at_its_end (self->player) && self->answer->len > 1) {
    self->heard = (self->heard + 1) % self->answer->len;
    g_clear_object (&self->player);
    if (self->heard > 0) {
      gtk_widget_activate_action (GTK_WIDGET (self), "station.listen", NULL);
      return;
    }
  }
  gtk_button_set_label (child (self, "listen"), playing ? _ ("Stop listening") : _ ("Listen"));
  if (self->player != NULL && vouch_player_is_silent (self->player))
    say (self, _ ("This computer plays no sound just now. Your answer is there all the same."));
}

static void
set_player (VouchStationWindow *self, VouchRecording *part)
{
  self->player = vouch_player_new (self->workspace, vouch_recording_get_artifact (part));
  vouch_player_set_duration (self->player, vouch_recording_get_duration_ms (part));
  g_signal_connect_object (self->player, "changed", G_CALLBACK (player_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "problem", G_CALLBACK (player_problem_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
listen_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);
  gboolean playing = self->player != NULL && vouch_player_is_playing (self->player);

  if (self->answer == NULL)
    return;
  be_quiet (self);
  if (self->player == NULL)
    set_player (self, self->answer->pdata[self->heard]);
  if (!playing)
    vouch_player_play (self->player);
}

static gpointer
discard (VouchWorkspace *workspace, gpointer artifacts, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_evidence_remove (workspace, artifacts, cancellable, error));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchStationWindow) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL && !self->leaving)
    say (self, error->message);
}

/* The answer of before goes to the bin, where the teacher finds it; its place is free for the new one. */
static void
again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);

  if (self->answer == NULL)
    return;
  be_quiet (self);
  g_clear_object (&self->player);
  vouch_workspace_run_async (self->workspace, discard, list_artifacts (self, NULL),
                             (GDestroyNotify) g_strfreev, NULL, NULL, discarded_cb,
                             g_object_ref (self));
  g_clear_pointer (&self->answer, g_ptr_array_unref);
  show_ready (self);
}

static void
done_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);

  be_quiet (self);
  vouch_record_session_close (self->session);
  show_done (self);
}

/* A student who pressed and hears nothing is told; who began to speak meanwhile is not disturbed. */
static void
aloud_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (source);

  if (!vouch_station_read_aloud_finish (result) && !vouch_record_guard_is_on (self->guard) &&
      !self->recording_wanted)
    say (self, _ ("This computer could not read it aloud just now."));
}

static void
aloud_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);

  /* What the computer says is no answer. */
  if (vouch_record_guard_is_on (self->guard) || self->recording_wanted)
    return;
  be_quiet (self);
  self->reading = vouch_station_read_aloud (gtk_label_get_text (self->question), self->language,
                                            self, aloud_done_cb);
}

/* The teacher is back. What is being said is kept first. */
static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (widget);

  be_quiet (self);
  self->leaving = TRUE;
  if (vouch_record_session_is_under_way (self->session))
    vouch_record_session_stop (self->session);
  else
    leave (self);
}

/* Whatever the desktop asks, a child does not end up in the teacher's window by it. */
static gboolean
vouch_station_window_close_request (GtkWindow *window)
{
  return GDK_EVENT_STOP;
}

static void
vouch_station_window_dispose (GObject *object)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (object);

  be_quiet (self);
  if (self->session != NULL)
    vouch_record_session_close (self->session);
  g_clear_object (&self->guard);
  g_clear_object (&self->player);
  g_clear_object (&self->session);
  g_clear_pointer (&self->answer, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->teacher);

  G_OBJECT_CLASS (vouch_station_window_parent_class)->dispose (object);
}

static void
vouch_station_window_finalize (GObject *object)
{
  VouchStationWindow *self = VOUCH_STATION_WINDOW (object);

  g_free (self->language);
  g_free (self->student);
  g_free (self->microphone);
  g_clear_pointer (&self->away, g_ptr_array_unref);
  g_clear_error (&self->undone);

  G_OBJECT_CLASS (vouch_station_window_parent_class)->finalize (object);
}

static void
vouch_station_window_class_init (VouchStationWindowClass *klass)
{
  static const char *const seldom[] = { "after", "again", "aloud", "done", "listen" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_station_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_station_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = vouch_station_window_close_request;

  /* `undone`: why an answer is not in its slot, or not signed; once the teacher is back. */
  signals[SIGNAL_UNDONE] = g_signal_new ("undone", VOUCH_TYPE_STATION_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (VOUCH_TYPE_STATION_RING);
  gtk_widget_class_install_action (widget_class, "station.again", NULL, again_cb);
  gtk_widget_class_install_action (widget_class, "station.aloud", NULL, aloud_cb);
  gtk_widget_class_install_action (widget_class, "station.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "station.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "station.listen", NULL, listen_cb);
  gtk_widget_class_install_action (widget_class, "station.record", NULL, record_cb);
  gtk_widget_class_install_action (widget_class, "station.stop", NULL, stop_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/station/vouch-station-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchStationWindow, question);
  gtk_widget_class_bind_template_child (widget_class, VouchStationWindow, ring);
  gtk_widget_class_bind_template_child (widget_class, VouchStationWindow, words);
  for (gsize i = 0; i < G_N_ELEMENTS (seldom); i++)
    gtk_widget_class_bind_template_child_full (widget_class, seldom[i], FALSE, 0);
}

static void
vouch_station_window_init (VouchStationWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (child (self, "after"), vouch_wrap_layout_new (12));
  self->guard = vouch_record_guard_new ();
  g_signal_connect_object (self, "map", G_CALLBACK (send_others_away), self, G_CONNECT_AFTER);
  vouch_station_keys_lock (GTK_WIDGET (self), "station.leave");
}

static void
watch_session (VouchStationWindow *self)
{
  g_signal_connect_object (self->session, "opened", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "level", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "noticed", G_CALLBACK (noticed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_station_window_new:
 * @teacher: the window of the teacher, which is away until the way out is taken.
 * @workspace: the workspace.
 * @task: what is asked, and whom.
 *
 * Returns: (transfer none): a window that fills the screen once it is presented; GTK owns it.
 */
GtkWidget *
vouch_station_window_new (GtkWindow *teacher,
                          VouchWorkspace *workspace,
                          const VouchStationTask *task)
{
  VouchStationWindow *self = g_object_new (VOUCH_TYPE_STATION_WINDOW, "application",
                                           gtk_window_get_application (teacher), NULL);

  g_set_weak_pointer (&self->teacher, teacher);
  self->workspace = g_object_ref (workspace);
  self->session = vouch_record_session_new (workspace, task->portfolio, task->requirement);
  self->language = g_strdup (task->language);
  self->student = g_strdup (task->student);
  self->microphone = g_strdup (task->microphone);
  self->limit_ms = task->limit_ms;
  watch_session (self);
  gtk_label_set_text (self->question, task->question);
  gtk_widget_set_visible (child (self, "aloud"), task->can_read_aloud);
  gtk_window_set_default_size (GTK_WINDOW (self), gtk_widget_get_width (GTK_WIDGET (teacher)),
                               gtk_widget_get_height (GTK_WIDGET (teacher)));
  vouch_record_session_open (self->session, VOUCH_CAPTURE_KIND_SOUND, self->microphone, NULL);
  show_ready (self);
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
