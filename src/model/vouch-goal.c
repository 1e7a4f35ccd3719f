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

static void
copy_activity (VouchGoal *copy, VouchActivity *activity)
{
  g_autoptr (VouchActivity) one = vouch_activity_new ();

  vouch_activity_set_title (one, vouch_activity_get_title (activity));
  vouch_activity_set_url (one, vouch_activity_get_url (activity));
  vouch_activity_set_minutes (one, vouch_activity_get_minutes (activity));
  vouch_activity_set_day (one, vouch_activity_get_day (activity));
  vouch_activity_set_done_ms (one, vouch_activity_get_done_ms (activity));
  vouch_goal_add_activity (copy, one);
}

/**
 * vouch_goal_copy:
 * @self: a goal.
 *
 * Returns: (transfer full): the same with everything in it, to be changed by itself.
 */
VouchGoal *
vouch_goal_copy (VouchGoal *self)
{
  VouchGoal *copy = vouch_goal_new ();

  g_return_val_if_fail (VOUCH_IS_GOAL (self), copy);

  vouch_goal_set_id (copy, self->id);
  vouch_goal_set_plan (copy, self->plan);
  vouch_goal_set_portfolio (copy, self->portfolio);
  vouch_goal_set_criterion (copy, self->criterion);
  if (self->standard != NULL) {
    copy->standard = vouch_alignment_new ();
    vouch_alignment_set_target_name (copy->standard,
                                     vouch_alignment_get_target_name (self->standard));
    vouch_alignment_set_target_url (copy->standard,
                                    vouch_alignment_get_target_url (self->standard));
  }
  vouch_goal_set_statement (copy, self->statement);
  vouch_goal_set_why (copy, self->why);
  vouch_goal_set_measure (copy, self->measure);
  vouch_goal_set_baseline (copy, self->baseline);
  vouch_goal_set_target (copy, self->target);
  copy->starts = self->starts;
  copy->due = self->due;
  vouch_goal_set_people (copy, self->people);
  for (guint i = 0; i < self->activities->len; i++)
    copy_activity (copy, self->activities->pdata[i]);
  /* What was said at a check-in does not change. */
  for (guint i = 0; i < self->check_ins->len; i++)
    vouch_goal_add_check_in (copy, self->check_ins->pdata[i]);
  vouch_goal_set_outcome (copy, self->outcome);
  vouch_goal_set_proofs (copy, (const char *const *) self->proofs);
  copy->state = self->state;
  copy->created_ms = self->created_ms;
  copy->closed_ms = self->closed_ms;
  return copy;
}
