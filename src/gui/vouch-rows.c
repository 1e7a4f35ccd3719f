/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-rows"

#include "config.h"
#include "vouch-rows.h"

/*
 * Rows of boxed lists that several screens need. Titles are plain text: what a definition, a file name
 * or a teacher says is never taken for markup.
 */

static void
set_texts (GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "", -1);
  /* Action rows take their name from the title by themselves; given twice it is spoken twice. */
  if (!ADW_IS_ACTION_ROW (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    title != NULL ? title : "", -1);
}

/**
 * vouch_rows_text:
 * @title: what it is.
 * @text: (nullable): what there is to say, on as many lines as it needs.
 *
 * Returns: (transfer floating): a row to be read.
 */
GtkWidget *
vouch_rows_text (const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  set_texts (row, title, text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
  return row;
}

/**
 * vouch_rows_set_title:
 * @row: a row.
 * @title: what it is by now.
 *
 * Gives a row another title, which is its accessible name too.
 */
void
vouch_rows_set_title (GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!ADW_IS_ACTION_ROW (row))
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * vouch_rows_link:
 * @title: what it is.
 * @subtitle: (nullable): a second line.
 * @action: the action that a press activates.
 * @target: its parameter.
 *
 * Returns: (transfer floating): a row that leads somewhere.
 */
GtkWidget *
vouch_rows_link (const char *title, const char *subtitle, const char *action, const char *target)
{
  GtkWidget *row = vouch_rows_text (title, subtitle);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  return row;
}

/**
 * vouch_rows_link_add:
 * @row: a row that leads somewhere.
 * @widget: (transfer floating): what stands at its end.
 *
 * Puts @widget before the arrow, which stays last.
 */
void
vouch_rows_link_add (GtkWidget *row, GtkWidget *widget)
{
  GtkWidget *box;

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  box = gtk_widget_get_parent (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child)) {
      gtk_box_reorder_child_after (GTK_BOX (box), child, gtk_widget_get_last_child (box));
      return;
    }
}

/**
 * vouch_rows_expander:
 * @title: what it is.
 * @subtitle: (nullable): a second line.
 *
 * Returns: (transfer floating): an #AdwExpanderRow, closed.
 */
GtkWidget *
vouch_rows_expander (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  set_texts (row, title, subtitle);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle != NULL ? subtitle : "");
  return row;
}

/**
 * vouch_rows_switch:
 * @title: what it is.
 * @subtitle: (nullable): a second line.
 * @tick: (out) (transfer none): its switch.
 *
 * Returns: (transfer floating): a row to be turned on and off.
 */
GtkWidget *
vouch_rows_switch (const char *title, const char *subtitle, GtkSwitch **tick)
{
  GtkWidget *row = vouch_rows_text (title, subtitle);
  GtkWidget *widget = gtk_switch_new ();

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  *tick = GTK_SWITCH (widget);
  return row;
}

/* The name says what is chosen from; what is chosen is its description. */
static void
selected_cb (AdwComboRow *row)
{
  GObject *item = adw_combo_row_get_selected_item (row);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      GTK_IS_STRING_OBJECT (item) ? gtk_string_object_get_string (GTK_STRING_OBJECT (item)) : "",
      -1);
}

/**
 * vouch_rows_combo:
 * @title: what it is.
 * @words: (nullable): the words to choose from.
 *
 * Returns: (transfer floating): an #AdwComboRow.
 */
GtkWidget *
vouch_rows_combo (const char *title, const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  set_texts (row, title, NULL);
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (selected_cb), row, 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  return row;
}

/**
 * vouch_rows_button:
 * @icon: name of an icon.
 * @name: what it does, for the tooltip and for screen readers.
 *
 * Returns: (transfer floating): a flat button with a picture, for the end of a row.
 */
GtkWidget *
vouch_rows_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/**
 * vouch_rows_add_action:
 * @row: a row to be read.
 * @label: what the button says; an underscore makes the next letter its key.
 * @action: the action that a press activates.
 * @about: what the button is about, for whoever cannot see the row.
 *
 * Adds a button at the end of a row. In a narrow window its words break, so that the row's own keep room.
 */
void
vouch_rows_add_action (GtkWidget *row, const char *label, const char *action, const char *about)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkLabel *words = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (words, TRUE);
  gtk_label_set_justify (words, GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (words), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  about, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/**
 * vouch_rows_clear_box:
 * @box: a box.
 *
 * Takes everything out of @box.
 */
void
vouch_rows_clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
