/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-recover.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-device-choice.h"
#include "vouch-navigation.h"
#include "vouch-people-page.h"
#include "vouch-record-page.h"

/* A recording that does not go the usual way: what the page says, and where it lands. */

#define SOURCE "VOUCH_CAPTURE_SOURCE"
#define DEVICES "sound=tone;picture=ball"
#define PATIENCE_US (30 * G_USEC_PER_SEC)

static void
let_pass (gint64 us)
{
  gint64 end = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < end)
    gui_walk_go_on (end + PATIENCE_US, "time that passes");
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  gui_walk_wait_for_text (window, "Well heard");
  return window;
}

static void
end (GuiLibrary *library, GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* It was recorded and could not be brought in: that it is safe is said, not that there is no microphone. */
static void
test_not_kept (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);
  g_autofree char *objects = g_build_filename (library->folder, "objects", NULL);
  g_autofree char *away = g_strconcat (objects, ".away", NULL);

  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  let_pass (G_USEC_PER_SEC);
  g_assert_cmpint (g_rename (objects, away), ==, 0);
  g_assert_true (g_file_set_contents (objects, "", 0, NULL));
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  gui_walk_wait_for_text (window, "What was recorded is safe.");
  g_assert_nonnull (gui_walk_find_text (window, "The recording ended, and it is safe"));
  g_assert_null (gui_walk_find_text (window, "Nothing to record with"));
  g_assert_null (gui_walk_find_button (window, "See the recording"));
  g_assert_true (vouch_page_flush (page, NULL));
  g_assert_cmpint (g_unlink (objects), ==, 0);
  g_assert_cmpint (g_rename (away, objects), ==, 0);
  g_assert_true (vouch_capture_recovery_is_due (library->workspace));
  end (library, window);
}

static VouchPage *
open_for (VouchNavigation *navigation, GuiLibrary *library, const char *requirement)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (
      g_variant_new ("(ss)", library->content->portfolio, requirement != NULL ? requirement : ""));

  vouch_record_page_open (navigation, library->workspace, requirement != NULL ? target : NULL);
  return vouch_navigation_get_visible (navigation);
}

/* A lesson lands where it was begun from; what is being recorded is gone back to all the same. */
static void
test_aims (GuiLibrary *library, gconstpointer data)
{
  VouchNavigation *navigation = g_object_new (VOUCH_TYPE_NAVIGATION, NULL);
  GtkWidget *window = gtk_window_new ();
  VouchPage *first, *second;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (navigation));
  gtk_window_present (GTK_WINDOW (window));
  vouch_navigation_set_root (navigation, vouch_people_page_new (library->workspace, NULL));
  first = open_for (navigation, library, "recording");
  g_assert_true (open_for (navigation, library, "recording") == first);
  second = open_for (navigation, library, NULL);
  g_assert_true (second != first);
  g_assert_null (vouch_page_get_subject (second));
  gui_walk_wait_for_text (window, "Well heard");
  gtk_widget_activate_action (GTK_WIDGET (second), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  g_assert_true (open_for (navigation, library, "recording") == second);
  let_pass (G_USEC_PER_SEC);
  gtk_widget_activate_action (GTK_WIDGET (second), "record.stop", NULL);
  while (vouch_navigation_get_visible (navigation) == second)
    let_pass (G_USEC_PER_SEC / 10);
  g_assert_true (vouch_navigation_get_visible (navigation) == first);
  end (library, window);
}

/* A camera that is not plugged in just now is taken again when it is. */
static void
test_choice (GuiLibrary *library, gconstpointer data)
{
  g_autoptr (GListStore) none = g_list_store_new (VOUCH_TYPE_CAPTURE_DEVICE);
  GtkWidget *choice = g_object_ref_sink (g_object_new (VOUCH_TYPE_DEVICE_CHOICE, NULL));

  vouch_device_choice_watch (VOUCH_DEVICE_CHOICE (choice), G_LIST_MODEL (none),
                             VOUCH_CAPTURE_MEDIUM_PICTURE, "camera-1");
  g_assert_null (vouch_device_choice_get_chosen (VOUCH_DEVICE_CHOICE (choice)));
  g_assert_cmpstr (vouch_device_choice_get_wanted (VOUCH_DEVICE_CHOICE (choice)), ==, "camera-1");
  g_object_unref (choice);
}

static gboolean
has_focus (GtkWidget *window, const char *label)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), label) == 0;
}

/* What the key P does, and where the keyboard is in a pause. */
static void
test_pause (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page =
      vouch_record_page_new (library->workspace, library->content->portfolio, "recording");
  GtkWidget *window = show (page);

  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.pause", NULL);
  gui_walk_wait_for_text (window, "A pause is a break in the recording.");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.pause-now", NULL);
  gui_walk_wait_for_text (window, "Paused. Nothing is recorded.");
  g_assert_false (vouch_page_flush (page, NULL));
  gui_walk_wait_for_text (window, "The recording goes on.");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stay", NULL);
  g_assert_true (has_focus (window, "Go on"));
  gtk_widget_activate_action (GTK_WIDGET (page), "record.pause", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  while (!vouch_page_flush (page, NULL))
    let_pass (G_USEC_PER_SEC / 20);
  end (library, window);
}

/* Somebody who hears the screen hears of a fault, too. */
static void
test_alert (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window, *fault;

  g_setenv (SOURCE, "sound=tone,lose-at=3,back-at=60", TRUE);
  window = show (page);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "The microphone is gone.");
  fault = gui_walk_find_text (window,
                              "The microphone is gone. What was said before is safe. Plug it in "
                              "again, and the recording goes on.");
  g_assert_nonnull (fault);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fault), GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  while (!vouch_page_flush (page, NULL))
    let_pass (G_USEC_PER_SEC / 20);
  end (library, window);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_ENTRY_ROW (widget);
}

/* Words that are typed and not confirmed are neither overwritten nor lost, and can be used at once. */
static void
test_words (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_record_page_new (library->workspace, NULL, NULL);
  GtkWidget *window = show (page);
  GtkEditable *entry = GTK_EDITABLE (gui_walk_find (window, is_entry, NULL));

  gtk_editable_set_text (entry, "Quiet time");
  vouch_page_refresh (page);
  gui_library_settle (library);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Quiet time");
  g_assert_true (vouch_page_flush (page, NULL));
  end (library, window);

  page = vouch_record_page_new (library->workspace, NULL, NULL);
  window = show (page);
  entry = GTK_EDITABLE (gui_walk_find (window, is_entry, NULL));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Quiet time");
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_text (entry, "Quiet time, Laughter");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  gui_walk_wait_for_text (window, "Laughter");
  let_pass (G_USEC_PER_SEC / 2);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  while (!vouch_page_flush (page, NULL))
    let_pass (G_USEC_PER_SEC / 20);
  end (library, window);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/record/aims", DEVICES, test_aims);
  gui_library_add ("/record/choice", DEVICES, test_choice);
  gui_library_add ("/record/words", DEVICES, test_words);
  gui_library_add ("/record/pause", DEVICES, test_pause);
  gui_library_add ("/record/alert", DEVICES, test_alert);
  gui_library_add ("/record/not-kept", DEVICES, test_not_kept);
  return g_test_run ();
}
