/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-job.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_render_save (VouchWorkspace *workspace,
                            const char *item,
                            gint64 max_bytes,
                            int max_height,
                            const char *path,
                            VouchFacts **facts,
                            VouchJob *job,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
