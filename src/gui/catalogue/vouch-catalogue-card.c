/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-catalogue-card"

#include "config.h"
#include "vouch-catalogue-card.h"

#include <glib/gi18n.h>

#include "vouch-catalogue-filter.h"

/* A micro-credential as a card: its name, what it is about, how long it takes, how far one is. */

#define CARD_WIDTH 240

static void
add_label (GtkWidget *box, const char *text, const char *const *classes, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_widget_set_tooltip_text (label, text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (GTK_BOX (box), label);
}

static const char *
describe_state (VouchShelfState state)
{
  switch (state) {
  case VOUCH_SHELF_EARNED: return _ ("✓ Earned");
  case VOUCH_SHELF_UNDER_WAY: return _ ("Under way");
  case VOUCH_SHELF_NEW:
  default: return NULL;
  }
}

/**
 * vouch_catalogue_card_new:
 * @definition: a micro-credential.
 * @state: how far one is with it.
 *
 * Returns: (transfer floating): a card for a flow box; it activates `win.show-definition`.
 */
GtkWidget *
vouch_catalogue_card_new (VouchDefinition *definition, VouchShelfState state)
{
  static const char *const heading[] = { "heading", NULL };
  static const char *const plain[] = { NULL };
  static const char *const dim[] = { "caption", "dim-label", NULL };
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  GtkWidget *child = g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *hours = vouch_catalogue_filter_describe_hours (definition);
  g_autofree char *foot = g_strjoin (
      " · ", hours, describe_state (state) != NULL ? describe_state (state) : NULL, NULL);

  add_label (box, vouch_definition_info_get_name (info), heading, 3);
  add_label (box, vouch_definition_info_get_description (info), plain, 3);
  add_label (box, foot, dim, 2);
  gtk_widget_set_valign (gtk_widget_get_last_child (box), GTK_ALIGN_END);
  gtk_widget_set_vexpand (gtk_widget_get_last_child (box), TRUE);
  gtk_widget_set_size_request (box, CARD_WIDTH, -1);
  gtk_widget_add_css_class (box, "catalogue-card");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_add_css_class (child, "card");
  gtk_widget_add_css_class (child, "activatable");
  gtk_widget_set_name (child, vouch_definition_get_id (definition));
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_definition_info_get_name (info),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, foot, -1);
  return child;
}
