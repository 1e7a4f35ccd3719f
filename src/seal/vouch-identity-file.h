/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-signing-key.h"

G_BEGIN_DECLS

#define VOUCH_IDENTITY_ID_LENGTH 16
#define VOUCH_IDENTITY_SLOT_LENGTH 72
#define VOUCH_IDENTITY_KEY_LENGTH 32

/**
 * VouchIdentityFile:
 *
 * The file `identity` byte for byte; the layout is described in vouch-identity-file.c. All members
 * are bytes, so the structure has no padding.
 */
typedef struct {
  guint8 magic[8];
  guint8 version[2];
  guint8 id[VOUCH_IDENTITY_ID_LENGTH];
  guint8 public_key[VOUCH_ED25519_KEY_LENGTH];
  guint8 keyring_slot[VOUCH_IDENTITY_SLOT_LENGTH];
  guint8 passes[4];
  guint8 kib[4];
  guint8 salt[16];
  guint8 recovery_slot[VOUCH_IDENTITY_SLOT_LENGTH];
  guint8 checksum[32];
} VouchIdentityFile;

/**
 * VouchIdentityCost:
 * @VOUCH_IDENTITY_COST_MODERATE: 256 MiB and about a second for each try of a recovery code.
 * @VOUCH_IDENTITY_COST_MINIMAL: next to nothing; for tests only.
 *
 * What each try of a recovery code costs whoever has found the identity file.
 */
typedef enum {
  VOUCH_IDENTITY_COST_MODERATE,
  VOUCH_IDENTITY_COST_MINIMAL,
} VouchIdentityCost;

/**
 * VouchIdentitySlot:
 * @VOUCH_IDENTITY_SLOT_KEYRING: the seed under the key that the keyring keeps.
 * @VOUCH_IDENTITY_SLOT_RECOVERY: the seed under the recovery code.
 *
 * One of the two encrypted copies of the seed. The values stand in what is authenticated.
 */
typedef enum {
  VOUCH_IDENTITY_SLOT_KEYRING = 'k',
  VOUCH_IDENTITY_SLOT_RECOVERY = 'r',
} VouchIdentitySlot;

void vouch_identity_file_init (VouchIdentityFile *self,
                               const guint8 public_key[VOUCH_ED25519_KEY_LENGTH]);
gboolean vouch_identity_file_read (VouchIdentityFile *self, GBytes *bytes, GError **error);
GBytes *vouch_identity_file_write (VouchIdentityFile *self) G_GNUC_WARN_UNUSED_RESULT;

void vouch_identity_file_seal (VouchIdentityFile *self,
                               VouchIdentitySlot slot,
                               const guint8 *key,
                               const guint8 *seed);
guint8 *vouch_identity_file_open (const VouchIdentityFile *self,
                                  VouchIdentitySlot slot,
                                  const guint8 *key) G_GNUC_WARN_UNUSED_RESULT;

void vouch_identity_file_set_cost (VouchIdentityFile *self, VouchIdentityCost cost);
guint8 *vouch_identity_file_stretch (const VouchIdentityFile *self,
                                     const char *recovery_code,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
