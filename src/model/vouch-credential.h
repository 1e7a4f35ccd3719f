/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-credential-achievement.h"
#include "vouch-credential-evidence.h"
#include "vouch-credential-result.h"
#include "vouch-credential-step.h"

G_BEGIN_DECLS

/**
 * VouchVerification:
 * @VOUCH_VERIFICATION_NOT_CHECKED: nobody looked yet.
 * @VOUCH_VERIFICATION_ACCEPTED: every step holds; the only state that counts as "earned".
 * @VOUCH_VERIFICATION_NOT_YET_VALID: genuine, but its first day is still to come.
 * @VOUCH_VERIFICATION_EXPIRED: genuine, but over.
 * @VOUCH_VERIFICATION_UNTRUSTED: its signature holds, but not by a key of an issuer that was added.
 * @VOUCH_VERIFICATION_MISMATCH: genuine, but not this person's, not for this, or at odds with itself.
 * @VOUCH_VERIFICATION_BAD_SIGNATURE: its signature does not hold.
 *
 * What checking a credential showed.
 */
typedef enum {
  VOUCH_VERIFICATION_NOT_CHECKED,
  VOUCH_VERIFICATION_ACCEPTED,
  VOUCH_VERIFICATION_NOT_YET_VALID,
  VOUCH_VERIFICATION_EXPIRED,
  VOUCH_VERIFICATION_UNTRUSTED,
  VOUCH_VERIFICATION_MISMATCH,
  VOUCH_VERIFICATION_BAD_SIGNATURE,
} VouchVerification;

const char *vouch_verification_to_string (VouchVerification value);
gboolean vouch_verification_from_string (const char *name, VouchVerification *value);

#define VOUCH_TYPE_CREDENTIAL (vouch_credential_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredential, vouch_credential, VOUCH, CREDENTIAL, GObject)

VouchCredential *vouch_credential_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* URI of the credential. */
const char *vouch_credential_get_id (VouchCredential *self);
void vouch_credential_set_id (VouchCredential *self, const char *value);

/* Its title; NULL when not said. */
const char *vouch_credential_get_name (VouchCredential *self);
void vouch_credential_set_name (VouchCredential *self, const char *value);

/* DID or URI of the issuer. */
const char *vouch_credential_get_issuer_id (VouchCredential *self);
void vouch_credential_set_issuer_id (VouchCredential *self, const char *value);

/* What the issuer calls itself; NULL when not said. */
const char *vouch_credential_get_issuer_name (VouchCredential *self);
void vouch_credential_set_issuer_name (VouchCredential *self, const char *value);

/* DID or URI of whoever holds it; NULL when it names the holder in another way. */
const char *vouch_credential_get_subject_id (VouchCredential *self);
void vouch_credential_set_subject_id (VouchCredential *self, const char *value);

/* From when it is valid. */
gint64 vouch_credential_get_valid_from_ms (VouchCredential *self);
void vouch_credential_set_valid_from_ms (VouchCredential *self, gint64 value);

/* Until when it is valid; 0 for ever. */
gint64 vouch_credential_get_valid_until_ms (VouchCredential *self);
void vouch_credential_set_valid_until_ms (VouchCredential *self, gint64 value);

/* When it was awarded; 0 when not said. */
gint64 vouch_credential_get_awarded_ms (VouchCredential *self);
void vouch_credential_set_awarded_ms (VouchCredential *self, gint64 value);

/* What was achieved; never NULL. */
VouchCredentialAchievement *vouch_credential_get_achievement (VouchCredential *self);
void vouch_credential_set_achievement (VouchCredential *self, VouchCredentialAchievement *value);

/* VouchCredentialEvidence: what it was awarded for. */
GPtrArray *vouch_credential_get_evidence (VouchCredential *self);
void vouch_credential_add_evidence (VouchCredential *self, VouchCredentialEvidence *value);

/* VouchCredentialResult: the level for each criterion. */
GPtrArray *vouch_credential_get_results (VouchCredential *self);
void vouch_credential_add_result (VouchCredential *self, VouchCredentialResult *value);

/* VouchCredentialStep: what was checked, in order. */
GPtrArray *vouch_credential_get_steps (VouchCredential *self);
void vouch_credential_add_step (VouchCredential *self, VouchCredentialStep *value);

/* The signed text as it came in. */
const char *vouch_credential_get_jws (VouchCredential *self);
void vouch_credential_set_jws (VouchCredential *self, const char *value);

/* What checking it showed. */
VouchVerification vouch_credential_get_verification (VouchCredential *self);
void vouch_credential_set_verification (VouchCredential *self, VouchVerification value);

/* The sentence that goes with it. */
const char *vouch_credential_get_reason (VouchCredential *self);
void vouch_credential_set_reason (VouchCredential *self, const char *value);

/* When it was checked; 0 for never. */
gint64 vouch_credential_get_verified_ms (VouchCredential *self);
void vouch_credential_set_verified_ms (VouchCredential *self, gint64 value);

gboolean vouch_credential_is_accepted (VouchCredential *self);

G_END_DECLS
