/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-level"

#include "config.h"
#include "vouch-level.h"

#include "vouch-accessors.h"

/**
 * VouchLevel:
 *
 * One level of a scale.
 */
struct _VouchLevel {
  GObject parent_instance;

  char *id;
  char *quality;
  double score;
  guint position;
};

G_DEFINE_FINAL_TYPE (VouchLevel, vouch_level, G_TYPE_OBJECT)

static void
vouch_level_finalize (GObject *object)
{
  VouchLevel *self = VOUCH_LEVEL (object);

  g_free (self->id);
  g_free (self->quality);

  G_OBJECT_CLASS (vouch_level_parent_class)->finalize (object);
}

static void
vouch_level_class_init (VouchLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_level_finalize;
}

static void
vouch_level_init (VouchLevel *self)
{
}

/**
 * vouch_level_new:
 *
 * Returns: (transfer full): an empty level, to be filled by its setters.
 */
VouchLevel *
vouch_level_new (void)
{
  return g_object_new (VOUCH_TYPE_LEVEL, NULL);
}

VOUCH_DEFINE_STRING (VouchLevel, vouch_level, id)
VOUCH_DEFINE_STRING (VouchLevel, vouch_level, quality)
VOUCH_DEFINE_VALUE (VouchLevel, vouch_level, double, score)
VOUCH_DEFINE_VALUE (VouchLevel, vouch_level, guint, position)
