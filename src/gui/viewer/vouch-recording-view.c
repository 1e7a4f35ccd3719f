/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recording-view"

#include "config.h"
#include "vouch-recording-view.h"

#include <glib/gi18n.h>

#include "vouch-moment.h"
#include "vouch-text.h"

#include "vouch-glance-loader.h"
#include "vouch-player.h"
#include "vouch-waveform.h"
#include "vouch-wrap-layout.h"

#define PEAKS 1000
#define STILL_WIDTH 640
#define STILL_HEIGHT 360
#define STILL_REST_MS 200

/**
 * VouchRecordingView:
 *
 * A recording with its player: picture, waveform with flags, position and keys. `mark` carries the
 * moment at which the person marked one.
 */
struct _VouchRecordingView {
  GtkWidget parent_instance;

  VouchGlanceLoader *loader;
  VouchPlayer *player;
  GCancellable *cancellable; /* of what is loaded about this recording */
  GCancellable *still;       /* of the picture at the position */
  char *sha256;
  char *file_name;
  gboolean has_picture;
  gboolean moving; /* the position is shown, not chosen */
  guint still_source;
  gint64 start_ms; /* of what is sent */
  gint64 end_ms;

  GtkPicture *picture;
  VouchWaveform *waveform;
  GtkAdjustment *adjustment;
  GtkButton *play;
  GtkLabel *time;
  GtkLabel *words;
  GtkWidget *mark;
};

enum {
  SIGNAL_MARK,
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
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *words = NULL;

  if (vouch_player_is_silent (self->player)) {
    say (self, _ ("This computer plays no sound right now, so it is shown "
                  "without."));
    return;
  }
  if (self->start_ms < 0 && self->end_ms < 0) {
    say (self, "");
    return;
  }
  start = vouch_text_format_duration (MAX (0, self->start_ms));
  end = vouch_text_format_duration (self->end_ms >= 0 ? self->end_ms
                                                      : vouch_player_get_duration (self->player));
  /* Translators: the begin and the end of the part of a recording that was chosen, as in 1:10–8:40. */
  words = g_strdup_printf (_ ("The original stays; %s–%s is sent."), start, end);
  say (self, words);
}

static void
show_time (VouchRecordingView *self)
{
  g_autofree char *now = vouch_text_format_duration (vouch_player_get_position (self->player));
  g_autofree char *all = vouch_text_format_duration (vouch_player_get_duration (self->player));
  g_autofree char *words = g_strdup_printf ("%s / %s", now, all);

  gtk_label_set_text (self->time, words);
}

static void
changed_cb (VouchRecordingView *self)
{
  gboolean playing = vouch_player_is_playing (self->player);
  const char *name = playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  self->moving = TRUE;
  gtk_adjustment_set_upper (self->adjustment, (double) vouch_player_get_duration (self->player));
  gtk_adjustment_set_value (self->adjustment, (double) vouch_player_get_position (self->player));
  self->moving = FALSE;
  vouch_waveform_set_duration (self->waveform, vouch_player_get_duration (self->player));
  vouch_waveform_set_position (self->waveform, vouch_player_get_position (self->player));
  show_time (self);
  show_words (self);
}

static void
show_frame (VouchRecordingView *self, VouchGlance *glance)
{
  g_autoptr (GdkTexture) texture = vouch_glance_make_texture (glance);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
frame_cb (VouchRecordingView *self, VouchGlance *frame)
{
  show_frame (self, frame);
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

  if (glance == NULL || vouch_player_is_playing (self->player))
    return;
  if (vouch_glance_get_problem (glance) != NULL) {
    problem_cb (self, vouch_glance_get_problem (glance));
    return;
  }
  show_frame (self, glance);
  if (vouch_player_get_duration (self->player) <= 0)
    vouch_player_set_duration (self->player, vouch_glance_get_shape (glance)->duration_ms);
}

static gboolean
load_still_cb (gpointer data)
{
  VouchRecordingView *self = data;
  VouchGlanceWish wish = { VOUCH_GLANCE_FORM_PICTURE,
                           STILL_WIDTH,
                           STILL_HEIGHT,
                           1,
                           vouch_player_get_position (self->player),
                           FALSE };

  self->still_source = 0;
  g_cancellable_cancel (self->still);
  g_clear_object (&self->still);
  self->still = g_cancellable_new ();
  vouch_glance_loader_load_async (self->loader, self->sha256, self->file_name, &wish, self->still,
                                  still_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
load_still_soon (VouchRecordingView *self)
{
  if (!self->has_picture || vouch_player_is_playing (self->player) || self->still_source != 0)
    return;
  self->still_source = g_timeout_add (STILL_REST_MS, load_still_cb, self);
}

static void
peaks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchRecordingView) self = data;
  g_autoptr (VouchGlance) glance = finish_load (source, result);
  const char *problem = glance != NULL ? vouch_glance_get_problem (glance) : NULL;

  if (glance == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->waveform), problem == NULL);
  if (problem != NULL) {
    if (!self->has_picture)
      problem_cb (self, problem);
    return;
  }
  vouch_waveform_set_peaks (self->waveform, vouch_glance_get_data (glance));
  vouch_player_set_duration (self->player, MAX (vouch_player_get_duration (self->player),
                                                vouch_glance_get_shape (glance)->duration_ms));
}

