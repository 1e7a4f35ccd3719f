/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CITATION (vouch_citation_get_type ())
G_DECLARE_FINAL_TYPE (VouchCitation, vouch_citation, VOUCH, CITATION, GObject)

VouchCitation *vouch_citation_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchCitation *vouch_citation_copy (VouchCitation *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_citation_refers_alike (VouchCitation *self, VouchCitation *other);

/* Id of the item referred to. */
const char *vouch_citation_get_item (VouchCitation *self);
void vouch_citation_set_item (VouchCitation *self, const char *value);

/* The moment; -1 when none. */
gint64 vouch_citation_get_at_ms (VouchCitation *self);
void vouch_citation_set_at_ms (VouchCitation *self, gint64 value);

/* The page, from 1; 0 when none. */
guint vouch_citation_get_page (VouchCitation *self);
void vouch_citation_set_page (VouchCitation *self, guint value);

/* Id of the annotation that was chosen; NULL when a time, a page or the whole was. */
const char *vouch_citation_get_moment (VouchCitation *self);
void vouch_citation_set_moment (VouchCitation *self, const char *value);

/* Where its words begin in the text of the response, in characters; -1 when it has none there. */
gint64 vouch_citation_get_text_start (VouchCitation *self);
void vouch_citation_set_text_start (VouchCitation *self, gint64 value);

/* How many characters of the text are its words. */
guint vouch_citation_get_text_length (VouchCitation *self);
void vouch_citation_set_text_length (VouchCitation *self, guint value);

G_END_DECLS
