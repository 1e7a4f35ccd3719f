/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-part.h"
#include "vouch-portfolio-state.h"
#include "vouch-workspace.h"

#include "vouch-mend.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_REQUIREMENT_CARD (vouch_requirement_card_get_type ())
G_DECLARE_FINAL_TYPE (VouchRequirementCard,
                      vouch_requirement_card,
                      VOUCH,
                      REQUIREMENT_CARD,
                      GtkWidget)

GtkWidget *vouch_requirement_card_new (VouchWorkspace *workspace,
                                       const char *portfolio,
                                       VouchPart *part,
                                       VouchRequirement *requirement) G_GNUC_WARN_UNUSED_RESULT;

VouchRequirement *vouch_requirement_card_get_requirement (VouchRequirementCard *self);
void vouch_requirement_card_update (VouchRequirementCard *self, VouchPortfolioState *state);
gboolean vouch_requirement_card_get_folded (VouchRequirementCard *self);
void vouch_requirement_card_unfold (VouchRequirementCard *self);
void vouch_requirement_card_show_item (VouchRequirementCard *self, const char *item);
void vouch_requirement_card_show_open (VouchRequirementCard *self, const VouchMend *way);
void vouch_requirement_card_write (VouchRequirementCard *self, const char *answer);
gboolean vouch_requirement_card_flush (VouchRequirementCard *self, GError **error);

G_END_DECLS
