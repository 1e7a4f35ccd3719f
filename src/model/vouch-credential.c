/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential"

#include "config.h"
#include "vouch-credential.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchVerification,
                         vouch_verification,
                         { "not-checked", VOUCH_VERIFICATION_NOT_CHECKED },
                         { "accepted", VOUCH_VERIFICATION_ACCEPTED },
                         { "not-yet-valid", VOUCH_VERIFICATION_NOT_YET_VALID },
                         { "expired", VOUCH_VERIFICATION_EXPIRED },
                         { "untrusted", VOUCH_VERIFICATION_UNTRUSTED },
                         { "mismatch", VOUCH_VERIFICATION_MISMATCH },
                         { "bad-signature", VOUCH_VERIFICATION_BAD_SIGNATURE })

/**
 * VouchCredential:
 *
 * A badge, and whether it can be trusted. What it states and what checking it showed are kept apart.
 */
struct _VouchCredential {
  GObject parent_instance;

  char *id;
  char *name;
  char *issuer_id;
  char *issuer_name;
  char *subject_id;
  gint64 valid_from_ms;
  gint64 valid_until_ms;
  gint64 awarded_ms;
  VouchCredentialAchievement *achievement;
  GPtrArray *evidence;
  GPtrArray *results;
  GPtrArray *steps;
  char *jws;
  VouchVerification verification;
  char *reason;
  gint64 verified_ms;
};

G_DEFINE_FINAL_TYPE (VouchCredential, vouch_credential, G_TYPE_OBJECT)

static void
vouch_credential_finalize (GObject *object)
{
  VouchCredential *self = VOUCH_CREDENTIAL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->issuer_id);
  g_free (self->issuer_name);
  g_free (self->subject_id);
  g_clear_object (&self->achievement);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->steps);
  g_free (self->jws);
  g_free (self->reason);

  G_OBJECT_CLASS (vouch_credential_parent_class)->finalize (object);
}

static void
vouch_credential_class_init (VouchCredentialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_credential_finalize;
}

static void
vouch_credential_init (VouchCredential *self)
{
  self->achievement = vouch_credential_achievement_new ();
  self->evidence = g_ptr_array_new_with_free_func (g_object_unref);
  self->results = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_credential_new:
 *
 * Returns: (transfer full): an empty credential, to be filled by its setters.
 */
VouchCredential *
vouch_credential_new (void)
{
  return g_object_new (VOUCH_TYPE_CREDENTIAL, NULL);
}

VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, id)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, name)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, issuer_id)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, issuer_name)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, subject_id)
VOUCH_DEFINE_VALUE (VouchCredential, vouch_credential, gint64, valid_from_ms)
VOUCH_DEFINE_VALUE (VouchCredential, vouch_credential, gint64, valid_until_ms)
VOUCH_DEFINE_VALUE (VouchCredential, vouch_credential, gint64, awarded_ms)
VOUCH_DEFINE_OBJECT (VouchCredential, vouch_credential, VouchCredentialAchievement, achievement)
VOUCH_DEFINE_ARRAY (VouchCredential, vouch_credential, VouchCredentialEvidence, evidence, evidence)
VOUCH_DEFINE_ARRAY (VouchCredential, vouch_credential, VouchCredentialResult, results, result)
VOUCH_DEFINE_ARRAY (VouchCredential, vouch_credential, VouchCredentialStep, steps, step)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, jws)
VOUCH_DEFINE_VALUE (VouchCredential, vouch_credential, VouchVerification, verification)
VOUCH_DEFINE_STRING (VouchCredential, vouch_credential, reason)
VOUCH_DEFINE_VALUE (VouchCredential, vouch_credential, gint64, verified_ms)

/**
 * vouch_credential_is_accepted:
 * @self: a credential.
 *
 * Returns: whether every step of checking it held, so that it may be shown as earned.
 */
gboolean
vouch_credential_is_accepted (VouchCredential *self)
{
  g_return_val_if_fail (VOUCH_IS_CREDENTIAL (self), FALSE);

  return self->verification == VOUCH_VERIFICATION_ACCEPTED;
}
