/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CATALOGUE_PAGE (vouch_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchCataloguePage, vouch_catalogue_page, VOUCH, CATALOGUE_PAGE, VouchPage)

VouchPage *vouch_catalogue_page_new (VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
