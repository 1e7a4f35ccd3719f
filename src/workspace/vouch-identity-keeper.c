/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-identity-keeper"

#include "config.h"
#include "vouch-identity-keeper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file.h"

#include "vouch-workspace-private.h"

/* The environment of a test has no second to spend on every identity. */
#define COST_VARIABLE "VOUCH_IDENTITY_COST"

static GMutex making; /* two calls at the same time make one identity */

/* The key's file, and beside the snapshots of the database a second one like it: who has neither could
 * no longer show that the badges are hers. */
static char *
identity_path (VouchWorkspace *workspace)
{
  return vouch_store_get_path (vouch_workspace_get_store (workspace), "identity");
}

static char *
spare_path (VouchWorkspace *workspace)
{
  return vouch_store_get_path (vouch_workspace_get_store (workspace), "backups/identity");
}

/* Makes sure that both files are there when one of them is. */
static gboolean
mend_files (VouchWorkspace *workspace, const char *path, const char *spare, GError **error)
{
  gboolean has_path = g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean has_spare = g_file_test (spare, G_FILE_TEST_EXISTS);
  g_autofree char *data = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (has_path == has_spare || vouch_workspace_get_read_only (workspace))
    return TRUE;
  if (!g_file_get_contents (has_path ? path : spare, &data, &length, &local)) {
    vouch_error_take_gio (error, g_steal_pointer (&local),
                          _ ("The file that holds your key cannot be read"));
    return FALSE;
  }
  return vouch_file_replace (has_path ? spare : path, data, length, 0600, error);
}

static VouchIdentity *
load_identity (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &local)) {
    vouch_error_take_gio (error, g_steal_pointer (&local),
                          _ ("The file that holds your key cannot be read"));
    return NULL;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  return vouch_identity_load (bytes, error);
}

static gboolean
save_identity (VouchWorkspace *workspace, VouchIdentity *identity, GError **error)
{
  g_autofree char *path = identity_path (workspace);
  g_autofree char *spare = spare_path (workspace);
  g_autoptr (GBytes) bytes = vouch_identity_save (identity);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return vouch_file_replace (path, data, length, 0600, error) &&
         vouch_file_replace (spare, data, length, 0600, error);
}

/**
 * vouch_identity_keeper_choose_cost:
 *
 * Returns: what a try of a recovery code or a passphrase costs.
 */
VouchIdentityCost
vouch_identity_keeper_choose_cost (void)
{
  return g_strcmp0 (g_getenv (COST_VARIABLE), "minimal") == 0 ? VOUCH_IDENTITY_COST_MINIMAL
                                                              : VOUCH_IDENTITY_COST_MODERATE;
}

/* The keyring comes first: a file that nothing can open would be worse than none. */
static VouchIdentity *
create_identity (VouchWorkspace *workspace,
                 char **recovery_code,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchKeyring *keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  g_autoptr (VouchIdentity) identity = NULL;
  char *unlock_key = NULL;
  gboolean kept;

  if (keyring == NULL || vouch_workspace_get_writable_store (workspace, error) == NULL)
    return NULL;
  identity = vouch_identity_create (vouch_identity_keeper_choose_cost (), &unlock_key,
                                    recovery_code, error);
  if (identity == NULL)
    return NULL;
  kept = vouch_keyring_store (keyring, VOUCH_KEYRING_KIND_IDENTITY,
                              vouch_identity_get_id (identity), unlock_key, cancellable, error);
  vouch_keyring_secret_free (unlock_key);
  if (kept && save_identity (workspace, identity, error))
    return g_steal_pointer (&identity);
  g_clear_pointer (recovery_code, g_free);
  return NULL;
}

