/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_ABOUT (vouch_item_about_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemAbout, vouch_item_about, VOUCH, ITEM_ABOUT, VouchItemSection)

G_END_DECLS
