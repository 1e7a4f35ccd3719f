/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#include "vouch-canvas.h"
#include "vouch-store-objects.h"
#include "vouch-viewer.h"
#include "vouch-workspace-private.h"

/* The viewer with the real reader, on the samples of tests/support/make-samples.py. */
typedef struct {
  char *folder;
  VouchWorkspace *workspace;
  GtkWidget *window;
  VouchViewer *viewer;
  VouchMoment *marked;
} Fixture;

static void
mark_cb (Fixture *fixture, VouchMoment *moment)
{
  g_set_object (&fixture->marked, moment);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("vouch-viewer-XXXXXX", NULL);
  options.folder = fixture->folder;
  fixture->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  fixture->window = gtk_window_new ();
  fixture->viewer = VOUCH_VIEWER (vouch_viewer_new ());
  vouch_viewer_set_markable (fixture->viewer, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->viewer));
  g_signal_connect_swapped (fixture->viewer, "mark", G_CALLBACK (mark_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_all (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->marked);
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

static void
show (Fixture *fixture, const char *name, VouchMedia media)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = vouch_store_add_object (vouch_workspace_get_store (fixture->workspace),
                                                    path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  vouch_viewer_show (fixture->viewer, fixture->workspace, sha256, name, media);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static const char *
shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (find (GTK_WIDGET (fixture->viewer), GTK_TYPE_STACK)));
}

static void
wait_for (Fixture *fixture, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_strcmp0 (shown (fixture), name) != 0 && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
  g_assert_cmpstr (shown (fixture), ==, name);
}

static void
press (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->viewer), action, NULL));
}

/* A region begun by key is kept where it stands, in fractions of the picture. */
static void
test_region (Fixture *fixture, gconstpointer data)
{
  GtkWidget *canvas;

  show (fixture, "photo.jpg", VOUCH_MEDIA_IMAGE);
  wait_for (fixture, "picture");
  canvas = find (GTK_WIDGET (fixture->viewer), VOUCH_TYPE_CANVAS);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "photo.jpg");
  press (fixture, "viewer.region");
  press (fixture, "viewer.mark");
  g_assert_nonnull (fixture->marked);
  g_assert_cmpint (vouch_moment_get_form (fixture->marked), ==, VOUCH_MOMENT_FORM_REGION);
  g_assert_cmpfloat_with_epsilon (vouch_moment_get_x (fixture->marked), 0.35, 0.001);
  g_assert_cmpfloat_with_epsilon (vouch_moment_get_width (fixture->marked), 0.3, 0.001);
}

/* A region that is changed keeps its identity and its words. */
static void
test_change_region (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VouchMoment) moment = vouch_moment_new ();

  vouch_moment_set_id (moment, "11111111-1111-4111-8111-111111111111");
  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_width (moment, 0.5);
  vouch_moment_set_height (moment, 0.25);
  vouch_moment_set_label (moment, "Tally");
  show (fixture, "drawing.png", VOUCH_MEDIA_IMAGE);
  wait_for (fixture, "picture");
  vouch_viewer_change (fixture->viewer, moment);
  press (fixture, "viewer.mark");
  g_assert_cmpstr (vouch_moment_get_id (fixture->marked), ==, vouch_moment_get_id (moment));
  g_assert_cmpstr (vouch_moment_get_label (fixture->marked), ==, "Tally");
  g_assert_cmpfloat_with_epsilon (vouch_moment_get_height (fixture->marked), 0.25, 0.001);
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  VouchCanvas *canvas;
  double fits;

  show (fixture, "drawing.png", VOUCH_MEDIA_IMAGE);
  wait_for (fixture, "picture");
  canvas = VOUCH_CANVAS (find (GTK_WIDGET (fixture->viewer), VOUCH_TYPE_CANVAS));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  fits = vouch_canvas_get_zoom (canvas);
  press (fixture, "viewer.zoom-in");
  g_assert_cmpfloat_with_epsilon (vouch_canvas_get_zoom (canvas), fits * 1.25, 0.01);
  press (fixture, "viewer.zoom-whole");
  g_assert_cmpfloat_with_epsilon (vouch_canvas_get_zoom (canvas), 1, 0.01);
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  show (fixture, "work.pdf", VOUCH_MEDIA_DOCUMENT);
  wait_for (fixture, "picture");
  press (fixture, "viewer.next-page");
  press (fixture, "viewer.mark");
  g_assert_cmpint (vouch_moment_get_form (fixture->marked), ==, VOUCH_MOMENT_FORM_PAGE);
  g_assert_cmpuint (vouch_moment_get_page (fixture->marked), ==, 2);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer;
  GtkTextIter from, to;

  show (fixture, "plan.docx", VOUCH_MEDIA_DOCUMENT);
  wait_for (fixture, "text");
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (find (GTK_WIDGET (fixture->viewer), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_start_iter (buffer, &from);
  g_assert_true (gtk_text_iter_forward_search (&from, "wait time", 0, &from, &to, NULL));
  gtk_text_buffer_select_range (buffer, &from, &to);
  press (fixture, "viewer.mark");
  g_assert_cmpint (vouch_moment_get_form (fixture->marked), ==, VOUCH_MOMENT_FORM_TEXT);
  g_assert_cmpstr (vouch_moment_get_quote (fixture->marked), ==, "wait time");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *table;

  show (fixture, "table.xlsx", VOUCH_MEDIA_DATA);
  wait_for (fixture, "table");
  table = GTK_COLUMN_VIEW (find (GTK_WIDGET (fixture->viewer), GTK_TYPE_COLUMN_VIEW));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, 3);
  gtk_selection_model_select_item (gtk_column_view_get_model (table), 1, TRUE);
  press (fixture, "viewer.mark");
  g_assert_cmpstr (vouch_moment_get_quote (fixture->marked), ==, "S1 · 4 · 7");
}