static gboolean
unlock_identity (VouchWorkspace *workspace,
                 VouchIdentity *identity,
                 GCancellable *cancellable,
                 GError **error)
{
  VouchKeyring *keyring = vouch_workspace_get_keyring (workspace, cancellable, error);
  g_autoptr (GError) local = NULL;
  char *unlock_key;
  gboolean unlocked;

  if (keyring == NULL)
    return FALSE;
  unlock_key = vouch_keyring_lookup (keyring, VOUCH_KEYRING_KIND_IDENTITY,
                                     vouch_identity_get_id (identity), cancellable, &local);
  if (unlock_key == NULL) {
    if (!g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND))
      g_propagate_error (error, g_steal_pointer (&local));
    else
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                           _ ("Your key is locked: this computer does not know it. Your portfolios "
                              "are safe. Unlock it with your printed recovery code."));
    return FALSE;
  }
  unlocked = vouch_identity_unlock (identity, unlock_key, error);
  vouch_keyring_secret_free (unlock_key);
  return unlocked;
}

/**
 * vouch_identity_keeper_open:
 * @workspace: a workspace.
 * @recovery_code: (out) (nullable) (transfer full): the code to print, when the key was made just
 *   now; else %NULL.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when the key is locked or secrets cannot be kept here,
 *   %VOUCH_ERROR_CORRUPT when its file is damaged.
 *
 * Opens the person's key; makes one at first need.
 *
 * Returns: (transfer full) (nullable): the key, unlocked.
 */
VouchIdentity *
vouch_identity_keeper_open (VouchWorkspace *workspace,
                            char **recovery_code,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&making);
  g_autofree char *path = NULL;
  g_autofree char *spare = NULL;
  g_autoptr (VouchIdentity) identity = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && recovery_code != NULL, NULL);

  *recovery_code = NULL;
  path = identity_path (workspace);
  spare = spare_path (workspace);
  if (!mend_files (workspace, path, spare, error))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return create_identity (workspace, recovery_code, cancellable, error);
  identity = load_identity (path, error);
  if (identity == NULL || !unlock_identity (workspace, identity, cancellable, error))
    return NULL;
  return g_steal_pointer (&identity);
}

/* Takes the code over. */
static VouchIdentityInfo *
make_info (VouchIdentity *identity, char *recovery_code)
{
  VouchIdentityInfo *info = g_new0 (VouchIdentityInfo, 1);

  info->did = g_strdup (vouch_identity_get_did (identity));
  info->created = recovery_code != NULL;
  info->recovery_code = recovery_code;
  return info;
}

/**
 * vouch_identity_keeper_ensure:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_identity_keeper_open().
 *
 * Makes sure that the person has a key and that it can be used.
 *
 * Returns: (transfer full) (nullable): who the person is.
 */
VouchIdentityInfo *
vouch_identity_keeper_ensure (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchIdentity) identity = NULL;
  char *recovery_code = NULL;

  identity = vouch_identity_keeper_open (workspace, &recovery_code, cancellable, error);
  if (identity == NULL)
    return NULL;
  return make_info (identity, recovery_code);
}

/**
 * vouch_identity_keeper_recover:
 * @workspace: a workspace.
 * @recovery_code: the printed code, as typed.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no key here, %VOUCH_ERROR_INVALID when it is no
 *   code, %VOUCH_ERROR_REJECTED when it is not the one.
 *
 * Unlocks the key with the printed code and lets this computer's keyring know it again.
 *
 * Returns: whether it can be used again.
 */
gboolean
vouch_identity_keeper_recover (VouchWorkspace *workspace,
                               const char *recovery_code,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&making);
  g_autofree char *path = NULL;
  g_autofree char *spare = NULL;
  g_autoptr (VouchIdentity) identity = NULL;
  VouchKeyring *keyring;
  char *unlock_key;
  gboolean kept;

  g_return_val_if_fail (recovery_code != NULL, FALSE);

  if (vouch_workspace_get_writable_store (workspace, error) == NULL)
    return FALSE;
  path = identity_path (workspace);
  spare = spare_path (workspace);
  identity = mend_files (workspace, path, spare, error) ? load_identity (path, error) : NULL;
  keyring = identity != NULL ? vouch_workspace_get_keyring (workspace, cancellable, error) : NULL;
  if (keyring == NULL || !vouch_identity_unlock_with_code (identity, recovery_code, error))
    return FALSE;
  unlock_key = vouch_identity_renew_unlock_key (identity);
  kept = vouch_keyring_store (keyring, VOUCH_KEYRING_KIND_IDENTITY,
                              vouch_identity_get_id (identity), unlock_key, cancellable, error);
  vouch_keyring_secret_free (unlock_key);
  return kept && save_identity (workspace, identity, error);
}

