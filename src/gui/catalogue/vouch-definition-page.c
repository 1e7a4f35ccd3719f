/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-page"

#include "config.h"
#include "vouch-definition-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-definition.h"
#include "vouch-definitions.h"
#include "vouch-describe.h"
#include "vouch-portfolios.h"

#include "vouch-definition-terms.h"
#include "vouch-rows.h"

/**
 * VouchDefinitionPage:
 *
 * One micro-credential before it is begun: what is shown, what is handed in and when it is best
 * collected, the whole rubric, who decides and how long that takes.
 */
struct _VouchDefinitionPage {
  VouchPage parent_instance;

  gboolean filled;

  GtkLabel *name;
  GtkLabel *description;
  AdwPreferencesGroup *shown;
  GtkBox *parts;
  AdwPreferencesGroup *judged;
  AdwPreferencesGroup *about;
  AdwPreferencesGroup *before;
  AdwPreferencesGroup *help;
  AdwPreferencesGroup *resources;
  AdwPreferencesGroup *worth;
};

G_DEFINE_FINAL_TYPE (VouchDefinitionPage, vouch_definition_page, VOUCH_TYPE_PAGE)

static void
append_words (GString *text, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

/* "sound, video · 5:00 to 15:00 · unedited …": all that one requirement asks for, on one line. */
static char *
requirement_words (VouchRequirement *requirement)
{
  GPtrArray *constraints = vouch_requirement_get_constraints (requirement);
  g_autofree char *media = vouch_describe_media (vouch_requirement_get_media (requirement));
  g_autofree char *quantity = vouch_describe_quantity (requirement);
  g_autoptr (GString) text = g_string_new (NULL);

  append_words (text, media);
  append_words (text, quantity);
  for (guint i = 0; i < constraints->len; i++) {
    g_autofree char *words = vouch_describe_constraint (g_ptr_array_index (constraints, i));

    append_words (text, words);
  }
  append_words (text, vouch_describe_timing (vouch_requirement_get_timing (requirement)));
  if (!vouch_requirement_get_required (requirement))
    append_words (text, _ ("may be left out"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_shown (VouchDefinitionPage *self, VouchDefinition *definition)
{
  VouchCompetency *competency = vouch_definition_get_competency (definition);
  GPtrArray *components = vouch_competency_get_components (competency);

  g_autofree char *statement =
      g_markup_escape_text (vouch_competency_get_statement (competency), -1);

  adw_preferences_group_set_description (self->shown, statement);
  if (vouch_competency_get_key_method (competency) != NULL)
    adw_preferences_group_add (
        self->shown,
        vouch_rows_text (_ ("The method"), vouch_competency_get_key_method (competency)));
  for (guint i = 0; i < components->len; i++) {
    VouchMethodComponent *component = g_ptr_array_index (components, i);

    adw_preferences_group_add (
        self->shown, vouch_rows_text (vouch_method_component_get_title (component),
                                      vouch_method_component_get_description (component)));
  }
  if (vouch_competency_get_rationale (competency) != NULL)
    adw_preferences_group_add (
        self->shown,
        vouch_rows_text (_ ("Why it matters"), vouch_competency_get_rationale (competency)));
}

static void
fill_parts (VouchDefinitionPage *self, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    VouchPart *part = g_ptr_array_index (parts, i);
    GPtrArray *requirements = vouch_part_get_requirements (part);
    GtkWidget *group = adw_preferences_group_new ();
    g_autofree char *title = g_markup_escape_text (vouch_part_get_title (part), -1);
    const char *instructions = vouch_part_get_instructions (part);
    g_autofree char *escaped = g_markup_escape_text (instructions != NULL ? instructions : "", -1);

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
    for (guint j = 0; j < requirements->len; j++) {
      VouchRequirement *requirement = g_ptr_array_index (requirements, j);
      g_autofree char *words = requirement_words (requirement);

      adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (group),
          vouch_rows_text (vouch_requirement_get_title (requirement), words));
    }
    gtk_box_append (self->parts, group);
  }
}

static void
fill_judged (VouchDefinitionPage *self, VouchDefinition *definition)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);
  const char *rule =
      vouch_passing_rule_get_description (vouch_definition_get_passing_rule (definition));
  g_autofree char *escaped = g_markup_escape_text (rule != NULL ? rule : "", -1);

  adw_preferences_group_set_description (self->judged, escaped);
  for (guint i = 0; i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    GPtrArray *levels = vouch_criterion_get_levels (criterion);
    GtkWidget *row = vouch_rows_expander (vouch_criterion_get_title (criterion),
                                          vouch_criterion_get_description (criterion));

    for (guint j = 0; j < levels->len; j++) {
      VouchCriterionLevel *level = g_ptr_array_index (levels, j);
      VouchLevel *on_scale = vouch_scale_find_level (vouch_criterion_get_scale (criterion),
                                                     vouch_criterion_level_get_level (level));

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                vouch_rows_text (vouch_level_get_quality (on_scale),
                                                 vouch_criterion_level_get_description (level)));
    }
    adw_preferences_group_add (self->judged, row);
  }
}

