/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CREDENTIAL_PAGE (vouch_credential_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialPage, vouch_credential_page, VOUCH, CREDENTIAL_PAGE, VouchPage)

VouchPage *
vouch_credential_page_new (VouchWorkspace *workspace, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
