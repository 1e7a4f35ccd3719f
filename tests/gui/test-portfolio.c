/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-definitions.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-preview.h"
#include "vouch-register.h"
#include "vouch-respond.h"

#include "gui-walk.h"
#include "vouch-assessor-page.h"
#include "vouch-assessor-text.h"
#include "vouch-chip-box.h"
#include "vouch-choice-box.h"
#include "vouch-mend.h"
#include "vouch-outline.h"
#include "vouch-portfolio-page.h"
#include "vouch-portfolio-state.h"
#include "vouch-portfolios-page.h"
#include "vouch-requirement-card.h"
#include "workspace-fixture.h"

/* The page of a portfolio: every check leads somewhere, cards fold and never under the caret, the
 * outline and the grid go where they say, and the assessor's view is what would be sent. */

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gpointer
do_nothing (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

/* Goes on until what was asked for so far is done: the worker is ordered. */
static void
settle (VouchWorkspace *workspace)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  for (guint i = 0; i < 2; i++) {
    gboolean answered = FALSE;

    vouch_workspace_run_async (workspace, do_nothing, NULL, NULL, NULL, NULL, answered_cb,
                               &answered);
    while (!answered || g_main_context_pending (NULL)) {
      g_main_context_iteration (NULL, !answered);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
  }
}

static GtkWidget *
show (VouchPage *page, int width)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  settle (vouch_page_get_workspace (page));
  return window;
}

static void
end (VouchWorkspace *workspace, GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  settle (workspace);
}

static gboolean
is_card (GtkWidget *widget, gconstpointer id)
{
  return VOUCH_IS_REQUIREMENT_CARD (widget) &&
         g_strcmp0 (vouch_requirement_get_id (
                        vouch_requirement_card_get_requirement (VOUCH_REQUIREMENT_CARD (widget))),
                    id) == 0;
}

static VouchRequirementCard *
find_card (VouchPage *page, const char *id)
{
  GtkWidget *card = gui_walk_find (GTK_WIDGET (page), is_card, id);

  g_assert_nonnull (card);
  return VOUCH_REQUIREMENT_CARD (card);
}

static gboolean
is_named (GtkWidget *widget, gconstpointer name)
{
  return g_strcmp0 (gtk_widget_get_name (widget), name) == 0;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (type));
}

static GtkWidget *
find_type (gpointer root, GType type)
{
  return gui_walk_find (root, is_of_type, GSIZE_TO_POINTER (type));
}

/* Whether there is what the way leads to. */
static void
assert_leads (VouchPortfolio *portfolio, VouchFinding *finding)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchMend way = vouch_mend_find (portfolio, finding);

  g_test_message ("%s (%s): %d", vouch_finding_get_id (finding),
                  vouch_fix_to_string (vouch_finding_get_fix (finding)), way.place);
  g_assert_cmpint (way.place, !=, VOUCH_MEND_NOWHERE);
  switch (way.place) {
  case VOUCH_MEND_CARD:
  case VOUCH_MEND_FILES:
  case VOUCH_MEND_WRITE:
    g_assert_nonnull (vouch_definition_find_requirement (definition, way.requirement));
    break;
  case VOUCH_MEND_ITEM: g_assert_nonnull (vouch_portfolio_find_item (portfolio, way.item)); break;
  case VOUCH_MEND_CHOICE:
    g_assert_nonnull (vouch_definition_find_part (definition, way.part));
    break;
  case VOUCH_MEND_CONFIRM:
  case VOUCH_MEND_COVERAGE: break;
  case VOUCH_MEND_NOWHERE:
  default: g_assert_not_reached ();
  }
}

static void
assert_all_lead (VouchWorkspace *workspace, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolioState) state =
      vouch_portfolio_state_load (workspace, portfolio, NULL, &error);
  GPtrArray *findings;

  g_assert_no_error (error);
  findings = vouch_report_get_findings (vouch_portfolio_state_get_report (state));
  g_assert_cmpuint (findings->len, >, 0);
  for (guint i = 0; i < findings->len; i++)
    assert_leads (vouch_portfolio_state_get_portfolio (state), findings->pdata[i]);
}

