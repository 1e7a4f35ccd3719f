/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-keyring"

#include "config.h"
#include "vouch-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"

G_DEFINE_INTERFACE (VouchKeyring, vouch_keyring, G_TYPE_OBJECT)

static void
vouch_keyring_default_init (VouchKeyringInterface *iface)
{
}

static gboolean
is_name (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= VOUCH_KEYRING_MAX_NAME && g_utf8_validate (text, -1, NULL);
}

/**
 * vouch_keyring_store:
 * @self: a keyring.
 * @kind: what sort of secret, such as %VOUCH_KEYRING_KIND_TOKEN.
 * @name: whose secret; 1 to 256 bytes of UTF-8.
 * @secret: the secret as UTF-8 text; bytes are to be written in hexadecimal or base64 before.
 * @cancellable: (nullable): stops the wait for the keyring.
 * @error: %VOUCH_ERROR_INVALID for an over-long or non-text secret; %VOUCH_ERROR_DEVICE or
 *   %VOUCH_ERROR_NO_SPACE when the keyring did not take it.
 *
 * Keeps a secret, replacing an earlier one of the same kind and name.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_keyring_store (VouchKeyring *self,
                     const char *kind,
                     const char *name,
                     const char *secret,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (VOUCH_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (is_name (kind) && is_name (name), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  if (strlen (secret) > VOUCH_KEYRING_MAX_SECRET || !g_utf8_validate (secret, -1, NULL)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is too long to be a password or a token. Nothing was stored."));
    return FALSE;
  }
  return VOUCH_KEYRING_GET_IFACE (self)->store (self, kind, name, secret, cancellable, error);
}

/**
 * vouch_keyring_lookup:
 * @self: a keyring.
 * @kind: what sort of secret.
 * @name: whose secret.
 * @cancellable: (nullable): stops the wait for the keyring.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is none; %VOUCH_ERROR_DEVICE when the keyring does
 *   not answer or is locked; %VOUCH_ERROR_CORRUPT when what is stored cannot be read.
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with vouch_keyring_secret_free().
 */
char *
vouch_keyring_lookup (VouchKeyring *self,
                      const char *kind,
                      const char *name,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (VOUCH_IS_KEYRING (self), NULL);
  g_return_val_if_fail (is_name (kind) && is_name (name), NULL);

  return VOUCH_KEYRING_GET_IFACE (self)->lookup (self, kind, name, cancellable, error);
}

/**
 * vouch_keyring_clear:
 * @self: a keyring.
 * @kind: what sort of secret.
 * @name: whose secret.
 * @cancellable: (nullable): stops the wait for the keyring.
 * @error: %VOUCH_ERROR_DEVICE when the keyring does not answer.
 *
 * Forgets a secret. Having nothing to forget is a success.
 *
 * Returns: whether no such secret is kept any longer.
 */
gboolean
vouch_keyring_clear (VouchKeyring *self,
                     const char *kind,
                     const char *name,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (VOUCH_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (is_name (kind) && is_name (name), FALSE);

  return VOUCH_KEYRING_GET_IFACE (self)->clear (self, kind, name, cancellable, error);
}

/**
 * vouch_keyring_secret_free:
 * @secret: (nullable) (transfer full): a secret from vouch_keyring_lookup().
 *
 * Overwrites the secret in memory and frees it.
 */
void
vouch_keyring_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
