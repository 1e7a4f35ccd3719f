/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-info-reader"

#include "config.h"
#include "vouch-definition-info-reader.h"

#include "vouch-definition-values.h"

static VouchProfile *
read_profile (const VouchJsonCursor *root, const char *name, VouchJsonFlags flags)
{
  static const char *const members[] = { "id", "type", "name", "url", "email", NULL };
  g_autoptr (VouchProfile) profile = vouch_profile_new ();
  g_auto (GStrv) types = NULL;
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, name, flags, &place))
    return NULL;
  vouch_json_only_members (&place, members);
  types = vouch_json_get_strings (&place, "type", VOUCH_JSON_EMPTY_OK);
  vouch_profile_set_id (profile, vouch_json_get_string (&place, "id", VOUCH_JSON_REQUIRED));
  vouch_profile_set_name (profile, vouch_json_get_string (&place, "name", VOUCH_JSON_REQUIRED));
  vouch_profile_set_url (profile, vouch_json_get_string (&place, "url", 0));
  vouch_profile_set_email (profile, vouch_json_get_string (&place, "email", 0));
  return g_steal_pointer (&profile);
}

static void
read_profiles (const VouchJsonCursor *root, VouchDefinitionInfo *info)
{
  g_autoptr (VouchProfile) creator = read_profile (root, "creator", VOUCH_JSON_REQUIRED);
  g_autoptr (VouchProfile) issuer = read_profile (root, "issuer", 0);

  vouch_definition_info_set_creator (info, creator);
  vouch_definition_info_set_issuer (info, issuer != NULL ? issuer : creator);
}

static void
read_availability (const VouchJsonCursor *root, VouchDefinitionInfo *info)
{
  static const char *const members[] = { "validFrom", "validUntil", NULL };
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "availability", 0, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_definition_info_set_valid_from (info, vouch_definition_read_day (&place, "validFrom", 0));
  vouch_definition_info_set_valid_until (
      info, vouch_definition_read_day (&place, "validUntil", VOUCH_JSON_NULLABLE));
}

static void
read_hours (const VouchJsonCursor *root, VouchDefinitionInfo *info)
{
  static const char *const members[] = { "min", "max", NULL };
  VouchJsonCursor place;

  vouch_definition_info_set_credits (info,
                                     vouch_json_get_number (root, "creditsAvailable", 0, 0, 0));
  if (!vouch_json_get_object (root, "estimatedHours", 0, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_definition_info_set_min_hours (info, vouch_json_get_number (&place, "min", 0, 0, 0));
  vouch_definition_info_set_max_hours (info, vouch_json_get_number (&place, "max", 0, 0, 0));
}

static void
read_image (const VouchJsonCursor *root, VouchDefinitionInfo *info)
{
  static const char *const members[] = { "id", "caption", NULL };
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "image", 0, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_definition_info_set_image (info, vouch_json_get_string (&place, "id", VOUCH_JSON_REQUIRED));
  vouch_json_get_string (&place, "caption", 0);
}

static void
read_narrative (const VouchJsonCursor *root, VouchDefinitionInfo *info)
{
  static const char *const members[] = { "id", "narrative", NULL };
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "criteria", VOUCH_JSON_REQUIRED, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_json_get_string (&place, "id", 0);
  vouch_definition_info_set_criteria_narrative (
      info, vouch_json_get_string (&place, "narrative", VOUCH_JSON_REQUIRED));
}

/**
 * vouch_definition_info_reader_read:
 * @root: the place of the definition.
 *
 * Returns: (transfer full): what the definition says about itself: names, language, who made it,
 *   hours, dates.
 */
VouchDefinitionInfo *
vouch_definition_info_reader_read (const VouchJsonCursor *root)
{
  const struct {
    const char *name;
    VouchJsonFlags flags;
    void (*set) (VouchDefinitionInfo *info, const char *value);
  } texts[] = {
    { "achievementType", VOUCH_JSON_REQUIRED, vouch_definition_info_set_achievement_type },
    { "name", VOUCH_JSON_REQUIRED, vouch_definition_info_set_name },
    { "humanCode", 0, vouch_definition_info_set_human_code },
    { "inLanguage", VOUCH_JSON_REQUIRED, vouch_definition_info_set_language },
    { "description", VOUCH_JSON_REQUIRED, vouch_definition_info_set_description },
    { "fieldOfStudy", 0, vouch_definition_info_set_field_of_study },
  };
  VouchDefinitionInfo *info = vouch_definition_info_new ();
  g_auto (GStrv) tags = vouch_json_get_strings (root, "tag", VOUCH_JSON_EMPTY_OK);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i].set (info, vouch_json_get_string (root, texts[i].name, texts[i].flags));
  vouch_definition_info_set_tags (info, (const char *const *) tags);
  read_availability (root, info);
  read_hours (root, info);
  read_image (root, info);
  read_profiles (root, info);
  read_narrative (root, info);
  return info;
}

static void
read_component (const VouchJsonCursor *place, gpointer competency)
{
  static const char *const members[] = { "id", "title", "description", NULL };
  g_autoptr (VouchMethodComponent) component = vouch_method_component_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_method_component_set_id (component,
                                 vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_method_component_set_title (component,
                                    vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_method_component_set_description (component,
                                          vouch_json_get_string (place, "description", 0));
  vouch_competency_add_component (competency, component);
}

/**
 * vouch_definition_info_reader_read_competency:
 * @root: the place of the definition.
 *
 * Returns: (transfer full): the competency and its method.
 */
VouchCompetency *
vouch_definition_info_reader_read_competency (const VouchJsonCursor *root)
{
  static const char *const members[] = { "statement", "keyMethod", "methodComponents", "rationale",
                                         NULL };
  VouchCompetency *competency = vouch_competency_new ();
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "competency", VOUCH_JSON_REQUIRED, &place))
    return competency;
  vouch_json_only_members (&place, members);
  vouch_competency_set_statement (competency,
                                  vouch_json_get_string (&place, "statement", VOUCH_JSON_REQUIRED));
  vouch_competency_set_key_method (competency, vouch_json_get_string (&place, "keyMethod", 0));
  vouch_competency_set_rationale (competency, vouch_json_get_string (&place, "rationale", 0));
  vouch_json_each (&place, "methodComponents", VOUCH_JSON_EMPTY_OK, read_component, competency);
  return competency;
}
