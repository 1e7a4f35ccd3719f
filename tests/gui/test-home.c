/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-captions.h"
#include "vouch-example.h"
#include "vouch-portfolios.h"
#include "vouch-search.h"

#include "vouch-command.h"
#include "vouch-home-page.h"
#include "vouch-main-window.h"
#include "vouch-search-row.h"
#include "vouch-search-window.h"

/* The first page of an empty library and of one with something in it, and the search over it. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchWorkspace *workspace;
} Library;

static void
set_up (Library *library, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };

  library->folder = g_dir_make_tmp ("vouch-home-XXXXXX", &error);
  g_assert_no_error (error);
  /* 27 November 2026, nine in the evening. */
  library->clock = vouch_clock_new_fixed (G_GINT64_CONSTANT (1795813200000));
  options.folder = library->folder;
  options.clock = library->clock;
  library->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
tear_down (Library *library, gconstpointer data)
{
  vouch_workspace_close (library->workspace);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (library->workspace);
  g_assert_finalize_object (library->clock);
  remove_folder (library->folder);
  g_free (library->folder);
}

typedef gboolean (*Condition) (GtkWidget *widget, const char *words);

/* What there is to see, for whoever looks why something did not come. */
static void
say_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    g_test_message ("%s “%s”", gtk_widget_get_mapped (widget) ? "shown" : "hidden",
                    gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    say_labels (child);
}

static void
wait_for (Condition condition, GtkWidget *widget, const char *words)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (widget, words)) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
    if (g_get_monotonic_time () > end)
      say_labels (widget);
    if (g_get_monotonic_time () > end)
      g_error ("“%s” did not come", words);
  }
}

/* Whether these words can be seen somewhere in the widget. */
static gboolean
shows (GtkWidget *widget, const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;
  return FALSE;
}

static gboolean
shows_no (GtkWidget *widget, const char *words)
{
  return !shows (widget, words);
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *words)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) &&
      (words == NULL || shows (widget, words)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, words);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
find_by_tooltip (GtkWidget *widget, const char *words)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_by_tooltip (child, words);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (window), toasts);
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_first_start (Library *library, gconstpointer data)
{
  VouchPage *page = vouch_home_page_new (library->workspace);
  GtkWidget *window = show (page);
  GtkWidget *way;

  wait_for (shows, window, "Welcome");
  g_assert_nonnull (find (window, GTK_TYPE_BUTTON, "Choose a micro-credential"));
  g_assert_nonnull (find (window, GTK_TYPE_BUTTON, "Open a file…"));
  way = find (window, GTK_TYPE_BUTTON, "Look at an example portfolio");
  gtk_test_accessible_assert_role (way, GTK_ACCESSIBLE_ROLE_BUTTON);

  /* The example is made in the background and is there when it is done. */
  g_signal_emit_by_name (way, "clicked");
  wait_for (shows, window, "Example: Who wets the glass?");
  g_assert_true (shows (window, "Good evening"));
  g_assert_nonnull (find_by_tooltip (window, "Throw the example away"));
  wait_for (shows, window, "free");
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *
make_example (Library *library)
{
  g_autoptr (GError) error = NULL;
  char *id = vouch_example_make (library->workspace, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_throw_away (Library *library, gconstpointer data)
{
  g_autofree char *id = make_example (library);
  VouchPage *page = vouch_home_page_new (library->workspace);
  GtkWidget *window = show (page);
  GtkWidget *row;

  wait_for (shows, window, "Example:");
  row = find (window, GTK_TYPE_LIST_BOX_ROW, "Example:");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Example: Who wets the glass?");
  wait_for (shows, window, "Coming up");
  g_signal_emit_by_name (find_by_tooltip (window, "Throw the example away"), "clicked");
  wait_for (shows, window, "The example is in the bin");
  vouch_page_refresh (page);
  wait_for (shows_no, window, "Example: Who");
  g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, "Undo"), "clicked");
  wait_for (shows_no, window, "Undo");
  vouch_page_refresh (page);
  wait_for (shows, window, "Example: Who");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
open_search (Library *library, VouchSearch **search, const char *typed)
{
  GtkWidget *parent = g_object_new (VOUCH_TYPE_MAIN_WINDOW, NULL);
  VouchSearchWindow *window;

  *search = vouch_search_new (library->workspace);
  gtk_window_present (GTK_WINDOW (parent));
  window = vouch_search_window_new (GTK_WINDOW (parent), *search);
  vouch_search_window_add_place (window, "Portfolios", "portfolios", "<Alt>3");
  vouch_search_window_type (window, typed);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WIDGET (window);
}

static void
test_search (Library *library, gconstpointer data)
{
  g_autofree char *id = make_example (library);
  g_autoptr (VouchSearch) search = NULL;
  GtkWidget *window = open_search (library, &search, "");
  GtkWidget *entry, *row, *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window)));

  /* Nothing typed: what can be done. */
  wait_for (shows, window, "Go to Portfolios");
  g_assert_true (shows (window, "Alt+3"));
  entry = find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Search everything");

  gtk_editable_set_text (GTK_EDITABLE (entry), "warm t");
  wait_for (shows, window, "What you wrote");
  row = find (window, VOUCH_TYPE_SEARCH_ROW, "warm tea");
  g_assert_nonnull (row);
  g_assert_cmpstr (vouch_search_row_get_action (VOUCH_SEARCH_ROW (row)), ==, "win.show-item");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
      row, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "What happened at three moments of silence in the recording? What will you keep, and what "
      "will you change?");

  gtk_editable_set_text (GTK_EDITABLE (entry), "qqqq");
  wait_for (shows, window, "Nothing has these words");
  gtk_editable_set_text (GTK_EDITABLE (entry), "quit");
  wait_for (shows, window, "Ctrl+Q");
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* Somebody says "zebra" at 1:05 in the first file of the example; gives its item. */
static char *
say_zebra (Library *library, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) loaded =
      vouch_portfolios_load (library->workspace, portfolio, NULL, &error);
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = NULL;
  VouchCaption *caption = vouch_caption_new ();
  VouchItem *item = NULL;

  g_assert_no_error (error);
  for (guint i = 0; item == NULL; i++)
    if (vouch_item_get_artifact (vouch_portfolio_get_items (loaded)->pdata[i]) != NULL)
      item = vouch_portfolio_get_items (loaded)->pdata[i];
  vouch_caption_set_start_ms (caption, 65000);
  vouch_caption_set_end_ms (caption, 66000);
  vouch_caption_set_text (caption, "Why is the zebra striped?");
  g_ptr_array_add (captions, caption);
  before = vouch_captions_set (library->workspace, vouch_item_get_artifact (item), captions, NULL,
                               &error);
  g_assert_no_error (error);
  return g_strdup (vouch_item_get_id (item));
}

