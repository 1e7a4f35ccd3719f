/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-passing-rule"

#include "config.h"
#include "vouch-passing-rule.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchRuleType,
                         vouch_rule_type,
                         { "all", VOUCH_RULE_TYPE_ALL },
                         { "any", VOUCH_RULE_TYPE_ANY },
                         { "criterionAtLeast", VOUCH_RULE_TYPE_CRITERION_AT_LEAST },
                         { "countAtLeast", VOUCH_RULE_TYPE_COUNT_AT_LEAST },
                         { "noneAt", VOUCH_RULE_TYPE_NONE_AT },
                         { "scoreSum", VOUCH_RULE_TYPE_SCORE_SUM },
                         { "scoreMean", VOUCH_RULE_TYPE_SCORE_MEAN })

/**
 * VouchPassingRule:
 *
 * What decides between earned and not yet; a tree.
 */
struct _VouchPassingRule {
  GObject parent_instance;

  VouchRuleType rule_type;
  GPtrArray *rules;
  char **criteria;
  char *level;
  double min;
  gboolean weighted;
  char *description;
};

G_DEFINE_FINAL_TYPE (VouchPassingRule, vouch_passing_rule, G_TYPE_OBJECT)

static void
vouch_passing_rule_finalize (GObject *object)
{
  VouchPassingRule *self = VOUCH_PASSING_RULE (object);

  g_ptr_array_unref (self->rules);
  g_strfreev (self->criteria);
  g_free (self->level);
  g_free (self->description);

  G_OBJECT_CLASS (vouch_passing_rule_parent_class)->finalize (object);
}

static void
vouch_passing_rule_class_init (VouchPassingRuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_passing_rule_finalize;
}

static void
vouch_passing_rule_init (VouchPassingRule *self)
{
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_passing_rule_new:
 *
 * Returns: (transfer full): an empty passing rule, to be filled by its setters.
 */
VouchPassingRule *
vouch_passing_rule_new (void)
{
  return g_object_new (VOUCH_TYPE_PASSING_RULE, NULL);
}

VOUCH_DEFINE_VALUE (VouchPassingRule, vouch_passing_rule, VouchRuleType, rule_type)
VOUCH_DEFINE_ARRAY (VouchPassingRule, vouch_passing_rule, VouchPassingRule, rules, rule)
VOUCH_DEFINE_STRV (VouchPassingRule, vouch_passing_rule, criteria)
VOUCH_DEFINE_STRING (VouchPassingRule, vouch_passing_rule, level)
VOUCH_DEFINE_VALUE (VouchPassingRule, vouch_passing_rule, double, min)
VOUCH_DEFINE_VALUE (VouchPassingRule, vouch_passing_rule, gboolean, weighted)
VOUCH_DEFINE_STRING (VouchPassingRule, vouch_passing_rule, description)
