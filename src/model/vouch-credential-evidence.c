/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-evidence"

#include "config.h"
#include "vouch-credential-evidence.h"

#include "vouch-accessors.h"

/**
 * VouchCredentialEvidence:
 *
 * A file that a credential names as what it was awarded for.
 */
struct _VouchCredentialEvidence {
  GObject parent_instance;

  char *name;
  char *description;
  char *genre;
  char *digest;
};

G_DEFINE_FINAL_TYPE (VouchCredentialEvidence, vouch_credential_evidence, G_TYPE_OBJECT)

static void
vouch_credential_evidence_finalize (GObject *object)
{
  VouchCredentialEvidence *self = VOUCH_CREDENTIAL_EVIDENCE (object);

  g_free (self->name);
  g_free (self->description);
  g_free (self->genre);
  g_free (self->digest);

  G_OBJECT_CLASS (vouch_credential_evidence_parent_class)->finalize (object);
}

static void
vouch_credential_evidence_class_init (VouchCredentialEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_credential_evidence_finalize;
}

static void
vouch_credential_evidence_init (VouchCredentialEvidence *self)
{
}

/**
 * vouch_credential_evidence_new:
 *
 * Returns: (transfer full): an empty evidence entry, to be filled by its setters.
 */
VouchCredentialEvidence *
vouch_credential_evidence_new (void)
{
  return g_object_new (VOUCH_TYPE_CREDENTIAL_EVIDENCE, NULL);
}

VOUCH_DEFINE_STRING (VouchCredentialEvidence, vouch_credential_evidence, name)
VOUCH_DEFINE_STRING (VouchCredentialEvidence, vouch_credential_evidence, description)
VOUCH_DEFINE_STRING (VouchCredentialEvidence, vouch_credential_evidence, genre)
VOUCH_DEFINE_STRING (VouchCredentialEvidence, vouch_credential_evidence, digest)
