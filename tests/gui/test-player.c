/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "vouch-cue-row.h"
#include "vouch-flag.h"
#include "vouch-leaving.h"
#include "vouch-player-bar.h"
#include "vouch-player.h"
#include "vouch-range-handle.h"
#include "vouch-range-words.h"
#include "vouch-store-objects.h"
#include "vouch-talk-list.h"
#include "vouch-timeline.h"
#include "vouch-wait-view.h"
#include "vouch-workspace-private.h"

#include "gui-walk.h"

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (type));
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  return gui_walk_find (widget, is_type, GSIZE_TO_POINTER (type));
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  return window;
}

static void
assert_words (gint64 start,
              gint64 end,
              gint64 duration,
              gint64 min,
              gint64 max,
              const char *expected)
{
  VouchRange length = { min, max };
  g_autofree char *words = vouch_range_words_describe (start, end, duration, &length);

  g_assert_cmpstr (words, ==, expected);
}

/* Too short and too long are said with the amount and the way out. */
static void
test_words (void)
{
  assert_words (-1, -1, 600000, -1, -1, "");
  assert_words (-1, -1, 600000, 300000, 900000, "10:00 is as long as is asked for.");
  assert_words (-1, 280000, 600000, 300000, 900000,
                "The original stays; 0:00–4:40 is sent. 4:40 is 0:20 too short: at least 5:00 is "
                "asked for. Choose more of it.");
  assert_words (-1, -1, 60000, 300000, 900000,
                "1:00 is 4:00 too short: at least 5:00 is asked for, and the whole recording is no "
                "longer.");
  assert_words (10000, -1, 950000, 300000, 900000,
                "The original stays; 0:10–15:50 is sent. 15:40 is 0:40 too long: at most 15:00 is "
                "asked for. Choose an earlier end.");
}

typedef struct {
  gint64 start_ms;
  gint64 end_ms;
  gint64 sought_ms;
} Heard;

static void
range_cb (Heard *heard, gint64 start_ms, gint64 end_ms)
{
  heard->start_ms = start_ms;
  heard->end_ms = end_ms;
}

static void
seek_cb (Heard *heard, gint64 time_ms)
{
  heard->sought_ms = time_ms;
}

/* A handle is a slider for who does not see it: a name, a value, steps; the two never cross. */
static void
test_handles (void)
{
  GtkWidget *timeline = g_object_new (VOUCH_TYPE_TIMELINE, NULL);
  GtkWidget *window = present (timeline);
  VouchRange length = { 300000, 900000 };
  Heard heard = { 0 };
  GtkWidget *handle, *scale;

  g_signal_connect_swapped (timeline, "range-changed", G_CALLBACK (range_cb), &heard);
  g_signal_connect_swapped (timeline, "seek", G_CALLBACK (seek_cb), &heard);
  vouch_timeline_set_duration (VOUCH_TIMELINE (timeline), 600000);
  vouch_timeline_set_limits (VOUCH_TIMELINE (timeline), &length);
  vouch_timeline_set_editable (VOUCH_TIMELINE (timeline), TRUE);
  handle = find (timeline, VOUCH_TYPE_RANGE_HANDLE);
  scale = find (handle, GTK_TYPE_SCALE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Beginning of what is sent");
  gtk_range_set_value (GTK_RANGE (scale), 62.5);
  g_assert_cmpint (heard.start_ms, ==, 62500);
  g_assert_cmpint (heard.end_ms, ==, -1);
  g_assert_cmpint (heard.sought_ms, ==, 62500);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "1:03");
  gtk_range_set_value (GTK_RANGE (scale), 99999);
  g_assert_cmpint (heard.start_ms, ==, 599000);
  gtk_range_set_value (GTK_RANGE (scale), 0);
  g_assert_cmpint (heard.start_ms, ==, -1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static VouchMoment *
moment_at (gint64 time_ms, const char *label, const char *criterion)
{
  VouchMoment *moment = vouch_moment_new ();

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, time_ms);
  vouch_moment_set_label (moment, label);
  vouch_moment_set_criterion (moment, criterion);
  return moment;
}

/* A flag says its number, time, words and criterion; many of them still fit into the window. */
static void
test_flags (void)
{
  GtkWidget *timeline = g_object_new (VOUCH_TYPE_TIMELINE, NULL);
  GtkWidget *window = present (timeline);
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchRubric) rubric = vouch_rubric_new ();
  g_autoptr (VouchCriterion) criterion = vouch_criterion_new ();
  GtkWidget *flag;

  vouch_criterion_set_id (criterion, "waits");
  vouch_criterion_set_title (criterion, "Waits long enough");
  vouch_rubric_add_criterion (rubric, criterion);
  g_ptr_array_add (moments, moment_at (72000, "wait", "waits"));
  vouch_timeline_set_duration (VOUCH_TIMELINE (timeline), 600000);
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, rubric);
  flag = find (timeline, VOUCH_TYPE_FLAG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (flag), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "1  1:12  wait · Waits long enough");
  g_assert_true (gtk_widget_has_css_class (flag, "criterion-1"));
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (moments, moment_at (80000 + i * 2000, "a rather long label", NULL));
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, rubric);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (gtk_widget_get_width (timeline), <=, 700);
  g_assert_cmpuint (gui_walk_check_names (timeline), ==, 61);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A save elsewhere leaves the flags alone; a change keeps whoever stands on one where she was. */
