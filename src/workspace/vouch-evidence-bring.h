/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_evidence_bring (VouchWorkspace *workspace,
                            const char *path,
                            VouchJob *job,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *
vouch_evidence_bring_job_new (VouchWorkspace *workspace, GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
