/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-register"

#include "config.h"
#include "vouch-register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-items.h"
#include "vouch-store-items.h"
#include "vouch-store-people.h"
#include "vouch-store-search.h"

#include "vouch-workspace-private.h"

#define MAX_KEY_LENGTH 64

/**
 * vouch_register_load:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): everybody who may appear, with their permissions.
 */
VouchPeople *
vouch_register_load (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_store_load_people (vouch_workspace_get_store (workspace), error);
}

/**
 * vouch_register_is_key:
 * @key: what is to stand for a person.
 *
 * Returns: whether it can: a key is no name, and spaces would invite one.
 */
gboolean
vouch_register_is_key (const char *key)
{
  gsize length = strlen (key);

  return length > 0 && length <= MAX_KEY_LENGTH && g_ascii_isalnum (key[0]) &&
         strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
             length;
}

/**
 * vouch_register_add_person:
 * @workspace: a workspace.
 * @key: a pseudonym key: letters, digits, dot, dash and underscore.
 * @role: student or adult.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when it is no key, %VOUCH_ERROR_CONFLICT when it is taken.
 *
 * Adds somebody who may appear.
 *
 * Returns: whether the person was added.
 */
gboolean
vouch_register_add_person (VouchWorkspace *workspace,
                           const char *key,
                           VouchPersonRole role,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPeople) people = NULL;
  g_autoptr (VouchPerson) person = NULL;

  g_return_val_if_fail (key != NULL, FALSE);

  if (store == NULL)
    return FALSE;
  if (!vouch_register_is_key (key)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” cannot stand for a person. Use a short key such as S1, never a name."),
                 key);
    return FALSE;
  }
  people = vouch_store_load_people (store, error);
  if (people == NULL)
    return FALSE;
  if (vouch_people_find (people, key) != NULL) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT, _ ("“%s” is there already."), key);
    return FALSE;
  }
  person = vouch_person_new ();
  vouch_person_set_key (person, key);
  vouch_person_set_role (person, role);
  if (!vouch_store_add_person (store, person, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

static gboolean
check_person (VouchPeople *people, const char *key, GError **error)
{
  if (vouch_people_find (people, key) != NULL)
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
               _ ("There is no person “%s”. Add the person first."), key);
  return FALSE;
}

static gboolean
check_permission (VouchPeople *people, VouchPermission *permission, GError **error)
{
  if (!check_person (people, vouch_permission_get_person (permission), error))
    return FALSE;
  if (vouch_permission_get_scopes (permission) != 0 &&
      vouch_permission_get_purposes (permission)[0] != NULL)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("A permission says what it covers and what it is for."));
  return FALSE;
}

/**
 * vouch_register_add_permission:
 * @workspace: a workspace.
 * @permission: what was allowed; its id and, where missing, its day are filled in.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such person; %VOUCH_ERROR_INVALID when it covers
 *   nothing.
 *
 * Records a permission.
 *
 * Returns: (transfer full) (nullable): the permission's id.
 */
char *
vouch_register_add_permission (VouchWorkspace *workspace,
                               VouchPermission *permission,
                               GCancellable *cancellable,
                               GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPeople) people = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (VOUCH_IS_PERMISSION (permission), NULL);

  people = store != NULL ? vouch_store_load_people (store, error) : NULL;
  if (people == NULL || !check_permission (people, permission, error))
    return NULL;
  id = vouch_workspace_new_id (workspace);
  vouch_permission_set_id (permission, id);
  if (!vouch_store_save_permission (store, permission, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&id);
}

static gboolean
save_for_all (VouchWorkspace *workspace,
              VouchPermission *permission,
              const char *const *people,
              GPtrArray *ids,
              GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPeople) known = NULL;
  g_autoptr (VouchStoreChange) change = NULL;

  known = store != NULL ? vouch_store_load_people (store, error) : NULL;
  change = known != NULL ? vouch_store_change_begin (store, error) : NULL;
  if (change == NULL)
    return FALSE;
  for (guint i = 0; people[i] != NULL; i++) {
    g_autoptr (VouchPermission) copy = vouch_permission_copy (permission);
    char *id = vouch_workspace_new_id (workspace);

    g_ptr_array_add (ids, id);
    vouch_permission_set_id (copy, id);
    vouch_permission_set_person (copy, people[i]);
    if (!check_permission (known, copy, error) || !vouch_store_save_permission (store, copy, error))
      return FALSE;
  }
  return vouch_store_change_commit (change, error);
}

