/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-goal.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_GOAL_FORM (vouch_goal_form_get_type ())
G_DECLARE_FINAL_TYPE (VouchGoalForm, vouch_goal_form, VOUCH, GOAL_FORM, GObject)

VouchGoalForm *vouch_goal_form_new (AdwPreferencesGroup *about,
                                    AdwPreferencesGroup *end) G_GNUC_WARN_UNUSED_RESULT;
void vouch_goal_form_show (VouchGoalForm *self, VouchGoal *goal);

G_END_DECLS
