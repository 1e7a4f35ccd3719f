/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-signing-key"

#include "config.h"
#include "vouch-signing-key.h"

#include <sodium.h>
#include <string.h>

#include "vouch-sodium.h"

struct _VouchSigningKey {
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 *secret; /* From vouch_secret_new(): libsodium's 64-byte form, the seed first. */
  char *did;
};

G_STATIC_ASSERT (crypto_sign_SEEDBYTES == VOUCH_SEED_LENGTH);
G_STATIC_ASSERT (crypto_sign_BYTES == VOUCH_SIGNATURE_LENGTH);

/**
 * vouch_signing_key_generate:
 *
 * Returns: (transfer full): a new random key pair.
 */
VouchSigningKey *
vouch_signing_key_generate (void)
{
  guint8 seed[VOUCH_SEED_LENGTH];
  VouchSigningKey *self;

  vouch_sodium_ensure ();
  randombytes_buf (seed, sizeof seed);
  self = vouch_signing_key_new_from_seed (seed);
  sodium_memzero (seed, sizeof seed);
  return self;
}

/**
 * vouch_signing_key_new_from_seed:
 * @seed: 32 secret bytes.
 *
 * Returns: (transfer full): the one key pair that belongs to @seed (RFC 8032 section 5.1.5).
 */
VouchSigningKey *
vouch_signing_key_new_from_seed (const guint8 seed[VOUCH_SEED_LENGTH])
{
  VouchSigningKey *self = g_new0 (VouchSigningKey, 1);

  self->secret = vouch_secret_new (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (self->public_key, self->secret, seed);
  self->did = vouch_did_key_from_ed25519 (self->public_key);
  return self;
}

/**
 * vouch_signing_key_free:
 * @self: (nullable): a key pair.
 *
 * Wipes and frees the key pair.
 */
void
vouch_signing_key_free (VouchSigningKey *self)
{
  if (self == NULL)
    return;
  vouch_secret_free (self->secret);
  g_free (self->did);
  g_free (self);
}

/**
 * vouch_signing_key_get_seed:
 * @self: a key pair.
 *
 * Returns: (transfer none): the 32 secret bytes that the pair can be made from again.
 */
const guint8 *
vouch_signing_key_get_seed (VouchSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret;
}

/**
 * vouch_signing_key_get_public:
 * @self: a key pair.
 *
 * Returns: (transfer none): the 32 bytes of the public key.
 */
const guint8 *
vouch_signing_key_get_public (VouchSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->public_key;
}

/**
 * vouch_signing_key_get_did:
 * @self: a key pair.
 *
 * Returns: (transfer none): the public key as "did:key:z6Mk…".
 */
const char *
vouch_signing_key_get_did (VouchSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->did;
}

/**
 * vouch_signing_key_sign:
 * @self: a key pair.
 * @message: (array length=length): the bytes to sign.
 * @length: number of bytes.
 * @signature: (out caller-allocates): where to put the 64 bytes.
 *
 * Signs with Ed25519 (RFC 8032); the signature stands beside the message, not around it.
 */
void
vouch_signing_key_sign (VouchSigningKey *self,
                        const void *message,
                        gsize length,
                        guint8 signature[VOUCH_SIGNATURE_LENGTH])
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (message != NULL || length == 0);

  crypto_sign_detached (signature, NULL, message, length, self->secret);
}
