/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CHIP_BOX (vouch_chip_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchChipBox, vouch_chip_box, VOUCH, CHIP_BOX, GtkWidget)

GtkWidget *vouch_chip_box_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_chip_box_set_findings (VouchChipBox *self, GPtrArray *findings);

G_END_DECLS
