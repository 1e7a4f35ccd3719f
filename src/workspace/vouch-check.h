/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

typedef struct _VouchReport VouchReport;

VouchReport *vouch_check_portfolio (VouchWorkspace *workspace,
                                    const char *portfolio,
                                    VouchDay day,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
