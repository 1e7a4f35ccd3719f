/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scans of signed forms. A form bears real names, so that its bytes are encrypted like the class
 * lists before they come into the library; neither its name nor a picture of it is kept. To be looked
 * at it is written into a folder of this session, which is in memory and gone with it, and swept when
 * the class lists are locked.
 *
 * What is encrypted is the extension of the file, filled up with zeros to 16 bytes, and its bytes.
 */
#define G_LOG_DOMAIN "vouch-scans"

#include "config.h"
#include "vouch-scans.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-objects.h"
#include "vouch-store-people.h"

#include "vouch-ledger-keeper.h"
#include "vouch-workspace-private.h"

#define MAX_SCAN_BYTES (32 * 1024 * 1024)
#define EXTENSION_BYTES 16

static const char *const kinds[] = { "pdf",  "png", "jpg",  "jpeg", "heic",
                                     "heif", "tif", "tiff", "webp", NULL };

static char *
find_kind (const char *path, GError **error)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *kind = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  if (kind != NULL && g_strv_contains (kinds, kind))
    return g_steal_pointer (&kind);
  g_set_error_literal (
      error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
      _ ("A scan is a PDF or a picture. Nothing was attached. Save the form as one "
         "of these and choose it again."));
  return NULL;
}

static GBytes *
read_plain (const char *path, GError **error)
{
  g_autofree char *kind = find_kind (path, error);
  g_autofree char *data = NULL;
  char *plain;
  gsize length;

  if (kind == NULL)
    return NULL;
  data = vouch_file_load_small (path, MAX_SCAN_BYTES, &length, error);
  if (data == NULL)
    return NULL;
  plain = g_malloc0 (EXTENSION_BYTES + length);
  memcpy (plain, kind, strlen (kind));
  memcpy (plain + EXTENSION_BYTES, data, length);
  return g_bytes_new_take (plain, EXTENSION_BYTES + length);
}

/**
 * vouch_scans_take:
 * @workspace: a workspace whose class lists are open.
 * @path: (type filename): a PDF or a picture.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when it is of another kind or too large, %VOUCH_ERROR_NOT_READY when
 *   the class lists are locked, or what the disk says.
 *
 * Takes a scan into the library, encrypted. It stays once a permission names it.
 *
 * Returns: (transfer full) (nullable): what the permission names.
 */
char *
vouch_scans_take (VouchWorkspace *workspace,
                  const char *path,
                  GCancellable *cancellable,
                  GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (VouchNewFile) file = NULL;
  gsize length;
  const void *data;

  g_return_val_if_fail (path != NULL, NULL);

  if (store == NULL || vouch_ledger_keeper_get_state (workspace) == VOUCH_LEDGER_STATE_NONE) {
    if (store != NULL)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
                           _ ("A form bears a real name, and is kept with the class lists. Add a "
                              "class first."));
    return NULL;
  }
  plain = read_plain (path, error);
  sealed = plain != NULL ? vouch_ledger_keeper_seal_scan (workspace, plain, error) : NULL;
  file = sealed != NULL ? vouch_store_new_object (store, error) : NULL;
  if (file == NULL)
    return NULL;
  data = g_bytes_get_data (sealed, &length);
  if (!vouch_new_file_write (file, data, length, error))
    return NULL;
  return vouch_store_take_object (store, file, NULL, cancellable, error);
}

static GBytes *
load_scan (VouchWorkspace *workspace, const char *permission, GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchPeople) people = vouch_store_load_people (store, error);
  GPtrArray *all = people != NULL ? vouch_people_get_permissions (people) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) sealed = NULL;
  char *data;
  gsize length;

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const char *scan = vouch_permission_get_scan (g_ptr_array_index (all, i));

    if (g_strcmp0 (vouch_permission_get_id (g_ptr_array_index (all, i)), permission) == 0 &&
        scan != NULL)
      path = vouch_store_get_object_path (store, scan);
  }
  if (path == NULL) {
    if (all != NULL)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                           _ ("There is no scan with this permission."));
    return NULL;
  }
  data = vouch_file_load_small (path, MAX_SCAN_BYTES + 1024, &length, error);
  if (data == NULL)
    return NULL;
  sealed = g_bytes_new_take (data, length);
  return vouch_ledger_keeper_open_scan (workspace, sealed, error);
}

static char *
session_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "vouch-forms", NULL);
}

/**
 * vouch_scans_show:
 * @workspace: a workspace whose class lists are open.
 * @permission: id of a permission with a scan.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NOT_READY when the class lists are locked,
 *   %VOUCH_ERROR_CORRUPT, or what the disk says.
 *
 * Writes the scan where only this session sees it, to be shown.
 *
 * Returns: (transfer full) (nullable) (type filename): the file.
 */
char *
vouch_scans_show (VouchWorkspace *workspace,
                  const char *permission,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GBytes) plain = load_scan (workspace, permission, error);
  g_autofree char *folder = session_folder ();
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const char *data;
  gsize length;

  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &length);
  if (length < EXTENSION_BYTES || data[EXTENSION_BYTES - 1] != '\0' ||
      !g_strv_contains (kinds, data)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("This scan cannot be shown. Attach the form again."));
    return NULL;
  }
  name = g_strdup_printf ("%s.%s", permission, data);
  path = g_build_filename (folder, name, NULL);
  if (!vouch_file_make_folder (folder, 0700, error) ||
      !vouch_file_replace (path, data + EXTENSION_BYTES, length - EXTENSION_BYTES, 0600, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * vouch_scans_sweep:
 *
 * Removes what was written to be shown.
 */
void
vouch_scans_sweep (void)
{
  g_autofree char *folder = session_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_unlink (path) != 0)
      g_message ("A form that was shown could not be removed");
  }
}
