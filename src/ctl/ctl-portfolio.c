/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-portfolio.h"

#include <glib/gi18n-lib.h>

#include "vouch-check.h"
#include "vouch-coverage.h"
#include "vouch-export.h"
#include "vouch-import.h"
#include "vouch-overview.h"
#include "vouch-portfolios.h"

#include "ctl-parse.h"
#include "ctl-show.h"

static gboolean
begin (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = vouch_portfolios_begin (ctl_context_get_workspace (context), words[0],
                                                ctl_context_get (context, "title"), NULL, error);

  if (id == NULL)
    return FALSE;
  ctl_context_print_id (context, id);
  return TRUE;
}

static gboolean
list (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_portfolios_list (ctl_context_get_workspace (context), NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "portfolios");
  for (guint i = 0; i < all->len; i++) {
    VouchPortfolio *portfolio = g_ptr_array_index (all, i);
    VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);

    ctl_context_print_row (context, vouch_portfolio_get_id (portfolio),
                           vouch_portfolio_get_title (portfolio),
                           vouch_definition_get_id (definition), NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_portfolio_get_id (portfolio));
    ctl_json_string (json, "title", vouch_portfolio_get_title (portfolio));
    ctl_json_string (json, "definition", vouch_definition_get_id (definition));
    ctl_json_string (json, "version", vouch_definition_get_version (definition));
    ctl_json_time (json, "createdAt", vouch_portfolio_get_created_ms (portfolio));
    ctl_json_time (json, "changedAt", vouch_portfolio_get_changed_ms (portfolio));
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
show (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = ctl_parse_portfolio (context, words[0], error);
  g_autoptr (VouchPortfolio) portfolio = NULL;

  portfolio = id != NULL
                  ? vouch_portfolios_load (ctl_context_get_workspace (context), id, NULL, error)
                  : NULL;
  if (portfolio == NULL)
    return FALSE;
  ctl_show_portfolio (context, portfolio);
  return TRUE;
}

static gboolean
check (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *date = ctl_context_get (context, "date");
  VouchDay day = VOUCH_DAY_NONE;
  g_autofree char *id = NULL;
  g_autoptr (VouchReport) report = NULL;

  if (date != NULL && !ctl_parse_day (date, &day, error))
    return FALSE;
  id = ctl_parse_portfolio (context, words[0], error);
  report = id != NULL
               ? vouch_check_portfolio (ctl_context_get_workspace (context), id, day, NULL, error)
               : NULL;
  if (report == NULL)
    return FALSE;
  ctl_show_report (context, id, report);
  if (!vouch_report_get_ready (report))
    *exit_code = CTL_EXIT_NOT_READY;
  return TRUE;
}

/* How far all of them are, as the window lists them. */
static gboolean
overview (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_overview_list (ctl_context_get_workspace (context), NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "portfolios");
  for (guint i = 0; i < all->len; i++) {
    VouchPortfolioSummary *summary = g_ptr_array_index (all, i);
    const char *next = vouch_portfolio_summary_get_next_step (summary);
    const char *standing =
        vouch_standing_to_string (vouch_portfolio_summary_get_standing (summary));
    guint complete = vouch_portfolio_summary_get_complete (summary);
    guint needed = vouch_portfolio_summary_get_needed (summary);
    g_autofree char *count = g_strdup_printf ("%u/%u", complete, needed);

    ctl_context_print_row (context, vouch_portfolio_summary_get_id (summary), standing, count,
                           vouch_portfolio_summary_get_title (summary), next != NULL ? next : "",
                           NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_portfolio_summary_get_id (summary));
    ctl_json_string (json, "title", vouch_portfolio_summary_get_title (summary));
    ctl_json_string (json, "standing", standing);
    ctl_json_integer (json, "complete", complete);
    ctl_json_integer (json, "needed", needed);
    ctl_json_string (json, "nextStep", next);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

/* A line for each place where a criterion and what feeds it meet. */
static void
print_coverage (CtlContext *context, CtlJson *json, VouchCoverage *coverage, guint row)
{
  VouchCriterion *criterion = vouch_coverage_get_criteria (coverage)->pdata[row];

  for (guint column = 0; column < vouch_coverage_get_requirements (coverage)->len; column++) {
    const VouchCoverageCell *cell = vouch_coverage_get_cell (coverage, row, column);
    g_autofree char *items = g_strdup_printf ("%u", cell->items->len);
    g_autofree char *moments = g_strdup_printf ("%u", cell->n_moments);

    if (!cell->expected && cell->items->len == 0)
      continue;
    ctl_context_print_row (context, vouch_criterion_get_id (criterion),
                           vouch_requirement_get_id (cell->requirement), items, moments, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "criterion", vouch_criterion_get_id (criterion));
    ctl_json_string (json, "requirement", vouch_requirement_get_id (cell->requirement));
    ctl_json_integer (json, "items", cell->items->len);
    ctl_json_integer (json, "moments", cell->n_moments);
    ctl_json_end (json);
  }
}

static gboolean
show_coverage (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = ctl_parse_portfolio (context, words[0], error);
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchCoverage) coverage = NULL;

  portfolio = id != NULL
                  ? vouch_portfolios_load (ctl_context_get_workspace (context), id, NULL, error)
                  : NULL;
  if (portfolio == NULL)
    return FALSE;
  coverage = vouch_coverage_new (portfolio);
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "coverage");
  for (guint row = 0; row < vouch_coverage_get_criteria (coverage)->len; row++)
    print_coverage (context, json, coverage, row);
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
rename_portfolio (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = ctl_parse_portfolio (context, words[0], error);

  if (id == NULL ||
      !vouch_portfolios_rename (ctl_context_get_workspace (context), id, words[1], NULL, error))
    return FALSE;
  ctl_context_print_done (context, id);
  return TRUE;
}

static gboolean
remove_portfolio (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autofree char *id = ctl_parse_portfolio (context, words[0], error);

  if (id == NULL || !vouch_portfolios_remove (ctl_context_get_workspace (context), id, NULL, error))
    return FALSE;
  ctl_context_print_done (context, id);
  return TRUE;
}

static gboolean
restore_portfolio (CtlContext *context,
                   const char *const *words,
                   CtlExit *exit_code,
                   GError **error)
{
  if (!vouch_portfolios_restore (ctl_context_get_workspace (context), words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
export_portfolio (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *path = ctl_context_get (context, "to");
  g_autofree char *id = ctl_parse_portfolio (context, words[0], error);

  if (id == NULL || !ctl_parse_needed (path, "to", error) ||
      !vouch_export (ctl_context_get_workspace (context), id, path, NULL, NULL, error))
    return FALSE;
  ctl_context_print_done (context, path);
  return TRUE;
}

static gboolean
import_portfolio (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autofree char *sentence = NULL;
  g_autoptr (VouchImported) imported =
      vouch_import (ctl_context_get_workspace (context), words[0], NULL, NULL, error);

  if (imported == NULL)
    return FALSE;
  sentence = vouch_imported_describe (imported);
  ctl_context_print (context, "%s", sentence);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "portfolio", imported->portfolio);
  ctl_json_integer (json, "new", imported->n_new);
  ctl_json_integer (json, "same", imported->n_same);
  ctl_json_integer (json, "beside", imported->n_beside);
  ctl_json_integer (json, "added", imported->n_added);
  ctl_json_integer (json, "kept", imported->n_kept);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

const CtlCommand ctl_portfolio_commands[] = {
  { "portfolio new", "DEFINITION-ID", 1, 1, "title=T", CTL_ACCESS_WRITE, begin,
    N_ ("Begin a portfolio") },
  { "portfolio list", "", 0, 0, "", CTL_ACCESS_READ, list, N_ ("List the portfolios") },
  { "portfolio show", "P", 1, 1, "", CTL_ACCESS_READ, show, N_ ("Show what is in a portfolio") },
  { "portfolio check", "P", 1, 1, "date=YYYY-MM-DD", CTL_ACCESS_READ, check,
    N_ ("Say what is done and what is missing") },
  { "portfolio coverage", "P", 1, 1, "", CTL_ACCESS_READ, show_coverage,
    N_ ("Say what there is for each criterion of the rubric") },
  { "portfolio overview", "", 0, 0, "", CTL_ACCESS_READ, overview,
    N_ ("Say how far all portfolios are, and the next step of each") },
  { "portfolio rename", "P TITLE", 2, 2, "", CTL_ACCESS_WRITE, rename_portfolio,
    N_ ("Give a portfolio another title") },
  { "portfolio remove", "P", 1, 1, "", CTL_ACCESS_WRITE, remove_portfolio,
    N_ ("Put a portfolio into the bin") },
  { "portfolio restore", "P", 1, 1, "", CTL_ACCESS_WRITE, restore_portfolio,
    N_ ("Take a portfolio out of the bin") },
  { "portfolio export", "P", 1, 1, "to=DIR|FILE.zip", CTL_ACCESS_READ, export_portfolio,
    N_ ("Write a portfolio so that it can be read without Vouch") },
  { "portfolio import", "FILE|DIR", 1, 1, "", CTL_ACCESS_WRITE, import_portfolio,
    N_ ("Take an export in, of a portfolio or of a whole library") },
  { 0 },
};
