/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-intake"

#include "config.h"
#include "vouch-intake.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "vouch-error.h"
#include "vouch-store-objects.h"

#include "vouch-measure.h"
#include "vouch-placement.h"
#include "vouch-workspace-private.h"

/*
 * How a file comes in, wherever it is meant for: it is copied, read, and refused when nobody could use
 * it. Whoever asks says then where it belongs.
 */

static void
report_copying (guint64 done, guint64 total, gpointer data)
{
  vouch_job_report (data, (gint64) done, (gint64) total);
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

/**
 * vouch_intake_refuse_no_file:
 * @path: (type filename): what shall be taken in.
 * @error: %VOUCH_ERROR_NOT_FOUND or %VOUCH_ERROR_INVALID.
 *
 * Returns: whether it is nothing that could be taken in: absent, empty, no file.
 */
gboolean
vouch_intake_refuse_no_file (const char *path, GError **error)
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

static VouchItem *
describe (VouchWorkspace *workspace,
          const char *path,
          const char *sha256,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (VouchFacts) facts = measure (workspace, sha256, name, cancellable, error);
  VouchItem *item;

  if (facts == NULL || vouch_placement_refuse_broken (facts, name, error))
    return NULL;
  item = vouch_item_new ();
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_file_name (item, name);
  vouch_item_set_facts (item, facts);
  vouch_item_set_media (item, vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING
                                  ? guess_media (path)
                                  : vouch_facts_get_media (facts));
  vouch_item_set_changed_ms (item, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));
  return item;
}

/**
 * vouch_intake_take:
 * @workspace: a workspace that may be written.
 * @path: (type filename): the file; it stays where it is and is only read.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_INVALID when the file is empty, damaged or not what its name says,
 *   %VOUCH_ERROR_CONFLICT when it changed while it was copied, %VOUCH_ERROR_NO_SPACE; nothing of
 *   it remains then.
 *
 * Copies a file into the library and reads it. Its bytes stay only when something refers to them:
 * who keeps nothing lets them go by vouch_store_abandon_object().
 *
 * Returns: (transfer full) (nullable): an item without an id and a place: the file, its name, its
 *   kind and what was measured about it.
 */
VouchItem *
vouch_intake_take (VouchWorkspace *workspace,
                   const char *path,
                   VouchJob *job,
                   GCancellable *cancellable,
                   GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autofree char *sha256 = NULL;
  VouchItem *item;

  g_return_val_if_fail (path != NULL, NULL);

  if (store == NULL || vouch_intake_refuse_no_file (path, error))
    return NULL;
  vouch_job_report_step (job, _ ("Copying into the library"));
  sha256 = vouch_store_add_object (store, path, job != NULL ? report_copying : NULL, job, NULL,
                                   cancellable, error);
  if (sha256 == NULL)
    return NULL;
  vouch_job_report_step (job, _ ("Reading the file"));
  item = describe (workspace, path, sha256, cancellable, error);
  if (item == NULL)
    vouch_store_abandon_object (store, sha256, NULL);
  return item;
}
