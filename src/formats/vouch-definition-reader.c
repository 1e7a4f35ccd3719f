/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-reader"

#include "config.h"
#include "vouch-definition-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "vouch-constraint-reader.h"
#include "vouch-definition-check.h"
#include "vouch-definition-info-reader.h"
#include "vouch-definition-links-reader.h"
#include "vouch-definition-values.h"
#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-json-file.h"
#include "vouch-part-reader.h"
#include "vouch-passing-rule-reader.h"
#include "vouch-policy-reader.h"
#include "vouch-rubric-reader.h"

/*
 * A definition file is one JSON object of format version 1.x; its shape is written down in
 * data/micro-credential.schema.json. It is read in four steps, and the first that finds something
 * ends the reading: the strict scan; the format version; the shape (types, words, ranges, required
 * and unknown members), member by member into the model; the relations (vouch-definition-check).
 *
 * A higher major version is refused. In a higher minor version unknown members are passed over;
 * everything known is still checked. A definition that fails is not opened at all: nobody ever sees
 * one that is half read.
 */

static const VouchJsonLimits limits = { .max_bytes = VOUCH_DEFINITION_MAX_BYTES };

static const char *const top_members[] = { "formatVersion",
                                           "type",
                                           "achievementType",
                                           "id",
                                           "version",
                                           "status",
                                           "availability",
                                           "name",
                                           "humanCode",
                                           "inLanguage",
                                           "description",
                                           "fieldOfStudy",
                                           "tag",
                                           "estimatedHours",
                                           "creditsAvailable",
                                           "image",
                                           "creator",
                                           "issuer",
                                           "criteria",
                                           "competency",
                                           "stack",
                                           "related",
                                           "prerequisites",
                                           "selfAssessment",
                                           "parts",
                                           "globalConstraints",
                                           "rubric",
                                           "passingRule",
                                           "submissionPolicy",
                                           "supportPolicy",
                                           "attestations",
                                           "resources",
                                           "alignment",
                                           NULL };

/* "MAJOR.MINOR", neither with a needless 0. */
static gboolean
parse_version (const char *text, guint64 *major, guint64 *minor)
{
  g_auto (GStrv) numbers = g_strsplit (text, ".", 3);

  if (g_strv_length (numbers) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (numbers[i][0] == '0' && numbers[i][1] != '\0')
      return FALSE;
  return g_ascii_string_to_unsigned (numbers[0], 10, 0, G_MAXUINT32, major, NULL) &&
         g_ascii_string_to_unsigned (numbers[1], 10, 0, G_MAXUINT32, minor, NULL);
}

static gboolean
check_version (const VouchJsonCursor *root, GError **error)
{
  const char *text = vouch_json_get_string (root, "formatVersion", VOUCH_JSON_REQUIRED);
  guint64 major, minor;

  if (text == NULL)
    return vouch_json_problems_check (root->problems, error);
  if (!parse_version (text, &major, &minor) || major < 1) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 _ ("$.formatVersion: “%s” is not a version of this format, such as 1.0"), text);
    return FALSE;
  }
  if (major > 1) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW,
                 _ ("$.formatVersion: this definition is written in format %s, and this version of "
                    "Vouch reads format 1. Please update Vouch to open it."),
                 text);
    return FALSE;
  }
  vouch_json_problems_set_lenient (root->problems, minor > 0);
  return TRUE;
}

static void
read_type (const VouchJsonCursor *root)
{
  g_auto (GStrv) types = vouch_json_get_strings (root, "type", VOUCH_JSON_REQUIRED);
  VouchJsonCursor place;

  if (vouch_json_member (root, "type", 0, &place) && vouch_json_length (&place) > 0 &&
      !g_strv_contains ((const char *const *) types, "Achievement"))
    vouch_json_problem (&place, _ ("this list must contain “Achievement”"));
}

static void
read_id (const VouchJsonCursor *root, VouchDefinition *definition)
{
  const char *id = vouch_json_get_string (root, "id", VOUCH_JSON_REQUIRED);
  VouchJsonCursor place;

  vouch_definition_set_id (definition, id);
  vouch_json_member (root, "id", 0, &place);
  if (id != NULL && !g_uri_is_valid (id, G_URI_FLAGS_NONE, NULL))
    vouch_json_problem (&place, _ ("“%s” is not a URI"), id);
}

static void
add_global (gpointer definition, VouchConstraint *constraint)
{
  vouch_definition_add_global_constraint (definition, constraint);
}

VOUCH_DEFINE_READ_ENUM (VouchDefinitionStatus, vouch_definition_status)

