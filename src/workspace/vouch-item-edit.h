/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"

G_BEGIN_DECLS

/**
 * VouchItemEdit:
 *
 * What shall be different about an item; what is not set stays as it is.
 */
typedef struct _VouchItemEdit VouchItemEdit;

VouchItemEdit *vouch_item_edit_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_item_edit_free (VouchItemEdit *self);

void vouch_item_edit_set_title (VouchItemEdit *self, const char *title);
gboolean vouch_item_edit_set_attribute (VouchItemEdit *self,
                                        const char *name,
                                        const char *value,
                                        GError **error);
void vouch_item_edit_set_criteria (VouchItemEdit *self, const char *const *criteria);
gboolean
vouch_item_edit_set_range (VouchItemEdit *self, gint64 start_ms, gint64 end_ms, GError **error);
void vouch_item_edit_set_transcript_of (VouchItemEdit *self, const char *item);
void vouch_item_edit_set_citations (VouchItemEdit *self, GPtrArray *citations);

gboolean vouch_item_edit_has_range (VouchItemEdit *self);
gboolean vouch_item_edit_is_transcript (VouchItemEdit *self);

gboolean vouch_item_edit_apply (VouchItemEdit *self,
                                VouchDefinition *definition,
                                VouchItem *item,
                                GError **error);
gboolean
vouch_item_edit_refers_within (VouchItemEdit *self, VouchPortfolio *portfolio, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchItemEdit, vouch_item_edit_free)

G_END_DECLS