static gpointer
find_definition (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_definitions_find (workspace, id, cancellable, error);
}

static void
show_definition (VouchPage *page, gpointer result)
{
  VouchDefinitionPage *self = VOUCH_DEFINITION_PAGE (page);
  VouchDefinition *definition = result;

  if (self->filled)
    return;
  self->filled = TRUE;
  vouch_page_set_title (page, vouch_definition_get_name (definition));
  gtk_label_set_text (self->name, vouch_definition_get_name (definition));
  gtk_label_set_text (self->description, vouch_definition_info_get_description (
                                             vouch_definition_get_info (definition)));
  vouch_definition_terms_fill_before (self->before, definition);
  fill_shown (self, definition);
  fill_parts (self, definition);
  fill_judged (self, definition);
  vouch_definition_terms_fill_about (self->about, definition);
  vouch_definition_terms_fill_help (self->help, definition);
  vouch_definition_terms_fill_worth (self->worth, definition);
  vouch_definition_terms_fill_resources (self->resources, definition);
}

static void
vouch_definition_page_refresh (VouchPage *page)
{
  if (!VOUCH_DEFINITION_PAGE (page)->filled)
    vouch_page_run (page, find_definition, g_strdup (vouch_page_get_subject (page)), g_free,
                    g_object_unref, show_definition);
}

static gpointer
begin_portfolio (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_portfolios_begin (workspace, id, NULL, cancellable, error);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchDefinitionPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *portfolio = NULL;

  portfolio = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "definition.start", TRUE);
  if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-portfolio", "s", portfolio);
}

static void
start_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "definition.start", FALSE);
  vouch_workspace_run_async (vouch_page_get_workspace (page), begin_portfolio,
                             g_strdup (vouch_page_get_subject (page)), g_free, g_free,
                             vouch_page_get_cancellable (page), begun_cb, g_object_ref (page));
}

/* Resources are on the web; the person's own browser opens them. */
static void
open_link_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *url = g_variant_get_string (parameter, NULL);

  if (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"))
    g_app_info_launch_default_for_uri_async (url, NULL, NULL, NULL, NULL);
}

static void
vouch_definition_page_class_init (VouchDefinitionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->refresh = vouch_definition_page_refresh;

  gtk_widget_class_install_action (widget_class, "definition.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (widget_class, "definition.start", NULL, start_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/catalogue/vouch-definition-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, description);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, before);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, help);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, worth);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, judged);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, name);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, parts);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, resources);
  gtk_widget_class_bind_template_child (widget_class, VouchDefinitionPage, shown);
}

static void
vouch_definition_page_init (VouchDefinitionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_definition_page_new:
 * @workspace: the workspace.
 * @id: the definition's URI.
 *
 * Returns: (transfer floating): the page of one micro-credential.
 */
VouchPage *
vouch_definition_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_DEFINITION_PAGE, workspace, id);
}
