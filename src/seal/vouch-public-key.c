/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-public-key"

#include "config.h"
#include "vouch-public-key.h"

#include <glib/gi18n-lib.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-sodium.h"

#define RSA_MIN_BITS 2048
#define RSA_MAX_BITS 8192
#define P256_COORDINATE 32

/* Ed25519 is judged by libsodium, which refuses keys of small order; the others by GnuTLS. */
struct _VouchPublicKey {
  gatomicrefcount references;
  VouchKeyType type;
  GBytes *material; /* The key itself, or modulus and exponent, or x and y: for comparison. */
  gnutls_pubkey_t handle;
};

static VouchPublicKey *
new_key (VouchKeyType type, const void *first, gsize first_length, GBytes *second)
{
  VouchPublicKey *self = g_new0 (VouchPublicKey, 1);
  g_autoptr (GByteArray) material = g_byte_array_new ();

  g_atomic_ref_count_init (&self->references);
  self->type = type;
  g_byte_array_append (material, first, (guint) first_length);
  if (second != NULL)
    g_byte_array_append (material, g_bytes_get_data (second, NULL),
                         (guint) g_bytes_get_size (second));
  self->material = g_byte_array_free_to_bytes (g_steal_pointer (&material));
  return self;
}

static GBytes *
without_leading_zeros (GBytes *number)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (number, &size);
  gsize zeros = 0;

  while (zeros < size && data[zeros] == 0)
    zeros++;
  return g_bytes_new_from_bytes (number, zeros, size - zeros);
}

static gnutls_datum_t
as_datum (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t){ .data = (unsigned char *) data, .size = (unsigned) size };
}

static void
set_key_error (GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("This is not a public key that Vouch can use."));
}

/**
 * vouch_public_key_new_ed25519:
 * @key: a 32-byte Ed25519 public key.
 *
 * Returns: (transfer full): the key.
 */
VouchPublicKey *
vouch_public_key_new_ed25519 (const guint8 key[VOUCH_ED25519_KEY_LENGTH])
{
  g_return_val_if_fail (key != NULL, NULL);

  return new_key (VOUCH_KEY_TYPE_ED25519, key, VOUCH_ED25519_KEY_LENGTH, NULL);
}

/**
 * vouch_public_key_new_from_did:
 * @did: (nullable): a text.
 *
 * Returns: (transfer full) (nullable): the key that a did:key spells, or %NULL for anything else.
 */
VouchPublicKey *
vouch_public_key_new_from_did (const char *did)
{
  guint8 key[VOUCH_ED25519_KEY_LENGTH];

  if (!vouch_did_key_to_ed25519 (did, key))
    return NULL;
  return vouch_public_key_new_ed25519 (key);
}

/**
 * vouch_public_key_new_from_multikey:
 * @multikey: (nullable): a text.
 *
 * Returns: (transfer full) (nullable): the key that a multikey "z6Mk…" spells, or %NULL for
 *   anything else.
 */
VouchPublicKey *
vouch_public_key_new_from_multikey (const char *multikey)
{
  guint8 key[VOUCH_ED25519_KEY_LENGTH];

  if (!vouch_multikey_to_ed25519 (multikey, key))
    return NULL;
  return vouch_public_key_new_ed25519 (key);
}

/**
 * vouch_public_key_new_rsa:
 * @modulus: the modulus, big-endian (`n` of RFC 7518 section 6.3).
 * @exponent: the public exponent, big-endian (`e`).
 * @error: %VOUCH_ERROR_INVALID for a key of less than 2048 or more than 8192 bits, an exponent of
 *   more than 64 bits, or numbers that make no key.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL on error.
 */
