/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the library is, and how it comes to be elsewhere: a whole copy is made and read back, then one
 * line in the person's configuration names the new folder. Until that line is on the disk the old
 * folder is the library; after it the new one is. The old folder is kept until she says otherwise.
 */
#define G_LOG_DOMAIN "vouch-library-place"

#include "config.h"
#include "vouch-library-place.h"

#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-paths.h"
#include "vouch-store-copy.h"

#include "vouch-settings.h"
#include "vouch-workspace-private.h"

#define LEFT_SETTING "library-left"
/* A copy needs a little more than the files. */
#define ROOM_TO_SPARE (64 * 1024 * 1024)

/* A lock does not hold and a write is not sure on any of these. */
static const char *const network_types[] = {
  "9p",
  "afs",
  "ceph",
  "cifs",
  "coda",
  "davfs",
  "fuse.davfs",
  "fuse.gcsf",
  "fuse.glusterfs",
  "fuse.google-drive-ocamlfuse",
  "fuse.gvfsd-fuse",
  "fuse.onedriver",
  "fuse.rclone",
  "fuse.s3fs",
  "fuse.sshfs",
  "glusterfs",
  "lustre",
  "ncpfs",
  "nfs",
  "nfs4",
  "smb3",
  "smbfs",
  "virtiofs",
  NULL,
};

/* What programs that synchronise a folder leave at its top; `*` stands for anything. */
static const char *const marks[] = {
  ".dropbox",
  ".dropbox.cache",
  ".stfolder",
  ".owncloudsync.log",
  ".nextcloudsync.log",
  "._sync_*.db*",
  ".sync_*.db*",
  ".csync_journal.db*",
  ".849C9593-D756-4E56-8D6E-42412F2A707B",
  ".tmp.drivedownload",
  ".tmp.driveupload",
  ".SynologyWorkingDirectory",
  ".megaignore",
  ".pcloud",
  NULL,
};

/* What such a folder is mostly called. */
static const char *const names[] = {
  "Dropbox",  "Dropbox (*",   "Google Drive", "GoogleDrive", "iCloud*", "MEGA",      "Nextcloud",
  "OneDrive", "OneDrive - *", "ownCloud",     "pCloud*",     "Seafile", "Syncthing", NULL,
};

static gboolean
matches (const char *const *patterns, const char *name)
{
  for (guint i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], name))
      return TRUE;
  return FALSE;
}

static char *
ask_mount_type (const char *folder, gpointer data)
{
  g_autoptr (GUnixMountEntry) mount = g_unix_mount_for (folder, NULL);

  return mount != NULL ? g_strdup (g_unix_mount_get_fs_type (mount)) : NULL;
}

/* The nearest folder above that is there already. */
static char *
find_existing (const char *folder)
{
  g_autofree char *found = g_canonicalize_filename (folder, "/");

  while (!g_file_test (found, G_FILE_TEST_IS_DIR) && strlen (found) > 1) {
    char *parent = g_path_get_dirname (found);

    g_free (found);
    found = parent;
  }
  return g_steal_pointer (&found);
}

static gboolean
has_mark (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (matches (marks, name))
      return TRUE;
  return FALSE;
}

/* The folder or one above it that some program sends to other computers. */
static char *
find_synced (const char *folder, gboolean by_name)
{
  g_autofree char *at = g_canonicalize_filename (folder, "/");

  while (strlen (at) > 1) {
    g_autofree char *name = g_path_get_basename (at);
    char *parent;

    if (by_name ? matches (names, name) : has_mark (at))
      return g_steal_pointer (&at);
    parent = g_path_get_dirname (at);
    g_free (at);
    at = parent;
  }
  return NULL;
}

/**
 * vouch_library_place_suits:
 * @folder: (type filename): a folder, there or not.
 * @probe: (nullable): how to find out; %NULL asks this computer.
 * @error: %VOUCH_ERROR_REJECTED with the reason.
 *
 * Says whether a library may be in @folder: not where another computer holds the files, nor where a
 * program sends them to one. There two could write at once, and children's work would leave.
 *
 * Returns: whether it may.
 */
gboolean
vouch_library_place_suits (const char *folder, const VouchPlaceProbe *probe, GError **error)
{
  g_autofree char *existing = NULL;
  g_autofree char *type = NULL;
  g_autofree char *synced = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  existing = find_existing (folder);
  type = probe != NULL && probe->mount_type != NULL ? probe->mount_type (existing, probe->data)
                                                    : ask_mount_type (existing, NULL);
  if (type != NULL && g_strv_contains (network_types, type)) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                 /* Translators: a folder, and a kind of network share such as nfs. */
                 _ ("%s is on another computer (%s). When the network goes, what you write there "
                    "could be lost. Your library stays where it is. Choose a folder on a disk of "
                    "this computer."),
                 folder, type);
    return FALSE;
  }
  synced = find_synced (folder, FALSE);
  if (synced == NULL)
    return TRUE;
  g_set_error (
      error, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
      /* Translators: a folder that some program copies to other computers. */
      _ ("%s is sent to other computers by another program. That could mix up the library, "
         "and children's work would leave this computer. Your library stays where it is. "
         "Choose a folder that is not synchronised."),
      synced);
  return FALSE;
}

