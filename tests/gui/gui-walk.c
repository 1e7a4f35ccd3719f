/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "gui-walk.h"

#include <string.h>

/* Ways through a tree of widgets, as a person or a screen reader would go. */

/* The name of a control comes from what was said to assistive technologies, or from its own words. */
static gboolean
has_words (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if ((GTK_IS_LABEL (child) && *gtk_label_get_text (GTK_LABEL (child)) != '\0') ||
        has_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         has_words (widget);
}

/* What the toolkit puts together inside its own widgets is the toolkit's to name. */
static gboolean
is_ours (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL;
       above = gtk_widget_get_parent (above))
    if (GTK_IS_WINDOW_CONTROLS (above) || GTK_IS_MENU_BUTTON (above) || ADW_IS_ENTRY_ROW (above) ||
        ADW_IS_COMBO_ROW (above) || GTK_IS_SCROLLBAR (above) || GTK_IS_POPOVER (above) ||
        GTK_IS_ENTRY (above) || GTK_IS_SEARCH_ENTRY (above) || GTK_IS_CALENDAR (above))
      return FALSE;
  return TRUE;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_LEVEL_BAR (widget) || GTK_IS_LIST_BOX (widget) ||
         ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget);
}

static const char *
path_of (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (widget));
  return g_string_free (path, FALSE);
}

guint
gui_walk_check_names (GtkWidget *widget)
{
  guint n = 0;

  if (is_control (widget) && is_ours (widget) && gtk_widget_is_visible (widget)) {
    if (!is_named (widget) && !GTK_IS_LIST_BOX (widget))
      g_error ("without a name: %s", path_of (widget));
    n++;
  }
  if (GTK_IS_STACK (widget))
    return n + gui_walk_check_names (gtk_stack_get_visible_child (GTK_STACK (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gui_walk_check_names (child);
  return n;
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_child_visible (widget) && gtk_widget_get_visible (widget);
}

/* The first thing shown that the function takes, in reading order. */
GtkWidget *
gui_walk_find (GtkWidget *widget, GuiWalkFunc func, gconstpointer data)
{
  GtkWidget *found = NULL;

  if (!is_shown (widget))
    return NULL;
  if (func (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = gui_walk_find (child, func, data);
  return found;
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

GtkWidget *
gui_walk_find_text (GtkWidget *widget, const char *text)
{
  return gui_walk_find (widget, says, text);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && gui_walk_find_text (widget, label) != NULL;
}

GtkWidget *
gui_walk_find_button (GtkWidget *widget, const char *label)
{
  return gui_walk_find (widget, is_button, label);
}

/* Lets the program run for a moment, and gives up at the end. */
void
gui_walk_go_on (gint64 end, const char *what)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (2000);
  if (g_get_monotonic_time () > end)
    g_error ("“%s” did not come", what);
}

/* Lets the program run until the text is shown. */
void
gui_walk_wait_for_text (GtkWidget *widget, const char *text)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (gui_walk_find_text (widget, text) == NULL)
    gui_walk_go_on (end, text);
}
