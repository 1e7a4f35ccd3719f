/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-plan-step.h"
#include "vouch-plan.h"
#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchBackwardPlan:
 *
 * The way to sending a portfolio, counted back from the day of sending.
 */
typedef struct _VouchBackwardPlan VouchBackwardPlan;

VouchBackwardPlan *vouch_backward_plan_make (VouchPortfolio *portfolio,
                                             VouchPlan *year,
                                             VouchDay today,
                                             VouchDay target) G_GNUC_WARN_UNUSED_RESULT;
void vouch_backward_plan_free (VouchBackwardPlan *self);

VouchDay vouch_backward_plan_get_target (VouchBackwardPlan *self);
VouchDay vouch_backward_plan_get_send (VouchBackwardPlan *self);
const char *vouch_backward_plan_get_conflict (VouchBackwardPlan *self);
GPtrArray *vouch_backward_plan_get_steps (VouchBackwardPlan *self);
VouchDay vouch_backward_plan_add_decision_time (VouchSubmissionPolicy *policy, VouchDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBackwardPlan, vouch_backward_plan_free)

G_END_DECLS
