/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-bin-entry.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

guint vouch_bin_get_days (VouchWorkspace *workspace);
gboolean vouch_bin_set_days (VouchWorkspace *workspace, guint days, GError **error);

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
