/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_ATTRIBUTES (vouch_item_attributes_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemAttributes,
                      vouch_item_attributes,
                      VOUCH,
                      ITEM_ATTRIBUTES,
                      VouchItemSection)

G_END_DECLS
