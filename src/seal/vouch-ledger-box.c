/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ledger-box"

#include "config.h"
#include "vouch-ledger-box.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-recovery-code.h"
#include "vouch-sodium.h"

/*
 * The file `ledger`, version 1. The names are encrypted by a random key of 32 bytes, which is in
 * the file up to three times, encrypted itself; numbers are big-endian.
 *
 *   offset size
 *        0    8  "VOUCHLED"
 *        8    2  version, 1; a greater one is refused unread
 *       10   16  random id of this ledger
 *       26    1  which slots are filled: 1 identity, 2 passphrase, 4 recovery code
 *       27    4  Argon2id passes   } of the slots for passphrase and recovery code
 *       31    4  Argon2id KiB      }
 *       35   16  Argon2id salt     }
 *       51   72  identity slot: nonce 24, encrypted key 32, tag 16; key: the identity's ledger key
 *      123   72  passphrase slot; key: Argon2id (passphrase)
 *      195   72  recovery slot; key: Argon2id (recovery code in its printed form)
 *      267   24  nonce of the names
 *      291    n  encrypted names and tag 16
 *    291+n   32  SHA-256 of everything before
 *
 * Without a passphrase only the identity slot is filled: the keyring opens the identity, and so
 * does its recovery code. With a passphrase the identity slot is empty, so that nobody gets in who
 * merely sits at the computer; the recovery slot is filled when the code was typed as the
 * passphrase was chosen.
 *
 * All is XChaCha20-Poly1305. With a slot the id and a byte that names the slot are authenticated,
 * with the names everything before them. The names begin with their length (4 bytes) and are filled
 * up to 4 KiB, so that the size of the file does not tell how many there are. The checksum tells a
 * damaged file from a wrong key.
 */

#define MAGIC "VOUCHLED"
#define MAGIC_LENGTH 8
#define VERSION 1
#define KEY_LENGTH crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_LENGTH crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SLOT_LENGTH (NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH)
#define CHECKSUM_LENGTH 32
#define BLOCK_LENGTH 4096
#define LENGTH_LENGTH 4
#define KIB 1024
#define MAX_PASSES 16
#define MAX_KIB (1024 * 1024)

typedef enum {
  SLOT_IDENTITY = 1 << 0,
  SLOT_PASSPHRASE = 1 << 1,
  SLOT_RECOVERY = 1 << 2,
} Slot;

/* The file up to the names; all members are bytes, so it has no padding. */
typedef struct {
  guint8 magic[MAGIC_LENGTH];
  guint8 version[2];
  guint8 id[16];
  guint8 filled;
  guint8 passes[4];
  guint8 kib[4];
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 slots[3][SLOT_LENGTH];
  guint8 nonce[NONCE_LENGTH];
} Head;

G_STATIC_ASSERT (sizeof (Head) == 291);

struct _VouchLedgerBox {
  Head head;
  GBytes *names; /* (nullable): encrypted, with their tag; %NULL until they are sealed first */
  guint8 *key;   /* from vouch_secret_new(); %NULL while locked */
};

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

static guint
slot_index (Slot slot)
{
  return slot == SLOT_IDENTITY ? 0 : slot == SLOT_PASSPHRASE ? 1 : 2;
}

static void
slot_context (VouchLedgerBox *self, Slot slot, guint8 context[17])
{
  memcpy (context, self->head.id, sizeof self->head.id);
  context[16] = (guint8) slot;
}

static void
fill_slot (VouchLedgerBox *self, Slot slot, const guint8 *key)
{
  guint8 context[17];
  guint8 *to = self->head.slots[slot_index (slot)];

  slot_context (self, slot, context);
  randombytes_buf (to, NONCE_LENGTH);
  crypto_aead_xchacha20poly1305_ietf_encrypt (to + NONCE_LENGTH, NULL, self->key, KEY_LENGTH,
                                              context, sizeof context, NULL, to, key);
  self->head.filled |= slot;
}

