/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-credential.h"

G_BEGIN_DECLS

/* What stands between an achievement's URI and the names of its criteria and levels. */
#define VOUCH_CREDENTIAL_CRITERION_MARK "#criterion="
#define VOUCH_CREDENTIAL_LEVEL_MARK "&level="

#define VOUCH_CREDENTIAL_VC_CONTEXT "https://www.w3.org/ns/credentials/v2"
#define VOUCH_CREDENTIAL_OB_CONTEXT "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

char *
vouch_credential_to_json (VouchCredential *credential, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
