/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-list.h"
#include "vouch-capture-recover.h"
#include "vouch-portfolios.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-station-window.h"

/* A student has the computer of a teacher: what becomes of the answer, and who gets to see what. */

#define SOURCE "VOUCH_CAPTURE_SOURCE"
#define DEVICES "sound=tone"
#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define QUESTION "student-view"

static void
wait_for_window (GtkWidget *window)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (!gtk_widget_get_mapped (window))
    gui_walk_go_on (end, "the teacher's window");
}

/* The tone is the voice. */
static void
speak (gint64 us)
{
  gint64 said = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < said)
    gui_walk_go_on (said + PATIENCE_US, "end of the answer");
}

static GtkWidget *
show_teacher (void)
{
  GtkWidget *teacher = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (teacher));
  wait_for_window (teacher);
  return teacher;
}

static GtkWidget *
show_station (GuiLibrary *library, GtkWidget *teacher)
{
  const VouchStationTask task = {
    .portfolio = library->content->portfolio,
    .requirement = QUESTION,
    .question = "What is different for you?",
    .student = "S1",
    .limit_ms = 60 * 1000,
  };
  GtkWidget *station = vouch_station_window_new (GTK_WINDOW (teacher), library->workspace, &task);

  gtk_window_present (GTK_WINDOW (station));
  gui_walk_wait_for_text (station, "Press the round button");
  return station;
}

/* Whatever came in lies in its slot and is signed; nothing lies about for the next start. */
static guint
count_signed (GuiLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  GPtrArray *items;
  guint n = 0;

  gui_library_settle (library);
  g_assert_false (vouch_capture_recovery_is_due (library->workspace));
  portfolio = vouch_portfolios_load (library->workspace, library->content->portfolio, NULL, &error);
  g_assert_no_error (error);
  items = vouch_portfolio_get_items (portfolio);
  for (guint i = 0; i < items->len; i++) {
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), QUESTION) != 0)
      continue;
    g_assert_cmpstr (vouch_item_get_attribute (items->pdata[i], "student"), ==, "S1");
    n++;
  }
  return n;
}

static void
end (GuiLibrary *library, GtkWidget *teacher)
{
  gtk_window_destroy (GTK_WINDOW (teacher));
  gui_library_settle (library);
}

/* The way out is taken before the microphone recorded anything: the teacher is back all the same. */
static void
test_leave_at_once (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *station = show_station (library, teacher);

  gtk_widget_activate_action (station, "station.record", NULL);
  gtk_widget_activate_action (station, "station.leave", NULL);
  wait_for_window (teacher);
  g_assert_cmpuint (count_signed (library), ==, 0);
  end (library, teacher);
}

/* The same with the microphone open: the recording is on its way already. */
static void
test_leave_while_it_begins (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *station = show_station (library, teacher);

  speak (G_USEC_PER_SEC * 3 / 2);
  gtk_widget_activate_action (station, "station.record", NULL);
  gtk_widget_activate_action (station, "station.leave", NULL);
  wait_for_window (teacher);
  g_assert_cmpuint (count_signed (library), <=, 1);
  end (library, teacher);
}

/* What is being said when the teacher takes the computer back is kept, and signed. */
static void
test_leave_while_recording (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *station = show_station (library, teacher);

  gtk_widget_activate_action (station, "station.record", NULL);
  gui_walk_wait_for_text (station, "Speak now.");
  speak (G_USEC_PER_SEC);
  g_assert_false (gtk_widget_get_mapped (teacher));
  gtk_widget_activate_action (station, "station.leave", NULL);
  wait_for_window (teacher);
  g_assert_cmpuint (count_signed (library), ==, 1);
  end (library, teacher);
}

