/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERSON_PAGE (vouch_person_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPersonPage, vouch_person_page, VOUCH, PERSON_PAGE, VouchPage)

VouchPage *vouch_person_page_new (VouchWorkspace *workspace, const char *subject);

G_END_DECLS
