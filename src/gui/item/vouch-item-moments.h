/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_MOMENTS (vouch_item_moments_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemMoments, vouch_item_moments, VOUCH, ITEM_MOMENTS, VouchItemSection)

GPtrArray *vouch_item_moments_sort (GPtrArray *moments) G_GNUC_WARN_UNUSED_RESULT;
void vouch_item_moments_mark (VouchItemMoments *self, VouchMoment *moment);

G_END_DECLS
