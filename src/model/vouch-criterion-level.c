/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-criterion-level"

#include "config.h"
#include "vouch-criterion-level.h"

#include "vouch-accessors.h"

/**
 * VouchCriterionLevel:
 *
 * What one level means for one criterion.
 */
struct _VouchCriterionLevel {
  GObject parent_instance;

  char *level;
  char *description;
  char *feedback;
};

G_DEFINE_FINAL_TYPE (VouchCriterionLevel, vouch_criterion_level, G_TYPE_OBJECT)

static void
vouch_criterion_level_finalize (GObject *object)
{
  VouchCriterionLevel *self = VOUCH_CRITERION_LEVEL (object);

  g_free (self->level);
  g_free (self->description);
  g_free (self->feedback);

  G_OBJECT_CLASS (vouch_criterion_level_parent_class)->finalize (object);
}

static void
vouch_criterion_level_class_init (VouchCriterionLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_criterion_level_finalize;
}

static void
vouch_criterion_level_init (VouchCriterionLevel *self)
{
}

/**
 * vouch_criterion_level_new:
 *
 * Returns: (transfer full): an empty criterion level, to be filled by its setters.
 */
VouchCriterionLevel *
vouch_criterion_level_new (void)
{
  return g_object_new (VOUCH_TYPE_CRITERION_LEVEL, NULL);
}

VOUCH_DEFINE_STRING (VouchCriterionLevel, vouch_criterion_level, level)
VOUCH_DEFINE_STRING (VouchCriterionLevel, vouch_criterion_level, description)
VOUCH_DEFINE_STRING (VouchCriterionLevel, vouch_criterion_level, feedback)
