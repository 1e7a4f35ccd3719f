/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-evidence.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_VIEW (vouch_evidence_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceView, vouch_evidence_view, VOUCH, EVIDENCE_VIEW, GtkWidget)

void vouch_evidence_view_set_workspace (VouchEvidenceView *self, VouchWorkspace *workspace);
void vouch_evidence_view_set_filter (VouchEvidenceView *self, GtkFilter *filter);
void vouch_evidence_view_set_evidence (VouchEvidenceView *self, GPtrArray *all);
void vouch_evidence_view_set_as_list (VouchEvidenceView *self, gboolean as_list);
gboolean vouch_evidence_view_get_as_list (VouchEvidenceView *self);
guint vouch_evidence_view_get_n_shown (VouchEvidenceView *self);
GPtrArray *vouch_evidence_view_list_selected (VouchEvidenceView *self) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_evidence_view_get_scroller (VouchEvidenceView *self);
void vouch_evidence_view_unselect (VouchEvidenceView *self);

G_END_DECLS
