/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-store-backup.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/** VOUCH_BACKUPS_DAYS: for how many days a copy on another disk is taken to be enough, unless said otherwise. */
#define VOUCH_BACKUPS_DAYS 30

/**
 * VouchBackup:
 * @path: the snapshot.
 * @taken_ms: when it was taken.
 * @difference: how the library differs from it now.
 *
 * A snapshot of the library.
 */
typedef struct {
  char *path;
  gint64 taken_ms;
  VouchBackupDifference difference;
} VouchBackup;

/**
 * VouchDiskCopy:
 * @folder: (nullable): where the copy of the whole library on another disk is; %NULL when none was made.
 * @made_ms: when it was made last.
 * @days: for how many days that is enough; 0 asks for none.
 * @is_due: whether it is time for another.
 *
 * The copy on another disk.
 */
typedef struct {
  char *folder;
  gint64 made_ms;
  guint days;
  gboolean is_due;
} VouchDiskCopy;

GPtrArray *vouch_backups_list (VouchWorkspace *workspace,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_backups_restore (const char *folder, const char *backup, GError **error);

VouchDiskCopy *vouch_backups_load_disk_copy (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void vouch_disk_copy_free (VouchDiskCopy *self);
gboolean vouch_backups_set_days (VouchWorkspace *workspace, guint days, GError **error);
char *vouch_backups_copy (VouchWorkspace *workspace,
                          const char *disk,
                          VouchJob *job,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *
vouch_backups_job_new (VouchWorkspace *workspace, const char *disk) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchDiskCopy, vouch_disk_copy_free)

G_END_DECLS
