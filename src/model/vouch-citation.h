/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CITATION (vouch_citation_get_type ())
G_DECLARE_FINAL_TYPE (VouchCitation, vouch_citation, VOUCH, CITATION, GObject)

VouchCitation *vouch_citation_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the item referred to. */
const char *vouch_citation_get_item (VouchCitation *self);
void vouch_citation_set_item (VouchCitation *self, const char *value);

/* The moment; -1 when none. */
gint64 vouch_citation_get_at_ms (VouchCitation *self);
void vouch_citation_set_at_ms (VouchCitation *self, gint64 value);

/* The page, from 1; 0 when none. */
guint vouch_citation_get_page (VouchCitation *self);
void vouch_citation_set_page (VouchCitation *self, guint value);

G_END_DECLS
