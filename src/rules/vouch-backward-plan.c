/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-backward-plan"

#include "config.h"
#include "vouch-backward-plan.h"

#include <glib/gi18n-lib.h>

#include "vouch-plan-sketch.h"

/*
 * How a plan is made: every requirement is one event, or two where it is collected before and after;
 * their days are bound by what the definition says (`prePost`, `elapsed`, `sequence`, `dateWindow`,
 * `dependsOn`) and by what is attached already. The day of sending is tried from the target day
 * backward, within the windows for sending; when none fits, forward from it, so that the earliest day
 * that does can be told. What is only advised, hints of timing, and a week's reserve are kept where
 * they fit.
 */

/* So far ahead an earlier day of sending is looked for. */
#define FARTHEST 800

struct _VouchBackwardPlan {
  VouchDay target;
  VouchDay send;
  char *conflict;
  GPtrArray *steps;
};

static gboolean
is_in_window (VouchSubmissionPolicy *policy, VouchDay day)
{
  GPtrArray *windows = policy != NULL ? vouch_submission_policy_get_windows (policy) : NULL;

  if (windows == NULL || windows->len == 0)
    return TRUE;
  for (guint i = 0; i < windows->len; i++) {
    VouchDay opens = vouch_window_get_opens (windows->pdata[i]);
    VouchDay closes = vouch_window_get_closes (windows->pdata[i]);

    if ((opens == VOUCH_DAY_NONE || day >= opens) && (closes == VOUCH_DAY_NONE || day <= closes))
      return TRUE;
  }
  return FALSE;
}

/* The latest day up to FROM on which it can be sent; the reasons against the first one tried. */
static VouchDay
search_back (VouchPlanSketch *sketch,
             VouchSubmissionPolicy *policy,
             VouchDay from,
             VouchDay today,
             GPtrArray *conflict)
{
  gboolean tried = FALSE;

  for (VouchDay day = from; day >= today; day--) {
    if (!is_in_window (policy, day))
      continue;
    if (vouch_plan_sketch_try (sketch, day, FALSE, tried ? NULL : conflict))
      return day;
    tried = TRUE;
  }
  if (!tried && from >= today)
    g_ptr_array_add (conflict, g_strdup (_ ("Nothing can be sent on these days.")));
  return VOUCH_DAY_NONE;
}

static VouchDay
search_forward (VouchPlanSketch *sketch, VouchSubmissionPolicy *policy, VouchDay from)
{
  for (VouchDay day = from; day < from + FARTHEST; day++)
    if (is_in_window (policy, day) && vouch_plan_sketch_try (sketch, day, FALSE, NULL))
      return day;
  return VOUCH_DAY_NONE;
}

static char *
tell_conflict (GPtrArray *reasons, VouchDay earliest)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    g_string_append_printf (text, "%s ", (char *) g_ptr_array_index (reasons, i));
  if (earliest == VOUCH_DAY_NONE) {
    g_string_append (text, _ ("There is no day on which all of this fits together."));
  } else {
    g_autofree char *day = vouch_day_format_for_people (earliest);

    g_string_append_printf (text, _ ("The earliest you can send is %s."), day);
  }
  return g_string_free (text, FALSE);
}

static VouchPlanStep *
add_step (VouchBackwardPlan *self,
          VouchPlanStepKind kind,
          const char *subject,
          const char *title,
          VouchDay earliest,
          VouchDay latest)
{
  VouchPlanStep *step = vouch_plan_step_new ();

  vouch_plan_step_set_kind (step, kind);
  vouch_plan_step_set_subject (step, subject);
  vouch_plan_step_set_title (step, title);
  vouch_plan_step_set_earliest (step, earliest);
  vouch_plan_step_set_latest (step, latest);
  g_ptr_array_add (self->steps, step);
  return step;
}

