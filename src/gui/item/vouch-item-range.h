/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_RANGE (vouch_item_range_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemRange, vouch_item_range, VOUCH, ITEM_RANGE, VouchItemSection)

G_END_DECLS
