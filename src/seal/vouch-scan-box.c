/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scan of a signed form, encrypted by a key that the ledger's own key gives: "VOUCHSCN", nonce 24,
 * encrypted bytes, tag 16; XChaCha20-Poly1305 with the first eight bytes authenticated.
 */
#define G_LOG_DOMAIN "vouch-scan-box"

#include "config.h"
#include "vouch-scan-box.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-sodium.h"

#define MAGIC "VOUCHSCN"
#define MAGIC_LENGTH 8
#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_LENGTH crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEAD_LENGTH (MAGIC_LENGTH + NONCE_LENGTH)

/**
 * vouch_scan_box_seal:
 * @key: 32 bytes.
 * @plain: the bytes of a form.
 *
 * Returns: (transfer full): the same, encrypted.
 */
GBytes *
vouch_scan_box_seal (const guint8 *key, GBytes *plain)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  guint8 *sealed = g_malloc (HEAD_LENGTH + length + TAG_LENGTH);

  vouch_sodium_ensure ();
  memcpy (sealed, MAGIC, MAGIC_LENGTH);
  randombytes_buf (sealed + MAGIC_LENGTH, NONCE_LENGTH);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + HEAD_LENGTH, NULL, data, length, sealed,
                                              MAGIC_LENGTH, NULL, sealed + MAGIC_LENGTH, key);
  return g_bytes_new_take (sealed, HEAD_LENGTH + length + TAG_LENGTH);
}

/**
 * vouch_scan_box_open:
 * @key: 32 bytes.
 * @sealed: what vouch_scan_box_seal() gave.
 * @error: %VOUCH_ERROR_CORRUPT.
 *
 * Returns: (transfer full) (nullable): the bytes of the form; wiped when they are freed.
 */
GBytes *
vouch_scan_box_open (const guint8 *key, GBytes *sealed, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  guint8 *plain = g_malloc (size);

  vouch_sodium_ensure ();
  if (size >= HEAD_LENGTH + TAG_LENGTH && memcmp (data, MAGIC, MAGIC_LENGTH) == 0 &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, data + HEAD_LENGTH,
                                                  size - HEAD_LENGTH, data, MAGIC_LENGTH,
                                                  data + MAGIC_LENGTH, key) == 0)
    return vouch_secret_take_bytes (plain, size, 0, size - HEAD_LENGTH - TAG_LENGTH);
  g_free (plain);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                       _ ("This scan cannot be opened: it is damaged, or belongs to other class "
                          "lists. Attach the form again."));
  return NULL;
}
