/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-keyring-choose"

#include "config.h"
#include "vouch-keyring-choose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file-keyring.h"
#include "vouch-secret-keyring.h"

#define WAIT_MS 3000
#define FILE_PREFIX "file:"

/**
 * vouch_keyring_choose:
 * @cancellable: (nullable): stops the wait for the Secret Service; then the file is chosen.
 * @error: %VOUCH_ERROR_INVALID when `VOUCH_KEYRING` cannot be understood.
 *
 * Picks where secrets live on this computer: the Secret Service when it answers within three
 * seconds, else a file. `VOUCH_KEYRING=file:/path` picks that file without asking any service, for
 * tests and computers without a desktop. Blocks.
 *
 * Returns: (transfer full) (nullable): the keyring, or %NULL on error.
 */
VouchKeyring *
vouch_keyring_choose (GCancellable *cancellable, GError **error)
{
  const char *wish = g_getenv ("VOUCH_KEYRING");
  g_autofree char *path = vouch_file_keyring_default_path ();
  g_autoptr (VouchKeyring) file = NULL;

  if (wish != NULL && *wish != '\0') {
    const char *wished = g_str_has_prefix (wish, FILE_PREFIX) ? wish + strlen (FILE_PREFIX) : "";

    if (g_path_is_absolute (wished))
      return vouch_file_keyring_new (wished);
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("VOUCH_KEYRING is “%s”; it should be “file:” and an absolute path."), wish);
    return NULL;
  }
  file = vouch_file_keyring_new (path);
  if (vouch_secret_keyring_is_available (WAIT_MS, cancellable))
    return vouch_secret_keyring_new (file);
  return g_steal_pointer (&file);
}
