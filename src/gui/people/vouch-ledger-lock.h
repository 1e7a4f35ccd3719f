/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-people-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_LEDGER_LOCK (vouch_ledger_lock_get_type ())
G_DECLARE_FINAL_TYPE (VouchLedgerLock, vouch_ledger_lock, VOUCH, LEDGER_LOCK, AdwPreferencesGroup)

GtkWidget *vouch_ledger_lock_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_ledger_lock_show (VouchLedgerLock *self, VouchPeopleState *state);

G_END_DECLS
