/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-finding.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CHIP (vouch_chip_get_type ())
G_DECLARE_FINAL_TYPE (VouchChip, vouch_chip, VOUCH, CHIP, GtkWidget)

GtkWidget *vouch_chip_new (VouchFinding *finding) G_GNUC_WARN_UNUSED_RESULT;
VouchFinding *vouch_chip_get_finding (VouchChip *self);
void vouch_chip_set_finding (VouchChip *self, VouchFinding *finding);

G_END_DECLS
