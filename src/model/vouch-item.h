/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-appearance.h"
#include "vouch-citation.h"
#include "vouch-continuity.h"
#include "vouch-day.h"
#include "vouch-facts.h"
#include "vouch-media.h"
#include "vouch-moment.h"

G_BEGIN_DECLS

/**
 * VouchIntegrity:
 *
 * Whether stored bytes still match the SHA-256 recorded at attachment. Intact until a check says otherwise.
 */
typedef enum {
  VOUCH_INTEGRITY_INTACT,
  VOUCH_INTEGRITY_DAMAGED,
  VOUCH_INTEGRITY_MISSING,
} VouchIntegrity;

const char *vouch_integrity_to_string (VouchIntegrity value);
gboolean vouch_integrity_from_string (const char *name, VouchIntegrity *value);

#define VOUCH_TYPE_ITEM (vouch_item_get_type ())
G_DECLARE_FINAL_TYPE (VouchItem, vouch_item, VOUCH, ITEM, GObject)

VouchItem *vouch_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_item_get_id (VouchItem *self);
void vouch_item_set_id (VouchItem *self, const char *value);

/* Id of the requirement it is placed on. */
const char *vouch_item_get_requirement (VouchItem *self);
void vouch_item_set_requirement (VouchItem *self, const char *value);

/* What it counts as. */
VouchMedia vouch_item_get_media (VouchItem *self);
void vouch_item_set_media (VouchItem *self, VouchMedia value);

/* Title for people. */
const char *vouch_item_get_title (VouchItem *self);
void vouch_item_set_title (VouchItem *self, const char *value);

/* Lower-case hex SHA-256 of the file; NULL for typed text. */
const char *vouch_item_get_artifact (VouchItem *self);
void vouch_item_set_artifact (VouchItem *self, const char *value);

/* The file's own name when it was attached. */
const char *vouch_item_get_file_name (VouchItem *self);
void vouch_item_set_file_name (VouchItem *self, const char *value);

/* The text of a typed answer. */
const char *vouch_item_get_text (VouchItem *self);
void vouch_item_set_text (VouchItem *self, const char *value);

/* Chosen start and end in the recording; -1 for its own. */
gint64 vouch_item_get_start_ms (VouchItem *self);
void vouch_item_set_start_ms (VouchItem *self, gint64 value);
gint64 vouch_item_get_end_ms (VouchItem *self);
void vouch_item_set_end_ms (VouchItem *self, gint64 value);

/* What the copy that is sent is made to fit, a word of vouch-fit.h; NULL when it is not. */
const char *vouch_item_get_fit (VouchItem *self);
void vouch_item_set_fit (VouchItem *self, const char *value);

/* Ids of the criteria it speaks to. */
const char *const *vouch_item_get_criteria (VouchItem *self);
void vouch_item_set_criteria (VouchItem *self, const char *const *value);

/* The earner's annotations. */
GPtrArray *vouch_item_get_moments (VouchItem *self);
void vouch_item_add_moment (VouchItem *self, VouchMoment *value);

/* What a typed answer refers to. */
GPtrArray *vouch_item_get_citations (VouchItem *self);
void vouch_item_add_citation (VouchItem *self, VouchCitation *value);

/* Who appears; never NULL. */
VouchAppearance *vouch_item_get_appearance (VouchItem *self);
void vouch_item_set_appearance (VouchItem *self, VouchAppearance *value);

/* What was measured about the file, and about the copy that will be sent; NULL until it is there. */
VouchFacts *vouch_item_get_facts (VouchItem *self);
void vouch_item_set_facts (VouchItem *self, VouchFacts *value);
VouchFacts *vouch_item_get_sent_facts (VouchItem *self);
void vouch_item_set_sent_facts (VouchItem *self, VouchFacts *value);

/* The recorder's own record; NULL for imported files. */
VouchContinuity *vouch_item_get_continuity (VouchItem *self);
void vouch_item_set_continuity (VouchItem *self, VouchContinuity *value);

/* Whether the bytes are still those attached. */
VouchIntegrity vouch_item_get_integrity (VouchItem *self);
void vouch_item_set_integrity (VouchItem *self, VouchIntegrity value);

/* Id of the recording this is a transcript of; NULL otherwise. */
const char *vouch_item_get_transcript_of (VouchItem *self);
void vouch_item_set_transcript_of (VouchItem *self, const char *value);

/* When it was last changed. */
gint64 vouch_item_get_changed_ms (VouchItem *self);
void vouch_item_set_changed_ms (VouchItem *self, gint64 value);

const char *vouch_item_get_attribute (VouchItem *self, const char *name);
void vouch_item_set_attribute (VouchItem *self, const char *name, const char *value);
GList *vouch_item_list_attributes (VouchItem *self) G_GNUC_WARN_UNUSED_RESULT;
VouchDay vouch_item_get_date (VouchItem *self);
gboolean vouch_item_has_range (VouchItem *self);
gint64 vouch_item_get_duration_ms (VouchItem *self);
gboolean vouch_attribute_is_known (const char *name);

G_END_DECLS