static void
read_work (const VouchJsonCursor *root, VouchDefinition *definition)
{
  g_autoptr (VouchRubric) rubric = vouch_rubric_reader_read (root);
  g_autoptr (VouchPassingRule) rule = vouch_passing_rule_reader_read (root);
  g_autoptr (VouchSubmissionPolicy) submission = vouch_policy_reader_read_submission (root);
  g_autoptr (VouchSupportPolicy) support = vouch_policy_reader_read_support (root);

  vouch_part_reader_read_self_assessment (root, definition);
  vouch_part_reader_read_all (root, definition);
  vouch_constraint_reader_read_list (root, "globalConstraints", add_global, definition);
  vouch_definition_set_rubric (definition, rubric);
  vouch_definition_set_passing_rule (definition, rule);
  vouch_definition_set_submission_policy (definition, submission);
  vouch_definition_set_support_policy (definition, support);
}

static VouchDefinition *
read_tree (const VouchJsonCursor *root)
{
  VouchDefinition *definition = vouch_definition_new ();
  g_autoptr (VouchDefinitionInfo) info = NULL;
  g_autoptr (VouchCompetency) competency = NULL;

  vouch_json_only_members (root, top_members);
  read_type (root);
  read_id (root, definition);
  vouch_definition_set_version (definition,
                                vouch_json_get_string (root, "version", VOUCH_JSON_REQUIRED));
  vouch_definition_set_status (definition,
                               read_vouch_definition_status (root, "status", VOUCH_JSON_REQUIRED,
                                                             VOUCH_DEFINITION_STATUS_DRAFT));
  info = vouch_definition_info_reader_read (root);
  vouch_definition_set_info (definition, info);
  competency = vouch_definition_info_reader_read_competency (root);
  vouch_definition_set_competency (definition, competency);
  vouch_definition_links_reader_read (root, definition);
  read_work (root, definition);
  return definition;
}

static VouchDefinition *
read_bytes (GBytes *bytes, VouchJsonProblems *problems, GError **error)
{
  g_autoptr (VouchDefinition) definition = NULL;
  g_autoptr (JsonNode) node = vouch_json_parse (bytes, &limits, error);
  g_autofree char *digest = NULL;
  VouchJsonCursor root;

  if (node == NULL)
    return NULL;
  root = vouch_json_root (node, problems);
  if (!vouch_json_is_object (&root)) {
    vouch_json_problems_check (problems, error);
    return NULL;
  }
  if (!check_version (&root, error))
    return NULL;
  definition = read_tree (&root);
  if (vouch_json_problems_get_list (problems)->len == 0)
    vouch_definition_check (&root);
  if (!vouch_json_problems_check (problems, error))
    return NULL;

  digest = vouch_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  vouch_definition_set_digest (definition, digest);
  return g_steal_pointer (&definition);
}

/**
 * vouch_definition_read_bytes:
 * @bytes: the whole file.
 * @error: %VOUCH_ERROR_TOO_NEW for a higher major format version; else %VOUCH_ERROR_INVALID with
 *   the JSON path of the first thing that is wrong, and the reason.
 *
 * Reads and checks one definition.
 *
 * Returns: (transfer full) (nullable): the definition.
 */
VouchDefinition *
vouch_definition_read_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (VouchJsonProblems) problems = vouch_json_problems_new ();

  g_return_val_if_fail (bytes != NULL, NULL);

  return read_bytes (bytes, problems, error);
}

/**
 * vouch_definition_read_file:
 * @path: (type filename): a file; its size is asked before it is read.
 * @bytes: (out) (optional) (transfer full): its bytes, for whoever keeps a copy.
 * @error: as vouch_definition_read_bytes() and vouch_json_load_file().
 *
 * Reads and checks one definition.
 *
 * Returns: (transfer full) (nullable): the definition.
 */
VouchDefinition *
vouch_definition_read_file (const char *path, GBytes **bytes, GError **error)
{
  g_autoptr (GBytes) content = vouch_json_load_file (path, &limits, error);
  VouchDefinition *definition;

  if (content == NULL)
    return NULL;
  definition = vouch_definition_read_bytes (content, error);
  if (definition != NULL && bytes != NULL)
    *bytes = g_steal_pointer (&content);
  return definition;
}

/**
 * vouch_definition_problems:
 * @bytes: the whole file.
 *
 * Returns: (transfer full) (element-type utf8): all that is wrong with it, each "path: reason";
 *   empty when it can be opened. Relations are looked at only when the shape is right.
 */
GPtrArray *
vouch_definition_problems (GBytes *bytes)
{
  g_autoptr (VouchJsonProblems) problems = vouch_json_problems_new ();
  g_autoptr (VouchDefinition) definition = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  g_return_val_if_fail (bytes != NULL, NULL);

  definition = read_bytes (bytes, problems, &error);
  list = g_ptr_array_ref (vouch_json_problems_get_list (problems));
  if (definition == NULL && list->len == 0)
    g_ptr_array_add (list, g_strdup (error->message));
  return list;
}
