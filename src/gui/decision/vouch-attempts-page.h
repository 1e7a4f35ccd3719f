/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ATTEMPTS_PAGE (vouch_attempts_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchAttemptsPage, vouch_attempts_page, VOUCH, ATTEMPTS_PAGE, VouchPage)

VouchPage *vouch_attempts_page_new (VouchWorkspace *workspace, const char *id);

G_END_DECLS
