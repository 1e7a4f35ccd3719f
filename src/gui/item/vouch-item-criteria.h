/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_CRITERIA (vouch_item_criteria_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemCriteria,
                      vouch_item_criteria,
                      VOUCH,
                      ITEM_CRITERIA,
                      VouchItemSection)

G_END_DECLS
