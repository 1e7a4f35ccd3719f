/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-step"

#include "config.h"
#include "vouch-credential-step.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchCredentialStepKind,
                         vouch_credential_step_kind,
                         { "parse", VOUCH_CREDENTIAL_STEP_KIND_PARSE },
                         { "algorithm", VOUCH_CREDENTIAL_STEP_KIND_ALGORITHM },
                         { "signature", VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE },
                         { "key", VOUCH_CREDENTIAL_STEP_KIND_KEY },
                         { "claims", VOUCH_CREDENTIAL_STEP_KIND_CLAIMS },
                         { "achievement", VOUCH_CREDENTIAL_STEP_KIND_ACHIEVEMENT },
                         { "subject", VOUCH_CREDENTIAL_STEP_KIND_SUBJECT },
                         { "dates", VOUCH_CREDENTIAL_STEP_KIND_DATES },
                         { "evidence", VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE },
                         { "status", VOUCH_CREDENTIAL_STEP_KIND_STATUS })

VOUCH_DEFINE_ENUM_NAMES (VouchCredentialOutcome,
                         vouch_credential_outcome,
                         { "holds", VOUCH_CREDENTIAL_OUTCOME_HOLDS },
                         { "open", VOUCH_CREDENTIAL_OUTCOME_OPEN },
                         { "does-not-hold", VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD })

/**
 * VouchCredentialStep:
 *
 * One step of checking a credential, with what it showed.
 */
struct _VouchCredentialStep {
  GObject parent_instance;

  VouchCredentialStepKind kind;
  VouchCredentialOutcome outcome;
  char *message;
};

G_DEFINE_FINAL_TYPE (VouchCredentialStep, vouch_credential_step, G_TYPE_OBJECT)

static void
vouch_credential_step_finalize (GObject *object)
{
  VouchCredentialStep *self = VOUCH_CREDENTIAL_STEP (object);

  g_free (self->message);

  G_OBJECT_CLASS (vouch_credential_step_parent_class)->finalize (object);
}

static void
vouch_credential_step_class_init (VouchCredentialStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_credential_step_finalize;
}

static void
vouch_credential_step_init (VouchCredentialStep *self)
{
}

/**
 * vouch_credential_step_new:
 *
 * Returns: (transfer full): an empty step, to be filled by its setters.
 */
VouchCredentialStep *
vouch_credential_step_new (void)
{
  return g_object_new (VOUCH_TYPE_CREDENTIAL_STEP, NULL);
}

VOUCH_DEFINE_VALUE (VouchCredentialStep, vouch_credential_step, VouchCredentialStepKind, kind)
VOUCH_DEFINE_VALUE (VouchCredentialStep, vouch_credential_step, VouchCredentialOutcome, outcome)
VOUCH_DEFINE_STRING (VouchCredentialStep, vouch_credential_step, message)
