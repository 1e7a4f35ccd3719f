/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PORTFOLIOS_PAGE (vouch_portfolios_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPortfoliosPage, vouch_portfolios_page, VOUCH, PORTFOLIOS_PAGE, VouchPage)

VouchPage *vouch_portfolios_page_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
