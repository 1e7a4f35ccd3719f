/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-ledger.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchLedgerState:
 * @VOUCH_LEDGER_STATE_NONE: there are no class lists yet.
 * @VOUCH_LEDGER_STATE_LOCKED: there are, and nobody can look into them now.
 * @VOUCH_LEDGER_STATE_OPEN: real names can be shown and looked for.
 *
 * How things stand with the real names.
 */
typedef enum {
  VOUCH_LEDGER_STATE_NONE,
  VOUCH_LEDGER_STATE_LOCKED,
  VOUCH_LEDGER_STATE_OPEN,
} VouchLedgerState;

/**
 * VouchLedgerChange:
 * @ledger: the ledger as it stands, to be changed.
 * @data: the caller's data.
 * @error: why it cannot be changed.
 *
 * Changes a ledger. It must not ask the keeper for anything.
 *
 * Returns: whether it was changed.
 */
typedef gboolean (*VouchLedgerChange) (VouchLedger *ledger, gpointer data, GError **error);

/** VOUCH_LEDGER_IDLE_SETTING: minutes without a key or a click after which they are locked. */
#define VOUCH_LEDGER_IDLE_SETTING "ledger/idle-minutes"

VouchLedgerState vouch_ledger_keeper_get_state (VouchWorkspace *workspace);
VouchLedger *vouch_ledger_keeper_peek (VouchWorkspace *workspace,
                                       VouchLedgerState *state) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_ledger_keeper_asks_passphrase (VouchWorkspace *workspace);

gboolean vouch_ledger_keeper_start (VouchWorkspace *workspace,
                                    char **recovery_code,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean vouch_ledger_keeper_unlock (VouchWorkspace *workspace,
                                     const char *words,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean
vouch_ledger_keeper_lock (VouchWorkspace *workspace, GCancellable *cancellable, GError **error);
gboolean vouch_ledger_keeper_set_passphrase (VouchWorkspace *workspace,
                                             const char *passphrase,
                                             const char *recovery_code,
                                             GCancellable *cancellable,
                                             GError **error);
gboolean vouch_ledger_keeper_change (VouchWorkspace *workspace,
                                     VouchLedgerChange change,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

GBytes *vouch_ledger_keeper_seal_scan (VouchWorkspace *workspace,
                                       GBytes *plain,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_ledger_keeper_open_scan (VouchWorkspace *workspace,
                                       GBytes *sealed,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
