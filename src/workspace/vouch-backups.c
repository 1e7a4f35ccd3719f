/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-backups"

#include "config.h"
#include "vouch-backups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-paths.h"
#include "vouch-store-copy.h"

#include "vouch-settings.h"
#include "vouch-workspace-private.h"

#define FOLDER_SETTING "backup/folder"
#define MADE_SETTING "backup/made-ms"
#define DAYS_SETTING "backup/days"
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)
/* What the folder on the other disk is called; never translated, so that it is found again. */
#define NAME "Vouch backup"

static void
backup_free (gpointer data)
{
  VouchBackup *backup = data;

  g_free (backup->path);
  g_free (backup);
}

/**
 * vouch_backups_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable) (element-type VouchBackup): the snapshots that are whole, the
 *   latest first.
 */
GPtrArray *
vouch_backups_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  VouchStore *store;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func (backup_free);

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  store = vouch_workspace_get_store (workspace);
  paths = vouch_store_list_backups (vouch_workspace_get_folder (workspace));
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GError) local = NULL;
    VouchBackup *backup;

    if (vouch_workspace_is_stopped (cancellable, error))
      return NULL;
    backup = g_new0 (VouchBackup, 1);
    backup->path = g_strdup (g_ptr_array_index (paths, i));
    backup->taken_ms = vouch_store_get_backup_ms (backup->path);
    if (vouch_store_compare_backup (store, backup->path, &backup->difference, &local)) {
      g_ptr_array_add (backups, backup);
      continue;
    }
    g_message ("The snapshot %s is not offered: %s", backup->path, local->message);
    backup_free (backup);
  }
  return g_steal_pointer (&backups);
}

static gboolean
keep_present (const char *folder, GError **error)
{
  const VouchWorkspaceOptions options = { .folder = folder, .flags = VOUCH_WORKSPACE_WAIT };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, error);
  g_autofree char *kept = NULL;

  if (workspace == NULL)
    return FALSE;
  kept = vouch_store_backup (vouch_workspace_get_store (workspace), error);
  vouch_workspace_close (workspace);
  return kept != NULL;
}

/**
 * vouch_backups_restore:
 * @folder: (nullable) (type filename): a library that nobody has open; %NULL for the person's own.
 * @backup: (type filename): one of its snapshots.
 * @error: %VOUCH_ERROR_BUSY when it is open; as for vouch_store_restore_backup().
 *
 * Takes the library back to a snapshot. The present state is kept as a snapshot first, so that this
 * can be taken back the same way.
 *
 * Returns: whether the library has the snapshot's state.
 */
gboolean
vouch_backups_restore (const char *folder, const char *backup, GError **error)
{
  g_autofree char *library = folder != NULL ? g_strdup (folder) : vouch_paths_default_library ();
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *safe = NULL;
  g_autoptr (VouchClock) clock = vouch_clock_new_from_environment ();
  g_autoptr (GError) local = NULL;
  gboolean restored;

  g_return_val_if_fail (backup != NULL, FALSE);

  /* Keeping the present state rotates old snapshots away: this one must not be among them. */
  base = g_path_get_basename (backup);
  name = g_strconcat ("restoring-", base, NULL);
  safe = g_build_filename (library, "backups", name, NULL);
  if (!vouch_store_copy_backup (backup, safe, error))
    return FALSE;
  restored =
      keep_present (library, error) && vouch_store_restore_backup (library, clock, safe, error);
  if (!vouch_file_remove (safe, &local))
    g_warning ("A second copy of a snapshot stays: %s", local->message);
  return restored;
}

/**
 * vouch_backups_load_disk_copy:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): what is known of the copy on another disk.
 */
VouchDiskCopy *
vouch_backups_load_disk_copy (VouchWorkspace *workspace)
{
  VouchDiskCopy *self = g_new0 (VouchDiskCopy, 1);
  g_autofree char *made = vouch_settings_get (workspace, MADE_SETTING);
  g_autofree char *days = vouch_settings_get (workspace, DAYS_SETTING);
  gint64 now = vouch_clock_now_ms (vouch_workspace_get_clock (workspace));

  self->folder = vouch_settings_get (workspace, FOLDER_SETTING);
  self->made_ms = made != NULL ? g_ascii_strtoll (made, NULL, 10) : 0;
  self->days = days != NULL ? (guint) g_ascii_strtoull (days, NULL, 10) : VOUCH_BACKUPS_DAYS;
  /* Who never made one is not asked for it: not everybody has a second disk. */
  self->is_due = self->made_ms > 0 && self->days > 0 && now - self->made_ms > self->days * DAY_MS;
  return self;
}