static void
test_flags_keep_focus (void)
{
  GtkWidget *timeline = g_object_new (VOUCH_TYPE_TIMELINE, NULL);
  GtkWidget *window = present (timeline);
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) seek = g_simple_action_new ("seek", G_VARIANT_TYPE_INT64);
  GtkWidget *flag, *focus;

  /* Who shows a recording goes there; without it a flag cannot be pressed. */
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (seek));
  gtk_widget_insert_action_group (window, "recording", G_ACTION_GROUP (actions));
  g_ptr_array_add (moments, moment_at (72000, "wait", NULL));
  vouch_timeline_set_duration (VOUCH_TIMELINE (timeline), 600000);
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, NULL);
  flag = find (timeline, VOUCH_TYPE_FLAG);
  g_assert_true (gtk_widget_grab_focus (flag));
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, NULL);
  g_assert_true (find (timeline, VOUCH_TYPE_FLAG) == flag);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == flag);

  vouch_moment_set_label (g_ptr_array_index (moments, 0), "a longer wait");
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (VOUCH_IS_FLAG (focus) && focus == find (timeline, VOUCH_TYPE_FLAG));
  g_ptr_array_set_size (moments, 0);
  vouch_timeline_set_marks (VOUCH_TIMELINE (timeline), moments, NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, timeline));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
mark_cb (VouchTurnKind *kind, VouchTalkLine *line, int value)
{
  *kind = (VouchTurnKind) value;
  vouch_talk_line_set_kind (line, *kind);
}

