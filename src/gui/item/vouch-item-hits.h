/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_HITS (vouch_item_hits_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemHits, vouch_item_hits, VOUCH, ITEM_HITS, VouchItemSection)

G_END_DECLS
