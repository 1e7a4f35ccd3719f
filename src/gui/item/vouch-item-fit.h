/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_FIT (vouch_item_fit_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemFit, vouch_item_fit, VOUCH, ITEM_FIT, VouchItemSection)

G_END_DECLS
