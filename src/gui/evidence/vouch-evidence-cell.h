/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-evidence.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_CELL (vouch_evidence_cell_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceCell, vouch_evidence_cell, VOUCH, EVIDENCE_CELL, GtkWidget)

GtkWidget *vouch_evidence_cell_new (VouchWorkspace *workspace,
                                    GtkOrientation orientation) G_GNUC_WARN_UNUSED_RESULT;
void vouch_evidence_cell_show (VouchEvidenceCell *self, VouchEvidence *evidence);

G_END_DECLS
