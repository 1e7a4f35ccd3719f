/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchPlaceProbe:
 * @mount_type: (nullable): tells of which type the file system of an existing folder is; %NULL asks
 *   this computer.
 * @data: its data.
 *
 * How it is found out what a folder is on; replaced in a test.
 */
typedef struct {
  char *(*mount_type) (const char *folder, gpointer data);
  gpointer data;
} VouchPlaceProbe;

/**
 * VouchLibraryPlace:
 * @folder: where the library is.
 * @bytes: how much it takes.
 * @free_bytes: how much room there is on its disk; -1 when that cannot be told.
 * @is_movable: whether the person may choose another folder; the environment may have chosen.
 * @left: (nullable): where it was before it was moved, as long as that is kept.
 *
 * Where a library is.
 */
typedef struct {
  char *folder;
  gint64 bytes;
  gint64 free_bytes;
  gboolean is_movable;
  char *left;
} VouchLibraryPlace;

VouchLibraryPlace *vouch_library_place_load (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
void vouch_library_place_free (VouchLibraryPlace *self);
gboolean
vouch_library_place_suits (const char *folder, const VouchPlaceProbe *probe, GError **error);
char *vouch_library_place_find_doubt (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_library_place_measure_room (const char *folder);

gboolean vouch_library_place_prepare (VouchWorkspace *workspace,
                                      const char *target,
                                      VouchJob *job,
                                      GCancellable *cancellable,
                                      GError **error);
VouchJob *vouch_library_place_job_new (VouchWorkspace *workspace,
                                       const char *target) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_library_place_move (const char *target, GCancellable *cancellable, GError **error);
gboolean vouch_library_place_discard_left (VouchWorkspace *workspace, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchLibraryPlace, vouch_library_place_free)

G_END_DECLS
