/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rubric-reader"

#include "config.h"
#include "vouch-rubric-reader.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-definition-values.h"

/* Ids of scales and of their levels may have capital letters too. */
static const char *
read_scale_id (const VouchJsonCursor *place)
{
  const char *id = vouch_json_get_string (place, "id", VOUCH_JSON_REQUIRED);
  VouchJsonCursor member;

  if (id == NULL)
    return NULL;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-') {
      vouch_json_member (place, "id", 0, &member);
      vouch_json_problem (&member,
                          _ ("“%s” is not an id: an id has letters, digits and hyphens only"), id);
      break;
    }
  return id;
}

static void
read_levels (const VouchJsonCursor *place, VouchJsonVisit read, gpointer owner)
{
  VouchJsonCursor levels;

  vouch_json_member (place, "levels", 0, &levels);
  if (vouch_json_each (place, "levels", VOUCH_JSON_REQUIRED, read, owner) == 1)
    vouch_json_problem (&levels, _ ("there must be at least two levels"));
}

static void
read_level (const VouchJsonCursor *place, gpointer data)
{
  VouchScale *scale = data;
  static const char *const members[] = { "id", "quality", "score", "position", NULL };
  g_autoptr (VouchLevel) level = vouch_level_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_level_set_id (level, read_scale_id (place));
  vouch_level_set_quality (level, vouch_json_get_string (place, "quality", VOUCH_JSON_REQUIRED));
  vouch_level_set_score (level,
                         vouch_json_get_number (place, "score", VOUCH_JSON_REQUIRED, -HUGE_VAL, 0));
  vouch_level_set_position (level, (guint) vouch_json_get_integer (
                                       place, "position", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  vouch_scale_add_level (scale, level);
}

static void
read_scale (const VouchJsonCursor *place, gpointer data)
{
  VouchRubric *rubric = data;
  static const char *const members[] = { "id", "levels", NULL };
  g_autoptr (VouchScale) scale = vouch_scale_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_scale_set_id (scale, read_scale_id (place));
  read_levels (place, read_level, scale);
  vouch_rubric_add_scale (rubric, scale);
}

static void
read_criterion_level (const VouchJsonCursor *place, gpointer data)
{
  VouchCriterion *criterion = data;
  static const char *const members[] = { "level", "description", "feedback", NULL };
  g_autoptr (VouchCriterionLevel) level = vouch_criterion_level_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_criterion_level_set_level (level,
                                   vouch_json_get_string (place, "level", VOUCH_JSON_REQUIRED));
  vouch_criterion_level_set_description (
      level, vouch_json_get_string (place, "description", VOUCH_JSON_REQUIRED));
  vouch_criterion_level_set_feedback (level, vouch_json_get_string (place, "feedback", 0));
  vouch_criterion_add_level (criterion, level);
}

static void
read_criterion_texts (const VouchJsonCursor *place, VouchCriterion *criterion)
{
  vouch_criterion_set_category (criterion, vouch_json_get_string (place, "category", 0));
  vouch_criterion_set_title (criterion,
                             vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_criterion_set_description (criterion, vouch_json_get_string (place, "description", 0));
  vouch_criterion_set_goal_starter (criterion, vouch_json_get_string (place, "goalStarter", 0));
}

static void
read_criterion_lists (const VouchJsonCursor *place, VouchCriterion *criterion)
{
  g_auto (GStrv) from = vouch_definition_read_ids (place, "evidenceFrom", VOUCH_JSON_EMPTY_OK);
  g_auto (GStrv) signs = vouch_json_get_strings (place, "lookFors", VOUCH_JSON_EMPTY_OK);
  g_auto (GStrv) resources = vouch_definition_read_ids (place, "resources", VOUCH_JSON_EMPTY_OK);

  vouch_criterion_set_evidence_from (criterion, (const char *const *) from);
  vouch_criterion_set_look_fors (criterion, (const char *const *) signs);
  vouch_criterion_set_resources (criterion, (const char *const *) resources);
  read_levels (place, read_criterion_level, criterion);
}

typedef struct {
  VouchRubric *rubric;
  GPtrArray *criteria;
} Rows;

static void
read_criterion (const VouchJsonCursor *place, gpointer data)
{
  Rows *rows = data;
  static const char *const members[] = { "id",           "position", "category",    "title",
                                         "description",  "scale",    "weight",      "part",
                                         "evidenceFrom", "lookFors", "goalStarter", "resources",
                                         "levels",       NULL };
  g_autoptr (VouchCriterion) criterion = vouch_criterion_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_criterion_set_id (criterion, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_criterion_set_position (
      criterion,
      (guint) vouch_json_get_integer (place, "position", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  vouch_criterion_set_scale (
      criterion, vouch_rubric_find_scale (
                     rows->rubric, vouch_json_get_string (place, "scale", VOUCH_JSON_REQUIRED)));
  vouch_criterion_set_weight (criterion, vouch_json_get_number (place, "weight", 0, 0, 1));
  vouch_criterion_set_part (criterion, vouch_definition_read_id (place, "part", 0));
  read_criterion_texts (place, criterion);
  read_criterion_lists (place, criterion);
  g_ptr_array_add (rows->criteria, g_steal_pointer (&criterion));
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = vouch_criterion_get_position (*(VouchCriterion *const *) a);
  guint right = vouch_criterion_get_position (*(VouchCriterion *const *) b);

  return left < right ? -1 : left > right;
}

static void
read_criteria (const VouchJsonCursor *place, VouchRubric *rubric)
{
  g_autoptr (GPtrArray) criteria = g_ptr_array_new_with_free_func (g_object_unref);
  Rows rows = { rubric, criteria };

  vouch_json_each (place, "criteria", VOUCH_JSON_REQUIRED, read_criterion, &rows);
  g_ptr_array_sort (criteria, compare_positions);
  for (guint i = 0; i < criteria->len; i++)
    vouch_rubric_add_criterion (rubric, g_ptr_array_index (criteria, i));
}

/**
 * vouch_rubric_reader_read:
 * @root: the place of the definition.
 *
 * Reads the rubric: scales first, then the criteria by position. A criterion whose scale does not
 * exist has none here; the load checks name it.
 *
 * Returns: (transfer full): the rubric.
 */
VouchRubric *
vouch_rubric_reader_read (const VouchJsonCursor *root)
{
  static const char *const members[] = { "id", "title", "description", "scales", "criteria", NULL };
  VouchRubric *rubric = vouch_rubric_new ();
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "rubric", VOUCH_JSON_REQUIRED, &place))
    return rubric;
  vouch_json_only_members (&place, members);
  vouch_rubric_set_id (rubric, vouch_json_get_string (&place, "id", 0));
  vouch_rubric_set_title (rubric, vouch_json_get_string (&place, "title", VOUCH_JSON_REQUIRED));
  vouch_rubric_set_description (rubric, vouch_json_get_string (&place, "description", 0));
  vouch_json_each (&place, "scales", VOUCH_JSON_REQUIRED, read_scale, rubric);
  read_criteria (&place, rubric);
  return rubric;
}
