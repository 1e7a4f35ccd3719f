/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-people.h"

#include <glib/gi18n-lib.h>

#include "vouch-people-paper.h"
#include "vouch-register.h"
#include "vouch-save-document.h"
#include "vouch-scans.h"
#include "vouch-withdrawal.h"

#include "ctl-parse.h"

static gboolean
add_person (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  const char *name = ctl_context_get (context, "role");
  VouchPersonRole role = VOUCH_PERSON_ROLE_STUDENT;

  if (name != NULL && !vouch_person_role_from_string (name, &role))
    return ctl_context_refuse (error, _ ("“%s” is no role: student or adult."), name);
  if (!vouch_register_add_person (ctl_context_get_workspace (context), words[0], role, NULL, error))
    return FALSE;
  ctl_context_print_id (context, words[0]);
  return TRUE;
}

static gboolean
list_people (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchPeople) people =
      vouch_register_load (ctl_context_get_workspace (context), NULL, error);
  GPtrArray *all;

  if (people == NULL)
    return FALSE;
  all = vouch_people_get_people (people);
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "people");
  for (guint i = 0; i < all->len; i++) {
    const char *key = vouch_person_get_key (g_ptr_array_index (all, i));
    const char *role =
        vouch_person_role_to_string (vouch_person_get_role (g_ptr_array_index (all, i)));

    ctl_context_print_row (context, key, role, NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", key);
    ctl_json_string (json, "role", role);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
read_scopes (CtlContext *context, VouchPermission *permission, GError **error)
{
  const char *const *given = ctl_context_get_all (context, "scope");
  guint all = 0;

  for (guint i = 0; given[i] != NULL; i++) {
    guint scopes;

    if (!vouch_permission_scopes_from_string (given[i], &scopes))
      return ctl_context_refuse (error, _ ("“%s” is no scope: voice, image or work."), given[i]);
    all |= scopes;
  }
  vouch_permission_set_scopes (permission, all);
  if (all == 0)
    return ctl_context_refuse (error, _ ("Say what the permission covers with --scope."));
  return TRUE;
}

static gboolean
read_dates (CtlContext *context, VouchPermission *permission, GError **error)
{
  const char *until = ctl_context_get (context, "until");
  const char *given = ctl_context_get (context, "given");
  VouchDay day;

  if (until != NULL) {
    if (!ctl_parse_day (until, &day, error))
      return FALSE;
    vouch_permission_set_until (permission, day);
  }
  if (given != NULL) {
    if (!ctl_parse_day (given, &day, error))
      return FALSE;
    vouch_permission_set_given (permission, day);
  }
  return TRUE;
}

static gboolean
add_permission (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_auto (GStrv) ids = NULL;

  if (!ctl_context_has (context, "purpose"))
    return ctl_context_refuse (error, _ ("Say what the permission is for with --purpose."));
  if (!read_scopes (context, permission, error) || !read_dates (context, permission, error))
    return FALSE;
  vouch_permission_set_purposes (permission, ctl_context_get_all (context, "purpose"));
  vouch_permission_set_form (permission, ctl_context_get (context, "form"));
  if (ctl_context_has (context, "scan")) {
    g_autofree char *scan =
        vouch_scans_take (workspace, ctl_context_get (context, "scan"), NULL, error);

    if (scan == NULL)
      return FALSE;
    vouch_permission_set_scan (permission, scan);
  }
  ids = vouch_register_add_permissions (workspace, permission, words, NULL, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    ctl_context_print_id (context, ids[i]);
  return TRUE;
}

static gboolean
withdraw_permission (CtlContext *context,
                     const char *const *words,
                     CtlExit *exit_code,
                     GError **error)
{
  if (!vouch_register_withdraw_permission (ctl_context_get_workspace (context), words[0], NULL,
                                           error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static void
show_permission (CtlContext *context, CtlJson *json, VouchPermission *permission)
{
  g_autofree char *scopes =
      vouch_permission_scopes_to_string (vouch_permission_get_scopes (permission));
  g_auto (GStrv) scope_list = g_strsplit (scopes, "|", -1);
  g_autofree char *purposes =
      g_strjoinv (", ", (char **) vouch_permission_get_purposes (permission));
  const char *form = vouch_permission_get_form (permission);
  gboolean withdrawn = vouch_permission_get_withdrawn (permission) != VOUCH_DAY_NONE;

  ctl_context_print_row (context, vouch_permission_get_id (permission),
                         vouch_permission_get_person (permission), scopes, purposes,
                         form != NULL ? form : "-", withdrawn ? _ ("withdrawn") : "", NULL);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_permission_get_id (permission));
  ctl_json_string (json, "person", vouch_permission_get_person (permission));
  ctl_json_strings (json, "scopes", (const char *const *) scope_list);
  ctl_json_strings (json, "purposes", vouch_permission_get_purposes (permission));
  ctl_json_string (json, "form", form);
  ctl_json_day (json, "given", vouch_permission_get_given (permission));
  ctl_json_day (json, "until", vouch_permission_get_until (permission));
  ctl_json_day (json, "withdrawn", vouch_permission_get_withdrawn (permission));
  ctl_json_end (json);
}

static gboolean
list_permissions (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (VouchPeople) people =
      vouch_register_load (ctl_context_get_workspace (context), NULL, error);
  GPtrArray *all;

  if (people == NULL)
    return FALSE;
  all = vouch_people_get_permissions (people);
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "permissions");
  for (guint i = 0; i < all->len; i++)
    show_permission (context, json, g_ptr_array_index (all, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
list_touched (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  g_autoptr (GPtrArray) all =
      vouch_withdrawal_list (ctl_context_get_workspace (context), words[0], NULL, error);

  if (all == NULL)
    return FALSE;
  ctl_json_begin_object (json, NULL);
  ctl_json_begin_array (json, "touches");
  for (guint i = 0; i < all->len; i++) {
    VouchConcern *concern = g_ptr_array_index (all, i);
    const char *kind = vouch_concern_kind_to_string (concern->kind);
    const char *title = concern->title != NULL ? concern->title : concern->portfolio_title;

    ctl_context_print_row (context, kind, concern->id, title,
                           concern->issuer != NULL ? concern->issuer : "-", NULL);
    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "kind", kind);
    ctl_json_string (json, "id", concern->id);
    ctl_json_string (json, "portfolio", concern->portfolio);
    ctl_json_string (json, "title", title);
    ctl_json_string (json, "issuer", concern->issuer);
    ctl_json_integer (json, "whenMs", concern->when_ms);
    ctl_json_boolean (json, "withdrawn", concern->withdrawn);
    ctl_json_end (json);
  }
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
  return TRUE;
}

static gboolean
save_letter (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  const char *until = ctl_context_get (context, "until");
  g_autoptr (VouchDocument) letter = NULL;
  VouchDay day = VOUCH_DAY_NONE;

  if (until != NULL && !ctl_parse_day (until, &day, error))
    return FALSE;
  letter =
      vouch_people_paper_letter (workspace, ctl_context_get (context, "class"), day, NULL, error);
  if (letter == NULL || !vouch_save_document (workspace, letter, words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
save_sheet (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  VouchWorkspace *workspace = ctl_context_get_workspace (context);
  g_autoptr (VouchDocument) sheet =
      vouch_people_paper_list (workspace, ctl_context_get (context, "class"),
                               ctl_context_has (context, "names"), NULL, error);

  if (sheet == NULL || !vouch_save_document (workspace, sheet, words[0], NULL, error))
    return FALSE;
  ctl_context_print_done (context, words[0]);
  return TRUE;
}

static gboolean
appear (CtlContext *context, const char *const *words, CtlExit *exit_code, GError **error)
{
  gboolean nobody = ctl_context_has (context, "nobody");
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();
  g_autofree char *item = NULL;

  if (nobody == (words[1] != NULL))
    return ctl_context_refuse (error, _ ("Name the people who appear, or say --nobody."));
  vouch_appearance_set_state (appearance, nobody ? VOUCH_APPEARANCE_STATE_NOBODY
                                                 : VOUCH_APPEARANCE_STATE_LISTED);
  vouch_appearance_set_people (appearance, words + 1);
  vouch_appearance_set_masked (appearance, ctl_context_get_all (context, "masked"));
  item = ctl_parse_item (context, words[0], error);
  if (item == NULL || !vouch_register_set_appearance (ctl_context_get_workspace (context), item,
                                                      appearance, NULL, error))
    return FALSE;
  ctl_context_print_done (context, item);
  return TRUE;
}

const CtlCommand ctl_people_commands[] = {
  { "person add", "KEY", 1, 1, "role=student|adult", CTL_ACCESS_WRITE, add_person,
    N_ ("Add somebody who may appear, under a key that is no name") },
  { "person list", "", 0, 0, "", CTL_ACCESS_READ, list_people, N_ ("List the people") },
  { "permission add", "PERSON…", 1, -1,
    "scope=voice|image|work purpose=P form=F until=DATE given=DATE scan=FILE", CTL_ACCESS_WRITE,
    add_permission, N_ ("Record what somebody allowed") },
  { "permission withdraw", "ID", 1, 1, "", CTL_ACCESS_WRITE, withdraw_permission,
    N_ ("Record that a permission was taken back") },
  { "permission touches", "PERSON", 1, 1, "", CTL_ACCESS_READ, list_touched,
    N_ ("List what a withdrawal of somebody's permission touches") },
  { "permission letter", "FILE", 1, 1, "class=ID until=DATE", CTL_ACCESS_READ, save_letter,
    N_ ("Save a letter to the guardians as PDF") },
  { "permission sheet", "FILE", 1, 1, "class=ID names", CTL_ACCESS_READ, save_sheet,
    N_ ("Save the list of who permitted what as PDF") },
  { "permission list", "", 0, 0, "", CTL_ACCESS_READ, list_permissions,
    N_ ("List the permissions") },
  { "appear", "E [PERSON…]", 1, -1, "nobody masked=PERSON", CTL_ACCESS_WRITE, appear,
    N_ ("Say who is seen or heard in an item") },
  { 0 },
};
