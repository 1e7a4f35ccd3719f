/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-credential.h"

G_BEGIN_DECLS

/**
 * VouchCredentialNotes:
 * @claim: (nullable): the first registered claim that is not equal to its member, such as "iss".
 * @has_status: whether the credential says where it might be revoked.
 *
 * What a credential's text shows beyond what the credential itself states.
 */
typedef struct {
  const char *claim;
  gboolean has_status;
} VouchCredentialNotes;

VouchCredential *vouch_credential_from_json (const char *json,
                                             gsize length,
                                             VouchCredentialNotes *notes,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
