/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recording-view"

#include "config.h"
#include "vouch-recording-view.h"

#include <glib/gi18n.h>

#include "vouch-moment.h"

#include "vouch-caption-line.h"
#include "vouch-film-strip.h"
#include "vouch-glance-loader.h"
#include "vouch-hearing.h"
#include "vouch-leaving.h"
#include "vouch-player-bar.h"
#include "vouch-player.h"
#include "vouch-recording-keys.h"
#include "vouch-timeline.h"

#define STILL_WIDTH 640
#define STILL_HEIGHT 360

/**
 * VouchRecordingView:
 *
 * A recording with its player: picture, timeline, position and keys. `mark` carries the moment at which
 * the person marked one, `range-changed` the part that she chose.
 */
struct _VouchRecordingView {
  GtkWidget parent_instance;

  VouchPlayer *player;
  VouchHearing *hearing;
  GCancellable *cancellable; /* of the first picture */
  gboolean has_picture;
  gboolean markable;

  GtkWidget *stage;
  GtkWidget *spoken_place;
  GtkPicture *picture;
  VouchCaptionLine *caption;
  VouchCaptionLine *spoken; /* the same where there is no picture */
  VouchFilmStrip *strip;
  VouchTimeline *timeline;
  VouchPlayerBar *bar;
  GtkLabel *words;
};

enum {
  SIGNAL_MARK,
  SIGNAL_RANGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchRecordingView, vouch_recording_view, GTK_TYPE_WIDGET)

static void
say (VouchRecordingView *self, const char *words)
{
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

static void
show_words (VouchRecordingView *self)
{
  g_autofree char *range = NULL;

  if (vouch_player_is_silent (self->player)) {
    say (self, _ ("This computer plays no sound right now, so it is shown "
                  "without."));
    return;
  }
  range = vouch_timeline_describe_range (self->timeline);
  say (self, range);
}

static void
changed_cb (VouchRecordingView *self)
{
  gint64 duration = vouch_player_get_duration (self->player);

  vouch_timeline_set_duration (self->timeline, duration);
  vouch_timeline_set_position (self->timeline, vouch_player_get_position (self->player));
  vouch_film_strip_set_duration (self->strip, duration);
  vouch_player_bar_show (self->bar, self->player);
  vouch_caption_line_set_position (self->caption, vouch_player_get_position (self->player));
  vouch_caption_line_set_position (self->spoken, vouch_player_get_position (self->player));
  show_words (self);
}

static void
show_frame (VouchRecordingView *self, VouchGlance *glance)
{
  g_autoptr (GdkTexture) texture = vouch_glance_make_texture (glance);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
problem_cb (VouchRecordingView *self, const char *words)
{
  say (self, words);
}

static VouchGlance *
finish_load (GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  VouchGlance *glance =
      vouch_glance_loader_load_finish (VOUCH_GLANCE_LOADER (source), result, &error);

  if (glance == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return vouch_glance_new_problem (error->message);
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return glance;
  g_clear_object (&glance);
  return NULL;
}

static void
still_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordingView) self = data;
  g_autoptr (VouchGlance) glance = finish_load (source, result);

  if (glance == NULL)
    return;
  if (vouch_glance_get_problem (glance) != NULL) {
    problem_cb (self, vouch_glance_get_problem (glance));
    return;
  }
  if (gtk_picture_get_paintable (self->picture) == NULL)
    show_frame (self, glance);
  if (vouch_player_get_duration (self->player) <= 0)
    vouch_player_set_duration (self->player, vouch_glance_get_shape (glance)->duration_ms);
}

/* The first picture comes from what is kept of the file; those that follow are found as they are
 * asked for. */
static void
load_still (VouchRecordingView *self,
            VouchWorkspace *workspace,
            const char *sha256,
            const char *file_name)
{
  const VouchGlanceWish wish = {
    VOUCH_GLANCE_FORM_PICTURE, STILL_WIDTH, STILL_HEIGHT, 1, 0, FALSE
  };
  g_autoptr (VouchGlanceLoader) loader = vouch_glance_loader_get (workspace);

  vouch_glance_loader_load_async (loader, sha256, file_name, &wish, self->cancellable, still_cb,
                                  g_object_ref (self));
}

static void
heard_cb (VouchRecordingView *self)
{
  const char *problem = vouch_hearing_get_problem (self->hearing);

  vouch_timeline_set_peaks (self->timeline, vouch_hearing_get_peaks (self->hearing));
  vouch_timeline_set_talk (self->timeline, vouch_hearing_get_talk (self->hearing));
  if (problem != NULL) {
    if (!self->has_picture)
      problem_cb (self, problem);
    return;
  }
  if (vouch_hearing_get_duration (self->hearing) > vouch_player_get_duration (self->player))
    vouch_player_set_duration (self->player, vouch_hearing_get_duration (self->hearing));
}

static void
range_cb (VouchRecordingView *self, gint64 start_ms, gint64 end_ms)
{
  show_words (self);
  g_signal_emit (self, signals[SIGNAL_RANGE_CHANGED], 0, start_ms, end_ms);
}

static void
play_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  if (self->player == NULL)
    return;
  if (vouch_player_is_playing (self->player))
    vouch_player_pause (self->player);
  else
    vouch_player_play (self->player);
}

