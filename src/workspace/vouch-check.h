/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-report.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCheckAround:
 *
 * What a check looks at besides the portfolio, read once for any number of portfolios.
 */
typedef struct _VouchCheckAround VouchCheckAround;

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

VouchCheckAround *vouch_check_look_around (VouchWorkspace *workspace,
                                           VouchDay day,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_check_around_free (VouchCheckAround *self);
VouchReport *
vouch_check_within (VouchCheckAround *around, VouchPortfolio *portfolio) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCheckAround, vouch_check_around_free)

G_END_DECLS
