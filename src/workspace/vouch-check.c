/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check"

#include "config.h"
#include "vouch-check.h"

#include "vouch-completeness.h"
#include "vouch-store-load.h"
#include "vouch-store-people.h"

#include "vouch-ledger-keeper.h"
#include "vouch-settings.h"
#include "vouch-workspace-private.h"

struct _VouchCheckAround {
  VouchPeople *people;
  GPtrArray *others;
  VouchPrivateWords *words;
  VouchNameFinder *names; /* (nullable): of the class lists, while they are open */
  gboolean names_locked;
  VouchDay today;
};

/**
 * vouch_check_look_around:
 * @workspace: a workspace.
 * @day: the day of submission; %VOUCH_DAY_NONE for today.
 * @error: what the store says.
 *
 * Reads what a check looks at besides the portfolio; the same serves for any number of them.
 *
 * Returns: (transfer full) (nullable): the surroundings.
 */
VouchCheckAround *
vouch_check_look_around (VouchWorkspace *workspace, VouchDay day, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchCheckAround) self = g_new0 (VouchCheckAround, 1);
  g_autoptr (VouchLedger) ledger = NULL;
  VouchLedgerState state;

  self->people = vouch_store_load_people (store, error);
  self->others = self->people != NULL ? vouch_store_list_submitted (store, error) : NULL;
  if (self->others == NULL)
    return NULL;
  self->words = vouch_settings_get_private_words (workspace);
  ledger = vouch_ledger_keeper_peek (workspace, &state);
  self->names = ledger != NULL ? vouch_name_finder_new (ledger) : NULL;
  self->names_locked = state == VOUCH_LEDGER_STATE_LOCKED;
  self->today =
      day != VOUCH_DAY_NONE ? day : vouch_clock_today (vouch_workspace_get_clock (workspace));
  return g_steal_pointer (&self);
}

/**
 * vouch_check_around_free:
 * @self: (nullable): surroundings.
 *
 * Frees them.
 */
void
vouch_check_around_free (VouchCheckAround *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->people);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->words, vouch_private_words_free);
  g_clear_pointer (&self->names, vouch_name_finder_free);
  g_free (self);
}

/**
 * vouch_check_within:
 * @around: what a check looks at besides the portfolio.
 * @portfolio: a portfolio.
 *
 * Returns: (transfer full): what is done and what is missing.
 */
VouchReport *
vouch_check_within (VouchCheckAround *around, VouchPortfolio *portfolio)
{
  VouchSurroundings surroundings = { 0 };

  g_return_val_if_fail (around != NULL && VOUCH_IS_PORTFOLIO (portfolio), NULL);

  surroundings.people = around->people;
  surroundings.others = around->others;
  surroundings.private_words = around->words;
  surroundings.names = around->names;
  surroundings.names_locked = around->names_locked;
  surroundings.today = around->today;
  return vouch_completeness_check_within (portfolio, &surroundings);
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
  g_autoptr (VouchCheckAround) around = NULL;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), NULL);

  around = vouch_check_look_around (workspace, day, error);
  return around != NULL ? vouch_check_within (around, portfolio) : NULL;
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
