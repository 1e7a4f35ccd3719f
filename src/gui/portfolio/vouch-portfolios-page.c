/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolios-page"

#include "config.h"
#include "vouch-portfolios-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-overview.h"
#include "vouch-portfolios.h"

#include "vouch-gradual.h"
#include "vouch-portfolio-row.h"
#include "vouch-rows.h"
#include "vouch-speech.h"

/* Rows of a list box are all there at once, and best for a screen reader; more than this come and go
 * with the scroll. */
#define MANY 100

/* So many of those in the bin are offered here. */
#define BIN_ROWS 20

typedef enum {
  SORT_CHANGED,
  SORT_TITLE,
  SORT_OPEN,
} Sort;

/**
 * VouchPortfoliosPage:
 *
 * The portfolios, each with how far it is, the next step and when it was changed; to be searched and
 * sorted. Those in the bin can be brought back.
 */
struct _VouchPortfoliosPage {
  VouchPage parent_instance;

  GListStore *store; /* of VouchPortfolioSummary */
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSortListModel *sorted;
  GtkSliceListModel *gradual; /* what of @sorted the long list has by now */

  GtkStack *stack;
  GtkStack *lists;
  GtkSearchEntry *search;
  GtkDropDown *sort;
  GtkListBox *list;
  GtkListView *many;
  GtkWidget *bin;
  GtkListBox *bin_list;
};

G_DEFINE_FINAL_TYPE (VouchPortfoliosPage, vouch_portfolios_page, VOUCH_TYPE_PAGE)

/* What is found and in which order. */

static gboolean
contains (const char *text, const char *sought)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, sought) != NULL;
}

static gboolean
is_sought (gpointer item, gpointer data)
{
  VouchPortfoliosPage *self = data;
  g_autofree char *sought =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return contains (vouch_portfolio_summary_get_title (item), g_strstrip (sought)) ||
         contains (vouch_portfolio_summary_get_credential (item), sought) ||
         contains (vouch_portfolio_summary_get_next_step (item), sought);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  VouchPortfolioSummary *left = (gpointer) a, *right = (gpointer) b;
  gint64 left_ms = vouch_portfolio_summary_get_changed_ms (left);
  gint64 right_ms = vouch_portfolio_summary_get_changed_ms (right);
  guint left_open =
      vouch_portfolio_summary_get_needed (left) - vouch_portfolio_summary_get_complete (left);
  guint right_open =
      vouch_portfolio_summary_get_needed (right) - vouch_portfolio_summary_get_complete (right);

  switch ((Sort) gtk_drop_down_get_selected (VOUCH_PORTFOLIOS_PAGE (data)->sort)) {
  case SORT_TITLE:
    return g_utf8_collate (vouch_portfolio_summary_get_title (left),
                           vouch_portfolio_summary_get_title (right));
  case SORT_OPEN: return left_open < right_open ? -1 : left_open > right_open;
  case SORT_CHANGED:
  default: return left_ms > right_ms ? -1 : left_ms < right_ms;
  }
}

static void
show_found (VouchPortfoliosPage *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  if (found == 0)
    gtk_stack_set_visible_child_name (self->lists, "none");
  else
    gtk_stack_set_visible_child_name (self->lists, all > MANY ? "many" : "few");
}

static void
search_cb (VouchPortfoliosPage *self)
{
  vouch_gradual_begin (self->gradual, GTK_WIDGET (self->many));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_found (self);
}

static void
sort_cb (VouchPortfoliosPage *self)
{
  vouch_gradual_begin (self->gradual, GTK_WIDGET (self->many));
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* Rows. */

static void
open_portfolio (VouchPortfoliosPage *self, guint position)
{
  g_autoptr (VouchPortfolioSummary) summary =
      g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (summary != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-portfolio", "s",
                                vouch_portfolio_summary_get_id (summary));
}

static void
row_activated_cb (VouchPortfoliosPage *self, GtkListBoxRow *row)
{
  open_portfolio (self, (guint) gtk_list_box_row_get_index (row));
}

static void
activate_cb (VouchPortfoliosPage *self, guint position)
{
  open_portfolio (self, position);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *child = vouch_portfolio_row_new ();
  g_autofree char *step = vouch_portfolio_row_describe (item);

  vouch_portfolio_row_set_summary (VOUCH_PORTFOLIO_ROW (child), item);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_portfolio_summary_get_title (item),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step, -1);
  return row;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, vouch_portfolio_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  vouch_portfolio_row_set_summary (VOUCH_PORTFOLIO_ROW (gtk_list_item_get_child (item)),
                                   gtk_list_item_get_item (item));
}

/* To be called before there are so many, so that no list makes rows that the other one shows. */
static void
bind_lists (VouchPortfoliosPage *self, guint all)
{
  gboolean few = all <= MANY;
  g_autoptr (GtkNoSelection) selection = NULL;

  if (few == (gtk_list_view_get_model (self->many) == NULL))
    return;
  gtk_list_box_bind_model (self->list, few ? G_LIST_MODEL (self->sorted) : NULL, make_row, NULL,
                           NULL);
  if (!few) {
    vouch_gradual_begin (self->gradual, GTK_WIDGET (self->many));
    selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->gradual)));
  }
  gtk_list_view_set_model (self->many, GTK_SELECTION_MODEL (selection));
}

/* Reading. */