/**
 * vouch_identity_keeper_renew_code:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_identity_keeper_open().
 *
 * Makes a new recovery code; the one before opens nothing any more. The code itself is kept nowhere,
 * so this is the way to see one again. Blocks for about a second.
 *
 * Returns: (transfer full) (nullable): who the person is, with the code.
 */
VouchIdentityInfo *
vouch_identity_keeper_renew_code (VouchWorkspace *workspace,
                                  GCancellable *cancellable,
                                  GError **error)
{
  char *code = NULL;
  g_autoptr (VouchIdentity) identity = NULL;
  g_autoptr (VouchIdentityInfo) info = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  if (vouch_workspace_get_writable_store (workspace, error) == NULL)
    return NULL;
  identity = vouch_identity_keeper_open (workspace, &code, cancellable, error);
  if (identity == NULL)
    return NULL;
  info = make_info (identity, code);
  if (info->created)
    return g_steal_pointer (&info);
  info->recovery_code =
      vouch_identity_renew_recovery_code (identity, vouch_identity_keeper_choose_cost (), error);
  if (info->recovery_code == NULL || !save_identity (workspace, identity, error))
    return NULL;
  return g_steal_pointer (&info);
}

static gboolean
is_in_library (VouchWorkspace *workspace, const char *path)
{
  g_autoptr (GFile) library = g_file_new_for_path (vouch_workspace_get_folder (workspace));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_has_prefix (file, library);
}

/**
 * vouch_identity_keeper_save_code:
 * @workspace: a workspace.
 * @recovery_code: the code, as it was shown just now.
 * @path: (type filename): where the file goes; one that is there is replaced at once or not at all.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_REJECTED for a place in the library, because whoever has both can open the key;
 *   what the disk says.
 *
 * Saves the recovery code as a text that only this person may read, with a word on where to keep it.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_identity_keeper_save_code (VouchWorkspace *workspace,
                                 const char *recovery_code,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (recovery_code != NULL && path != NULL, FALSE);

  if (is_in_library (workspace, path)) {
    g_set_error_literal (
        error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
        _ ("This is in the library, and whoever has both can open your key. Choose "
           "another place. Nothing was saved."));
    return FALSE;
  }
  text = g_strdup_printf ("%s\n\n    %s\n\n%s\n", _ ("Recovery code of Vouch"), recovery_code,
                          _ ("It opens the key that signs your portfolios, on another computer or "
                             "after a new installation.\nDo not keep this file on the computer "
                             "with the library, beside a copy of it, or in a folder that is "
                             "synchronised."));
  return vouch_file_replace (path, text, strlen (text), 0600, error);
}

/**
 * vouch_identity_keeper_exists:
 * @workspace: a workspace.
 *
 * Returns: whether the person has a key, locked or not.
 */
gboolean
vouch_identity_keeper_exists (VouchWorkspace *workspace)
{
  g_autofree char *path = identity_path (workspace);
  g_autofree char *spare = spare_path (workspace);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (spare, G_FILE_TEST_EXISTS);
}

/**
 * vouch_identity_keeper_check_code:
 * @workspace: a workspace.
 * @recovery_code: the code as somebody typed it.
 * @error: %VOUCH_ERROR_INVALID for a typing mistake, %VOUCH_ERROR_REJECTED when it is the code of
 *   another identity.
 *
 * Tries the recovery code and changes nothing. Blocks for about a second.
 *
 * Returns: whether it is this person's.
 */
gboolean
vouch_identity_keeper_check_code (VouchWorkspace *workspace,
                                  const char *recovery_code,
                                  GError **error)
{
  g_autofree char *path = identity_path (workspace);
  g_autoptr (VouchIdentity) identity = load_identity (path, error);

  return identity != NULL && vouch_identity_unlock_with_code (identity, recovery_code, error);
}

/**
 * vouch_identity_info_free:
 * @self: (nullable): who somebody is.
 *
 * Frees it.
 */
void
vouch_identity_info_free (VouchIdentityInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->did);
  vouch_keyring_secret_free (self->recovery_code);
  g_free (self);
}
