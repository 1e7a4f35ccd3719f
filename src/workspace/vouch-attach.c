/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attach"

#include "config.h"
#include "vouch-attach.h"

#include <glib/gi18n-lib.h>

#include "vouch-store-load.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"

#include "vouch-intake.h"
#include "vouch-placement.h"
#include "vouch-prepare.h"
#include "vouch-retained.h"
#include "vouch-workspace-private.h"

/* A transcript belongs to a recording, whatever media the requirement asks for. */
static gboolean
choose_media (VouchRequirement *requirement,
              VouchItem *item,
              VouchFacts *facts,
              VouchItemEdit *edit,
              GError **error)
{
  VouchMedia media = vouch_facts_get_media (facts);

  if (edit != NULL && vouch_item_edit_is_transcript (edit)) {
    vouch_item_set_media (item, media == VOUCH_MEDIA_TEXT ? VOUCH_MEDIA_DOCUMENT : media);
    return TRUE;
  }
  if (vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING)
    return TRUE;
  if (!vouch_placement_choose_media (requirement, facts, &media, error))
    return FALSE;
  vouch_item_set_media (item, media);
  return TRUE;
}

static gboolean
place_item (VouchWorkspace *workspace,
            VouchPortfolio *portfolio,
            VouchRequirement *requirement,
            VouchItem *item,
            VouchItemEdit *edit,
            GError **error)
{
  g_autofree char *id = vouch_workspace_new_id (workspace);

  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, vouch_requirement_get_id (requirement));
  return choose_media (requirement, item, vouch_item_get_facts (item), edit, error) &&
         (edit == NULL ||
          vouch_item_edit_apply (edit, vouch_portfolio_get_definition (portfolio), item, error));
}

static gboolean
keep_item (VouchStore *store, const char *portfolio, VouchItem *item, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, error);
  VouchFacts *facts = vouch_item_get_facts (item);

  return change != NULL && vouch_store_add_item (store, portfolio, item, error) &&
         (vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING ||
          vouch_store_set_facts (store, vouch_item_get_artifact (item), facts, error)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_attach_file:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @path: (type filename): the file; it stays where it is and is only read.
 * @edit: (nullable): what else shall be recorded.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when the file is empty, damaged, not what its name says or not what
 *   is asked for, %VOUCH_ERROR_CONFLICT when it changed while it was copied or the requirement stays
 *   as it was earned, %VOUCH_ERROR_NO_SPACE; nothing of it remains then.
 *
 * Copies a file into the library, reads it and places it on a requirement.
 *
 * Returns: (transfer full) (nullable): the item's id.
 */
char *
vouch_attach_file (VouchWorkspace *workspace,
                   const char *portfolio,
                   const char *requirement,
                   const char *path,
                   VouchItemEdit *edit,
                   VouchJob *job,
                   GCancellable *cancellable,
                   GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autoptr (VouchPortfolio) loaded = NULL;
  VouchRequirement *asked;
  g_autoptr (VouchItem) item = NULL;

  g_return_val_if_fail (portfolio != NULL && requirement != NULL && path != NULL, NULL);

  if (store == NULL)
    return NULL;
  loaded = vouch_store_load_portfolio (store, portfolio, error);
  asked = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
  if (asked == NULL || vouch_intake_refuse_no_file (path, error) ||
      !vouch_retained_allows (workspace, loaded, requirement, cancellable, error) ||
      (edit != NULL && !vouch_item_edit_refers_within (edit, loaded, error)))
    return NULL;

  item = vouch_intake_take (workspace, path, job, cancellable, error);
  if (item == NULL)
    return NULL;
  if (!place_item (workspace, loaded, asked, item, edit, error) ||
      !keep_item (store, portfolio, item, error)) {
    vouch_store_abandon_object (store, vouch_item_get_artifact (item), NULL);
    return NULL;
  }
  vouch_prepare_if_size_decides (workspace, portfolio, requirement, cancellable);
  vouch_workspace_tell_changed (workspace, portfolio);
  return g_strdup (vouch_item_get_id (item));
}

typedef struct {
  VouchWorkspace *workspace;
  char *portfolio;
  char *requirement;
  char *path;
} Attachment;

static void
attachment_free (gpointer data)
{
  Attachment *attachment = data;

  g_object_unref (attachment->workspace);
  g_free (attachment->portfolio);
  g_free (attachment->requirement);
  g_free (attachment->path);
  g_free (attachment);
}

static char *
run_attachment (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Attachment *attachment = data;

  return vouch_attach_file (attachment->workspace, attachment->portfolio, attachment->requirement,
                            attachment->path, NULL, job, cancellable, error);
}

/**
 * vouch_attach_job_new:
 * @workspace: a workspace.
 * @portfolio: id of the portfolio.
 * @requirement: id of the requirement.
 * @file: a file on this computer.
 *
 * Returns: (transfer full): a job that attaches the file; its result is the item's id.
 */
VouchJob *
vouch_attach_job_new (VouchWorkspace *workspace,
                      const char *portfolio,
                      const char *requirement,
                      GFile *file)
{
  Attachment *attachment;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && G_IS_FILE (file), NULL);

  name = g_file_get_basename (file);
  /* Translators: the title of a job; the placeholder is a file name. */
  title = g_strdup_printf (_ ("Attaching %s"), name);
  attachment = g_new0 (Attachment, 1);
  attachment->workspace = g_object_ref (workspace);
  attachment->portfolio = g_strdup (portfolio);
  attachment->requirement = g_strdup (requirement);
  attachment->path = g_file_get_path (file);
  if (attachment->path == NULL)
    attachment->path = g_file_get_uri (file);
  return vouch_job_new (title, portfolio, run_attachment, attachment, attachment_free);
}
