/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-results-entry"

#include "config.h"
#include "vouch-results-entry.h"

#include "vouch-results.h"

typedef struct {
  char *portfolio;
  char *requirement;
} Entering;

static void
entering_free (gpointer data)
{
  Entering *entering = data;

  g_free (entering->portfolio);
  g_free (entering->requirement);
  g_free (entering);
}

static gpointer
begin_results (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Entering *entering = data;

  return vouch_results_begin (workspace, entering->portfolio, entering->requirement, cancellable,
                              error);
}

static void
show_begun_results (VouchPage *page, gpointer id)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-results", "s", (const char *) id);
}

/**
 * vouch_results_entry_begin:
 * @page: the page that is shown.
 * @target: `(ss)`: ids of a portfolio and of what asks for results there.
 *
 * Opens the table of a requirement over the page; it is begun when there is none yet.
 */
void
vouch_results_entry_begin (VouchPage *page, GVariant *target)
{
  Entering *entering = g_new0 (Entering, 1);

  g_return_if_fail (VOUCH_IS_PAGE (page) && target != NULL);

  g_variant_get (target, "(ss)", &entering->portfolio, &entering->requirement);
  vouch_page_run (page, begin_results, entering, entering_free, g_free, show_begun_results);
}
