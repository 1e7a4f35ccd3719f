/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition"

#include "config.h"
#include "vouch-definition.h"

#include "vouch-accessors.h"

/**
 * VouchDefinition:
 *
 * A micro-credential as its developer publishes it. Filled once by the reader, then never changed.
 */
struct _VouchDefinition {
  GObject parent_instance;

  char *id;
  char *version;
  VouchDefinitionStatus status;
  char *digest;
  VouchDefinitionInfo *info;
  VouchCompetency *competency;
  VouchStack *stack;
  GPtrArray *prerequisites;
  gboolean self_assessment_uses_rubric;
  GPtrArray *self_prompts;
  GPtrArray *parts;
  GPtrArray *global_constraints;
  VouchRubric *rubric;
  VouchPassingRule *passing_rule;
  VouchSubmissionPolicy *submission_policy;
  VouchSupportPolicy *support_policy;
  GPtrArray *attestations;
  GPtrArray *resources;
  GPtrArray *alignments;
};

G_DEFINE_FINAL_TYPE (VouchDefinition, vouch_definition, G_TYPE_OBJECT)

static void
vouch_definition_finalize (GObject *object)
{
  VouchDefinition *self = VOUCH_DEFINITION (object);

  g_free (self->id);
  g_free (self->version);
  g_free (self->digest);
  g_clear_object (&self->info);
  g_clear_object (&self->competency);
  g_clear_object (&self->stack);
  g_ptr_array_unref (self->prerequisites);
  g_ptr_array_unref (self->self_prompts);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->global_constraints);
  g_clear_object (&self->rubric);
  g_clear_object (&self->passing_rule);
  g_clear_object (&self->submission_policy);
  g_clear_object (&self->support_policy);
  g_ptr_array_unref (self->attestations);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->alignments);

  G_OBJECT_CLASS (vouch_definition_parent_class)->finalize (object);
}

static void
vouch_definition_class_init (VouchDefinitionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_definition_finalize;
}

static void
vouch_definition_init (VouchDefinition *self)
{
  self->prerequisites = g_ptr_array_new_with_free_func (g_object_unref);
  self->self_assessment_uses_rubric = TRUE;
  self->self_prompts = g_ptr_array_new_with_free_func (g_object_unref);
  self->parts = g_ptr_array_new_with_free_func (g_object_unref);
  self->global_constraints = g_ptr_array_new_with_free_func (g_object_unref);
  self->attestations = g_ptr_array_new_with_free_func (g_object_unref);
  self->resources = g_ptr_array_new_with_free_func (g_object_unref);
  self->alignments = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_definition_new:
 *
 * Returns: (transfer full): an empty definition, to be filled by its setters.
 */
VouchDefinition *
vouch_definition_new (void)
{
  return g_object_new (VOUCH_TYPE_DEFINITION, NULL);
}

VOUCH_DEFINE_STRING (VouchDefinition, vouch_definition, id)
VOUCH_DEFINE_STRING (VouchDefinition, vouch_definition, version)
VOUCH_DEFINE_VALUE (VouchDefinition, vouch_definition, VouchDefinitionStatus, status)
VOUCH_DEFINE_STRING (VouchDefinition, vouch_definition, digest)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchDefinitionInfo, info)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchCompetency, competency)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchStack, stack)
VOUCH_DEFINE_ARRAY (VouchDefinition,
                    vouch_definition,
                    VouchPrerequisite,
                    prerequisites,
                    prerequisite)
VOUCH_DEFINE_VALUE (VouchDefinition, vouch_definition, gboolean, self_assessment_uses_rubric)
VOUCH_DEFINE_ARRAY (VouchDefinition, vouch_definition, VouchRequirement, self_prompts, self_prompt)
VOUCH_DEFINE_ARRAY (VouchDefinition, vouch_definition, VouchPart, parts, part)
VOUCH_DEFINE_ARRAY (VouchDefinition,
                    vouch_definition,
                    VouchConstraint,
                    global_constraints,
                    global_constraint)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchRubric, rubric)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchPassingRule, passing_rule)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchSubmissionPolicy, submission_policy)
VOUCH_DEFINE_OBJECT (VouchDefinition, vouch_definition, VouchSupportPolicy, support_policy)
VOUCH_DEFINE_ARRAY (VouchDefinition, vouch_definition, VouchAttestation, attestations, attestation)
VOUCH_DEFINE_ARRAY (VouchDefinition, vouch_definition, VouchResource, resources, resource)
VOUCH_DEFINE_ARRAY (VouchDefinition, vouch_definition, VouchAlignment, alignments, alignment)

/**
 * vouch_definition_find_part:
 * @self: a definition.
 * @id: (nullable): an id.
 *
 * Returns: (transfer none) (nullable): the part of that id, or %NULL.
 */
VouchPart *
vouch_definition_find_part (VouchDefinition *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_DEFINITION (self), NULL);

  for (guint i = 0; i < self->parts->len; i++) {
    VouchPart *candidate = g_ptr_array_index (self->parts, i);

    if (g_strcmp0 (vouch_part_get_id (candidate), id) == 0)
      return candidate;
  }
  return NULL;
}

/**
 * vouch_definition_find_requirement:
 * @self: a definition.
 * @id: (nullable): the id of a prompt (of a part or of the self-assessment) or of an evidence entry.
 *
 * Returns: (transfer none) (nullable): the requirement, or %NULL.
 */
VouchRequirement *
vouch_definition_find_requirement (VouchDefinition *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_DEFINITION (self), NULL);

  for (guint i = 0; i < self->parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (g_ptr_array_index (self->parts, i));

    for (guint j = 0; j < requirements->len; j++)
      if (g_strcmp0 (vouch_requirement_get_id (g_ptr_array_index (requirements, j)), id) == 0)
        return g_ptr_array_index (requirements, j);
  }
  for (guint i = 0; i < self->self_prompts->len; i++)
    if (g_strcmp0 (vouch_requirement_get_id (g_ptr_array_index (self->self_prompts, i)), id) == 0)
      return g_ptr_array_index (self->self_prompts, i);
  return NULL;
}

/**
 * vouch_definition_find_part_of:
 * @self: a definition.
 * @requirement_id: (nullable): the id of a requirement.
 *
 * Returns: (transfer none) (nullable): the part that holds it; %NULL for a self-assessment prompt.
 */
VouchPart *
vouch_definition_find_part_of (VouchDefinition *self, const char *requirement_id)
{
  g_return_val_if_fail (VOUCH_IS_DEFINITION (self), NULL);

  for (guint i = 0; i < self->parts->len; i++) {
    VouchPart *part = g_ptr_array_index (self->parts, i);
    GPtrArray *requirements = vouch_part_get_requirements (part);

    for (guint j = 0; j < requirements->len; j++)
      if (g_strcmp0 (vouch_requirement_get_id (g_ptr_array_index (requirements, j)),
                     requirement_id) == 0)
        return part;
  }
  return NULL;
}

/**
 * vouch_definition_get_name:
 * @self: a definition.
 *
 * Returns: (transfer none) (nullable): its name for people.
 */
const char *
vouch_definition_get_name (VouchDefinition *self)
{
  g_return_val_if_fail (VOUCH_IS_DEFINITION (self), NULL);

  return self->info != NULL ? vouch_definition_info_get_name (self->info) : NULL;
}
