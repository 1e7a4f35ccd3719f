/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attach-bytes"

#include "config.h"
#include "vouch-attach-bytes.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vouch-error.h"

#include "vouch-attach.h"
#include "vouch-workspace-private.h"

/* What comes without a file, as from the clipboard, is made one that lasts until it is attached, in a
 * folder that nobody else may read. */

static char *
write_file (GBytes *bytes, const char *name, char **folder, GError **error)
{
  GError *local = NULL;
  g_autofree char *path = NULL;

  *folder = g_dir_make_tmp ("vouch-XXXXXX", &local);
  if (*folder != NULL) {
    path = g_build_filename (*folder, name, NULL);
    if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                             (gssize) g_bytes_get_size (bytes), &local))
      return g_steal_pointer (&path);
  }
  g_set_error (error, VOUCH_ERROR,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? VOUCH_ERROR_NO_SPACE
                                                                         : VOUCH_ERROR_DEVICE,
               /* Translators: the system's own words follow. */
               _ ("What you pasted could not be kept. Nothing was attached. %s"), local->message);
  g_error_free (local);
  return NULL;
}

/**
 * vouch_attach_bytes:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @bytes: what is attached.
 * @name: the name it gets, without a folder.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: see vouch_attach_file().
 *
 * Attaches what is not a file yet.
 *
 * Returns: (transfer full) (nullable): the item's id.
 */
char *
vouch_attach_bytes (VouchWorkspace *workspace,
                    const char *portfolio,
                    const char *requirement,
                    GBytes *bytes,
                    const char *name,
                    VouchJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  char *item;

  g_return_val_if_fail (bytes != NULL && name != NULL && strchr (name, '/') == NULL, NULL);

  path = write_file (bytes, name, &folder, error);
  item = path != NULL ? vouch_attach_file (workspace, portfolio, requirement, path, NULL, job,
                                           cancellable, error)
                      : NULL;
  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
  return item;
}

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
  char *requirement;
  GBytes *bytes;
  char *name;
} Pasting;

static void
pasting_free (gpointer data)
{
  Pasting *pasting = data;

  g_object_unref (pasting->workspace);
  g_free (pasting->portfolio);
  g_free (pasting->requirement);
  g_bytes_unref (pasting->bytes);
  g_free (pasting->name);
  g_free (pasting);
}

static char *
run_pasting (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Pasting *pasting = data;

  return vouch_attach_bytes (pasting->workspace, pasting->portfolio, pasting->requirement,
                             pasting->bytes, pasting->name, job, cancellable, error);
}

/**
 * vouch_attach_bytes_job_new:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @bytes: what is attached.
 * @name: the name it gets, without a folder.
 *
 * Returns: (transfer full): a job that attaches it; its result is the item's id.
 */
VouchJob *
vouch_attach_bytes_job_new (VouchWorkspace *workspace,
                            const char *portfolio,
                            const char *requirement,
                            GBytes *bytes,
                            const char *name)
{
  Pasting *pasting;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && bytes != NULL, NULL);

  pasting = g_new0 (Pasting, 1);
  pasting->workspace = g_object_ref (workspace);
  pasting->portfolio = g_strdup (portfolio);
  pasting->requirement = g_strdup (requirement);
  pasting->bytes = g_bytes_ref (bytes);
  pasting->name = g_strdup (name);
  return vouch_job_new (_ ("Attaching what you pasted"), portfolio, run_pasting, pasting,
                        pasting_free);
}
