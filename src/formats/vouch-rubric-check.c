/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rubric-check"

#include "config.h"
#include "vouch-rubric-check.h"

#include <glib/gi18n-lib.h>

/*
 * Relations inside the rubric and between the rubric and the passing rule: scales and their levels
 * are told apart, levels rise; the levels of a criterion are those of its scale, in order; a level
 * that a rule names exists on the scale of every criterion the rule speaks of.
 */

typedef struct {
  VouchDefinitionIds *ids;
  GHashTable *scales;   /* id of a scale → its JsonNode */
  GHashTable *criteria; /* id of a criterion → the JsonNode of its scale */
} Check;

static VouchJsonCursor
scale_levels (JsonNode *scale, VouchJsonProblems *problems)
{
  VouchJsonCursor place = vouch_json_root (scale, problems), levels;

  vouch_json_member (&place, "levels", 0, &levels);
  levels.parent = NULL;
  return levels;
}

static const char *
level_id (const VouchJsonCursor *levels, guint index)
{
  VouchJsonCursor level = vouch_json_element (levels, index);

  return vouch_json_get_string (&level, "id", 0);
}

static void
check_scale_levels (const VouchJsonCursor *scale)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  VouchJsonCursor levels, place;
  gint64 before = 0;

  vouch_json_member (scale, "levels", 0, &levels);
  for (guint i = 0; i < vouch_json_length (&levels); i++) {
    VouchJsonCursor level = vouch_json_element (&levels, i);
    const char *id = vouch_json_get_string (&level, "id", 0);
    gint64 position = vouch_json_get_integer (&level, "position", 0, 0, G_MAXINT, 0);

    vouch_json_member (&level, "id", 0, &place);
    if (!g_hash_table_add (seen, (gpointer) id))
      vouch_json_problem (&place, _ ("the scale has the level “%s” already"), id);
    vouch_json_member (&level, "position", 0, &place);
    if (position <= before)
      vouch_json_problem (&place, _ ("levels go from the lowest up, each with a higher position"));
    before = position;
  }
}

static void
check_scale (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;
  const char *id = vouch_json_get_string (place, "id", 0);
  VouchJsonCursor member;

  vouch_json_member (place, "id", 0, &member);
  if (!g_hash_table_insert (check->scales, (gpointer) id, place->node))
    vouch_json_problem (&member, _ ("there is a scale “%s” already"), id);
  check_scale_levels (place);
}

static void
check_criterion_levels (const VouchJsonCursor *criterion, JsonNode *scale)
{
  VouchJsonCursor wanted = scale_levels (scale, criterion->problems), levels;

  vouch_json_member (criterion, "levels", 0, &levels);
  if (vouch_json_length (&levels) != vouch_json_length (&wanted)) {
    vouch_json_problem (&levels, _ ("the number of levels is %u, but the scale has %u"),
                        vouch_json_length (&levels), vouch_json_length (&wanted));
    return;
  }
  for (guint i = 0; i < vouch_json_length (&levels); i++) {
    VouchJsonCursor level = vouch_json_element (&levels, i), place;

    vouch_json_member (&level, "level", 0, &place);
    if (!vouch_json_holds_string (&place, level_id (&wanted, i)))
      vouch_json_problem (&place, _ ("the scale has the level “%s” at this place, not “%s”"),
                          level_id (&wanted, i), vouch_json_string_of (&place, 0));
  }
}

static void
check_resource (const VouchJsonCursor *place, gpointer data)
{
  Check *check = data;

  vouch_definition_ids_check (check->ids, place, vouch_json_string_of (place, 0),
                              VOUCH_ID_RESOURCE);
}

