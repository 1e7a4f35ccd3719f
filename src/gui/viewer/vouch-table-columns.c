/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-table-columns"

#include "config.h"
#include "vouch-table-columns.h"

#define WIDEST 30

/* A row is a string list of its cells; a column shows the cell of its number. */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDEST);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkStringList *cells = GTK_STRING_LIST (gtk_list_item_get_item (item));
  guint column = GPOINTER_TO_UINT (data);
  const char *text = column < g_list_model_get_n_items (G_LIST_MODEL (cells))
                         ? gtk_string_list_get_string (cells, column)
                         : "";

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

/* As spreadsheets name their columns: A to Z, then AA. */
static char *
name_of (guint column)
{
  GString *name = g_string_new (NULL);

  for (int left = (int) column; left >= 0; left = left / 26 - 1)
    g_string_prepend_c (name, (char) ('A' + left % 26));
  return g_string_free (name, FALSE);
}

static void
add_column (GtkColumnView *view, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *name = name_of (number);
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (name, factory);

  /* The factory belongs to the column and is given only a number. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), NULL, NULL, (GConnectFlags) 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (number), NULL,
                         (GConnectFlags) 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
}

/**
 * vouch_table_columns_fill:
 * @view: a column view.
 * @rows: (element-type GStrv): rows of cells.
 * @n_columns: how many columns there are.
 *
 * Shows a table.
 */
void
vouch_table_columns_fill (GtkColumnView *view, GPtrArray *rows, int n_columns)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_STRING_LIST);
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (rows != NULL);

  while (g_list_model_get_n_items (columns) > (guint) n_columns) {
    g_autoptr (GtkColumnViewColumn) last =
        g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

    gtk_column_view_remove_column (view, last);
  }
  for (guint i = g_list_model_get_n_items (columns); i < (guint) n_columns; i++)
    add_column (view, i);
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (GtkStringList) cells = gtk_string_list_new (g_ptr_array_index (rows, i));

    g_list_store_append (store, cells);
  }
  selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&store))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (view, selection);
}

static char *
dup_words (GtkStringList *cells)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cells)); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " · " : "",
                            gtk_string_list_get_string (cells, i));
  return g_string_free (words, FALSE);
}

/**
 * vouch_table_columns_dup_selected:
 * @view: a column view.
 *
 * Returns: (transfer full) (nullable): the cells of the chosen row.
 */
char *
vouch_table_columns_dup_selected (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  GtkStringList *cells =
      model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  return cells != NULL ? dup_words (cells) : NULL;
}

/**
 * vouch_table_columns_select:
 * @view: a column view.
 * @words: (nullable): what vouch_table_columns_dup_selected() gave.
 *
 * Chooses that row again and scrolls to it.
 */
void
vouch_table_columns_select (GtkColumnView *view, const char *words)
{
  GtkSelectionModel *model;
  guint n;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  model = gtk_column_view_get_model (view);
  n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  for (guint i = 0; words != NULL && i < n; i++) {
    g_autoptr (GtkStringList) cells = g_list_model_get_item (G_LIST_MODEL (model), i);
    g_autofree char *here = dup_words (cells);

    if (!g_str_equal (here, words))
      continue;
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), i);
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (view)),
                                "list.scroll-to-item", "u", i);
    return;
  }
}
