/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-measure"

#include "config.h"
#include "vouch-measure.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"

#include "vouch-placement.h"
#include "vouch-portfolios.h"
#include "vouch-workspace-private.h"

static gboolean
is_current (VouchWorkspace *workspace, VouchFacts *facts)
{
  const char *version = vouch_inspector_get_version (vouch_workspace_get_inspector (workspace));

  return vouch_facts_get_state (facts) != VOUCH_FACTS_PENDING &&
         g_strcmp0 (vouch_facts_get_reader_version (facts), version) == 0;
}

/**
 * vouch_measure_object:
 * @workspace: a workspace.
 * @sha256: a file that is in the library's objects.
 * @file_name: (nullable): the name it came with, as a hint.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE when the helper that reads files could not do its work: the facts
 *   stay pending and are measured later.
 *
 * Gives what is known about a file; measures it when this reader has not done so before. What was
 * measured is not stored here: that needs something that refers to the file.
 *
 * Returns: (transfer full) (nullable): the facts; they may say that the file cannot be read.
 */
VouchFacts *
vouch_measure_object (VouchWorkspace *workspace,
                      const char *sha256,
                      const char *file_name,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_store (workspace);
  g_autoptr (VouchFacts) known = NULL;
  VouchFacts *facts;
  int fd;

  g_return_val_if_fail (sha256 != NULL, NULL);

  known = vouch_store_get_facts (store, sha256, error);
  if (known == NULL)
    return NULL;
  if (is_current (workspace, known))
    return g_steal_pointer (&known);
  fd = vouch_store_open_object (store, sha256, error);
  if (fd < 0)
    return NULL;
  facts = vouch_inspector_read_facts (vouch_workspace_get_inspector (workspace), fd, file_name,
                                      cancellable, error);
  close (fd);
  return facts;
}

/* What was attached before its content was known was placed by its name; now the content decides,
 * where the requirement takes it. */
static gboolean
settle_media (VouchStore *store, VouchPortfolio *portfolio, const char *sha256, GError **error)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    VouchRequirement *requirement =
        vouch_definition_find_requirement (definition, vouch_item_get_requirement (item));
    VouchFacts *facts = vouch_item_get_facts (item);
    VouchMedia media;

    if (g_strcmp0 (vouch_item_get_artifact (item), sha256) != 0 || requirement == NULL ||
        vouch_item_get_transcript_of (item) != NULL ||
        vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN ||
        !vouch_placement_choose_media (requirement, facts, &media, NULL) ||
        media == vouch_item_get_media (item))
      continue;
    vouch_item_set_media (item, media);
    if (!vouch_store_update_item (store, item, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
settle_everywhere (VouchWorkspace *workspace, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) portfolios = vouch_portfolios_list (workspace, NULL, error);
  VouchStore *store = vouch_workspace_get_store (workspace);

  if (portfolios == NULL)
    return FALSE;
  for (guint i = 0; i < portfolios->len; i++)
    if (!settle_media (store, g_ptr_array_index (portfolios, i), sha256, error))
      return FALSE;
  return TRUE;
}

static gboolean
measure_and_keep (VouchWorkspace *workspace,
                  VouchStore *store,
                  const char *sha256,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (VouchFacts) facts = vouch_measure_object (workspace, sha256, NULL, cancellable, error);

  return facts != NULL && vouch_store_set_facts (store, sha256, facts, error) &&
         settle_everywhere (workspace, sha256, error);
}

/**
 * vouch_measure_unread:
 * @workspace: a workspace.
 * @job: (nullable): hears how far it has come, in files.
 * @cancellable: (nullable): to stop it; what was measured stays.
 * @error: the first reason for which a file could not be measured; the others were tried.
 *
 * Measures every file that this reader has not measured yet.
 *
 * Returns: whether all are measured.
 */
gboolean
vouch_measure_unread (VouchWorkspace *workspace,
                      VouchJob *job,
                      GCancellable *cancellable,
                      GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  const char *version;
  g_auto (GStrv) unread = NULL;
  GError *first = NULL;
  guint n;

  if (store == NULL)
    return FALSE;
  version = vouch_inspector_get_version (vouch_workspace_get_inspector (workspace));
  unread = vouch_store_list_unread (store, version, error);
  if (unread == NULL)
    return FALSE;
  n = g_strv_length (unread);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++) {
    vouch_job_report (job, i, n);
    measure_and_keep (workspace, store, unread[i], cancellable, first == NULL ? &first : NULL);
  }
  if (n > 0)
    vouch_workspace_tell_changed (workspace, NULL);
  if (first == NULL)
    return !vouch_workspace_is_stopped (cancellable, error);
  g_propagate_error (error, first);
  return FALSE;
}

/**
 * vouch_measure_is_due:
 * @workspace: a workspace.
 *
 * Returns: whether there are files that this reader has not measured yet.
 */
gboolean
vouch_measure_is_due (VouchWorkspace *workspace)
{
  g_auto (GStrv) unread = NULL;
  const char *version;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), FALSE);

  if (vouch_workspace_get_read_only (workspace))
    return FALSE;
  version = vouch_inspector_get_version (vouch_workspace_get_inspector (workspace));
  unread = vouch_store_list_unread (vouch_workspace_get_store (workspace), version, NULL);
  return unread != NULL && unread[0] != NULL;
}

static char *
run_measuring (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_measure_unread (data, job, cancellable, error) ? g_strdup ("") : NULL;
}

/**
 * vouch_measure_job_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): a job that measures what is still to be read.
 */
VouchJob *
vouch_measure_job_new (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_job_new (_ ("Reading files"), NULL, run_measuring, g_object_ref (workspace),
                        g_object_unref);
}
