/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-alignment"

#include "config.h"
#include "vouch-alignment.h"

#include "vouch-accessors.h"

/**
 * VouchAlignment:
 *
 * An Open Badges alignment to a standard.
 */
struct _VouchAlignment {
  GObject parent_instance;

  char *target_name;
  char *target_url;
  char *target_code;
  char *target_framework;
  char *target_type;
  char *target_description;
};

G_DEFINE_FINAL_TYPE (VouchAlignment, vouch_alignment, G_TYPE_OBJECT)

static void
vouch_alignment_finalize (GObject *object)
{
  VouchAlignment *self = VOUCH_ALIGNMENT (object);

  g_free (self->target_name);
  g_free (self->target_url);
  g_free (self->target_code);
  g_free (self->target_framework);
  g_free (self->target_type);
  g_free (self->target_description);

  G_OBJECT_CLASS (vouch_alignment_parent_class)->finalize (object);
}

static void
vouch_alignment_class_init (VouchAlignmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_alignment_finalize;
}

static void
vouch_alignment_init (VouchAlignment *self)
{
}

/**
 * vouch_alignment_new:
 *
 * Returns: (transfer full): an empty alignment, to be filled by its setters.
 */
VouchAlignment *
vouch_alignment_new (void)
{
  return g_object_new (VOUCH_TYPE_ALIGNMENT, NULL);
}

VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_name)
VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_url)
VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_code)
VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_framework)
VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_type)
VOUCH_DEFINE_STRING (VouchAlignment, vouch_alignment, target_description)
