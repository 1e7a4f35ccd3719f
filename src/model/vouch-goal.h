/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

/**
 * VouchGoalState:
 *
 * Where a goal stands.
 */
typedef enum {
  VOUCH_GOAL_STATE_OPEN,
  VOUCH_GOAL_STATE_CLOSED,
  VOUCH_GOAL_STATE_DROPPED,
} VouchGoalState;

const char *vouch_goal_state_to_string (VouchGoalState value);
gboolean vouch_goal_state_from_string (const char *name, VouchGoalState *value);

#define VOUCH_TYPE_GOAL (vouch_goal_get_type ())
G_DECLARE_FINAL_TYPE (VouchGoal, vouch_goal, VOUCH, GOAL, GObject)

VouchGoal *vouch_goal_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_goal_get_id (VouchGoal *self);
void vouch_goal_set_id (VouchGoal *self, const char *value);

/* Id of the criterion it springs from; NULL when none. */
const char *vouch_goal_get_criterion (VouchGoal *self);
void vouch_goal_set_criterion (VouchGoal *self, const char *value);

/* The goal. */
const char *vouch_goal_get_statement (VouchGoal *self);
void vouch_goal_set_statement (VouchGoal *self, const char *value);

/* Target date; none when not said. */
VouchDay vouch_goal_get_due (VouchGoal *self);
void vouch_goal_set_due (VouchGoal *self, VouchDay value);

/* What she will do for it. */
const char *const *vouch_goal_get_activities (VouchGoal *self);
void vouch_goal_set_activities (VouchGoal *self, const char *const *value);

/* Open, closed or dropped. */
VouchGoalState vouch_goal_get_state (VouchGoal *self);
void vouch_goal_set_state (VouchGoal *self, VouchGoalState value);

/* When it was set. */
gint64 vouch_goal_get_created_ms (VouchGoal *self);
void vouch_goal_set_created_ms (VouchGoal *self, gint64 value);

/* When it was closed; 0 while open. */
gint64 vouch_goal_get_closed_ms (VouchGoal *self);
void vouch_goal_set_closed_ms (VouchGoal *self, gint64 value);

G_END_DECLS
