/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-goals.h"
#include "vouch-plans.h"

#include "gui-walk.h"
#include "vouch-goal-page.h"
#include "vouch-plan-page.h"
#include "workspace-fixture.h"

/* The growth plan and the page of one goal, as they stand in a window. */

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1024, "default-height", 600, NULL);
  GtkWidget *toasts = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (window), toasts);
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_ENTRY_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static GtkEditable *
find_entry (VouchPage *page, const char *title)
{
  GtkWidget *entry = gui_walk_find (GTK_WIDGET (page), is_entry, title);

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

static char *
add_goal (WorkspaceFixture *fixture)
{
  char *id = vouch_goals_add (fixture->workspace, fixture->portfolio, "overview",
                              "Count who speaks", vouch_day_from_ymd (2027, 1, 30),
                              (const char *const[]){ "Watch a lesson", NULL }, NULL, NULL);

  g_assert_nonnull (id);
  return id;
}

/* The line and the list say the same, and each thing has a name. */
static void
test_plan (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *goal = add_goal (fixture);
  VouchPage *page;
  GtkWidget *window;

  g_assert_true (vouch_plans_set_target (fixture->workspace, fixture->portfolio,
                                         vouch_day_from_ymd (2027, 2, 26), NULL, NULL));
  page = vouch_plan_page_new (fixture->workspace);
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "Count who speaks");
  gui_walk_wait_for_text (GTK_WIDGET (page), "by 30 January 2027 · 0 of 1 activity done");
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Goal check-in, middle of the year"));
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Send it"));
  g_assert_cmpstr (gtk_editable_get_text (find_entry (page, "It begins on")), ==, "2026-08-01");
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Send by 26 February 2027."));
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 4);
  close_window (window);
}

static VouchGoal *
load (WorkspaceFixture *fixture, const char *id)
{
  VouchGoal *goal = vouch_goals_find (fixture->workspace, id, NULL);

  g_assert_nonnull (goal);
  return goal;
}

/* What is typed is on the disk once the page was flushed. */
static void
test_goal_saves_itself (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_goal (fixture);
  VouchPage *page = vouch_goal_page_new (fixture->workspace, id);
  GtkWidget *window = show (page);
  g_autoptr (VouchGoal) saved = NULL;
  g_autoptr (GError) error = NULL;

  gui_walk_wait_for_text (GTK_WIDGET (page), "Watch a lesson");
  gtk_editable_set_text (find_entry (page, "Why it matters"), "Four children never do");
  gtk_editable_set_text (find_entry (page, "Reached by"), "2027-03-01");
  gtk_editable_set_text (find_entry (page, "The goal"), "");
  g_assert_true (vouch_page_flush (page, &error));
  g_assert_no_error (error);
  saved = load (fixture, id);
  g_assert_cmpstr (vouch_goal_get_why (saved), ==, "Four children never do");
  g_assert_cmpuint (vouch_goal_get_due (saved), ==, vouch_day_from_ymd (2027, 3, 1));
  g_assert_cmpstr (vouch_goal_get_statement (saved), ==, "Count who speaks");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 4);
  close_window (window);
}

static void
wait_for_state (WorkspaceFixture *fixture, const char *id, VouchGoalState state)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (;;) {
    g_autoptr (VouchGoal) goal = load (fixture, id);

    if (vouch_goal_get_state (goal) == state)
      return;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
}

/* Reached, and brought back. */
static void
test_goal_ends (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_goal (fixture);
  VouchPage *page = vouch_goal_page_new (fixture->workspace, id);
  GtkWidget *window = show (page);
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  GtkWidget *undo;

  gui_walk_wait_for_text (GTK_WIDGET (page), "Watch a lesson");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "goal.reached", NULL));
  wait_for_state (fixture, id, VOUCH_GOAL_STATE_CLOSED);
  g_assert_true (gtk_widget_get_visible (gui_walk_find_button (GTK_WIDGET (page), "Open again")));
  gui_walk_wait_for_text (window, "Undo");
  undo = gui_walk_find_button (window, "Undo");
  g_signal_emit_by_name (undo, "clicked");
  wait_for_state (fixture, id, VOUCH_GOAL_STATE_OPEN);
  /* The toast goes in its own time. */
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  close_window (window);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/gui/plan/" name, WorkspaceFixture, NULL, workspace_fixture_set_up, func,           \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("plan", test_plan);
  ADD ("goal", test_goal_saves_itself);
  ADD ("end", test_goal_ends);
  return g_test_run ();
}
