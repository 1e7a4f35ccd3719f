/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-identity"

#include "config.h"
#include "vouch-identity.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-multibase.h"
#include "vouch-recovery-code.h"
#include "vouch-sodium.h"

/*
 * The keys of one person, all made from one master seed; the file that keeps the seed is described
 * in vouch-identity-file.c. kdf is libsodium's crypto_kdf (keyed BLAKE2b with a context):
 *
 *   own key       Ed25519 from kdf (seed, 1, "VouchOwn")
 *   issuer's key  Ed25519 from BLAKE2b-256 (key: kdf (seed, 2, "VouchIss"), message: issuer id)
 *   ledger's key  kdf (seed, 3, "VouchLed"), symmetric; opens the class lists
 *
 * so two issuers cannot tell that two of these keys belong to one person, and a key can always
 * be made again from the seed and the issuer's id.
 */

struct _VouchIdentity {
  VouchIdentityFile file;
  guint8 *seed; /* From vouch_secret_new(); NULL while locked. */
  char *id;
  char *did;
};

static VouchSigningKey *
own_key (const guint8 *seed)
{
  guint8 *subkey = vouch_secret_new (VOUCH_SEED_LENGTH);
  VouchSigningKey *key;

  crypto_kdf_derive_from_key (subkey, VOUCH_SEED_LENGTH, 1, "VouchOwn", seed);
  key = vouch_signing_key_new_from_seed (subkey);
  vouch_secret_free (subkey);
  return key;
}

static void
set_names (VouchIdentity *self)
{
  self->id = g_malloc (2 * VOUCH_IDENTITY_ID_LENGTH + 1);
  sodium_bin2hex (self->id, 2 * VOUCH_IDENTITY_ID_LENGTH + 1, self->file.id,
                  VOUCH_IDENTITY_ID_LENGTH);
  self->did = vouch_did_key_from_ed25519 (self->file.public_key);
}

/**
 * vouch_identity_create:
 * @cost: what a try of the recovery code costs.
 * @unlock_key: (out) (transfer full): the key to put into the keyring under the identity's id; to
 *   be wiped after use.
 * @recovery_code: (out) (transfer full): the code to print or write down; it is shown this once.
 * @error: %VOUCH_ERROR_DEVICE when there is too little memory.
 *
 * Makes a new person's key, unlocked. Nothing is stored yet: save the file, then the unlock key.
 *
 * Returns: (transfer full) (nullable): the identity, or %NULL on error.
 */
VouchIdentity *
vouch_identity_create (VouchIdentityCost cost,
                       char **unlock_key,
                       char **recovery_code,
                       GError **error)
{
  g_autoptr (VouchIdentity) self = NULL;
  g_autoptr (VouchSigningKey) key = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (unlock_key != NULL && recovery_code != NULL, NULL);

  self = g_new0 (VouchIdentity, 1);
  self->seed = vouch_secret_new (VOUCH_SEED_LENGTH);
  randombytes_buf (self->seed, VOUCH_SEED_LENGTH);
  key = own_key (self->seed);
  vouch_identity_file_init (&self->file, vouch_signing_key_get_public (key));
  set_names (self);

  code = vouch_identity_renew_recovery_code (self, cost, error);
  if (code == NULL)
    return NULL;
  *unlock_key = vouch_identity_renew_unlock_key (self);
  *recovery_code = g_steal_pointer (&code);
  return g_steal_pointer (&self);
}

/**
 * vouch_identity_load:
 * @file: the bytes of the file `identity`.
 * @error: %VOUCH_ERROR_CORRUPT when the file is damaged or something else; %VOUCH_ERROR_TOO_NEW
 *   when a newer version of Vouch wrote it.
 *
 * Reads an identity, which is locked then.
 *
 * Returns: (transfer full) (nullable): the identity, or %NULL on error.
 */
VouchIdentity *
vouch_identity_load (GBytes *file, GError **error)
{
  g_autoptr (VouchIdentity) self = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_new0 (VouchIdentity, 1);
  if (!vouch_identity_file_read (&self->file, file, error))
    return NULL;
  set_names (self);
  return g_steal_pointer (&self);
}

/**
 * vouch_identity_save:
 * @self: an identity.
 *
 * Returns: (transfer full): the bytes of the file `identity`, to be put in place atomically after
 *   vouch_identity_create() and after either key was renewed.
 */
