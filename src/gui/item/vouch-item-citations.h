/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-section.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_CITATIONS (vouch_item_citations_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemCitations,
                      vouch_item_citations,
                      VOUCH,
                      ITEM_CITATIONS,
                      VouchItemSection)

G_END_DECLS
