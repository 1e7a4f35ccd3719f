/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_GOAL_PAGE (vouch_goal_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchGoalPage, vouch_goal_page, VOUCH, GOAL_PAGE, VouchPage)

VouchPage *
vouch_goal_page_new (VouchWorkspace *workspace, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
