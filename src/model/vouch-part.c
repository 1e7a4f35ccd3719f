/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-part"

#include "config.h"
#include "vouch-part.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchPartPurpose,
                         vouch_part_purpose,
                         { "other", VOUCH_PART_PURPOSE_OTHER },
                         { "context", VOUCH_PART_PURPOSE_CONTEXT },
                         { "plan", VOUCH_PART_PURPOSE_PLAN },
                         { "implement", VOUCH_PART_PURPOSE_IMPLEMENT },
                         { "evidence", VOUCH_PART_PURPOSE_EVIDENCE },
                         { "analyze", VOUCH_PART_PURPOSE_ANALYZE },
                         { "reflect", VOUCH_PART_PURPOSE_REFLECT })

/**
 * VouchPart:
 *
 * A part of a definition: what belongs together.
 */
struct _VouchPart {
  GObject parent_instance;

  char *id;
  guint position;
  char *title;
  VouchPartPurpose purpose;
  char *instructions;
  gboolean required;
  char **depends_on;
  GPtrArray *requirements;
  GPtrArray *choices;
};

G_DEFINE_FINAL_TYPE (VouchPart, vouch_part, G_TYPE_OBJECT)

static void
vouch_part_finalize (GObject *object)
{
  VouchPart *self = VOUCH_PART (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->instructions);
  g_strfreev (self->depends_on);
  g_ptr_array_unref (self->requirements);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (vouch_part_parent_class)->finalize (object);
}

static void
vouch_part_class_init (VouchPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_part_finalize;
}

static void
vouch_part_init (VouchPart *self)
{
  self->required = TRUE;
  self->requirements = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_part_new:
 *
 * Returns: (transfer full): an empty part, to be filled by its setters.
 */
VouchPart *
vouch_part_new (void)
{
  return g_object_new (VOUCH_TYPE_PART, NULL);
}

VOUCH_DEFINE_STRING (VouchPart, vouch_part, id)
VOUCH_DEFINE_VALUE (VouchPart, vouch_part, guint, position)
VOUCH_DEFINE_STRING (VouchPart, vouch_part, title)
VOUCH_DEFINE_VALUE (VouchPart, vouch_part, VouchPartPurpose, purpose)
VOUCH_DEFINE_STRING (VouchPart, vouch_part, instructions)
VOUCH_DEFINE_VALUE (VouchPart, vouch_part, gboolean, required)
VOUCH_DEFINE_STRV (VouchPart, vouch_part, depends_on)
VOUCH_DEFINE_ARRAY (VouchPart, vouch_part, VouchRequirement, requirements, requirement)
VOUCH_DEFINE_ARRAY (VouchPart, vouch_part, VouchChoice, choices, choice)
