/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-issuer-account.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchIssuerMemory:
 *
 * An issuer that was forgotten, with its token: what is needed to take that back.
 */
typedef struct _VouchIssuerMemory VouchIssuerMemory;

VouchIssuerMemory *vouch_issuer_memory_forget (VouchWorkspace *workspace,
                                               const char *name,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_issuer_memory_take_back (VouchIssuerMemory *self,
                                        VouchWorkspace *workspace,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean vouch_issuer_memory_set_token (VouchWorkspace *workspace,
                                        const char *name,
                                        const char *token,
                                        GCancellable *cancellable,
                                        GError **error);
void vouch_issuer_memory_free (VouchIssuerMemory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIssuerMemory, vouch_issuer_memory_free)

G_END_DECLS
