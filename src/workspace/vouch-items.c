/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-items"

#include "config.h"
#include "vouch-items.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-texts.h"
#include "vouch-store-load.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"

#include "vouch-capture-list.h"
#include "vouch-prepare.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/**
 * vouch_items_find:
 * @workspace: a workspace.
 * @item: id of an item that is not in the bin.
 * @portfolio: (out) (transfer full): the portfolio it is in.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer none) (nullable): the item; it belongs to @portfolio.
 */
VouchItem *
vouch_items_find (VouchWorkspace *workspace,
                  const char *item,
                  VouchPortfolio **portfolio,
                  GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autofree char *owner = NULL;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && portfolio != NULL, NULL);

  owner = vouch_store_find_item (store, item, error);
  loaded = owner != NULL ? vouch_store_load_portfolio (store, owner, error) : NULL;
  if (loaded == NULL)
    return NULL;
  found = vouch_portfolio_find_item (loaded, item);
  if (found == NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                 _ ("“%s” is in the bin. Restore it first."), item);
    return NULL;
  }
  *portfolio = g_steal_pointer (&loaded);
  return found;
}

/**
 * vouch_items_edit:
 * @workspace: a workspace.
 * @item: id of the item.
 * @edit: what shall be different.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID, %VOUCH_ERROR_CONFLICT when it stays as it
 *   was earned.
 *
 * Changes what is recorded about an item. Its bytes stay as they are.
 *
 * Returns: whether it was changed.
 */
gboolean
vouch_items_edit (VouchWorkspace *workspace,
                  const char *item,
                  VouchItemEdit *edit,
                  GCancellable *cancellable,
                  GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && edit != NULL, FALSE);

  found = store != NULL ? vouch_items_find (workspace, item, &portfolio, error) : NULL;
  if (found == NULL ||
      !vouch_retained_allows (workspace, portfolio, vouch_item_get_requirement (found), cancellable,
                              error) ||
      !vouch_item_edit_refers_within (edit, portfolio, error) ||
      !vouch_item_edit_apply (edit, vouch_portfolio_get_definition (portfolio), found, error) ||
      !vouch_capture_tell_item (workspace, found, FALSE, error) ||
      !vouch_store_update_item (store, found, error))
    return FALSE;
  if (vouch_item_edit_has_range (edit))
    vouch_prepare_if_size_decides (workspace, vouch_portfolio_get_id (portfolio),
                                   vouch_item_get_requirement (found), cancellable);
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return TRUE;
}

/* What is in the bin already goes there once more, which changes nothing. */
static gboolean
may_go (VouchWorkspace *workspace,
        const char *owner,
        const char *item,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (VouchPortfolio) portfolio =
      vouch_store_load_portfolio (vouch_workspace_get_store (workspace), owner, error);
  VouchItem *found = portfolio != NULL ? vouch_portfolio_find_item (portfolio, item) : NULL;

  return portfolio != NULL &&
         (found == NULL ||
          vouch_retained_allows (workspace, portfolio, vouch_item_get_requirement (found),
                                 cancellable, error));
}

/**
 * vouch_items_remove:
 * @workspace: a workspace.
 * @item: id of the item.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CONFLICT when it stays as it was earned.
 *
 * Puts an item into the bin.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_items_remove (VouchWorkspace *workspace,
                    const char *item,
                    GCancellable *cancellable,
                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autofree char *owner = NULL;

  g_return_val_if_fail (item != NULL, FALSE);

  owner = store != NULL ? vouch_store_find_item (store, item, error) : NULL;
  if (owner == NULL || !may_go (workspace, owner, item, cancellable, error) ||
      !vouch_store_remove_item (store, item, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, owner);
  return TRUE;
}

/**
 * vouch_items_restore:
 * @workspace: a workspace.
 * @item: id of an item in the bin.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Takes an item out of the bin again.
 *
 * Returns: whether it is back.
 */
gboolean
vouch_items_restore (VouchWorkspace *workspace,
                     const char *item,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autofree char *owner = NULL;

  g_return_val_if_fail (item != NULL, FALSE);

  owner = store != NULL ? vouch_store_find_item (store, item, error) : NULL;
  if (owner == NULL || !vouch_store_restore_item (store, item, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, owner);
  return TRUE;
}

/**
 * vouch_items_get_path:
 * @workspace: a workspace.
 * @item: id of an item with a file.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such item or it is a text.
 *
 * Returns: (transfer full) (nullable) (type filename): where its bytes are, to be read only.
 */
char *
vouch_items_get_path (VouchWorkspace *workspace,
                      const char *item,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchItem *found;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, NULL);

  found = vouch_items_find (workspace, item, &portfolio, error);
  if (found == NULL)
    return NULL;
  if (vouch_item_get_artifact (found) == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("This answer is a text; it has no file."));
    return NULL;
  }
  return vouch_store_get_object_path (vouch_workspace_get_store (workspace),
                                      vouch_item_get_artifact (found));
}

/**
 * vouch_items_list_earlier_texts:
 * @workspace: a workspace.
 * @item: id of a typed answer.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): what it said before, newest first.
 */
GPtrArray *
vouch_items_list_earlier_texts (VouchWorkspace *workspace,
                                const char *item,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) earlier = NULL;
  GPtrArray *texts;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && item != NULL, NULL);

  earlier = vouch_store_list_earlier_texts (vouch_workspace_get_store (workspace), item, error);
  if (earlier == NULL)
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < earlier->len; i++) {
    const VouchEarlierText *one = g_ptr_array_index (earlier, i);

    g_ptr_array_add (texts, g_strdup (one->text));
  }
  return texts;
}
