/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "vouch-decisions.h"

#include "gui-walk.h"
#include "vouch-item-page.h"
#include "vouch-portfolio-page.h"
#include "vouch-requirement-card.h"
#include "vouch-writing-view.h"
#include "workspace-fixture.h"

/* What was earned before the rest can be read, selected and copied on the screen, and nothing else. */

static GtkWidget *
show (VouchPage *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 1600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
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
is_card (GtkWidget *widget, gconstpointer id)
{
  return VOUCH_IS_REQUIREMENT_CARD (widget) &&
         g_strcmp0 (vouch_requirement_get_id (
                        vouch_requirement_card_get_requirement (VOUCH_REQUIREMENT_CARD (widget))),
                    id) == 0;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static gboolean
is_removal (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ACTIONABLE (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)),
                    "portfolio.remove-item") == 0;
}

static GtkWidget *
open_card (VouchPage *page, const char *id)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  GtkWidget *card;

  while ((card = gui_walk_find (GTK_WIDGET (page), is_card, id)) == NULL) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_main_context_iteration (NULL, TRUE);
  }
  vouch_requirement_card_unfold (VOUCH_REQUIREMENT_CARD (card));
  return card;
}

static GtkTextView *
find_view (GtkWidget *widget)
{
  const GType type = VOUCH_TYPE_WRITING_VIEW;

  return GTK_TEXT_VIEW (gui_walk_find (widget, is_of_type, &type));
}

static gboolean
takes_drops (GtkWidget *card)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      return gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_NONE;
  }
  g_assert_not_reached ();
}

static char *
dup_text (GtkTextView *view)
{
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  return text;
}

static void
test_text (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page);
  GtkWidget *card = open_card (page, "effect");
  GtkTextView *view = find_view (card);
  g_autofree char *before = dup_text (view);
  g_autofree char *after = NULL;

  g_assert_nonnull (gui_walk_find_text (card, "Earned in attempt 1."));
  g_assert_cmpuint (strlen (before), >, 500);
  g_assert_false (gtk_text_view_get_editable (view));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (view)));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  g_assert_null (gui_walk_find_button (card, "@"));
  g_assert_false (takes_drops (card));
  gtk_widget_activate_action (GTK_WIDGET (view), "writing.refer", NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (card), "pasted");
  g_signal_emit_by_name (view, "paste-clipboard");
  vouch_requirement_card_write (VOUCH_REQUIREMENT_CARD (card), NULL);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  after = dup_text (view);
  g_assert_cmpstr (after, ==, before);
  close_window (window);
}

static void
test_files (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page);
  GtkWidget *card = open_card (page, "recording");

  g_assert_nonnull (gui_walk_find_text (card, "Earned in attempt 1."));
  g_assert_nonnull (gui_walk_find_text (card, "a.wav"));
  g_assert_null (gui_walk_find_button (card, "Attach"));
  g_assert_null (gui_walk_find_button (card, "From my evidence"));
  g_assert_null (gui_walk_find (card, is_removal, NULL));
  close_window (window);
}

/* What is not yet earned is as it always was. */
static void
test_open (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page);
  GtkWidget *card = open_card (page, "student-view");

  g_assert_null (gui_walk_find_text (card, "Earned in attempt 1."));
  g_assert_true (gtk_text_view_get_editable (find_view (card)));
  g_assert_nonnull (gui_walk_find (card, is_removal, NULL));
  g_assert_true (takes_drops (card));
  close_window (window);
}

static void
test_item (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const shut[] = { "VouchItemAbout", "VouchItemAttributes", "VouchItemRange" };
  VouchPage *page = vouch_item_page_new (fixture->workspace, fixture->recording);
  GtkWidget *window = show (page);

  gui_walk_wait_for_text (GTK_WIDGET (page), "Earned in attempt 1.");
  for (gsize i = 0; i < G_N_ELEMENTS (shut); i++) {
    const GType type = g_type_from_name (shut[i]);
    GtkWidget *section = gui_walk_find (GTK_WIDGET (page), is_of_type, &type);

    g_assert_true (section == NULL || !gtk_widget_is_sensitive (section));
  }
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Marked places"));
  g_assert_null (gui_walk_find_button (GTK_WIDGET (page), "Mark"));
  close_window (window);
}

#define ADD(name)                                                                                  \
  g_test_add ("/locked/" #name, WorkspaceFixture, NULL, workspace_fixture_set_up_partly_earned,    \
              test_##name, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_IDENTITY_COST", "minimal", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  ADD (text);
  ADD (files);
  ADD (open);
  ADD (item);
  return g_test_run ();
}
