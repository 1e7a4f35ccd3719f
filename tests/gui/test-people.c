/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-check.h"
#include "vouch-class-lists.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"

#include "gui-walk.h"
#include "vouch-class-page.h"
#include "vouch-hit-marks.h"
#include "vouch-item-page.h"
#include "vouch-people-page.h"
#include "vouch-permit-page.h"
#include "vouch-person-page.h"
#include "vouch-private-words-page.h"
#include "vouch-withdrawal-page.h"
#include "workspace-fixture.h"

/* The screens of class lists and permissions: named, filled, and each does what it says. */

static const char *const names[] = { "Amara Zqvist", "Björn Wyxth", "Chi Zqvo", NULL };

static void
add_class (WorkspaceFixture *fixture)
{
  VouchNewClass what = { .name = "3B", .year = "2026/27", .names = names };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  char *code = NULL;

  id = vouch_class_lists_add (fixture->workspace, &what, &code, NULL, &error);
  g_assert_no_error (error);
  g_free (code);
}

static char *
add_permission (WorkspaceFixture *fixture, const char *person)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  vouch_permission_set_person (permission, person);
  vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_IMAGE);
  vouch_permission_set_purposes (permission, (const char *const[]){ "assessment", NULL });
  id = vouch_register_add_permission (fixture->workspace, permission, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (page));
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 1600);
  gtk_window_set_child (GTK_WINDOW (window), toasts);
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* A toast that offers a way back would keep the workspace for ten seconds. */
static void
close_window (GtkWidget *window)
{
  g_autoptr (GtkWidget) toasts = g_object_ref (gtk_window_get_child (GTK_WINDOW (window)));

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_run_dispose (G_OBJECT (toasts));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_empty (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_people_page_new (fixture->workspace, "");
  GtkWidget *window = show (page);

  gui_walk_wait_for_text (GTK_WIDGET (page), "Nobody here yet");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  close_window (window);
}

static void
test_list (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchPage *page;
  GtkWidget *window;

  add_class (fixture);
  g_free (add_permission (fixture, "A-1"));
  page = vouch_people_page_new (fixture->workspace, "");
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "Amara Zqvist");
  gui_walk_wait_for_text (GTK_WIDGET (page), "✓ image");
  gui_walk_wait_for_text (GTK_WIDGET (page), "The class lists are open");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);

  /* While they are locked, a key is all there is to see. */
  g_assert_true (vouch_ledger_keeper_lock (fixture->workspace, NULL, &error));
  vouch_page_refresh (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "The class lists are locked");
  gui_walk_wait_for_text (GTK_WIDGET (page), "A-1");
  g_assert_null (gui_walk_find_text (GTK_WIDGET (page), "Amara Zqvist"));
  g_assert_true (gtk_widget_activate_action (
      gui_walk_find_text (GTK_WIDGET (page), "The class lists are locked"), "ledger.unlock", NULL));
  while (vouch_ledger_keeper_get_state (fixture->workspace) != VOUCH_LEDGER_STATE_OPEN)
    g_main_context_iteration (NULL, FALSE);
  vouch_page_refresh (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "Amara Zqvist");
  gtk_widget_activate_action (GTK_WIDGET (page), "people.choose-all", NULL);
  gui_walk_wait_for_text (GTK_WIDGET (page), "3 people chosen");
  close_window (window);
}

static gboolean
is_text_view (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_ENTRY_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), data) == 0;
}

static void
test_class (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_class_page_new (fixture->workspace, "");
  GtkWidget *window = show (page);
  GtkWidget *view = gui_walk_find (GTK_WIDGET (page), is_text_view, NULL);
  GtkWidget *name = gui_walk_find (GTK_WIDGET (page), is_entry, "Name of the class");
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autoptr (VouchLedger) ledger = NULL;

  gui_walk_wait_for_text (GTK_WIDGET (page), "New class");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_editable_set_text (GTK_EDITABLE (name), "4C");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "1. Amara Zqvist\n2. Björn Wyxth\n", -1);
  gui_walk_wait_for_text (GTK_WIDGET (page),
                          "2 names: A-1 for Amara Zqvist, to A-2 for Björn Wyxth");
  gtk_widget_activate_action (GTK_WIDGET (page), "class.save", NULL);
  while (ledger == NULL || vouch_ledger_find_name (ledger, "A-2") == NULL) {
    g_main_context_iteration (NULL, FALSE);
    g_clear_object (&ledger);
    ledger = vouch_ledger_keeper_peek (fixture->workspace, NULL);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
  g_assert_cmpstr (vouch_ledger_find_name (ledger, "A-2"), ==, "Björn Wyxth");
  close_window (window);
}

