/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_example_make (VouchWorkspace *workspace,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchJob *vouch_example_job_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
GStrv vouch_example_list (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_example_is (VouchWorkspace *workspace, const char *portfolio);
gboolean vouch_example_throw_away (VouchWorkspace *workspace,
                                   const char *portfolio,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean vouch_example_restore (VouchWorkspace *workspace,
                                const char *portfolio,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
