/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-issuer-account.h"
#include "vouch-issuer-info.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchIssuerAccount *vouch_issuers_add (VouchWorkspace *workspace,
                                       const char *name,
                                       const char *url,
                                       const char *token,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerInfo *vouch_issuers_look (VouchWorkspace *workspace,
                                     const char *url,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerAccount *vouch_issuers_add_seen (VouchWorkspace *workspace,
                                            const char *name,
                                            const char *url,
                                            const char *token,
                                            const char *id,
                                            GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_issuers_test (VouchWorkspace *workspace,
                             const char *name,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *vouch_issuers_list (VouchWorkspace *workspace,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuer *vouch_issuers_connect (VouchWorkspace *workspace,
                                    const char *name,
                                    VouchIssuerAccount **account,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_issuers_check_clock (VouchWorkspace *workspace,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GError **error);
void vouch_issuers_mark_refusal (GError *error);
GPtrArray *vouch_issuers_sync (VouchWorkspace *workspace,
                               const char *name,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