/* Every way to mend, on a card with nothing on it and on one with something. */
static void
test_every_fix (WorkspaceFixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "activity", "recording", "student-view", "baseline" };
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolioState) state = NULL;
  VouchPortfolio *portfolio;

  workspace_fixture_respond (fixture, "activity", 80, NULL);
  state = vouch_portfolio_state_load (fixture->workspace, fixture->portfolio, NULL, &error);
  g_assert_no_error (error);
  portfolio = vouch_portfolio_state_get_portfolio (state);
  for (VouchFix fix = VOUCH_FIX_NONE; fix <= VOUCH_FIX_WAIT; fix++)
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
      g_autoptr (VouchFinding) finding = vouch_finding_new ();

      vouch_finding_set_id (finding, places[i]);
      vouch_finding_set_part (finding, "part1");
      vouch_finding_set_requirement (finding, places[i]);
      vouch_finding_set_result (finding, VOUCH_RESULT_NOT_MET);
      vouch_finding_set_fix (finding, fix);
      assert_leads (portfolio, finding);
      /* No file is chosen where only words are asked for. */
      if (g_str_equal (places[i], "activity"))
        g_assert_cmpint (vouch_mend_find (portfolio, finding).place, !=, VOUCH_MEND_FILES);
    }
  assert_all_lead (fixture->workspace, fixture->portfolio);
}

/* A complete card folds and says what is in it; it opens on demand, and stays as it was left. */
static void
test_folding (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window;
  VouchRequirementCard *card;

  workspace_fixture_respond (fixture, "activity", 80, NULL);
  page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = show (page, 1200);
  card = find_card (page, "activity");
  g_assert_true (vouch_requirement_card_get_folded (card));
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (card), "1 answer · 80 words"));
  g_assert_false (vouch_requirement_card_get_folded (find_card (page, "effect")));
  vouch_requirement_card_unfold (card);
  vouch_page_refresh (page);
  settle (fixture->workspace);
  g_assert_false (vouch_requirement_card_get_folded (card));
  gtk_widget_activate_action (GTK_WIDGET (card), "card.toggle", NULL);
  vouch_page_refresh (page);
  settle (fixture->workspace);
  g_assert_true (vouch_requirement_card_get_folded (card));
  end (fixture->workspace, window);
}

static void
test_never_under_the_caret (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page, 1200);
  VouchRequirementCard *card = find_card (page, "activity");

  vouch_requirement_card_write (card, NULL);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (window))));
  workspace_fixture_respond (fixture, "activity", 80, NULL);
  vouch_page_refresh (page);
  settle (fixture->workspace);
  g_assert_false (vouch_requirement_card_get_folded (card));
  end (fixture->workspace, window);
}

static gboolean
has_focus_within (GtkWidget *window, gpointer card)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, card);
}

static void
test_outline (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page, 1200);
  GtkWidget *outline = find_type (page, VOUCH_TYPE_OUTLINE);
  GtkWidget *row = gui_walk_find (outline, is_named, "teacher-view");

  g_assert_nonnull (row);
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_widget_activate (row);
  settle (fixture->workspace);
  g_assert_true (has_focus_within (window, find_card (page, "teacher-view")));
  /* A part is a place too. */
  row = gui_walk_find (outline, is_named, "part3");
  gtk_widget_activate (row);
  settle (fixture->workspace);
  g_assert_true (has_focus_within (window, find_card (page, "student-view")) ||
                 gtk_window_get_focus (GTK_WINDOW (window)) != NULL);
  end (fixture->workspace, window);
}

/* "Continue" goes to what comes next: into an answer to be written, else to the way to attach. */
static void
test_continue (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page, 1200);
  GtkWidget *text = find_type (find_card (page, "activity"), GTK_TYPE_TEXT_VIEW);

  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.continue", NULL);
  settle (fixture->workspace);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == text);
  workspace_fixture_respond (fixture, "activity", 80, NULL);
  workspace_fixture_respond (fixture, "effect", 80, NULL);
  vouch_page_refresh (page);
  settle (fixture->workspace);
  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.continue", NULL);
  settle (fixture->workspace);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) ==
                 gui_walk_find_button (GTK_WIDGET (find_card (page, "recording")), "Attach"));
  end (fixture->workspace, window);
}

static void
test_coverage (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page;
  GtkWidget *window, *cell;

  workspace_fixture_respond (fixture, "activity", 80, NULL);
  page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = show (page, 1200);
  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.toggle-coverage", NULL);
  settle (fixture->workspace);
  cell = gui_walk_find_button (GTK_WIDGET (page), "✓ 1");
  g_assert_nonnull (cell);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  g_signal_emit_by_name (cell, "clicked");
  settle (fixture->workspace);
  g_assert_true (has_focus_within (window, find_card (page, "activity")));
  end (fixture->workspace, window);
}

static void
test_rubric (WorkspaceFixture *fixture, gconstpointer data)
{
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  GtkWidget *window = show (page, 1200);
  VouchPage *other;

  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.toggle-rubric", NULL);
  settle (fixture->workspace);
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Nothing speaks to this yet"));
  end (fixture->workspace, window);
  /* It stays beside the work when the page is opened again. */
  other = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = show (other, 1200);
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (other), "Nothing speaks to this yet"));
  end (fixture->workspace, window);
}

