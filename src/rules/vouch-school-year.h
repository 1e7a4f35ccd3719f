/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-plan.h"

G_BEGIN_DECLS

guint vouch_school_year_first_month (const char *territory);
VouchPlan *vouch_school_year_plan (VouchDay day, guint first_month) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_school_year_holds (VouchPlan *plan, VouchDay day);

G_END_DECLS
