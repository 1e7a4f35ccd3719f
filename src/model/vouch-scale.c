/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scale"

#include "config.h"
#include "vouch-scale.h"

#include "vouch-accessors.h"

/**
 * VouchScale:
 *
 * The levels on which criteria are judged, lowest first.
 */
struct _VouchScale {
  GObject parent_instance;

  char *id;
  GPtrArray *levels;
};

G_DEFINE_FINAL_TYPE (VouchScale, vouch_scale, G_TYPE_OBJECT)

static void
vouch_scale_finalize (GObject *object)
{
  VouchScale *self = VOUCH_SCALE (object);

  g_free (self->id);
  g_ptr_array_unref (self->levels);

  G_OBJECT_CLASS (vouch_scale_parent_class)->finalize (object);
}

static void
vouch_scale_class_init (VouchScaleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_scale_finalize;
}

static void
vouch_scale_init (VouchScale *self)
{
  self->levels = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_scale_new:
 *
 * Returns: (transfer full): an empty scale, to be filled by its setters.
 */
VouchScale *
vouch_scale_new (void)
{
  return g_object_new (VOUCH_TYPE_SCALE, NULL);
}

VOUCH_DEFINE_STRING (VouchScale, vouch_scale, id)
VOUCH_DEFINE_ARRAY (VouchScale, vouch_scale, VouchLevel, levels, level)

/**
 * vouch_scale_find_level:
 * @self: a scale.
 * @id: (nullable): a level's id.
 *
 * Returns: (transfer none) (nullable): the level, or %NULL when the scale has none of that id.
 */
VouchLevel *
vouch_scale_find_level (VouchScale *self, const char *id)
{
  g_return_val_if_fail (VOUCH_IS_SCALE (self), NULL);

  for (guint i = 0; i < self->levels->len; i++) {
    VouchLevel *level = g_ptr_array_index (self->levels, i);

    if (g_strcmp0 (vouch_level_get_id (level), id) == 0)
      return level;
  }
  return NULL;
}
