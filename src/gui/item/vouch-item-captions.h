/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"
#include "vouch-recording-view.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_CAPTIONS (vouch_item_captions_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemCaptions,
                      vouch_item_captions,
                      VOUCH,
                      ITEM_CAPTIONS,
                      VouchItemSection)

void vouch_item_captions_set_player (VouchItemCaptions *self, VouchRecordingView *player);

G_END_DECLS
