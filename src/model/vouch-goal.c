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
 * Something the earner wants to learn, often from a gap in the self-assessment.
 */
struct _VouchGoal {
  GObject parent_instance;

  char *id;
  char *criterion;
  char *statement;
  VouchDay due;
  char **activities;
  VouchGoalState state;
  gint64 created_ms;
  gint64 closed_ms;
};

G_DEFINE_FINAL_TYPE (VouchGoal, vouch_goal, G_TYPE_OBJECT)

static void
vouch_goal_finalize (GObject *object)
{
  VouchGoal *self = VOUCH_GOAL (object);

  g_free (self->id);
  g_free (self->criterion);
  g_free (self->statement);
  g_strfreev (self->activities);

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
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, criterion)
VOUCH_DEFINE_STRING (VouchGoal, vouch_goal, statement)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, VouchDay, due)
VOUCH_DEFINE_STRV (VouchGoal, vouch_goal, activities)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, VouchGoalState, state)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, gint64, created_ms)
VOUCH_DEFINE_VALUE (VouchGoal, vouch_goal, gint64, closed_ms)
