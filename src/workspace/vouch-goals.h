/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-goal.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_goals_add (VouchWorkspace *workspace,
                       const char *portfolio,
                       const char *criterion,
                       const char *statement,
                       VouchDay due,
                       const char *const *activities,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_goals_list (VouchWorkspace *workspace,
                             const char *plan,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchGoal *vouch_goals_find (VouchWorkspace *workspace,
                             const char *goal,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_goals_save (VouchWorkspace *workspace,
                           VouchGoal *goal,
                           GCancellable *cancellable,
                           GError **error);
gboolean vouch_goals_close (VouchWorkspace *workspace,
                            const char *goal,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