/**
 * vouch_disk_copy_free:
 * @self: (nullable): what is known of a copy.
 *
 * Frees it.
 */
void
vouch_disk_copy_free (VouchDiskCopy *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self);
}

/**
 * vouch_backups_set_days:
 * @workspace: a workspace.
 * @days: after how many days the next copy on another disk is asked for; 0 never asks.
 * @error: what the store says.
 *
 * Returns: whether it is kept.
 */
gboolean
vouch_backups_set_days (VouchWorkspace *workspace, guint days, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", days);

  return vouch_settings_set (workspace, DAYS_SETTING, text, error);
}

static void
report_copying (guint64 done, guint64 total, gpointer data)
{
  vouch_job_report (data, (gint64) done, (gint64) total);
}

static gboolean
remember (VouchWorkspace *workspace, const char *folder, GError **error)
{
  g_autofree char *now = g_strdup_printf (
      "%" G_GINT64_FORMAT, vouch_clock_now_ms (vouch_workspace_get_clock (workspace)));

  return vouch_settings_set (workspace, FOLDER_SETTING, folder, error) &&
         vouch_settings_set (workspace, MADE_SETTING, now, error);
}

static char *
describe (const VouchStoreCopied *copied, const char *folder)
{
  g_autofree char *size = g_format_size (copied->bytes);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words,
                          /* Translators: a number of files, an amount, a folder. */
                          g_dngettext (GETTEXT_PACKAGE, "%u file, %s, is in %s and was read back.",
                                       "%u files, %s, are in %s and were read back.",
                                       copied->files),
                          copied->files, size, folder);
  if (copied->damaged > 0)
    g_string_append_printf (
        words,
        g_dngettext (GETTEXT_PACKAGE,
                     " %u file was damaged in the library already; look through it on Home.",
                     " %u files were damaged in the library already; look through it on Home.",
                     copied->damaged),
        copied->damaged);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * vouch_backups_copy:
 * @workspace: a workspace.
 * @disk: (type filename): a folder on another disk.
 * @job: (nullable): hears how far it has come, in bytes.
 * @cancellable: (nullable): to stop it; the next time goes on from there.
 * @error: as for vouch_store_copy_to().
 *
 * Copies the whole library into a folder `Vouch backup` there. What is there and whole is not copied
 * again.
 *
 * Returns: (transfer full) (nullable): what was done, a sentence.
 */
char *
vouch_backups_copy (VouchWorkspace *workspace,
                    const char *disk,
                    VouchJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  const VouchCopy watch = { .progress = job != NULL ? report_copying : NULL, .progress_data = job };
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  VouchStoreCopied copied;

  g_return_val_if_fail (disk != NULL, NULL);

  if (store == NULL)
    return NULL;
  name = g_path_get_basename (disk);
  folder = g_str_equal (name, NAME) ? g_strdup (disk) : g_build_filename (disk, NAME, NULL);
  if (g_str_has_prefix (folder, vouch_workspace_get_folder (workspace))) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("That folder is within the library. Nothing was copied. Choose one on "
                            "another disk."));
    return NULL;
  }
  if (!vouch_store_copy_to (store, folder, &watch, &copied, cancellable, error) ||
      !remember (workspace, folder, error))
    return NULL;
  return describe (&copied, folder);
}

typedef struct {
  VouchWorkspace *workspace;
  char *disk;
} Going;

static void
going_free (gpointer data)
{
  Going *going = data;

  g_object_unref (going->workspace);
  g_free (going->disk);
  g_free (going);
}

static char *
run_copying (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Going *going = data;

  return vouch_backups_copy (going->workspace, going->disk, job, cancellable, error);
}

/**
 * vouch_backups_job_new:
 * @workspace: a workspace.
 * @disk: (type filename): a folder on another disk.
 *
 * Returns: (transfer full): a job that does vouch_backups_copy(); its result is the sentence.
 */
VouchJob *
vouch_backups_job_new (VouchWorkspace *workspace, const char *disk)
{
  Going *going;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && disk != NULL, NULL);

  going = g_new0 (Going, 1);
  going->workspace = g_object_ref (workspace);
  going->disk = g_strdup (disk);
  return vouch_job_new (_ ("Copying the library to another disk"), NULL, run_copying, going,
                        going_free);
}
