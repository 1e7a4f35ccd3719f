/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-edit.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchItem *vouch_items_find (VouchWorkspace *workspace,
                             const char *item,
                             VouchPortfolio **portfolio,
                             GError **error);
gboolean vouch_items_edit (VouchWorkspace *workspace,
                           const char *item,
                           VouchItemEdit *edit,
                           GCancellable *cancellable,
                           GError **error);
gboolean vouch_items_remove (VouchWorkspace *workspace,
                             const char *item,
                             GCancellable *cancellable,
                             GError **error);
gboolean vouch_items_restore (VouchWorkspace *workspace,
                              const char *item,
                              GCancellable *cancellable,
                              GError **error);
char *vouch_items_get_path (VouchWorkspace *workspace,
                            const char *item,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_items_list_earlier_texts (VouchWorkspace *workspace,
                                           const char *item,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
