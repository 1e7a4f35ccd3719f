/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-check.h"
#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-portfolios.h"
#include "vouch-results-words.h"
#include "vouch-results.h"

#include "workspace-fixture.h"

/* From a table that is typed or read to evidence that the check accepts. */

#define PHONICS "https://example.org/micro-credentials/early-reading/phonics"
#define REQUIREMENT "student-results"

static const char scores[] = "student,before,after,level\n"
                             "A-1,4,9,below\nA-2,5,10,below\nA-3,8,12,at\n"
                             "A-4,9,13,at\nA-5,14,19,above\nA-6,15,18,above\n";

static char *
begin_table (WorkspaceFixture *f, char **portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) definitions = NULL;
  char *id;

  *portfolio = vouch_portfolios_begin (f->workspace, PHONICS, "Phonics", NULL, &error);
  g_assert_no_error (error);
  id = vouch_results_begin (f->workspace, *portfolio, REQUIREMENT, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
fill (WorkspaceFixture *f, const char *id, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchResultTable) table = vouch_results_load (f->workspace, id, NULL, &error);

  g_assert_no_error (error);
  vouch_result_table_set_measure (table, "Decoding probe");
  vouch_result_table_set_standard (table, "RF.2.3");
  vouch_result_table_set_highest (table, 20);
  vouch_result_table_set_day_before (table, vouch_day_from_ymd (2026, 10, 1));
  vouch_result_table_set_day_after (table, vouch_day_from_ymd (2026, 11, 2));
  vouch_results_read (f->workspace, table, csv, strlen (csv), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_results_save (f->workspace, table, NULL, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_placed (WorkspaceFixture *f, const char *portfolio)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPortfolio) loaded = vouch_portfolios_load (f->workspace, portfolio, NULL, &error);
  GPtrArray *items, *placed = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  items = vouch_portfolio_get_items (loaded);
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (items->pdata[i]), REQUIREMENT) == 0)
      g_ptr_array_add (placed, g_object_ref (items->pdata[i]));
  return placed;
}

static guint
place (WorkspaceFixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (vouch_results_place (f->workspace, id, &n, NULL, &error));
  g_assert_no_error (error);
  return n;
}

static VouchResult
result_of (WorkspaceFixture *f, const char *portfolio, VouchConstraintKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchReport) report = vouch_check_portfolio (f->workspace, portfolio, 0, NULL, &error);
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = vouch_report_list_findings (report, REQUIREMENT);
  for (guint i = 0; i < findings->len; i++)
    if (vouch_finding_get_kind (findings->pdata[i]) == kind)
      return vouch_finding_get_result (findings->pdata[i]);
  g_assert_not_reached ();
}

static void
test_feeds_the_check (WorkspaceFixture *f, gconstpointer data)
{
  g_autofree char *portfolio = NULL;
  g_autofree char *id = begin_table (f, &portfolio);
  g_autofree char *again = vouch_results_begin (f->workspace, portfolio, REQUIREMENT, NULL, NULL);

  g_assert_cmpstr (again, ==, id);
  fill (f, id, scores);
  g_assert_cmpuint (place (f, id), ==, 12);
  g_assert_cmpint (result_of (f, portfolio, VOUCH_CONSTRAINT_KIND_PRE_POST), ==, VOUCH_RESULT_MET);
  g_assert_cmpint (result_of (f, portfolio, VOUCH_CONSTRAINT_KIND_SPREAD), ==, VOUCH_RESULT_MET);
}

/* Placed again, only what differs is another item; what is gone is in the bin. */
static void
test_placed_again (WorkspaceFixture *f, gconstpointer data)
{
  g_autofree char *portfolio = NULL;
  g_autofree char *id = begin_table (f, &portfolio);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  guint kept = 0;

  fill (f, id, scores);
  place (f, id);
  first = list_placed (f, portfolio);
  for (guint i = 0; i < first->len; i++)
    g_hash_table_add (before, (gpointer) vouch_item_get_id (first->pdata[i]));
  fill (f, id, "A-1,4,9\nA-2,5,11\nA-3,8,12\nA-4,9,13\nA-5,14,19\n");
  g_assert_cmpuint (place (f, id), ==, 10);
  second = list_placed (f, portfolio);
  g_assert_cmpuint (second->len, ==, 10);
  for (guint i = 0; i < second->len; i++)
    kept += g_hash_table_contains (before, vouch_item_get_id (second->pdata[i]));
  g_assert_cmpuint (kept, ==, 9);
  g_assert_cmpuint (place (f, id), ==, 10);
}

static void
assert_refused (WorkspaceFixture *f, const char *csv, const char *words)
{
  g_autofree char *portfolio = NULL;
  g_autofree char *id = begin_table (f, &portfolio);
  g_autoptr (GPtrArray) placed = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  fill (f, id, csv);
  g_assert_false (vouch_results_place (f->workspace, id, &n, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
  placed = list_placed (f, portfolio);
  g_assert_cmpuint (placed->len, ==, 0);
}

static void
test_refused (WorkspaceFixture *f, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 1; i <= 13; i++)
    g_string_append_printf (many, "A-%u,1,2\n", i);
  assert_refused (f, "A-1,3,4\nA-1,5,6\n", "twice");
  assert_refused (f, "A-1,,\n", "no scores");
  assert_refused (f, many->str, "26 scores");
}

/* A name that a school system wrote is nowhere in the library. */
static void
test_no_names (WorkspaceFixture *f, gconstpointer data)
{
  g_autofree char *portfolio = NULL;
  g_autofree char *id = begin_table (f, &portfolio);
  g_autofree char *library = g_build_filename (f->folder, "library", NULL);
  g_autofree char *command = NULL;
  int status;

  fill (f, id, "Zebulon Quist,4,9\nA-2,5,10\n");
  place (f, id);
  command = g_strdup_printf ("grep -rqa -e Zebulon -e Quist '%s'", library);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, !=, 0);
}

static void
test_pdf (WorkspaceFixture *f, gconstpointer data)
{
  g_autofree char *portfolio = NULL;
  g_autofree char *id = begin_table (f, &portfolio);
  g_autofree char *path = g_build_filename (f->folder, "results.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  fill (f, id, scores);
  g_assert_true (vouch_results_save_pdf (f->workspace, id, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
}

static void
test_words (void)
{
  g_autoptr (VouchResultTable) table = vouch_result_table_new ();
  g_auto (GStrv) none = vouch_results_list_words (table);
  g_auto (GStrv) some = NULL;
  const double values[][2] = { { 4, 9 }, { 5, 10 }, { 8, 8 } };

  g_assert_cmpuint (g_strv_length (none), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (VouchResultRow) row = vouch_result_row_new ();

    vouch_result_row_set_before (row, values[i][0]);
    vouch_result_row_set_after (row, values[i][1]);
    vouch_result_table_add_row (table, row);
  }
  some = vouch_results_list_words (table);
  g_assert_cmpstr (some[0], ==, "3 students with both scores (n = 3).");
  g_assert_cmpstr (some[1], ==, "Median before 5, median after 9.");
  g_assert_nonnull (strstr (some[4], "Hedges"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func)                                                                           \
  g_test_add ("/results/" name, WorkspaceFixture, NULL, workspace_fixture_set_up, func,            \
              workspace_fixture_tear_down)
  TEST ("feeds-the-check", test_feeds_the_check);
  TEST ("placed-again", test_placed_again);
  TEST ("refused", test_refused);
  TEST ("no-names", test_no_names);
  TEST ("pdf", test_pdf);
  g_test_add_func ("/results/words", test_words);
  return g_test_run ();
}
