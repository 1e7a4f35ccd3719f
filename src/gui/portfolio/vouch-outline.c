/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-outline"

#include "config.h"
#include "vouch-outline.h"

#include <glib/gi18n.h>

#include "vouch-signs.h"

/**
 * VouchOutline:
 *
 * The parts of a portfolio and what they ask for, each with its state. A press goes there; while the
 * work is scrolled the place on top is the one that is marked.
 */
struct _VouchOutline {
  GtkWidget parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (VouchOutline, vouch_outline, GTK_TYPE_WIDGET)

static void
row_activated_cb (VouchOutline *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portfolio.go", "s",
                              gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
vouch_outline_dispose (GObject *object)
{
  VouchOutline *self = VOUCH_OUTLINE (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;

  G_OBJECT_CLASS (vouch_outline_parent_class)->dispose (object);
}

static void
vouch_outline_class_init (VouchOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_outline_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_outline_init (VouchOutline *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Parts of the portfolio"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_row (const char *place, const char *title, gboolean part)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_name (row, place);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "width-chars", 2, "valign", GTK_ALIGN_START, NULL));
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 2,
                                "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 12,
                                "max-width-chars", 22, NULL));
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_START, "css-classes",
                                (const char *[]){ "numeric", "dim-label", "caption", NULL }, NULL));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, part ? "outline-part" : "outline-place");
  return row;
}

static void
build (VouchOutline *self, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint i = 0; i < parts->len; i++) {
    VouchPart *part = g_ptr_array_index (parts, i);
    GPtrArray *requirements = vouch_part_get_requirements (part);

    gtk_list_box_append (self->list,
                         make_row (vouch_part_get_id (part), vouch_part_get_title (part), TRUE));
    for (guint n = 0; n < requirements->len; n++)
      gtk_list_box_append (self->list,
                           make_row (vouch_requirement_get_id (requirements->pdata[n]),
                                     vouch_requirement_get_title (requirements->pdata[n]), FALSE));
  }
}

static void
set_label (GtkWidget *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
show_state (GtkListBoxRow *row, VouchSign sign, const char *title, const char *count)
{
  GtkWidget *glyph = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  GtkWidget *number = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  g_autofree char *name = NULL;

  set_label (glyph, vouch_sign_get_glyph (sign));
  set_label (number, count);
  gtk_widget_set_css_classes (glyph, (const char *[]){ "sign", vouch_sign_get_style (sign), NULL });
  /* Translators: a part or a card, its state, and how much of it is complete (or nothing), read out
   * by a screen reader, as in "Recording: Open" or "Part 2: Open 1 of 3". */
  name = g_strdup_printf (_ ("%s: %s %s"), title, vouch_sign_get_word (sign), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchomp (name), -1);
}

/**
 * vouch_outline_update:
 * @self: an outline.
 * @definition: the definition of the portfolio.
 * @report: what the completeness check says.
 *
 * Shows the parts as they stand.
 */
void
vouch_outline_update (VouchOutline *self, VouchDefinition *definition, VouchReport *report)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);
  int index = 0;

  g_return_if_fail (VOUCH_IS_OUTLINE (self));

  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    build (self, definition);
  for (guint i = 0; i < parts->len; i++) {
    VouchPart *part = g_ptr_array_index (parts, i);
    GPtrArray *requirements = vouch_part_get_requirements (part);
    const char *id = vouch_part_get_id (part);
    g_autofree char *count = NULL;
    guint complete, needed;

    vouch_sign_count_part (report, id, &complete, &needed);
    /* Translators: how many of the things asked for are complete, as in "9 of 14". */
    count = needed > 0 ? g_strdup_printf (_ ("%u of %u"), complete, needed) : g_strdup ("");
    show_state (gtk_list_box_get_row_at_index (self->list, index++),
                vouch_sign_of_part (report, id), vouch_part_get_title (part), count);
    for (guint n = 0; n < requirements->len; n++)
      show_state (
          gtk_list_box_get_row_at_index (self->list, index++),
          vouch_sign_of_requirement (report, vouch_requirement_get_id (requirements->pdata[n])),
          vouch_requirement_get_title (requirements->pdata[n]), "");
  }
}

/**
 * vouch_outline_set_current:
 * @self: an outline.
 * @place: (nullable): id of the requirement that is on top of the work.
 *
 * Marks where the work is. The keyboard focus stays where it is.
 */
void
vouch_outline_set_current (VouchOutline *self, const char *place)
{
  GtkListBoxRow *row;

  g_return_if_fail (VOUCH_IS_OUTLINE (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), place) == 0) {
      if (!gtk_list_box_row_is_selected (row))
        gtk_list_box_select_row (self->list, row);
      return;
    }
  gtk_list_box_unselect_all (self->list);
}
