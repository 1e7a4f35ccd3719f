/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-portfolio.h"
#include "vouch-sql.h"
#include "vouch-store.h"

G_BEGIN_DECLS

gboolean vouch_store_load_goals_of (VouchSql *sql, VouchPortfolio *portfolio, GError **error);
GPtrArray *vouch_store_list_goals (VouchStore *self,
                                   const char *plan,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchGoal *
vouch_store_load_goal (VouchStore *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_save_goal (VouchStore *self, VouchGoal *goal, GError **error);

G_END_DECLS
