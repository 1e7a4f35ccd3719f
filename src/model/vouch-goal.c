/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goal"

#include "config.h"
#include "vouch-goal.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchGoalState,
                         vouch_goal_state,
                         { "open", VOUCH_GOAL_STATE_OPEN },
                         { "closed", VOUCH_GOAL_STATE_CLOSED },
                         { "dropped", VOUCH_GOAL_STATE_DROPPED })

/**
 * VouchGoal:
 *
 * Something the earner wants to reach in a school year, often from a gap in the self-assessment.
 */
struct _VouchGoal {
  GObject parent_instance;

  char *id;
  char *plan;
  char *portfolio;
  char *criterion;
  VouchAlignment *standard;
  char *statement;
  char *why;
  char *measure;
  char *baseline;
  char *target;
  VouchDay starts;
  VouchDay due;
  char *people;
  GPtrArray *activities;
  GPtrArray *check_ins;
  char *outcome;
  char **proofs;
  VouchGoalState state;
  gint64 created_ms;
  gint64 closed_ms;
};

G_DEFINE_FINAL_TYPE (VouchGoal, vouch_goal, G_TYPE_OBJECT)

static void
vouch_goal_finalize (GObject *object)
{
  VouchGoal *self = VOUCH_GOAL (object);

  g_clear_object (&self->standard);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->check_ins);
  g_free (self->id);
  g_free (self->plan);
  g_free (self->portfolio);
  g_free (self->criterion);
  g_free (self->statement);
  g_free (self->why);
  g_free (self->measure);
  g_free (self->baseline);
  g_free (self->target);
  g_free (self->people);
  g_free (self->outcome);
  g_strfreev (self->proofs);

  G_OBJECT_CLASS (vouch_goal_parent_class)->finalize (object);
}

static void
vouch_goal_class_init (VouchGoalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_goal_finalize;
}

static void
vouch_goal_init (VouchGoal *self)
{
  self->activities = g_ptr_array_new_with_free_func (g_object_unref);
  self->check_ins = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_goal_new:
 *
 * Returns: (transfer full): an empty goal, to be filled by its setters.
 */
VouchGoal *
vouch_goal_new (void)
{
  return g_object_new (VOUCH_TYPE_GOAL, NULL);
}

VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, id)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, plan)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, portfolio)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, criterion)
VOUCH_DEFINE_OBJECT (VouchGoal, vouch_goal, VouchAlignment, standard)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, statement)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, why)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, measure)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, baseline)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, target)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, VouchDay, starts)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, VouchDay, due)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, people)
VOUCH_DEFINE_ARRAY (VouchGoal, vouch_goal, VouchActivity, activities, activity)
VOUCH_DEFINE_ARRAY (VouchGoal, vouch_goal, VouchCheckIn, check_ins, check_in)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, outcome)
VOUCH_DEFINE_STRV (VouchGoal, vouch_goal, proofs)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, VouchGoalState, state)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, gint64, created_ms)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, gint64, closed_ms)
