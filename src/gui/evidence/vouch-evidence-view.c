/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-view"

#include "config.h"
#include "vouch-evidence-view.h"

#include <glib/gi18n.h>

#include "vouch-evidence-cell.h"
#include "vouch-gradual.h"

/* GTK 4.8 keeps thirty rows of a grid, of as many columns as there may be. */
#define MOST_COLUMNS 7

/**
 * VouchEvidenceView:
 *
 * Files as a grid or as a list: one model for both, of which only the one that is in sight has cells.
 * When what it shows is read anew, whatever stayed the same keeps its place, its selection and the
 * keyboard focus.
 */
struct _VouchEvidenceView {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  GListStore *all;
  GtkFilterListModel *shown;
  GtkSliceListModel *gradual; /* what of @shown has come in by now */
  GtkMultiSelection *selection;

  GtkWidget *stack;
  GtkGridView *grid;
  GtkListView *list;
};

enum {
  SIGNAL_OPEN,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchEvidenceView, vouch_evidence_view, GTK_TYPE_WIDGET)

static void
setup (VouchEvidenceView *self, GtkListItem *item, GtkOrientation orientation)
{
  gtk_list_item_set_child (item, vouch_evidence_cell_new (self->workspace, orientation));
}

static void
setup_tile_cb (VouchEvidenceView *self, GtkListItem *item)
{
  setup (self, item, GTK_ORIENTATION_VERTICAL);
}

static void
setup_row_cb (VouchEvidenceView *self, GtkListItem *item)
{
  setup (self, item, GTK_ORIENTATION_HORIZONTAL);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  VouchEvidence *evidence = gtk_list_item_get_item (item);

  vouch_evidence_cell_show (VOUCH_EVIDENCE_CELL (cell), evidence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, vouch_evidence_get_name (evidence),
                                  -1);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  vouch_evidence_cell_show (VOUCH_EVIDENCE_CELL (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
make_factory (VouchEvidenceView *self, GCallback setup_cb)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup_cb, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

static void
activated_cb (VouchEvidenceView *self, guint position)
{
  g_autoptr (VouchEvidence) evidence =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (evidence != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, evidence);
}

static void
selected_cb (VouchEvidenceView *self)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static void
fill (VouchEvidenceView *self)
{
  GtkWidget *list = gtk_list_view_new (NULL, make_factory (self, G_CALLBACK (setup_row_cb)));
  GtkWidget *grid = gtk_grid_view_new (NULL, make_factory (self, G_CALLBACK (setup_tile_cb)));

  self->list = GTK_LIST_VIEW (list);
  self->grid = GTK_GRID_VIEW (grid);
  gtk_grid_view_set_max_columns (self->grid, MOST_COLUMNS);
  gtk_grid_view_set_enable_rubberband (self->grid, TRUE);
  gtk_list_view_set_enable_rubberband (self->list, TRUE);
  gtk_widget_add_css_class (list, "rich-list");
  gtk_widget_add_css_class (list, "evidence-list");
  gtk_widget_add_css_class (grid, "evidence-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your evidence"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your evidence"), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled (grid), "grid");
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled (list), "list");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

static void
vouch_evidence_view_dispose (GObject *object)
{
  VouchEvidenceView *self = VOUCH_EVIDENCE_VIEW (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->gradual);
  g_clear_object (&self->shown);
  g_clear_object (&self->all);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_evidence_view_parent_class)->dispose (object);
}

static void
vouch_evidence_view_class_init (VouchEvidenceViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_evidence_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_EVIDENCE);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_evidence_view_init (VouchEvidenceView *self)
{
  self->all = g_list_store_new (VOUCH_TYPE_EVIDENCE);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->all)), NULL);
  self->gradual = vouch_gradual_new (G_LIST_MODEL (self->shown));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->gradual)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_evidence_view_set_workspace:
 * @self: a view that has none yet.
 * @workspace: the workspace that has the files.
 *
 * Says where the pictures of the files come from; the view shows nothing before.
 */
void
vouch_evidence_view_set_workspace (VouchEvidenceView *self, VouchWorkspace *workspace)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_VIEW (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  fill (self);
  vouch_evidence_view_set_as_list (self, FALSE);
}

/**
 * vouch_evidence_view_set_filter:
 * @self: a view.
 * @filter: which files are shown.
 *
 * Shows only some of the files.
 */
void
vouch_evidence_view_set_filter (VouchEvidenceView *self, GtkFilter *filter)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_VIEW (self));

  gtk_filter_list_model_set_filter (self->shown, filter);
}

static gboolean
is_as_before (VouchEvidenceView *self, guint position, VouchEvidence *now)
{
  g_autoptr (VouchEvidence) before = g_list_model_get_item (G_LIST_MODEL (self->all), position);

  return vouch_evidence_equal (before, now);
}

