/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-part-reader"

#include "config.h"
#include "vouch-part-reader.h"

#include <glib/gi18n-lib.h>

#include "vouch-constraint-reader.h"
#include "vouch-definition-values.h"

VOUCH_DEFINE_READ_ENUM (VouchPartPurpose, vouch_part_purpose)
VOUCH_DEFINE_READ_ENUM (VouchPromptPurpose, vouch_prompt_purpose)
VOUCH_DEFINE_READ_ENUM (VouchRespondent, vouch_respondent)
VOUCH_DEFINE_READ_ENUM (VouchArtifactType, vouch_artifact_type)
VOUCH_DEFINE_READ_ENUM (VouchTiming, vouch_timing)

/* How many items: 1 to 1 unless said; max null stands for no limit. A min above 1 without a max
 * asks for exactly that many. */
static void
read_range (const VouchJsonCursor *place, const char *name, VouchRequirement *requirement)
{
  static const char *const members[] = { "min", "max", NULL };
  VouchJsonCursor range, max_place;
  gint64 min = 1, max = 1;

  if (vouch_json_get_object (place, name, 0, &range)) {
    vouch_json_only_members (&range, members);
    min = vouch_json_get_integer (&range, "min", VOUCH_JSON_REQUIRED, 0, G_MAXINT, 1);
    max = vouch_json_get_integer (&range, "max", VOUCH_JSON_NULLABLE, 1, G_MAXINT, MAX (min, 1));
    if (vouch_json_has (&range, "max") &&
        !vouch_json_member (&range, "max", VOUCH_JSON_NULLABLE, &max_place))
      max = G_MAXUINT;
  }
  vouch_requirement_set_min (requirement, (guint) min);
  vouch_requirement_set_max (requirement, (guint) max);
}

static void
add_constraint (gpointer requirement, VouchConstraint *constraint)
{
  vouch_requirement_add_constraint (requirement, constraint);
}

/* What prompts and evidence have in common. */
static void
read_requirement (const VouchJsonCursor *place, VouchRequirement *requirement)
{
  g_auto (GStrv) criteria = vouch_definition_read_ids (place, "criteria", VOUCH_JSON_EMPTY_OK);

  vouch_requirement_set_id (requirement,
                            vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_requirement_set_required (requirement, vouch_json_get_boolean (place, "required", 0, TRUE));
  vouch_constraint_reader_read_list (place, "constraints", add_constraint, requirement);
  vouch_requirement_set_criteria (requirement, (const char *const *) criteria);
}

static void
read_prompt (const VouchJsonCursor *place, gpointer data)
{
  VouchPart *part = data;
  static const char *const members[] = { "id",          "text",     "guidance",  "purpose",
                                         "respondent",  "required", "responses", "answerMedia",
                                         "constraints", "criteria", NULL };
  g_autoptr (VouchRequirement) prompt = vouch_requirement_new ();
  VouchMediaSet media;

  if (!vouch_json_only_members (place, members))
    return;
  read_requirement (place, prompt);
  vouch_requirement_set_kind (prompt, VOUCH_REQUIREMENT_KIND_PROMPT);
  vouch_requirement_set_title (prompt, vouch_json_get_string (place, "text", VOUCH_JSON_REQUIRED));
  vouch_requirement_set_description (prompt, vouch_json_get_string (place, "guidance", 0));
  vouch_requirement_set_purpose (
      prompt, read_vouch_prompt_purpose (place, "purpose", 0, VOUCH_PROMPT_PURPOSE_OTHER));
  vouch_requirement_set_respondent (
      prompt, read_vouch_respondent (place, "respondent", 0, VOUCH_RESPONDENT_EARNER));
  media = vouch_definition_read_media (place, "answerMedia", 0);
  vouch_requirement_set_media (
      prompt, media != VOUCH_MEDIA_SET_EMPTY ? media : VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT));
  read_range (place, "responses", prompt);
  vouch_part_add_requirement (part, prompt);
}

