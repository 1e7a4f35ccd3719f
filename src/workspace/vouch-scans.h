/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

char *vouch_scans_take (VouchWorkspace *workspace,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_scans_show (VouchWorkspace *workspace,
                        const char *permission,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_scans_sweep (void);

G_END_DECLS
