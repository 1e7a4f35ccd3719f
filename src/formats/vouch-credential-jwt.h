/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-credential-expectations.h"
#include "vouch-credential.h"
#include "vouch-signing-key.h"

G_BEGIN_DECLS

char *vouch_credential_sign_jwt (VouchCredential *credential,
                                 VouchSigningKey *key,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchCredential *vouch_credential_verify_jwt (const char *jws,
                                              const VouchCredentialExpectations *expectations,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
