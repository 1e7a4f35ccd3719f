/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

gboolean vouch_choose_options (VouchWorkspace *workspace,
                               const char *portfolio,
                               const char *part,
                               const char *const *options,
                               GCancellable *cancellable,
                               GError **error);
gboolean vouch_choose_confirm (VouchWorkspace *workspace,
                               const char *portfolio,
                               const char *finding,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
