/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-decisions.h"
#include "vouch-portfolios.h"
#include "vouch-respond.h"

#include "gui-walk.h"
#include "vouch-attempts-page.h"
#include "vouch-decision-page.h"
#include "vouch-job-row.h"
#include "vouch-jobs-bar.h"
#include "workspace-fixture.h"

/* What a decision shows, and in which order; two attempts beside each other; the bar of running work. */

static void
set_up (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  workspace_fixture_set_up_complete (fixture, data);
  id = workspace_fixture_submit (fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
rate (VouchScoring *scoring, const char *criterion, const char *level, const char *comment)
{
  g_autoptr (VouchCriterionDecision) row = vouch_criterion_decision_new ();

  vouch_criterion_decision_set_criterion (row, criterion);
  vouch_criterion_decision_set_level (row, level);
  vouch_criterion_decision_set_comment (row, comment);
  vouch_scoring_add_criterion (scoring, row);
}

static void
decide (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (VouchScoring) second = vouch_scoring_new ();
  VouchDecision *given;

  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  fake_issuer_rate (fixture->issuer, "student-voice", "almost", FALSE);
  fake_issuer_rate (fixture->issuer, "overview", "passed", TRUE);
  fake_issuer_rate (fixture->issuer, "recording-shows", "yes", TRUE);
  fake_issuer_rate (fixture->issuer, "teacher-reflection", "passed", TRUE);
  given = fake_issuer_get_decision (fixture->issuer);
  vouch_criterion_decision_set_comment (vouch_decision_find_criterion (given, "student-voice"),
                                        "Let the students say what waiting did for them.");
  vouch_scoring_set_assessor (second, "Assessor 2");
  rate (second, "student-voice", "almost", "Two voices are not the class.");
  vouch_decision_add_scoring (given, second);
  vouch_decision_set_attempts_left (given, 2);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 1600);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static double
top_of (GtkWidget *page, const char *text)
{
  GtkWidget *label = gui_walk_find_text (page, text);
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  graphene_point_t at;

  g_assert_nonnull (label);
  /* It has a place only once a frame was laid out. */
  while (gtk_widget_get_height (label) == 0) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_true (gtk_widget_compute_point (label, page, &GRAPHENE_POINT_INIT (0, 0), &at));
  return at.y;
}

static void
test_waiting (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_decision_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (GTK_WIDGET (page));

  vouch_page_refresh (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "No decision yet");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  close_window (window);
}

static void
test_earned_first (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window, *body;

  decide (fixture);
  page = vouch_decision_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (body);
  vouch_page_refresh (page);
  gui_walk_wait_for_text (body, "Not yet");
  gui_walk_wait_for_text (body, "3 of 4 criteria are earned.");
  gui_walk_wait_for_text (body, "You can send it 2 more times.");
  g_assert_nonnull (gui_walk_find_text (body, "stays earned"));
  g_assert_nonnull (gui_walk_find_text (body, "Let the students say what waiting did for them."));
  g_assert_nonnull (gui_walk_find_text (body, "Assessor 2 alone"));
  g_assert_nonnull (gui_walk_find_text (body, "Two voices are not the class."));
  g_assert_nonnull (gui_walk_find_text (body, "Asked for:"));
  g_assert_nonnull (gui_walk_find_text (body, "Your evidence"));
  g_assert_cmpfloat (top_of (body, "stays earned"), <, top_of (body, "Let the students say"));
  g_assert_nonnull (gui_walk_find_text (body, "Work on it"));
  g_assert_nonnull (gui_walk_find_button (body, "Work on these"));
  g_assert_cmpuint (gui_walk_check_names (body), >, 4);
  close_window (window);
}

/* What a student said: the criterion that is open. */
static const char *
find_voice (WorkspaceFixture *fixture)
{
  static char id[64];
  g_autoptr (VouchPortfolio) portfolio =
      vouch_portfolios_load (fixture->workspace, fixture->portfolio, NULL, NULL);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), "student-view") == 0)
      g_strlcpy (id, vouch_item_get_id (items->pdata[i]), sizeof id);
  return id;
}

static void
test_compare (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *answer = NULL;
  g_autofree char *second = NULL;
  VouchPage *page;
  GtkWidget *window, *body;

  decide (fixture);
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "other%u ", i);
  answer = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "student-view",
                                    find_voice (fixture), text->str, NULL, NULL, &error);
  g_assert_no_error (error);
  second = workspace_fixture_submit (fixture, "The effect is told anew.", &error);
  g_assert_no_error (error);

  page = vouch_attempts_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (body);
  vouch_page_refresh (page);
  gui_walk_wait_for_text (body, "Attempt 1 and attempt 2");
  gui_walk_wait_for_text (body, "The effect is told anew.");
  g_assert_nonnull (gui_walk_find_text (body, "the answer is worded anew"));
  g_assert_nonnull (gui_walk_find_text (body, ", then not decided"));
  g_assert_cmpuint (gui_walk_check_names (body), >, 0);
  close_window (window);
}

static char *
work (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  vouch_job_report (job, 128000000, 312000000);
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (2000);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  return NULL;
}

static gboolean
is_row (GtkWidget *widget, gconstpointer data)
{
  return VOUCH_IS_JOB_ROW (widget);
}

static void
test_jobs_bar (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchJobQueue *jobs = vouch_workspace_get_jobs (fixture->workspace);
  g_autoptr (VouchJob) first = vouch_job_new ("Sending to school", "p", work, NULL, NULL);
  g_autoptr (VouchJob) second = vouch_job_new ("Reading", NULL, work, NULL, NULL);
  GtkWidget *bar = g_object_new (VOUCH_TYPE_JOBS_BAR, NULL);
  GtkWidget *window = show (bar);

  vouch_job_set_can_wait (first, TRUE);
  vouch_jobs_bar_set_jobs (VOUCH_JOBS_BAR (bar), G_LIST_MODEL (jobs));
  vouch_job_queue_add (jobs, first);
  gui_walk_wait_for_text (bar, "41 % \302\267 128");
  vouch_job_queue_add (jobs, second);
  gui_walk_wait_for_text (bar, "1 more");
  g_assert_null (gui_walk_find_text (bar, "Reading"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gui_walk_find_button (bar, "1 more")), TRUE);
  g_assert_nonnull (gui_walk_find_text (bar, "Reading"));
  g_assert_cmpuint (gui_walk_check_names (bar), >=, 3);

  vouch_job_interrupt (first, VOUCH_JOB_HOLD_METERED);
  gui_walk_wait_for_text (bar, "Waiting for a network that is not metered");
  g_assert_nonnull (gui_walk_find_button (bar, "Send now"));
  vouch_job_stop (first);
  vouch_job_stop (second);
  while (gui_walk_find (bar, is_row, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
  close_window (window);
}

#define ADD(name)                                                                                  \
  g_test_add ("/decision/" #name, WorkspaceFixture, NULL, set_up, test_##name,                     \
              workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD (waiting);
  ADD (earned_first);
  ADD (compare);
  ADD (jobs_bar);
  return g_test_run ();
}
