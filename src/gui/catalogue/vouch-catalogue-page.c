/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-catalogue-page"

#include "config.h"
#include "vouch-catalogue-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-definition.h"
#include "vouch-shelf.h"

#include "vouch-catalogue-card.h"
#include "vouch-catalogue-filter.h"
#include "vouch-rows.h"

/**
 * VouchCataloguePage:
 *
 * The micro-credentials on this computer as cards, stack by stack, with how many of a stack are earned;
 * a press opens one before anything is begun.
 */
struct _VouchCataloguePage {
  VouchPage parent_instance;

  VouchShelf *shelf; /* (nullable) */

  GtkStack *stack;
  VouchCatalogueFilter *filter;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (VouchCataloguePage, vouch_catalogue_page, VOUCH_TYPE_PAGE)

static const char *
group_title (VouchDefinition *definition)
{
  VouchStack *stack = vouch_definition_get_stack (definition);

  return stack != NULL ? vouch_stack_get_name (stack) : _ ("On their own");
}

static void
card_activated_cb (GtkFlowBox *cards, GtkFlowBoxChild *card, VouchCataloguePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-definition", "s",
                              gtk_widget_get_name (GTK_WIDGET (card)));
}

/* "Early Reading · 1 of 5 earned" */
static char *
describe_progress (VouchCataloguePage *self, VouchDefinition *definition)
{
  VouchStack *stack = vouch_definition_get_stack (definition);
  GPtrArray *members = stack != NULL ? vouch_stack_get_members (stack) : NULL;
  guint earned = 0;

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const char *id = vouch_profile_get_id (g_ptr_array_index (members, i));

    earned += vouch_shelf_get_state (self->shelf, id) == VOUCH_SHELF_EARNED;
  }
  if (members == NULL || members->len == 0)
    return g_strdup ("");
  /* Translators: of a stack of micro-credentials, as in "1 of 5 earned". */
  return g_strdup_printf (_ ("%u of %u earned"), earned, members->len);
}

static GtkWidget *
make_group (VouchCataloguePage *self, VouchDefinition *first)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cards = g_object_new (GTK_TYPE_FLOW_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                                   "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE,
                                   "min-children-per-line", 1, "max-children-per-line", 3,
                                   "column-spacing", 12, "row-spacing", 12, NULL);
  g_autofree char *progress = describe_progress (self, first);

  gtk_box_append (GTK_BOX (head),
                  g_object_new (GTK_TYPE_LABEL, "label", group_title (first), "xalign", 0.0, "wrap",
                                TRUE, "css-classes", (const char *[]){ "title-4", NULL }, NULL));
  gtk_box_append (GTK_BOX (head),
                  g_object_new (GTK_TYPE_LABEL, "label", progress, "hexpand", TRUE, "xalign", 1.0,
                                "css-classes", (const char *[]){ "dim-label", "numeric", NULL },
                                NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cards), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  group_title (first), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  progress, -1);
  g_signal_connect_object (cards, "child-activated", G_CALLBACK (card_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (group), head);
  gtk_box_append (GTK_BOX (group), cards);
  gtk_box_append (self->groups, group);
  return cards;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  VouchStack *one = vouch_definition_get_stack (*(VouchDefinition *const *) a);
  VouchStack *other = vouch_definition_get_stack (*(VouchDefinition *const *) b);
  int order;

  if (one == NULL || other == NULL)
    return (one == NULL) - (other == NULL);
  order = g_utf8_collate (vouch_stack_get_name (one), vouch_stack_get_name (other));
  if (order != 0)
    return order;
  return (int) vouch_stack_get_position (one) - (int) vouch_stack_get_position (other);
}

static void
show_definitions (VouchCataloguePage *self)
{
  GPtrArray *definitions = self->shelf != NULL ? vouch_shelf_get_definitions (self->shelf) : NULL;
  VouchDefinition *last = NULL;
  GtkWidget *cards = NULL;
  guint shown = 0;

  if (definitions == NULL)
    return;
  vouch_rows_clear_box (self->groups);
  for (guint i = 0; i < definitions->len; i++) {
    VouchDefinition *definition = g_ptr_array_index (definitions, i);

    if (!vouch_catalogue_filter_fits (self->filter, definition))
      continue;
    if (last == NULL || g_strcmp0 (group_title (last), group_title (definition)) != 0)
      cards = make_group (self, definition);
    gtk_flow_box_append (
        GTK_FLOW_BOX (cards),
        vouch_catalogue_card_new (
            definition, vouch_shelf_get_state (self->shelf, vouch_definition_get_id (definition))));
    last = definition;
    shown++;
  }
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing");
}

static gpointer
load_shelf (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_shelf_load (workspace, cancellable, error);
}

static void
show_shelf (VouchPage *page, gpointer result)
{
  VouchCataloguePage *self = VOUCH_CATALOGUE_PAGE (page);

  g_clear_pointer (&self->shelf, vouch_shelf_unref);
  self->shelf = vouch_shelf_ref (result);
  g_ptr_array_sort (vouch_shelf_get_definitions (self->shelf), compare_positions);
  vouch_catalogue_filter_offer (self->filter, vouch_shelf_get_definitions (self->shelf));
  show_definitions (self);
}

static void
vouch_catalogue_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_shelf, NULL, NULL, (GDestroyNotify) vouch_shelf_unref, show_shelf);
}

static void
show_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_catalogue_filter_clear (VOUCH_CATALOGUE_PAGE (widget)->filter);
}

static void
vouch_catalogue_page_finalize (GObject *object)
{
  g_clear_pointer (&VOUCH_CATALOGUE_PAGE (object)->shelf, vouch_shelf_unref);

  G_OBJECT_CLASS (vouch_catalogue_page_parent_class)->finalize (object);
}

static void
vouch_catalogue_page_class_init (VouchCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_catalogue_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_catalogue_page_refresh;

  g_type_ensure (VOUCH_TYPE_CATALOGUE_FILTER);
  gtk_widget_class_install_action (widget_class, "catalogue.show-all", NULL, show_all_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/catalogue/vouch-catalogue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, filter);
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, groups);
  gtk_widget_class_bind_template_child (widget_class, VouchCataloguePage, stack);
}

static void
vouch_catalogue_page_init (VouchCataloguePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (show_definitions), self,
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
  return vouch_page_new (VOUCH_TYPE_CATALOGUE_PAGE, workspace, NULL);
}
