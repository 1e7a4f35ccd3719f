/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-identity.h"

G_BEGIN_DECLS

/** VOUCH_LEDGER_PASSPHRASE_MIN: how many characters a passphrase has at least. */
#define VOUCH_LEDGER_PASSPHRASE_MIN 8

/**
 * VouchLedgerBox:
 *
 * The file `ledger`: locked (what the file shows anybody, which is nothing) or unlocked.
 */
typedef struct _VouchLedgerBox VouchLedgerBox;

VouchLedgerBox *vouch_ledger_box_create (VouchIdentity *identity) G_GNUC_WARN_UNUSED_RESULT;
VouchLedgerBox *vouch_ledger_box_load (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_ledger_box_free (VouchLedgerBox *self);

gboolean vouch_ledger_box_is_unlocked (VouchLedgerBox *self);
gboolean vouch_ledger_box_has_passphrase (VouchLedgerBox *self);
gboolean vouch_ledger_box_takes_recovery_code (VouchLedgerBox *self);

gboolean vouch_ledger_box_unlock_with_identity (VouchLedgerBox *self,
                                                VouchIdentity *identity,
                                                GError **error);
gboolean
vouch_ledger_box_unlock_with_words (VouchLedgerBox *self, const char *words, GError **error);

gboolean vouch_ledger_box_set_passphrase (VouchLedgerBox *self,
                                          const char *passphrase,
                                          const char *recovery_code,
                                          VouchIdentityCost cost,
                                          GError **error);
void vouch_ledger_box_remove_passphrase (VouchLedgerBox *self, VouchIdentity *identity);

GBytes *vouch_ledger_box_open (VouchLedgerBox *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_ledger_box_seal (VouchLedgerBox *self, GBytes *plain) G_GNUC_WARN_UNUSED_RESULT;

guint8 *vouch_ledger_box_make_scan_key (VouchLedgerBox *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchLedgerBox, vouch_ledger_box_free)

G_END_DECLS
