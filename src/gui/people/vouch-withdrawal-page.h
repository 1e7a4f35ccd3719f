/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_WITHDRAWAL_PAGE (vouch_withdrawal_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchWithdrawalPage, vouch_withdrawal_page, VOUCH, WITHDRAWAL_PAGE, VouchPage)

VouchPage *vouch_withdrawal_page_new (VouchWorkspace *workspace, const char *subject);

G_END_DECLS
