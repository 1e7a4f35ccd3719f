/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-affirmation"

#include "config.h"
#include "vouch-affirmation.h"

#include "vouch-accessors.h"

/**
 * VouchAffirmation:
 *
 * A statement that was confirmed at submission.
 */
struct _VouchAffirmation {
  GObject parent_instance;

  char *id;
  char *signer;
  gint64 confirmed_ms;
};

G_DEFINE_FINAL_TYPE (VouchAffirmation, vouch_affirmation, G_TYPE_OBJECT)

static void
vouch_affirmation_finalize (GObject *object)
{
  VouchAffirmation *self = VOUCH_AFFIRMATION (object);

  g_free (self->id);
  g_free (self->signer);

  G_OBJECT_CLASS (vouch_affirmation_parent_class)->finalize (object);
}

static void
vouch_affirmation_class_init (VouchAffirmationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_affirmation_finalize;
}

static void
vouch_affirmation_init (VouchAffirmation *self)
{
}

/**
 * vouch_affirmation_new:
 *
 * Returns: (transfer full): an empty affirmation, to be filled by its setters.
 */
VouchAffirmation *
vouch_affirmation_new (void)
{
  return g_object_new (VOUCH_TYPE_AFFIRMATION, NULL);
}

VOUCH_DEFINE_STRING (VouchAffirmation, vouch_affirmation, id)
VOUCH_DEFINE_STRING (VouchAffirmation, vouch_affirmation, signer)
VOUCH_DEFINE_VALUE (VouchAffirmation, vouch_affirmation, gint64, confirmed_ms)
