/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-part.h"
#include "vouch-portfolio.h"
#include "vouch-report.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CHOICE_BOX (vouch_choice_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchChoiceBox, vouch_choice_box, VOUCH, CHOICE_BOX, GtkWidget)

GtkWidget *vouch_choice_box_new (VouchPart *part) G_GNUC_WARN_UNUSED_RESULT;
void vouch_choice_box_update (VouchChoiceBox *self, VouchPortfolio *portfolio, VouchReport *report);
gboolean vouch_choice_box_leaves_out (VouchPart *part,
                                      VouchPortfolio *portfolio,
                                      VouchRequirement *requirement);

G_END_DECLS
