/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-example"

#include "config.h"
#include "vouch-example.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-annotate.h"
#include "vouch-assess.h"
#include "vouch-attach.h"
#include "vouch-error.h"
#include "vouch-evidence-change.h"
#include "vouch-evidence-list.h"
#include "vouch-goals.h"
#include "vouch-paths.h"
#include "vouch-portfolios.h"
#include "vouch-register.h"
#include "vouch-respond.h"
#include "vouch-settings.h"
#include "vouch-store-people.h"
#include "vouch-store-settings.h"

#include "vouch-workspace-private.h"

/*
 * The example portfolio: made up, and made by the same use cases as any other, from
 * data/example/example.ini. Its groups are taken in their order:
 *
 *   [portfolio]              definition, title
 *   [person KEY]             given: day of a permission for voice, image and work
 *   [assess CRITERION]       level, reason
 *   [goal CRITERION]         statement, days: from today until it is due
 *   [file NAME]              requirement, path, title, people: keys or "none", attributes
 *   [moment NAME NUMBER]     at, until (milliseconds), criterion, label, note
 *   [text NAME]              requirement, text, cites: NAME@MILLISECONDS;…, attributes
 *
 * A portfolio is an example as long as its id is in the setting `example.portfolios`; the files that
 * went into the bin with it are in `example.files` followed by its id.
 */

#define PORTFOLIOS_KEY "example.portfolios"
#define FILES_KEY "example.files."
#define PEOPLE_KEY "example.people"
#define SEPARATOR "\x1f"

static const char *const attributes[] = { "class", "date", "lesson", "student", NULL };

typedef struct {
  VouchWorkspace *workspace;
  GCancellable *cancellable;
  GKeyFile *plan;
  char *folder;
  char *portfolio;
  GHashTable *items; /* name → id */
} Making;

typedef gboolean (*StepFunc) (Making *making, const char *group, const char *name, GError **error);

static char *
get (Making *making, const char *group, const char *key)
{
  return g_key_file_get_string (making->plan, group, key, NULL);
}

/* Known as made up, so that they go when the example does. */
static gboolean
remember_person (Making *making, const char *name, GError **error)
{
  g_autofree char *known = vouch_settings_get (making->workspace, PEOPLE_KEY);
  g_autofree char *all = g_strjoin (SEPARATOR, name, known, NULL);

  return vouch_settings_set (making->workspace, PEOPLE_KEY, all, error);
}

static gboolean
make_person (Making *making, const char *group, const char *name, GError **error)
{
  const char *const purposes[] = { "assessment", NULL };
  g_autofree char *given = get (making, group, "given");
  g_autoptr (VouchPermission) permission = vouch_permission_new ();
  g_autofree char *id = NULL;
  g_autoptr (GError) local = NULL;
  VouchDay day = VOUCH_DAY_NONE;

  /* Somebody who threw an example away before has these people already. */
  if (!vouch_register_add_person (making->workspace, name, VOUCH_PERSON_ROLE_STUDENT,
                                  making->cancellable, &local)) {
    if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  vouch_day_parse (given, &day);
  vouch_permission_set_person (permission, name);
  vouch_permission_set_scopes (permission, VOUCH_PERMISSION_SCOPE_VOICE |
                                               VOUCH_PERMISSION_SCOPE_IMAGE |
                                               VOUCH_PERMISSION_SCOPE_WORK);
  vouch_permission_set_purposes (permission, purposes);
  vouch_permission_set_form (permission, "district");
  vouch_permission_set_given (permission, day);
  id = vouch_register_add_permission (making->workspace, permission, making->cancellable, error);
  return id != NULL && remember_person (making, name, error);
}

static gboolean
make_assessment (Making *making, const char *group, const char *name, GError **error)
{
  g_autofree char *level = get (making, group, "level");
  g_autofree char *reason = get (making, group, "reason");
  g_autofree char *id = vouch_assess_criterion (making->workspace, making->portfolio, name, level,
                                                reason, making->cancellable, error);

  return id != NULL;
}

static gboolean
make_goal (Making *making, const char *group, const char *name, GError **error)
{
  g_autofree char *statement = get (making, group, "statement");
  int days = g_key_file_get_integer (making->plan, group, "days", NULL);
  VouchDay today = vouch_clock_today (vouch_workspace_get_clock (making->workspace));
  g_autofree char *id = vouch_goals_add (making->workspace, making->portfolio, name, statement,
                                         today + (VouchDay) days, NULL, making->cancellable, error);

  return id != NULL;
}

/* Says who is in a file: those listed, or nobody who can be recognised. */
static gboolean
set_people (Making *making, const char *group, const char *item, GError **error)
{
  g_auto (GStrv) people = g_key_file_get_string_list (making->plan, group, "people", NULL, NULL);
  g_autoptr (VouchAppearance) appearance = vouch_appearance_new ();

  if (people == NULL)
    return TRUE;
  if (g_strcmp0 (people[0], "none") == 0) {
    vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_NOBODY);
  } else {
    vouch_appearance_set_state (appearance, VOUCH_APPEARANCE_STATE_LISTED);
    vouch_appearance_set_people (appearance, (const char *const *) people);
  }
  return vouch_register_set_appearance (making->workspace, item, appearance, making->cancellable,
                                        error);
}

