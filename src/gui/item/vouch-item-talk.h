/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_TALK (vouch_item_talk_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemTalk, vouch_item_talk, VOUCH, ITEM_TALK, VouchItemSection)

G_END_DECLS
