/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-prerequisite"

#include "config.h"
#include "vouch-prerequisite.h"

#include "vouch-accessors.h"

/**
 * VouchPrerequisite:
 *
 * Something to have or do before.
 */
struct _VouchPrerequisite {
  GObject parent_instance;

  char *prerequisite_type;
  char *id;
  char *name;
  char *text;
};

G_DEFINE_FINAL_TYPE (VouchPrerequisite, vouch_prerequisite, G_TYPE_OBJECT)

static void
vouch_prerequisite_finalize (GObject *object)
{
  VouchPrerequisite *self = VOUCH_PREREQUISITE (object);

  g_free (self->prerequisite_type);
  g_free (self->id);
  g_free (self->name);
  g_free (self->text);

  G_OBJECT_CLASS (vouch_prerequisite_parent_class)->finalize (object);
}

static void
vouch_prerequisite_class_init (VouchPrerequisiteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_prerequisite_finalize;
}

static void
vouch_prerequisite_init (VouchPrerequisite *self)
{
}

/**
 * vouch_prerequisite_new:
 *
 * Returns: (transfer full): an empty prerequisite, to be filled by its setters.
 */
VouchPrerequisite *
vouch_prerequisite_new (void)
{
  return g_object_new (VOUCH_TYPE_PREREQUISITE, NULL);
}

VOUCH_DEFINE_STRING (VouchPrerequisite, vouch_prerequisite, prerequisite_type)
VOUCH_DEFINE_STRING (VouchPrerequisite, vouch_prerequisite, id)
VOUCH_DEFINE_STRING (VouchPrerequisite, vouch_prerequisite, name)
VOUCH_DEFINE_STRING (VouchPrerequisite, vouch_prerequisite, text)
