/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchFacts *vouch_measure_object (VouchWorkspace *workspace,
                                  const char *sha256,
                                  const char *file_name,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_measure_unread (VouchWorkspace *workspace,
                               VouchJob *job,
                               GCancellable *cancellable,
                               GError **error);
gboolean vouch_measure_is_due (VouchWorkspace *workspace);
VouchJob *vouch_measure_job_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
