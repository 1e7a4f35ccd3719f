/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-portfolio.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_REFERENCE_BOX (vouch_reference_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchReferenceBox, vouch_reference_box, VOUCH, REFERENCE_BOX, GtkWidget)

GPtrArray *vouch_reference_box_get_citations (VouchReferenceBox *self);
void vouch_reference_box_drop (VouchReferenceBox *self, VouchCitation *citation);
void vouch_reference_box_set_citations (VouchReferenceBox *self,
                                        VouchPortfolio *portfolio,
                                        GPtrArray *citations);

G_END_DECLS
