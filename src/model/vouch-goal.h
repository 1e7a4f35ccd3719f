/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-activity.h"
#include "vouch-alignment.h"
#include "vouch-check-in.h"

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
VouchGoal *vouch_goal_copy (VouchGoal *self) G_GNUC_WARN_UNUSED_RESULT;

/* UUID. */
const char *vouch_goal_get_id (VouchGoal *self);
void vouch_goal_set_id (VouchGoal *self, const char *value);

/* Id of the school year's plan it belongs to. */
const char *vouch_goal_get_plan (VouchGoal *self);
void vouch_goal_set_plan (VouchGoal *self, const char *value);

/* Id of the portfolio it belongs to; NULL when none. */
const char *vouch_goal_get_portfolio (VouchGoal *self);
void vouch_goal_set_portfolio (VouchGoal *self, const char *value);

/* Id of the criterion of its portfolio that it springs from; NULL when none. */
const char *vouch_goal_get_criterion (VouchGoal *self);
void vouch_goal_set_criterion (VouchGoal *self, const char *value);

/* A standard that it serves; NULL when none. */
VouchAlignment *vouch_goal_get_standard (VouchGoal *self);
void vouch_goal_set_standard (VouchGoal *self, VouchAlignment *value);

/* The goal. */
const char *vouch_goal_get_statement (VouchGoal *self);
void vouch_goal_set_statement (VouchGoal *self, const char *value);

/* Why it matters. */
const char *vouch_goal_get_why (VouchGoal *self);
void vouch_goal_set_why (VouchGoal *self, const char *value);

/* What tells that it is reached. */
const char *vouch_goal_get_measure (VouchGoal *self);
void vouch_goal_set_measure (VouchGoal *self, const char *value);

/* Where that stood at first. */
const char *vouch_goal_get_baseline (VouchGoal *self);
void vouch_goal_set_baseline (VouchGoal *self, const char *value);

/* Where it shall be. */
const char *vouch_goal_get_target (VouchGoal *self);
void vouch_goal_set_target (VouchGoal *self, const char *value);

/* When work on it begins; none when not said. */
VouchDay vouch_goal_get_starts (VouchGoal *self);
void vouch_goal_set_starts (VouchGoal *self, VouchDay value);

/* Target date; none when not said. */
VouchDay vouch_goal_get_due (VouchGoal *self);
void vouch_goal_set_due (VouchGoal *self, VouchDay value);

/* Who was consulted: roles in free words, such as "coach". */
const char *vouch_goal_get_people (VouchGoal *self);
void vouch_goal_set_people (VouchGoal *self, const char *value);

/* What she will do for it. */
GPtrArray *vouch_goal_get_activities (VouchGoal *self);
void vouch_goal_add_activity (VouchGoal *self, VouchActivity *value);

/* The looks at it so far. */
GPtrArray *vouch_goal_get_check_ins (VouchGoal *self);
void vouch_goal_add_check_in (VouchGoal *self, VouchCheckIn *value);

/* What came of it. */
const char *vouch_goal_get_outcome (VouchGoal *self);
void vouch_goal_set_outcome (VouchGoal *self, const char *value);

/* What shows that it is reached: "item:ID" for evidence, "credential:ID" for a badge. */
const char *const *vouch_goal_get_proofs (VouchGoal *self);
void vouch_goal_set_proofs (VouchGoal *self, const char *const *value);

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
