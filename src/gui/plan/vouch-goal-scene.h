/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-goal.h"
#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchGoalScene:
 * @goal: a goal.
 * @portfolio: (nullable): the portfolio it belongs to.
 * @credentials: (element-type VouchCredential): the badges there are.
 *
 * What the page of a goal shows, read at one moment.
 */
typedef struct {
  VouchGoal *goal;
  VouchPortfolio *portfolio;
  GPtrArray *credentials;
} VouchGoalScene;

gpointer vouch_goal_scene_load (VouchWorkspace *workspace,
                                gpointer id,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_goal_scene_free (VouchGoalScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchGoalScene, vouch_goal_scene_free)

G_END_DECLS
