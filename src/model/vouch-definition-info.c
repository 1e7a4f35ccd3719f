/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-info"

#include "config.h"
#include "vouch-definition-info.h"

#include "vouch-accessors.h"

/**
 * VouchDefinitionInfo:
 *
 * What a definition says about itself, for catalogues and badges.
 */
struct _VouchDefinitionInfo {
  GObject parent_instance;

  char *achievement_type;
  char *name;
  char *human_code;
  char *language;
  char *description;
  char *field_of_study;
  char **tags;
  char *image;
  double credits;
  double min_hours;
  double max_hours;
  VouchDay valid_from;
  VouchDay valid_until;
  VouchProfile *creator;
  VouchProfile *issuer;
  char *criteria_narrative;
};

G_DEFINE_FINAL_TYPE (VouchDefinitionInfo, vouch_definition_info, G_TYPE_OBJECT)

static void
vouch_definition_info_finalize (GObject *object)
{
  VouchDefinitionInfo *self = VOUCH_DEFINITION_INFO (object);

  g_free (self->achievement_type);
  g_free (self->name);
  g_free (self->human_code);
  g_free (self->language);
  g_free (self->description);
  g_free (self->field_of_study);
  g_strfreev (self->tags);
  g_free (self->image);
  g_clear_object (&self->creator);
  g_clear_object (&self->issuer);
  g_free (self->criteria_narrative);

  G_OBJECT_CLASS (vouch_definition_info_parent_class)->finalize (object);
}

static void
vouch_definition_info_class_init (VouchDefinitionInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_definition_info_finalize;
}

static void
vouch_definition_info_init (VouchDefinitionInfo *self)
{
}

/**
 * vouch_definition_info_new:
 *
 * Returns: (transfer full): an empty definition info, to be filled by its setters.
 */
VouchDefinitionInfo *
vouch_definition_info_new (void)
{
  return g_object_new (VOUCH_TYPE_DEFINITION_INFO, NULL);
}

VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, achievement_type)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, name)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, human_code)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, language)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, description)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, field_of_study)
VOUCH_DEFINE_STRV (VouchDefinitionInfo, vouch_definition_info, tags)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, image)
VOUCH_DEFINE_VALUE (VouchDefinitionInfo, vouch_definition_info, double, credits)
VOUCH_DEFINE_VALUE (VouchDefinitionInfo, vouch_definition_info, double, min_hours)
VOUCH_DEFINE_VALUE (VouchDefinitionInfo, vouch_definition_info, double, max_hours)
VOUCH_DEFINE_VALUE (VouchDefinitionInfo, vouch_definition_info, VouchDay, valid_from)
VOUCH_DEFINE_VALUE (VouchDefinitionInfo, vouch_definition_info, VouchDay, valid_until)
VOUCH_DEFINE_OBJECT (VouchDefinitionInfo, vouch_definition_info, VouchProfile, creator)
VOUCH_DEFINE_OBJECT (VouchDefinitionInfo, vouch_definition_info, VouchProfile, issuer)
VOUCH_DEFINE_STRING (VouchDefinitionInfo, vouch_definition_info, criteria_narrative)
