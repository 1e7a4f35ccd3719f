/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-plan.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_plans_list (VouchWorkspace *workspace,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchPlan *vouch_plans_current (VouchWorkspace *workspace,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_plans_save (VouchWorkspace *workspace,
                           VouchPlan *plan,
                           GCancellable *cancellable,
                           GError **error);
GHashTable *
vouch_plans_list_targets (VouchWorkspace *workspace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_plans_set_target (VouchWorkspace *workspace,
                                 const char *portfolio,
                                 VouchDay day,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