/**
 * vouch_library_place_find_doubt:
 * @folder: (type filename): a folder, there or not.
 *
 * Looks at names alone: a folder that is called like those that are synchronised need not be one.
 *
 * Returns: (transfer full) (nullable): what to think about before a library goes there, a sentence.
 */
char *
vouch_library_place_find_doubt (const char *folder)
{
  g_autofree char *synced = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  synced = find_synced (folder, TRUE);
  if (synced == NULL)
    return NULL;
  return g_strdup_printf (_ ("%s has the name of a folder that is sent to other computers. If it "
                             "is one, choose another."),
                          synced);
}

/**
 * vouch_library_place_measure_room:
 * @folder: (type filename): a folder, there or not.
 *
 * Returns: how many bytes are free on its disk; -1 when that cannot be told.
 */
gint64
vouch_library_place_measure_room (const char *folder)
{
  g_autofree char *existing = find_existing (folder);
  g_autoptr (GFile) file = g_file_new_for_path (existing);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return -1;
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}

static gboolean
is_chosen_by_environment (void)
{
  const char *library = g_getenv ("VOUCH_LIBRARY");

  return library != NULL && *library != '\0';
}

/**
 * vouch_library_place_load:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): where its library is, and how big.
 */
VouchLibraryPlace *
vouch_library_place_load (VouchWorkspace *workspace)
{
  VouchLibraryPlace *self;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self = g_new0 (VouchLibraryPlace, 1);
  self->folder = g_strdup (vouch_workspace_get_folder (workspace));
  self->bytes = (gint64) vouch_store_measure (vouch_workspace_get_store (workspace));
  self->free_bytes = vouch_library_place_measure_room (self->folder);
  self->is_movable = !is_chosen_by_environment ();
  self->left = vouch_settings_get (workspace, LEFT_SETTING);
  if (self->left != NULL && !g_file_test (self->left, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&self->left, g_free);
  return self;
}

static gboolean
has_room (VouchWorkspace *workspace, const char *target, GError **error)
{
  gint64 room = vouch_library_place_measure_room (target);
  gint64 needed = (gint64) vouch_store_measure (vouch_workspace_get_store (workspace));
  g_autofree char *needed_words = g_format_size ((guint64) needed + ROOM_TO_SPARE);
  g_autofree char *room_words = g_format_size ((guint64) MAX (room, 0));

  /* An earlier copy there has most of it already; then only the copying can tell. */
  if (room < 0 || room >= needed + ROOM_TO_SPARE || g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NO_SPACE,
               /* Translators: two amounts, such as 2.1 GB. */
               _ ("The copy needs %s and there are %s free. Your library is as it was. Make room "
                  "there, or choose another disk."),
               needed_words, room_words);
  return FALSE;
}

static gboolean
is_within (const char *folder, const char *library)
{
  g_autofree char *a = g_canonicalize_filename (folder, "/");
  g_autofree char *b = g_canonicalize_filename (library, "/");

  return g_str_equal (a, b) || (g_str_has_prefix (a, b) && a[strlen (b)] == G_DIR_SEPARATOR) ||
         (g_str_has_prefix (b, a) && b[strlen (a)] == G_DIR_SEPARATOR);
}

static gboolean
may_go_to (VouchWorkspace *workspace, const char *target, GError **error)
{
  if (!g_path_is_absolute (target) || is_within (target, vouch_workspace_get_folder (workspace))) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("That is the library's own folder, or one within or around it. Nothing "
                            "was changed. Choose another one."));
    return FALSE;
  }
  return vouch_library_place_suits (target, NULL, error) &&
         vouch_store_may_copy_to (vouch_workspace_get_store (workspace), target, error) &&
         has_room (workspace, target, error);
}

static void
report_copying (guint64 done, guint64 total, gpointer data)
{
  vouch_job_report (data, (gint64) done, (gint64) total);
}

/**
 * vouch_library_place_prepare:
 * @workspace: a workspace.
 * @target: (type filename): the absolute path of a free folder, or of one where this was begun.
 * @job: (nullable): hears how far it has come, in bytes.
 * @cancellable: (nullable): to stop it; the next time goes on from there.
 * @error: as for vouch_library_place_suits() and vouch_store_copy_to().
 *
 * Copies the library there while it is worked with, so that moving it takes a moment afterwards.
 *
 * Returns: whether a whole copy is there.
 */
