/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-passing-rule-reader"

#include "config.h"
#include "vouch-passing-rule-reader.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "vouch-definition-values.h"

/* Which members a rule of each type has besides its type and description, as in the table of the
 * format; all of them are required but "weighted". */
typedef enum {
  HAS_RULES = 1 << 0,
  HAS_LEVEL = 1 << 1,
  HAS_COUNT = 1 << 2,
  HAS_SCORE = 1 << 3,
} RuleShape;

static RuleShape
shape_of (VouchRuleType type)
{
  switch (type) {
  case VOUCH_RULE_TYPE_ALL:
  case VOUCH_RULE_TYPE_ANY: return HAS_RULES;
  case VOUCH_RULE_TYPE_COUNT_AT_LEAST: return HAS_LEVEL | HAS_COUNT;
  case VOUCH_RULE_TYPE_SCORE_SUM:
  case VOUCH_RULE_TYPE_SCORE_MEAN: return HAS_SCORE;
  case VOUCH_RULE_TYPE_CRITERION_AT_LEAST:
  case VOUCH_RULE_TYPE_NONE_AT:
  default: return HAS_LEVEL;
  }
}

static void
check_members (const VouchJsonCursor *place, RuleShape shape)
{
  const char *members[8] = { "type", "description", NULL };
  guint count = 2;

  members[count++] = shape & HAS_RULES ? "rules" : "criteria";
  if (shape & HAS_LEVEL)
    members[count++] = "level";
  if (shape & (HAS_COUNT | HAS_SCORE))
    members[count++] = "min";
  if (shape & HAS_SCORE)
    members[count++] = "weighted";
  vouch_json_only_members (place, members);
}

/* A list of ids, or ["*"]. */
static void
read_criteria (const VouchJsonCursor *place, VouchPassingRule *rule)
{
  g_auto (GStrv) criteria = vouch_json_get_strings (place, "criteria", VOUCH_JSON_REQUIRED);
  VouchJsonCursor list;

  vouch_json_member (place, "criteria", 0, &list);
  if (g_strv_length (criteria) != vouch_json_length (&list))
    return;
  for (guint i = 0; criteria[i] != NULL; i++) {
    VouchJsonCursor element = vouch_json_element (&list, i);
    gboolean star = g_str_equal (criteria[i], "*");

    if (star && vouch_json_length (&list) > 1)
      vouch_json_problem (&element, _ ("“*” stands for all criteria and must stand alone"));
    if (!star && !vouch_definition_is_local_id (criteria[i]))
      vouch_json_problem (&element, _ ("“%s” is not an id of a criterion, nor “*”"), criteria[i]);
  }
  vouch_passing_rule_set_criteria (rule, (const char *const *) criteria);
}

VOUCH_DEFINE_READ_ENUM (VouchRuleType, vouch_rule_type)

/* Reads what the type asks for, but for the rules below. */
static void
read_fields (const VouchJsonCursor *place, RuleShape shape, VouchPassingRule *rule)
{
  check_members (place, shape);
  vouch_passing_rule_set_description (rule, vouch_json_get_string (place, "description", 0));
  if (!(shape & HAS_RULES))
    read_criteria (place, rule);
  if (shape & HAS_LEVEL)
    vouch_passing_rule_set_level (rule,
                                  vouch_json_get_string (place, "level", VOUCH_JSON_REQUIRED));
  if (shape & HAS_COUNT)
    vouch_passing_rule_set_min (
        rule, (double) vouch_json_get_integer (place, "min", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  if (shape & HAS_SCORE) {
    vouch_passing_rule_set_min (
        rule, vouch_json_get_number (place, "min", VOUCH_JSON_REQUIRED, -HUGE_VAL, 0));
    vouch_passing_rule_set_weighted (rule, vouch_json_get_boolean (place, "weighted", 0, FALSE));
  }
}

/* Reads one rule and adds it to the one above. The depth of the C stack is bounded by the depth
 * that the scan allows. */
static void
read_rule (const VouchJsonCursor *place, gpointer above)
{
  g_autoptr (VouchPassingRule) rule = vouch_passing_rule_new ();
  VouchJsonCursor type_place;
  VouchRuleType type;

  if (!vouch_json_is_object (place))
    return;
  type = read_vouch_rule_type (place, "type", VOUCH_JSON_REQUIRED, VOUCH_RULE_TYPE_ALL);
  if (!vouch_json_member (place, "type", 0, &type_place) ||
      !vouch_json_holds_string (&type_place, vouch_rule_type_to_string (type)))
    return; /* no such type; noted already */
  vouch_passing_rule_set_rule_type (rule, type);
  read_fields (place, shape_of (type), rule);
  if (shape_of (type) & HAS_RULES)
    vouch_json_each (place, "rules", VOUCH_JSON_REQUIRED, read_rule, rule);
  vouch_passing_rule_add_rule (above, rule);
}

/**
 * vouch_passing_rule_reader_read:
 * @root: the place of the definition.
 *
 * Returns: (transfer full) (nullable): the passing rule with the rules below it; %NULL when it
 *   cannot be read, which is noted.
 */
VouchPassingRule *
vouch_passing_rule_reader_read (const VouchJsonCursor *root)
{
  g_autoptr (VouchPassingRule) above = vouch_passing_rule_new ();
  GPtrArray *rules = vouch_passing_rule_get_rules (above);
  VouchJsonCursor place;

  if (vouch_json_member (root, "passingRule", VOUCH_JSON_REQUIRED, &place))
    read_rule (&place, above);
  return rules->len > 0 ? g_object_ref (g_ptr_array_index (rules, 0)) : NULL;
}
