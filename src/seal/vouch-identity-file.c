/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-identity-file"

#include "config.h"
#include "vouch-identity-file.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-sodium.h"

/*
 * The file `identity`, version 1. Everything hangs on a master seed of 32 random bytes, which is
 * in the file twice, encrypted; numbers are big-endian.
 *
 *   offset size
 *        0    8  "VOUCHIDN"
 *        8    2  version, 1; a greater one is refused unread
 *       10   16  random id of this identity; names its unlock key in the keyring
 *       26   32  public Ed25519 key of the person
 *       58   72  keyring slot: nonce 24, encrypted seed 32, tag 16; key: the unlock key
 *      130    4  Argon2id passes   } of the recovery slot
 *      134    4  Argon2id KiB      }
 *      138   16  Argon2id salt     }
 *      154   72  recovery slot: nonce 24, encrypted seed 32, tag 16; key: Argon2id (recovery code)
 *      226   32  SHA-256 of the 226 bytes before
 *
 * Slots are XChaCha20-Poly1305. What is authenticated with them is the head (the first 58 bytes)
 * and one byte that names the slot, so a slot cannot be moved to another file or place.
 * The checksum tells a damaged file from a wrong key; against forgery it does nothing, the
 * slots' tags do.
 */

#define MAGIC "VOUCHIDN"
#define VERSION 1
#define HEAD_LENGTH G_STRUCT_OFFSET (VouchIdentityFile, keyring_slot)
#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_LENGTH crypto_aead_xchacha20poly1305_ietf_ABYTES
#define KIB 1024

/* Bounds on what a file may ask of this computer, well above what Vouch writes itself. */
#define MAX_PASSES 16
#define MAX_KIB (1024 * 1024)

G_STATIC_ASSERT (HEAD_LENGTH == 58);
G_STATIC_ASSERT (sizeof (VouchIdentityFile) == 258);
G_STATIC_ASSERT (NONCE_LENGTH + VOUCH_SEED_LENGTH + TAG_LENGTH == VOUCH_IDENTITY_SLOT_LENGTH);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_KEYBYTES == VOUCH_IDENTITY_KEY_LENGTH);
G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == sizeof (((VouchIdentityFile *) NULL)->salt));

static void
write_u32 (guint8 at[4], guint32 value)
{
  value = GUINT32_TO_BE (value);
  memcpy (at, &value, sizeof value);
}

static guint32
read_u32 (const guint8 at[4])
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_BE (value);
}

static void
write_checksum (VouchIdentityFile *self)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();

  vouch_hash_update (hash, self, G_STRUCT_OFFSET (VouchIdentityFile, checksum));
  vouch_hash_finish_digest (hash, self->checksum);
}

static gboolean
is_sound (const VouchIdentityFile *self)
{
  VouchIdentityFile copy = *self;
  guint32 passes = read_u32 (self->passes);
  guint32 kib = read_u32 (self->kib);

  write_checksum (&copy);
  return memcmp (copy.checksum, self->checksum, sizeof copy.checksum) == 0 &&
         passes >= crypto_pwhash_OPSLIMIT_MIN && passes <= MAX_PASSES &&
         kib >= crypto_pwhash_MEMLIMIT_MIN / KIB && kib <= MAX_KIB;
}

static void
slot_context (const VouchIdentityFile *self,
              VouchIdentitySlot slot,
              guint8 context[HEAD_LENGTH + 1])
{
  memcpy (context, self, HEAD_LENGTH);
  context[HEAD_LENGTH] = (guint8) slot;
}

/**
 * vouch_identity_file_init:
 * @self: (out caller-allocates): the file.
 * @public_key: the person's own public key.
 *
 * Fills in the head with a new random id; both slots are still empty.
 */
void
vouch_identity_file_init (VouchIdentityFile *self,
                          const guint8 public_key[VOUCH_ED25519_KEY_LENGTH])
{
  g_return_if_fail (self != NULL);

  vouch_sodium_ensure ();
  memset (self, 0, sizeof *self);
  memcpy (self->magic, MAGIC, sizeof self->magic);
  self->version[0] = VERSION >> 8;
  self->version[1] = VERSION & 0xff;
  randombytes_buf (self->id, sizeof self->id);
  memcpy (self->public_key, public_key, sizeof self->public_key);
}

/**
 * vouch_identity_file_read:
 * @self: (out caller-allocates): the file.
 * @bytes: what was read from the disk.
 * @error: %VOUCH_ERROR_CORRUPT when it is damaged or another file; %VOUCH_ERROR_TOO_NEW.
 *
 * Returns: whether @self was filled.
 */
