/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchGap:
 *
 * A criterion on which the earner last placed herself below what passing needs.
 */
typedef struct _VouchGap VouchGap;

GPtrArray *vouch_gaps_list (VouchPortfolio *portfolio) G_GNUC_WARN_UNUSED_RESULT;
VouchSelfAssessment *vouch_gaps_find_latest (VouchPortfolio *portfolio, const char *criterion);

/* The criterion, the level she gave herself, the level that passing needs, and whether an open goal
 * springs from the criterion already. */
VouchCriterion *vouch_gap_get_criterion (VouchGap *self);
VouchLevel *vouch_gap_get_level (VouchGap *self);
VouchLevel *vouch_gap_get_needed (VouchGap *self);
gboolean vouch_gap_has_goal (VouchGap *self);

VouchGoal *vouch_gap_propose_goal (VouchGap *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_gap_free (VouchGap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchGap, vouch_gap_free)

G_END_DECLS