/* A place that is asked for before the file is there is shown when it is. */
static void
test_go_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VouchMoment) region = vouch_moment_new ();
  g_autoptr (VouchMoment) passage = vouch_moment_new ();
  g_autoptr (VouchMoment) row = vouch_moment_new ();
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  VouchCanvas *canvas;
  GtkColumnView *table;
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  vouch_moment_set_form (region, VOUCH_MOMENT_FORM_REGION);
  vouch_moment_set_width (region, 0.5);
  vouch_moment_set_height (region, 0.25);
  vouch_moment_set_page (region, 2);
  show (fixture, "work.pdf", VOUCH_MEDIA_DOCUMENT);
  vouch_viewer_go_to (fixture->viewer, region);
  canvas = VOUCH_CANVAS (find (GTK_WIDGET (fixture->viewer), VOUCH_TYPE_CANVAS));
  while (vouch_canvas_get_chosen (canvas) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (vouch_canvas_get_chosen (canvas) == region);
  press (fixture, "viewer.mark");
  g_assert_cmpuint (vouch_moment_get_page (fixture->marked), ==, 2);
  /* On another page it is not there any more. */
  press (fixture, "viewer.previous-page");
  g_assert_null (vouch_canvas_get_chosen (canvas));

  vouch_moment_set_form (passage, VOUCH_MOMENT_FORM_TEXT);
  vouch_moment_set_quote (passage, "wait time");
  show (fixture, "plan.docx", VOUCH_MEDIA_DOCUMENT);
  vouch_viewer_go_to (fixture->viewer, passage);
  wait_for (fixture, "text");
  press (fixture, "viewer.mark");
  g_assert_cmpstr (vouch_moment_get_quote (fixture->marked), ==, "wait time");

  vouch_moment_set_form (row, VOUCH_MOMENT_FORM_TEXT);
  vouch_moment_set_quote (row, "S1 · 4 · 7");
  show (fixture, "table.xlsx", VOUCH_MEDIA_DATA);
  vouch_viewer_go_to (fixture->viewer, row);
  wait_for (fixture, "table");
  table = GTK_COLUMN_VIEW (find (GTK_WIDGET (fixture->viewer), GTK_TYPE_COLUMN_VIEW));
  g_assert_true (gtk_selection_model_is_selected (gtk_column_view_get_model (table), 1));

  vouch_moment_set_start_ms (moment, 2000);
  show (fixture, "lesson.m4a", VOUCH_MEDIA_AUDIO);
  vouch_viewer_go_to (fixture->viewer, moment);
  press (fixture, "viewer.mark");
  g_assert_cmpint (vouch_moment_get_start_ms (fixture->marked), ==, 2000);
}

/* What cannot be shown says why, and offers a way on. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  show (fixture, "broken/noise.mp4", VOUCH_MEDIA_IMAGE);
  wait_for (fixture, "problem");
  page = find (GTK_WIDGET (fixture->viewer), ADW_TYPE_STATUS_PAGE);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), !=, "");
  press (fixture, "viewer.reload");
  wait_for (fixture, "loading");
  wait_for (fixture, "problem");
}

static void
test_recording (Fixture *fixture, gconstpointer data)
{
  show (fixture, "lesson.m4a", VOUCH_MEDIA_AUDIO);
  g_assert_cmpstr (shown (fixture), ==, "recording");
  press (fixture, "viewer.mark");
  g_assert_cmpint (vouch_moment_get_form (fixture->marked), ==, VOUCH_MOMENT_FORM_MOMENT);
  g_assert_cmpint (vouch_moment_get_start_ms (fixture->marked), ==, 0);
}

/* Going away while something loads leaves nothing behind. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  show (fixture, "photo.jpg", VOUCH_MEDIA_IMAGE);
  show (fixture, "lesson.mp4", VOUCH_MEDIA_VIDEO);
  show (fixture, "work.pdf", VOUCH_MEDIA_DOCUMENT);
  wait_for (fixture, "picture");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_setenv ("VOUCH_SOUND", "silent", TRUE);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/viewer/region", test_region);
  ADD ("/viewer/change-region", test_change_region);
  ADD ("/viewer/zoom", test_zoom);
  ADD ("/viewer/page", test_page);
  ADD ("/viewer/text", test_text);
  ADD ("/viewer/table", test_table);
  ADD ("/viewer/go-to", test_go_to);
  ADD ("/viewer/problem", test_problem);
  ADD ("/viewer/recording", test_recording);
  ADD ("/viewer/gone", test_gone);
  return g_test_run ();
}
