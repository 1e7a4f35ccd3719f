/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-catalogue-page"

#include "config.h"
#include "vouch-catalogue-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-definition.h"
#include "vouch-definitions.h"

#include "vouch-rows.h"

/**
 * VouchCataloguePage:
 *
 * The micro-credentials on this computer, by stack; a press opens one before anything is begun.
 */
struct _VouchCataloguePage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  GPtrArray *definitions; /* (element-type VouchDefinition) (nullable) */
  GCancellable *cancellable;

  GtkStack *stack;
  GtkEditable *search;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (VouchCataloguePage, vouch_catalogue_page, VOUCH_TYPE_PAGE)

static const char *
group_title (VouchDefinition *definition)
{
  VouchStack *stack = vouch_definition_get_stack (definition);

  return stack != NULL ? vouch_stack_get_name (stack) : _ ("On their own");
}

/* Names, field, issuer, tags and the media asked for, folded, so that one search finds any of them. */
static char *
searchable_text (VouchDefinition *definition)
{
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchProfile *issuer = vouch_definition_info_get_issuer (info);
  GPtrArray *parts = vouch_definition_get_parts (definition);
  g_autofree char *tags = g_strjoinv (" ", (char **) vouch_definition_info_get_tags (info));
  g_autoptr (GString) text = g_string_new (vouch_definition_info_get_name (info));

  g_string_append_printf (text, " %s %s %s %s %s", tags, group_title (definition),
                          issuer != NULL ? vouch_profile_get_name (issuer) : "",
                          vouch_definition_info_get_field_of_study (info) != NULL
                              ? vouch_definition_info_get_field_of_study (info)
                              : "",
                          vouch_definition_info_get_description (info));
  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (g_ptr_array_index (parts, i));

    for (guint j = 0; j < requirements->len; j++)
      g_string_append_printf (text, " %s",
                              vouch_requirement_get_title (g_ptr_array_index (requirements, j)));
  }
  return g_utf8_casefold (text->str, -1);
}

static gboolean
fits_search (VouchDefinition *definition, const char *query)
{
  g_autofree char *folded = g_utf8_casefold (query, -1);
  g_autofree char *text = searchable_text (definition);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkWidget *
make_row (VouchDefinition *definition)
{
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  GtkWidget *row = vouch_rows_link (vouch_definition_info_get_name (info),
                                    vouch_definition_info_get_description (info),
                                    "win.show-definition", vouch_definition_get_id (definition));
  g_autofree char *hours = NULL;

  if (vouch_definition_info_get_max_hours (info) > 0) {
    /* Translators: how long the work takes, from and to, as in "4–8 hours". */
    hours = g_strdup_printf (_ ("%g–%g hours"), vouch_definition_info_get_min_hours (info),
                             vouch_definition_info_get_max_hours (info));
    vouch_rows_link_add (row, g_object_new (GTK_TYPE_LABEL, "label", hours, "css-classes",
                                            (const char *[]){ "dim-label", NULL }, NULL));
  }
  return row;
}

static GtkWidget *
find_group (VouchCataloguePage *self, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *group;

  for (group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    if (g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), escaped) == 0)
      return group;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (self->groups, group);
  return group;
}

static void
show_definitions (VouchCataloguePage *self)
{
  const char *query = gtk_editable_get_text (self->search);
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; self->definitions != NULL && i < self->definitions->len; i++) {
    VouchDefinition *definition = g_ptr_array_index (self->definitions, i);

    if (!fits_search (definition, query))
      continue;
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (find_group (self, group_title (definition))),
                               make_row (definition));
    shown++;
  }
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing");
}

static gpointer
list_definitions (VouchWorkspace *workspace,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  return vouch_definitions_list (workspace, cancellable, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchCataloguePage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *definitions;

  definitions = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  g_clear_pointer (&self->definitions, g_ptr_array_unref);
  self->definitions = definitions;
  show_definitions (self);
}

static void
vouch_catalogue_page_refresh (VouchPage *page)
{
  VouchCataloguePage *self = VOUCH_CATALOGUE_PAGE (page);

  vouch_workspace_run_async (self->workspace, list_definitions, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb,
                             g_object_ref (self));
}

static gpointer
import_file (VouchWorkspace *workspace, gpointer path, GCancellable *cancellable, GError **error)
{
  return vouch_definitions_import (workspace, path, cancellable, error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchCataloguePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  id = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-definition", "s", id);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, VouchCataloguePage *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    vouch_workspace_run_async (self->workspace, import_file, g_file_get_path (file), g_free, g_free,
                               self->cancellable, imported_cb, g_object_ref (self));
  g_object_unref (dialog);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_ ("Open a definition"),
                                        GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Definitions"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
show_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_editable_set_text (VOUCH_CATALOGUE_PAGE (widget)->search, "");
}

static void
vouch_catalogue_page_dispose (GObject *object)
{
  VouchCataloguePage *self = VOUCH_CATALOGUE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->definitions, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_catalogue_page_parent_class)->dispose (object);
}

static void
vouch_catalogue_page_finalize (GObject *object)
{
  g_object_unref (VOUCH_CATALOGUE_PAGE (object)->cancellable);

  G_OBJECT_CLASS (vouch_catalogue_page_parent_class)->finalize (object);
}

static void
vouch_catalogue_page_class_init (VouchCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_catalogue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_catalogue_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_catalogue_page_refresh;

  gtk_widget_class_install_action (widget_class, "catalogue.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "catalogue.show-all", NULL, show_all_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/catalogue/vouch-catalogue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, groups);
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, search);
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, stack);
}

static void
vouch_catalogue_page_init (VouchCataloguePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (show_definitions), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_catalogue_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the page of all micro-credentials.
 */
VouchPage *
vouch_catalogue_page_new (VouchWorkspace *workspace)
{
  VouchCataloguePage *self = g_object_new (VOUCH_TYPE_CATALOGUE_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  return VOUCH_PAGE (self);
}
