/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check"

#include "config.h"
#include "vouch-check.h"

#include "vouch-completeness.h"
#include "vouch-store-load.h"
#include "vouch-store-people.h"

#include "vouch-portfolios.h"
#include "vouch-settings.h"
#include "vouch-workspace-private.h"

static GPtrArray *
load_others (VouchWorkspace *workspace,
             VouchPortfolio *portfolio,
             GCancellable *cancellable,
             GError **error)
{
  GPtrArray *all = vouch_portfolios_list (workspace, cancellable, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    VouchPortfolio *other = g_ptr_array_index (all, i);

    if (g_strcmp0 (vouch_portfolio_get_id (other), vouch_portfolio_get_id (portfolio)) == 0)
      g_ptr_array_remove_index (all, i--);
  }
  return all;
}

/**
 * vouch_check_loaded:
 * @workspace: a workspace.
 * @portfolio: a portfolio that was loaded from it.
 * @day: the day of submission; %VOUCH_DAY_NONE for today.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): what is done and what is missing.
 */
VouchReport *
vouch_check_loaded (VouchWorkspace *workspace,
                    VouchPortfolio *portfolio,
                    VouchDay day,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  VouchSurroundings around = { 0 };
  g_autoptr (VouchPeople) people = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (VouchPrivateWords) words = NULL;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), NULL);

  people = vouch_store_load_people (store, error);
  others = people != NULL ? load_others (workspace, portfolio, cancellable, error) : NULL;
  if (others == NULL)
    return NULL;
  words = vouch_settings_get_private_words (workspace);
  around.people = people;
  around.others = others;
  around.private_words = words;
  around.today =
      day != VOUCH_DAY_NONE ? day : vouch_clock_today (vouch_workspace_get_clock (workspace));
  return vouch_completeness_check_within (portfolio, &around);
}

/**
 * vouch_check_portfolio:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @day: the day of submission; %VOUCH_DAY_NONE for today.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): what is done and what is missing.
 */
VouchReport *
vouch_check_portfolio (VouchWorkspace *workspace,
                       const char *portfolio,
                       VouchDay day,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchPortfolio) loaded = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
  return loaded != NULL ? vouch_check_loaded (workspace, loaded, day, cancellable, error) : NULL;
}
