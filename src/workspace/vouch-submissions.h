/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-submission.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_submissions_list (VouchWorkspace *workspace,
                                   const char *portfolio,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_submissions_withdraw (VouchWorkspace *workspace,
                                     const char *submission,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
