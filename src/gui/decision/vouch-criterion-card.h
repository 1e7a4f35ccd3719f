/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-history.h"

G_BEGIN_DECLS

GtkWidget *vouch_criterion_card_new (VouchHistory *history,
                                     const VouchHistoryAttempt *attempt,
                                     VouchCriterionDecision *decided) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *
vouch_criterion_card_new_earned (VouchHistory *history,
                                 VouchCriterionDecision *decided) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_criterion_card_is_earned (VouchHistory *history, VouchCriterionDecision *decided);
const char *
vouch_criterion_card_name_level (VouchHistory *history, VouchCriterionDecision *decided);
const char *vouch_criterion_card_name (VouchHistory *history, const char *criterion);

G_END_DECLS
