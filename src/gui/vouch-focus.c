/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-focus"

#include "config.h"
#include "vouch-focus.h"

/*
 * GTK 4.8 remembers in each container which child the focus was in. When the row with the focus is taken
 * out, as when a list is read anew, the containers around it go on believing that the focus is in there:
 * Tab then goes on behind that place, and whatever stands before it cannot be reached any more.
 */

static void
forget (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_set_focus_child (widget, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    forget (child);
}

static void
forget_children (GtkWidget *widget, GtkWidget *but)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != but)
      forget (child);
}

/* Everything that is not on the way to the focus forgets about it. */
static void
focus_cb (GtkWindow *window)
{
  GtkWidget *way = gtk_window_get_focus (window);

  if (way == NULL)
    way = GTK_WIDGET (window);
  forget_children (way, NULL);
  for (; way != GTK_WIDGET (window); way = gtk_widget_get_parent (way))
    forget_children (gtk_widget_get_parent (way), way);
}

/**
 * vouch_focus_watch:
 * @window: a window.
 *
 * Sees to it that everything in @window can be reached by Tab, whatever was taken out of it.
 */
void
vouch_focus_watch (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_cb), window, 0);
}

/**
 * vouch_focus_is_in:
 * @widget: a widget.
 *
 * Returns: whether it, or something in it, has the keyboard focus.
 */
gboolean
vouch_focus_is_in (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  return gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL;
}

/**
 * vouch_focus_leave:
 * @widget: what is about to be hidden.
 *
 * Takes the focus out of it. A window of GTK 4.8 holds what was hidden with the focus in it until the next
 * frame, and for good when by then something else was hidden like that, or the window is gone.
 *
 * Returns: whether it was in there.
 */
gboolean
vouch_focus_leave (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || (focus != widget && !gtk_widget_is_ancestor (focus, widget)))
    return FALSE;
  gtk_root_set_focus (root, NULL);
  return TRUE;
}

/**
 * vouch_focus_move_in_row:
 * @list: a list view that has the focus.
 * @direction: the Tab key, forward or backward.
 *
 * Moves the focus inside the row that has it. A list view of GTK 4.8 goes on with Tab from row to row,
 * through hundreds of them; arrows do that, and Tab is to lead on when this says that the row ends.
 *
 * Returns: whether the focus is still in the row.
 */
gboolean
vouch_focus_move_in_row (GtkWidget *list, GtkDirectionType direction)
{
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_WIDGET (list), FALSE);

  row = gtk_widget_get_focus_child (list);
  return row != NULL && gtk_widget_child_focus (row, direction);
}

static GtkWidget *
next_child (GtkWidget *widget, GtkWidget *child, gboolean forward)
{
  if (child == NULL)
    return forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  return forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
}

/**
 * vouch_focus_in_order:
 * @widget: a widget that does not take the focus itself.
 * @direction: where the focus goes.
 *
 * For the class of a widget: Tab goes through its children in their order, where GTK would go by where
 * they lie, line by line.
 *
 * Returns: whether the focus is still in @widget.
 */
gboolean
vouch_focus_in_order (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->focus (widget, direction);
  if (child == NULL)
    child = next_child (widget, NULL, forward);
  for (; child != NULL; child = next_child (widget, child, forward))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}