static void
empty_slot (VouchLedgerBox *self, Slot slot)
{
  memset (self->head.slots[slot_index (slot)], 0, SLOT_LENGTH);
  self->head.filled &= (guint8) ~slot;
}

static gboolean
open_slot (VouchLedgerBox *self, Slot slot, const guint8 *key)
{
  guint8 context[17];
  const guint8 *from = self->head.slots[slot_index (slot)];
  guint8 *opened;

  if ((self->head.filled & slot) == 0)
    return FALSE;
  opened = vouch_secret_new (KEY_LENGTH);
  slot_context (self, slot, context);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (opened, NULL, NULL, from + NONCE_LENGTH,
                                                  SLOT_LENGTH - NONCE_LENGTH, context,
                                                  sizeof context, from, key) != 0) {
    vouch_secret_free (opened);
    return FALSE;
  }
  g_clear_pointer (&self->key, vouch_secret_free);
  self->key = opened;
  vouch_secret_forbid_dumps ();
  return TRUE;
}

static guint8 *
stretch (VouchLedgerBox *self, const char *words, GError **error)
{
  guint8 *key = vouch_secret_new (KEY_LENGTH);

  if (crypto_pwhash (key, KEY_LENGTH, words, strlen (words), self->head.salt,
                     read_u32 (self->head.passes), (gsize) read_u32 (self->head.kib) * KIB,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  vouch_secret_free (key);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("There is not enough free memory to open the class lists. Nothing was "
                          "changed. Close other programs and try again."));
  return NULL;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                       _ ("The file that holds your class lists is damaged. Your portfolios are "
                          "not affected. Put the file “ledger” back from a backup of the library "
                          "folder."));
  return FALSE;
}

/**
 * vouch_ledger_box_create:
 * @identity: an unlocked identity.
 *
 * Returns: (transfer full): a box without names, unlocked, which the identity opens.
 */
VouchLedgerBox *
vouch_ledger_box_create (VouchIdentity *identity)
{
  VouchLedgerBox *self = g_new0 (VouchLedgerBox, 1);
  guint8 *key;

  vouch_sodium_ensure ();
  memcpy (self->head.magic, MAGIC, MAGIC_LENGTH);
  self->head.version[1] = VERSION;
  randombytes_buf (self->head.id, sizeof self->head.id);
  self->key = vouch_secret_new (KEY_LENGTH);
  randombytes_buf (self->key, KEY_LENGTH);
  vouch_secret_forbid_dumps ();
  key = vouch_identity_make_ledger_key (identity);
  fill_slot (self, SLOT_IDENTITY, key);
  vouch_secret_free (key);
  return self;
}

static gboolean
is_sound (const guint8 *data, gsize size)
{
  guint8 checksum[CHECKSUM_LENGTH];
  g_autoptr (VouchHash) hash = NULL;
  const Head *head = (const Head *) data;

  if (size < sizeof (Head) + TAG_LENGTH + CHECKSUM_LENGTH)
    return FALSE;
  hash = vouch_hash_new ();
  vouch_hash_update (hash, data, size - CHECKSUM_LENGTH);
  vouch_hash_finish_digest (hash, checksum);
  if (memcmp (checksum, data + size - CHECKSUM_LENGTH, CHECKSUM_LENGTH) != 0)
    return FALSE;
  return (head->filled & (SLOT_PASSPHRASE | SLOT_RECOVERY)) == 0 ||
         (read_u32 (head->passes) >= crypto_pwhash_OPSLIMIT_MIN &&
          read_u32 (head->passes) <= MAX_PASSES &&
          read_u32 (head->kib) >= crypto_pwhash_MEMLIMIT_MIN / KIB &&
          read_u32 (head->kib) <= MAX_KIB);
}

/**
 * vouch_ledger_box_load:
 * @file: the bytes of the file `ledger`.
 * @error: %VOUCH_ERROR_CORRUPT when the file is damaged or something else; %VOUCH_ERROR_TOO_NEW
 *   when a newer version of Vouch wrote it.
 *
 * Returns: (transfer full) (nullable): the box, which is locked then.
 */
