/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-render-save"

#include "config.h"
#include "vouch-render-save.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file.h"

#include "vouch-items.h"
#include "vouch-render.h"
#include "vouch-workspace-private.h"

/* A copy of a recording that fits, as a file of its own outside the library. */

static gboolean
refuse_existing (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
               _ ("There is a file “%s” already. It was left as it is; choose another name."),
               path);
  return TRUE;
}

/* The kind of file that the name asks for. */
static gboolean
choose_format (VouchWorkspace *workspace,
               const char *path,
               VouchFacts *facts,
               VouchFit *fit,
               GCancellable *cancellable,
               GError **error)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *format = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;
  g_auto (GStrv) formats =
      vouch_inspector_list_formats (vouch_workspace_get_inspector (workspace),
                                    vouch_facts_get_video_tracks (facts) > 0, cancellable, error);
  g_autofree char *known = NULL;

  if (formats == NULL)
    return FALSE;
  if (format != NULL && g_strv_contains ((const char *const *) formats, format)) {
    g_strlcpy (fit->format, format, sizeof fit->format);
    return TRUE;
  }
  known = g_strjoinv (", ", formats);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
               /* Translators: a list of endings of file names, such as "mp4, webm". */
               _ ("The name of the copy has to end in what this recording can be written as here: "
                  "%s."),
               known);
  return FALSE;
}

static gboolean
save (VouchWorkspace *workspace,
      const VouchRender *what,
      const char *path,
      VouchFacts **facts,
      VouchJob *job,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (VouchNewFile) file = vouch_new_file_begin (folder, error);
  g_autoptr (VouchFacts) found = NULL;

  if (file == NULL ||
      !vouch_render_make (workspace, what, vouch_new_file_get_fd (file), &found, job, cancellable,
                          error) ||
      refuse_existing (path, error) || !vouch_new_file_finish (file, path, 0644, error))
    return FALSE;
  *facts = g_steal_pointer (&found);
  return TRUE;
}

/**
 * vouch_render_save:
 * @workspace: a workspace that may be written, for work in between.
 * @item: id of an item that is a recording.
 * @max_bytes: how large the copy may be; 0 for any size.
 * @max_height: how high its picture may be; 0 for any.
 * @path: (type filename): where it goes, its ending says as what; nothing is there yet.
 * @facts: (out) (transfer full): of the copy.
 * @job: (nullable): hears how far it has come.
 * @cancellable: (nullable): to stop it; what is done so far is gone on with the next time.
 * @error: %VOUCH_ERROR_CONFLICT when there is such a file, %VOUCH_ERROR_INVALID when no copy fits, or as
 *   vouch_render_make().
 *
 * Saves a copy of the chosen range of a recording, without anything that says who made it.
 *
 * Returns: whether it is on the disk, whole; else there is nothing.
 */
gboolean
vouch_render_save (VouchWorkspace *workspace,
                   const char *item,
                   gint64 max_bytes,
                   int max_height,
                   const char *path,
                   VouchFacts **facts,
                   VouchJob *job,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (VouchPortfolio) portfolio = NULL;
  VouchRender what = { .fit = { .max_bytes = max_bytes, .max_height = max_height } };
  VouchItem *found;

  g_return_val_if_fail (item != NULL && path != NULL && facts != NULL, FALSE);

  found = vouch_items_find (workspace, item, &portfolio, error);
  if (found == NULL || refuse_existing (path, error))
    return FALSE;
  if (!vouch_fit_plan_part (found, &what.part)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("“%s” is no recording that can be copied."), item);
    return FALSE;
  }
  what.artifact = vouch_item_get_artifact (found);
  what.title = vouch_item_get_title (found) != NULL ? vouch_item_get_title (found)
                                                    : vouch_item_get_file_name (found);
  return choose_format (workspace, path, what.part.facts, &what.fit, cancellable, error) &&
         save (workspace, &what, path, facts, job, cancellable, error);
}
