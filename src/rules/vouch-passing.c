/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passing rules in Kleene's three-valued logic.
 *
 * A criterion without a decision makes a rule undecided, not false, as long as the decision could
 * still change what the rule says. So `any` with one true rule is true, `all` with one false rule
 * is false, a count is settled once the missing decisions can no longer reach or spoil it, and a
 * score is settled once even the best (or the worst) of the missing scores changes nothing.
 */
#define G_LOG_DOMAIN "vouch-passing"

#include "config.h"
#include "vouch-passing.h"

#include <math.h>

/* Scores are decimal numbers in a file (0.1, 1.6); sums of them in binary may fall short of the
 * bound by a rounding error, which must not cost anybody a credential. */
#define SCORE_TOLERANCE 1e-9

typedef struct {
  VouchRubric *rubric;
  GHashTable *levels;
} Decisions;

/* How the criteria of one rule stand. */
typedef struct {
  guint yes;
  guint no;
  guint open;
} Tally;

static VouchLevel *
decided_level (Decisions *decisions, VouchCriterion *criterion)
{
  const char *id = g_hash_table_lookup (decisions->levels, vouch_criterion_get_id (criterion));
  VouchScale *scale = vouch_criterion_get_scale (criterion);

  return id != NULL && scale != NULL ? vouch_scale_find_level (scale, id) : NULL;
}

static VouchLevel *
named_level (VouchPassingRule *rule, VouchCriterion *criterion)
{
  VouchScale *scale = vouch_criterion_get_scale (criterion);
  const char *id = vouch_passing_rule_get_level (rule);

  return id != NULL && scale != NULL ? vouch_scale_find_level (scale, id) : NULL;
}

static Tally
tally_criteria (Decisions *decisions, VouchPassingRule *rule, gboolean exactly)
{
  g_autoptr (GPtrArray) criteria = vouch_passing_list_criteria (rule, decisions->rubric);
  Tally tally = { 0, 0, 0 };

  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    VouchLevel *bar = named_level (rule, criterion);
    VouchLevel *level = decided_level (decisions, criterion);
    guint has, needs;

    if (bar == NULL || level == NULL) {
      tally.open++;
      continue;
    }
    has = vouch_level_get_position (level);
    needs = vouch_level_get_position (bar);
    if (exactly ? has == needs : has >= needs)
      tally.yes++;
    else
      tally.no++;
  }
  return tally;
}

static VouchVerdict
evaluate_at_least (Decisions *decisions, VouchPassingRule *rule)
{
  Tally tally = tally_criteria (decisions, rule, FALSE);

  if (tally.no > 0)
    return VOUCH_VERDICT_FALSE;
  return tally.open > 0 ? VOUCH_VERDICT_UNDECIDED : VOUCH_VERDICT_TRUE;
}

static VouchVerdict
evaluate_count (Decisions *decisions, VouchPassingRule *rule)
{
  Tally tally = tally_criteria (decisions, rule, FALSE);
  double min = vouch_passing_rule_get_min (rule);

  if (tally.yes >= min)
    return VOUCH_VERDICT_TRUE;
  return (double) tally.yes + tally.open < min ? VOUCH_VERDICT_FALSE : VOUCH_VERDICT_UNDECIDED;
}

static VouchVerdict
evaluate_none_at (Decisions *decisions, VouchPassingRule *rule)
{
  Tally tally = tally_criteria (decisions, rule, TRUE);

  if (tally.yes > 0)
    return VOUCH_VERDICT_FALSE;
  return tally.open > 0 ? VOUCH_VERDICT_UNDECIDED : VOUCH_VERDICT_TRUE;
}

/* The least and the most that a criterion can score: one and the same once it is decided. */
static void
bound_score (Decisions *decisions, VouchCriterion *criterion, double *least, double *most)
{
  VouchLevel *level = decided_level (decisions, criterion);
  VouchScale *scale = vouch_criterion_get_scale (criterion);
  GPtrArray *all = scale != NULL ? vouch_scale_get_levels (scale) : NULL;

  *least = *most = level != NULL ? vouch_level_get_score (level) : 0;
  if (level != NULL || all == NULL || all->len == 0)
    return;
  *least = INFINITY;
  *most = -INFINITY;
  for (guint i = 0; i < all->len; i++) {
    double score = vouch_level_get_score (g_ptr_array_index (all, i));

    *least = MIN (*least, score);
    *most = MAX (*most, score);
  }
}