GBytes *
vouch_identity_save (VouchIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return vouch_identity_file_write (&self->file);
}

/**
 * vouch_identity_free:
 * @self: (nullable): an identity.
 *
 * Wipes and frees the identity.
 */
void
vouch_identity_free (VouchIdentity *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->seed, vouch_secret_free);
  g_free (self->id);
  g_free (self->did);
  g_free (self);
}

/**
 * vouch_identity_get_id:
 * @self: an identity.
 *
 * Returns: (transfer none): the name of its unlock key in the keyring, 32 hexadecimal digits.
 */
const char *
vouch_identity_get_id (VouchIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * vouch_identity_get_did:
 * @self: an identity.
 *
 * Returns: (transfer none): the person's own public key as a did:key; known while locked, too.
 */
const char *
vouch_identity_get_did (VouchIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->did;
}

/**
 * vouch_identity_is_unlocked:
 * @self: an identity.
 *
 * Returns: whether it can sign.
 */
gboolean
vouch_identity_is_unlocked (VouchIdentity *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->seed != NULL;
}

/* Takes the seed of an opened slot, unless it is not the seed of the key the file shows. */
static gboolean
take_seed (VouchIdentity *self, guint8 *seed, GError **error)
{
  g_autoptr (VouchSigningKey) key = own_key (seed);

  if (memcmp (vouch_signing_key_get_public (key), self->file.public_key,
              VOUCH_ED25519_KEY_LENGTH) != 0) {
    vouch_secret_free (seed);
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("The identity file does not fit together. Put it back from a backup of "
                            "the library folder."));
    return FALSE;
  }
  g_clear_pointer (&self->seed, vouch_secret_free);
  self->seed = seed;
  return TRUE;
}

/**
 * vouch_identity_unlock:
 * @self: an identity.
 * @unlock_key: (nullable): what the keyring has under the identity's id.
 * @error: %VOUCH_ERROR_NOT_FOUND when @unlock_key is %NULL; %VOUCH_ERROR_REJECTED when it is not
 *   the key of this identity; %VOUCH_ERROR_CORRUPT when the file does not fit together. After the
 *   first two the recovery code still opens it.
 *
 * Unlocks with the key from the keyring.
 *
 * Returns: whether the identity can sign now.
 */
gboolean
vouch_identity_unlock (VouchIdentity *self, const char *unlock_key, GError **error)
{
  g_autoptr (GBytes) key = NULL;
  guint8 *seed = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (unlock_key == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("The key of your identity is not in this computer's keyring. Your "
                            "recovery code opens it."));
    return FALSE;
  }
  key = vouch_base64url_decode (unlock_key, -1);
  if (key != NULL && g_bytes_get_size (key) == VOUCH_IDENTITY_KEY_LENGTH)
    seed = vouch_identity_file_open (&self->file, VOUCH_IDENTITY_SLOT_KEYRING,
                                     g_bytes_get_data (key, NULL));
  if (seed == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("The key in this computer's keyring does not open your identity. Your "
                            "recovery code does."));
    return FALSE;
  }
  return take_seed (self, seed, error);
}

/**
 * vouch_identity_unlock_with_code:
 * @self: an identity.
 * @recovery_code: the printed code as somebody typed it.
 * @error: %VOUCH_ERROR_INVALID for a typing mistake; %VOUCH_ERROR_REJECTED when it is the code of
 *   another identity, or one that was replaced; %VOUCH_ERROR_DEVICE when there is too little
 *   memory; %VOUCH_ERROR_CORRUPT when the file does not fit together.
 *
 * Unlocks with the recovery code; blocks for about a second. Renew the unlock key afterwards, so
 * that this computer's keyring can open the identity next time.
 *
 * Returns: whether the identity can sign now.
 */
gboolean
vouch_identity_unlock_with_code (VouchIdentity *self, const char *recovery_code, GError **error)
{
  g_autofree char *code = NULL;
  guint8 *key;
  guint8 *seed;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (recovery_code != NULL, FALSE);

  code = vouch_recovery_code_normalize (recovery_code, error);
  if (code == NULL)
    return FALSE;
  key = vouch_identity_file_stretch (&self->file, code, error);
  sodium_memzero (code, strlen (code));
  if (key == NULL)
    return FALSE;
  seed = vouch_identity_file_open (&self->file, VOUCH_IDENTITY_SLOT_RECOVERY, key);
  vouch_secret_free (key);
  if (seed == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("This recovery code is well formed but belongs to another identity, or "
                            "was replaced by a newer one."));
    return FALSE;
  }
  return take_seed (self, seed, error);
}

