/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_HOME_PAGE (vouch_home_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchHomePage, vouch_home_page, VOUCH, HOME_PAGE, VouchPage)

VouchPage *vouch_home_page_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