static VouchVerdict
evaluate_score (Decisions *decisions, VouchPassingRule *rule, gboolean mean)
{
  g_autoptr (GPtrArray) criteria = vouch_passing_list_criteria (rule, decisions->rubric);
  double min = vouch_passing_rule_get_min (rule) - SCORE_TOLERANCE;
  double least = 0, most = 0, weights = 0;

  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    double weight = 1, low, high;

    if (vouch_passing_rule_get_weighted (rule))
      weight = vouch_criterion_get_weight (criterion);
    bound_score (decisions, criterion, &low, &high);
    least += weight * low;
    most += weight * high;
    weights += weight;
  }
  if (mean && weights <= 0)
    return VOUCH_VERDICT_UNDECIDED;
  if (mean)
    min *= weights;
  if (least >= min)
    return VOUCH_VERDICT_TRUE;
  return most < min ? VOUCH_VERDICT_FALSE : VOUCH_VERDICT_UNDECIDED;
}

/* A rule that speaks of criteria itself. */
static VouchVerdict
evaluate_leaf (Decisions *decisions, VouchPassingRule *rule)
{
  switch (vouch_passing_rule_get_rule_type (rule)) {
  case VOUCH_RULE_TYPE_CRITERION_AT_LEAST: return evaluate_at_least (decisions, rule);
  case VOUCH_RULE_TYPE_COUNT_AT_LEAST: return evaluate_count (decisions, rule);
  case VOUCH_RULE_TYPE_NONE_AT: return evaluate_none_at (decisions, rule);
  case VOUCH_RULE_TYPE_SCORE_SUM: return evaluate_score (decisions, rule, FALSE);
  case VOUCH_RULE_TYPE_SCORE_MEAN: return evaluate_score (decisions, rule, TRUE);
  case VOUCH_RULE_TYPE_ALL:
  case VOUCH_RULE_TYPE_ANY:
  default: g_return_val_if_reached (VOUCH_VERDICT_UNDECIDED);
  }
}

/* `all` is settled by a false rule, `any` by a true one. */
static VouchVerdict
evaluate (Decisions *decisions, VouchPassingRule *rule)
{
  VouchRuleType type = vouch_passing_rule_get_rule_type (rule);
  VouchVerdict settles = type == VOUCH_RULE_TYPE_ALL ? VOUCH_VERDICT_FALSE : VOUCH_VERDICT_TRUE;
  GPtrArray *rules = vouch_passing_rule_get_rules (rule);
  gboolean open = FALSE;

  if (type != VOUCH_RULE_TYPE_ALL && type != VOUCH_RULE_TYPE_ANY)
    return evaluate_leaf (decisions, rule);
  for (guint i = 0; i < rules->len; i++) {
    VouchVerdict verdict = evaluate (decisions, g_ptr_array_index (rules, i));

    if (verdict == settles)
      return settles;
    open |= verdict == VOUCH_VERDICT_UNDECIDED;
  }
  if (open)
    return VOUCH_VERDICT_UNDECIDED;
  return settles == VOUCH_VERDICT_FALSE ? VOUCH_VERDICT_TRUE : VOUCH_VERDICT_FALSE;
}

/**
 * vouch_passing_evaluate:
 * @rule: a passing rule.
 * @rubric: the rubric it speaks of.
 * @levels: (element-type utf8 utf8): criterion id to level id; a criterion that is absent, or has a
 *   level that its scale does not know, has no decision.
 *
 * Says whether the rule holds, as far as the decisions tell. A mean over no weight at all stays
 * undecided.
 *
 * Returns: the verdict.
 */
VouchVerdict
vouch_passing_evaluate (VouchPassingRule *rule, VouchRubric *rubric, GHashTable *levels)
{
  Decisions decisions = { rubric, levels };

  g_return_val_if_fail (VOUCH_IS_PASSING_RULE (rule), VOUCH_VERDICT_UNDECIDED);
  g_return_val_if_fail (VOUCH_IS_RUBRIC (rubric), VOUCH_VERDICT_UNDECIDED);
  g_return_val_if_fail (levels != NULL, VOUCH_VERDICT_UNDECIDED);

  return evaluate (&decisions, rule);
}

