/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-public-key.h"

G_BEGIN_DECLS

#define VOUCH_SEED_LENGTH 32
#define VOUCH_SIGNATURE_LENGTH 64

/**
 * VouchSigningKey:
 *
 * An Ed25519 key pair. The secret half is kept in locked memory and wiped when freed.
 */
typedef struct _VouchSigningKey VouchSigningKey;

VouchSigningKey *vouch_signing_key_generate (void) G_GNUC_WARN_UNUSED_RESULT;
VouchSigningKey *
vouch_signing_key_new_from_seed (const guint8 seed[VOUCH_SEED_LENGTH]) G_GNUC_WARN_UNUSED_RESULT;
void vouch_signing_key_free (VouchSigningKey *self);

const guint8 *vouch_signing_key_get_seed (VouchSigningKey *self);
const guint8 *vouch_signing_key_get_public (VouchSigningKey *self);
const char *vouch_signing_key_get_did (VouchSigningKey *self);
void vouch_signing_key_sign (VouchSigningKey *self,
                             const void *message,
                             gsize length,
                             guint8 signature[VOUCH_SIGNATURE_LENGTH]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSigningKey, vouch_signing_key_free)

G_END_DECLS
