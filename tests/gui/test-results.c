/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "vouch-portfolios.h"
#include "vouch-results.h"

#include "gui-walk.h"
#include "vouch-result-line.h"
#include "vouch-results-page.h"
#include "workspace-fixture.h"

/* The grid of results: what is typed is kept, Enter goes down, what is taken out comes back. */

#define PHONICS "https://example.org/micro-credentials/early-reading/phonics"

typedef struct {
  WorkspaceFixture base;
  char *table;
  GtkWidget *window;
  VouchPage *page;
} Fixture;

static gboolean
is_line (GtkWidget *widget, gconstpointer index)
{
  GtkWidget *row = VOUCH_IS_RESULT_LINE (widget) ? gtk_widget_get_parent (widget) : NULL;

  return row != NULL && gtk_widget_get_mapped (row) &&
         gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == GPOINTER_TO_INT (index);
}

static GtkWidget *
line (Fixture *f, int index)
{
  return gui_walk_find (GTK_WIDGET (f->page), is_line, GINT_TO_POINTER (index));
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer left)
{
  return GTK_IS_ENTRY (widget) && (*(int *) left)-- == 0;
}

static GtkWidget *
cell (Fixture *f, int index, int column)
{
  return gui_walk_find (line (f, index), is_entry, &column);
}

static void
wait_for (Fixture *f, gboolean (*done) (Fixture *f))
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!done (f)) {
    g_main_context_iteration (NULL, FALSE);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

static gboolean
has_lines (Fixture *f)
{
  return line (f, 2) != NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *portfolio = NULL;

  workspace_fixture_set_up (&f->base, data);
  portfolio = vouch_portfolios_begin (f->base.workspace, PHONICS, "Phonics", NULL, &error);
  g_assert_no_error (error);
  f->table = vouch_results_begin (f->base.workspace, portfolio, "student-results", NULL, &error);
  g_assert_no_error (error);
  f->page = vouch_results_page_new (f->base.workspace, f->table);
  f->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  vouch_page_refresh (f->page);
  wait_for (f, has_lines);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_free (f->table);
  workspace_fixture_tear_down (&f->base, data);
}

static VouchResultTable *
stored (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  VouchResultTable *table = vouch_results_load (f->base.workspace, f->table, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static void
type (Fixture *f, int index, const char *student, const char *before, const char *after)
{
  gtk_editable_set_text (GTK_EDITABLE (cell (f, index, 0)), student);
  gtk_editable_set_text (GTK_EDITABLE (cell (f, index, 1)), before);
  gtk_editable_set_text (GTK_EDITABLE (cell (f, index, 2)), after);
}

static gboolean
one_is_stored (Fixture *f)
{
  g_autoptr (VouchResultTable) table = stored (f);

  return vouch_result_table_get_rows (table)->len == 1;
}

static void
test_typed (Fixture *f, gconstpointer data)
{
  g_autoptr (VouchResultTable) table = NULL;
  VouchResultRow *row;

  type (f, 0, "A-1", "4", "9,5");
  wait_for (f, one_is_stored);
  table = stored (f);
  row = g_ptr_array_index (vouch_result_table_get_rows (table), 0);
  g_assert_cmpstr (vouch_result_row_get_student (row), ==, "A-1");
  g_assert_cmpfloat (vouch_result_row_get_after (row), ==, 9.5);
}

/* Closing saves at once what waits to be saved. */
static void
test_flush (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type (f, 0, "A-1", "4", "9");
  g_assert_false (one_is_stored (f));
  g_assert_true (vouch_page_flush (f->page, &error));
  g_assert_no_error (error);
  g_assert_true (one_is_stored (f));
}

static void
test_not_a_score (Fixture *f, gconstpointer data)
{
  type (f, 0, "A-1", "four", "9");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell (f, 0, 1)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (vouch_result_line_is_valid (VOUCH_RESULT_LINE (line (f, 0))));
  type (f, 0, "A-1", "4", "9");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell (f, 0, 1)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_enter_and_undo (Fixture *f, gconstpointer data)
{
  type (f, 2, "A-3", "1", "2");
  g_assert_null (line (f, 3));
  g_signal_emit_by_name (cell (f, 2, 1), "activate");
  g_assert_nonnull (line (f, 3));
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_first_child (cell (f, 3, 1))));
  gtk_widget_activate_action (line (f, 2), "line.remove", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (cell (f, 2, 0))), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "results.undo", NULL);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (cell (f, 0, 0))), ==, "A-3");
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (gui_walk_check_names (GTK_WIDGET (f->page)), >, 15);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell (f, 0, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Score before");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(name, func) g_test_add ("/gui/results/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("typed", test_typed);
  TEST ("flush", test_flush);
  TEST ("not-a-score", test_not_a_score);
  TEST ("enter-and-undo", test_enter_and_undo);
  TEST ("names", test_names);
  return g_test_run ();
}