gboolean
vouch_library_place_prepare (VouchWorkspace *workspace,
                             const char *target,
                             VouchJob *job,
                             GCancellable *cancellable,
                             GError **error)
{
  const VouchCopy watch = { .progress = job != NULL ? report_copying : NULL, .progress_data = job };
  VouchStore *store = vouch_workspace_get_writable_store (workspace, error);
  VouchStoreCopied copied;

  g_return_val_if_fail (target != NULL, FALSE);

  return store != NULL && may_go_to (workspace, target, error) &&
         vouch_store_copy_to (store, target, &watch, &copied, cancellable, error);
}

typedef struct {
  VouchWorkspace *workspace;
  char *target;
} Going;

static void
going_free (gpointer data)
{
  Going *going = data;

  g_object_unref (going->workspace);
  g_free (going->target);
  g_free (going);
}

static char *
run_preparing (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Going *going = data;

  if (!vouch_library_place_prepare (going->workspace, going->target, job, cancellable, error))
    return NULL;
  return g_strdup (going->target);
}

/**
 * vouch_library_place_job_new:
 * @workspace: a workspace.
 * @target: (type filename): as for vouch_library_place_prepare().
 *
 * Returns: (transfer full): a job that prepares the move; its result is @target.
 */
VouchJob *
vouch_library_place_job_new (VouchWorkspace *workspace, const char *target)
{
  Going *going;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && target != NULL, NULL);

  going = g_new0 (Going, 1);
  going->workspace = g_object_ref (workspace);
  going->target = g_strdup (target);
  return vouch_job_new (_ ("Copying the library to its new folder"), NULL, run_preparing, going,
                        going_free);
}

/* Whether the copy opens as a library does, before anything relies on it. */
static gboolean
remember_left (const char *target, const char *left, GError **error)
{
  const VouchWorkspaceOptions options = { .folder = target, .flags = VOUCH_WORKSPACE_WAIT };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, NULL, error);
  gboolean kept;

  if (workspace == NULL)
    return FALSE;
  kept = vouch_settings_set (workspace, LEFT_SETTING, left, error);
  vouch_workspace_close (workspace);
  return kept;
}

static gboolean
copy_whole (const char *library, const char *target, GCancellable *cancellable, GError **error)
{
  const VouchWorkspaceOptions options = { .folder = library, .flags = VOUCH_WORKSPACE_WAIT };
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (&options, cancellable, error);
  gboolean copied;

  if (workspace == NULL)
    return FALSE;
  copied = vouch_library_place_prepare (workspace, target, NULL, cancellable, error);
  vouch_workspace_close (workspace);
  return copied;
}

/**
 * vouch_library_place_move:
 * @target: (type filename): as for vouch_library_place_prepare().
 * @cancellable: (nullable): to stop it.
 * @error: as for vouch_library_place_prepare(); %VOUCH_ERROR_CONFLICT when `VOUCH_LIBRARY` says where
 *   the library is, %VOUCH_ERROR_BUSY when the library is open elsewhere.
 *
 * Moves the person's own library, which nobody has open. The old folder stays as it is.
 *
 * Returns: whether @target is the library now; else the old one is.
 */
gboolean
vouch_library_place_move (const char *target, GCancellable *cancellable, GError **error)
{
  g_autofree char *library = vouch_paths_default_library ();
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (target != NULL, FALSE);

  if (is_chosen_by_environment ()) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("The setting VOUCH_LIBRARY says where the library is. It stays there. "
                            "Change that setting instead."));
    return FALSE;
  }
  if (!copy_whole (library, target, cancellable, error) ||
      !remember_left (target, library, error) || !vouch_paths_choose_library (target, error))
    return FALSE;
  if (!vouch_store_settle_copy (target, &local))
    g_warning ("The library still says that it is a copy: %s", local->message);
  return TRUE;
}

/**
 * vouch_library_place_discard_left:
 * @workspace: a workspace.
 * @error: %VOUCH_ERROR_NOT_FOUND when nothing was left, or why the folder could not be taken away.
 *
 * Puts the folder that the library was in before into the wastebasket of this computer.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_library_place_discard_left (VouchWorkspace *workspace, GError **error)
{
  g_autofree char *left = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), FALSE);

  left = vouch_settings_get (workspace, LEFT_SETTING);
  if (left == NULL || is_within (left, vouch_workspace_get_folder (workspace))) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("No earlier folder of the library is kept. Nothing was changed."));
    return FALSE;
  }
  file = g_file_new_for_path (left);
  if (!g_file_trash (file, NULL, &local) &&
      !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    vouch_error_take_gio (
        error, g_steal_pointer (&local),
        _ ("The folder %s stays where it is; your library is safe. You can remove "
           "it in the file manager"),
        left);
    return FALSE;
  }
  return vouch_settings_set (workspace, LEFT_SETTING, NULL, error);
}

/**
 * vouch_library_place_free:
 * @self: (nullable): a place.
 *
 * Frees it.
 */
void
vouch_library_place_free (VouchLibraryPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->left);
  g_free (self);
}