/**
 * vouch_identity_renew_unlock_key:
 * @self: an unlocked identity.
 *
 * Makes a new key for the keyring; the old one opens nothing once the file is saved.
 *
 * Returns: (transfer full): the key to put into the keyring; to be wiped after use.
 */
char *
vouch_identity_renew_unlock_key (VouchIdentity *self)
{
  guint8 *key;
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->seed != NULL, NULL);

  key = vouch_secret_new (VOUCH_IDENTITY_KEY_LENGTH);
  randombytes_buf (key, VOUCH_IDENTITY_KEY_LENGTH);
  vouch_identity_file_seal (&self->file, VOUCH_IDENTITY_SLOT_KEYRING, key, self->seed);
  text = vouch_base64url_encode (key, VOUCH_IDENTITY_KEY_LENGTH);
  vouch_secret_free (key);
  return text;
}

/**
 * vouch_identity_renew_recovery_code:
 * @self: an unlocked identity.
 * @cost: what a try of the code costs.
 * @error: %VOUCH_ERROR_DEVICE when there is too little memory.
 *
 * Makes a new recovery code; the old one opens nothing once the file is saved. Blocks for about a
 * second.
 *
 * Returns: (transfer full) (nullable): the code to print, or %NULL on error.
 */
char *
vouch_identity_renew_recovery_code (VouchIdentity *self, VouchIdentityCost cost, GError **error)
{
  g_autofree char *code = NULL;
  VouchIdentityFile next;
  guint8 *key;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->seed != NULL, NULL);

  next = self->file;
  vouch_identity_file_set_cost (&next, cost);
  code = vouch_recovery_code_new ();
  key = vouch_identity_file_stretch (&next, code, error);
  if (key == NULL)
    return NULL;
  vouch_identity_file_seal (&next, VOUCH_IDENTITY_SLOT_RECOVERY, key, self->seed);
  vouch_secret_free (key);
  self->file = next;
  return g_steal_pointer (&code);
}

/**
 * vouch_identity_make_own_key:
 * @self: an unlocked identity.
 *
 * Returns: (transfer full) (nullable): the person's own key pair; for reviews between colleagues,
 *   never for an issuer.
 */
VouchSigningKey *
vouch_identity_make_own_key (VouchIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->seed != NULL, NULL);

  return own_key (self->seed);
}

/**
 * vouch_identity_make_issuer_key:
 * @self: an unlocked identity.
 * @issuer_id: the issuer's id as it was when the issuer was added.
 *
 * Returns: (transfer full) (nullable): the key pair that only this issuer gets to see; always the
 *   same one for the same id.
 */
VouchSigningKey *
vouch_identity_make_issuer_key (VouchIdentity *self, const char *issuer_id)
{
  guint8 *subkey;
  guint8 *seed;
  VouchSigningKey *key;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->seed != NULL, NULL);
  g_return_val_if_fail (issuer_id != NULL && *issuer_id != '\0', NULL);

  subkey = vouch_secret_new (crypto_generichash_KEYBYTES);
  seed = vouch_secret_new (VOUCH_SEED_LENGTH);
  crypto_kdf_derive_from_key (subkey, crypto_generichash_KEYBYTES, 2, "VouchIss", self->seed);
  crypto_generichash (seed, VOUCH_SEED_LENGTH, (const guint8 *) issuer_id, strlen (issuer_id),
                      subkey, crypto_generichash_KEYBYTES);
  key = vouch_signing_key_new_from_seed (seed);
  vouch_secret_free (seed);
  vouch_secret_free (subkey);
  return key;
}

/**
 * vouch_identity_make_ledger_key:
 * @self: an unlocked identity.
 *
 * Returns: (transfer full): the 32 bytes that open the file `ledger` where no passphrase was chosen
 *   for it; to be freed with vouch_secret_free().
 */
guint8 *
vouch_identity_make_ledger_key (VouchIdentity *self)
{
  guint8 *key;

  g_return_val_if_fail (self != NULL && self->seed != NULL, NULL);

  key = vouch_secret_new (VOUCH_IDENTITY_KEY_LENGTH);
  crypto_kdf_derive_from_key (key, VOUCH_IDENTITY_KEY_LENGTH, 3, "VouchLed", self->seed);
  return key;
}