/* Turns can be told, pauses not; what is told is said in the row. */
static void
test_talk_list (void)
{
  GtkWidget *list = vouch_talk_list_new ();
  GtkWidget *window = present (list);
  g_autoptr (VouchTalk) talk = vouch_talk_new ();
  g_autoptr (GPtrArray) turns = g_ptr_array_new ();
  VouchTurnKind kind = VOUCH_TURN_KIND_NONE;
  GtkSelectionModel *model;

  vouch_talk_add_speech (talk, 1000, 3000, -20);
  vouch_talk_add_speech (talk, 8000, 9000, -20);
  vouch_talk_add_pause (talk, 3000, 8000);
  g_signal_connect_swapped (list, "mark", G_CALLBACK (mark_cb), &kind);
  vouch_talk_list_show (VOUCH_TALK_LIST (list), talk, turns);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (find (list, GTK_TYPE_LIST_VIEW)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  g_assert_true (gtk_widget_activate_action (list, "talk.mark", "s", "question"));
  g_assert_cmpint (kind, ==, VOUCH_TURN_KIND_QUESTION);
  gui_walk_wait_for_text (list, "Question");
  gtk_selection_model_select_item (model, 1, TRUE);
  gtk_widget_activate_action (list, "talk.mark", "s", "answer");
  g_assert_cmpint (kind, ==, VOUCH_TURN_KIND_QUESTION);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The plot says in words what it shows, and a wait that is marked says so. */
static void
test_waits (void)
{
  GtkWidget *view = vouch_wait_view_new ();
  GtkWidget *window = present (view);
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));
  const VouchWait wait = { VOUCH_TURN_KIND_QUESTION, 1000, 3000, 8000, FALSE };
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);

  g_array_append_val (waits, wait);
  vouch_wait_view_show (VOUCH_WAIT_VIEW (view), waits, 10000, moments);
  g_assert_nonnull (gui_walk_find_text (view, "Wait after a question: 5.0 s"));
  g_assert_nonnull (gui_walk_find_text (view, "Mark it"));
  g_ptr_array_add (moments, moment_at (1000, NULL, NULL));
  vouch_moment_set_end_ms (g_ptr_array_index (moments, 0), 8000);
  vouch_wait_view_show (VOUCH_WAIT_VIEW (view), waits, 10000, moments);
  g_assert_nonnull (gui_walk_find_text (view, "✓ marked"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find (view, GTK_TYPE_DRAWING_AREA)),
                                   GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_cmpuint (gui_walk_check_names (view), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_speeds (void)
{
  g_assert_cmpint (vouch_player_bar_next_speed (100, 1), ==, 125);
  g_assert_cmpint (vouch_player_bar_next_speed (100, -1), ==, 75);
  g_assert_cmpint (vouch_player_bar_next_speed (200, 1), ==, 200);
  g_assert_cmpint (vouch_player_bar_next_speed (50, -1), ==, 50);
}

/* With the real reader: single frames. */

typedef struct {
  VouchGlance *frame;
  guint n_frames;
} Seen;

static void
frame_cb (Seen *seen, VouchGlance *frame)
{
  g_set_object (&seen->frame, frame);
  seen->n_frames++;
}

static void
wait_for_frame (Seen *seen, guint n)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (seen->n_frames < n && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_cmpuint (seen->n_frames, >=, n);
}

/* A jump shows its frame, a step goes to the next one and back to the same, and a rest ends the helper
 * without ending the player. */
static void
test_frames (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-player-XXXXXX", NULL);
  VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, &error);
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "lesson.mp4", NULL);
  g_autofree char *sha256 = vouch_store_add_object (vouch_workspace_get_store (workspace), path,
                                                    NULL, NULL, NULL, NULL, &error);
  g_autoptr (VouchPlayer) player = vouch_player_new (workspace, sha256);
  Seen seen = { 0 };
  gint64 first, begun;

  g_assert_no_error (error);
  g_signal_connect_swapped (player, "frame", G_CALLBACK (frame_cb), &seen);
  vouch_player_set_has_picture (player, TRUE);
  vouch_player_set_duration (player, 32000);
  vouch_player_seek (player, 5000);
  wait_for_frame (&seen, 1);
  begun = g_get_monotonic_time ();
  vouch_player_seek (player, 20000);
  wait_for_frame (&seen, 2);
  g_test_message ("a jump shows its frame in %.0f ms",
                  (double) (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpint (vouch_player_get_position (player), ==, 20000);
  vouch_player_step (player, 1);
  wait_for_frame (&seen, 3);
  first = vouch_player_get_position (player);
  g_assert_cmpint (first, >, 20000);
  vouch_player_step (player, 1);
  wait_for_frame (&seen, 4);
  g_assert_cmpint (vouch_player_get_position (player), >, first);
  vouch_player_step (player, -1);
  wait_for_frame (&seen, 5);
  g_assert_cmpint (vouch_player_get_position (player), ==, first);
  vouch_player_rest (player);
  vouch_player_step (player, -1);
  /* Another helper finds the place first, and goes back from there. */
  wait_for_frame (&seen, 6);
  for (guint i = 0; vouch_player_get_position (player) >= first && i < 10000; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_cmpint (vouch_player_get_position (player), <, first);
  vouch_player_rest (player);
  g_clear_object (&seen.frame);
  vouch_workspace_close (workspace);
}

static void
unmap_cb (VouchPlayer *player, GtkWidget *widget)
{
  vouch_leaving_rest (player, widget);
}

static void
settle (void)
{
  /* What rests does so when nothing else is to do. */
  for (guint i = 0; i < 200; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* What moves to another place plays on; what is left rests. */
static void
test_moved (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-player-XXXXXX", NULL);
  VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, &error);
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "lesson.mp3", NULL);
  g_autofree char *sha256 = vouch_store_add_object (vouch_workspace_get_store (workspace), path,
                                                    NULL, NULL, NULL, NULL, &error);
  g_autoptr (VouchPlayer) player = vouch_player_new (workspace, sha256);
  GtkWidget *one = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *stage = gtk_label_new ("stage");
  GtkWidget *window;

  g_assert_no_error (error);
  g_object_ref_sink (stage);
  gtk_box_append (GTK_BOX (one), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (one), stage);
  window = present (one);
  g_signal_connect_swapped (stage, "unmap", G_CALLBACK (unmap_cb), player);
  vouch_player_set_duration (player, 32000);
  vouch_player_play (player);
  gtk_box_remove (GTK_BOX (one), stage);
  gtk_box_append (GTK_BOX (gtk_widget_get_first_child (one)), stage);
  settle ();
  g_assert_true (gtk_widget_get_mapped (stage));
  g_assert_true (vouch_player_is_playing (player));
  gtk_widget_set_visible (stage, FALSE);
  settle ();
  g_assert_false (vouch_player_is_playing (player));
  g_signal_handlers_disconnect_by_data (stage, player);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (stage);
  vouch_workspace_close (workspace);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_setenv ("VOUCH_SOUND", "silent", TRUE);
  g_test_add_func ("/player/words", test_words);
  g_test_add_func ("/player/handles", test_handles);
  g_test_add_func ("/player/flags", test_flags);
  g_test_add_func ("/player/flags-keep-focus", test_flags_keep_focus);
  g_test_add_func ("/player/moved", test_moved);
  g_test_add_func ("/player/talk-list", test_talk_list);
  g_test_add_func ("/player/waits", test_waits);
  g_test_add_func ("/player/speeds", test_speeds);
  g_test_add_func ("/player/frames", test_frames);
  return g_test_run ();
}