/* What is on the page is what would be frozen: every text, every neutral name, and no name of a file
 * or portfolio of the teacher's own. */
static void
test_assessor (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPreview) preview = NULL;
  VouchPage *page;
  GtkWidget *window;
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  GPtrArray *items;

  g_assert_true (vouch_portfolios_rename (fixture->workspace, fixture->portfolio, "My own title",
                                          NULL, &error));
  page = vouch_assessor_page_new (fixture->workspace, fixture->portfolio);
  window = show (page, 1200);
  /* The copies are made first. */
  while (preview == NULL) {
    g_clear_error (&error);
    settle (fixture->workspace);
    preview = vouch_preview_make (fixture->workspace, fixture->portfolio, NULL, NULL, &error);
    g_assert_cmpint (g_get_monotonic_time (), <, until);
  }
  vouch_page_refresh (page);
  settle (fixture->workspace);
  items = vouch_manifest_get_items (preview->manifest);
  g_assert_cmpuint (items->len, >, 3);
  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);
    const char *words = file != NULL ? vouch_manifest_file_get_name (file)
                                     : vouch_manifest_item_get_text (items->pdata[i]);

    g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), words));
  }
  g_assert_null (gui_walk_find_text (GTK_WIDGET (page), "My own title"));
  g_assert_null (gui_walk_find_text (GTK_WIDGET (page), fixture->folder));
  end (fixture->workspace, window);
}

static char *
begin (WorkspaceFixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *definition = vouch_definitions_import (fixture->workspace, path, NULL, &error);
  char *id;

  g_assert_no_error (error);
  id = vouch_portfolios_begin (fixture->workspace, definition, NULL, NULL, &error);
  g_assert_no_error (error);
  return id;
}

/* Definitions nobody made this page for. */
static void
test_definition (WorkspaceFixture *fixture, gconstpointer path)
{
  g_autofree char *id = begin (fixture, path);
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, id);
  GtkWidget *window = show (page, 700);

  g_assert_true (find_type (page, VOUCH_TYPE_REQUIREMENT_CARD) != NULL ||
                 gui_walk_find_text (GTK_WIDGET (page), "Nothing has to be handed in") != NULL);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.toggle-rubric", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "portfolio.toggle-coverage", NULL);
  settle (fixture->workspace);
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  assert_all_lead (fixture->workspace, id);
  end (fixture->workspace, window);
}

/* What is not chosen is not needed, and keeps what is there. */
static void
test_choices (WorkspaceFixture *fixture, gconstpointer path)
{
  g_autofree char *id = begin (fixture, path);
  g_autoptr (GError) error = NULL;
  VouchPage *page = vouch_portfolio_page_new (fixture->workspace, id);
  GtkWidget *window = show (page, 1200);
  GtkWidget *check = find_type (find_type (page, VOUCH_TYPE_CHOICE_BOX), GTK_TYPE_CHECK_BUTTON);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  settle (fixture->workspace);
  {
    g_autoptr (VouchPortfolio) stored =
        vouch_portfolios_load (fixture->workspace, id, NULL, &error);

    g_assert_true (
        g_strv_contains (vouch_portfolio_get_chosen (stored), gtk_widget_get_name (check)));
  }
  vouch_page_refresh (page);
  settle (fixture->workspace);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  end (fixture->workspace, window);
}

#define LARGE_PARTS 10
#define LARGE_CARDS 4
#define LARGE_ITEMS 200

/* A definition of many cards, from the smallest there is. */
static char *
write_large_definition (WorkspaceFixture *fixture)
{
  g_autofree char *small = NULL;
  g_autoptr (GString) parts = g_string_new ("\"parts\": [");
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\"parts\": \\[.*?\\]", G_REGEX_DOTALL, 0, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (
      g_file_get_contents (DEFINITIONS "/definition-minimal.json", &small, NULL, &error));
  for (guint i = 0; i < LARGE_PARTS; i++) {
    g_string_append_printf (parts,
                            "%s{\"id\": \"p%u\", \"position\": %u, \"title\": \"Part %u\", "
                            "\"evidence\": [",
                            i > 0 ? ", " : "", i, i + 1, i + 1);
    for (guint n = 0; n < LARGE_CARDS; n++)
      g_string_append_printf (
          parts,
          "%s{\"id\": \"r%u-%u\", \"title\": \"Card %u of %u\", \"artifactType\": "
          "\"studentWork\", \"media\": [\"image\"], \"quantity\": {\"min\": 1, \"max\": 20}}",
          n > 0 ? ", " : "", i, n, n + 1, i + 1);
    g_string_append (parts, "]}");
  }
  g_string_append (parts, "]");
  text = g_regex_replace_literal (regex, small, -1, 0, parts->str, 0, &error);
  g_assert_no_error (error);
  return workspace_fixture_write (fixture, "large.json", text);
}

