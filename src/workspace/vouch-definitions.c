/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definitions"

#include "config.h"
#include "vouch-definitions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-definition-listing.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"
#include "vouch-paths.h"
#include "vouch-store-definitions.h"

#include "vouch-workspace-private.h"

/*
 * Definitions come from two places: the catalogue that is installed with the program, and those
 * that were imported. The catalogue's are copied into the library when a portfolio is begun on
 * them, so that a later version of the program cannot change what somebody is working on.
 */

/**
 * vouch_definitions_validate:
 * @path: (type filename): a definition file.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID with the place in the file and the reason; %VOUCH_ERROR_TOO_NEW.
 *
 * Returns: (transfer full) (nullable): the definition, when it passes every check.
 */
VouchDefinition *
vouch_definitions_validate (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return vouch_definition_read_file (path, NULL, error);
}

/**
 * vouch_definitions_import_bytes:
 * @workspace: a workspace.
 * @bytes: a definition file.
 * @error: %VOUCH_ERROR_INVALID with the place and the reason; then nothing was changed.
 *
 * Keeps a definition. What was begun on an earlier version stays as it is.
 *
 * Returns: (transfer full) (nullable): the definition's id.
 */
char *
vouch_definitions_import_bytes (VouchWorkspace *workspace, GBytes *bytes, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchDefinition) definition = NULL;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (store == NULL)
    return NULL;
  definition = vouch_definition_read_bytes (bytes, error);
  if (definition == NULL)
    return NULL;
  digest = vouch_store_add_definition (store, definition, bytes, error);
  if (digest == NULL)
    return NULL;
  vouch_workspace_tell_changed (workspace, NULL);
  return g_strdup (vouch_definition_get_id (definition));
}

/**
 * vouch_definitions_import:
 * @workspace: a workspace.
 * @path: (type filename): a definition file.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID with the place in the file and the reason.
 *
 * Keeps a definition. What was begun on an earlier version stays as it is.
 *
 * Returns: (transfer full) (nullable): the definition's id.
 */
char *
vouch_definitions_import (VouchWorkspace *workspace,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (VouchDefinition) definition = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && path != NULL, NULL);

  definition = vouch_definition_read_file (path, &bytes, error);
  return definition != NULL ? vouch_definitions_import_bytes (workspace, bytes, error) : NULL;
}

/* Numbers inside versions count as numbers, so that 1.10 comes after 1.9. */
static int
compare_versions (const char *a, const char *b)
{
  g_autofree char *a_key = g_utf8_collate_key_for_filename (a, -1);
  g_autofree char *b_key = g_utf8_collate_key_for_filename (b, -1);

  return strcmp (a_key, b_key);
}

/* Keeps the newer of two versions of one definition; of equals, the one that was there. */
static void
add_newer (GPtrArray *all, VouchDefinition *definition)
{
  for (guint i = 0; i < all->len; i++) {
    VouchDefinition *other = g_ptr_array_index (all, i);

    if (!g_str_equal (vouch_definition_get_id (other), vouch_definition_get_id (definition)))
      continue;
    if (compare_versions (vouch_definition_get_version (definition),
                          vouch_definition_get_version (other)) > 0) {
      g_set_object ((VouchDefinition **) &g_ptr_array_index (all, i), definition);
    }
    return;
  }
  g_ptr_array_add (all, g_object_ref (definition));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The catalogue was checked when the program was built: a file in it that cannot be read is left
 * out with a note in the log, so that the others can still be used. */
static void
add_catalogue (GPtrArray *all)
{
  g_autofree char *folder = vouch_paths_catalogue ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (VouchDefinition) definition =
        vouch_definitions_validate (g_ptr_array_index (names, i), NULL, &error);

    if (definition != NULL)
      add_newer (all, definition);
    else
      g_message ("%s: %s", (char *) g_ptr_array_index (names, i), error->message);
  }
}

/**
 * vouch_definitions_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchDefinition): the newest version of every definition
 *   that was imported or is in the catalogue.
 */
GPtrArray *
vouch_definitions_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  store = vouch_workspace_get_store (workspace);
  stored = vouch_store_list_definitions (store, error);
  if (stored == NULL)
    return NULL;
  for (guint i = 0; i < stored->len; i++) {
    const char *digest = vouch_definition_listing_get_sha256 (g_ptr_array_index (stored, i));
    g_autoptr (VouchDefinition) definition = vouch_store_load_definition (store, digest, error);

    if (definition == NULL)
      return NULL;
    add_newer (all, definition);
  }
  add_catalogue (all);
  return g_steal_pointer (&all);
}

static gboolean
is_named (VouchDefinition *definition, const char *name)
{
  const char *code = vouch_definition_info_get_human_code (vouch_definition_get_info (definition));

  return g_str_equal (vouch_definition_get_id (definition), name) || g_strcmp0 (code, name) == 0;
}

/**
 * vouch_definitions_find:
 * @workspace: a workspace.
 * @id: the definition's URI, or its short code.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the newest version of it.
 */
VouchDefinition *
vouch_definitions_find (VouchWorkspace *workspace,
                        const char *id,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && id != NULL, NULL);

  all = vouch_definitions_list (workspace, cancellable, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (is_named (g_ptr_array_index (all, i), id))
      return g_object_ref (g_ptr_array_index (all, i));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
               _ ("There is no micro-credential “%s” here."), id);
  return NULL;
}

static GBytes *
find_in_catalogue (const char *digest)
{
  g_autofree char *folder = vouch_paths_catalogue ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (VouchDefinition) found = NULL;

    if (!g_str_has_suffix (name, ".json"))
      continue;
    found = vouch_definition_read_file (path, &bytes, NULL);
    if (found != NULL && g_strcmp0 (vouch_definition_get_digest (found), digest) == 0)
      return g_steal_pointer (&bytes);
  }
  return NULL;
}

/**
 * vouch_definitions_get_bytes:
 * @workspace: a workspace.
 * @definition: a definition that came from it.
 * @error: %VOUCH_ERROR_NOT_FOUND when neither the library nor the catalogue has it any more.
 *
 * Returns: (transfer full) (nullable): the file it was read from, byte for byte.
 */
GBytes *
vouch_definitions_get_bytes (VouchWorkspace *workspace, VouchDefinition *definition, GError **error)
{
  const char *digest;
  GBytes *bytes;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && VOUCH_IS_DEFINITION (definition), NULL);

  digest = vouch_definition_get_digest (definition);
  bytes = find_in_catalogue (digest);
  if (bytes != NULL)
    return bytes;
  return vouch_store_get_definition_bytes (vouch_workspace_get_store (workspace), digest, error);
}