VouchLedgerBox *
vouch_ledger_box_load (GBytes *file, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  VouchLedgerBox *self;

  if (size < MAGIC_LENGTH + 2 || memcmp (data, MAGIC, MAGIC_LENGTH) != 0) {
    refuse_damaged (error);
    return NULL;
  }
  if ((data[8] << 8 | data[9]) > VERSION) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                         _ ("The class lists were written by a newer version of Vouch. Nothing was "
                            "changed. Update Vouch to use them."));
    return NULL;
  }
  if (!is_sound (data, size)) {
    refuse_damaged (error);
    return NULL;
  }
  vouch_sodium_ensure ();
  self = g_new0 (VouchLedgerBox, 1);
  memcpy (&self->head, data, sizeof self->head);
  self->names =
      g_bytes_new_from_bytes (file, sizeof (Head), size - sizeof (Head) - CHECKSUM_LENGTH);
  return self;
}

/**
 * vouch_ledger_box_free:
 * @self: (nullable) (transfer full): a box.
 *
 * Wipes the key and frees the box.
 */
void
vouch_ledger_box_free (VouchLedgerBox *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->key, vouch_secret_free);
  g_clear_pointer (&self->names, g_bytes_unref);
  g_free (self);
}

/**
 * vouch_ledger_box_is_unlocked:
 * @self: a box.
 *
 * Returns: whether it can be opened and sealed.
 */
gboolean
vouch_ledger_box_is_unlocked (VouchLedgerBox *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->key != NULL;
}

/**
 * vouch_ledger_box_has_passphrase:
 * @self: a box.
 *
 * Returns: whether a passphrase is asked for.
 */
gboolean
vouch_ledger_box_has_passphrase (VouchLedgerBox *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->head.filled & SLOT_PASSPHRASE) != 0;
}

/**
 * vouch_ledger_box_takes_recovery_code:
 * @self: a box.
 *
 * Returns: whether the recovery code opens it where the passphrase is forgotten; without a
 *   passphrase it does by way of the identity.
 */
gboolean
vouch_ledger_box_takes_recovery_code (VouchLedgerBox *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->head.filled & (SLOT_RECOVERY | SLOT_IDENTITY)) != 0;
}

/**
 * vouch_ledger_box_unlock_with_identity:
 * @self: a box.
 * @identity: an unlocked identity.
 * @error: %VOUCH_ERROR_REJECTED when it is another one's, or a passphrase is asked for.
 *
 * Returns: whether the box is unlocked.
 */
gboolean
vouch_ledger_box_unlock_with_identity (VouchLedgerBox *self,
                                       VouchIdentity *identity,
                                       GError **error)
{
  guint8 *key;
  gboolean opened;

  g_return_val_if_fail (self != NULL && identity != NULL, FALSE);

  key = vouch_identity_make_ledger_key (identity);
  opened = open_slot (self, SLOT_IDENTITY, key);
  vouch_secret_free (key);
  if (!opened)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         vouch_ledger_box_has_passphrase (self)
                             ? _ ("Type the passphrase of the class lists to unlock them.")
                             : _ ("The class lists belong to another identity than the one in this "
                                  "library. Put both files, “identity” and “ledger”, back from one "
                                  "backup."));
  return opened;
}

/**
 * vouch_ledger_box_unlock_with_words:
 * @self: a box with a passphrase.
 * @words: the passphrase, or the recovery code as somebody typed it.
 * @error: %VOUCH_ERROR_REJECTED when they are neither; %VOUCH_ERROR_DEVICE when there is too little
 *   memory.
 *
 * Unlocks with what a person knows. Blocks for about a second.
 *
 * Returns: whether the box is unlocked.
 */
