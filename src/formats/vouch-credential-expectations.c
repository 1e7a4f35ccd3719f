/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-expectations"

#include "config.h"
#include "vouch-credential-expectations.h"

struct _VouchCredentialExpectations {
  char *issuer_id;
  gint64 now_ms;
  GPtrArray *keys;
  char *achievement_id;
  char *subject_id;
  GHashTable *evidence;
};

/**
 * vouch_credential_expectations_new:
 * @issuer_id: (nullable): the issuer as it was pinned when the person added it; %NULL when none
 *   of her issuers can be meant, so that nothing will be accepted.
 * @now_ms: the present time in milliseconds since 1970.
 *
 * When @issuer_id is a did:key, the key it spells is pinned with it; other issuers' keys must be
 * added.
 *
 * Returns: (transfer full): the expectations; whatever is not set is not compared.
 */
VouchCredentialExpectations *
vouch_credential_expectations_new (const char *issuer_id, gint64 now_ms)
{
  VouchCredentialExpectations *self = g_new0 (VouchCredentialExpectations, 1);
  VouchPublicKey *key = vouch_public_key_new_from_did (issuer_id);

  self->issuer_id = g_strdup (issuer_id);
  self->now_ms = now_ms;
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_public_key_unref);
  self->evidence = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (key != NULL)
    g_ptr_array_add (self->keys, key);
  return self;
}

/**
 * vouch_credential_expectations_free:
 * @self: (nullable): the expectations.
 *
 * Frees the expectations.
 */
void
vouch_credential_expectations_free (VouchCredentialExpectations *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer_id);
  g_ptr_array_unref (self->keys);
  g_free (self->achievement_id);
  g_free (self->subject_id);
  g_hash_table_unref (self->evidence);
  g_free (self);
}

/**
 * vouch_credential_expectations_add_key:
 * @self: the expectations.
 * @key: a key of the issuer, pinned when the person added it.
 *
 * Adds a key by which the issuer may sign.
 */
void
vouch_credential_expectations_add_key (VouchCredentialExpectations *self, VouchPublicKey *key)
{
  g_return_if_fail (self != NULL && key != NULL);

  g_ptr_array_add (self->keys, vouch_public_key_ref (key));
}

/**
 * vouch_credential_expectations_set_achievement:
 * @self: the expectations.
 * @achievement_id: (nullable): URI of what was asked for.
 *
 * Sets what the credential must be for.
 */
void
vouch_credential_expectations_set_achievement (VouchCredentialExpectations *self,
                                               const char *achievement_id)
{
  g_return_if_fail (self != NULL);

  g_free (self->achievement_id);
  self->achievement_id = g_strdup (achievement_id);
}

/**
 * vouch_credential_expectations_set_subject:
 * @self: the expectations.
 * @subject_id: (nullable): the person's DID as this issuer knows it.
 *
 * Sets whose credential it must be.
 */
void
vouch_credential_expectations_set_subject (VouchCredentialExpectations *self,
                                           const char *subject_id)
{
  g_return_if_fail (self != NULL);

  g_free (self->subject_id);
  self->subject_id = g_strdup (subject_id);
}

/**
 * vouch_credential_expectations_add_evidence:
 * @self: the expectations.
 * @sha256: SHA-256 of a file that was submitted, in any attempt, as lower-case hexadecimal.
 *
 * Adds a file that the credential may name. With at least one such file it may name no other.
 */
void
vouch_credential_expectations_add_evidence (VouchCredentialExpectations *self, const char *sha256)
{
  g_return_if_fail (self != NULL && sha256 != NULL);

  g_hash_table_add (self->evidence, g_strdup (sha256));
}

/**
 * vouch_credential_expectations_get_issuer:
 * @self: the expectations.
 *
 * Returns: (transfer none) (nullable): the pinned issuer.
 */
const char *
vouch_credential_expectations_get_issuer (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer_id;
}

/**
 * vouch_credential_expectations_get_now:
 * @self: the expectations.
 *
 * Returns: the present time in milliseconds since 1970.
 */
gint64
vouch_credential_expectations_get_now (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->now_ms;
}

/**
 * vouch_credential_expectations_get_keys:
 * @self: the expectations.
 *
 * Returns: (transfer none) (element-type VouchPublicKey): the pinned keys.
 */
GPtrArray *
vouch_credential_expectations_get_keys (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->keys;
}

/**
 * vouch_credential_expectations_get_achievement:
 * @self: the expectations.
 *
 * Returns: (transfer none) (nullable): what was asked for.
 */
const char *
vouch_credential_expectations_get_achievement (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->achievement_id;
}

/**
 * vouch_credential_expectations_get_subject:
 * @self: the expectations.
 *
 * Returns: (transfer none) (nullable): whose credential it must be.
 */
const char *
vouch_credential_expectations_get_subject (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject_id;
}

/**
 * vouch_credential_expectations_has_evidence:
 * @self: the expectations.
 *
 * Returns: whether it is known which files were submitted.
 */
gboolean
vouch_credential_expectations_has_evidence (const VouchCredentialExpectations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_size (self->evidence) > 0;
}

/**
 * vouch_credential_expectations_knows_evidence:
 * @self: the expectations.
 * @sha256: a SHA-256 as lower-case hexadecimal.
 *
 * Returns: whether a file with this hash was submitted.
 */
gboolean
vouch_credential_expectations_knows_evidence (const VouchCredentialExpectations *self,
                                              const char *sha256)
{
  g_return_val_if_fail (self != NULL && sha256 != NULL, FALSE);

  return g_hash_table_contains (self->evidence, sha256);
}
