/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-hash"

#include "config.h"
#include "vouch-hash.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"

/*
 * SHA-256 (FIPS 180-4) by GnuTLS, which uses the processor's own instructions and is several times
 * as fast as GChecksum. Artifacts are named by the lower-case hexadecimal form.
 */

#define READ_SIZE (256 * 1024)

struct _VouchHash {
  gnutls_hash_hd_t handle;
  gboolean finished;
};

/**
 * vouch_hash_new:
 *
 * Returns: (transfer full): a SHA-256 over no bytes yet.
 */
VouchHash *
vouch_hash_new (void)
{
  VouchHash *self = g_new0 (VouchHash, 1);
  int status = gnutls_hash_init (&self->handle, GNUTLS_DIG_SHA256);

  if (status < 0)
    g_error ("SHA-256 is not available: %s", gnutls_strerror (status));
  return self;
}

/**
 * vouch_hash_free:
 * @self: (nullable): a hash.
 *
 * Frees the hash, finished or not.
 */
void
vouch_hash_free (VouchHash *self)
{
  if (self == NULL)
    return;
  if (!self->finished)
    gnutls_hash_deinit (self->handle, NULL);
  g_free (self);
}

/**
 * vouch_hash_update:
 * @self: a hash that is not finished.
 * @data: (array length=length) (nullable): the next bytes; may be %NULL when @length is 0.
 * @length: number of bytes.
 *
 * Adds bytes to the hash.
 */
void
vouch_hash_update (VouchHash *self, const void *data, gsize length)
{
  int status;

  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->finished);
  g_return_if_fail (data != NULL || length == 0);

  if (length == 0)
    return;
  status = gnutls_hash (self->handle, data, length);
  if (status < 0)
    g_error ("SHA-256 stopped: %s", gnutls_strerror (status));
}

/**
 * vouch_hash_finish_digest:
 * @self: a hash that is not finished.
 * @digest: (out caller-allocates): where to put the 32 bytes.
 *
 * Ends the hash; it can only be freed afterwards.
 *
 * Returns: whether @digest was filled; %FALSE only when the hash was finished before.
 */
gboolean
vouch_hash_finish_digest (VouchHash *self, guint8 digest[VOUCH_HASH_DIGEST_LENGTH])
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  gnutls_hash_deinit (self->handle, digest);
  self->finished = TRUE;
  return TRUE;
}

/**
 * vouch_hash_finish_hex:
 * @self: a hash that is not finished.
 *
 * Ends the hash; it can only be freed afterwards.
 *
 * Returns: (transfer full) (nullable): 64 lower-case hexadecimal digits.
 */
char *
vouch_hash_finish_hex (VouchHash *self)
{
  guint8 digest[VOUCH_HASH_DIGEST_LENGTH];

  if (!vouch_hash_finish_digest (self, digest))
    return NULL;
  return vouch_hash_hex_from_digest (digest);
}

/**
 * vouch_hash_of_bytes:
 * @data: (array length=length) (nullable): bytes; may be %NULL when @length is 0.
 * @length: number of bytes.
 *
 * Returns: (transfer full): the SHA-256 as 64 lower-case hexadecimal digits.
 */
char *
vouch_hash_of_bytes (const void *data, gsize length)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();

  vouch_hash_update (hash, data, length);
  return vouch_hash_finish_hex (hash);
}

/**
 * vouch_hash_of_fd:
 * @fd: a descriptor of a regular file, open for reading; its position is neither used nor moved.
 * @cancellable: (nullable): looked at between pieces of 256 KiB.
 * @error: %VOUCH_ERROR_CANCELLED, or the translated error of the read.
 *
 * Hashes a file from its first to its last byte.
 *
 * Returns: (transfer full) (nullable): 64 lower-case hexadecimal digits, or %NULL on error.
 */
char *
vouch_hash_of_fd (int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchHash) hash = vouch_hash_new ();
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  gint64 offset = 0;

  g_return_val_if_fail (fd >= 0, NULL);

  for (;;) {
    gssize n;

    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED,
                           _ ("Reading the file was stopped. Nothing was changed."));
      return NULL;
    }
    n = pread (fd, buffer, READ_SIZE, offset);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      vouch_error_set_errno (error, errno, _ ("The file could not be read"));
      return NULL;
    }
    if (n == 0)
      return vouch_hash_finish_hex (hash);
    vouch_hash_update (hash, buffer, (gsize) n);
    offset += n;
  }
}

/**
 * vouch_hash_hex_from_digest:
 * @digest: 32 bytes.
 *
 * Returns: (transfer full): the bytes as 64 lower-case hexadecimal digits.
 */
char *
vouch_hash_hex_from_digest (const guint8 digest[VOUCH_HASH_DIGEST_LENGTH])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (VOUCH_HASH_HEX_LENGTH + 1);

  for (gsize i = 0; i < VOUCH_HASH_DIGEST_LENGTH; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 0x0f];
  }
  hex[VOUCH_HASH_HEX_LENGTH] = '\0';
  return hex;
}

/**
 * vouch_hash_digest_from_hex:
 * @hex: (nullable): a text.
 * @digest: (out caller-allocates): where to put the 32 bytes.
 *
 * Returns: whether @hex is exactly 64 lower-case hexadecimal digits, the only form Vouch writes.
 */
gboolean
vouch_hash_digest_from_hex (const char *hex, guint8 digest[VOUCH_HASH_DIGEST_LENGTH])
{
  if (hex == NULL || strlen (hex) != VOUCH_HASH_HEX_LENGTH)
    return FALSE;
  for (gsize i = 0; i < VOUCH_HASH_HEX_LENGTH; i++)
    if (!g_ascii_isxdigit (hex[i]) || g_ascii_isupper (hex[i]))
      return FALSE;
  for (gsize i = 0; i < VOUCH_HASH_DIGEST_LENGTH; i++)
    digest[i] =
        (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return TRUE;
}
