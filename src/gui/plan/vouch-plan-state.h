/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-plan.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchPlanState:
 * @plan: the school year that is now.
 * @goals: (element-type VouchGoal): its goals.
 * @upcoming: (element-type VouchUpcoming): what stands in its calendar.
 * @portfolios: (element-type VouchPortfolioSummary): portfolios that are not sent yet, those that have
 *   a day first.
 * @more: whether there are more of them.
 * @targets: (element-type utf8 guint): when each shall be sent.
 * @ways: (element-type utf8 VouchBackwardPlan): the way of each that has such a day.
 *
 * What the growth plan shows, read at one moment.
 */
typedef struct {
  VouchPlan *plan;
  GPtrArray *goals;
  GPtrArray *upcoming;
  GPtrArray *portfolios;
  GHashTable *targets;
  GHashTable *ways;
  gboolean more;
} VouchPlanState;

gpointer vouch_plan_state_load (VouchWorkspace *workspace,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_plan_state_free (VouchPlanState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPlanState, vouch_plan_state_free)

G_END_DECLS
