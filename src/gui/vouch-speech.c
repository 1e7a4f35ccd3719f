/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-speech"

#include "config.h"
#include "vouch-speech.h"

#include <glib/gi18n.h>

/*
 * What GTK 4.8 and libadwaita 1.2 leave unsaid to a screen reader: some of their widgets take the focus
 * with a part inside that has no role or no name of its own.
 */

/* Buttons in @widget that show nothing but a picture. */
static void
name_buttons (GtkWidget *widget, const char *name)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child, name);
}

/**
 * vouch_speech_entry_row:
 * @row: an #AdwEntryRow with its title, which nobody has shown yet.
 *
 * The caret stands in a part of the row that says nothing of itself; from here on it is a text with the
 * title of the row for its name.
 */
void
vouch_speech_entry_row (gpointer row)
{
  GtkEditable *text;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  text = gtk_editable_get_delegate (GTK_EDITABLE (row));
  g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (row), -1);
  if (ADW_IS_PASSWORD_ENTRY_ROW (row))
    name_buttons (row, _ ("Show or hide what is typed"));
}

static void
toasts_cb (GListModel *children,
           guint position,
           guint removed,
           guint added,
           AdwToastOverlay *overlay)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

    if (child != adw_toast_overlay_get_child (overlay))
      name_buttons (child, _ ("Put this message away"));
  }
}

static void
let_go (gpointer children, GObject *overlay)
{
  g_object_unref (children);
}

/**
 * vouch_speech_toasts:
 * @overlay: where short messages are shown.
 *
 * Names the button that puts a message away, in each that comes.
 */
void
vouch_speech_toasts (AdwToastOverlay *overlay)
{
  GListModel *children;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect_object (children, "items-changed", G_CALLBACK (toasts_cb), overlay, 0);
  /* The overlay does not hold the list of its children itself. */
  g_object_weak_ref (G_OBJECT (overlay), let_go, children);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *property, GtkWidget *button)
{
  GObject *item = gtk_drop_down_get_selected_item (choice);
  const char *name = gtk_widget_get_tooltip_text (GTK_WIDGET (choice));
  g_autofree char *words = NULL;

  if (name == NULL)
    return;
  if (GTK_IS_STRING_OBJECT (item))
    /* Translators: what is chosen from, and what is chosen. */
    words = g_strdup_printf (_ ("%s: %s"), name,
                             gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : name, -1);
}

/**
 * vouch_speech_drop_down:
 * @choice: a #GtkDropDown of words.
 * @name: what is chosen.
 *
 * Names the choice, and the button inside it that takes the focus; the button says what is chosen too.
 */
void
vouch_speech_drop_down (gpointer choice, const char *name)
{
  GtkWidget *button;

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  gtk_widget_set_tooltip_text (GTK_WIDGET (choice), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (choice, "notify::selected-item", G_CALLBACK (selected_cb), button, 0);
  selected_cb (GTK_DROP_DOWN (choice), NULL, button);
}
