/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-edit.h"
#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_attach_file (VouchWorkspace *workspace,
                         const char *portfolio,
                         const char *requirement,
                         const char *path,
                         VouchItemEdit *edit,
                         VouchJob *job,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_attach_job_new (VouchWorkspace *workspace,
                                const char *portfolio,
                                const char *requirement,
                                GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
