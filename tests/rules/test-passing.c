/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-passing.h"

/*
 * The rubric of these tests: criteria a, b and c on a scale of three levels (low 0, mid 1, high 2),
 * d on a scale of two (no 0, yes 3). Weights: a 1, b 2, c 1, d 0.5.
 */
static VouchScale *
make_scale (const char *id, const char *const *levels, const double *scores)
{
  VouchScale *scale = vouch_scale_new ();

  vouch_scale_set_id (scale, id);
  for (guint i = 0; levels[i] != NULL; i++) {
    g_autoptr (VouchLevel) level = vouch_level_new ();

    vouch_level_set_id (level, levels[i]);
    vouch_level_set_score (level, scores[i]);
    vouch_level_set_position (level, i + 1);
    vouch_scale_add_level (scale, level);
  }
  return scale;
}

static VouchRubric *
make_rubric (void)
{
  static const char *const three[] = { "low", "mid", "high", NULL };
  static const char *const two[] = { "no", "yes", NULL };
  static const double three_scores[] = { 0, 1, 2 };
  static const double two_scores[] = { 0, 3 };
  static const double weights[] = { 1, 2, 1, 0.5 };
  VouchRubric *rubric = vouch_rubric_new ();
  g_autoptr (VouchScale) scale = make_scale ("three", three, three_scores);
  g_autoptr (VouchScale) yes_no = make_scale ("two", two, two_scores);

  vouch_rubric_add_scale (rubric, scale);
  vouch_rubric_add_scale (rubric, yes_no);
  for (guint i = 0; i < 4; i++) {
    g_autoptr (VouchCriterion) criterion = vouch_criterion_new ();
    char id[] = { (char) ('a' + i), '\0' };

    vouch_criterion_set_id (criterion, id);
    vouch_criterion_set_scale (criterion, i < 3 ? scale : yes_no);
    vouch_criterion_set_weight (criterion, weights[i]);
    vouch_rubric_add_criterion (rubric, criterion);
  }
  return rubric;
}

/* "a=low b=high" */
static GHashTable *
make_levels (const char *text)
{
  GHashTable *levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    if (pair[0] != NULL && pair[1] != NULL)
      g_hash_table_insert (levels, g_strdup (pair[0]), g_strdup (pair[1]));
  }
  return levels;
}

/* "type criteria level min weighted", with - for what is not given. */
static VouchPassingRule *
make_leaf (const char *text)
{
  VouchPassingRule *rule = vouch_passing_rule_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) criteria = NULL;
  VouchRuleType type;

  g_assert_true (vouch_rule_type_from_string (words[0], &type));
  vouch_passing_rule_set_rule_type (rule, type);
  if (words[1] == NULL)
    return rule;
  criteria = g_strsplit (words[1], ",", -1);
  vouch_passing_rule_set_criteria (rule, (const char *const *) criteria);
  if (strcmp (words[2], "-") != 0)
    vouch_passing_rule_set_level (rule, words[2]);
  vouch_passing_rule_set_min (rule, g_ascii_strtod (words[3], NULL));
  vouch_passing_rule_set_weighted (rule, words[4] != NULL);
  return rule;
}

/* "all: leaf; leaf" or one leaf. */
static VouchPassingRule *
make_rule (const char *text)
{
  const char *colon = strstr (text, ": ");
  g_autofree char *name = NULL;
  g_auto (GStrv) leaves = NULL;
  VouchPassingRule *rule;

  if (colon == NULL)
    return make_leaf (text);
  name = g_strndup (text, (gsize) (colon - text));
  rule = make_leaf (name);
  leaves = g_strsplit (colon + 2, "; ", -1);
  for (guint i = 0; leaves[i] != NULL && *leaves[i] != '\0'; i++) {
    g_autoptr (VouchPassingRule) leaf = make_leaf (leaves[i]);

    vouch_passing_rule_add_rule (rule, leaf);
  }
  return rule;
}

