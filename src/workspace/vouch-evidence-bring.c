/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-bring"

#include "config.h"
#include "vouch-evidence-bring.h"

#include <glib/gi18n-lib.h>

#include "vouch-store-evidence.h"
#include "vouch-store-facts.h"
#include "vouch-store-objects.h"

#include "vouch-intake.h"
#include "vouch-workspace-private.h"

static gboolean
keep (VouchStore *store, VouchItem *item, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, error);
  VouchFacts *facts = vouch_item_get_facts (item);

  return change != NULL && vouch_store_add_evidence (store, item, error) &&
         (vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING ||
          vouch_store_set_facts (store, vouch_item_get_artifact (item), facts, error)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_evidence_bring:
 * @workspace: a workspace.
 * @path: (type filename): the file; it stays where it is and is only read.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_attach_file(); nothing of it remains then.
 *
 * Copies a file into the library, to be used in a portfolio later or never. One that lay in the bin
 * comes out of it.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the file in lower-case hex.
 */
char *
vouch_evidence_bring (VouchWorkspace *workspace,
                      const char *path,
                      VouchJob *job,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchItem) item = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  item = store != NULL ? vouch_intake_take (workspace, path, job, cancellable, error) : NULL;
  if (item == NULL)
    return NULL;
  if (!keep (store, item, error)) {
    vouch_store_abandon_object (store, vouch_item_get_artifact (item), NULL);
    return NULL;
  }
  vouch_workspace_tell_changed (workspace, NULL);
  return g_strdup (vouch_item_get_artifact (item));
}

typedef struct {
  VouchWorkspace *workspace;
  char *path;
} Bringing;

static void
bringing_free (gpointer data)
{
  Bringing *bringing = data;

  g_object_unref (bringing->workspace);
  g_free (bringing->path);
  g_free (bringing);
}

static char *
run_bringing (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Bringing *bringing = data;

  return vouch_evidence_bring (bringing->workspace, bringing->path, job, cancellable, error);
}

/**
 * vouch_evidence_bring_job_new:
 * @workspace: a workspace.
 * @file: a file on this computer.
 *
 * Returns: (transfer full): a job that brings the file in; its result is the file's SHA-256.
 */
VouchJob *
vouch_evidence_bring_job_new (VouchWorkspace *workspace, GFile *file)
{
  Bringing *bringing;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  /* Translators: the title of a job; the placeholder is a file name. */
  title = g_strdup_printf (_ ("Bringing in %s"), name);
  bringing = g_new0 (Bringing, 1);
  bringing->workspace = g_object_ref (workspace);
  bringing->path = g_file_get_path (file);
  if (bringing->path == NULL)
    bringing->path = g_file_get_uri (file);
  return vouch_job_new (title, NULL, run_bringing, bringing, bringing_free);
}