static void
add_event (VouchBackwardPlan *self, VouchDayNetwork *network, const VouchSketchEvent *event)
{
  static const VouchPlanStepKind kinds[] = {
    VOUCH_PLAN_STEP_KIND_COLLECT,
    VOUCH_PLAN_STEP_KIND_FIRST_ROUND,
    VOUCH_PLAN_STEP_KIND_SECOND_ROUND,
  };
  VouchPlanStep *step =
      add_step (self, kinds[event->round], vouch_requirement_get_id (event->requirement),
                vouch_requirement_get_title (event->requirement),
                (VouchDay) vouch_day_network_get_earliest (network, event->last),
                (VouchDay) vouch_day_network_get_latest (network, event->last));

  vouch_plan_step_set_done (step, event->done);
  vouch_plan_step_set_optional (step, !vouch_requirement_get_required (event->requirement));
  if (!event->done)
    vouch_plan_step_set_reason (step, vouch_day_network_get_reason (network, event->last));
}

static gboolean
is_plain_answer (const VouchSketchEvent *event)
{
  return vouch_requirement_get_kind (event->requirement) == VOUCH_REQUIREMENT_KIND_PROMPT &&
         !event->bound;
}

/* All answers of a part are one step: done when all are, and on days that suit all. */
static void
add_answers (VouchBackwardPlan *self, VouchDayNetwork *network, GArray *events, VouchPart *part)
{
  VouchDay earliest = VOUCH_DAY_NONE, latest = G_MAXUINT32;
  gboolean done = TRUE, any = FALSE;

  for (guint i = 0; i < events->len; i++) {
    const VouchSketchEvent *event = &g_array_index (events, VouchSketchEvent, i);

    if (event->part != part || !is_plain_answer (event))
      continue;
    any = TRUE;
    if (event->done)
      continue;
    done = FALSE;
    earliest = MAX (earliest, (VouchDay) vouch_day_network_get_earliest (network, event->last));
    latest = MIN (latest, (VouchDay) vouch_day_network_get_latest (network, event->last));
  }
  if (any)
    vouch_plan_step_set_done (add_step (self, VOUCH_PLAN_STEP_KIND_WRITE, vouch_part_get_id (part),
                                        vouch_part_get_title (part), earliest,
                                        done ? VOUCH_DAY_NONE : latest),
                              done);
}

static gint
compare_steps (gconstpointer a, gconstpointer b)
{
  VouchPlanStep *one = *(VouchPlanStep *const *) a, *two = *(VouchPlanStep *const *) b;
  VouchDay first = vouch_plan_step_get_latest (one), second = vouch_plan_step_get_latest (two);

  if (first != second)
    return first < second ? -1 : 1;
  first = vouch_plan_step_get_earliest (one);
  second = vouch_plan_step_get_earliest (two);
  if (first != second)
    return first < second ? -1 : 1;
  return (int) vouch_plan_step_get_kind (one) - (int) vouch_plan_step_get_kind (two);
}

static void
add_steps (VouchBackwardPlan *self, VouchPlanSketch *sketch, VouchSubmissionPolicy *policy)
{
  VouchDayNetwork *network = vouch_plan_sketch_get_network (sketch);
  GArray *events = vouch_plan_sketch_get_events (sketch);
  VouchPart *part = NULL;
  VouchDay decision;

  if (!vouch_plan_sketch_try (sketch, self->send, TRUE, NULL))
    (void) vouch_plan_sketch_try (sketch, self->send, FALSE, NULL);
  for (guint i = 0; i < events->len; i++) {
    const VouchSketchEvent *event = &g_array_index (events, VouchSketchEvent, i);

    if (event->part != part)
      add_answers (self, network, events, event->part);
    part = event->part;
    if (!is_plain_answer (event))
      add_event (self, network, event);
  }
  add_step (self, VOUCH_PLAN_STEP_KIND_SEND, NULL, NULL, self->send, self->send);
  decision = vouch_backward_plan_add_decision_time (policy, self->send);
  if (decision != VOUCH_DAY_NONE)
    add_step (self, VOUCH_PLAN_STEP_KIND_DECISION, NULL, NULL, decision, decision);
  g_ptr_array_sort (self->steps, compare_steps);
}

/**
 * vouch_backward_plan_make:
 * @portfolio: a portfolio with its definition.
 * @year: (nullable): the school year, for what is best collected at its beginning or end.
 * @today: the day that is now.
 * @target: by when it shall be sent; %VOUCH_DAY_NONE for as early as possible.
 *
 * Counts back from the day of sending to what has to be there when.
 *
 * Returns: (transfer full): the plan. When nothing fits by @target, it tells why, and plans for the
 *   earliest day that does.
 */
