/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-report.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchReport *vouch_check_portfolio (VouchWorkspace *workspace,
                                    const char *portfolio,
                                    VouchDay day,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchReport *vouch_check_loaded (VouchWorkspace *workspace,
                                 VouchPortfolio *portfolio,
                                 VouchDay day,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