static gboolean
set_citations (Making *making, const char *group, VouchItemEdit *edit)
{
  g_auto (GStrv) cites = g_key_file_get_string_list (making->plan, group, "cites", NULL, NULL);
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; cites != NULL && cites[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (cites[i], "@", 2);
    VouchCitation *citation = vouch_citation_new ();

    vouch_citation_set_item (citation, g_hash_table_lookup (making->items, parts[0]));
    vouch_citation_set_at_ms (citation, g_ascii_strtoll (parts[1], NULL, 10));
    g_ptr_array_add (citations, citation);
  }
  if (citations->len > 0)
    vouch_item_edit_set_citations (edit, citations);
  return citations->len > 0;
}

static VouchItemEdit *
make_edit (Making *making, const char *group, GError **error)
{
  g_autoptr (VouchItemEdit) edit = vouch_item_edit_new ();
  g_autofree char *title = get (making, group, "title");

  if (title != NULL)
    vouch_item_edit_set_title (edit, title);
  for (guint i = 0; attributes[i] != NULL; i++) {
    g_autofree char *value = get (making, group, attributes[i]);

    if (value != NULL && !vouch_item_edit_set_attribute (edit, attributes[i], value, error))
      return NULL;
  }
  set_citations (making, group, edit);
  return g_steal_pointer (&edit);
}

static gboolean
make_file (Making *making, const char *group, const char *name, GError **error)
{
  g_autofree char *requirement = get (making, group, "requirement");
  g_autofree char *file = get (making, group, "path");
  g_autofree char *path = g_build_filename (making->folder, file, NULL);
  g_autoptr (VouchItemEdit) edit = make_edit (making, group, error);
  char *id;

  if (edit == NULL)
    return FALSE;
  id = vouch_attach_file (making->workspace, making->portfolio, requirement, path, edit, NULL,
                          making->cancellable, error);
  if (id == NULL)
    return FALSE;
  g_hash_table_insert (making->items, g_strdup (name), id);
  return set_people (making, group, id, error);
}

static gboolean
make_moment (Making *making, const char *group, const char *name, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", 2);
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  g_autofree char *criterion = get (making, group, "criterion");
  g_autofree char *label = get (making, group, "label");
  g_autofree char *note = get (making, group, "note");
  g_autofree char *id = NULL;
  gboolean has_end = g_key_file_has_key (making->plan, group, "until", NULL);

  vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
  vouch_moment_set_start_ms (moment, g_key_file_get_int64 (making->plan, group, "at", NULL));
  vouch_moment_set_end_ms (
      moment, has_end ? g_key_file_get_int64 (making->plan, group, "until", NULL) : -1);
  vouch_moment_set_criterion (moment, criterion);
  vouch_moment_set_label (moment, label);
  vouch_moment_set_note (moment, note);
  id = vouch_annotate_add (making->workspace, g_hash_table_lookup (making->items, parts[0]), moment,
                           making->cancellable, error);
  return id != NULL;
}

static gboolean
make_text (Making *making, const char *group, const char *name, GError **error)
{
  g_autofree char *requirement = get (making, group, "requirement");
  g_autofree char *text = get (making, group, "text");
  g_autoptr (VouchItemEdit) edit = make_edit (making, group, error);
  g_autofree char *id =
      edit != NULL ? vouch_respond_with_text (making->workspace, making->portfolio, requirement,
                                              NULL, text, edit, making->cancellable, error)
                   : NULL;

  return id != NULL;
}

