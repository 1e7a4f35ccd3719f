/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-shelf"

#include "config.h"
#include "vouch-shelf.h"

#include "vouch-definitions.h"
#include "vouch-store-home.h"

#include "vouch-workspace-private.h"

struct _VouchShelf {
  GPtrArray *definitions; /* (element-type VouchDefinition) */
  GHashTable *states;     /* id of a definition → VouchShelfState */
};

static void
clear_shelf (gpointer data)
{
  VouchShelf *self = data;

  g_clear_pointer (&self->definitions, g_ptr_array_unref);
  g_hash_table_unref (self->states);
}

/**
 * vouch_shelf_load:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (nullable): the micro-credentials, and how far one is with each.
 */
VouchShelf *
vouch_shelf_load (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchShelf) self = g_atomic_rc_box_new0 (VouchShelf);
  g_autoptr (GPtrArray) begun = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  begun = vouch_store_list_begun (vouch_workspace_get_store (workspace), error);
  if (begun == NULL)
    return NULL;
  for (guint i = 0; i < begun->len; i++) {
    const VouchStoreBegun *one = g_ptr_array_index (begun, i);

    g_hash_table_insert (
        self->states, g_strdup (one->definition),
        GUINT_TO_POINTER (one->is_earned ? VOUCH_SHELF_EARNED : VOUCH_SHELF_UNDER_WAY));
  }
  self->definitions = vouch_definitions_list (workspace, cancellable, error);
  return self->definitions != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * vouch_shelf_ref:
 * @self: a shelf.
 *
 * Returns: (transfer full): the same once more.
 */
VouchShelf *
vouch_shelf_ref (VouchShelf *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * vouch_shelf_unref:
 * @self: (nullable): a shelf.
 *
 * Frees it when nobody else holds it.
 */
void
vouch_shelf_unref (VouchShelf *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_shelf);
}

/**
 * vouch_shelf_get_definitions:
 * @self: a shelf.
 *
 * Returns: (transfer none) (element-type VouchDefinition): the newest version of each.
 */
GPtrArray *
vouch_shelf_get_definitions (VouchShelf *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->definitions;
}

/**
 * vouch_shelf_get_state:
 * @self: a shelf.
 * @definition: id of a micro-credential, here or not.
 *
 * Returns: how far one is with it.
 */
VouchShelfState
vouch_shelf_get_state (VouchShelf *self, const char *definition)
{
  g_return_val_if_fail (self != NULL && definition != NULL, VOUCH_SHELF_NEW);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->states, definition));
}
