/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-result"

#include "config.h"
#include "vouch-credential-result.h"

#include "vouch-accessors.h"

/**
 * VouchCredentialResult:
 *
 * The level an assessor gave for one criterion, as the credential states it.
 */
struct _VouchCredentialResult {
  GObject parent_instance;

  char *criterion;
  char *criterion_name;
  char *level;
  char *level_name;
  char *value;
};

G_DEFINE_FINAL_TYPE (VouchCredentialResult, vouch_credential_result, G_TYPE_OBJECT)

static void
vouch_credential_result_finalize (GObject *object)
{
  VouchCredentialResult *self = VOUCH_CREDENTIAL_RESULT (object);

  g_free (self->criterion);
  g_free (self->criterion_name);
  g_free (self->level);
  g_free (self->level_name);
  g_free (self->value);

  G_OBJECT_CLASS (vouch_credential_result_parent_class)->finalize (object);
}

static void
vouch_credential_result_class_init (VouchCredentialResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_credential_result_finalize;
}

static void
vouch_credential_result_init (VouchCredentialResult *self)
{
}

/**
 * vouch_credential_result_new:
 *
 * Returns: (transfer full): an empty result, to be filled by its setters.
 */
VouchCredentialResult *
vouch_credential_result_new (void)
{
  return g_object_new (VOUCH_TYPE_CREDENTIAL_RESULT, NULL);
}

VOUCH_DEFINE_STRING (VouchCredentialResult, vouch_credential_result, criterion)
VOUCH_DEFINE_STRING (VouchCredentialResult, vouch_credential_result, criterion_name)
VOUCH_DEFINE_STRING (VouchCredentialResult, vouch_credential_result, level)
VOUCH_DEFINE_STRING (VouchCredentialResult, vouch_credential_result, level_name)
VOUCH_DEFINE_STRING (VouchCredentialResult, vouch_credential_result, value)
