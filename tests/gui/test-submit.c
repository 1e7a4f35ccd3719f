/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-identity-keeper.h"
#include "vouch-issuers.h"
#include "vouch-respond.h"

#include "gui-walk.h"
#include "vouch-issuer-dialog.h"
#include "vouch-submit-page.h"
#include "workspace-fixture.h"

/* The page from which a portfolio is sent, from the last look to the receipt, and the dialog that adds
 * an issuer. */

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 1600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  vouch_page_refresh (page);
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

static gboolean
is_switch (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SWITCH (widget) && !gtk_switch_get_active (GTK_SWITCH (widget)) &&
         gtk_widget_get_name (widget) != NULL;
}

/* Turns on the switches that come before the last one, which is about the network. */
static void
confirm_all (GtkWidget *page, guint n)
{
  for (guint i = 0; i < n; i++) {
    GtkWidget *tick = gui_walk_find (page, is_switch, NULL);

    g_assert_nonnull (tick);
    gtk_switch_set_active (GTK_SWITCH (tick), TRUE);
  }
}

static void
ensure_identity (WorkspaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchIdentityInfo) info =
      vouch_identity_keeper_ensure (fixture->workspace, NULL, &error);

  g_assert_no_error (error);
}

static void
test_send (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window, *body, *send;

  ensure_identity (fixture);
  page = vouch_submit_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (page);
  gui_walk_wait_for_text (body, "1  Complete");
  g_assert_nonnull (gui_walk_find_text (body, "2  Who is in it"));
  g_assert_nonnull (gui_walk_find_text (body, "3  What is sent"));
  g_assert_nonnull (gui_walk_find_text (body, "2 files"));
  g_assert_nonnull (gui_walk_find_text (body, "Assessor's view"));
  g_assert_nonnull (gui_walk_find_text (body, "4  You confirm"));
  g_assert_cmpuint (gui_walk_check_names (body), >, 6);
  send = gui_walk_find_button (body, "Send");
  g_assert_false (gtk_widget_is_sensitive (send));
  confirm_all (body, 3);
  g_assert_true (gtk_widget_is_sensitive (send));

  g_signal_emit_by_name (send, "clicked");
  gui_walk_wait_for_text (body, "Sent, and confirmed by the issuer");
  g_assert_nonnull (gui_walk_find_text (body, "Who has it"));
  g_assert_nonnull (gui_walk_find_text (body, "school"));
  g_assert_nonnull (gui_walk_find_text (body, "What happens next"));
  g_assert_nonnull (gui_walk_find_button (body, "Take it back"));
  g_assert_cmpuint (gui_walk_check_names (body), >, 1);
  close_window (window);
  g_assert_cmpuint (fake_issuer_get_n_opened (fixture->issuer), ==, 1);
}

static void
test_take_back (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = workspace_fixture_submit (fixture, NULL, &error);
  VouchPage *page = vouch_submit_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *body = GTK_WIDGET (page);
  GtkWidget *window = show (page);

  g_assert_no_error (error);
  gui_walk_wait_for_text (body, "Sent, and confirmed by the issuer");
  g_signal_emit_by_name (gui_walk_find_button (body, "Take it back"), "clicked");
  gui_walk_wait_for_text (body, "1  Complete");
  close_window (window);
}

/* A further attempt: what is different is told, and the note is drafted from it. */
static void
test_further_attempt (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = workspace_fixture_submit (fixture, NULL, &error);
  g_autoptr (VouchDecision) decision = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  VouchPage *page;
  GtkWidget *window, *body, *send;

  g_assert_no_error (error);
  fake_issuer_decide (fixture->issuer, VOUCH_OUTCOME_NOT_YET);
  decision = vouch_decisions_fetch (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 110; i++)
    g_string_append_printf (text, "other%u ", i);
  answer = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "effect", NULL,
                                    text->str, NULL, NULL, &error);
  g_assert_no_error (error);

  page = vouch_submit_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (page);
  gui_walk_wait_for_text (body, "Changed since the last attempt");
  gui_walk_wait_for_text (body, "the answer is worded anew");
  g_assert_nonnull (gui_walk_find_text (body, "A note to the assessor"));
  send = gui_walk_find_button (body, "Send");
  g_assert_false (gtk_widget_is_sensitive (send));
  confirm_all (body, 3);
  g_assert_true (gtk_widget_is_sensitive (send));
  g_signal_emit_by_name (send, "clicked");
  gui_walk_wait_for_text (body, "Sent, and confirmed by the issuer");
  g_assert_nonnull (strstr (
      vouch_manifest_get_change_note (fake_issuer_get_manifest (fixture->issuer)), "worded anew"));
  close_window (window);
}

