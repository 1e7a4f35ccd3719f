/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-links-reader"

#include "config.h"
#include "vouch-definition-links-reader.h"

#include <math.h>

#include "vouch-definition-values.h"

/* What surrounds the work: the stack, what comes before, statements, resources, standards. */

VOUCH_DEFINE_READ_ENUM (VouchSigner, vouch_signer)

static void
read_stack_member (const VouchJsonCursor *place, gpointer stack)
{
  static const char *const members[] = { "id", "name", NULL };
  g_autoptr (VouchProfile) member = vouch_profile_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_profile_set_id (member, vouch_json_get_string (place, "id", VOUCH_JSON_REQUIRED));
  vouch_profile_set_name (member, vouch_json_get_string (place, "name", VOUCH_JSON_REQUIRED));
  vouch_stack_add_member (stack, member);
}

static void
read_completion_rule (const VouchJsonCursor *place, VouchStack *stack)
{
  static const char *const all_members[] = { "type", NULL };
  static const char *const count_members[] = { "type", "min", NULL };
  static const char *const types[] = { "allMembers", "count", NULL };
  VouchJsonCursor rule, type;

  if (!vouch_json_get_object (place, "completionRule", VOUCH_JSON_REQUIRED, &rule))
    return;
  vouch_definition_read_word (&rule, "type", VOUCH_JSON_REQUIRED, types);
  vouch_json_member (&rule, "type", 0, &type);
  if (vouch_json_holds_string (&type, "count")) {
    vouch_json_only_members (&rule, count_members);
    vouch_stack_set_min_members (
        stack, (guint) vouch_json_get_integer (&rule, "min", VOUCH_JSON_REQUIRED, 1, G_MAXINT, 1));
  } else if (vouch_json_holds_string (&type, "allMembers")) {
    vouch_json_only_members (&rule, all_members);
  }
}

static void
read_stack (const VouchJsonCursor *root, VouchDefinition *definition)
{
  static const char *const members[] = { "id",      "name",           "position", "badgeName",
                                         "members", "completionRule", NULL };
  g_autoptr (VouchStack) stack = vouch_stack_new ();
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "stack", VOUCH_JSON_NULLABLE, &place))
    return;
  vouch_json_only_members (&place, members);
  vouch_stack_set_id (stack, vouch_json_get_string (&place, "id", VOUCH_JSON_REQUIRED));
  vouch_stack_set_name (stack, vouch_json_get_string (&place, "name", VOUCH_JSON_REQUIRED));
  vouch_stack_set_position (stack,
                            (guint) vouch_json_get_integer (&place, "position", 0, 1, G_MAXINT, 0));
  vouch_stack_set_badge_name (stack, vouch_json_get_string (&place, "badgeName", 0));
  vouch_json_each (&place, "members", VOUCH_JSON_REQUIRED, read_stack_member, stack);
  read_completion_rule (&place, stack);
  vouch_definition_set_stack (definition, stack);
}

static void
read_prerequisite (const VouchJsonCursor *place, gpointer definition)
{
  static const char *const members[] = { "type", "id", "text", NULL };
  static const char *const types[] = { "microCredential", "recommended", "role",
                                       "experience",      "other",       NULL };
  g_autoptr (VouchPrerequisite) prerequisite = vouch_prerequisite_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_prerequisite_set_prerequisite_type (
      prerequisite, vouch_definition_read_word (place, "type", VOUCH_JSON_REQUIRED, types));
  vouch_prerequisite_set_id (prerequisite, vouch_json_get_string (place, "id", 0));
  vouch_prerequisite_set_text (prerequisite, vouch_json_get_string (place, "text", 0));
  vouch_definition_add_prerequisite (definition, prerequisite);
}

/* Checked, but not kept: nothing is shown of it. */
static void
read_related (const VouchJsonCursor *place, gpointer definition)
{
  static const char *const members[] = { "id", "type", "version", "inLanguage", NULL };
  g_auto (GStrv) types = NULL;

  if (!vouch_json_only_members (place, members))
    return;
  types = vouch_json_get_strings (place, "type", VOUCH_JSON_EMPTY_OK);
  vouch_json_get_string (place, "id", VOUCH_JSON_REQUIRED);
  vouch_json_get_string (place, "version", 0);
  vouch_json_get_string (place, "inLanguage", 0);
}

