/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_ITEM_BESIDE (vouch_item_beside_get_type ())
G_DECLARE_FINAL_TYPE (VouchItemBeside, vouch_item_beside, VOUCH, ITEM_BESIDE, GtkWidget)

void vouch_item_beside_set_flow (VouchItemBeside *self, GtkWidget *flow);
void vouch_item_beside_set_stage (VouchItemBeside *self, GtkWidget *stage, gboolean may_stand);
int vouch_item_beside_get_flow_width (VouchItemBeside *self, int width);

G_END_DECLS
