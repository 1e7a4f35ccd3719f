/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-capture-list.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-level-meter.h"
#include "vouch-record-page.h"
#include "vouch-station-page.h"
#include "vouch-station-ring.h"
#include "vouch-station-window.h"

/* Recording and the station, with stand-ins for the devices. */

#define SOURCE "VOUCH_CAPTURE_SOURCE"
#define DEVICES "sound=tone;picture=ball"
#define PATIENCE_US (30 * G_USEC_PER_SEC)

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

static VouchPage *
record_page (GuiLibrary *library)
{
  return vouch_record_page_new (library->workspace, library->content->portfolio, "recording");
}

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return gtk_widget_get_mapped (widget) &&
         g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  return gui_walk_find (widget, is_a, &type);
}

/* What is said before: each thing has a sign, and the sign a word. */
static void
test_before (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = record_page (library);
  GtkWidget *window = show (page);
  GtkWidget *meter, *button;

  gui_walk_wait_for_text (window, "Well heard");
  gui_walk_wait_for_text (window, "For: Recording of the discussion");
  gui_walk_wait_for_text (window, "5:00 to 15:00");
  gui_walk_wait_for_text (window, "unedited");
  gui_walk_wait_for_text (window, "has no permission for sound");
  g_assert_null (gui_walk_find_text (window, "Battery"));
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  meter = find_type (window, VOUCH_TYPE_LEVEL_METER);
  g_assert_nonnull (meter);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (meter), GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (meter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "How loud it is");
  button = gui_walk_find_button (window, "● Record");
  if (button != NULL)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         "Record");
  g_assert_null (gui_walk_find_text (window, "Listening:"));
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static guint
count_recordings (GuiLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = vouch_capture_list (library->workspace, NULL, &error);

  g_assert_no_error (error);
  return all->len;
}

/* While it records the page is not left; a pause says before what it costs; what is stopped is kept. */
static void
test_during (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = record_page (library);
  GtkWidget *window = show (page);
  g_autoptr (GError) error = NULL;
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  gui_walk_wait_for_text (window, "Well heard");
  g_assert_true (vouch_page_flush (page, &error));
  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  gui_walk_wait_for_text (window, "question");
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.mark", "u", 1);
  gui_walk_wait_for_text (window, "Last: 0:0");
  gui_walk_wait_for_text (window, "● Recording · 1 moment");
  g_assert_false (vouch_page_flush (page, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gui_walk_wait_for_text (window, "The recording goes on.");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stay", NULL);
  g_assert_null (gui_walk_find_text (window, "The recording goes on."));
  gtk_widget_activate_action (GTK_WIDGET (page), "record.pause", NULL);
  gui_walk_wait_for_text (window, "A pause is a break in the recording.");
  gui_walk_wait_for_text (window, "● Recording");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  while (count_recordings (library) == 0 || !vouch_page_flush (page, NULL)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
  }
  gui_library_settle (library);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* Ten seconds in which nothing is heard are said on the page. */
static void
test_silence (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = record_page (library);
  GtkWidget *window;

  g_setenv (SOURCE, "sound=silence", TRUE);
  window = show (page);
  gui_walk_wait_for_text (window, "Nothing heard yet.");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.start", NULL);
  gui_walk_wait_for_text (window, "● Recording");
  gui_walk_wait_for_text (window, "Nothing was heard for ten seconds.");
  gtk_widget_activate_action (GTK_WIDGET (page), "record.stop", NULL);
  gui_library_settle (library);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static void
test_nothing (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = record_page (library);
  GtkWidget *window;

  g_setenv (SOURCE, "picture=ball", TRUE);
  window = show (page);
  gui_walk_wait_for_text (window, "Nothing to record with just now");
  g_assert_nonnull (gui_walk_find_button (window, "Try again"));
  g_setenv (SOURCE, "sound=tone", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (page), "record.open", NULL);
  gui_walk_wait_for_text (window, "Well heard");
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

static void
test_station_page (GuiLibrary *library, gconstpointer data)
{
  g_autofree char *target = g_strconcat (library->content->portfolio, " student-view", NULL);
  GtkWidget *window = show (vouch_station_page_new (library->workspace, target));

  gui_walk_wait_for_text (window, "What is different for you when the teacher waits");
  gui_walk_wait_for_text (window, "Ctrl+Shift+E");
  gui_walk_wait_for_text (window, "An answer may take 2:00.");
  gui_walk_wait_for_text (window, "K7 has no permission for sound.");
  gui_walk_wait_for_text (window, "Well heard");
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

/* The ring empties, the answer ends by itself at the limit, and whose it is is written down. */
static void
test_station (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = gtk_window_new ();
  const VouchStationTask task = {
    .portfolio = library->content->portfolio,
    .requirement = "student-view",
    .question = "What is different for you?",
    .student = "S1",
    .limit_ms = 1500,
    .can_read_aloud = TRUE,
  };
  GtkWidget *window = vouch_station_window_new (GTK_WINDOW (teacher), library->workspace, &task);
  GtkWidget *ring;

  gtk_window_present (GTK_WINDOW (window));
  gui_walk_wait_for_text (window, "Press the round button");
  ring = find_type (window, VOUCH_TYPE_STATION_RING);
  g_assert_nonnull (ring);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (ring), GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (vouch_station_ring_get_button (VOUCH_STATION_RING (ring))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Begin to speak");
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  g_assert_null (gui_walk_find_text (window, "Ctrl"));
  gtk_widget_activate_action (window, "station.record", NULL);
  gui_walk_wait_for_text (window, "Speak now.");
  gui_walk_wait_for_text (window, "That is your answer.");
  gui_library_settle (library);
  g_assert_cmpuint (gui_walk_check_names (window), >, 0);
  gtk_widget_activate_action (window, "station.again", NULL);
  gui_walk_wait_for_text (window, "Press the round button");
  gui_library_settle (library);
  g_assert_cmpuint (count_recordings (library), ==, 0);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_mapped (window));
  gtk_widget_activate_action (window, "station.leave", NULL);
  g_assert_true (gtk_widget_get_mapped (teacher));
  gtk_window_destroy (GTK_WINDOW (teacher));
  gui_library_settle (library);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/record/before", DEVICES, test_before);
  gui_library_add ("/record/during", DEVICES, test_during);
  gui_library_add ("/record/silence", DEVICES, test_silence);
  gui_library_add ("/record/nothing", DEVICES, test_nothing);
  gui_library_add ("/station/page", DEVICES, test_station_page);
  gui_library_add ("/station/window", DEVICES, test_station);
  return g_test_run ();
}