static void
jump_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  if (self->player != NULL)
    vouch_recording_view_go_to (self, vouch_player_get_position (self->player) +
                                          g_variant_get_int64 (parameter));
}

static void
end_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_recording_view_go_to (VOUCH_RECORDING_VIEW (widget),
                              g_str_equal (action, "recording.first") ? 0 : G_MAXINT64);
}

static void
seek_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_recording_view_go_to (VOUCH_RECORDING_VIEW (widget), g_variant_get_int64 (parameter));
}

static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  if (self->player != NULL)
    vouch_player_step (self->player, g_variant_get_int32 (parameter));
}

static void
speed_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);
  int wanted = g_variant_get_int32 (parameter);

  if (self->player == NULL)
    return;
  if (g_str_equal (action, "recording.faster"))
    wanted = vouch_player_bar_next_speed (vouch_player_get_speed (self->player), wanted);
  vouch_player_set_speed (self->player, wanted);
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_recording_view_mark (VOUCH_RECORDING_VIEW (widget));
}

static void
forget (VouchRecordingView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->player != NULL) {
    vouch_player_rest (self->player);
    g_signal_handlers_disconnect_by_data (self->player, self);
  }
  if (self->hearing != NULL)
    g_signal_handlers_disconnect_by_data (self->hearing, self);
  g_clear_object (&self->player);
  g_clear_object (&self->hearing);
}

/* Whoever comes near is about to look for a place. */
static void
near_cb (VouchRecordingView *self)
{
  if (self->player != NULL)
    vouch_player_prepare (self->player);
}

static void
vouch_recording_view_map (GtkWidget *widget)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  GTK_WIDGET_CLASS (vouch_recording_view_parent_class)->map (widget);
  if (self->player != NULL)
    vouch_player_prepare_soon (self->player);
}

/* Nobody listens to a page that is not seen. */
static void
vouch_recording_view_unmap (GtkWidget *widget)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  if (self->player != NULL)
    vouch_leaving_rest (self->player, widget);
  GTK_WIDGET_CLASS (vouch_recording_view_parent_class)->unmap (widget);
}

static void
vouch_recording_view_dispose (GObject *object)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (object);
  GtkWidget *child;

  forget (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_recording_view_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "recording.play", NULL, play_cb);
  gtk_widget_class_install_action (widget_class, "recording.jump", "x", jump_cb);
  gtk_widget_class_install_action (widget_class, "recording.seek", "x", seek_action_cb);
  gtk_widget_class_install_action (widget_class, "recording.first", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "recording.last", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "recording.step", "i", step_cb);
  gtk_widget_class_install_action (widget_class, "recording.speed", "i", speed_cb);
  gtk_widget_class_install_action (widget_class, "recording.faster", "i", speed_cb);
  gtk_widget_class_install_action (widget_class, "recording.mark", NULL, mark_cb);
}

static void
vouch_recording_view_class_init (VouchRecordingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_recording_view_dispose;
  widget_class->map = vouch_recording_view_map;
  widget_class->unmap = vouch_recording_view_unmap;

  signals[SIGNAL_MARK] = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
  signals[SIGNAL_RANGE_CHANGED] =
      g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  g_type_ensure (VOUCH_TYPE_CAPTION_LINE);
  g_type_ensure (VOUCH_TYPE_FILM_STRIP);
  g_type_ensure (VOUCH_TYPE_PLAYER_BAR);
  g_type_ensure (VOUCH_TYPE_TIMELINE);
  add_actions (widget_class);
  vouch_recording_keys_add (widget_class);
  gtk_widget_class_set_css_name (widget_class, "recordingview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/viewer/vouch-recording-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, stage);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, spoken_place);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, picture);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, caption);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, spoken);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, strip);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, timeline);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, bar);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, words);
}

static void
vouch_recording_view_init (VouchRecordingView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_caption_line_set_keeps_place (self->spoken, TRUE);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (focus, "enter", G_CALLBACK (near_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "enter", G_CALLBACK (near_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "seek", G_CALLBACK (vouch_recording_view_go_to), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "range-changed", G_CALLBACK (range_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "seek", G_CALLBACK (vouch_recording_view_go_to), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_recording_view_show:
 * @self: a view.
 * @workspace: the workspace.
 * @sha256: a recording of the library.
 * @file_name: (nullable): the name it came with.
 * @has_picture: whether it is a video.
 *
 * Shows a recording.
 */
void
vouch_recording_view_show (VouchRecordingView *self,
                           VouchWorkspace *workspace,
                           const char *sha256,
                           const char *file_name,
                           gboolean has_picture)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self) && sha256 != NULL);

  forget (self);
  self->player = vouch_player_new (workspace, sha256);
  self->hearing = vouch_hearing_get (workspace, sha256);
  self->cancellable = g_cancellable_new ();
  self->has_picture = has_picture;
  vouch_player_set_has_picture (self->player, has_picture);
  g_signal_connect_object (self->player, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "frame", G_CALLBACK (show_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hearing, "changed", G_CALLBACK (heard_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->stage, has_picture);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), has_picture);
  gtk_widget_set_visible (self->spoken_place, !has_picture);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->timeline), !has_picture);
  gtk_widget_set_size_request (GTK_WIDGET (self->timeline), -1, has_picture ? -1 : 220);
  changed_cb (self);
  heard_cb (self);
  if (!has_picture)
    return;
  vouch_film_strip_show (self->strip, workspace, sha256, file_name);
  load_still (self, workspace, sha256, file_name);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_player_prepare_soon (self->player);
}

/**
 * vouch_recording_view_set_markable:
 * @self: a view.
 * @markable: whether somebody keeps what is marked.
 *
 * Offers to mark moments.
 */
void
vouch_recording_view_set_markable (VouchRecordingView *self, gboolean markable)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  self->markable = markable;
  vouch_player_bar_set_markable (self->bar, markable);
}