VouchPublicKey *
vouch_public_key_new_rsa (GBytes *modulus, GBytes *exponent, GError **error)
{
  g_autoptr (VouchPublicKey) self = NULL;
  g_autoptr (GBytes) m = NULL;
  g_autoptr (GBytes) e = NULL;
  gnutls_datum_t m_datum;
  gnutls_datum_t e_datum;

  g_return_val_if_fail (modulus != NULL && exponent != NULL, NULL);

  m = without_leading_zeros (modulus);
  e = without_leading_zeros (exponent);
  m_datum = as_datum (m);
  e_datum = as_datum (e);
  if (m_datum.size < RSA_MIN_BITS / 8 || m_datum.size > RSA_MAX_BITS / 8 || e_datum.size == 0 ||
      e_datum.size > 8 || (m_datum.data[m_datum.size - 1] & 1) == 0 ||
      (e_datum.data[e_datum.size - 1] & 1) == 0 || (e_datum.size == 1 && e_datum.data[0] < 3)) {
    set_key_error (error);
    return NULL;
  }
  self = new_key (VOUCH_KEY_TYPE_RSA, m_datum.data, m_datum.size, e);
  if (gnutls_pubkey_init (&self->handle) < 0 ||
      gnutls_pubkey_import_rsa_raw (self->handle, &m_datum, &e_datum) < 0) {
    set_key_error (error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * vouch_public_key_new_p256:
 * @x: the first coordinate, 32 bytes (`x` of RFC 7518 section 6.2).
 * @y: the second coordinate, 32 bytes (`y`).
 * @error: %VOUCH_ERROR_INVALID when the two are not a point of the curve.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL on error.
 */
VouchPublicKey *
vouch_public_key_new_p256 (GBytes *x, GBytes *y, GError **error)
{
  g_autoptr (VouchPublicKey) self = NULL;
  gnutls_datum_t x_datum;
  gnutls_datum_t y_datum;

  g_return_val_if_fail (x != NULL && y != NULL, NULL);

  x_datum = as_datum (x);
  y_datum = as_datum (y);
  if (x_datum.size != P256_COORDINATE || y_datum.size != P256_COORDINATE) {
    set_key_error (error);
    return NULL;
  }
  self = new_key (VOUCH_KEY_TYPE_P256, x_datum.data, x_datum.size, y);
  if (gnutls_pubkey_init (&self->handle) < 0 ||
      gnutls_pubkey_import_ecc_raw (self->handle, GNUTLS_ECC_CURVE_SECP256R1, &x_datum, &y_datum) <
          0 ||
      gnutls_pubkey_verify_params (self->handle) < 0) {
    set_key_error (error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * vouch_public_key_ref:
 * @self: a key.
 *
 * Returns: (transfer full): @self.
 */
VouchPublicKey *
vouch_public_key_ref (VouchPublicKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * vouch_public_key_unref:
 * @self: (transfer full): a key.
 *
 * Gives a reference back.
 */
void
vouch_public_key_unref (VouchPublicKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->handle, gnutls_pubkey_deinit);
  g_bytes_unref (self->material);
  g_free (self);
}

/**
 * vouch_public_key_get_key_type:
 * @self: a key.
 *
 * Returns: what kind of key it is.
 */
VouchKeyType
vouch_public_key_get_key_type (VouchPublicKey *self)
{
  g_return_val_if_fail (self != NULL, VOUCH_KEY_TYPE_ED25519);

  return self->type;
}

/**
 * vouch_public_key_equal:
 * @a: a key.
 * @b: another.
 *
 * Returns: whether both are the same key of the same type.
 */
gboolean
vouch_public_key_equal (VouchPublicKey *a, VouchPublicKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->type == b->type && g_bytes_equal (a->material, b->material);
}

static gboolean
verify_p256 (VouchPublicKey *self,
             const gnutls_datum_t *message,
             const guint8 *signature,
             gsize length)
{
  gnutls_datum_t r = { .data = (unsigned char *) signature, .size = P256_COORDINATE };
  gnutls_datum_t s = { .data = (unsigned char *) signature + P256_COORDINATE,
                       .size = P256_COORDINATE };
  gnutls_datum_t der = { 0 };
  gboolean good;

  /* JWS writes r and s side by side (RFC 7518 section 3.4); GnuTLS reads their DER form. */
  if (length != 2 * P256_COORDINATE || gnutls_encode_rs_value (&der, &r, &s) < 0)
    return FALSE;
  good = gnutls_pubkey_verify_data2 (self->handle, GNUTLS_SIGN_ECDSA_SHA256, 0, message, &der) >= 0;
  gnutls_free (der.data);
  return good;
}

/**
 * vouch_public_key_verify:
 * @self: a key.
 * @message: (array length=message_length): the bytes that were signed.
 * @message_length: number of bytes, below 2 GiB.
 * @signature: (array length=signature_length): the detached signature.
 * @signature_length: number of bytes.
 *
 * Judges a detached signature in the one way that fits the type of key.
 *
 * Returns: whether this key signed exactly these bytes.
 */
gboolean
vouch_public_key_verify (VouchPublicKey *self,
                         const void *message,
                         gsize message_length,
                         const guint8 *signature,
                         gsize signature_length)
{
  gnutls_datum_t text = { .data = (unsigned char *) message, .size = (unsigned) message_length };
  gnutls_datum_t mark = { .data = (unsigned char *) signature,
                          .size = (unsigned) signature_length };

  g_return_val_if_fail (self != NULL && message != NULL && signature != NULL, FALSE);
  g_return_val_if_fail (message_length < G_MAXINT && signature_length < G_MAXINT, FALSE);

  switch (self->type) {
  case VOUCH_KEY_TYPE_ED25519:
    vouch_sodium_ensure ();
    return signature_length == crypto_sign_BYTES &&
           crypto_sign_verify_detached (signature, message, message_length,
                                        g_bytes_get_data (self->material, NULL)) == 0;
  case VOUCH_KEY_TYPE_RSA:
    return gnutls_pubkey_verify_data2 (self->handle, GNUTLS_SIGN_RSA_SHA256, 0, &text, &mark) >= 0;
  case VOUCH_KEY_TYPE_P256: return verify_p256 (self, &text, signature, signature_length);
  default: g_return_val_if_reached (FALSE);
  }
}
