/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "portfolio-sketch.h"
#include "vouch-coverage.h"

/* What there is for a row of the rubric: named by an item, by a marked place, or by the definition. */

static void
add_criterion (VouchRubric *rubric, const char *id, const char *from)
{
  g_autoptr (VouchCriterion) criterion = vouch_criterion_new ();
  const char *const evidence[] = { from, NULL };

  vouch_criterion_set_id (criterion, id);
  vouch_criterion_set_title (criterion, id);
  vouch_criterion_set_evidence_from (criterion, evidence);
  vouch_rubric_add_criterion (rubric, criterion);
}

static VouchPortfolio *
portfolio_with (const char *const *items, const char *const *rows)
{
  VouchPortfolio *portfolio = sketch_portfolio ("words advised min=0", items);
  g_autoptr (VouchRubric) rubric = vouch_rubric_new ();

  vouch_definition_set_rubric (vouch_portfolio_get_definition (portfolio), rubric);
  for (guint i = 0; rows[i] != NULL; i += 2)
    add_criterion (rubric, rows[i], rows[i + 1][0] != '\0' ? rows[i + 1] : NULL);
  return portfolio;
}

static void
assert_cell (VouchCoverage *coverage, guint row, gboolean expected, guint items, guint moments)
{
  const VouchCoverageCell *cell = vouch_coverage_get_cell (coverage, row, 0);

  g_assert_cmpint (cell->expected, ==, expected);
  g_assert_cmpuint (cell->items->len, ==, items);
  g_assert_cmpuint (cell->n_moments, ==, moments);
  g_assert_cmpuint (vouch_coverage_count (coverage, row), >=, items);
}

static void
test_cells (void)
{
  const char *const items[] = { "audio ms=60000 at=5000:a at=9000:a at=9500:b", "document speaks=c",
                                "text text=", NULL };
  const char *const rows[] = { "a", "", "b", "", "c", "", "d", "r", "e", "", NULL };
  g_autoptr (VouchPortfolio) portfolio = portfolio_with (items, rows);
  g_autoptr (VouchCoverage) coverage = vouch_coverage_new (portfolio);

  g_assert_cmpuint (vouch_coverage_get_criteria (coverage)->len, ==, 5);
  assert_cell (coverage, 0, FALSE, 1, 2);
  assert_cell (coverage, 1, FALSE, 1, 1);
  assert_cell (coverage, 2, FALSE, 1, 0);
  /* What the definition expects is spoken to by all that is placed there, but not by a blank answer. */
  assert_cell (coverage, 3, TRUE, 2, 0);
  assert_cell (coverage, 4, FALSE, 0, 0);
}

/* The page and the check agree about what is without evidence. */
static void
test_agrees_with_check (void)
{
  const char *const items[] = { "audio ms=60000 at=5000:a", NULL };
  const char *const rows[] = { "a", "", "b", "r", "c", "elsewhere", NULL };
  g_autoptr (VouchPortfolio) portfolio = portfolio_with (items, rows);
  g_autoptr (VouchCoverage) coverage = vouch_coverage_new (portfolio);
  g_autoptr (VouchReport) report =
      vouch_completeness_check (portfolio, NULL, NULL, sketch_today ());

  for (guint row = 0; rows[row * 2] != NULL; row++) {
    g_autofree char *id = g_strdup_printf ("rubric/%s/criterionCoverage", rows[row * 2]);
    VouchFinding *finding = vouch_report_find (report, id);

    g_assert_cmpint (vouch_finding_get_result (finding) == VOUCH_RESULT_MET, ==,
                     vouch_coverage_count (coverage, row) > 0);
  }
}

static void
test_without_rubric (void)
{
  const char *const items[] = { "text words=5", NULL };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", items);
  g_autoptr (VouchCoverage) coverage = NULL;

  vouch_definition_set_rubric (vouch_portfolio_get_definition (portfolio), NULL);
  coverage = vouch_coverage_new (portfolio);
  g_assert_cmpuint (vouch_coverage_get_criteria (coverage)->len, ==, 0);
  g_assert_cmpuint (vouch_coverage_get_requirements (coverage)->len, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/cells", test_cells);
  g_test_add_func ("/coverage/agrees-with-check", test_agrees_with_check);
  g_test_add_func ("/coverage/without-rubric", test_without_rubric);
  return g_test_run ();
}
