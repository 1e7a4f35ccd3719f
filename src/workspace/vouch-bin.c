/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bin"

#include "config.h"
#include "vouch-bin.h"

#include "vouch-store-bin.h"

#include "vouch-workspace-private.h"

/**
 * vouch_bin_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Returns: (transfer full) (element-type VouchBinEntry) (nullable): what can be put back, the last
 *   that was removed first.
 */
GPtrArray *
vouch_bin_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_list_bin (vouch_workspace_get_store (workspace), error);
}

/**
 * vouch_bin_put_back:
 * @workspace: a workspace.
 * @entry: something in the bin.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when it is gone for good.
 *
 * Takes something out of the bin, as it was.
 *
 * Returns: whether it is back.
 */
gboolean
vouch_bin_put_back (VouchWorkspace *workspace,
                    VouchBinEntry *entry,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (VOUCH_IS_BIN_ENTRY (entry), FALSE);

  if (store == NULL || !vouch_store_put_back (store, entry, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_bin_empty:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Makes everything in the bin due: it goes for good when the library is closed, with the files that
 * nothing else uses. Until then vouch_bin_fill() takes it back. What was submitted stays.
 *
 * Returns: (transfer full) (element-type VouchBinEntry) (nullable): what was in it.
 */
GPtrArray *
vouch_bin_empty (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) entries = store != NULL ? vouch_store_list_bin (store, error) : NULL;

  if (entries == NULL || !vouch_store_empty_bin (store, entries, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&entries);
}

/**
 * vouch_bin_fill:
 * @workspace: a workspace.
 * @entries: (element-type VouchBinEntry): what vouch_bin_empty() returned.
 * @cancellable: (nullable): to stop it.
 * @error: the reason.
 *
 * Takes it back that the bin was emptied.
 *
 * Returns: whether it is as it was.
 */
gboolean
vouch_bin_fill (VouchWorkspace *workspace,
                GPtrArray *entries,
                GCancellable *cancellable,
                GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  g_return_val_if_fail (entries != NULL, FALSE);

  if (store == NULL || !vouch_store_fill_bin (store, entries, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}
