/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-choice.h"
#include "vouch-requirement.h"

G_BEGIN_DECLS

/**
 * VouchPartPurpose:
 *
 * What a part is for.
 */
typedef enum {
  VOUCH_PART_PURPOSE_OTHER,
  VOUCH_PART_PURPOSE_CONTEXT,
  VOUCH_PART_PURPOSE_PLAN,
  VOUCH_PART_PURPOSE_IMPLEMENT,
  VOUCH_PART_PURPOSE_EVIDENCE,
  VOUCH_PART_PURPOSE_ANALYZE,
  VOUCH_PART_PURPOSE_REFLECT,
} VouchPartPurpose;

const char *vouch_part_purpose_to_string (VouchPartPurpose value);
gboolean vouch_part_purpose_from_string (const char *name, VouchPartPurpose *value);

#define VOUCH_TYPE_PART (vouch_part_get_type ())
G_DECLARE_FINAL_TYPE (VouchPart, vouch_part, VOUCH, PART, GObject)

VouchPart *vouch_part_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_part_get_id (VouchPart *self);
void vouch_part_set_id (VouchPart *self, const char *value);

/* Place in the definition, from 1. */
guint vouch_part_get_position (VouchPart *self);
void vouch_part_set_position (VouchPart *self, guint value);

/* Title. */
const char *vouch_part_get_title (VouchPart *self);
void vouch_part_set_title (VouchPart *self, const char *value);

/* What the part is for. */
VouchPartPurpose vouch_part_get_purpose (VouchPart *self);
void vouch_part_set_purpose (VouchPart *self, VouchPartPurpose value);

/* What to do. */
const char *vouch_part_get_instructions (VouchPart *self);
void vouch_part_set_instructions (VouchPart *self, const char *value);

/* Whether the portfolio needs it. */
gboolean vouch_part_get_required (VouchPart *self);
void vouch_part_set_required (VouchPart *self, gboolean value);

/* Ids of parts that come first. */
const char *const *vouch_part_get_depends_on (VouchPart *self);
void vouch_part_set_depends_on (VouchPart *self, const char *const *value);

/* Prompts, then evidence, each in the order of the file. */
GPtrArray *vouch_part_get_requirements (VouchPart *self);
void vouch_part_add_requirement (VouchPart *self, VouchRequirement *value);

/* The decisions to make. */
GPtrArray *vouch_part_get_choices (VouchPart *self);
void vouch_part_add_choice (VouchPart *self, VouchChoice *value);

G_END_DECLS
