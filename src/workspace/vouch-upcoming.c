/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-upcoming"

#include "config.h"
#include "vouch-upcoming.h"

#include <glib/gi18n-lib.h>

#include "vouch-store-load.h"
#include "vouch-store-plans.h"

#include "vouch-goals.h"
#include "vouch-plans.h"
#include "vouch-portfolios.h"
#include "vouch-submissions.h"
#include "vouch-workspace-private.h"

/* What is being gathered, and between which days. */
typedef struct {
  VouchWorkspace *workspace;
  GPtrArray *found;
  VouchDay from;
  VouchDay to;
} Gathering;

static VouchUpcoming *
add (Gathering *gathering, VouchUpcomingKind kind, VouchDay day, const char *words)
{
  VouchUpcoming *one;

  if (day == VOUCH_DAY_NONE || day < gathering->from || day > gathering->to)
    return NULL;
  one = g_new0 (VouchUpcoming, 1);
  one->kind = kind;
  one->day = day;
  one->words = g_strdup (words);
  g_ptr_array_add (gathering->found, one);
  return one;
}

static void
add_goal (Gathering *gathering, VouchGoal *goal)
{
  GPtrArray *activities = vouch_goal_get_activities (goal);
  gboolean open = vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_OPEN;
  VouchUpcoming *one;

  if (vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_DROPPED)
    return;
  for (guint i = 0; i < activities->len; i++) {
    VouchActivity *activity = g_ptr_array_index (activities, i);

    one = add (gathering, VOUCH_UPCOMING_ACTIVITY, vouch_activity_get_day (activity),
               vouch_activity_get_title (activity));
    if (one == NULL)
      continue;
    one->key = g_strdup_printf ("%s-activity-%u", vouch_goal_get_id (goal), i);
    one->is_done = !open || vouch_activity_get_done_ms (activity) != 0;
    one->goal = g_strdup (vouch_goal_get_id (goal));
    one->portfolio = g_strdup (vouch_goal_get_portfolio (goal));
  }
  one = add (gathering, VOUCH_UPCOMING_GOAL, vouch_goal_get_due (goal),
             vouch_goal_get_statement (goal));
  if (one == NULL)
    return;
  one->key = g_strdup_printf ("%s-goal", vouch_goal_get_id (goal));
  one->is_last_day = TRUE;
  one->is_done = !open;
  one->goal = g_strdup (vouch_goal_get_id (goal));
  one->portfolio = g_strdup (vouch_goal_get_portfolio (goal));
}

/* Whether each goal that is open was looked at in this round. */
static gboolean
is_looked_at (GPtrArray *goals, const char *plan, VouchCheckInKind kind)
{
  gboolean any = FALSE;

  for (guint i = 0; i < goals->len; i++) {
    VouchGoal *goal = g_ptr_array_index (goals, i);
    GPtrArray *check_ins = vouch_goal_get_check_ins (goal);
    gboolean found = FALSE;

    if (g_strcmp0 (vouch_goal_get_plan (goal), plan) != 0 ||
        vouch_goal_get_state (goal) != VOUCH_GOAL_STATE_OPEN)
      continue;
    any = TRUE;
    for (guint k = 0; k < check_ins->len; k++)
      found = found || vouch_check_in_get_kind (check_ins->pdata[k]) == kind;
    if (!found)
      return FALSE;
  }
  return any;
}

static gboolean
has_open_goal (GPtrArray *goals, const char *plan)
{
  for (guint i = 0; i < goals->len; i++)
    if (g_strcmp0 (vouch_goal_get_plan (goals->pdata[i]), plan) == 0 &&
        vouch_goal_get_state (goals->pdata[i]) == VOUCH_GOAL_STATE_OPEN)
      return TRUE;
  return FALSE;
}

static void
add_check_ins (Gathering *gathering, VouchPlan *plan, GPtrArray *goals)
{
  const char *id = vouch_plan_get_id (plan);
  VouchUpcoming *one;

  if (!has_open_goal (goals, id))
    return;
  one = add (gathering, VOUCH_UPCOMING_CHECK_IN, vouch_plan_get_mid_check (plan),
             _ ("Goal check-in, middle of the year"));
  if (one != NULL) {
    one->key = g_strdup_printf ("%s-mid", id);
    one->is_done = is_looked_at (goals, id, VOUCH_CHECK_IN_KIND_MID_YEAR);
  }
  one = add (gathering, VOUCH_UPCOMING_CHECK_IN, vouch_plan_get_end_check (plan),
             _ ("Goal check-in, end of the year"));
  if (one != NULL) {
    one->key = g_strdup_printf ("%s-end", id);
    one->is_done = is_looked_at (goals, id, VOUCH_CHECK_IN_KIND_END_OF_YEAR);
  }
}

/* What was sent and is being judged, or is earned, needs no plan for sending. */
static gboolean
is_out (VouchWorkspace *workspace, const char *portfolio)
{
  g_autoptr (GPtrArray) submissions = vouch_submissions_list (workspace, portfolio, NULL, NULL);

  for (guint i = 0; submissions != NULL && i < submissions->len; i++) {
    VouchSubmission *one = g_ptr_array_index (submissions, i);

    if (vouch_submission_get_state (one) == VOUCH_SUBMISSION_STATE_SEALED)
      return TRUE;
  }
  return FALSE;
}

