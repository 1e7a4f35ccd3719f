/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ASSESS_ROW (vouch_assess_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchAssessRow, vouch_assess_row, VOUCH, ASSESS_ROW, GtkWidget)

GtkWidget *vouch_assess_row_new (VouchWorkspace *workspace,
                                 const char *portfolio,
                                 VouchCriterion *criterion) G_GNUC_WARN_UNUSED_RESULT;

VouchCriterion *vouch_assess_row_get_criterion (VouchAssessRow *self);
void vouch_assess_row_update (VouchAssessRow *self, VouchPortfolio *portfolio, gboolean gap);
gboolean vouch_assess_row_flush (VouchAssessRow *self, GError **error);

G_END_DECLS
