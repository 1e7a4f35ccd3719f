/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchCareReport:
 * @problems: (element-type utf8): what is wrong, a sentence each; empty when all is well.
 * @notes: (element-type utf8): what is worth knowing and does no harm.
 * @objects: files whose every byte was read.
 * @bytes: how many bytes these are.
 *
 * What a look through the whole library found.
 */
typedef struct {
  GPtrArray *problems;
  GPtrArray *notes;
  guint objects;
  gint64 bytes;
} VouchCareReport;

VouchCareReport *vouch_library_care_check (VouchWorkspace *workspace,
                                           VouchJob *job,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_library_care_job_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_library_care_back_up (VouchWorkspace *workspace,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_library_care_restore (const char *folder,
                                  const char *backup,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_care_report_free (VouchCareReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCareReport, vouch_care_report_free)

G_END_DECLS
