/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-definition.h"

#include <glib/gi18n-lib.h>

#include "vouch-definitions.h"
#include "vouch-error.h"
#include "vouch-text.h"

/* What the system says of a file names it already; what is wrong inside it does not. */
static char *
name_problem (const char *path, const char *problem)
{
  return g_str_has_prefix (problem, path) ? g_strdup (problem)
                                          : g_strdup_printf ("%s: %s", path, problem);
}

/* A file of a newer format is bad input here, whatever it would be elsewhere. */
static gboolean
validate (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();

  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "files");
  for (guint i = 0; words[i] != NULL; i++) {
    g_autoptr (GError) local = NULL;
    g_autoptr (VouchDefinition) definition = vouch_definitions_validate (words[i], NULL, &local);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "file", words[i]);
    ctl_json_boolean (json, "valid", definition != NULL);
    if (definition != NULL) {
      ctl_json_string (json, "id", vouch_definition_get_id (definition));
      ctl_json_string (json, "version", vouch_definition_get_version (definition));
      ctl_context_print (context, _ ("%s: valid"), words[i]);
    } else {
      g_autofree char *named = name_problem (words[i], local->message);

      ctl_json_string (json, "problem", local->message);
      ctl_context_say (context, "%s", named);
      *exit_code = MAX (*exit_code, ctl_exit_of_error (local));
    }
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

/* All are looked at before the first is kept, so that a bad one leaves the library as it was. */
static gboolean
check_all (const char *const *paths, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++) {
    GError *local = NULL;
    g_autoptr (VouchDefinition) definition = vouch_definitions_validate (paths[i], NULL, &local);
    g_autofree char *named = NULL;

    if (definition != NULL)
      continue;
    named = name_problem (paths[i], local->message);
    g_free (local->message);
    local->message = g_steal_pointer (&named);
    g_propagate_error (error, local);
    return FALSE;
  }
  return TRUE;
}

static gboolean
import (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!check_all (words, error))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++) {
    char *id =
        vouch_definitions_import (ctl_context_get_workspace (context), words[i], NULL, error);

    if (id == NULL)
      return FALSE;
    g_ptr_array_add (ids, id);
  }
  g_ptr_array_add (ids, NULL);
  if (ids->len == 2) {
    ctl_context_print_id (context, g_ptr_array_index (ids, 0));
    return TRUE;
  }
  for (guint i = 0; i + 1 < ids->len; i++)
    ctl_context_print (context, "%s", (char *) g_ptr_array_index (ids, i));
  ctl_json_begin_object (json, NULL);
  ctl_json_strings (json, "ids", (const char *const *) ids->pdata);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
list (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_definitions_list (ctl_context_get_workspace (context), NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "definitions");
  for (guint i = 0; i < all->len; i++) {
    VouchDefinition *definition = g_ptr_array_index (all, i);
    VouchDefinitionInfo *info = vouch_definition_get_info (definition);
    const char *status =
        vouch_definition_status_to_string (vouch_definition_get_status (definition));

    ctl_context_print_row (context, vouch_definition_get_id (definition),
                           vouch_definition_get_version (definition), status,
                           vouch_definition_get_name (definition), NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_definition_get_id (definition));
    ctl_json_string (json, "version", vouch_definition_get_version (definition));
    ctl_json_string (json, "sha256", vouch_definition_get_digest (definition));
    ctl_json_string (json, "status", status);
    ctl_json_string (json, "name", vouch_definition_get_name (definition));
    ctl_json_string (json, "code", vouch_definition_info_get_human_code (info));
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static void
print_requirement (CtlContext *context, VouchRequirement *requirement)
{
  guint most = vouch_requirement_get_max (requirement);
  g_autofree char *limit =
      most == G_MAXUINT ? g_strdup (_ ("or more")) : g_strdup_printf ("– %u", most);

  ctl_context_print (context, "    %s\t%u %s\t%s", vouch_requirement_get_id (requirement),
                     vouch_requirement_get_min (requirement), limit,
                     vouch_requirement_get_title (requirement));
}

static void
print_rubric (CtlContext *context, VouchRubric *rubric)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);

  ctl_context_print (context, "%s", _ ("Rubric"));
  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    GPtrArray *levels = vouch_scale_get_levels (vouch_criterion_get_scale (criterion));

    ctl_context_print (context, "  %s\t%s", vouch_criterion_get_id (criterion),
                       vouch_criterion_get_title (criterion));
    for (guint n = 0; n < levels->len; n++)
      ctl_context_print (context, "    %s\t%s", vouch_level_get_id (g_ptr_array_index (levels, n)),
                         vouch_level_get_quality (g_ptr_array_index (levels, n)));
  }
}

static void
print_definition (CtlContext *context, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);
  GPtrArray *attestations = vouch_definition_get_attestations (definition);

  ctl_context_print_row (context, vouch_definition_get_name (definition),
                         vouch_definition_get_version (definition), NULL);
  ctl_context_print (context, "%s",
                     vouch_competency_get_statement (vouch_definition_get_competency (definition)));
  for (guint i = 0; i < parts->len; i++) {
    VouchPart *part = g_ptr_array_index (parts, i);
    GPtrArray *requirements = vouch_part_get_requirements (part);

    ctl_context_print (context, "  %s\t%s", vouch_part_get_id (part), vouch_part_get_title (part));
    for (guint n = 0; n < requirements->len; n++)
      print_requirement (context, g_ptr_array_index (requirements, n));
  }
  print_rubric (context, vouch_definition_get_rubric (definition));
  for (guint i = 0; i < attestations->len; i++)
    ctl_context_print (context, "  %s\t%s",
                       vouch_attestation_get_id (g_ptr_array_index (attestations, i)),
                       vouch_attestation_get_text (g_ptr_array_index (attestations, i)));
}

static gboolean
show (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (VouchDefinition) definition =
      vouch_definitions_find (workspace, words[0], NULL, error);
  g_autoptr (GBytes) bytes = NULL;

  if (definition == NULL)
    return FALSE;
  if (!ctl_context_wants_json (context)) {
    print_definition (context, definition);
    return TRUE;
  }
  bytes = vouch_definitions_get_bytes (workspace, definition, error);
  if (bytes == NULL)
    return FALSE;
  ctl_context_print_bytes (context, bytes);
  return TRUE;
}

const CtlCommand ctl_definition_commands[] = {
  { "definition validate", "FILE…", 1, -1, "", CTL_ACCESS_NONE, validate,
    N_ ("Check definition files") },
  { "definition import", "FILE…", 1, -1, "", CTL_ACCESS_WRITE, import,
    N_ ("Keep definitions in the library") },
  { "definition list", "", 0, 0, "", CTL_ACCESS_READ, list, N_ ("List the micro-credentials") },
  { "definition show", "ID", 1, 1, "", CTL_ACCESS_READ, show,
    N_ ("Show what a micro-credential asks for") },
  { 0 },
};
