/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-cite-popover"

#include "config.h"
#include "vouch-cite-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-citation-text.h"

/**
 * VouchCitePopover:
 *
 * Asks what a text shall refer to: the marked moments, pages and things of a portfolio, found by any of
 * their words. The first that fits is chosen by Enter.
 */
struct _VouchCitePopover {
  GtkPopover parent_instance;

  VouchPortfolio *portfolio;
  GListStore *targets;
  GtkCustomFilter *filter;
  char **wanted; /* the words looked for, folded */

  GtkEditable *search;
  GtkStack *stack;
  GtkLabel *nothing;
  GtkListView *list;
  GtkSingleSelection *selection;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCitePopover, vouch_cite_popover, GTK_TYPE_POPOVER)

static char *
describe (VouchCitePopover *self, VouchCitation *citation)
{
  return vouch_citation_text_describe (self->portfolio, citation,
                                       vouch_citation_get_at_ms (citation));
}

/* Where it is from, by the names that only the teacher sees. */
static const char *
get_origin (VouchCitePopover *self, VouchCitation *citation)
{
  VouchItem *item = vouch_portfolio_find_item (self->portfolio, vouch_citation_get_item (citation));
  const char *name = item != NULL ? vouch_item_get_file_name (item) : NULL;

  return name != NULL ? name : "";
}

static gboolean
fits (gpointer item, gpointer data)
{
  VouchCitePopover *self = data;
  g_autofree char *words = NULL;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (self->wanted == NULL || self->portfolio == NULL)
    return TRUE;
  words = describe (self, item);
  all = g_strjoin (" ", words, get_origin (self, item), NULL);
  folded = g_utf8_casefold (all, -1);
  for (guint i = 0; self->wanted[i] != NULL; i++)
    if (strstr (folded, self->wanted[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *origin = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "numeric");
  gtk_label_set_xalign (GTK_LABEL (origin), 0);
  gtk_label_set_ellipsize (GTK_LABEL (origin), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (origin, "caption");
  gtk_widget_add_css_class (origin, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), origin);
  gtk_list_item_set_child (row, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *row, VouchCitePopover *self)
{
  VouchCitation *citation = gtk_list_item_get_item (row);
  GtkWidget *box = gtk_list_item_get_child (row);
  GtkWidget *title = gtk_widget_get_first_child (box);
  g_autofree char *words = describe (self, citation);
  const char *origin = get_origin (self, citation);

  gtk_label_set_text (GTK_LABEL (title), words);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), origin);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), *origin != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_state (VouchCitePopover *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->targets)) > 0;
  gboolean found = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_text (self->nothing,
                      any ? _ ("Nothing here is called that")
                          : _ ("There is nothing to refer to yet. Attach a recording or a document "
                               "first, and mark places in it."));
  gtk_stack_set_visible_child_name (self->stack, found ? "list" : "nothing");
}

static void
search_cb (VouchCitePopover *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  g_clear_pointer (&self->wanted, g_strfreev);
  self->wanted = g_strsplit (g_strstrip (folded), " ", 8);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  show_state (self);
}

static void
choose (VouchCitePopover *self, guint position)
{
  g_autoptr (VouchCitation) citation =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (citation == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, citation);
}

static void
row_cb (GtkListView *list, guint position, VouchCitePopover *self)
{
  choose (self, position);
}

static void
enter_cb (VouchCitePopover *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
stop_cb (VouchCitePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The arrows go through the list while the words are still being typed. */
static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        VouchCitePopover *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if ((key != GDK_KEY_Down && key != GDK_KEY_Up) || n == 0)
    return GDK_EVENT_PROPAGATE;
  selected = key == GDK_KEY_Down ? MIN (selected + 1, n - 1) : MAX (selected, 1) - 1;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);
  return GDK_EVENT_STOP;
}

static void
vouch_cite_popover_dispose (GObject *object)
{
  VouchCitePopover *self = VOUCH_CITE_POPOVER (object);

  g_clear_object (&self->portfolio);
  g_clear_object (&self->targets);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->wanted, g_strfreev);

  G_OBJECT_CLASS (vouch_cite_popover_parent_class)->dispose (object);
}

static void
vouch_cite_popover_class_init (VouchCitePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_cite_popover_dispose;

  /* What shall be referred to. */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CITATION);
}

static void
make_list (VouchCitePopover *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->targets = g_list_store_new (VOUCH_TYPE_CITATION);
  self->filter = gtk_custom_filter_new (fits, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->targets)),
                                        GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (g_object_ref (self->selection)), g_steal_pointer (&factory)));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be referred to"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_cb), self, 0);
}

static GtkWidget *
make_search (VouchCitePopover *self)
{
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Moment, page or file"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Moment, page or file to refer to"), -1);
  g_signal_connect_object (search, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (search, keys);
  return search;
}

static void
vouch_cite_popover_init (VouchCitePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  make_list (self);
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_max_width_chars (self->nothing, 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->nothing), "nothing");
  gtk_box_append (GTK_BOX (box), make_search (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_set_size_request (box, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Refer to"), -1);
}

/**
 * vouch_cite_popover_new:
 *
 * Returns: (transfer floating): a popover that asks what to refer to.
 */
GtkWidget *
vouch_cite_popover_new (void)
{
  return g_object_new (VOUCH_TYPE_CITE_POPOVER, NULL);
}

/**
 * vouch_cite_popover_ask:
 * @self: a popover that has a parent.
 * @portfolio: whose moments, pages and things can be chosen.
 * @response: (nullable): the response that refers, %NULL before it is stored.
 * @place: where it points to, in its parent.
 *
 * Opens it.
 */
void
vouch_cite_popover_ask (VouchCitePopover *self,
                        VouchPortfolio *portfolio,
                        VouchItem *response,
                        const GdkRectangle *place)
{
  g_autoptr (GPtrArray) targets = NULL;

  g_return_if_fail (VOUCH_IS_CITE_POPOVER (self) && VOUCH_IS_PORTFOLIO (portfolio));

  g_set_object (&self->portfolio, portfolio);
  targets = vouch_citation_text_list_targets (portfolio, response);
  gtk_editable_set_text (self->search, "");
  g_list_store_splice (self->targets, 0, g_list_model_get_n_items (G_LIST_MODEL (self->targets)),
                       targets->pdata, targets->len);
  search_cb (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
