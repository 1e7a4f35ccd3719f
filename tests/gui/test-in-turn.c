/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-attach.h"
#include "vouch-store-objects.h"
#include "vouch-workspace-private.h"

#include "gui-harness.h"
#include "vouch-item-attributes.h"
#include "vouch-item-page.h"
#include "vouch-item-people.h"
#include "vouch-player.h"
#include "vouch-preferences-pane.h"
#include "vouch-preferences-window.h"
#include "vouch-recording-view.h"

/* What would take too long at once is done in turn: what is seen first, then the rest. */

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static char *
attach (GuiLibrary *library)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "lesson.mp4", NULL);
  g_autoptr (GError) error = NULL;
  char *id = vouch_attach_file (library->workspace, library->content->portfolio, "recording", path,
                                NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

/* Whether it can be seen or not. */
static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static guint
count_sections (GtkWidget *widget)
{
  guint n = VOUCH_IS_ITEM_SECTION (widget) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_sections (child);
  return n;
}

/* Goes on until the page shows the item. */
static void
wait_until_shown (GtkWidget *page)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  GtkWidget *view = find (page, VOUCH_TYPE_RECORDING_VIEW);

  while (!gtk_widget_get_mapped (view)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
}

/* Whatever is within the page is there when it is shown; what is below comes after it. */
static void
test_item (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *item = attach (library);
  GtkWidget *page = GTK_WIDGET (vouch_item_page_new (library->workspace, item));
  GtkWidget *window = show (VOUCH_PAGE (page));
  GtkWidget *sections = gtk_widget_get_parent (find (page, VOUCH_TYPE_ITEM_ATTRIBUTES));
  int height = 0;
  guint first;

  g_assert_cmpuint (count_sections (page), ==, 0);
  wait_until_shown (page);
  first = count_sections (page);
  gtk_widget_measure (sections, GTK_ORIENTATION_VERTICAL, 700, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >=, 450);
  g_assert_false (gtk_widget_get_visible (find (page, VOUCH_TYPE_ITEM_ATTRIBUTES)));
  gui_library_settle (library);
  g_assert_cmpuint (count_sections (page), >, first);
  g_assert_true (gtk_widget_get_visible (find (page, VOUCH_TYPE_ITEM_ATTRIBUTES)));
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* Who is led to a section finds all above it in its place, and the focus in it. */
static void
test_wanted (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *item = attach (library);
  GtkWidget *page = GTK_WIDGET (vouch_item_page_new (library->workspace, item));
  GtkWidget *window = show (VOUCH_PAGE (page));
  GtkWidget *people = find (page, VOUCH_TYPE_ITEM_PEOPLE);

  gtk_widget_activate_action (page, "item.go", "s", "people");
  wait_until_shown (page);
  g_assert_true (gtk_widget_get_visible (find (page, VOUCH_TYPE_ITEM_ATTRIBUTES)));
  gui_library_settle (library);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), people));
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static void
frame_cb (guint *n_frames)
{
  (*n_frames)++;
}

/* The video is open before anybody looks for a place in it, unless nobody looks at it any more. */
static void
test_ready (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("VOUCH_SAMPLES"), "lesson.mp4", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = vouch_store_add_object (vouch_workspace_get_store (library->workspace),
                                                    path, NULL, NULL, NULL, NULL, &error);
  g_autoptr (VouchPlayer) player = vouch_player_new (library->workspace, sha256);
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint n_frames = 0;

  g_assert_no_error (error);
  g_signal_connect_swapped (player, "frame", G_CALLBACK (frame_cb), &n_frames);
  vouch_player_set_has_picture (player, TRUE);
  vouch_player_prepare_soon (player);
  vouch_player_rest (player);
  gui_library_settle (library);
  g_assert_cmpuint (n_frames, ==, 0);
  vouch_player_prepare_soon (player);
  while (n_frames == 0) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpint (vouch_player_get_position (player), ==, 0);
  vouch_player_rest (player);
  gui_library_settle (library);
}

static gboolean
is_open (GtkWidget *window, const char *name)
{
  GtkWidget *pane;

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), name);
  pane = GTK_WIDGET (adw_preferences_window_get_visible_page (ADW_PREFERENCES_WINDOW (window)));
  return gtk_widget_get_visible (gtk_widget_get_first_child (pane));
}

static guint
count_open (GtkWidget *widget)
{
  guint n = VOUCH_IS_PREFERENCES_PANE (widget) &&
            gtk_widget_get_visible (gtk_widget_get_first_child (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_open (child);
  return n;
}

/* The pane that is seen is there at once, the others by the time that anybody turns to them. */
static void
test_panes (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (vouch_preferences_window_new (NULL, library->workspace));

  g_assert_cmpuint (count_open (window), ==, 1);
  g_assert_true (is_open (window, "you"));
  g_assert_true (is_open (window, "look"));
  g_assert_cmpuint (count_open (window), ==, 2);
  gtk_window_present (GTK_WINDOW (window));
  gui_library_settle (library);
  g_assert_cmpuint (count_open (window), ==, 5);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/in-turn/" name, GuiLibrary, NULL, gui_library_set_up, test, gui_library_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("item", test_item);
  ADD ("wanted", test_wanted);
  ADD ("ready", test_ready);
  ADD ("panes", test_panes);
  return g_test_run ();
}