static void
check_criterion (const VouchJsonCursor *criterion, gpointer data)
{
  Check *check = data;
  const char *scale_id = vouch_json_get_string (criterion, "scale", 0);
  const char *part = vouch_json_get_string (criterion, "part", 0);
  JsonNode *scale = g_hash_table_lookup (check->scales, scale_id);
  VouchJsonCursor place;

  vouch_json_member (criterion, "scale", 0, &place);
  if (scale == NULL)
    vouch_json_problem (&place, _ ("there is no scale “%s”"), scale_id);
  else
    check_criterion_levels (criterion, scale);
  vouch_json_member (criterion, "part", 0, &place);
  if (part != NULL)
    vouch_definition_ids_check (check->ids, &place, part, VOUCH_ID_PART);
  vouch_json_each (criterion, "resources", VOUCH_JSON_EMPTY_OK, check_resource, check);
  g_hash_table_insert (check->criteria, (gpointer) vouch_json_get_string (criterion, "id", 0),
                       scale);
}

/* Notes at the level of the rule when the scale of the criterion does not have it. */
static void
check_rule_level (Check *check, const VouchJsonCursor *rule, const char *criterion)
{
  JsonNode *scale = g_hash_table_lookup (check->criteria, criterion);
  VouchJsonCursor place, levels;

  if (scale == NULL || !vouch_json_member (rule, "level", 0, &place))
    return;
  levels = scale_levels (scale, rule->problems);
  for (guint i = 0; i < vouch_json_length (&levels); i++)
    if (vouch_json_holds_string (&place, level_id (&levels, i)))
      return;
  vouch_json_problem (&place, _ ("the scale of criterion “%s” has no level “%s”"), criterion,
                      vouch_json_string_of (&place, 0));
}

/* The criteria a rule speaks of, each once. */
static GHashTable *
rule_criteria (Check *check, const VouchJsonCursor *rule)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);
  VouchJsonCursor list;

  vouch_json_member (rule, "criteria", 0, &list);
  for (guint i = 0; i < vouch_json_length (&list); i++) {
    VouchJsonCursor place = vouch_json_element (&list, i);
    const char *id = vouch_json_string_of (&place, 0);
    GHashTableIter iter;
    gpointer each;

    if (!g_str_equal (id, "*")) {
      if (vouch_definition_ids_check (check->ids, &place, id, VOUCH_ID_CRITERION))
        g_hash_table_add (found, (gpointer) id);
      continue;
    }
    g_hash_table_iter_init (&iter, check->criteria);
    while (g_hash_table_iter_next (&iter, &each, NULL))
      g_hash_table_add (found, each);
  }
  return found;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

static void
check_rule (const VouchJsonCursor *rule, gpointer data)
{
  Check *check = data;
  g_autoptr (GHashTable) criteria = rule_criteria (check, rule);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (criteria), compare_ids);
  VouchJsonCursor type, min;
  guint problems_before = vouch_json_problems_get_list (rule->problems)->len;

  for (GList *l = ids; l != NULL; l = l->next)
    check_rule_level (check, rule, l->data);
  vouch_json_member (rule, "type", 0, &type);
  vouch_json_member (rule, "min", 0, &min);
  if (vouch_json_holds_string (&type, "countAtLeast") &&
      vouch_json_problems_get_list (rule->problems)->len == problems_before &&
      vouch_json_get_integer (rule, "min", 0, 0, G_MAXINT, 0) >
          (gint64) g_hash_table_size (criteria))
    vouch_json_problem (&min, _ ("this asks for more criteria than the rule speaks of (%u)"),
                        g_hash_table_size (criteria));
  vouch_json_each (rule, "rules", 0, check_rule, check);
}

/**
 * vouch_rubric_check:
 * @root: the place of a definition whose shape has been checked.
 * @ids: its ids.
 *
 * Notes what does not fit in the rubric and the passing rule.
 */
void
vouch_rubric_check (const VouchJsonCursor *root, VouchDefinitionIds *ids)
{
  g_autoptr (GHashTable) scales = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) criteria = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = { ids, scales, criteria };
  VouchJsonCursor rubric, rule;

  vouch_json_member (root, "rubric", 0, &rubric);
  vouch_json_each (&rubric, "scales", 0, check_scale, &check);
  vouch_json_each (&rubric, "criteria", 0, check_criterion, &check);
  if (vouch_json_member (root, "passingRule", 0, &rule))
    check_rule (&rule, &check);
}
