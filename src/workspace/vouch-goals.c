/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goals"

#include "config.h"
#include "vouch-goals.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-goals.h"
#include "vouch-store-load.h"
#include "vouch-text.h"

#include "vouch-plans.h"
#include "vouch-workspace-private.h"

/* What a criterion proposes, which may be nothing, and whether there is such a criterion. */
static const char *
get_starter (VouchPortfolio *portfolio, const char *criterion, gboolean *known)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  VouchCriterion *found = vouch_rubric_find_criterion (rubric, criterion);

  *known = found != NULL;
  return found != NULL ? vouch_criterion_get_goal_starter (found) : NULL;
}

static gboolean
check_words (const char *statement, GError **error)
{
  if (!vouch_text_is_blank (statement))
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("A goal needs a sentence that says what it is."));
  return FALSE;
}

/* The sentence of a new goal; checks that its portfolio and criterion exist. */
static char *
find_statement (VouchStore *store,
                const char *portfolio,
                const char *criterion,
                const char *statement,
                GError **error)
{
  g_autoptr (VouchPortfolio) loaded = NULL;
  const char *starter = NULL;
  gboolean known = TRUE;

  if (portfolio != NULL) {
    loaded = vouch_store_load_portfolio (store, portfolio, error);
    if (loaded == NULL)
      return NULL;
  }
  if (criterion != NULL) {
    known = FALSE;
    if (loaded != NULL)
      starter = get_starter (loaded, criterion, &known);
  }
  if (!known) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("The rubric has no criterion “%s”."),
                 criterion);
    return NULL;
  }
  if (statement == NULL)
    statement = starter;
  return check_words (statement, error) ? g_strdup (statement) : NULL;
}

static void
add_activities (VouchGoal *goal, const char *const *titles)
{
  for (guint i = 0; titles != NULL && titles[i] != NULL; i++) {
    g_autoptr (VouchActivity) activity = vouch_activity_new ();

    vouch_activity_set_title (activity, titles[i]);
    vouch_goal_add_activity (goal, activity);
  }
}

/**
 * vouch_goals_add:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of the portfolio it belongs to, %NULL when to none.
 * @criterion: (nullable): id of the criterion of that portfolio that the goal springs from.
 * @statement: (nullable): the goal; %NULL for the criterion's goal starter.
 * @due: when it shall be reached; %VOUCH_DAY_NONE when not said.
 * @activities: (nullable): what the earner will do for it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_INVALID when there are no words.
 *
 * Sets a goal in the plan of the school year that is now.
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
  g_autoptr (VouchGoal) goal = NULL;
  g_autoptr (VouchPlan) plan = NULL;
  g_autofree char *words = NULL;
  g_autofree char *id = NULL;

  words = store != NULL ? find_statement (store, portfolio, criterion, statement, error) : NULL;
  plan = words != NULL ? vouch_plans_current (workspace, cancellable, error) : NULL;
  if (plan == NULL)
    return NULL;
  id = vouch_workspace_new_id (workspace);
  goal = vouch_goal_new ();
  vouch_goal_set_id (goal, id);
  vouch_goal_set_plan (goal, vouch_plan_get_id (plan));
  vouch_goal_set_portfolio (goal, portfolio);
  vouch_goal_set_criterion (goal, criterion);
  vouch_goal_set_statement (goal, words);
  vouch_goal_set_due (goal, due);
  add_activities (goal, activities);
  vouch_goal_set_state (goal, VOUCH_GOAL_STATE_OPEN);
  vouch_goal_set_created_ms (goal, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (!vouch_store_save_goal (store, goal, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_steal_pointer (&id);
}

/**
 * vouch_goals_list:
 * @workspace: a workspace.
 * @plan: (nullable): id of a plan; %NULL for the goals of all years.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchGoal) (nullable): the goals.
 */
GPtrArray *
vouch_goals_list (VouchWorkspace *workspace,
                  const char *plan,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_goals (vouch_workspace_get_store (workspace), plan, error);
}

/**
 * vouch_goals_find:
 * @workspace: a workspace.
 * @goal: id of the goal.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the goal.
 */
VouchGoal *
vouch_goals_find (VouchWorkspace *workspace, const char *goal, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && goal != NULL, NULL);

  return vouch_store_load_goal (vouch_workspace_get_store (workspace), goal, error);
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
  g_autoptr (VouchGoal) stored = NULL;

  g_return_val_if_fail (VOUCH_IS_GOAL (goal), FALSE);

  stored = store != NULL ? vouch_store_load_goal (store, vouch_goal_get_id (goal), error) : NULL;
  if (stored == NULL || !check_words (vouch_goal_get_statement (goal), error) ||
      !vouch_store_save_goal (store, goal, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_goal_get_portfolio (goal));
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

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && goal != NULL, FALSE);

  found = vouch_goals_find (workspace, goal, error);
  if (found == NULL)
    return FALSE;
  if (vouch_goal_get_state (found) == VOUCH_GOAL_STATE_CLOSED)
    return TRUE;
  vouch_goal_set_state (found, VOUCH_GOAL_STATE_CLOSED);
  vouch_goal_set_closed_ms (found, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  return vouch_goals_save (workspace, found, cancellable, error);
}
