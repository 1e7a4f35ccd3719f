/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_PAGE (vouch_item_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemPage, vouch_item_page, VOUCH, ITEM_PAGE, VouchPage)

VouchPage *
vouch_item_page_new (VouchWorkspace *workspace, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
