/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PEOPLE_PAGE (vouch_people_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPeoplePage, vouch_people_page, VOUCH, PEOPLE_PAGE, VouchPage)

VouchPage *vouch_people_page_new (VouchWorkspace *workspace, const char *words);

G_END_DECLS
