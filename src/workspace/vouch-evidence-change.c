/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-change"

#include "config.h"
#include "vouch-evidence-change.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-people.h"
#include "vouch-store-evidence.h"
#include "vouch-store-people.h"
#include "vouch-store-said.h"

#include "vouch-workspace-private.h"

static gboolean
write_all (VouchStore *store, GPtrArray *said, GError **error)
{
  for (guint i = 0; i < said->len; i++)
    if (!vouch_store_write_said (store, g_ptr_array_index (said, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
change_all (GPtrArray *said, VouchItemEdit *edit, VouchAppearance *appearance, GError **error)
{
  for (guint i = 0; i < said->len; i++) {
    VouchItem *item = g_ptr_array_index (said, i);

    if (edit != NULL && !vouch_item_edit_apply (edit, NULL, item, error))
      return FALSE;
    if (appearance != NULL)
      vouch_item_set_appearance (item, appearance);
  }
  return TRUE;
}

static gboolean
change_one (VouchStore *store,
            const char *artifact,
            VouchItemEdit *edit,
            VouchAppearance *appearance,
            GPtrArray *before,
            GError **error)
{
  g_autoptr (GPtrArray) as_it_was = vouch_store_load_said (store, artifact, error);
  g_autoptr (GPtrArray) said =
      as_it_was != NULL ? vouch_store_load_said (store, artifact, error) : NULL;

  if (said == NULL || !change_all (said, edit, appearance, error) ||
      !write_all (store, said, error))
    return FALSE;
  g_ptr_array_extend_and_steal (before, g_steal_pointer (&as_it_was));
  return TRUE;
}

static gboolean
are_known (VouchStore *store, VouchAppearance *appearance, GError **error)
{
  const char *const *keys = appearance != NULL ? vouch_appearance_get_people (appearance) : NULL;
  g_autoptr (VouchPeople) people = keys != NULL ? vouch_store_load_people (store, error) : NULL;

  if (keys != NULL && people == NULL)
    return FALSE;
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (vouch_people_find (people, keys[i]) == NULL) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                   _ ("There is no person “%s”. Add the person first."), keys[i]);
      return FALSE;
    }
  return TRUE;
}

/**
 * vouch_evidence_edit:
 * @workspace: a workspace.
 * @artifacts: SHA-256 of files of the library, in lower-case hex.
 * @edit: (nullable): what shall be different: title and attributes; nothing that belongs to one
 *   portfolio alone.
 * @appearance: (nullable): who appears in all of them, instead of what was recorded before.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID; then nothing was changed.
 *
 * Changes what is recorded about many files at once, at every place where they are used: all of it
 * or nothing.
 *
 * Returns: (transfer full) (element-type VouchItem) (nullable): how it was before, for
 *   vouch_evidence_write_back().
 */
GPtrArray *
vouch_evidence_edit (VouchWorkspace *workspace,
                     const char *const *artifacts,
                     VouchItemEdit *edit,
                     VouchAppearance *appearance,
                     GCancellable *cancellable,
                     GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (artifacts != NULL, NULL);

  if (store == NULL || !are_known (store, appearance, error))
    return NULL;
  change = vouch_store_change_begin (store, error);
  if (change == NULL)
    return NULL;
  for (guint i = 0; artifacts[i] != NULL; i++)
    if (vouch_workspace_is_stopped (cancellable, error) ||
        !change_one (store, artifacts[i], edit, appearance, before, error))
      return NULL;
  if (!vouch_store_change_commit (change, error))
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_steal_pointer (&before);
}

/**
 * vouch_evidence_write_back:
 * @workspace: a workspace.
 * @before: (element-type VouchItem): what vouch_evidence_edit() returned.
 * @cancellable: (nullable): to stop it.
 * @error: the reason; then nothing was changed.
 *
 * Takes an edit of many files back.
 *
 * Returns: whether everything is as it was before.
 */
gboolean
vouch_evidence_write_back (VouchWorkspace *workspace,
                           GPtrArray *before,
                           GCancellable *cancellable,
                           GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (before != NULL, FALSE);

  change = store != NULL ? vouch_store_change_begin (store, error) : NULL;
  if (change == NULL || !write_all (store, before, error) ||
      !vouch_store_change_commit (change, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

static gboolean
for_each (VouchWorkspace *workspace,
          const char *const *artifacts,
          gboolean (*func) (VouchStore *store, const char *artifact, GError **error),
          GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchStoreChange) change =
      store != NULL ? vouch_store_change_begin (store, error) : NULL;

  if (change == NULL)
    return FALSE;
  for (guint i = 0; artifacts[i] != NULL; i++)
    if (!func (store, artifacts[i], error))
      return FALSE;
  if (!vouch_store_change_commit (change, error))
    return FALSE;
  vouch_workspace_tell_changed (workspace, NULL);
  return TRUE;
}

/**
 * vouch_evidence_remove:
 * @workspace: a workspace.
 * @artifacts: SHA-256 of files of the library, in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; then nothing was changed.
 *
 * Puts files into the bin, and with them every place that they have; who asks for it says before
 * where that is, by vouch_evidence_list_uses(). What was sent stays sent.
 *
 * Returns: whether they are there.
 */
gboolean
vouch_evidence_remove (VouchWorkspace *workspace,
                       const char *const *artifacts,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (artifacts != NULL, FALSE);

  return for_each (workspace, artifacts, vouch_store_remove_evidence, error);
}

/**
 * vouch_evidence_restore:
 * @workspace: a workspace.
 * @artifacts: SHA-256 of files in the bin, in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; then nothing was changed.
 *
 * Takes files out of the bin, with the places that went there with them.
 *
 * Returns: whether they are back.
 */
gboolean
vouch_evidence_restore (VouchWorkspace *workspace,
                        const char *const *artifacts,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (artifacts != NULL, FALSE);

  return for_each (workspace, artifacts, vouch_store_restore_evidence, error);
}