static void
test_search_captions (Library *library, gconstpointer data)
{
  g_autofree char *portfolio = make_example (library);
  g_autofree char *item = say_zebra (library, portfolio);
  g_autoptr (VouchSearch) search = NULL;
  GtkWidget *window = open_search (library, &search, "zebr");
  GtkWidget *row, *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window)));
  g_autoptr (GVariant) target = NULL;
  const char *id, *place;

  wait_for (shows, window, "Said in recordings");
  g_assert_true (shows (window, "1:05 · "));
  row = find (window, VOUCH_TYPE_SEARCH_ROW, "zebra");
  g_assert_cmpstr (vouch_search_row_get_action (VOUCH_SEARCH_ROW (row)), ==, "win.show-item-at");
  target = g_variant_ref_sink (vouch_search_row_make_target (VOUCH_SEARCH_ROW (row)));
  g_variant_get (target, "(&s&s)", &id, &place);
  g_assert_cmpstr (id, ==, item);
  g_assert_cmpstr (place, ==, "place::65000:0");
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* Whatever is offered can be done: no command names an action that is not there. */
static void
test_commands (Library *library, gconstpointer data)
{
  GtkWidgetClass *klass = g_type_class_ref (VOUCH_TYPE_MAIN_WINDOW);

  for (const VouchCommand *command = vouch_commands; command->title != NULL; command++) {
    gboolean is_there = g_str_has_prefix (command->action, "app.") ||
                        g_str_equal (command->action, "win.show-help-overlay");
    const char *name, *property;
    const GVariantType *type;
    GType owner;

    for (guint i = 0;
         gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property) && !is_there;
         i++)
      is_there = g_str_equal (name, command->action);
    if (!is_there)
      g_error ("%s leads to %s, which is not there", command->title, command->action);
    g_assert_true (is_there);
  }
  g_type_class_unref (klass);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add ("/first-page/first-start", Library, NULL, set_up, test_first_start, tear_down);
  g_test_add ("/first-page/throw-away", Library, NULL, set_up, test_throw_away, tear_down);
  g_test_add ("/search/captions", Library, NULL, set_up, test_search_captions, tear_down);
  g_test_add ("/search/window", Library, NULL, set_up, test_search, tear_down);
  g_test_add ("/search/commands", Library, NULL, set_up, test_commands, tear_down);
  return g_test_run ();
}
