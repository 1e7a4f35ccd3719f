/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-plan.h"
#include "vouch-store.h"

G_BEGIN_DECLS

GPtrArray *vouch_store_list_plans (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_save_plan (VouchStore *self, VouchPlan *plan, GError **error);

GHashTable *
vouch_store_list_target_days (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_set_target (VouchStore *self, const char *portfolio, VouchDay day, GError **error);

G_END_DECLS