static GHashTable *
remember_selected (VouchEvidenceView *self)
{
  g_autoptr (GPtrArray) selected = vouch_evidence_view_list_selected (self);
  GHashTable *artifacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < selected->len; i++)
    g_hash_table_add (artifacts, g_strdup (vouch_evidence_get_artifact (selected->pdata[i])));
  return artifacts;
}

static void
select_again (VouchEvidenceView *self, GHashTable *artifacts)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model);

  if (g_hash_table_size (artifacts) == 0)
    return;
  for (guint i = 0; i < n; i++) {
    g_autoptr (VouchEvidence) evidence = g_list_model_get_item (model, i);

    if (g_hash_table_contains (artifacts, vouch_evidence_get_artifact (evidence)))
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, FALSE);
  }
}

/**
 * vouch_evidence_view_set_evidence:
 * @self: a view.
 * @all: (element-type VouchEvidence): every file as it is now.
 *
 * Shows these files. Only what is different from before is exchanged.
 */
void
vouch_evidence_view_set_evidence (VouchEvidenceView *self, GPtrArray *all)
{
  g_autoptr (GHashTable) selected = NULL;
  guint before, head = 0, tail = 0;

  g_return_if_fail (VOUCH_IS_EVIDENCE_VIEW (self) && all != NULL);

  before = g_list_model_get_n_items (G_LIST_MODEL (self->all));
  while (head < MIN (before, all->len) && is_as_before (self, head, all->pdata[head]))
    head++;
  while (tail < MIN (before, all->len) - head &&
         is_as_before (self, before - tail - 1, all->pdata[all->len - tail - 1]))
    tail++;
  if (head == before && before == all->len)
    return;
  selected = remember_selected (self);
  if (before == 0)
    vouch_gradual_begin (self->gradual, self->stack);
  g_list_store_splice (self->all, head, before - head - tail, all->pdata + head,
                       all->len - head - tail);
  select_again (self, selected);
}

/**
 * vouch_evidence_view_set_as_list:
 * @self: a view with a workspace.
 * @as_list: whether it is a list and no grid.
 *
 * Changes between a grid of pictures and a list of names.
 */
void
vouch_evidence_view_set_as_list (VouchEvidenceView *self, gboolean as_list)
{
  GtkSelectionModel *model;

  g_return_if_fail (VOUCH_IS_EVIDENCE_VIEW (self) && self->workspace != NULL);

  model = GTK_SELECTION_MODEL (self->selection);
  vouch_gradual_begin (self->gradual, self->stack);
  gtk_grid_view_set_model (self->grid, as_list ? NULL : model);
  gtk_list_view_set_model (self->list, as_list ? model : NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), as_list ? "list" : "grid");
}

/**
 * vouch_evidence_view_get_as_list:
 * @self: a view with a workspace.
 *
 * Returns: whether it is a list and no grid.
 */
gboolean
vouch_evidence_view_get_as_list (VouchEvidenceView *self)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE_VIEW (self) && self->workspace != NULL, FALSE);

  return gtk_list_view_get_model (self->list) != NULL;
}

/**
 * vouch_evidence_view_get_n_shown:
 * @self: a view.
 *
 * Returns: how many files the filter lets through.
 */
guint
vouch_evidence_view_get_n_shown (VouchEvidenceView *self)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE_VIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

/**
 * vouch_evidence_view_list_selected:
 * @self: a view.
 *
 * Returns: (transfer full) (element-type VouchEvidence): the files that are selected.
 */
GPtrArray *
vouch_evidence_view_list_selected (VouchEvidenceView *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GPtrArray *evidence;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (VOUCH_IS_EVIDENCE_VIEW (self), NULL);

  evidence = g_ptr_array_new_with_free_func (g_object_unref);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      g_ptr_array_add (evidence, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
    while (gtk_bitset_iter_next (&iter, &position));
  return evidence;
}

/**
 * vouch_evidence_view_get_scroller:
 * @self: a view with a workspace.
 *
 * Returns: (transfer none): what scrolls the files in sight.
 */
GtkWidget *
vouch_evidence_view_get_scroller (VouchEvidenceView *self)
{
  g_return_val_if_fail (VOUCH_IS_EVIDENCE_VIEW (self) && self->stack != NULL, NULL);

  return gtk_stack_get_visible_child (GTK_STACK (self->stack));
}

/**
 * vouch_evidence_view_unselect:
 * @self: a view.
 *
 * Selects nothing.
 */
void
vouch_evidence_view_unselect (VouchEvidenceView *self)
{
  g_return_if_fail (VOUCH_IS_EVIDENCE_VIEW (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}
