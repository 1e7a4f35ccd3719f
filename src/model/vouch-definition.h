/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-alignment.h"
#include "vouch-definition-status.h"
#include "vouch-attestation.h"
#include "vouch-competency.h"
#include "vouch-definition-info.h"
#include "vouch-part.h"
#include "vouch-passing-rule.h"
#include "vouch-prerequisite.h"
#include "vouch-resource.h"
#include "vouch-rubric.h"
#include "vouch-stack.h"
#include "vouch-submission-policy.h"
#include "vouch-support-policy.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_DEFINITION (vouch_definition_get_type ())
G_DECLARE_FINAL_TYPE (VouchDefinition, vouch_definition, VOUCH, DEFINITION, GObject)

VouchDefinition *vouch_definition_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI that names it for ever, whatever its version. */
const char *vouch_definition_get_id (VouchDefinition *self);
void vouch_definition_set_id (VouchDefinition *self, const char *value);

/* Free text. */
const char *vouch_definition_get_version (VouchDefinition *self);
void vouch_definition_set_version (VouchDefinition *self, const char *value);

/* Draft, published or retired. */
VouchDefinitionStatus vouch_definition_get_status (VouchDefinition *self);
void vouch_definition_set_status (VouchDefinition *self, VouchDefinitionStatus value);

/* Lower-case hex SHA-256 of the file it was read from. */
const char *vouch_definition_get_digest (VouchDefinition *self);
void vouch_definition_set_digest (VouchDefinition *self, const char *value);

/* What it says about itself. */
VouchDefinitionInfo *vouch_definition_get_info (VouchDefinition *self);
void vouch_definition_set_info (VouchDefinition *self, VouchDefinitionInfo *value);

/* What is shown. */
VouchCompetency *vouch_definition_get_competency (VouchDefinition *self);
void vouch_definition_set_competency (VouchDefinition *self, VouchCompetency *value);

/* The stack it belongs to; NULL when none. */
VouchStack *vouch_definition_get_stack (VouchDefinition *self);
void vouch_definition_set_stack (VouchDefinition *self, VouchStack *value);

/* What comes before. */
GPtrArray *vouch_definition_get_prerequisites (VouchDefinition *self);
void vouch_definition_add_prerequisite (VouchDefinition *self, VouchPrerequisite *value);

/* Whether the earner rates herself on every criterion. */
gboolean vouch_definition_get_self_assessment_uses_rubric (VouchDefinition *self);
void vouch_definition_set_self_assessment_uses_rubric (VouchDefinition *self, gboolean value);

/* Extra prompts of the self-assessment. */
GPtrArray *vouch_definition_get_self_prompts (VouchDefinition *self);
void vouch_definition_add_self_prompt (VouchDefinition *self, VouchRequirement *value);

/* The parts, by position. */
GPtrArray *vouch_definition_get_parts (VouchDefinition *self);
void vouch_definition_add_part (VouchDefinition *self, VouchPart *value);

/* Constraints on every requirement. */
GPtrArray *vouch_definition_get_global_constraints (VouchDefinition *self);
void vouch_definition_add_global_constraint (VouchDefinition *self, VouchConstraint *value);

/* The rubric. */
VouchRubric *vouch_definition_get_rubric (VouchDefinition *self);
void vouch_definition_set_rubric (VouchDefinition *self, VouchRubric *value);

/* The passing rule. */
VouchPassingRule *vouch_definition_get_passing_rule (VouchDefinition *self);
void vouch_definition_set_passing_rule (VouchDefinition *self, VouchPassingRule *value);

/* How it may be sent; never NULL once read. */
VouchSubmissionPolicy *vouch_definition_get_submission_policy (VouchDefinition *self);
void vouch_definition_set_submission_policy (VouchDefinition *self, VouchSubmissionPolicy *value);

/* What helpers may do; never NULL once read. */
VouchSupportPolicy *vouch_definition_get_support_policy (VouchDefinition *self);
void vouch_definition_set_support_policy (VouchDefinition *self, VouchSupportPolicy *value);

/* Statements to confirm. */
GPtrArray *vouch_definition_get_attestations (VouchDefinition *self);
void vouch_definition_add_attestation (VouchDefinition *self, VouchAttestation *value);

/* Resources and templates. */
GPtrArray *vouch_definition_get_resources (VouchDefinition *self);
void vouch_definition_add_resource (VouchDefinition *self, VouchResource *value);

/* Alignments to standards. */
GPtrArray *vouch_definition_get_alignments (VouchDefinition *self);
void vouch_definition_add_alignment (VouchDefinition *self, VouchAlignment *value);

VouchPart *vouch_definition_find_part (VouchDefinition *self, const char *id);
VouchRequirement *vouch_definition_find_requirement (VouchDefinition *self, const char *id);
VouchPart *vouch_definition_find_part_of (VouchDefinition *self, const char *requirement_id);
const char *vouch_definition_get_name (VouchDefinition *self);

G_END_DECLS