static void
read_attestation (const VouchJsonCursor *place, gpointer definition)
{
  static const char *const members[] = { "id", "text", "signer", "required", NULL };
  g_autoptr (VouchAttestation) attestation = vouch_attestation_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_attestation_set_id (attestation,
                            vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_attestation_set_text (attestation,
                              vouch_json_get_string (place, "text", VOUCH_JSON_REQUIRED));
  vouch_attestation_set_signer (
      attestation, read_vouch_signer (place, "signer", VOUCH_JSON_REQUIRED, VOUCH_SIGNER_EARNER));
  vouch_attestation_set_required (attestation, vouch_json_get_boolean (place, "required", 0, TRUE));
  vouch_definition_add_attestation (definition, attestation);
}

static void
read_resource (const VouchJsonCursor *place, gpointer definition)
{
  static const char *const members[] = { "id",      "title",   "type",     "url", "description",
                                         "minutes", "license", "supports", NULL };
  static const char *const types[] = { "article",  "video",     "template", "guide", "example",
                                       "dataTool", "community", "contact",  NULL };
  g_autoptr (VouchResource) resource = vouch_resource_new ();
  g_auto (GStrv) supports = NULL;
  double minutes;

  if (!vouch_json_only_members (place, members))
    return;
  supports = vouch_definition_read_ids (place, "supports", VOUCH_JSON_EMPTY_OK);
  minutes = vouch_json_get_number (place, "minutes", 0, 0, 0);
  vouch_resource_set_id (resource, vouch_definition_read_id (place, "id", VOUCH_JSON_REQUIRED));
  vouch_resource_set_title (resource, vouch_json_get_string (place, "title", VOUCH_JSON_REQUIRED));
  vouch_resource_set_resource_type (
      resource, vouch_definition_read_word (place, "type", VOUCH_JSON_REQUIRED, types));
  vouch_resource_set_url (resource, vouch_json_get_string (place, "url", 0));
  vouch_resource_set_description (resource, vouch_json_get_string (place, "description", 0));
  vouch_resource_set_minutes (resource, (guint) ceil (MIN (minutes, G_MAXINT)));
  vouch_resource_set_license (resource, vouch_json_get_string (place, "license", 0));
  vouch_resource_set_supports (resource, (const char *const *) supports);
  vouch_definition_add_resource (definition, resource);
}

static void
read_alignment (const VouchJsonCursor *place, gpointer definition)
{
  static const char *const members[] = { "type",       "targetType", "targetFramework",
                                         "targetCode", "targetName", "targetDescription",
                                         "targetUrl",  NULL };
  static const char *const types[] = { "CFItem",
                                       "CFRubric",
                                       "CFRubricCriterion",
                                       "CFRubricCriterionLevel",
                                       "ceasn:Competency",
                                       "ceterms:Credential",
                                       "CTDL",
                                       NULL };
  g_autoptr (VouchAlignment) alignment = vouch_alignment_new ();
  g_auto (GStrv) kinds = NULL;

  if (!vouch_json_only_members (place, members))
    return;
  kinds = vouch_json_get_strings (place, "type", VOUCH_JSON_REQUIRED | VOUCH_JSON_EMPTY_OK);
  vouch_alignment_set_target_name (
      alignment, vouch_json_get_string (place, "targetName", VOUCH_JSON_REQUIRED));
  vouch_alignment_set_target_url (alignment,
                                  vouch_json_get_string (place, "targetUrl", VOUCH_JSON_REQUIRED));
  vouch_alignment_set_target_code (alignment, vouch_json_get_string (place, "targetCode", 0));
  vouch_alignment_set_target_framework (alignment,
                                        vouch_json_get_string (place, "targetFramework", 0));
  vouch_alignment_set_target_type (alignment,
                                   vouch_definition_read_word (place, "targetType", 0, types));
  vouch_alignment_set_target_description (alignment,
                                          vouch_json_get_string (place, "targetDescription", 0));
  vouch_definition_add_alignment (definition, alignment);
}

/**
 * vouch_definition_links_reader_read:
 * @root: the place of the definition.
 * @definition: where everything goes.
 *
 * Reads the stack, prerequisites, related definitions, attestations, resources and alignments.
 */
void
vouch_definition_links_reader_read (const VouchJsonCursor *root, VouchDefinition *definition)
{
  read_stack (root, definition);
  vouch_json_each (root, "prerequisites", VOUCH_JSON_EMPTY_OK, read_prerequisite, definition);
  vouch_json_each (root, "related", VOUCH_JSON_EMPTY_OK, read_related, definition);
  vouch_json_each (root, "attestations", VOUCH_JSON_EMPTY_OK, read_attestation, definition);
  vouch_json_each (root, "resources", VOUCH_JSON_EMPTY_OK, read_resource, definition);
  vouch_json_each (root, "alignment", VOUCH_JSON_EMPTY_OK, read_alignment, definition);
}
