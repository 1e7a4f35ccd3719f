/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_CREDENTIAL_RESULT (vouch_credential_result_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialResult,
                      vouch_credential_result,
                      VOUCH,
                      CREDENTIAL_RESULT,
                      GObject)

VouchCredentialResult *vouch_credential_result_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Id of the criterion; a URI where it is none of ours. */
const char *vouch_credential_result_get_criterion (VouchCredentialResult *self);
void vouch_credential_result_set_criterion (VouchCredentialResult *self, const char *value);

/* What the criterion is called. */
const char *vouch_credential_result_get_criterion_name (VouchCredentialResult *self);
void vouch_credential_result_set_criterion_name (VouchCredentialResult *self, const char *value);

/* Id of the level that was reached; NULL when only a value is stated. */
const char *vouch_credential_result_get_level (VouchCredentialResult *self);
void vouch_credential_result_set_level (VouchCredentialResult *self, const char *value);

/* What the level is called. */
const char *vouch_credential_result_get_level_name (VouchCredentialResult *self);
void vouch_credential_result_set_level_name (VouchCredentialResult *self, const char *value);

/* Points or another value as text; NULL when none. */
const char *vouch_credential_result_get_value (VouchCredentialResult *self);
void vouch_credential_result_set_value (VouchCredentialResult *self, const char *value);

G_END_DECLS
