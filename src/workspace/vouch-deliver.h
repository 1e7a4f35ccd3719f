/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_deliver_submission (VouchWorkspace *workspace,
                                   VouchSubmission *submission,
                                   VouchJob *job,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