gboolean
vouch_ledger_box_unlock_with_words (VouchLedgerBox *self, const char *words, GError **error)
{
  g_autofree char *code = NULL;
  gboolean opened = FALSE;

  g_return_val_if_fail (self != NULL && words != NULL, FALSE);

  code = vouch_recovery_code_normalize (words, NULL);
  for (guint i = 0; i < 2 && !opened; i++) {
    const char *typed = i == 0 ? words : code;
    guint8 *key;

    if (typed == NULL || (self->head.filled & (SLOT_PASSPHRASE << i)) == 0)
      continue;
    key = stretch (self, typed, error);
    if (key == NULL)
      return FALSE;
    opened = open_slot (self, SLOT_PASSPHRASE << i, key);
    vouch_secret_free (key);
  }
  if (code != NULL)
    sodium_memzero (code, strlen (code));
  if (!opened)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                         _ ("These words do not open the class lists. They stay locked, and "
                            "nothing was changed."));
  return opened;
}

static gboolean
fill_with_words (VouchLedgerBox *self, Slot slot, const char *words, GError **error)
{
  guint8 *key = stretch (self, words, error);

  if (key == NULL)
    return FALSE;
  fill_slot (self, slot, key);
  vouch_secret_free (key);
  return TRUE;
}

/**
 * vouch_ledger_box_set_passphrase:
 * @self: an unlocked box.
 * @passphrase: what is to be typed from now on.
 * @recovery_code: (nullable): the person's recovery code; %NULL has nothing but the passphrase open
 *   the box.
 * @cost: what a try costs.
 * @error: %VOUCH_ERROR_INVALID when the passphrase is too short; %VOUCH_ERROR_DEVICE when there is
 *   too little memory.
 *
 * Has a passphrase asked for. Seal the names anew afterwards.
 *
 * Returns: whether it is set; if not, nothing has changed.
 */
gboolean
vouch_ledger_box_set_passphrase (VouchLedgerBox *self,
                                 const char *passphrase,
                                 const char *recovery_code,
                                 VouchIdentityCost cost,
                                 GError **error)
{
  gboolean moderate = cost == VOUCH_IDENTITY_COST_MODERATE;
  g_autofree char *code = NULL;
  Head before;

  g_return_val_if_fail (self != NULL && self->key != NULL && passphrase != NULL, FALSE);

  if (g_utf8_strlen (passphrase, -1) < VOUCH_LEDGER_PASSPHRASE_MIN) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("A passphrase has at least %d characters. Three or four words are good."),
                 VOUCH_LEDGER_PASSPHRASE_MIN);
    return FALSE;
  }
  code = recovery_code != NULL ? vouch_recovery_code_normalize (recovery_code, error) : NULL;
  if (recovery_code != NULL && code == NULL)
    return FALSE;
  before = self->head;
  write_u32 (self->head.passes,
             moderate ? crypto_pwhash_OPSLIMIT_MODERATE : crypto_pwhash_OPSLIMIT_MIN);
  write_u32 (self->head.kib,
             (moderate ? crypto_pwhash_MEMLIMIT_MODERATE : crypto_pwhash_MEMLIMIT_MIN) / KIB);
  randombytes_buf (self->head.salt, sizeof self->head.salt);
  empty_slot (self, SLOT_IDENTITY);
  empty_slot (self, SLOT_RECOVERY);
  if (fill_with_words (self, SLOT_PASSPHRASE, passphrase, error) &&
      (code == NULL || fill_with_words (self, SLOT_RECOVERY, code, error)))
    return TRUE;
  self->head = before;
  return FALSE;
}

/**
 * vouch_ledger_box_remove_passphrase:
 * @self: an unlocked box.
 * @identity: an unlocked identity.
 *
 * Has the identity open the box again. Seal the names anew afterwards.
 */
void
vouch_ledger_box_remove_passphrase (VouchLedgerBox *self, VouchIdentity *identity)
{
  guint8 *key;

  g_return_if_fail (self != NULL && self->key != NULL);

  key = vouch_identity_make_ledger_key (identity);
  empty_slot (self, SLOT_PASSPHRASE);
  empty_slot (self, SLOT_RECOVERY);
  fill_slot (self, SLOT_IDENTITY, key);
  vouch_secret_free (key);
}

