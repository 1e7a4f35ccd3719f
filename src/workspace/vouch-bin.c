/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bin"

#include "config.h"
#include "vouch-bin.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-bin.h"

#include "vouch-settings.h"
#include "vouch-workspace-private.h"

/**
 * vouch_bin_get_days:
 * @workspace: a workspace.
 *
 * Returns: for how many days the bin keeps what was removed.
 */
guint
vouch_bin_get_days (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), VOUCH_STORE_BIN_USUAL_DAYS);

  return vouch_store_get_bin_days (vouch_workspace_get_store (workspace));
}

/**
 * vouch_bin_set_days:
 * @workspace: a workspace.
 * @days: 7, 30 or 90.
 * @error: %VOUCH_ERROR_INVALID when it is none of them.
 *
 * Says for how many days the bin keeps what was removed. It holds for what is in it now, too.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_bin_set_days (VouchWorkspace *workspace, guint days, GError **error)
{
  static const guint choices[] = VOUCH_STORE_BIN_DAYS;
  g_autofree char *value = g_strdup_printf ("%u", days);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] == days)
      return vouch_settings_set (workspace, VOUCH_STORE_BIN_SETTING, value, error);
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("The bin keeps things for 7, 30 or 90 days. Nothing was changed."));
  return FALSE;
}

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
