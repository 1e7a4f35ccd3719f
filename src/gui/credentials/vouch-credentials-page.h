/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CREDENTIALS_PAGE (vouch_credentials_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchCredentialsPage,
                      vouch_credentials_page,
                      VOUCH,
                      CREDENTIALS_PAGE,
                      VouchPage)

VouchPage *vouch_credentials_page_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