/**
 * vouch_recording_view_set_marks:
 * @self: a view.
 * @moments: (element-type VouchMoment): what is marked.
 * @rubric: (nullable): the criteria it may name.
 *
 * Shows the moments as flags.
 */
void
vouch_recording_view_set_marks (VouchRecordingView *self, GPtrArray *moments, VouchRubric *rubric)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self) && moments != NULL);

  vouch_timeline_set_marks (self->timeline, moments, rubric);
}

/**
 * vouch_recording_view_set_captions:
 * @self: a view.
 * @captions: (element-type VouchCaption): what is said when.
 *
 * Shows what is said while it is played.
 */
void
vouch_recording_view_set_captions (VouchRecordingView *self, GPtrArray *captions)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self) && captions != NULL);

  vouch_caption_line_set_captions (self->caption, captions);
  vouch_caption_line_set_captions (self->spoken, captions);
}

/**
 * vouch_recording_view_set_range:
 * @self: a view.
 * @start_ms: begin of what is sent; -1 for that of the recording.
 * @end_ms: its end; -1 for that of the recording.
 *
 * Shows what is sent beside the whole.
 */
void
vouch_recording_view_set_range (VouchRecordingView *self, gint64 start_ms, gint64 end_ms)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  vouch_timeline_set_range (self->timeline, start_ms, end_ms);
  if (self->player != NULL)
    show_words (self);
}

/**
 * vouch_recording_view_set_limits:
 * @self: a view.
 * @length: (nullable): how long the part may be that is sent; %NULL when nobody keeps what is chosen.
 *
 * Lets the part be chosen that is sent.
 */
void
vouch_recording_view_set_limits (VouchRecordingView *self, const VouchRange *length)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  vouch_timeline_set_limits (self->timeline, length != NULL ? length : &(VouchRange){ -1, -1 });
  vouch_timeline_set_editable (self->timeline, length != NULL);
  if (self->player != NULL)
    show_words (self);
}

/**
 * vouch_recording_view_get_position:
 * @self: a view.
 *
 * Returns: where the recording is, in milliseconds.
 */
gint64
vouch_recording_view_get_position (VouchRecordingView *self)
{
  g_return_val_if_fail (VOUCH_IS_RECORDING_VIEW (self), 0);

  return self->player != NULL ? vouch_player_get_position (self->player) : 0;
}

/**
 * vouch_recording_view_play_part:
 * @self: a view.
 * @start_ms: where to begin.
 * @end_ms: where to stop.
 *
 * Plays a part of it, and no more.
 */
void
vouch_recording_view_play_part (VouchRecordingView *self, gint64 start_ms, gint64 end_ms)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  if (self->player != NULL)
    vouch_player_play_part (self->player, start_ms, end_ms);
}

/**
 * vouch_recording_view_go_to:
 * @self: a view.
 * @position_ms: where.
 *
 * Goes there.
 */
void
vouch_recording_view_go_to (VouchRecordingView *self, gint64 position_ms)
{
  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  if (self->player != NULL)
    vouch_player_seek (self->player, position_ms);
}

/**
 * vouch_recording_view_mark:
 * @self: a view.
 *
 * Marks the moment that is shown.
 */
void
vouch_recording_view_mark (VouchRecordingView *self)
{
  g_autoptr (VouchMoment) moment = NULL;

  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self));

  if (self->player == NULL || !self->markable)
    return;
  moment = vouch_moment_new ();
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, vouch_player_get_position (self->player));
  vouch_moment_set_end_ms (moment, -1);
  g_signal_emit (self, signals[SIGNAL_MARK], 0, moment);
}
