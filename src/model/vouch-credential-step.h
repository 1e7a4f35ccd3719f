/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchCredentialStepKind:
 *
 * What is looked at, in this order.
 */
typedef enum {
  VOUCH_CREDENTIAL_STEP_KIND_PARSE,
  VOUCH_CREDENTIAL_STEP_KIND_ALGORITHM,
  VOUCH_CREDENTIAL_STEP_KIND_SIGNATURE,
  VOUCH_CREDENTIAL_STEP_KIND_KEY,
  VOUCH_CREDENTIAL_STEP_KIND_CLAIMS,
  VOUCH_CREDENTIAL_STEP_KIND_ACHIEVEMENT,
  VOUCH_CREDENTIAL_STEP_KIND_SUBJECT,
  VOUCH_CREDENTIAL_STEP_KIND_DATES,
  VOUCH_CREDENTIAL_STEP_KIND_EVIDENCE,
  VOUCH_CREDENTIAL_STEP_KIND_STATUS,
} VouchCredentialStepKind;

/**
 * VouchCredentialOutcome:
 * @VOUCH_CREDENTIAL_OUTCOME_HOLDS: it is as it should be.
 * @VOUCH_CREDENTIAL_OUTCOME_OPEN: nothing to compare with, or nothing stated; not a reason to refuse.
 * @VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD: it is not as it should be.
 *
 * What a step showed.
 */
typedef enum {
  VOUCH_CREDENTIAL_OUTCOME_HOLDS,
  VOUCH_CREDENTIAL_OUTCOME_OPEN,
  VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD,
} VouchCredentialOutcome;

const char *vouch_credential_step_kind_to_string (VouchCredentialStepKind value);
gboolean vouch_credential_step_kind_from_string (const char *name, VouchCredentialStepKind *value);

const char *vouch_credential_outcome_to_string (VouchCredentialOutcome value);
gboolean vouch_credential_outcome_from_string (const char *name, VouchCredentialOutcome *value);

#define VOUCH_TYPE_CREDENTIAL_STEP (vouch_credential_step_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialStep, vouch_credential_step, VOUCH, CREDENTIAL_STEP, GObject)

VouchCredentialStep *vouch_credential_step_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What was looked at. */
VouchCredentialStepKind vouch_credential_step_get_kind (VouchCredentialStep *self);
void vouch_credential_step_set_kind (VouchCredentialStep *self, VouchCredentialStepKind value);

/* What it showed. */
VouchCredentialOutcome vouch_credential_step_get_outcome (VouchCredentialStep *self);
void vouch_credential_step_set_outcome (VouchCredentialStep *self, VouchCredentialOutcome value);

/* One sentence for people; never NULL in a credential that was checked. */
const char *vouch_credential_step_get_message (VouchCredentialStep *self);
void vouch_credential_step_set_message (VouchCredentialStep *self, const char *value);

G_END_DECLS
