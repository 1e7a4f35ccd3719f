/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"
#include "vouch-report.h"
#include "vouch-requirement-card.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PART_BOX (vouch_part_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchPartBox, vouch_part_box, VOUCH, PART_BOX, GtkWidget)

GtkWidget *vouch_part_box_new (VouchWorkspace *workspace,
                               const char *portfolio,
                               VouchPart *part) G_GNUC_WARN_UNUSED_RESULT;

void vouch_part_box_update (VouchPartBox *self, VouchPortfolio *portfolio, VouchReport *report);
VouchRequirementCard *vouch_part_box_find_card (VouchPartBox *self, const char *requirement);
gboolean vouch_part_box_flush (VouchPartBox *self, GError **error);

G_END_DECLS
