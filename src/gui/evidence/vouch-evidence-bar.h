/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_EVIDENCE_BAR (vouch_evidence_bar_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvidenceBar, vouch_evidence_bar, VOUCH, EVIDENCE_BAR, GtkWidget)

GtkFilter *vouch_evidence_bar_get_filter (VouchEvidenceBar *self);
void vouch_evidence_bar_set_today (VouchEvidenceBar *self, VouchDay today);
void vouch_evidence_bar_set_evidence (VouchEvidenceBar *self, GPtrArray *all);
void vouch_evidence_bar_search (VouchEvidenceBar *self);
void vouch_evidence_bar_clear (VouchEvidenceBar *self);

G_END_DECLS
