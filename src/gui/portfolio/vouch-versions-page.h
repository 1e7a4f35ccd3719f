/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_VERSIONS_PAGE (vouch_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchVersionsPage, vouch_versions_page, VOUCH, VERSIONS_PAGE, VouchPage)

VouchPage *
vouch_versions_page_new (VouchWorkspace *workspace, const char *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
