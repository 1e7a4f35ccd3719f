/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-public-key.h"

G_BEGIN_DECLS

/**
 * VouchCredentialExpectations:
 *
 * What a credential is held against: the pinned issuer, the person, what was asked for, and when.
 */
typedef struct _VouchCredentialExpectations VouchCredentialExpectations;

VouchCredentialExpectations *
vouch_credential_expectations_new (const char *issuer_id, gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
void vouch_credential_expectations_free (VouchCredentialExpectations *self);

void vouch_credential_expectations_add_key (VouchCredentialExpectations *self, VouchPublicKey *key);
void vouch_credential_expectations_set_achievement (VouchCredentialExpectations *self,
                                                    const char *achievement_id);
void vouch_credential_expectations_set_subject (VouchCredentialExpectations *self,
                                                const char *subject_id);
void
vouch_credential_expectations_add_evidence (VouchCredentialExpectations *self, const char *sha256);

const char *vouch_credential_expectations_get_issuer (const VouchCredentialExpectations *self);
gint64 vouch_credential_expectations_get_now (const VouchCredentialExpectations *self);
GPtrArray *vouch_credential_expectations_get_keys (const VouchCredentialExpectations *self);
const char *vouch_credential_expectations_get_achievement (const VouchCredentialExpectations *self);
const char *vouch_credential_expectations_get_subject (const VouchCredentialExpectations *self);
gboolean vouch_credential_expectations_has_evidence (const VouchCredentialExpectations *self);
gboolean vouch_credential_expectations_knows_evidence (const VouchCredentialExpectations *self,
                                                       const char *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCredentialExpectations, vouch_credential_expectations_free)

G_END_DECLS
