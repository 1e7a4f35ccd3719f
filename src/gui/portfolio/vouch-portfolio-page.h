/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PORTFOLIO_PAGE (vouch_portfolio_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfolioPage, vouch_portfolio_page, VOUCH, PORTFOLIO_PAGE, VouchPage)

VouchPage *
vouch_portfolio_page_new (VouchWorkspace *workspace, const char *id) G_GNUC_WARN_UNUSED_RESULT;
VouchPage *vouch_portfolio_page_new_going_on (VouchWorkspace *workspace,
                                              const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
