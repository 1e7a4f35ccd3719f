/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-artifact-type.h"
#include "vouch-constraint.h"
#include "vouch-media.h"
#include "vouch-prompt-purpose.h"

G_BEGIN_DECLS

/**
 * VouchRequirementKind:
 *
 * Prompts and evidence entries are both requirements.
 */
typedef enum {
  VOUCH_REQUIREMENT_KIND_EVIDENCE,
  VOUCH_REQUIREMENT_KIND_PROMPT,
} VouchRequirementKind;

const char *vouch_requirement_kind_to_string (VouchRequirementKind value);
gboolean vouch_requirement_kind_from_string (const char *name, VouchRequirementKind *value);

#define VOUCH_TYPE_REQUIREMENT (vouch_requirement_get_type ())
G_DECLARE_FINAL_TYPE (VouchRequirement, vouch_requirement, VOUCH, REQUIREMENT, GObject)

VouchRequirement *vouch_requirement_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_requirement_get_id (VouchRequirement *self);
void vouch_requirement_set_id (VouchRequirement *self, const char *value);

/* Evidence or prompt. */
VouchRequirementKind vouch_requirement_get_kind (VouchRequirement *self);
void vouch_requirement_set_kind (VouchRequirement *self, VouchRequirementKind value);

/* Title of the evidence, or text of the prompt. */
const char *vouch_requirement_get_title (VouchRequirement *self);
void vouch_requirement_set_title (VouchRequirement *self, const char *value);

/* Description of the evidence, or guidance of the prompt. */
const char *vouch_requirement_get_description (VouchRequirement *self);
void vouch_requirement_set_description (VouchRequirement *self, const char *value);

/* Evidence only: what sort of artifact. */
VouchArtifactType vouch_requirement_get_artifact_type (VouchRequirement *self);
void vouch_requirement_set_artifact_type (VouchRequirement *self, VouchArtifactType value);

/* Prompts only: what the answer is for. */
VouchPromptPurpose vouch_requirement_get_purpose (VouchRequirement *self);
void vouch_requirement_set_purpose (VouchRequirement *self, VouchPromptPurpose value);

/* Prompts only: whose words these must be. */
VouchRespondent vouch_requirement_get_respondent (VouchRequirement *self);
void vouch_requirement_set_respondent (VouchRequirement *self, VouchRespondent value);

/* Evidence only: when it is best collected. */
VouchTiming vouch_requirement_get_timing (VouchRequirement *self);
void vouch_requirement_set_timing (VouchRequirement *self, VouchTiming value);

/* Media it accepts. */
VouchMediaSet vouch_requirement_get_media (VouchRequirement *self);
void vouch_requirement_set_media (VouchRequirement *self, VouchMediaSet value);

/* Whether it may stay empty. */
gboolean vouch_requirement_get_required (VouchRequirement *self);
void vouch_requirement_set_required (VouchRequirement *self, gboolean value);

/* Fewest items or answers. */
guint vouch_requirement_get_min (VouchRequirement *self);
void vouch_requirement_set_min (VouchRequirement *self, guint value);

/* Most items or answers; G_MAXUINT when there is no limit. */
guint vouch_requirement_get_max (VouchRequirement *self);
void vouch_requirement_set_max (VouchRequirement *self, guint value);

/* Its own constraints, in the order of the file. */
GPtrArray *vouch_requirement_get_constraints (VouchRequirement *self);
void vouch_requirement_add_constraint (VouchRequirement *self, VouchConstraint *value);

/* Ids of the criteria it feeds. */
const char *const *vouch_requirement_get_criteria (VouchRequirement *self);
void vouch_requirement_set_criteria (VouchRequirement *self, const char *const *value);

G_END_DECLS
