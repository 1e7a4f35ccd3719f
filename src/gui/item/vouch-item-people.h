/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_PEOPLE (vouch_item_people_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemPeople, vouch_item_people, VOUCH, ITEM_PEOPLE, VouchItemSection)

G_END_DECLS
