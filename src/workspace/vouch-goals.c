/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goals"

#include "config.h"
#include "vouch-goals.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-portfolios.h"
#include "vouch-text.h"

#include "vouch-portfolios.h"
#include "vouch-workspace-private.h"

static const char *
get_starter (VouchPortfolio *portfolio, const char *criterion)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  VouchCriterion *found =
      criterion != NULL ? vouch_rubric_find_criterion (rubric, criterion) : NULL;

  return found != NULL ? vouch_criterion_get_goal_starter (found) : NULL;
}

static gboolean
check_goal (VouchPortfolio *portfolio, const char *criterion, const char *text, GError **error)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));

  if (criterion != NULL && vouch_rubric_find_criterion (rubric, criterion) == NULL)
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("The rubric has no criterion “%s”."),
                 criterion);
  else if (vouch_text_is_blank (text))
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("A goal needs a sentence that says what it is."));
  else
    return TRUE;
  return FALSE;
}

/**
 * vouch_goals_add:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @criterion: (nullable): id of the criterion the goal springs from.
 * @statement: (nullable): the goal; %NULL for the criterion's goal starter.
 * @due: when it shall be reached; %VOUCH_DAY_NONE when not said.
 * @activities: (nullable): what the earner will do for it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when there are no words.
 *
 * Sets a goal.
 *
 * Returns: (transfer full) (nullable): the goal's id.
 */
char *
vouch_goals_add (VouchWorkspace *workspace,
                 const char *portfolio,
                 const char *criterion,
                 const char *statement,
                 VouchDay due,
                 const char *const *activities,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (VouchGoal) goal = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (portfolio != NULL, NULL);

  loaded = store != NULL ? vouch_store_load_portfolio (store, portfolio, error) : NULL;
  if (loaded == NULL)
    return NULL;
  if (statement == NULL)
    statement = get_starter (loaded, criterion);
  if (!check_goal (loaded, criterion, statement, error))
    return NULL;
  id = vouch_workspace_new_id (workspace);
  goal = vouch_goal_new ();
  vouch_goal_set_id (goal, id);
  vouch_goal_set_criterion (goal, criterion);
  vouch_goal_set_statement (goal, statement);
  vouch_goal_set_due (goal, due);
  if (activities != NULL)
    vouch_goal_set_activities (goal, activities);
  vouch_goal_set_state (goal, VOUCH_GOAL_STATE_OPEN);
  vouch_goal_set_created_ms (goal, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (!vouch_store_save_goal (store, portfolio, goal, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_steal_pointer (&id);
}

static void
add_all (GPtrArray *goals, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (goals, g_object_ref (g_ptr_array_index (more, i)));
}

/**
 * vouch_goals_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchGoal) (nullable): the goals of all portfolios.
 */
GPtrArray *
vouch_goals_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) portfolios = NULL;
  GPtrArray *goals;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  portfolios = vouch_portfolios_list (workspace, cancellable, error);
  if (portfolios == NULL)
    return NULL;
  goals = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < portfolios->len; i++)
    add_all (goals, vouch_portfolio_get_goals (g_ptr_array_index (portfolios, i)));
  return goals;
}

/**
 * vouch_goals_find:
 * @workspace: a workspace.
 * @goal: id of the goal.
 * @portfolio: (out) (transfer full): id of the portfolio it belongs to.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the goal.
 */
VouchGoal *
vouch_goals_find (VouchWorkspace *workspace, const char *goal, char **portfolio, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autofree char *owner = NULL;
  g_autoptr (VouchPortfolio) loaded = NULL;
  GPtrArray *goals;

  g_return_val_if_fail (goal != NULL && portfolio != NULL, NULL);

  owner = vouch_store_find_goal (store, goal, error);
  loaded = owner != NULL ? vouch_store_load_portfolio (store, owner, error) : NULL;
  if (loaded == NULL)
    return NULL;
  goals = vouch_portfolio_get_goals (loaded);
  *portfolio = g_steal_pointer (&owner);
  for (guint i = 0; i < goals->len; i++)
    if (g_strcmp0 (vouch_goal_get_id (g_ptr_array_index (goals, i)), goal) == 0)
      return g_object_ref (g_ptr_array_index (goals, i));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no goal “%s”."), goal);
  return NULL;
}

/**
 * vouch_goals_save:
 * @workspace: a workspace.
 * @goal: a goal that exists, with its changes.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when there are no words.
 *
 * Keeps a changed goal.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_goals_save (VouchWorkspace *workspace,
                  VouchGoal *goal,
                  GCancellable *cancellable,
                  GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autofree char *owner = NULL;

  g_return_val_if_fail (VOUCH_IS_GOAL (goal), FALSE);

  owner = store != NULL ? vouch_store_find_goal (store, vouch_goal_get_id (goal), error) : NULL;
  if (owner == NULL)
    return FALSE;
  if (vouch_text_is_blank (vouch_goal_get_statement (goal))) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("A goal needs a sentence that says what it is."));
    return FALSE;
  }
  if (!vouch_store_save_goal (store, owner, goal, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, owner);
  return TRUE;
}

/**
 * vouch_goals_close:
 * @workspace: a workspace.
 * @goal: id of the goal.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Closes a goal; closing it again changes nothing.
 *
 * Returns: whether it is closed.
 */
gboolean
vouch_goals_close (VouchWorkspace *workspace,
                   const char *goal,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (VouchGoal) found = NULL;
  g_autofree char *owner = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && goal != NULL, FALSE);

  found = vouch_goals_find (workspace, goal, &owner, error);
  if (found == NULL)
    return FALSE;
  if (vouch_goal_get_state (found) == VOUCH_GOAL_STATE_CLOSED)
    return TRUE;
  vouch_goal_set_state (found, VOUCH_GOAL_STATE_CLOSED);
  vouch_goal_set_closed_ms (found, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  return vouch_goals_save (workspace, found, cancellable, error);
}
