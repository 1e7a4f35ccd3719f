/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bin-entry.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_bin_list (VouchWorkspace *workspace,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_bin_put_back (VouchWorkspace *workspace,
                             VouchBinEntry *entry,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *vouch_bin_empty (VouchWorkspace *workspace,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_bin_fill (VouchWorkspace *workspace,
                         GPtrArray *entries,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
