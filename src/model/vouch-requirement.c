/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-requirement"

#include "config.h"
#include "vouch-requirement.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchRequirementKind,
                         vouch_requirement_kind,
                         { "evidence", VOUCH_REQUIREMENT_KIND_EVIDENCE },
                         { "prompt", VOUCH_REQUIREMENT_KIND_PROMPT })

/**
 * VouchRequirement:
 *
 * One thing a definition asks for: an evidence entry or a prompt.
 */
struct _VouchRequirement {
  GObject parent_instance;

  char *id;
  VouchRequirementKind kind;
  char *title;
  char *description;
  VouchArtifactType artifact_type;
  VouchPromptPurpose purpose;
  VouchRespondent respondent;
  VouchTiming timing;
  VouchMediaSet media;
  gboolean required;
  guint min;
  guint max;
  GPtrArray *constraints;
  char **criteria;
};

G_DEFINE_FINAL_TYPE (VouchRequirement, vouch_requirement, G_TYPE_OBJECT)

static void
vouch_requirement_finalize (GObject *object)
{
  VouchRequirement *self = VOUCH_REQUIREMENT (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_ptr_array_unref (self->constraints);
  g_strfreev (self->criteria);

  G_OBJECT_CLASS (vouch_requirement_parent_class)->finalize (object);
}

static void
vouch_requirement_class_init (VouchRequirementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_requirement_finalize;
}

static void
vouch_requirement_init (VouchRequirement *self)
{
  self->required = TRUE;
  self->min = 1;
  self->max = 1;
  self->constraints = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_requirement_new:
 *
 * Returns: (transfer full): an empty requirement, to be filled by its setters.
 */
VouchRequirement *
vouch_requirement_new (void)
{
  return g_object_new (VOUCH_TYPE_REQUIREMENT, NULL);
}

VOUCH_DEFINE_STRING (VouchRequirement, vouch_requirement, id)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchRequirementKind, kind)
VOUCH_DEFINE_STRING (VouchRequirement, vouch_requirement, title)
VOUCH_DEFINE_STRING (VouchRequirement, vouch_requirement, description)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchArtifactType, artifact_type)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchPromptPurpose, purpose)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchRespondent, respondent)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchTiming, timing)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, VouchMediaSet, media)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, gboolean, required)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, guint, min)
VOUCH_DEFINE_VALUE (VouchRequirement, vouch_requirement, guint, max)
VOUCH_DEFINE_ARRAY (VouchRequirement, vouch_requirement, VouchConstraint, constraints, constraint)
VOUCH_DEFINE_STRV (VouchRequirement, vouch_requirement, criteria)