static void
read_evidence (const VouchJsonCursor *place, gpointer data)
{
  VouchPart *part = data;
  static const char *const members[] = { "id",          "title",    "description", "artifactType",
                                         "media",       "required", "quantity",    "timing",
                                         "constraints", "criteria", NULL };
  g_autoptr (VouchRequirement) evidence = vouch_requirement_new ();

  if (!vouch_json_only_members (place, members))
    return;
  read_requirement (place, evidence);
  vouch_requirement_set_kind (evidence, VOUCH_REQUIREMENT_KIND_EVIDENCE);
  vouch_requirement_set_title (evidence,
                               vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_requirement_set_description (evidence, vouch_json_get_string (place, "description", 0));
  vouch_requirement_set_artifact_type (
      evidence, read_vouch_artifact_type (place, "artifactType", VOUCH_JSON_REQUIRED,
                                          VOUCH_ARTIFACT_TYPE_OTHER));
  vouch_requirement_set_timing (evidence,
                                read_vouch_timing (place, "timing", 0, VOUCH_TIMING_ANY_TIME));
  vouch_requirement_set_media (evidence,
                               vouch_definition_read_media (place, "media", VOUCH_JSON_REQUIRED));
  read_range (place, "quantity", evidence);
  vouch_part_add_requirement (part, evidence);
}

static void
read_option (const VouchJsonCursor *place, gpointer data)
{
  VouchChoice *choice = data;
  static const char *const members[] = { "id", "title", "members", NULL };
  g_autoptr (VouchChoiceOption) option = vouch_choice_option_new ();
  g_auto (GStrv) ids = NULL;

  if (!vouch_json_only_members (place, members))
    return;
  ids = vouch_definition_read_ids (place, "members", VOUCH_JSON_REQUIRED);
  vouch_choice_option_set_id (option, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_choice_option_set_title (option,
                                 vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_choice_option_set_members (option, (const char *const *) ids);
  vouch_choice_add_option (choice, option);
}

static void
read_choice (const VouchJsonCursor *place, gpointer data)
{
  VouchPart *part = data;
  static const char *const members[] = {
    "id", "title", "minOptions", "maxOptions", "options", NULL
  };
  g_autoptr (VouchChoice) choice = vouch_choice_new ();
  VouchJsonCursor options;

  if (!vouch_json_only_members (place, members))
    return;
  vouch_choice_set_id (choice, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_choice_set_title (choice, vouch_json_get_string (place, "title", 0));
  vouch_choice_set_min_options (
      choice,
      (guint) vouch_json_get_integer (place, "minOptions", VOUCH_JSON_REQUIRED, 0, G_MAXINT, 0));
  vouch_choice_set_max_options (
      choice,
      (guint) vouch_json_get_integer (place, "maxOptions", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  vouch_json_member (place, "options", 0, &options);
  if (vouch_json_each (place, "options", VOUCH_JSON_REQUIRED, read_option, choice) == 1)
    vouch_json_problem (&options, _ ("a choice needs at least two options"));
  vouch_part_add_choice (part, choice);
}

static void
read_part (const VouchJsonCursor *place, gpointer data)
{
  GPtrArray *parts = data;
  static const char *const members[] = { "id",           "position", "title",     "purpose",
                                         "instructions", "required", "dependsOn", "prompts",
                                         "evidence",     "choices",  NULL };
  g_autoptr (VouchPart) part = vouch_part_new ();
  g_auto (GStrv) depends_on = NULL;

  if (!vouch_json_only_members (place, members))
    return;
  depends_on = vouch_definition_read_ids (place, "dependsOn", VOUCH_JSON_EMPTY_OK);
  vouch_part_set_id (part, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_part_set_position (part, (guint) vouch_json_get_integer (
                                     place, "position", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  vouch_part_set_title (part, vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_part_set_purpose (part,
                          read_vouch_part_purpose (place, "purpose", 0, VOUCH_PART_PURPOSE_OTHER));
  vouch_part_set_instructions (part, vouch_json_get_string (place, "instructions", 0));
  vouch_part_set_required (part, vouch_json_get_boolean (place, "required", 0, TRUE));
  vouch_part_set_depends_on (part, (const char *const *) depends_on);
  vouch_json_each (place, "prompts", VOUCH_JSON_EMPTY_OK, read_prompt, part);
  vouch_json_each (place, "evidence", VOUCH_JSON_EMPTY_OK, read_evidence, part);
  vouch_json_each (place, "choices", VOUCH_JSON_EMPTY_OK, read_choice, part);
  g_ptr_array_add (parts, g_steal_pointer (&part));
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint left = vouch_part_get_position (*(VouchPart *const *) a);
  guint right = vouch_part_get_position (*(VouchPart *const *) b);

  return left < right ? -1 : left > right;
}

/**
 * vouch_part_reader_read_all:
 * @root: the place of the definition.
 * @definition: where the parts go, by position; those of one position in the order of the file.
 *
 * Reads the parts with their prompts, evidence entries and choices.
 */
void
vouch_part_reader_read_all (const VouchJsonCursor *root, VouchDefinition *definition)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_object_unref);

  vouch_json_each (root, "parts", VOUCH_JSON_REQUIRED, read_part, parts);
  g_ptr_array_sort (parts, compare_positions);
  for (guint i = 0; i < parts->len; i++)
    vouch_definition_add_part (definition, g_ptr_array_index (parts, i));
}

static void
read_self_prompt (const VouchJsonCursor *place, gpointer data)
{
  VouchDefinition *definition = data;
  static const char *const members[] = { "id", "text", NULL };
  g_autoptr (VouchRequirement) prompt = vouch_requirement_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_requirement_set_kind (prompt, VOUCH_REQUIREMENT_KIND_PROMPT);
  vouch_requirement_set_id (prompt, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_requirement_set_title (prompt, vouch_json_get_string (place, "text", VOUCH_JSON_REQUIRED));
  vouch_requirement_set_media (prompt, VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT));
  vouch_requirement_set_purpose (prompt, VOUCH_PROMPT_PURPOSE_REFLECTION);
  vouch_requirement_set_min (prompt, 1);
  vouch_requirement_set_max (prompt, 1);
  vouch_definition_add_self_prompt (definition, prompt);
}

/**
 * vouch_part_reader_read_self_assessment:
 * @root: the place of the definition.
 * @definition: where it goes.
 *
 * Reads whether the rubric is used for the self-assessment, and its extra prompts.
 */
void
vouch_part_reader_read_self_assessment (const VouchJsonCursor *root, VouchDefinition *definition)
{
  static const char *const members[] = { "useRubric", "prompts", NULL };
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "selfAssessment", 0, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_definition_set_self_assessment_uses_rubric (
      definition, vouch_json_get_boolean (&place, "useRubric", 0, TRUE));
  vouch_json_each (&place, "prompts", VOUCH_JSON_EMPTY_OK, read_self_prompt, definition);
}