/* Both parts are heard, one after the other, as long as they are together. */
static void
listen (GtkWidget *station, gint64 at_least_us)
{
  gint64 begun = g_get_monotonic_time ();

  gtk_widget_activate_action (station, "station.listen", NULL);
  gui_walk_wait_for_text (station, "Stop listening");
  while (gui_walk_find_text (station, "Stop listening") != NULL)
    gui_walk_go_on (begun + PATIENCE_US, "end of the answer");
  g_assert_cmpint (g_get_monotonic_time () - begun, >, at_least_us);
}

/* An encoder that hangs makes a second file of an answer: both are the student's, and both go to the bin. */
static void
test_parts (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *station;

  g_setenv (SOURCE, "sound=tone;encoder,stall-at=1,for=3", TRUE);
  station = show_station (library, teacher);
  gtk_widget_activate_action (station, "station.record", NULL);
  gui_walk_wait_for_text (station, "Speak now.");
  speak (6 * G_USEC_PER_SEC);
  gtk_widget_activate_action (station, "station.stop", NULL);
  gui_walk_wait_for_text (station, "That is your answer.");
  g_assert_cmpuint (count_signed (library), ==, 2);
  listen (station, 5 * G_USEC_PER_SEC);
  gtk_widget_activate_action (station, "station.again", NULL);
  g_assert_cmpuint (count_signed (library), ==, 0);
  gtk_widget_activate_action (station, "station.leave", NULL);
  end (library, teacher);
}

/* Nothing can be put where a file is instead of a folder. */
static void
block (const char *folder)
{
  g_autofree char *away = g_strconcat (folder, ".away", NULL);

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
}

static void
unblock (const char *folder)
{
  g_autofree char *away = g_strconcat (folder, ".away", NULL);

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (away, folder), ==, 0);
}

static void
undone_cb (GtkWidget *station, const GError *error, guint *n)
{
  g_assert_nonnull (error);
  *n += 1;
}

/* What could not be brought in is said to the teacher, who would look for it in vain. */
static void
test_undone (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *station = show_station (library, teacher);
  g_autofree char *objects = g_build_filename (library->folder, "objects", NULL);
  guint n_undone = 0;

  g_signal_connect (station, "undone", G_CALLBACK (undone_cb), &n_undone);
  gtk_widget_activate_action (station, "station.record", NULL);
  gui_walk_wait_for_text (station, "Speak now.");
  speak (G_USEC_PER_SEC);
  block (objects);
  gtk_widget_activate_action (station, "station.leave", NULL);
  wait_for_window (teacher);
  g_assert_cmpuint (n_undone, ==, 1);
  unblock (objects);
  g_assert_true (vouch_capture_recovery_is_due (library->workspace));
  end (library, teacher);
}

/* No window of the teacher's program stays beside it, and those that were away before stay away. */
static void
test_others_are_away (GuiLibrary *library, gconstpointer data)
{
  GtkWidget *teacher = show_teacher ();
  GtkWidget *help = gtk_window_new ();
  GtkWidget *hidden = gtk_window_new ();
  GtkWidget *station;

  gtk_window_present (GTK_WINDOW (help));
  wait_for_window (help);
  station = show_station (library, teacher);
  g_assert_false (gtk_widget_get_visible (teacher));
  g_assert_false (gtk_widget_get_visible (help));
  gtk_widget_activate_action (station, "station.leave", NULL);
  g_assert_true (gtk_widget_get_visible (teacher));
  g_assert_true (gtk_widget_get_visible (help));
  g_assert_false (gtk_widget_get_visible (hidden));
  gtk_window_destroy (GTK_WINDOW (help));
  gtk_window_destroy (GTK_WINDOW (hidden));
  end (library, teacher);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/station/leave/at-once", DEVICES, test_leave_at_once);
  gui_library_add ("/station/leave/begins", DEVICES, test_leave_while_it_begins);
  gui_library_add ("/station/leave/recording", DEVICES, test_leave_while_recording);
  gui_library_add ("/station/parts", DEVICES, test_parts);
  gui_library_add ("/station/undone", DEVICES, test_undone);
  gui_library_add ("/station/others", DEVICES, test_others_are_away);
  return g_test_run ();
}