/**
 * vouch_passing_list_criteria:
 * @rule: a passing rule.
 * @rubric: the rubric it speaks of.
 *
 * Returns: (transfer full) (element-type VouchCriterion): the criteria that the rule names itself
 *   (not through rules below it), `*` being all of them.
 */
GPtrArray *
vouch_passing_list_criteria (VouchPassingRule *rule, VouchRubric *rubric)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const *names;
  GPtrArray *all;

  g_return_val_if_fail (VOUCH_IS_PASSING_RULE (rule), found);
  g_return_val_if_fail (VOUCH_IS_RUBRIC (rubric), found);

  names = vouch_passing_rule_get_criteria (rule);
  all = vouch_rubric_get_criteria (rubric);
  for (guint i = 0; i < all->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (all, i);

    if (g_strv_contains (names, "*") || g_strv_contains (names, vouch_criterion_get_id (criterion)))
      g_ptr_array_add (found, g_object_ref (criterion));
  }
  return found;
}

static VouchLevel *
higher (VouchLevel *a, VouchLevel *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  return vouch_level_get_position (a) >= vouch_level_get_position (b) ? a : b;
}

/* The level just above the named one, or NULL. */
static VouchLevel *
level_above (VouchCriterion *criterion, VouchLevel *below)
{
  GPtrArray *levels = vouch_scale_get_levels (vouch_criterion_get_scale (criterion));

  for (guint i = 0; i < levels->len; i++)
    if (vouch_level_get_position (levels->pdata[i]) > vouch_level_get_position (below))
      return levels->pdata[i];
  return NULL;
}

static VouchLevel *
top_level (VouchCriterion *criterion)
{
  VouchScale *scale = vouch_criterion_get_scale (criterion);
  GPtrArray *levels = scale != NULL ? vouch_scale_get_levels (scale) : NULL;

  return levels != NULL && levels->len > 0 ? levels->pdata[levels->len - 1] : NULL;
}

/* What rules that name a level ask of the criterion; @scored says whether others judge it too. */
static VouchLevel *
needed_by_levels (VouchPassingRule *rule,
                  VouchRubric *rubric,
                  VouchCriterion *criterion,
                  gboolean *scored)
{
  GPtrArray *rules = vouch_passing_rule_get_rules (rule);
  g_autoptr (GPtrArray) named = vouch_passing_list_criteria (rule, rubric);
  VouchLevel *needed = NULL, *level;

  for (guint i = 0; i < rules->len; i++)
    needed = higher (needed, needed_by_levels (rules->pdata[i], rubric, criterion, scored));
  if (!g_ptr_array_find (named, criterion, NULL))
    return needed;
  level = named_level (rule, criterion);
  *scored |= level == NULL;
  if (level != NULL && vouch_passing_rule_get_rule_type (rule) == VOUCH_RULE_TYPE_NONE_AT)
    level = level_above (criterion, level);
  return higher (needed, level);
}

/**
 * vouch_passing_find_needed_level:
 * @rule: a passing rule.
 * @rubric: the rubric it speaks of.
 * @criterion: one of its criteria.
 *
 * Says what to aim for: the highest level that any rule names for the criterion, one above the
 * level that a rule forbids, or the top of the scale where only scores are summed. Reaching it is
 * always enough for this criterion, though with a count or a mean less may do.
 *
 * Returns: (transfer none) (nullable): the level, or %NULL when no rule judges the criterion.
 */
VouchLevel *
vouch_passing_find_needed_level (VouchPassingRule *rule,
                                 VouchRubric *rubric,
                                 VouchCriterion *criterion)
{
  gboolean scored = FALSE;
  VouchLevel *needed;

  g_return_val_if_fail (VOUCH_IS_PASSING_RULE (rule), NULL);
  g_return_val_if_fail (VOUCH_IS_RUBRIC (rubric), NULL);
  g_return_val_if_fail (VOUCH_IS_CRITERION (criterion), NULL);

  needed = needed_by_levels (rule, rubric, criterion, &scored);
  return needed == NULL && scored ? top_level (criterion) : needed;
}
