/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_BIN_PAGE (vouch_bin_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchBinPage, vouch_bin_page, VOUCH, BIN_PAGE, VouchPage)

VouchPage *
vouch_bin_page_new (VouchWorkspace *workspace, const char *subject) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
