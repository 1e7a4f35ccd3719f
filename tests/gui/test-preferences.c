/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-about.h"
#include "vouch-library-care.h"
#include "vouch-look.h"
#include "vouch-preferences-window.h"
#include "vouch-preferences-you.h"
#include "vouch-sending.h"

#include "gui-walk.h"
#include "workspace-fixture.h"

static GtkWidget *
open_at (WorkspaceFixture *fixture, const char *page)
{
  GtkWidget *window = GTK_WIDGET (vouch_preferences_window_new (NULL, fixture->workspace));

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_panes (WorkspaceFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *page, *text;
  } panes[] = {
    { "you", "It is made when you send for the first time." },
    { "sending", "None yet" },
    { "library", "None yet. Connect a disk and choose a folder on it." },
    { "privacy", "There are none yet." },
    { "look", "Text size" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++) {
    GtkWidget *window = open_at (fixture, panes[i].page);

    gui_walk_wait_for_text (window, panes[i].text);
    g_assert_cmpuint (gui_walk_check_names (window), >, 3);
    close_window (window);
  }
}

static gboolean
is_expander (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_EXPANDER_ROW (widget);
}

static void
test_issuers (WorkspaceFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_at (fixture, "sending");
  GtkWidget *button;

  gui_walk_wait_for_text (window, "school");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gui_walk_find (window, is_expander, NULL)),
                                 TRUE);
  gui_walk_wait_for_text (window, "Forget");
  button = gui_walk_find_button (window, "Forget");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  gui_walk_wait_for_text (window, "None yet");
  gui_walk_wait_for_text (window, "Undo");
  button = gui_walk_find_button (window, "Undo");
  g_assert_nonnull (button);
  gtk_widget_activate (button);
  gui_walk_wait_for_text (window, "school");
  close_window (window);
}

static void
test_snapshots (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = vouch_library_care_back_up (fixture->workspace, NULL, &error);
  GtkWidget *window = open_at (fixture, "library");

  g_assert_no_error (error);
  gui_walk_wait_for_text (window, "As everything is now");
  g_assert_nonnull (gui_walk_find_button (window, "Go Back…"));
  close_window (window);
}

static gboolean
is_you (GtkWidget *widget, gconstpointer data)
{
  return VOUCH_IS_PREFERENCES_YOU (widget);
}

static void
test_key (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "code.txt", NULL);
  g_autofree char *text = NULL;
  GtkWidget *pane;
  GtkWidget *window = open_at (fixture, "you");
  GtkWidget *button;
  GtkWindow *dialog = NULL;

  gui_walk_wait_for_text (window, "It is made when you send for the first time.");
  button = gui_walk_find_button (window, "Make It Now");
  gtk_widget_activate (button);
  while (dialog == NULL) {
    g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

    g_main_context_iteration (NULL, TRUE);
    for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (one))
        dialog = one;
    }
  }
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Your recovery code");
  /* What is shown can be saved; what was put away cannot. */
  pane = gui_walk_find (window, is_you, NULL);
  g_assert_true (gtk_widget_activate_action (pane, "you.save-code", "s", path));
  gui_walk_wait_for_text (window, "Saved. Take it away from this computer.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (
      strstr (text, gtk_label_get_text (GTK_LABEL (
                        adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))))));
  g_assert_cmpint (g_unlink (path), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "kept");
  gui_walk_wait_for_text (window, "New Code…");
  gtk_widget_activate_action (pane, "you.save-code", "s", path);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_window (window);
}

static void
test_look (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchLook chosen = { "dark", 150, TRUE, "de" };
  g_autoptr (VouchLook) before = vouch_look_load ();
  g_autoptr (VouchLook) after = NULL;
  g_autoptr (GError) error = NULL;
  int plain, large;

  g_assert_cmpstr (before->scheme, ==, "system");
  g_assert_cmpuint (before->text_percent, ==, 100);
  vouch_look_apply (before);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &plain, NULL);
  g_assert_true (vouch_look_keep (&chosen, &error));
  g_assert_no_error (error);
  after = vouch_look_load ();
  g_assert_cmpstr (after->scheme, ==, "dark");
  g_assert_cmpuint (after->text_percent, ==, 150);
  g_assert_true (after->is_still);
  g_assert_cmpstr (after->language, ==, "de");
  vouch_look_apply (after);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &large, NULL);
  g_assert_cmpint (large, >, plain);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  vouch_look_apply (before);
}

/* The news of the about window are the store page's. */
static void
test_about (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *metainfo = NULL;
  GtkWindow *about = vouch_about_new (NULL);

  g_assert_true (g_file_get_contents (METAINFO, &metainfo, NULL, NULL));
  g_assert_nonnull (strstr (metainfo, VOUCH_ABOUT_NEWS));
  g_assert_nonnull (
      strstr (adw_about_window_get_release_notes (ADW_ABOUT_WINDOW (about)), VOUCH_ABOUT_NEWS));
  gtk_window_destroy (about);
}

#define ADD(name, set_up, test)                                                                    \
  g_test_add ("/gui/preferences/" name, WorkspaceFixture, NULL, set_up, test,                      \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *config = g_dir_make_tmp ("vouch-config-XXXXXX", NULL);

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("panes", workspace_fixture_set_up, test_panes);
  ADD ("issuers", workspace_fixture_set_up_complete, test_issuers);
  ADD ("snapshots", workspace_fixture_set_up, test_snapshots);
  ADD ("key", workspace_fixture_set_up, test_key);
  ADD ("look", workspace_fixture_set_up, test_look);
  ADD ("about", workspace_fixture_set_up, test_about);
  return g_test_run ();
}
