/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-identity-file.h"
#include "vouch-signing-key.h"

G_BEGIN_DECLS

/**
 * VouchIdentity:
 *
 * One person's key: locked (what the file shows anybody) or unlocked (able to sign).
 */
typedef struct _VouchIdentity VouchIdentity;

VouchIdentity *vouch_identity_create (VouchIdentityCost cost,
                                      char **unlock_key,
                                      char **recovery_code,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchIdentity *vouch_identity_load (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *vouch_identity_save (VouchIdentity *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_identity_free (VouchIdentity *self);

const char *vouch_identity_get_id (VouchIdentity *self);
const char *vouch_identity_get_did (VouchIdentity *self);
gboolean vouch_identity_is_unlocked (VouchIdentity *self);

gboolean vouch_identity_unlock (VouchIdentity *self, const char *unlock_key, GError **error);
gboolean
vouch_identity_unlock_with_code (VouchIdentity *self, const char *recovery_code, GError **error);
char *vouch_identity_renew_unlock_key (VouchIdentity *self) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_identity_renew_recovery_code (VouchIdentity *self,
                                          VouchIdentityCost cost,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchSigningKey *vouch_identity_make_own_key (VouchIdentity *self) G_GNUC_WARN_UNUSED_RESULT;
VouchSigningKey *vouch_identity_make_issuer_key (VouchIdentity *self,
                                                 const char *issuer_id) G_GNUC_WARN_UNUSED_RESULT;

guint8 *vouch_identity_make_ledger_key (VouchIdentity *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchIdentity, vouch_identity_free)

G_END_DECLS