static const struct {
  const char *rule, *levels;
  VouchVerdict verdict;
} cases[] = {
  { "criterionAtLeast a,b mid 0", "a=mid b=high", VOUCH_VERDICT_TRUE },
  { "criterionAtLeast a,b mid 0", "a=mid b=low", VOUCH_VERDICT_FALSE },
  { "criterionAtLeast a,b mid 0", "a=mid", VOUCH_VERDICT_UNDECIDED },
  { "criterionAtLeast a,b mid 0", "a=low", VOUCH_VERDICT_FALSE },
  { "criterionAtLeast a,b mid 0", "", VOUCH_VERDICT_UNDECIDED },
  { "criterionAtLeast a,b mid 0", "a=mid b=nonsense", VOUCH_VERDICT_UNDECIDED },
  { "criterionAtLeast d yes 0", "d=yes", VOUCH_VERDICT_TRUE },
  { "criterionAtLeast d yes 0", "d=no", VOUCH_VERDICT_FALSE },
  { "criterionAtLeast * mid 0", "a=mid b=mid c=mid", VOUCH_VERDICT_UNDECIDED },

  { "countAtLeast a,b,c high 2", "a=high b=high", VOUCH_VERDICT_TRUE },
  { "countAtLeast a,b,c high 2", "a=high b=high c=low", VOUCH_VERDICT_TRUE },
  { "countAtLeast a,b,c high 2", "a=high b=mid", VOUCH_VERDICT_UNDECIDED },
  { "countAtLeast a,b,c high 2", "a=mid b=mid", VOUCH_VERDICT_FALSE },
  { "countAtLeast a,b,c high 2", "a=high b=mid c=mid", VOUCH_VERDICT_FALSE },
  { "countAtLeast a,b,c high 2", "", VOUCH_VERDICT_UNDECIDED },
  { "countAtLeast a,b,c high 4", "", VOUCH_VERDICT_FALSE },
  { "countAtLeast a,b,c high 0", "", VOUCH_VERDICT_TRUE },

  { "noneAt a,b,c low 0", "a=mid b=high c=mid", VOUCH_VERDICT_TRUE },
  { "noneAt a,b,c low 0", "a=mid b=high", VOUCH_VERDICT_UNDECIDED },
  { "noneAt a,b,c low 0", "b=low", VOUCH_VERDICT_FALSE },
  { "noneAt a mid 0", "a=high", VOUCH_VERDICT_TRUE },

  { "scoreSum a,b,c - 4", "a=high b=mid c=mid", VOUCH_VERDICT_TRUE },
  { "scoreSum a,b,c - 4", "a=mid b=mid c=mid", VOUCH_VERDICT_FALSE },
  { "scoreSum a,b,c - 4", "a=high b=high", VOUCH_VERDICT_TRUE },
  { "scoreSum a,b,c - 4", "a=mid b=mid", VOUCH_VERDICT_UNDECIDED },
  { "scoreSum a,b,c - 4", "a=low b=mid", VOUCH_VERDICT_FALSE },
  { "scoreSum a,b,c - 4", "", VOUCH_VERDICT_UNDECIDED },
  { "scoreSum * - 9", "", VOUCH_VERDICT_UNDECIDED },
  { "scoreSum * - 9.5", "", VOUCH_VERDICT_FALSE },
  { "scoreSum a,b - 5 weighted", "a=mid b=high", VOUCH_VERDICT_TRUE },
  { "scoreSum a,b - 5 weighted", "a=high b=mid", VOUCH_VERDICT_FALSE },
  { "scoreSum a,b - 5 weighted", "b=high", VOUCH_VERDICT_UNDECIDED },
  { "scoreSum a,b - 4 weighted", "b=high", VOUCH_VERDICT_TRUE },

  { "scoreMean a,b,c - 1", "a=mid b=mid c=mid", VOUCH_VERDICT_TRUE },
  { "scoreMean a,b,c - 1", "a=mid b=mid c=low", VOUCH_VERDICT_FALSE },
  { "scoreMean a,b,c - 1", "a=mid", VOUCH_VERDICT_UNDECIDED },
  { "scoreMean a,b,c - 1", "a=high b=mid", VOUCH_VERDICT_TRUE },
  { "scoreMean a,b - 1.6 weighted", "a=low b=high", VOUCH_VERDICT_FALSE },
  { "scoreMean a,b - 1.6 weighted", "a=mid b=high", VOUCH_VERDICT_TRUE },
  { "scoreMean b,d - 2.2 weighted", "b=high d=yes", VOUCH_VERDICT_TRUE },
  { "scoreMean nobody - 1", "a=high", VOUCH_VERDICT_UNDECIDED },

  { "all: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "a=mid b=mid", VOUCH_VERDICT_TRUE },
  { "all: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "a=low", VOUCH_VERDICT_FALSE },
  { "all: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "b=low", VOUCH_VERDICT_FALSE },
  { "all: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "b=mid", VOUCH_VERDICT_UNDECIDED },
  { "all: ", "", VOUCH_VERDICT_TRUE },
  { "any: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "b=mid", VOUCH_VERDICT_TRUE },
  { "any: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "b=low", VOUCH_VERDICT_UNDECIDED },
  { "any: criterionAtLeast a mid 0; criterionAtLeast b mid 0", "a=low b=low", VOUCH_VERDICT_FALSE },
  { "any: ", "", VOUCH_VERDICT_FALSE },
  { "all: countAtLeast * high 2; noneAt a,b,c low 0", "a=high b=high c=mid", VOUCH_VERDICT_TRUE },
  { "all: countAtLeast * high 2; noneAt a,b,c low 0", "a=high b=high", VOUCH_VERDICT_UNDECIDED },
};

static void
test_table (void)
{
  VouchRubric *rubric = make_rubric ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPassingRule) rule = make_rule (cases[i].rule);
    g_autoptr (GHashTable) levels = make_levels (cases[i].levels);

    g_test_message ("%s with %s", cases[i].rule, cases[i].levels);
    g_assert_cmpint (vouch_passing_evaluate (rule, rubric, levels), ==, cases[i].verdict);
  }
  g_assert_finalize_object (rubric);
}

/* What is settled stays settled, whatever the missing decisions say. */
static void
test_settled (void)
{
  static const char *const choices[] = { NULL, "low", "mid", "high" };
  VouchRubric *rubric = make_rubric ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchPassingRule) rule = make_rule (cases[i].rule);

    for (guint code = 0; code < 64; code++) {
      g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);
      const char *ids[] = { "a", "b", "c" };
      VouchVerdict before, after;

      for (guint c = 0; c < 3; c++)
        if (choices[code >> (2 * c) & 3] != NULL)
          g_hash_table_insert (levels, (gpointer) ids[c], (gpointer) choices[code >> (2 * c) & 3]);
      before = vouch_passing_evaluate (rule, rubric, levels);
      for (guint c = 0; c < 3; c++)
        if (!g_hash_table_contains (levels, ids[c]))
          g_hash_table_insert (levels, (gpointer) ids[c], (gpointer) choices[1 + (code + c) % 3]);
      after = vouch_passing_evaluate (rule, rubric, levels);
      if (before != VOUCH_VERDICT_UNDECIDED)
        g_assert_cmpint (before, ==, after);
    }
  }
  g_assert_finalize_object (rubric);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passing/table", test_table);
  g_test_add_func ("/passing/settled", test_settled);
  return g_test_run ();
}
