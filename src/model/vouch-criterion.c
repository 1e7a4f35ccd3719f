/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-criterion"

#include "config.h"
#include "vouch-criterion.h"

#include "vouch-accessors.h"

/**
 * VouchCriterion:
 *
 * A row of the rubric (CASE CFRubricCriterion).
 */
struct _VouchCriterion {
  GObject parent_instance;

  char *id;
  guint position;
  char *category;
  char *title;
  char *description;
  VouchScale *scale;
  double weight;
  char *part;
  char **evidence_from;
  char **look_fors;
  char *goal_starter;
  char **resources;
  GPtrArray *levels;
};

G_DEFINE_FINAL_TYPE (VouchCriterion, vouch_criterion, G_TYPE_OBJECT)

static void
vouch_criterion_finalize (GObject *object)
{
  VouchCriterion *self = VOUCH_CRITERION (object);

  g_free (self->id);
  g_free (self->category);
  g_free (self->title);
  g_free (self->description);
  g_clear_object (&self->scale);
  g_free (self->part);
  g_strfreev (self->evidence_from);
  g_strfreev (self->look_fors);
  g_free (self->goal_starter);
  g_strfreev (self->resources);
  g_ptr_array_unref (self->levels);

  G_OBJECT_CLASS (vouch_criterion_parent_class)->finalize (object);
}

static void
vouch_criterion_class_init (VouchCriterionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_criterion_finalize;
}

static void
vouch_criterion_init (VouchCriterion *self)
{
  self->weight = 1;
  self->levels = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_criterion_new:
 *
 * Returns: (transfer full): an empty criterion, to be filled by its setters.
 */
VouchCriterion *
vouch_criterion_new (void)
{
  return g_object_new (VOUCH_TYPE_CRITERION, NULL);
}

VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, id)
VOUCH_DEFINE_VALUE (VouchCriterion, vouch_criterion, guint, position)
VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, category)
VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, title)
VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, description)
VOUCH_DEFINE_OBJECT (VouchCriterion, vouch_criterion, VouchScale, scale)
VOUCH_DEFINE_VALUE (VouchCriterion, vouch_criterion, double, weight)
VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, part)
VOUCH_DEFINE_STRV (VouchCriterion, vouch_criterion, evidence_from)
VOUCH_DEFINE_STRV (VouchCriterion, vouch_criterion, look_fors)
VOUCH_DEFINE_STRING (VouchCriterion, vouch_criterion, goal_starter)
VOUCH_DEFINE_STRV (VouchCriterion, vouch_criterion, resources)
VOUCH_DEFINE_ARRAY (VouchCriterion, vouch_criterion, VouchCriterionLevel, levels, level)