/* The longest that the main loop is held up until everything is there. */
static gint64
longest_turn (VouchWorkspace *workspace)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  gint64 longest = 0;

  for (guint i = 0; i < 3; i++) {
    gboolean answered = FALSE;

    vouch_workspace_run_async (workspace, do_nothing, NULL, NULL, NULL, NULL, answered_cb,
                               &answered);
    while (!answered || g_main_context_pending (NULL)) {
      gint64 begin = g_get_monotonic_time ();

      if (g_main_context_iteration (NULL, FALSE))
        longest = MAX (longest, g_get_monotonic_time () - begin);
      else
        g_usleep (500);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
  }
  return longest;
}

/* Forty cards with two hundred files on them do not keep the window waiting; what that means in
 * milliseconds is said, because here others may be at work as well. */
static void
test_large (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_large_definition (fixture);
  g_autoptr (GError) error = NULL;
  VouchPage *page;
  GtkWidget *window;

  g_free (fixture->portfolio);
  fixture->portfolio = begin (fixture, path);
  for (guint i = 0; i < LARGE_ITEMS; i++) {
    g_autofree char *name = g_strdup_printf ("work-%u.jpg", i);
    g_autofree char *content = g_strdup_printf ("IMAGE %u", i);
    g_autofree char *place =
        g_strdup_printf ("r%u-%u", i % LARGE_PARTS, i / LARGE_PARTS % LARGE_CARDS);
    g_autofree char *item = workspace_fixture_attach (fixture, place, name, content, &error);

    g_assert_no_error (error);
  }
  settle (fixture->workspace);
  page = vouch_portfolio_page_new (fixture->workspace, fixture->portfolio);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  settle (fixture->workspace);
  vouch_page_refresh (page);
  g_test_message ("opened: %d ms at most at a time",
                  (int) (longest_turn (fixture->workspace) / 1000));
  g_assert_nonnull (find_card (page, "r9-3"));
  vouch_page_refresh (page);
  {
    gint64 longest = longest_turn (fixture->workspace);

    g_test_message ("read anew: %d ms at most at a time", (int) (longest / 1000));
    g_assert_cmpint (longest, <, G_USEC_PER_SEC);
  }
  end (fixture->workspace, window);
}

/* Many portfolios are one list, searched as one types. */
static void
test_many_portfolios (WorkspaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchPage *page;
  GtkWidget *window, *search;

  for (guint i = 0; i < 120; i++) {
    g_autofree char *title = g_strdup_printf ("Portfolio %03u", i);
    g_autofree char *id =
        vouch_portfolios_begin (fixture->workspace, WAIT_TIME, title, NULL, &error);

    g_assert_no_error (error);
  }
  page = vouch_portfolios_page_new (fixture->workspace);
  window = show (page, 900);
  g_assert_nonnull (gui_walk_find_text (GTK_WIDGET (page), "Portfolio 119"));
  search = find_type (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "portfolio 007");
  gui_walk_wait_for_text (GTK_WIDGET (page), "Portfolio 007");
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (page)), >, 0);
  end (fixture->workspace, window);
}

#define COMPLETE DEFINITIONS "/definition-complete.json"
#define MINIMAL DEFINITIONS "/definition-minimal.json"
#define PHONICS CATALOGUE "/early-reading-2-phonics.json"

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

#define ADD(path, data, func)                                                                      \
  g_test_add ("/portfolio/" path, WorkspaceFixture, data, workspace_fixture_set_up, func,          \
              workspace_fixture_tear_down)
  ADD ("every-fix", NULL, test_every_fix);
  ADD ("folding", NULL, test_folding);
  ADD ("never-under-the-caret", NULL, test_never_under_the_caret);
  ADD ("outline", NULL, test_outline);
  ADD ("continue", NULL, test_continue);
  ADD ("coverage", NULL, test_coverage);
  ADD ("rubric", NULL, test_rubric);
  ADD ("definition/complete", COMPLETE, test_definition);
  ADD ("definition/minimal", MINIMAL, test_definition);
  ADD ("definition/phonics", PHONICS, test_definition);
  ADD ("choices", COMPLETE, test_choices);
  ADD ("large", NULL, test_large);
  ADD ("many", NULL, test_many_portfolios);
#undef ADD
  g_test_add ("/portfolio/assessor", WorkspaceFixture, NULL, workspace_fixture_set_up_complete,
              test_assessor, workspace_fixture_tear_down);
  return g_test_run ();
}