gboolean
vouch_identity_file_read (VouchIdentityFile *self, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean is_identity = size >= HEAD_LENGTH && memcmp (data, MAGIC, strlen (MAGIC)) == 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (is_identity && (data[8] << 8 | data[9]) > VERSION) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                         _ ("The identity file was written by a newer version of Vouch. Nothing "
                            "was changed. Update Vouch to use it."));
    return FALSE;
  }
  if (is_identity && size == sizeof *self) {
    memcpy (self, data, sizeof *self);
    if (is_sound (self))
      return TRUE;
  }
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                       _ ("The identity file is damaged. Your portfolios are not affected. Put the "
                          "file back from a backup of the library folder."));
  return FALSE;
}

/**
 * vouch_identity_file_write:
 * @self: the file.
 *
 * Returns: (transfer full): its bytes with a fresh checksum.
 */
GBytes *
vouch_identity_file_write (VouchIdentityFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  write_checksum (self);
  return g_bytes_new (self, sizeof *self);
}

/**
 * vouch_identity_file_seal:
 * @self: the file.
 * @slot: which copy.
 * @key: 32 bytes.
 * @seed: the 32 bytes to encrypt.
 *
 * Replaces one of the encrypted copies of the seed.
 */
void
vouch_identity_file_seal (VouchIdentityFile *self,
                          VouchIdentitySlot slot,
                          const guint8 *key,
                          const guint8 *seed)
{
  guint8 context[HEAD_LENGTH + 1];
  guint8 *to;

  g_return_if_fail (self != NULL && key != NULL && seed != NULL);

  to = slot == VOUCH_IDENTITY_SLOT_KEYRING ? self->keyring_slot : self->recovery_slot;
  slot_context (self, slot, context);
  vouch_sodium_ensure ();
  randombytes_buf (to, NONCE_LENGTH);
  crypto_aead_xchacha20poly1305_ietf_encrypt (to + NONCE_LENGTH, NULL, seed, VOUCH_SEED_LENGTH,
                                              context, sizeof context, NULL, to, key);
}

/**
 * vouch_identity_file_open:
 * @self: the file.
 * @slot: which copy.
 * @key: 32 bytes.
 *
 * Returns: (transfer full) (nullable): the 32 bytes of the seed, to be freed with
 *   vouch_secret_free(); %NULL when @key is not the key of this slot.
 */
guint8 *
vouch_identity_file_open (const VouchIdentityFile *self, VouchIdentitySlot slot, const guint8 *key)
{
  guint8 context[HEAD_LENGTH + 1];
  const guint8 *from;
  guint8 *seed;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  from = slot == VOUCH_IDENTITY_SLOT_KEYRING ? self->keyring_slot : self->recovery_slot;
  seed = vouch_secret_new (VOUCH_SEED_LENGTH);
  slot_context (self, slot, context);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (seed, NULL, NULL, from + NONCE_LENGTH,
                                                  VOUCH_IDENTITY_SLOT_LENGTH - NONCE_LENGTH,
                                                  context, sizeof context, from, key) == 0)
    return seed;
  vouch_secret_free (seed);
  return NULL;
}

/**
 * vouch_identity_file_set_cost:
 * @self: the file.
 * @cost: what a try of the recovery code costs.
 *
 * Sets the cost and a new random salt; the recovery slot must be sealed anew afterwards.
 */
void
vouch_identity_file_set_cost (VouchIdentityFile *self, VouchIdentityCost cost)
{
  gboolean moderate = cost == VOUCH_IDENTITY_COST_MODERATE;

  g_return_if_fail (self != NULL);

  write_u32 (self->passes, moderate ? crypto_pwhash_OPSLIMIT_MODERATE : crypto_pwhash_OPSLIMIT_MIN);
  write_u32 (self->kib,
             (moderate ? crypto_pwhash_MEMLIMIT_MODERATE : crypto_pwhash_MEMLIMIT_MIN) / KIB);
  vouch_sodium_ensure ();
  randombytes_buf (self->salt, sizeof self->salt);
}

/**
 * vouch_identity_file_stretch:
 * @self: the file, which says how costly this is.
 * @recovery_code: a code in its printed form.
 * @error: %VOUCH_ERROR_DEVICE when there is too little memory.
 *
 * Turns a recovery code into the key of the recovery slot (Argon2id, RFC 9106); slow on purpose.
 *
 * Returns: (transfer full) (nullable): 32 bytes, to be freed with vouch_secret_free().
 */
guint8 *
vouch_identity_file_stretch (const VouchIdentityFile *self,
                             const char *recovery_code,
                             GError **error)
{
  guint8 *key;

  g_return_val_if_fail (self != NULL && recovery_code != NULL, NULL);

  key = vouch_secret_new (VOUCH_IDENTITY_KEY_LENGTH);
  if (crypto_pwhash (key, VOUCH_IDENTITY_KEY_LENGTH, recovery_code, strlen (recovery_code),
                     self->salt, read_u32 (self->passes), (gsize) read_u32 (self->kib) * KIB,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  vouch_secret_free (key);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("There is not enough free memory to use the recovery code. Nothing was "
                          "changed. Close other programs and try again."));
  return NULL;
}
