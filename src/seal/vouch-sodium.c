/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sodium"

#include "config.h"
#include "vouch-sodium.h"

#include <sodium.h>

/**
 * vouch_sodium_ensure:
 *
 * Prepares libsodium; every function of this layer that uses it calls this first. Without a source
 * of random numbers no key may be made, so the program ends there.
 */
void
vouch_sodium_ensure (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready)) {
    if (sodium_init () < 0)
      g_error ("libsodium could not be prepared");
    g_once_init_leave (&ready, 1);
  }
}

/**
 * vouch_secret_new:
 * @length: number of bytes.
 *
 * Returns: (transfer full): memory for a secret, which is kept out of swap and of core dumps where
 *   the system allows that; to be freed with vouch_secret_free().
 */
guint8 *
vouch_secret_new (gsize length)
{
  guint8 *secret;

  vouch_sodium_ensure ();
  secret = sodium_malloc (length);
  if (secret == NULL)
    g_error ("There is no memory left for a key");
  return secret;
}

/**
 * vouch_secret_free:
 * @secret: (nullable) (transfer full): memory from vouch_secret_new().
 *
 * Wipes and frees a secret.
 */
void
vouch_secret_free (guint8 *secret)
{
  sodium_free (secret);
}
