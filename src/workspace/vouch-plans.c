/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plans"

#include "config.h"
#include "vouch-plans.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-school-year.h"
#include "vouch-store-plans.h"

#include "vouch-workspace-private.h"

/* A year longer than this is a slip of the pen. */
#define LONGEST_YEAR 400

/* The territory of the locale, as in "en_US.UTF-8". */
static guint
get_first_month (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  const char *at = locale != NULL ? strchr (locale, '_') : NULL;
  g_autofree char *territory = at != NULL ? g_strndup (at + 1, 2) : NULL;

  return vouch_school_year_first_month (territory);
}

/**
 * vouch_plans_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchPlan) (nullable): the plans, earliest year first.
 */
GPtrArray *
vouch_plans_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_plans (vouch_workspace_get_store (workspace), error);
}

/* Where the years of before end and today begins, so that the new year touches none of them. */
static void
fit_between (VouchPlan *plan, GPtrArray *plans, VouchDay today)
{
  for (guint i = 0; i < plans->len; i++) {
    VouchPlan *other = g_ptr_array_index (plans, i);

    if (vouch_plan_get_last (other) < today)
      vouch_plan_set_first (plan,
                            MAX (vouch_plan_get_first (plan), vouch_plan_get_last (other) + 1));
    else
      vouch_plan_set_last (plan,
                           MIN (vouch_plan_get_last (plan), vouch_plan_get_first (other) - 1));
  }
  vouch_plan_set_mid_check (plan, CLAMP (vouch_plan_get_mid_check (plan),
                                         vouch_plan_get_first (plan), vouch_plan_get_last (plan)));
  vouch_plan_set_end_check (plan, CLAMP (vouch_plan_get_end_check (plan),
                                         vouch_plan_get_first (plan), vouch_plan_get_last (plan)));
}

/**
 * vouch_plans_current:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Finds the plan of the school year in which today is; where there is none yet, one is begun, in a
 * library that may be written.
 *
 * Returns: (transfer full) (nullable): the plan; without an id when it could not be begun.
 */
VouchPlan *
vouch_plans_current (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) plans = vouch_plans_list (workspace, cancellable, error);
  g_autoptr (VouchPlan) plan = NULL;
  VouchDay today;

  if (plans == NULL)
    return NULL;
  today = vouch_clock_today (vouch_workspace_get_clock (workspace));
  for (guint i = 0; i < plans->len; i++)
    if (vouch_school_year_holds (plans->pdata[i], today))
      return g_object_ref (plans->pdata[i]);
  plan = vouch_school_year_plan (today, get_first_month ());
  fit_between (plan, plans, today);
  if (!vouch_workspace_get_read_only (workspace) &&
      !vouch_store_save_plan (vouch_workspace_get_store (workspace), plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static gboolean
check_plan (VouchPlan *plan, GPtrArray *plans, GError **error)
{
  VouchDay first = vouch_plan_get_first (plan), last = vouch_plan_get_last (plan);

  if (first == VOUCH_DAY_NONE || last <= first || last - first > LONGEST_YEAR) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("A school year ends after it begins, and within thirteen months. "
                            "Nothing was changed; choose other days."));
    return FALSE;
  }
  for (guint i = 0; i < plans->len; i++) {
    VouchPlan *other = g_ptr_array_index (plans, i);

    if (g_strcmp0 (vouch_plan_get_id (other), vouch_plan_get_id (plan)) == 0 ||
        vouch_plan_get_last (other) < first || vouch_plan_get_first (other) > last)
      continue;
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("These days belong to another school year’s plan already. Nothing was "
                            "changed; choose other days."));
    return FALSE;
  }
  return TRUE;
}

/**
 * vouch_plans_save:
 * @workspace: a workspace.
 * @plan: a plan, changed.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when the year ends before it begins, %VOUCH_ERROR_CONFLICT when it
 *   overlaps another one.
 *
 * Keeps the days of a school year. Days for looking at goals are moved into it.
 *
 * Returns: whether they are kept.
 */
gboolean
vouch_plans_save (VouchWorkspace *workspace,
                  VouchPlan *plan,
                  GCancellable *cancellable,
                  GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) plans = NULL;
  VouchDay first, last;

  g_return_val_if_fail (VOUCH_IS_PLAN (plan), FALSE);

  plans = store != NULL ? vouch_store_list_plans (store, error) : NULL;
  if (plans == NULL || !check_plan (plan, plans, error))
    return FALSE;
  first = vouch_plan_get_first (plan);
  last = vouch_plan_get_last (plan);
  vouch_plan_set_mid_check (plan, CLAMP (vouch_plan_get_mid_check (plan), first, last));
  vouch_plan_set_end_check (plan, CLAMP (vouch_plan_get_end_check (plan), first, last));
  if (!vouch_store_save_plan (store, plan, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_plans_list_targets:
 * @workspace: a workspace.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 guint): by a portfolio's id the `VouchDay`,
 *   in the pointer, on which it shall be sent.
 */
GHashTable *
vouch_plans_list_targets (VouchWorkspace *workspace, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_target_days (vouch_workspace_get_store (workspace), error);
}

/**
 * vouch_plans_set_target:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 * @day: when it shall be sent; %VOUCH_DAY_NONE for no such day.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Says by when a portfolio shall be sent.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_plans_set_target (VouchWorkspace *workspace,
                        const char *portfolio,
                        VouchDay day,
                        GCancellable *cancellable,
                        GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (portfolio != NULL, FALSE);

  if (store == NULL || !vouch_store_set_target (store, portfolio, day, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, portfolio);
  return TRUE;
}
