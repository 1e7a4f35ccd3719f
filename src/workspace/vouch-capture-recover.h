/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-recording.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_capture_recovery_is_due (VouchWorkspace *workspace);
GPtrArray *vouch_capture_recover (VouchWorkspace *workspace,
                                  VouchJob *job,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_capture_recover_rest (VouchWorkspace *workspace,
                                     const char *take,
                                     GPtrArray *kept,
                                     GError **error);
VouchJob *vouch_capture_recover_job_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
