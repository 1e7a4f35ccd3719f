/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PLAN (vouch_plan_get_type ())
G_DECLARE_FINAL_TYPE (VouchPlan, vouch_plan, VOUCH, PLAN, GObject)

VouchPlan *vouch_plan_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_plan_get_id (VouchPlan *self);
void vouch_plan_set_id (VouchPlan *self, const char *value);

/* First day of the school year. */
VouchDay vouch_plan_get_first (VouchPlan *self);
void vouch_plan_set_first (VouchPlan *self, VouchDay value);

/* Last day. */
VouchDay vouch_plan_get_last (VouchPlan *self);
void vouch_plan_set_last (VouchPlan *self, VouchDay value);

/* When the goals are looked at in the middle of the year. */
VouchDay vouch_plan_get_mid_check (VouchPlan *self);
void vouch_plan_set_mid_check (VouchPlan *self, VouchDay value);

/* When they are looked at towards its end. */
VouchDay vouch_plan_get_end_check (VouchPlan *self);
void vouch_plan_set_end_check (VouchPlan *self, VouchDay value);

/* When it was begun. */
gint64 vouch_plan_get_created_ms (VouchPlan *self);
void vouch_plan_set_created_ms (VouchPlan *self, gint64 value);

G_END_DECLS
