/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio-state.h"
#include "vouch-requirement-card.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PART_BOX (vouch_part_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchPartBox, vouch_part_box, VOUCH, PART_BOX, GtkWidget)

GtkWidget *vouch_part_box_new (VouchWorkspace *workspace,
                               const char *portfolio,
                               VouchDefinition *definition,
                               VouchPart *part) G_GNUC_WARN_UNUSED_RESULT;

VouchPart *vouch_part_box_get_part (VouchPartBox *self);
gboolean vouch_part_box_add_card (VouchPartBox *self, VouchPortfolioState *state);
void vouch_part_box_update (VouchPartBox *self, VouchPortfolioState *state);
VouchRequirementCard *vouch_part_box_get_card (VouchPartBox *self, guint index);
VouchRequirementCard *vouch_part_box_find_card (VouchPartBox *self, const char *requirement);
void vouch_part_box_show_choices (VouchPartBox *self);
gboolean vouch_part_box_flush (VouchPartBox *self, GError **error);

G_END_DECLS
