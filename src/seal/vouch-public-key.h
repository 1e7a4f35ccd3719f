/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-did-key.h"

G_BEGIN_DECLS

/**
 * VouchKeyType:
 * @VOUCH_KEY_TYPE_ED25519: Ed25519; its signatures are 64 bytes (RFC 8032).
 * @VOUCH_KEY_TYPE_RSA: RSA of 2048 to 8192 bits; PKCS #1 v1.5 signatures over SHA-256.
 * @VOUCH_KEY_TYPE_P256: the NIST curve P-256; signatures are r and s of 32 bytes each over SHA-256.
 *
 * The keys whose signatures Vouch can judge; each type has exactly one way to sign.
 */
typedef enum {
  VOUCH_KEY_TYPE_ED25519,
  VOUCH_KEY_TYPE_RSA,
  VOUCH_KEY_TYPE_P256,
} VouchKeyType;

/**
 * VouchPublicKey:
 *
 * A public key, immutable and reference counted.
 */
typedef struct _VouchPublicKey VouchPublicKey;

VouchPublicKey *
vouch_public_key_new_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH]) G_GNUC_WARN_UNUSED_RESULT;
VouchPublicKey *vouch_public_key_new_from_did (const char *did) G_GNUC_WARN_UNUSED_RESULT;
VouchPublicKey *vouch_public_key_new_from_multikey (const char *multikey) G_GNUC_WARN_UNUSED_RESULT;
VouchPublicKey *vouch_public_key_new_rsa (GBytes *modulus,
                                          GBytes *exponent,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchPublicKey *
vouch_public_key_new_p256 (GBytes *x, GBytes *y, GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchPublicKey *vouch_public_key_ref (VouchPublicKey *self);
void vouch_public_key_unref (VouchPublicKey *self);

VouchKeyType vouch_public_key_get_key_type (VouchPublicKey *self);
gboolean vouch_public_key_equal (VouchPublicKey *a, VouchPublicKey *b);
gboolean vouch_public_key_verify (VouchPublicKey *self,
                                  const void *message,
                                  gsize message_length,
                                  const guint8 *signature,
                                  gsize signature_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPublicKey, vouch_public_key_unref)

G_END_DECLS
