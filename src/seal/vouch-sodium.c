/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sodium"

#include "config.h"
#include "vouch-sodium.h"

#include <sodium.h>
#include <sys/resource.h>

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

typedef struct {
  guint8 *data;
  gsize size;
} Wiped;

static void
wiped_free (gpointer data)
{
  Wiped *wiped = data;

  sodium_memzero (wiped->data, wiped->size);
  g_free (wiped->data);
  g_free (wiped);
}

/**
 * vouch_secret_take_bytes:
 * @data: (transfer full): memory from g_malloc().
 * @size: its size.
 * @from: where the bytes begin.
 * @length: how many they are.
 *
 * Returns: (transfer full): bytes within @data; all of it is wiped when the last one lets go of them.
 */
GBytes *
vouch_secret_take_bytes (guint8 *data, gsize size, gsize from, gsize length)
{
  Wiped *wiped = g_new (Wiped, 1);

  *wiped = (Wiped){ data, size };
  return g_bytes_new_with_free_func (data + from, length, wiped_free, wiped);
}

/**
 * vouch_secret_forbid_dumps:
 *
 * Keeps the memory of this process out of core dumps from now on: it holds what is in no file in
 * plain form. One byte and not none, because Linux hands a dump of no length to a crash handler.
 */
void
vouch_secret_forbid_dumps (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;
  limit.rlim_cur = MIN (limit.rlim_max, 1);
  setrlimit (RLIMIT_CORE, &limit);
}