static void
add_steps (Gathering *gathering, VouchPortfolio *portfolio, VouchBackwardPlan *plan)
{
  GPtrArray *steps = vouch_backward_plan_get_steps (plan);

  for (guint i = 0; i < steps->len; i++) {
    VouchPlanStep *step = g_ptr_array_index (steps, i);
    g_autofree char *words = vouch_plan_step_describe (step);
    VouchUpcoming *one =
        vouch_plan_step_get_done (step)
            ? NULL
            : add (gathering, VOUCH_UPCOMING_STEP, vouch_plan_step_get_latest (step), words);

    if (one == NULL)
      continue;
    one->key = g_strdup_printf (
        "%s-%s-%s", vouch_portfolio_get_id (portfolio),
        vouch_plan_step_kind_to_string (vouch_plan_step_get_kind (step)),
        vouch_plan_step_get_subject (step) != NULL ? vouch_plan_step_get_subject (step) : "all");
    one->earliest = vouch_plan_step_get_earliest (step);
    one->is_last_day = vouch_plan_step_get_kind (step) != VOUCH_PLAN_STEP_KIND_DECISION;
    one->reason = g_strdup (vouch_plan_step_get_reason (step));
    one->portfolio = g_strdup (vouch_portfolio_get_id (portfolio));
    one->portfolio_title = g_strdup (vouch_portfolio_get_title (portfolio));
  }
}

static gboolean
add_portfolios (Gathering *gathering, VouchPlan *year, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (gathering->workspace);
  g_autoptr (GHashTable) targets = vouch_store_list_target_days (store, error);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (gathering->workspace));
  GHashTableIter iter;
  gpointer id, day;

  if (targets == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &id, &day)) {
    g_autoptr (VouchPortfolio) portfolio = NULL;
    g_autoptr (VouchBackwardPlan) plan = NULL;

    if (vouch_workspace_is_stopped (cancellable, error))
      return FALSE;
    if (is_out (gathering->workspace, id))
      continue;
    portfolio = vouch_store_load_portfolio (store, id, error);
    if (portfolio == NULL)
      return FALSE;
    plan = vouch_backward_plan_make (portfolio, year, today, GPOINTER_TO_UINT (day));
    add_steps (gathering, portfolio, plan);
  }
  return TRUE;
}

/* Goals know their portfolio by its id only. */
static void
name_portfolios (Gathering *gathering)
{
  for (guint i = 0; i < gathering->found->len; i++) {
    VouchUpcoming *one = g_ptr_array_index (gathering->found, i);
    g_autoptr (VouchPortfolio) portfolio = NULL;

    if (one->portfolio == NULL || one->portfolio_title != NULL)
      continue;
    portfolio = vouch_store_load_portfolio (vouch_workspace_get_store (gathering->workspace),
                                            one->portfolio, NULL);
    if (portfolio != NULL)
      one->portfolio_title = g_strdup (vouch_portfolio_get_title (portfolio));
  }
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const VouchUpcoming *one = *(VouchUpcoming *const *) a, *two = *(VouchUpcoming *const *) b;

  if (one->day != two->day)
    return one->day < two->day ? -1 : 1;
  return g_strcmp0 (one->key, two->key);
}

/**
 * vouch_plan_upcoming:
 * @workspace: a workspace.
 * @from: the first day.
 * @to: the last day.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Gathers what stands in the calendar: steps of portfolios with a day for sending, activities and
 * target dates of goals, check-ins. What is done is among it where it has a day.
 *
 * Returns: (transfer full) (element-type VouchUpcoming) (nullable): it, the next first.
 */
GPtrArray *
vouch_plan_upcoming (VouchWorkspace *workspace,
                     VouchDay from,
                     VouchDay to,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_upcoming_free);
  Gathering gathering = { workspace, found, from, to };
  g_autoptr (GPtrArray) goals = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  g_autoptr (VouchPlan) year = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  goals = vouch_goals_list (workspace, NULL, cancellable, error);
  plans = goals != NULL ? vouch_plans_list (workspace, cancellable, error) : NULL;
  if (plans == NULL)
    return NULL;
  for (guint i = 0; i < goals->len; i++)
    add_goal (&gathering, goals->pdata[i]);
  for (guint i = 0; i < plans->len; i++)
    add_check_ins (&gathering, plans->pdata[i], goals);
  if (plans->len > 0)
    year = g_object_ref (plans->pdata[plans->len - 1]);
  if (!add_portfolios (&gathering, year, cancellable, error))
    return NULL;
  name_portfolios (&gathering);
  g_ptr_array_sort (found, compare);
  return g_steal_pointer (&found);
}

/**
 * vouch_plan_backward:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Counts back from the day by which a portfolio shall be sent; without one, plans for the earliest day
 * that is possible.
 *
 * Returns: (transfer full) (nullable): the steps.
 */
VouchBackwardPlan *
vouch_plan_backward (VouchWorkspace *workspace,
                     const char *portfolio,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autoptr (GHashTable) targets = NULL;
  g_autoptr (VouchPlan) year = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, NULL);

  loaded = vouch_portfolios_load (workspace, portfolio, cancellable, error);
  targets = loaded != NULL ? vouch_plans_list_targets (workspace, error) : NULL;
  year = targets != NULL ? vouch_plans_current (workspace, cancellable, error) : NULL;
  if (year == NULL)
    return NULL;
  return vouch_backward_plan_make (
      loaded, year, vouch_clock_today (vouch_workspace_get_clock (workspace)),
      GPOINTER_TO_UINT (g_hash_table_lookup (targets, vouch_portfolio_get_id (loaded))));
}

/**
 * vouch_upcoming_free:
 * @self: (transfer full) (nullable): something in the calendar.
 *
 * Frees it.
 */
void
vouch_upcoming_free (VouchUpcoming *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->words);
  g_free (self->reason);
  g_free (self->portfolio);
  g_free (self->portfolio_title);
  g_free (self->goal);
  g_free (self);
}