VouchBackwardPlan *
vouch_backward_plan_make (VouchPortfolio *portfolio,
                          VouchPlan *year,
                          VouchDay today,
                          VouchDay target)
{
  VouchBackwardPlan *self = g_new0 (VouchBackwardPlan, 1);
  g_autoptr (VouchPlanSketch) sketch = NULL;
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  VouchSubmissionPolicy *policy;

  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->target = target;
  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio) && today != VOUCH_DAY_NONE, self);

  policy = vouch_definition_get_submission_policy (vouch_portfolio_get_definition (portfolio));
  sketch = vouch_plan_sketch_new (portfolio, year, today);
  if (target != VOUCH_DAY_NONE)
    self->send = search_back (sketch, policy, target, today, reasons);
  if (self->send == VOUCH_DAY_NONE) {
    self->send = search_forward (sketch, policy, MAX (target + 1, today));
    if (target != VOUCH_DAY_NONE && target < today)
      g_ptr_array_insert (reasons, 0, g_strdup (_ ("That day has passed.")));
    if (target != VOUCH_DAY_NONE || self->send == VOUCH_DAY_NONE)
      self->conflict = tell_conflict (reasons, self->send);
  }
  if (self->send != VOUCH_DAY_NONE)
    add_steps (self, sketch, policy);
  return self;
}

/**
 * vouch_backward_plan_free:
 * @self: (transfer full) (nullable): a plan.
 *
 * Frees it.
 */
void
vouch_backward_plan_free (VouchBackwardPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self->conflict);
  g_free (self);
}

/**
 * vouch_backward_plan_get_target:
 * @self: a plan.
 *
 * Returns: by when it shall be sent; %VOUCH_DAY_NONE when nobody said so.
 */
VouchDay
vouch_backward_plan_get_target (VouchBackwardPlan *self)
{
  g_return_val_if_fail (self != NULL, VOUCH_DAY_NONE);

  return self->target;
}

/**
 * vouch_backward_plan_get_send:
 * @self: a plan.
 *
 * Returns: the day of sending for which the steps hold; %VOUCH_DAY_NONE when there is none.
 */
VouchDay
vouch_backward_plan_get_send (VouchBackwardPlan *self)
{
  g_return_val_if_fail (self != NULL, VOUCH_DAY_NONE);

  return self->send;
}

/**
 * vouch_backward_plan_get_conflict:
 * @self: a plan.
 *
 * Returns: (transfer none) (nullable): why it cannot be sent by the target day, and the earliest day
 *   that is possible; %NULL when it can.
 */
const char *
vouch_backward_plan_get_conflict (VouchBackwardPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->conflict;
}

/**
 * vouch_backward_plan_get_steps:
 * @self: a plan.
 *
 * Returns: (transfer none) (element-type VouchPlanStep): the steps, those to be done first first.
 */
GPtrArray *
vouch_backward_plan_get_steps (VouchBackwardPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->steps;
}

static VouchDay
add_business_days (VouchDay day, guint days)
{
  while (days > 0) {
    day++;
    /* Day 1 was a Monday. */
    if ((day - 1) % 7 < 5)
      days--;
  }
  return day;
}

/**
 * vouch_backward_plan_add_decision_time:
 * @policy: (nullable): what the definition says about sending.
 * @day: a day of sending.
 *
 * Returns: the day by which a decision is promised; %VOUCH_DAY_NONE when nothing is promised.
 */
VouchDay
vouch_backward_plan_add_decision_time (VouchSubmissionPolicy *policy, VouchDay day)
{
  guint value = policy != NULL ? vouch_submission_policy_get_decision_time (policy) : 0;
  const char *unit = value > 0 ? vouch_submission_policy_get_decision_unit (policy) : NULL;
  GDate date;

  if (value == 0 || value > 1000)
    return VOUCH_DAY_NONE;
  if (g_strcmp0 (unit, "businessDays") == 0)
    return add_business_days (day, value);
  if (g_strcmp0 (unit, "weeks") == 0)
    return day + 7 * value;
  if (g_strcmp0 (unit, "months") != 0)
    return day + value;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_add_months (&date, value);
  return g_date_get_julian (&date);
}
