/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-overview"

#include "config.h"
#include "vouch-overview.h"

#include "vouch-check.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"
#include "vouch-submissions.h"

#include "vouch-workspace-private.h"

/*
 * How far all portfolios are.  What all share, people and private words, is read once, and each
 * portfolio once; what was found out of it is kept until something is written that it is made of.  So
 * opening a page again reads nothing, and after an edit only the portfolio that was edited is read.
 */

static VouchSubmission *
find_last (GPtrArray *submissions)
{
  VouchSubmission *last = NULL;

  for (guint i = 0; i < submissions->len; i++) {
    VouchSubmission *submission = g_ptr_array_index (submissions, i);

    if (vouch_submission_get_state (submission) != VOUCH_SUBMISSION_STATE_WITHDRAWN)
      last = submission;
  }
  return last;
}

static gboolean
judge (VouchWorkspace *workspace,
       const char *portfolio,
       gboolean ready,
       VouchStanding *standing,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GPtrArray) submissions =
      vouch_submissions_list (workspace, portfolio, cancellable, error);
  g_autoptr (VouchDecision) decision = NULL;
  g_autoptr (GError) local = NULL;
  VouchSubmission *last;

  if (submissions == NULL)
    return FALSE;
  last = find_last (submissions);
  if (last != NULL && vouch_submission_get_state (last) == VOUCH_SUBMISSION_STATE_SEALED)
    decision = vouch_decisions_show (workspace, portfolio, cancellable, &local);
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_READY)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *standing = vouch_standing_judge (last, decision, ready);
  return TRUE;
}

static VouchPortfolioSummary *
summarize (VouchPortfolio *portfolio, VouchReport *report)
{
  VouchPortfolioSummary *summary = vouch_portfolio_summary_new ();
  VouchFinding *next = vouch_report_get_next_step (report);
  guint complete, needed;

  vouch_report_count_needed (report, &complete, &needed);
  vouch_portfolio_summary_set_id (summary, vouch_portfolio_get_id (portfolio));
  vouch_portfolio_summary_set_title (summary, vouch_portfolio_get_title (portfolio));
  vouch_portfolio_summary_set_credential (
      summary, vouch_definition_get_name (vouch_portfolio_get_definition (portfolio)));
  vouch_portfolio_summary_set_next_step (summary,
                                         next != NULL ? vouch_finding_get_message (next) : NULL);
  vouch_portfolio_summary_set_complete (summary, complete);
  vouch_portfolio_summary_set_needed (summary, needed);
  vouch_portfolio_summary_set_changed_ms (summary, vouch_portfolio_get_changed_ms (portfolio));
  return summary;
}

typedef struct {
  VouchWorkspace *workspace;
  VouchOverviewCache *cache;
  VouchCheckAround *around; /* (nullable): not looked at before it is needed */
  VouchDay today;
  guint revision;
} Listing;

static VouchPortfolioSummary *
find_out (Listing *listing, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchReport) report = NULL;
  g_autoptr (VouchPortfolioSummary) summary = NULL;
  VouchStanding standing;

  if (listing->around == NULL)
    listing->around = vouch_check_look_around (listing->workspace, listing->today, error);
  if (listing->around == NULL)
    return NULL;
  portfolio =
      vouch_store_load_portfolio (vouch_workspace_get_store (listing->workspace), id, error);
  if (portfolio == NULL)
    return NULL;
  report = vouch_check_within (listing->around, portfolio);
  if (!judge (listing->workspace, id, vouch_report_get_ready (report), &standing, cancellable,
              error))
    return NULL;
  summary = summarize (portfolio, report);
  vouch_portfolio_summary_set_standing (summary, standing);
  return g_steal_pointer (&summary);
}

static gboolean
list (Listing *listing, GPtrArray *summaries, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (listing->workspace);
  g_autoptr (GPtrArray) ids = vouch_store_list_portfolios (store, error);
  /* Beside another process nothing tells when it writes. */
  gboolean keeps = !vouch_workspace_get_read_only (listing->workspace);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    VouchPortfolioSummary *summary =
        keeps ? vouch_overview_cache_get_one (listing->cache, ids->pdata[i]) : NULL;

    if (summary == NULL) {
      if (vouch_workspace_is_stopped (cancellable, error))
        return FALSE;
      summary = find_out (listing, ids->pdata[i], cancellable, error);
      if (summary == NULL)
        return FALSE;
      if (keeps)
        vouch_overview_cache_keep_one (listing->cache, summary, listing->today, listing->revision);
    }
    g_ptr_array_add (summaries, summary);
  }
  if (ids != NULL && keeps)
    vouch_overview_cache_keep (listing->cache, summaries, listing->revision);
  return ids != NULL;
}

/**
 * vouch_overview_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Says how far every portfolio is that is not in the bin. The objects are not to be changed.
 *
 * Returns: (transfer full) (element-type VouchPortfolioSummary) (nullable): the summaries, the last
 *   changed first.
 */
GPtrArray *
vouch_overview_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  Listing listing = {
    .workspace = workspace,
    .cache = vouch_workspace_get_overview_cache (workspace),
    .today = vouch_clock_today (vouch_workspace_get_clock (workspace)),
  };
  g_autoptr (GPtrArray) summaries = NULL;
  gboolean listed;

  summaries = vouch_overview_cache_get (listing.cache, listing.today, &listing.revision);
  if (summaries != NULL)
    return g_steal_pointer (&summaries);
  summaries = g_ptr_array_new_with_free_func (g_object_unref);
  listed = list (&listing, summaries, cancellable, error);
  g_clear_pointer (&listing.around, vouch_check_around_free);
  return listed ? g_steal_pointer (&summaries) : NULL;
}

/**
 * vouch_overview_find_standing:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @ready: whether nothing that is asked for is open.
 * @standing: (out): where it is on its way.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: whether that could be told.
 */
gboolean
vouch_overview_find_standing (VouchWorkspace *workspace,
                              const char *portfolio,
                              gboolean ready,
                              VouchStanding *standing,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (portfolio != NULL && standing != NULL, FALSE);

  return judge (workspace, portfolio, ready, standing, cancellable, error);
}

static void
take_removed (const char *id, const char *title, gint64 removed_ms, gpointer summaries)
{
  VouchPortfolioSummary *summary = vouch_portfolio_summary_new ();

  vouch_portfolio_summary_set_id (summary, id);
  vouch_portfolio_summary_set_title (summary, title);
  vouch_portfolio_summary_set_changed_ms (summary, removed_ms);
  g_ptr_array_add (summaries, summary);
}

/**
 * vouch_overview_list_bin:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchPortfolioSummary) (nullable): the portfolios in the
 *   bin with id, title and when they were put there, the last first.
 */
GPtrArray *
vouch_overview_list_bin (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  if (!vouch_store_list_removed_portfolios (vouch_workspace_get_store (workspace), take_removed,
                                            summaries, error))
    return NULL;
  return g_steal_pointer (&summaries);
}

/**
 * vouch_overview_tell_sent:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio of which something was sent, decided or earned.
 *
 * As vouch_workspace_tell_changed(); but other portfolios may stand otherwise now, too: what was sent
 * may not be used in them again, and what was earned opens what depends on it.
 */
void
vouch_overview_tell_sent (VouchWorkspace *workspace, const char *portfolio)
{
  vouch_workspace_tell_changed (workspace, portfolio);
  vouch_overview_cache_forget (vouch_workspace_get_overview_cache (workspace), NULL);
}
