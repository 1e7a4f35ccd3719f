/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-library-care"

#include "config.h"
#include "vouch-library-care.h"

#include <glib/gi18n-lib.h>

#include "vouch-paths.h"
#include "vouch-store-backup.h"
#include "vouch-store-care.h"

#include "vouch-workspace-private.h"

static void
report_checking (guint64 done, guint64 total, gpointer data)
{
  vouch_job_report (data, (gint64) done, (gint64) total);
}

/**
 * vouch_library_care_check:
 * @workspace: a workspace.
 * @job: (nullable): hears how far it has come, in bytes.
 * @cancellable: (nullable): to stop it.
 * @error: when the library could not be looked through.
 *
 * Reads every byte of the library and compares it with what is recorded.
 *
 * Returns: (transfer full) (nullable): what was found.
 */
VouchCareReport *
vouch_library_care_check (VouchWorkspace *workspace,
                          VouchJob *job,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchStoreReport) found = NULL;
  VouchCareReport *report;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  found = vouch_store_check (vouch_workspace_get_store (workspace),
                             job != NULL ? report_checking : NULL, job, cancellable, error);
  if (found == NULL)
    return NULL;
  report = g_new0 (VouchCareReport, 1);
  report->problems = g_ptr_array_ref (found->problems);
  report->notes = g_ptr_array_ref (found->notes);
  report->objects = found->objects;
  report->bytes = (gint64) found->bytes;
  return report;
}

static char *
run_checking (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchCareReport) report = vouch_library_care_check (data, job, cancellable, error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (report == NULL)
    return NULL;
  for (guint i = 0; i < report->problems->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (report->problems, i));
  if (report->problems->len == 0)
    g_string_append (words, _ ("All is well: every file is as it was taken in."));
  vouch_workspace_tell_changed (data, NULL);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * vouch_library_care_job_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): a job that looks through the whole library; its result is what it found,
 *   a sentence a line.
 */
VouchJob *
vouch_library_care_job_new (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_job_new (_ ("Looking through the library"), NULL, run_checking,
                        g_object_ref (workspace), g_object_unref);
}

/**
 * vouch_library_care_back_up:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_DEVICE.
 *
 * Keeps a snapshot of the library's database; old ones are rotated away.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is.
 */
char *
vouch_library_care_back_up (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);

  return store != NULL ? vouch_store_backup (store, error) : NULL;
}

/**
 * vouch_library_care_restore:
 * @folder: (nullable) (type filename): a library folder that nobody has open; %NULL for the
 *   person's own.
 * @backup: (nullable) (type filename): a snapshot; %NULL for the latest that is whole.
 * @error: as vouch_store_restore_backup() reports it.
 *
 * Puts a snapshot in the place of a damaged database, which is kept beside the snapshots.
 *
 * Returns: (transfer full) (nullable) (type filename): the folder of the library.
 */
char *
vouch_library_care_restore (const char *folder, const char *backup, GError **error)
{
  g_autoptr (VouchClock) clock = vouch_clock_new_from_environment ();
  g_autofree char *library = folder != NULL ? g_strdup (folder) : vouch_paths_default_library ();

  if (!vouch_store_restore_backup (library, clock, backup, error))
    return NULL;
  return g_steal_pointer (&library);
}

/**
 * vouch_care_report_free:
 * @self: (nullable): a report.
 *
 * Frees it.
 */
void
vouch_care_report_free (VouchCareReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self);
}