static void
load_peaks (VouchRecordingView *self)
{
  VouchGlanceWish wish = { VOUCH_GLANCE_FORM_WAVEFORM, PEAKS, 1, 1, -1, FALSE };

  vouch_glance_loader_load_async (self->loader, self->sha256, self->file_name, &wish,
                                  self->cancellable, peaks_cb, g_object_ref (self));
}

static void
chosen_cb (VouchRecordingView *self)
{
  if (!self->moving && self->player != NULL)
    vouch_recording_view_go_to (self, (gint64) gtk_adjustment_get_value (self->adjustment));
}

static void
seek_cb (VouchRecordingView *self, gint64 position_ms)
{
  vouch_recording_view_go_to (self, position_ms);
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
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_recording_view_mark (VOUCH_RECORDING_VIEW (widget));
}

static void
forget (VouchRecordingView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->still);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->still);
  g_clear_handle_id (&self->still_source, g_source_remove);
  if (self->player != NULL)
    vouch_player_pause (self->player);
}

/* Nobody listens to a page that is not seen. */
static void
vouch_recording_view_unmap (GtkWidget *widget)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (widget);

  if (self->player != NULL)
    vouch_player_pause (self->player);
  GTK_WIDGET_CLASS (vouch_recording_view_parent_class)->unmap (widget);
}

static void
vouch_recording_view_dispose (GObject *object)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (object);
  GtkWidget *child;

  forget (self);
  g_clear_object (&self->player);
  g_clear_object (&self->loader);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_recording_view_parent_class)->dispose (object);
}

static void
vouch_recording_view_finalize (GObject *object)
{
  VouchRecordingView *self = VOUCH_RECORDING_VIEW (object);

  g_free (self->sha256);
  g_free (self->file_name);

  G_OBJECT_CLASS (vouch_recording_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    gint64 jump_ms;
  } jumps[] = {
    { GDK_KEY_Left, -5000 }, { GDK_KEY_Right, 5000 }, { GDK_KEY_j, -10000 }, { GDK_KEY_l, 10000 }
  };

  gtk_widget_class_install_action (widget_class, "recording.play", NULL, play_cb);
  gtk_widget_class_install_action (widget_class, "recording.jump", "x", jump_cb);
  gtk_widget_class_install_action (widget_class, "recording.mark", NULL, mark_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "recording.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "recording.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "recording.mark", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    gtk_widget_class_add_binding_action (widget_class, jumps[i].key, 0, "recording.jump", "x",
                                         jumps[i].jump_ms);
}

static void
vouch_recording_view_class_init (VouchRecordingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_recording_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_recording_view_finalize;
  widget_class->unmap = vouch_recording_view_unmap;

  signals[SIGNAL_MARK] = g_signal_new ("mark", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_MOMENT);
  g_type_ensure (VOUCH_TYPE_WAVEFORM);
  add_keys (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/viewer/vouch-recording-view.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "controls", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "scale", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, picture);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, waveform);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, adjustment);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, play);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, time);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, words);
  gtk_widget_class_bind_template_child (widget_class, VouchRecordingView, mark);
}

/* Time in a recording runs from left to right everywhere, as on every player. */
static void
keep_direction (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_direction (child);
}

static void
vouch_recording_view_init (VouchRecordingView *self)
{
  GtkWidget *controls;

  gtk_widget_init_template (GTK_WIDGET (self));
  controls = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_RECORDING_VIEW, "controls"));
  gtk_widget_set_layout_manager (controls, vouch_wrap_layout_new (6));
  keep_direction (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_RECORDING_VIEW, "scale")));
  keep_direction (controls);
  self->start_ms = -1;
  self->end_ms = -1;
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->waveform, "seek", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
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
  g_clear_object (&self->player);
  g_clear_object (&self->loader);
  self->loader = vouch_glance_loader_get (workspace);
  self->player = vouch_player_new (workspace, sha256);
  self->cancellable = g_cancellable_new ();
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  self->has_picture = has_picture;
  g_signal_connect_object (self->player, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "frame", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), has_picture);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->waveform), !has_picture);
  changed_cb (self);
  load_peaks (self);
  load_still_soon (self);
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

  gtk_widget_set_visible (self->mark, markable);
}

/**
 * vouch_recording_view_set_marks:
 * @self: a view.
 * @moments: (element-type VouchMoment): what is marked.
 *
 * Shows the moments as flags.
 */
void
vouch_recording_view_set_marks (VouchRecordingView *self, GPtrArray *moments)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (VOUCH_IS_RECORDING_VIEW (self) && moments != NULL);

  for (guint i = 0; i < moments->len; i++) {
    gint64 time = vouch_moment_get_start_ms (g_ptr_array_index (moments, i));

    if (time >= 0)
      g_array_append_val (times, time);
  }
  vouch_waveform_set_flags (self->waveform, (const gint64 *) times->data, times->len);
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

  self->start_ms = start_ms;
  self->end_ms = end_ms;
  vouch_waveform_set_range (self->waveform, start_ms, end_ms);
  if (self->player != NULL)
    show_words (self);
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

  if (self->player == NULL)
    return;
  vouch_player_seek (self->player, position_ms);
  load_still_soon (self);
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

  if (self->player == NULL || !gtk_widget_get_visible (self->mark))
    return;
  moment = vouch_moment_new ();
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, vouch_player_get_position (self->player));
  vouch_moment_set_end_ms (moment, -1);
  g_signal_emit (self, signals[SIGNAL_MARK], 0, moment);
}
