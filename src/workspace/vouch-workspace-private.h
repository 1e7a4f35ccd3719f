/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-identity.h"
#include "vouch-issuer-account.h"
#include "vouch-issuer.h"
#include "vouch-store.h"

#include "vouch-overview-cache.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchLedgerKeeper:
 *
 * What an open library knows of its ledger; vouch-ledger-keeper.c has the use cases.
 */
typedef struct _VouchLedgerKeeper VouchLedgerKeeper;

VouchLedgerKeeper *_vouch_ledger_keeper_new (void) G_GNUC_WARN_UNUSED_RESULT;
void _vouch_ledger_keeper_free (VouchLedgerKeeper *self);

gboolean _vouch_example_tidy_up (VouchStore *store, GError **error);

/* What only use cases may reach for. */
VouchLedgerKeeper *vouch_workspace_get_ledger_keeper (VouchWorkspace *self);
GMainContext *vouch_workspace_get_context (VouchWorkspace *self);
VouchStore *vouch_workspace_get_store (VouchWorkspace *self);
VouchStore *vouch_workspace_get_writable_store (VouchWorkspace *self, GError **error);
VouchInspector *vouch_workspace_get_inspector (VouchWorkspace *self);
VouchKeyring *
vouch_workspace_get_keyring (VouchWorkspace *self, GCancellable *cancellable, GError **error);
VouchIssuer *vouch_workspace_make_issuer (VouchWorkspace *self,
                                          const char *url,
                                          const char *token,
                                          VouchIssuerAccount *pinned,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_workspace_tell_changed (VouchWorkspace *self, const char *portfolio);
gboolean vouch_workspace_lends (VouchWorkspace *self);
char *vouch_workspace_new_id (VouchWorkspace *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_workspace_is_stopped (GCancellable *cancellable, GError **error);
VouchOverviewCache *vouch_workspace_get_overview_cache (VouchWorkspace *self);

G_END_DECLS