/* The line is cut: the page says so, and what was begun can go on. */
static void
test_cut (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window, *body;
  VouchJobQueue *jobs = vouch_workspace_get_jobs (fixture->workspace);
  g_autoptr (VouchJob) job = NULL;

  ensure_identity (fixture);
  fake_issuer_cut_after (fixture->issuer, 1);
  page = vouch_submit_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (page);
  gui_walk_wait_for_text (body, "4  You confirm");
  confirm_all (body, 3);
  g_signal_emit_by_name (gui_walk_find_button (body, "Send"), "clicked");
  gui_walk_wait_for_text (body, "Waiting for the other side to answer");
  gui_walk_wait_for_text (body, "The line is cut.");
  g_assert_cmpuint (gui_walk_check_names (body), >, 1);
  close_window (window);

  /* Opened again, it shows the same work. */
  page = vouch_submit_page_new (fixture->workspace, fixture->portfolio);
  body = GTK_WIDGET (page);
  window = show (page);
  gui_walk_wait_for_text (body, "Waiting for the other side to answer");
  fake_issuer_cut_after (fixture->issuer, G_MAXUINT);
  job = g_list_model_get_item (G_LIST_MODEL (jobs),
                               g_list_model_get_n_items (G_LIST_MODEL (jobs)) - 1);
  vouch_job_queue_go_on (jobs, job);
  gui_walk_wait_for_text (body, "Sent, and confirmed by the issuer");
  close_window (window);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_ENTRY_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static void
write_into (GtkWidget *dialog, const char *title, const char *text)
{
  GtkWidget *entry = gui_walk_find (dialog, is_entry, title);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_add_issuer (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issuers = NULL;
  GtkWindow *dialog = vouch_issuer_dialog_new (NULL, fixture->workspace);
  GtkWidget *body = GTK_WIDGET (dialog);
  guint added = 0;

  g_signal_connect_swapped (dialog, "added", G_CALLBACK (count_cb), &added);
  gtk_window_present (dialog);
  g_assert_false (gtk_widget_is_sensitive (gui_walk_find_button (body, "See who answers")));
  write_into (body, "Address", "http://127.0.0.1:1");
  g_signal_emit_by_name (gui_walk_find_button (body, "See who answers"), "clicked");
  gui_walk_wait_for_text (body, "Fake issuer");
  g_assert_nonnull (gui_walk_find_text (body, "z6Mk "));
  g_assert_cmpuint (gui_walk_check_names (body), >, 2);

  /* Somebody else answers when the token is about to be sent. */
  write_into (body, "Your name for it", "another");
  write_into (body, "Token", "secret");
  fake_issuer_change_key (fixture->issuer);
  g_signal_emit_by_name (gui_walk_find_button (body, "Add this issuer"), "clicked");
  gui_walk_wait_for_text (body, "Somebody else answers");
  g_assert_cmpuint (added, ==, 0);

  g_signal_emit_by_name (gui_walk_find_button (body, "Another address"), "clicked");
  g_signal_emit_by_name (gui_walk_find_button (body, "See who answers"), "clicked");
  gui_walk_wait_for_text (body, "Calls itself");
  g_signal_emit_by_name (gui_walk_find_button (body, "Add this issuer"), "clicked");
  while (added == 0)
    g_main_context_iteration (NULL, TRUE);
  issuers = vouch_issuers_list (fixture->workspace, NULL, &error);
  g_assert_cmpuint (issuers->len, ==, 2);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

#define ADD(name)                                                                                  \
  g_test_add ("/submit/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_complete,         \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD (send);
  ADD (take_back);
  ADD (further_attempt);
  ADD (cut);
  ADD (add_issuer);
  return g_test_run ();
}