static void
test_permit (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchPeople) people = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  VouchPage *page;
  GtkWidget *window;

  add_class (fixture);
  page = vouch_permit_page_new (fixture->workspace, "A-1,A-3");
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "2 people");
  gui_walk_wait_for_text (GTK_WIDGET (page), "A-1 · Amara Zqvist, A-3 · Chi Zqvo");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "permit.record", NULL);
  while (people == NULL || vouch_people_get_permissions (people)->len < 2) {
    g_main_context_iteration (NULL, FALSE);
    g_clear_object (&people);
    people = vouch_register_load (fixture->workspace, NULL, NULL);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
  close_window (window);
}

static void
test_withdrawal (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  VouchPage *page, *person;
  GtkWidget *window, *other;

  add_class (fixture);
  id = add_permission (fixture, "A-1");
  vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, (const char *const[]){ "A-1", NULL });
  g_assert_true (vouch_register_set_appearance (fixture->workspace, fixture->recording, appearance,
                                                NULL, &error));
  page = vouch_withdrawal_page_new (fixture->workspace, id);
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "It touches 1 thing.");
  gui_walk_wait_for_text (GTK_WIDGET (page), "a.wav");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "withdrawal.withdraw", NULL);
  vouch_page_refresh (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "It is withdrawn. Go through these, one by one.");
  gui_walk_wait_for_text (GTK_WIDGET (page), "a.wav");
  person = vouch_person_page_new (fixture->workspace, "A-1");
  other = show (person);
  gui_walk_wait_for_text (GTK_WIDGET (person), "– image for assessment");
  gui_walk_wait_for_text (GTK_WIDGET (person), "a.wav");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (person)), >, 0);
  close_window (other);
  close_window (window);
}

static void
test_words (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window;

  add_class (fixture);
  page = vouch_private_words_page_new (fixture->workspace, "");
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "School");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  close_window (window);
}

static void
test_hits (WorkspaceFixture *fixture, gconstpointer data)
{
  GtkWidget *view = g_object_ref_sink (g_object_new (VOUCH_TYPE_WRITING_VIEW, NULL));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (VouchReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *item = NULL;
  VouchPage *page;
  GtkWidget *window;

  add_class (fixture);
  item = vouch_respond_with_text (fixture->workspace, fixture->portfolio, "activity", NULL,
                                  "Then Amara waited.", NULL, NULL, &error);
  g_assert_no_error (error);
  page = vouch_item_page_new (fixture->workspace, item);
  window = show (page);
  gui_walk_wait_for_text (GTK_WIDGET (page), "Could tell who is meant");
  gui_walk_wait_for_text (GTK_WIDGET (page), "in paragraph 1 · write A-1 instead");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);

  report =
      vouch_check_portfolio (fixture->workspace, fixture->portfolio, VOUCH_DAY_NONE, NULL, &error);
  gtk_text_buffer_set_text (buffer, "Then Amara waited.", -1);
  g_assert_cmpuint (vouch_hit_marks_show (VOUCH_WRITING_VIEW (view), report, item), ==, 1);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  gtk_text_buffer_set_text (buffer, "Yes. Then Amara waited.", -1);
  g_assert_cmpuint (vouch_hit_marks_show (VOUCH_WRITING_VIEW (view), report, item), ==, 1);
  gtk_text_buffer_set_text (buffer, "Then somebody waited.", -1);
  g_assert_cmpuint (vouch_hit_marks_show (VOUCH_WRITING_VIEW (view), report, item), ==, 0);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_object_unref (view);
  close_window (window);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, WorkspaceFixture, NULL, workspace_fixture_set_up, test,                        \
              workspace_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD ("/people/empty", test_empty);
  ADD ("/people/list", test_list);
  ADD ("/people/class", test_class);
  ADD ("/people/permit", test_permit);
  ADD ("/people/words", test_words);
  ADD ("/people/hits", test_hits);
  g_test_add ("/people/withdrawal", WorkspaceFixture, NULL, workspace_fixture_set_up_complete,
              test_withdrawal, workspace_fixture_tear_down);
  return g_test_run ();
}