static gboolean
is_same (VouchPortfolioSummary *a, VouchPortfolioSummary *b)
{
  return g_strcmp0 (vouch_portfolio_summary_get_id (a), vouch_portfolio_summary_get_id (b)) == 0 &&
         g_strcmp0 (vouch_portfolio_summary_get_title (a), vouch_portfolio_summary_get_title (b)) ==
             0 &&
         g_strcmp0 (vouch_portfolio_summary_get_next_step (a),
                    vouch_portfolio_summary_get_next_step (b)) == 0 &&
         vouch_portfolio_summary_get_complete (a) == vouch_portfolio_summary_get_complete (b) &&
         vouch_portfolio_summary_get_standing (a) == vouch_portfolio_summary_get_standing (b) &&
         vouch_portfolio_summary_get_changed_ms (a) == vouch_portfolio_summary_get_changed_ms (b);
}

/* Only what is different is put in anew, so that the rest, and the focus on it, stays. */
static void
put_summaries (VouchPortfoliosPage *self, GPtrArray *summaries)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  if (before != summaries->len) {
    g_list_store_splice (self->store, 0, before, summaries->pdata, summaries->len);
    return;
  }
  for (guint i = 0; i < summaries->len; i++) {
    g_autoptr (VouchPortfolioSummary) old = g_list_model_get_item (G_LIST_MODEL (self->store), i);

    if (!is_same (old, summaries->pdata[i]))
      g_list_store_splice (self->store, i, 1, &summaries->pdata[i], 1);
  }
}

static void
show_bin (VouchPortfoliosPage *self, GPtrArray *summaries)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->bin_list, 0)) != NULL)
    gtk_list_box_remove (self->bin_list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (summaries->len, BIN_ROWS); i++) {
    VouchPortfolioSummary *summary = g_ptr_array_index (summaries, i);
    g_autofree char *day = vouch_day_format_for_people (
        vouch_day_from_time (vouch_portfolio_summary_get_changed_ms (summary)));
    /* Translators: a date. */
    g_autofree char *since = g_strdup_printf (_ ("In the bin since %s"), day);
    GtkWidget *line = vouch_rows_text (vouch_portfolio_summary_get_title (summary), since);
    GtkWidget *back = gtk_button_new_with_label (_ ("Bring back"));

    gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "s",
                                      vouch_portfolio_summary_get_id (summary));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "portfolios.restore");
    adw_action_row_add_suffix (ADW_ACTION_ROW (line), back);
    gtk_list_box_append (self->bin_list, line);
  }
  gtk_widget_set_visible (self->bin, summaries->len > 0);
}

/* What the page shows, and what is in the bin. */
typedef struct {
  GPtrArray *summaries;
  GPtrArray *bin;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->summaries, g_ptr_array_unref);
  g_clear_pointer (&found->bin, g_ptr_array_unref);
  g_free (found);
}

static gpointer
find_all (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->summaries = vouch_overview_list (workspace, cancellable, error);
  if (found->summaries != NULL)
    found->bin = vouch_overview_list_bin (workspace, cancellable, error);
  if (found->bin != NULL)
    return found;
  found_free (found);
  return NULL;
}

static void
show (VouchPage *page, gpointer result)
{
  VouchPortfoliosPage *self = VOUCH_PORTFOLIOS_PAGE (page);
  Found *found = result;

  bind_lists (self, found->summaries->len);
  put_summaries (self, found->summaries);
  show_bin (self, found->bin);
  show_found (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    found->summaries->len + found->bin->len > 0 ? "list" : "empty");
}

static void
vouch_portfolios_page_refresh (VouchPage *page)
{
  vouch_page_run (page, find_all, NULL, NULL, found_free, show);
}

static gpointer
restore (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_portfolios_restore (workspace, id, cancellable, error));
}

static void
restore_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), restore, g_variant_dup_string (parameter, NULL), g_free,
                  NULL, NULL);
}

static void
search_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (VOUCH_PORTFOLIOS_PAGE (widget)->search));
}

static void
vouch_portfolios_page_dispose (GObject *object)
{
  VouchPortfoliosPage *self = VOUCH_PORTFOLIOS_PAGE (object);

  g_clear_object (&self->gradual);
  g_clear_object (&self->sorted);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (vouch_portfolios_page_parent_class)->dispose (object);
}

static void
vouch_portfolios_page_class_init (VouchPortfoliosPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_portfolios_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_portfolios_page_refresh;

  gtk_widget_class_install_action (widget_class, "portfolios.restore", "s", restore_cb);
  gtk_widget_class_install_action (widget_class, "portfolios.search", NULL, search_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "portfolios.search", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-portfolios-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, bin);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, bin_list);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, list);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, lists);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, many);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, search);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, sort);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, stack);
}

static void
build_models (VouchPortfoliosPage *self)
{
  GtkCustomFilter *filter = gtk_custom_filter_new (is_sought, self, NULL);
  GtkCustomSorter *sorter = gtk_custom_sorter_new (compare, self, NULL);
  GtkFilterListModel *filtered;

  self->store = g_list_store_new (VOUCH_TYPE_PORTFOLIO_SUMMARY);
  self->filter = GTK_FILTER (filter);
  self->sorter = GTK_SORTER (sorter);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), self->filter);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), self->sorter);
  self->gradual = vouch_gradual_new (G_LIST_MODEL (self->sorted));
}

static void
vouch_portfolios_page_init (VouchPortfoliosPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *const sorts[] = { _ ("Last changed first"), _ ("By title"),
                                _ ("Least left to do first"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (sorts);

  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_drop_down (self->sort, _ ("Order"));
  build_models (self);
  gtk_drop_down_set_model (self->sort, G_LIST_MODEL (words));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->many, factory);
  g_object_unref (factory);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort, "notify::selected", G_CALLBACK (sort_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->many, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sorted), make_row, NULL, NULL);
}

/**
 * vouch_portfolios_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the page of all portfolios.
 */
VouchPage *
vouch_portfolios_page_new (VouchWorkspace *workspace)
{
  return vouch_page_new (VOUCH_TYPE_PORTFOLIOS_PAGE, workspace, NULL);
}
