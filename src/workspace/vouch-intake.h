/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item.h"
#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchItem *vouch_intake_take (VouchWorkspace *workspace,
                              const char *path,
                              VouchJob *job,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_intake_refuse_no_file (const char *path, GError **error);

G_END_DECLS