/**
 * vouch_example_list:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): the ids of all portfolios that were made as examples, in the bin or not.
 */
GStrv
vouch_example_list (VouchWorkspace *workspace)
{
  g_autofree char *ids = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  ids = vouch_settings_get (workspace, PORTFOLIOS_KEY);
  return g_strsplit (ids != NULL ? ids : "", SEPARATOR, -1);
}

static gboolean
make_step (Making *making, const char *group, GError **error)
{
  static const struct {
    const char *prefix;
    StepFunc func;
  } steps[] = {
    { "person ", make_person }, { "assess ", make_assessment }, { "goal ", make_goal },
    { "file ", make_file },     { "moment ", make_moment },     { "text ", make_text },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_has_prefix (group, steps[i].prefix))
      return steps[i].func (making, group, group + strlen (steps[i].prefix), error);
  return TRUE;
}

/* Known as an example before anything is in it. */
static gboolean
begin (Making *making, GError **error)
{
  g_autofree char *definition = get (making, "portfolio", "definition");
  g_autofree char *plain = get (making, "portfolio", "title");
  /* Translators: %s is the title of the portfolio that only shows how one looks. */
  g_autofree char *title = g_strdup_printf (_ ("Example: %s"), plain);
  g_auto (GStrv) known = vouch_example_list (making->workspace);
  g_autofree char *ids = NULL;
  g_autofree char *all = NULL;

  making->portfolio =
      vouch_portfolios_begin (making->workspace, definition, title, making->cancellable, error);
  if (making->portfolio == NULL)
    return FALSE;
  ids = g_strjoinv (SEPARATOR, known);
  all = g_strjoin (SEPARATOR, making->portfolio, *ids != '\0' ? ids : NULL, NULL);
  return vouch_settings_set (making->workspace, PORTFOLIOS_KEY, all, error);
}

static gboolean
make_all (Making *making, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (making->plan, NULL);
  guint n = g_strv_length (groups);

  for (guint i = 0; i < n; i++) {
    if (vouch_workspace_is_stopped (making->cancellable, error) ||
        !make_step (making, groups[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_plan (Making *making, GError **error)
{
  g_autofree char *path = g_build_filename (making->folder, "example.ini", NULL);
  g_autoptr (GError) local = NULL;

  if (g_key_file_load_from_file (making->plan, path, G_KEY_FILE_NONE, &local))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
               _ ("The example did not come with this Vouch (%s). Nothing was changed."),
               local->message);
  return FALSE;
}

/**
 * vouch_example_make:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when the example is not installed, or what a step of it says; then
 *   what was made of it is in the bin.
 *
 * Makes the example portfolio.
 *
 * Returns: (transfer full) (nullable): its id.
 */
char *
vouch_example_make (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GKeyFile) plan = g_key_file_new ();
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = vouch_paths_example ();
  Making making = { workspace, cancellable, plan, folder, NULL, items };

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  if (!read_plan (&making, error) || !begin (&making, error))
    return NULL;
  if (make_all (&making, error))
    return making.portfolio;
  if (!vouch_example_throw_away (workspace, making.portfolio, NULL, NULL))
    g_message ("Half of an example portfolio was left: %s", making.portfolio);
  g_free (making.portfolio);
  return NULL;
}

static char *
run_making (VouchJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = vouch_example_make (data, cancellable, error);

  return id != NULL ? g_strdup ("") : NULL;
}

/**
 * vouch_example_job_new:
 * @workspace: a workspace.
 *
 * Returns: (transfer full): a job that makes the example portfolio.
 */
VouchJob *
vouch_example_job_new (VouchWorkspace *workspace)
{
  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  return vouch_job_new (_ ("Making the example portfolio"), NULL, run_making,
                        g_object_ref (workspace), g_object_unref);
}

/**
 * vouch_example_is:
 * @workspace: a workspace.
 * @portfolio: id of a portfolio.
 *
 * Returns: whether it is an example, and not somebody's work.
 */
gboolean
vouch_example_is (VouchWorkspace *workspace, const char *portfolio)
{
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, FALSE);

  ids = vouch_example_list (workspace);
  return g_strv_contains ((const char *const *) ids, portfolio);
}

static gboolean
is_only_here (VouchWorkspace *workspace, const char *file, const char *portfolio)
{
  g_autoptr (GPtrArray) uses = vouch_evidence_list_uses (workspace, file, NULL, NULL);

  for (guint i = 0; uses != NULL && i < uses->len; i++)
    if (g_strcmp0 (vouch_evidence_use_get_portfolio (g_ptr_array_index (uses, i)), portfolio) != 0)
      return FALSE;
  return uses != NULL;
}

/* The files that came with the example and were used for nothing else. */
static GStrv
list_files (VouchWorkspace *workspace, const char *portfolio, GError **error)
{
  g_autoptr (VouchPortfolio) loaded = vouch_portfolios_load (workspace, portfolio, NULL, error);
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  GPtrArray *items = loaded != NULL ? vouch_portfolio_get_items (loaded) : NULL;

  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++) {
    const char *file = vouch_item_get_artifact (g_ptr_array_index (items, i));

    if (file != NULL && is_only_here (workspace, file, portfolio))
      g_strv_builder_add (files, file);
  }
  return g_strv_builder_end (files);
}

/**
 * vouch_example_throw_away:
 * @workspace: a workspace.
 * @portfolio: id of an example.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND; %VOUCH_ERROR_CONFLICT when it is no example.
 *
 * Puts an example and its files into the bin, whole.
 *
 * Returns: whether it is there.
 */
gboolean
vouch_example_throw_away (VouchWorkspace *workspace,
                          const char *portfolio,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *key = g_strconcat (FILES_KEY, portfolio, NULL);
  g_autofree char *joined = NULL;
  g_auto (GStrv) files = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, FALSE);

  if (!vouch_example_is (workspace, portfolio)) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                         _ ("This is your own work and no example. Nothing was changed."));
    return FALSE;
  }
  files = list_files (workspace, portfolio, error);
  if (files == NULL)
    return FALSE;
  joined = g_strjoinv (SEPARATOR, files);
  return vouch_settings_set (workspace, key, joined, error) &&
         (files[0] == NULL ||
          vouch_evidence_remove (workspace, (const char *const *) files, cancellable, error)) &&
         vouch_portfolios_remove (workspace, portfolio, cancellable, error);
}

