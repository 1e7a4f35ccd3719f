/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CREDENTIAL_EVIDENCE (vouch_credential_evidence_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialEvidence,
                      vouch_credential_evidence,
                      VOUCH,
                      CREDENTIAL_EVIDENCE,
                      GObject)

VouchCredentialEvidence *vouch_credential_evidence_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What the issuer calls it; neutral, not the earner's file name. */
const char *vouch_credential_evidence_get_name (VouchCredentialEvidence *self);
void vouch_credential_evidence_set_name (VouchCredentialEvidence *self, const char *value);

/* A sentence about it; NULL when none. */
const char *vouch_credential_evidence_get_description (VouchCredentialEvidence *self);
void vouch_credential_evidence_set_description (VouchCredentialEvidence *self, const char *value);

/* Its kind, as Video; NULL when none. */
const char *vouch_credential_evidence_get_genre (VouchCredentialEvidence *self);
void vouch_credential_evidence_set_genre (VouchCredentialEvidence *self, const char *value);

/* Lower-case hex SHA-256 of the bytes that were assessed; NULL when the issuer states none. */
const char *vouch_credential_evidence_get_digest (VouchCredentialEvidence *self);
void vouch_credential_evidence_set_digest (VouchCredentialEvidence *self, const char *value);

G_END_DECLS
