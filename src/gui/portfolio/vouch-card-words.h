/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio-state.h"

G_BEGIN_DECLS

const char *vouch_card_words_of_respondent (VouchRequirement *requirement);
char *vouch_card_words_note (VouchRequirement *requirement,
                             VouchPortfolioState *state,
                             guint n_items,
                             gboolean left_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
