/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERMIT_PAGE (vouch_permit_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPermitPage, vouch_permit_page, VOUCH, PERMIT_PAGE, VouchPage)

VouchPage *vouch_permit_page_new (VouchWorkspace *workspace, const char *subject);

G_END_DECLS
