/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio-summary.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_overview_list (VouchWorkspace *workspace,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_overview_find_standing (VouchWorkspace *workspace,
                                       const char *portfolio,
                                       gboolean ready,
                                       VouchStanding *standing,
                                       GCancellable *cancellable,
                                       GError **error);
GPtrArray *vouch_overview_list_bin (VouchWorkspace *workspace,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_overview_tell_sent (VouchWorkspace *workspace, const char *portfolio);

G_END_DECLS
