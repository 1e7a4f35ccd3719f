/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attach"

#include "config.h"
#include "vouch-attach.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "vouch-error.h"
#include "vouch-store-load.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"

#include "vouch-measure.h"
#include "vouch-placement.h"
#include "vouch-prepare.h"
#include "vouch-workspace-private.h"

static void
report_copying (guint64 done, guint64 total, gpointer data)
{
  vouch_job_report (data, (gint64) done, (gint64) total);
}

static gboolean
refuse_no_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, _ ("There is no file “%s”."), path);
    return TRUE;
  }
  if (!S_ISREG (status.st_mode)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” is not a file."), path);
    return TRUE;
  }
  if (status.st_size > 0)
    return FALSE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("“%s” is empty. Nothing was attached."),
               path);
  return TRUE;
}

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

/* While the content is not known, the name decides; it is looked at again once it is. */
static VouchMedia
guess_media (const char *path)
{
  static const struct {
    const char *prefix;
    VouchMedia media;
  } kinds[] = {
    { "video/", VOUCH_MEDIA_VIDEO },   { "audio/", VOUCH_MEDIA_AUDIO },
    { "image/", VOUCH_MEDIA_IMAGE },   { "text/csv", VOUCH_MEDIA_DATA },
    { "text/", VOUCH_MEDIA_DOCUMENT }, { "", VOUCH_MEDIA_DOCUMENT },
  };
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);
  g_autofree char *mime = g_content_type_get_mime_type (type);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (mime != NULL ? mime : "", kinds[i].prefix))
      return kinds[i].media;
  return VOUCH_MEDIA_DOCUMENT;
}

/* Only a helper that did not do its work leaves facts pending; any other trouble ends the attempt. */
static VouchFacts *
measure (VouchWorkspace *workspace,
         const char *sha256,
         const char *name,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GError) local = NULL;
  VouchFacts *facts = vouch_measure_object (workspace, sha256, name, cancellable, &local);

  if (facts != NULL)
    return facts;
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_DEVICE)) {
    g_message ("%s is read later: %s", name, local->message);
    return vouch_facts_new ();
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static VouchItem *
make_item (VouchWorkspace *workspace,
           VouchPortfolio *portfolio,
           VouchRequirement *requirement,
           const char *path,
           VouchFacts *facts,
           VouchItemEdit *edit,
           GError **error)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autofree char *id = vouch_workspace_new_id (workspace);
  g_autofree char *name = g_path_get_basename (path);

  vouch_item_set_id (item, id);
  vouch_item_set_requirement (item, vouch_requirement_get_id (requirement));
  vouch_item_set_file_name (item, name);
  vouch_item_set_facts (item, facts);
  vouch_item_set_media (item, guess_media (path));
  vouch_item_set_changed_ms (item, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  if (!choose_media (requirement, item, facts, edit, error))
    return NULL;
  if (edit != NULL &&
      !vouch_item_edit_apply (edit, vouch_portfolio_get_definition (portfolio), item, error))
    return NULL;
  return g_steal_pointer (&item);
}

static gboolean
keep_item (VouchStore *store,
           const char *portfolio,
           VouchItem *item,
           VouchFacts *facts,
           GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (store, error);

  return change != NULL && vouch_store_add_item (store, portfolio, item, error) &&
         (vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING ||
          vouch_store_set_facts (store, vouch_item_get_artifact (item), facts, error)) &&
         vouch_store_change_commit (change, error);
}

/* From here on the bytes are inside; whoever calls lets them go again when this does not work out. */
static char *
place_object (VouchWorkspace *workspace,
              VouchPortfolio *portfolio,
              VouchRequirement *requirement,
              const char *path,
              const char *sha256,
              VouchItemEdit *edit,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (VouchFacts) facts = measure (workspace, sha256, name, cancellable, error);
  g_autoptr (VouchItem) item = NULL;

  if (facts == NULL || vouch_placement_refuse_broken (facts, name, error))
    return NULL;
  item = make_item (workspace, portfolio, requirement, path, facts, edit, error);
  if (item == NULL)
    return NULL;
  vouch_item_set_artifact (item, sha256);
  if (!keep_item (vouch_workspace_get_store (workspace), vouch_portfolio_get_id (portfolio), item,
                  facts, error))
    return NULL;
  return g_strdup (vouch_item_get_id (item));
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
 *   is asked for, %VOUCH_ERROR_CONFLICT when it changed while it was copied, %VOUCH_ERROR_NO_SPACE;
 *   nothing of it remains then.
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
  g_autofree char *sha256 = NULL;
  char *id;

  g_return_val_if_fail (portfolio != NULL && requirement != NULL && path != NULL, NULL);

  if (store == NULL)
    return NULL;
  loaded = vouch_store_load_portfolio (store, portfolio, error);
  asked = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
  if (asked == NULL || refuse_no_file (path, error) ||
      (edit != NULL && !vouch_item_edit_refers_within (edit, loaded, error)))
    return NULL;

  vouch_job_report_step (job, _ ("Copying into the library"));
  sha256 = vouch_store_add_object (store, path, job != NULL ? report_copying : NULL, job, NULL,
                                   cancellable, error);
  if (sha256 == NULL)
    return NULL;
  vouch_job_report_step (job, _ ("Reading the file"));
  id = place_object (workspace, loaded, asked, path, sha256, edit, cancellable, error);
  if (id == NULL) {
    vouch_store_abandon_object (store, sha256, NULL);
    return NULL;
  }
  vouch_prepare_if_size_decides (workspace, portfolio, requirement, cancellable);
  vouch_workspace_tell_changed (workspace, portfolio);
  return id;
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
