/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RESULTS_PAGE (vouch_results_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchResultsPage, vouch_results_page, VOUCH, RESULTS_PAGE, VouchPage)

VouchPage *vouch_results_page_new (VouchWorkspace *workspace, const char *id);

G_END_DECLS
