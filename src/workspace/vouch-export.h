/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchExportOutline:
 * @title: what the export is called.
 * @n_files: how many files are in it.
 * @bytes: how large they are.
 * @people: keys of who appears in them, not masked.
 * @not_covered: keys of those of @people of whom no permission is in force today.
 *
 * What an export will hold.
 */
typedef struct {
  char *title;
  guint n_files;
  guint64 bytes;
  GStrv people;
  GStrv not_covered;
} VouchExportOutline;

VouchExportOutline *vouch_export_outline (VouchWorkspace *workspace,
                                          const char *portfolio,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_export_outline_free (VouchExportOutline *self);

gboolean vouch_export (VouchWorkspace *workspace,
                       const char *portfolio,
                       const char *path,
                       VouchJob *job,
                       GCancellable *cancellable,
                       GError **error);
VouchJob *vouch_export_job_new (VouchWorkspace *workspace,
                                const char *portfolio,
                                const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchExportOutline, vouch_export_outline_free)

G_END_DECLS