/**
 * vouch_ledger_box_open:
 * @self: an unlocked box that has been sealed.
 * @error: %VOUCH_ERROR_CORRUPT.
 *
 * Returns: (transfer full) (nullable): the names; wiped when they are freed.
 */
GBytes *
vouch_ledger_box_open (VouchLedgerBox *self, GError **error)
{
  gsize size;
  const guint8 *data;
  guint8 *plain;
  guint32 length;

  g_return_val_if_fail (self != NULL && self->key != NULL && self->names != NULL, NULL);

  data = g_bytes_get_data (self->names, &size);
  plain = g_malloc (size);
  if (size < TAG_LENGTH + LENGTH_LENGTH ||
      crypto_aead_xchacha20poly1305_ietf_decrypt (
          plain, NULL, NULL, data, size, (const guint8 *) &self->head,
          G_STRUCT_OFFSET (Head, nonce), self->head.nonce, self->key) != 0) {
    g_free (plain);
    refuse_damaged (error);
    return NULL;
  }
  length = read_u32 (plain);
  if (length > size - TAG_LENGTH - LENGTH_LENGTH) {
    g_bytes_unref (vouch_secret_take_bytes (plain, size, 0, 0));
    refuse_damaged (error);
    return NULL;
  }
  return vouch_secret_take_bytes (plain, size, LENGTH_LENGTH, length);
}

/**
 * vouch_ledger_box_seal:
 * @self: an unlocked box.
 * @plain: the names.
 *
 * Returns: (transfer full): the bytes of the file `ledger`, to be put in place atomically.
 */
GBytes *
vouch_ledger_box_seal (VouchLedgerBox *self, GBytes *plain)
{
  gsize length = g_bytes_get_size (plain);
  gsize filled = (LENGTH_LENGTH + length + BLOCK_LENGTH - 1) / BLOCK_LENGTH * BLOCK_LENGTH;
  guint8 *padded, *file;
  g_autoptr (GBytes) wiped = NULL;
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  gsize size = sizeof (Head) + filled + TAG_LENGTH;

  g_return_val_if_fail (self != NULL && self->key != NULL && length < G_MAXUINT32, NULL);

  padded = g_malloc0 (filled);
  wiped = vouch_secret_take_bytes (padded, filled, 0, filled);
  write_u32 (padded, (guint32) length);
  memcpy (padded + LENGTH_LENGTH, g_bytes_get_data (plain, NULL), length);
  file = g_malloc (size + CHECKSUM_LENGTH);
  randombytes_buf (self->head.nonce, NONCE_LENGTH);
  memcpy (file, &self->head, sizeof (Head));
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      file + sizeof (Head), NULL, padded, filled, (const guint8 *) &self->head,
      G_STRUCT_OFFSET (Head, nonce), NULL, self->head.nonce, self->key);
  vouch_hash_update (hash, file, size);
  vouch_hash_finish_digest (hash, file + size);
  g_clear_pointer (&self->names, g_bytes_unref);
  self->names = g_bytes_new (file + sizeof (Head), filled + TAG_LENGTH);
  return g_bytes_new_take (file, size + CHECKSUM_LENGTH);
}

/**
 * vouch_ledger_box_make_scan_key:
 * @self: an unlocked box.
 *
 * Returns: (transfer full): the key for scans of signed forms, see vouch-scan-box.c; to be freed with
 *   vouch_secret_free().
 */
guint8 *
vouch_ledger_box_make_scan_key (VouchLedgerBox *self)
{
  guint8 *key;

  g_return_val_if_fail (self != NULL && self->key != NULL, NULL);

  key = vouch_secret_new (KEY_LENGTH);
  crypto_kdf_derive_from_key (key, KEY_LENGTH, 1, "VouchScn", self->key);
  return key;
}
