/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "vouch-export.h"
#include "vouch-register.h"

#include "gui-walk.h"
#include "vouch-open.h"
#include "vouch-portfolio-page.h"
#include "workspace-fixture.h"

/* What is said before an export, and how an export comes in that was dropped on the window. */

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  return window;
}

/* The window that is none of ours is the question. */
static GtkWidget *
wait_for_dialog (GtkWidget *window)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (;;) {
    g_autoptr (GList) all = gtk_window_list_toplevels ();

    for (GList *at = all; at != NULL; at = at->next)
      if (at->data != window && ADW_IS_MESSAGE_DIALOG (at->data))
        return at->data;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
  }
}

static void
list_child (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();

  g_assert_true (vouch_register_add_person (fixture->workspace, "Z-1", VOUCH_PERSON_ROLE_STUDENT,
                                            NULL, &error));
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, (const char *const[]){ "Z-1", NULL });
  g_assert_true (vouch_register_set_appearance (fixture->workspace, fixture->recording, appearance,
                                                NULL, &error));
  g_assert_no_error (error);
}

static void
test_question (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window, *dialog;
  const char *body;

  list_child (fixture);
  page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = show (page);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.export", NULL));
  dialog = wait_for_dialog (window);
  body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog));
  g_assert_nonnull (strstr (body, "Original recordings with everyone in them"));
  g_assert_nonnull (strstr (body, "In it: Z-1."));
  g_assert_nonnull (strstr (body, "No permission is in force today for: Z-1."));
  g_assert_cmpuint (gui_walk_check_names (dialog), >, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_open (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a.vouch-portfolio.zip", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VouchJob) job = NULL;
  GListModel *jobs = G_LIST_MODEL (vouch_workspace_get_jobs (fixture->workspace));
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  VouchPage *page;
  GtkWidget *window;

  g_assert_true (vouch_export (fixture->workspace, fixture->portfolio, path, NULL, NULL, &error));
  g_assert_no_error (error);
  page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = show (page);
  g_assert_true (vouch_open_file (page, file));
  g_assert_cmpuint (g_list_model_get_n_items (jobs), >, 0);
  job = g_list_model_get_item (jobs, g_list_model_get_n_items (jobs) - 1);
  while (!vouch_job_is_over (job)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, FALSE);
  }
  g_assert_cmpint (vouch_job_get_state (job), ==, VOUCH_JOB_DONE);
  g_assert_nonnull (strstr (vouch_job_get_result (job), "here already"));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

#define ADD(name)                                                                                  \
  g_test_add ("/export/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_complete,         \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD (question);
  ADD (open);
  return g_test_run ();
}
