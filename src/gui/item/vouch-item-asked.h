/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_ASKED (vouch_item_asked_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemAsked, vouch_item_asked, VOUCH, ITEM_ASKED, VouchItemSection)

G_END_DECLS
