/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-appearance.h"
#include "vouch-item-edit.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

GPtrArray *vouch_evidence_edit (VouchWorkspace *workspace,
                                const char *const *artifacts,
                                VouchItemEdit *edit,
                                VouchAppearance *appearance,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_evidence_write_back (VouchWorkspace *workspace,
                                    GPtrArray *before,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean vouch_evidence_remove (VouchWorkspace *workspace,
                                const char *const *artifacts,
                                GCancellable *cancellable,
                                GError **error);
gboolean vouch_evidence_restore (VouchWorkspace *workspace,
                                 const char *const *artifacts,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
