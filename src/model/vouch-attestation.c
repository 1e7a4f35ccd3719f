/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attestation"

#include "config.h"
#include "vouch-attestation.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchSigner,
                         vouch_signer,
                         { "earner", VOUCH_SIGNER_EARNER },
                         { "coach", VOUCH_SIGNER_COACH },
                         { "administrator", VOUCH_SIGNER_ADMINISTRATOR })

/**
 * VouchAttestation:
 *
 * A statement to be confirmed at submission.
 */
struct _VouchAttestation {
  GObject parent_instance;

  char *id;
  char *text;
  VouchSigner signer;
  gboolean required;
};

G_DEFINE_FINAL_TYPE (VouchAttestation, vouch_attestation, G_TYPE_OBJECT)

static void
vouch_attestation_finalize (GObject *object)
{
  VouchAttestation *self = VOUCH_ATTESTATION (object);

  g_free (self->id);
  g_free (self->text);

  G_OBJECT_CLASS (vouch_attestation_parent_class)->finalize (object);
}

static void
vouch_attestation_class_init (VouchAttestationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_attestation_finalize;
}

static void
vouch_attestation_init (VouchAttestation *self)
{
  self->required = TRUE;
}

/**
 * vouch_attestation_new:
 *
 * Returns: (transfer full): an empty attestation, to be filled by its setters.
 */
VouchAttestation *
vouch_attestation_new (void)
{
  return g_object_new (VOUCH_TYPE_ATTESTATION, NULL);
}

VOUCH_DEFINE_STRING (VouchAttestation, vouch_attestation, id)
VOUCH_DEFINE_STRING (VouchAttestation, vouch_attestation, text)
VOUCH_DEFINE_VALUE (VouchAttestation, vouch_attestation, VouchSigner, signer)
VOUCH_DEFINE_VALUE (VouchAttestation, vouch_attestation, gboolean, required)
