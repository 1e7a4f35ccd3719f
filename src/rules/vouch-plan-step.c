/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plan-step"

#include "config.h"
#include "vouch-plan-step.h"

#include <glib/gi18n-lib.h>

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchPlanStepKind,
                         vouch_plan_step_kind,
                         { "collect", VOUCH_PLAN_STEP_KIND_COLLECT },
                         { "firstRound", VOUCH_PLAN_STEP_KIND_FIRST_ROUND },
                         { "secondRound", VOUCH_PLAN_STEP_KIND_SECOND_ROUND },
                         { "write", VOUCH_PLAN_STEP_KIND_WRITE },
                         { "send", VOUCH_PLAN_STEP_KIND_SEND },
                         { "decision", VOUCH_PLAN_STEP_KIND_DECISION })

/**
 * VouchPlanStep:
 *
 * One step on the way to sending a portfolio, with the days between which it fits.
 */
struct _VouchPlanStep {
  GObject parent_instance;

  VouchPlanStepKind kind;
  char *subject;
  char *title;
  VouchDay earliest;
  VouchDay latest;
  char *reason;
  gboolean done;
  gboolean optional;
};

G_DEFINE_FINAL_TYPE (VouchPlanStep, vouch_plan_step, G_TYPE_OBJECT)

static void
vouch_plan_step_finalize (GObject *object)
{
  VouchPlanStep *self = VOUCH_PLAN_STEP (object);

  g_free (self->subject);
  g_free (self->title);
  g_free (self->reason);

  G_OBJECT_CLASS (vouch_plan_step_parent_class)->finalize (object);
}

static void
vouch_plan_step_class_init (VouchPlanStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_plan_step_finalize;
}

static void
vouch_plan_step_init (VouchPlanStep *self)
{
}

/**
 * vouch_plan_step_new:
 *
 * Returns: (transfer full): an empty step, to be filled by its setters.
 */
VouchPlanStep *
vouch_plan_step_new (void)
{
  return g_object_new (VOUCH_TYPE_PLAN_STEP, NULL);
}

VOUCH_DEFINE_VALUE (VouchPlanStep, vouch_plan_step, VouchPlanStepKind, kind)
VOUCH_DEFINE_STRING (VouchPlanStep, vouch_plan_step, subject)
VOUCH_DEFINE_STRING (VouchPlanStep, vouch_plan_step, title)
VOUCH_DEFINE_VALUE (VouchPlanStep, vouch_plan_step, VouchDay, earliest)
VOUCH_DEFINE_VALUE (VouchPlanStep, vouch_plan_step, VouchDay, latest)
VOUCH_DEFINE_STRING (VouchPlanStep, vouch_plan_step, reason)
VOUCH_DEFINE_VALUE (VouchPlanStep, vouch_plan_step, gboolean, done)
VOUCH_DEFINE_VALUE (VouchPlanStep, vouch_plan_step, gboolean, optional)

/**
 * vouch_plan_step_describe:
 * @self: a step.
 *
 * Returns: (transfer full): what is to be done, without its days.
 */
char *
vouch_plan_step_describe (VouchPlanStep *self)
{
  g_return_val_if_fail (VOUCH_IS_PLAN_STEP (self), NULL);

  switch (self->kind) {
  case VOUCH_PLAN_STEP_KIND_FIRST_ROUND:
    /* Translators: what is collected a first time, before teaching; the title of a requirement. */
    return g_strdup_printf (_ ("First round: %s"), self->title);
  case VOUCH_PLAN_STEP_KIND_SECOND_ROUND:
    /* Translators: what is collected a second time, after teaching; the title of a requirement. */
    return g_strdup_printf (_ ("Second round: %s"), self->title);
  case VOUCH_PLAN_STEP_KIND_WRITE:
    /* Translators: the title of a part of a portfolio whose questions are answered in writing. */
    return g_strdup_printf (_ ("Answers: %s"), self->title);
  case VOUCH_PLAN_STEP_KIND_SEND: return g_strdup (_ ("Send it"));
  case VOUCH_PLAN_STEP_KIND_DECISION: return g_strdup (_ ("The decision should be here"));
  case VOUCH_PLAN_STEP_KIND_COLLECT:
  default: return g_strdup (self->title);
  }
}
