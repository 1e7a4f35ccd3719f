/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-gaps"

#include "config.h"
#include "vouch-gaps.h"

#include <glib/gi18n-lib.h>

#include "vouch-passing.h"

struct _VouchGap {
  VouchCriterion *criterion;
  VouchLevel *level;
  VouchLevel *needed;
  gboolean has_goal;
};

/**
 * vouch_gaps_find_latest:
 * @portfolio: a portfolio.
 * @criterion: id of a criterion.
 *
 * Returns: (transfer none) (nullable): the earner's latest level on this criterion, or %NULL.
 */
VouchSelfAssessment *
vouch_gaps_find_latest (VouchPortfolio *portfolio, const char *criterion)
{
  VouchSelfAssessment *latest = NULL;
  GPtrArray *all;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), NULL);

  all = vouch_portfolio_get_self_assessments (portfolio);
  for (guint i = 0; i < all->len; i++) {
    VouchSelfAssessment *one = g_ptr_array_index (all, i);

    if (g_strcmp0 (vouch_self_assessment_get_criterion (one), criterion) == 0 &&
        (latest == NULL || vouch_self_assessment_get_created_ms (one) >=
                               vouch_self_assessment_get_created_ms (latest)))
      latest = one;
  }
  return latest;
}

static gboolean
has_open_goal (VouchPortfolio *portfolio, const char *criterion)
{
  GPtrArray *goals = vouch_portfolio_get_goals (portfolio);

  for (guint i = 0; i < goals->len; i++)
    if (vouch_goal_get_state (goals->pdata[i]) == VOUCH_GOAL_STATE_OPEN &&
        g_strcmp0 (vouch_goal_get_criterion (goals->pdata[i]), criterion) == 0)
      return TRUE;
  return FALSE;
}

static VouchGap *
find_gap (VouchPortfolio *portfolio, VouchPassingRule *rule, VouchCriterion *criterion)
{
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));
  VouchLevel *needed = vouch_passing_find_needed_level (rule, rubric, criterion);
  VouchSelfAssessment *latest =
      vouch_gaps_find_latest (portfolio, vouch_criterion_get_id (criterion));
  VouchLevel *level;
  VouchGap *gap;

  if (needed == NULL || latest == NULL)
    return NULL;
  level = vouch_scale_find_level (vouch_criterion_get_scale (criterion),
                                  vouch_self_assessment_get_level (latest));
  if (level == NULL || vouch_level_get_position (level) >= vouch_level_get_position (needed))
    return NULL;
  gap = g_new0 (VouchGap, 1);
  gap->criterion = g_object_ref (criterion);
  gap->level = g_object_ref (level);
  gap->needed = g_object_ref (needed);
  gap->has_goal = has_open_goal (portfolio, vouch_criterion_get_id (criterion));
  return gap;
}

/**
 * vouch_gaps_list:
 * @portfolio: a portfolio with its definition.
 *
 * Lists the criteria on which the earner's latest level is below what passing needs; a criterion
 * she has not placed herself on yet is no gap.
 *
 * Returns: (transfer full) (element-type VouchGap): the gaps in the order of the rubric.
 */
GPtrArray *
vouch_gaps_list (VouchPortfolio *portfolio)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_gap_free);
  VouchDefinition *definition;
  VouchPassingRule *rule;
  GPtrArray *criteria;

  g_return_val_if_fail (VOUCH_IS_PORTFOLIO (portfolio), gaps);

  definition = vouch_portfolio_get_definition (portfolio);
  g_return_val_if_fail (definition != NULL, gaps);
  rule = vouch_definition_get_passing_rule (definition);
  if (rule == NULL || vouch_definition_get_rubric (definition) == NULL)
    return gaps;
  criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  for (guint i = 0; i < criteria->len; i++) {
    VouchGap *gap = find_gap (portfolio, rule, criteria->pdata[i]);

    if (gap != NULL)
      g_ptr_array_add (gaps, gap);
  }
  return gaps;
}

/**
 * vouch_gap_get_criterion:
 * @self: a gap.
 *
 * Returns: (transfer none): the criterion.
 */
VouchCriterion *
vouch_gap_get_criterion (VouchGap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->criterion;
}

/**
 * vouch_gap_get_level:
 * @self: a gap.
 *
 * Returns: (transfer none): the level the earner gave herself last.
 */
VouchLevel *
vouch_gap_get_level (VouchGap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->level;
}

/**
 * vouch_gap_get_needed:
 * @self: a gap.
 *
 * Returns: (transfer none): the level that passing needs.
 */
VouchLevel *
vouch_gap_get_needed (VouchGap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->needed;
}

/**
 * vouch_gap_has_goal:
 * @self: a gap.
 *
 * Returns: whether an open goal springs from this criterion already.
 */
gboolean
vouch_gap_has_goal (VouchGap *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_goal;
}

/**
 * vouch_gap_propose_goal:
 * @self: a gap.
 *
 * Drafts a goal from the criterion's goal starter, or from its title where it has none. The caller
 * gives it an id and the time.
 *
 * Returns: (transfer full): an open goal.
 */
VouchGoal *
vouch_gap_propose_goal (VouchGap *self)
{
  VouchGoal *goal = vouch_goal_new ();
  const char *starter;
  g_autofree char *own = NULL;

  g_return_val_if_fail (self != NULL, goal);

  starter = vouch_criterion_get_goal_starter (self->criterion);
  if (starter == NULL)
    /* Translators: a goal; the title of a criterion, then the name of a level. */
    own = g_strdup_printf (_ ("I will work on “%s” until I am at “%s”."),
                           vouch_criterion_get_title (self->criterion),
                           vouch_level_get_quality (self->needed));
  vouch_goal_set_criterion (goal, vouch_criterion_get_id (self->criterion));
  vouch_goal_set_statement (goal, starter != NULL ? starter : own);
  vouch_goal_set_state (goal, VOUCH_GOAL_STATE_OPEN);
  return goal;
}

/**
 * vouch_gap_free:
 * @self: (transfer full) (nullable): a gap.
 *
 * Frees it.
 */
void
vouch_gap_free (VouchGap *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->criterion);
  g_object_unref (self->level);
  g_object_unref (self->needed);
  g_free (self);
}
