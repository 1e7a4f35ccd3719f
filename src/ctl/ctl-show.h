/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-report.h"

#include "ctl-context.h"

G_BEGIN_DECLS

void ctl_show_report (CtlContext *context, const char *portfolio, VouchReport *report);
void ctl_show_portfolio (CtlContext *context, VouchPortfolio *portfolio);

G_END_DECLS
