/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-finding.h"
#include "vouch-requirement.h"

#include "vouch-page.h"

G_BEGIN_DECLS

void vouch_portfolio_edits_install (GtkWidgetClass *klass);
void vouch_portfolio_edits_choose_files (VouchPage *page, VouchRequirement *requirement);
void vouch_portfolio_edits_confirm (VouchPage *page, VouchFinding *finding);

G_END_DECLS