/**
 * vouch_register_add_permissions:
 * @workspace: a workspace.
 * @permission: what was allowed; its person does not matter.
 * @people: keys of those who allowed it.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_register_add_permission().
 *
 * Records one permission of many people at once: of all of them or of nobody.
 *
 * Returns: (transfer full) (nullable): ids of the permissions.
 */
char **
vouch_register_add_permissions (VouchWorkspace *workspace,
                                VouchPermission *permission,
                                const char *const *people,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (VOUCH_IS_PERMISSION (permission) && people != NULL, NULL);

  if (!save_for_all (workspace, permission, people, ids, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  g_ptr_array_set_free_func (ids, NULL);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * vouch_register_remove_permissions:
 * @workspace: a workspace.
 * @permissions: ids of permissions.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, or what the store says.
 *
 * Takes out what was recorded by mistake. What somebody took back is withdrawn instead.
 *
 * Returns: whether they are gone.
 */
gboolean
vouch_register_remove_permissions (VouchWorkspace *workspace,
                                   const char *const *permissions,
                                   GCancellable *cancellable,
                                   GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (permissions != NULL, FALSE);

  change = store != NULL ? vouch_store_change_begin (store, error) : NULL;
  if (change == NULL)
    return FALSE;
  for (guint i = 0; permissions[i] != NULL; i++)
    if (!vouch_store_remove_permission (store, permissions[i], error))
      return FALSE;
  if (!vouch_store_change_commit (change, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_register_withdraw_permission:
 * @workspace: a workspace.
 * @permission: id of the permission.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Records that a permission was taken back today. It stays on record.
 *
 * Returns: whether it is recorded.
 */
gboolean
vouch_register_withdraw_permission (VouchWorkspace *workspace,
                                    const char *permission,
                                    GCancellable *cancellable,
                                    GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (workspace));

  g_return_val_if_fail (permission != NULL, FALSE);

  if (store == NULL || !vouch_store_withdraw_permission (store, permission, today, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  /* Words that were taken out lie about in an index until it is made anew. */
  if (vouch_store_search_rebuild (store, error))
    return TRUE;
  g_prefix_error (error, "%s ",
                  _ ("The withdrawal is recorded. The index of the search could not "
                     "be made anew yet; it is when you withdraw again."));
  return FALSE;
}

/**
 * vouch_register_set_appearance:
 * @workspace: a workspace.
 * @item: id of the item.
 * @appearance: who appears in it.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such item or person.
 *
 * Records who is seen or heard in an item, instead of what was recorded before.
 *
 * Returns: whether it is recorded.
 */
gboolean
vouch_register_set_appearance (VouchWorkspace *workspace,
                               const char *item,
                               VouchAppearance *appearance,
                               GCancellable *cancellable,
                               GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchPeople) people = NULL;
  const char *const *listed;
  VouchItem *found;

  g_return_val_if_fail (item != NULL && VOUCH_IS_APPEARANCE (appearance), FALSE);

  found = store != NULL ? vouch_items_find (workspace, item, &portfolio, error) : NULL;
  people = found != NULL ? vouch_store_load_people (store, error) : NULL;
  if (people == NULL)
    return FALSE;
  listed = vouch_appearance_get_people (appearance);
  for (guint i = 0; listed[i] != NULL; i++)
    if (!check_person (people, listed[i], error))
      return FALSE;
  vouch_item_set_appearance (found, appearance);
  if (!vouch_store_update_item (store, found, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, vouch_portfolio_get_id (portfolio));
  return TRUE;
}