/**
 * vouch_example_restore:
 * @workspace: a workspace.
 * @portfolio: id of an example in the bin.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND.
 *
 * Takes an example out of the bin again, with its files.
 *
 * Returns: whether it is back.
 */
gboolean
vouch_example_restore (VouchWorkspace *workspace,
                       const char *portfolio,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *key = g_strconcat (FILES_KEY, portfolio, NULL);
  g_autofree char *joined = NULL;
  g_auto (GStrv) files = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && portfolio != NULL, FALSE);

  joined = vouch_settings_get (workspace, key);
  files = g_strsplit (joined != NULL ? joined : "", SEPARATOR, -1);
  return vouch_portfolios_restore (workspace, portfolio, cancellable, error) &&
         (files[0] == NULL ||
          vouch_evidence_restore (workspace, (const char *const *) files, cancellable, error));
}

/**
 * _vouch_example_tidy_up:
 * @store: a library that may be written.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Whoever came with an example and appears in nothing any more, also not in the bin, goes. The key is
 * free then: somebody else may get it, who is none of these.
 *
 * Returns: whether that was looked after.
 */
gboolean
_vouch_example_tidy_up (VouchStore *store, GError **error)
{
  g_autofree char *joined = vouch_store_get_setting (store, PEOPLE_KEY);
  g_auto (GStrv) people = g_strsplit (joined != NULL ? joined : "", SEPARATOR, -1);
  g_autoptr (GStrvBuilder) staying = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;
  g_autofree char *kept = NULL;

  if (people[0] == NULL)
    return TRUE;
  for (guint i = 0; people[i] != NULL; i++) {
    gboolean removed = FALSE;

    if (!vouch_store_remove_person_if_unused (store, people[i], &removed, error))
      return FALSE;
    if (!removed)
      g_strv_builder_add (staying, people[i]);
  }
  left = g_strv_builder_end (staying);
  if (g_strv_length (left) == g_strv_length (people))
    return TRUE;
  kept = left[0] != NULL ? g_strjoinv (SEPARATOR, left) : NULL;
  return vouch_store_set_setting (store, PEOPLE_KEY, kept, error);
}
