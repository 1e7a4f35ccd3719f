/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RUBRIC_PANE (vouch_rubric_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchRubricPane, vouch_rubric_pane, VOUCH, RUBRIC_PANE, GtkWidget)

void vouch_rubric_pane_update (VouchRubricPane *self, VouchPortfolioState *state);

G_END_DECLS
