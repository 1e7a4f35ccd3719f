/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan-state"

#include "config.h"
#include "vouch-plan-state.h"

#include "vouch-goals.h"
#include "vouch-overview.h"
#include "vouch-plans.h"
#include "vouch-upcoming.h"

static gboolean
add_portfolio (VouchPlanState *self,
               VouchWorkspace *workspace,
               VouchPortfolioSummary *one,
               GCancellable *cancellable,
               GError **error)
{
  const char *id = vouch_portfolio_summary_get_id (one);
  VouchBackwardPlan *way;

  g_ptr_array_add (self->portfolios, g_object_ref (one));
  if (!g_hash_table_contains (self->targets, id))
    return TRUE;
  way = vouch_plan_backward (workspace, id, cancellable, error);
  if (way != NULL)
    g_hash_table_insert (self->ways, g_strdup (id), way);
  return way != NULL;
}

/* Those that have a day are all there and come first; of the others as many as are asked for. */
static gboolean
load_portfolios (VouchPlanState *self,
                 VouchWorkspace *workspace,
                 guint most,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) all = vouch_overview_list (workspace, cancellable, error);
  guint n = 0;

  self->targets = all != NULL ? vouch_plans_list_targets (workspace, error) : NULL;
  if (self->targets == NULL)
    return FALSE;
  for (guint with_day = 2; with_day > 0; with_day--)
    for (guint i = 0; i < all->len; i++) {
      VouchPortfolioSummary *one = g_ptr_array_index (all, i);
      gboolean has_day =
          g_hash_table_contains (self->targets, vouch_portfolio_summary_get_id (one));

      if (vouch_portfolio_summary_get_standing (one) >= VOUCH_STANDING_ON_ITS_WAY ||
          has_day != (with_day == 2))
        continue;
      self->more = !has_day && n++ >= most;
      if (self->more)
        return TRUE;
      if (!add_portfolio (self, workspace, one, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * vouch_plan_state_load:
 * @workspace: the workspace.
 * @data: how many portfolios without a day it shows, as a pointer.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): what the growth plan shows; a `VouchWorkspaceFunc`.
 */
gpointer
vouch_plan_state_load (VouchWorkspace *workspace,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (VouchPlanState) self = g_new0 (VouchPlanState, 1);

  self->portfolios = g_ptr_array_new_with_free_func (g_object_unref);
  self->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) vouch_backward_plan_free);
  self->plan = vouch_plans_current (workspace, cancellable, error);
  if (self->plan == NULL)
    return NULL;
  self->goals = vouch_goals_list (workspace, vouch_plan_get_id (self->plan), cancellable, error);
  if (self->goals == NULL)
    return NULL;
  self->upcoming = vouch_plan_upcoming (workspace, vouch_plan_get_first (self->plan),
                                        vouch_plan_get_last (self->plan), cancellable, error);
  if (self->upcoming == NULL ||
      !load_portfolios (self, workspace, GPOINTER_TO_UINT (data), cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_plan_state_free:
 * @self: (transfer full) (nullable): a state.
 *
 * Frees it.
 */
void
vouch_plan_state_free (VouchPlanState *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->plan);
  g_clear_pointer (&self->goals, g_ptr_array_unref);
  g_clear_pointer (&self->upcoming, g_ptr_array_unref);
  g_clear_pointer (&self->portfolios, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->ways, g_hash_table_unref);
  g_free (self);
}
