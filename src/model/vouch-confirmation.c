/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-confirmation"

#include "config.h"
#include "vouch-confirmation.h"

#include "vouch-accessors.h"

/**
 * VouchConfirmation:
 *
 * The earner's word on a finding that only she can judge.
 */
struct _VouchConfirmation {
  GObject parent_instance;

  char *finding;
  char *basis;
  gint64 created_ms;
};

G_DEFINE_FINAL_TYPE (VouchConfirmation, vouch_confirmation, G_TYPE_OBJECT)

static void
vouch_confirmation_finalize (GObject *object)
{
  VouchConfirmation *self = VOUCH_CONFIRMATION (object);

  g_free (self->finding);
  g_free (self->basis);

  G_OBJECT_CLASS (vouch_confirmation_parent_class)->finalize (object);
}

static void
vouch_confirmation_class_init (VouchConfirmationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_confirmation_finalize;
}

static void
vouch_confirmation_init (VouchConfirmation *self)
{
}

/**
 * vouch_confirmation_new:
 *
 * Returns: (transfer full): an empty confirmation, to be filled by its setters.
 */
VouchConfirmation *
vouch_confirmation_new (void)
{
  return g_object_new (VOUCH_TYPE_CONFIRMATION, NULL);
}

VOUCH_DEFINE_STRING (VouchConfirmation, vouch_confirmation, finding)
VOUCH_DEFINE_STRING (VouchConfirmation, vouch_confirmation, basis)
VOUCH_DEFINE_VALUE (VouchConfirmation, vouch_confirmation, gint64, created_ms)
