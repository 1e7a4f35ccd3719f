/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchImported:
 * @portfolio: (nullable): id of the first portfolio that is in the export.
 * @n_new: how many portfolios came.
 * @n_same: how many were here already, just as they came.
 * @n_beside: how many came beside one that is here and differs.
 * @n_added: how many lists of turns or captions came to files that were here already.
 * @n_kept: how many such lists differ from those here, which stayed.
 *
 * What became of an import.
 */
typedef struct {
  char *portfolio;
  guint n_new;
  guint n_same;
  guint n_beside;
  guint n_added;
  guint n_kept;
} VouchImported;

gboolean vouch_import_fits (const char *path);
VouchImported *vouch_import (VouchWorkspace *workspace,
                             const char *path,
                             VouchJob *job,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_imported_describe (const VouchImported *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_imported_free (VouchImported *self);
VouchJob *
vouch_import_job_new (VouchWorkspace *workspace, const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchImported, vouch_imported_free)

G_END_DECLS
