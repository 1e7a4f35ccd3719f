/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rubric"

#include "config.h"
#include "vouch-rubric.h"

#include "vouch-accessors.h"

/**
 * VouchRubric:
 *
 * The rubric (CASE CFRubric).
 */
struct _VouchRubric {
  GObject parent_instance;

  char *id;
  char *title;
  char *description;
  GPtrArray *scales;
  GPtrArray *criteria;
};

G_DEFINE_FINAL_TYPE (VouchRubric, vouch_rubric, G_TYPE_OBJECT)

static void
vouch_rubric_finalize (GObject *object)
{
  VouchRubric *self = VOUCH_RUBRIC (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_ptr_array_unref (self->scales);
  g_ptr_array_unref (self->criteria);

  G_OBJECT_CLASS (vouch_rubric_parent_class)->finalize (object);
}

static void
vouch_rubric_class_init (VouchRubricClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_rubric_finalize;
}

static void
vouch_rubric_init (VouchRubric *self)
{
  self->scales = g_ptr_array_new_with_free_func (g_object_unref);
  self->criteria = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_rubric_new:
 *
 * Returns: (transfer full): an empty rubric, to be filled by its setters.
 */
VouchRubric *
vouch_rubric_new (void)
{
  return g_object_new (VOUCH_TYPE_RUBRIC, NULL);
}

VOUCH_DEFINE_STRING (VouchRubric, vouch_rubric, id)
VOUCH_DEFINE_STRING (VouchRubric, vouch_rubric, title)
VOUCH_DEFINE_STRING (VouchRubric, vouch_rubric, description)
VOUCH_DEFINE_ARRAY (VouchRubric, vouch_rubric, VouchScale, scales, scale)
VOUCH_DEFINE_ARRAY (VouchRubric, vouch_rubric, VouchCriterion, criteria, criterion)

/**
 * vouch_rubric_find_scale:
 * @self: a rubric.
 * @id: (nullable): an id.
 *
 * Returns: (transfer none) (nullable): the scale of that id, or %NULL.
 */
VouchScale *
vouch_rubric_find_scale (VouchRubric *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_RUBRIC (self), NULL);

  for (guint i = 0; i < self->scales->len; i++) {
    VouchScale *candidate = g_ptr_array_index (self->scales, i);

    if (g_strcmp0 (vouch_scale_get_id (candidate), id) == 0)
      return candidate;
  }
  return NULL;
}

/**
 * vouch_rubric_find_criterion:
 * @self: a rubric.
 * @id: (nullable): an id.
 *
 * Returns: (transfer none) (nullable): the criterion of that id, or %NULL.
 */
VouchCriterion *
vouch_rubric_find_criterion (VouchRubric *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_RUBRIC (self), NULL);

  for (guint i = 0; i < self->criteria->len; i++) {
    VouchCriterion *candidate = g_ptr_array_index (self->criteria, i);

    if (g_strcmp0 (vouch_criterion_get_id (candidate), id) == 0)
      return candidate;
  }
  return NULL;
}
