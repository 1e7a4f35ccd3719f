/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-person-list-row"

#include "config.h"
#include "vouch-person-list-row.h"

#include <glib/gi18n.h>

/**
 * VouchPersonListRow:
 *
 * One person in the list: a box to choose her, who she is, and what she permitted. It is filled anew
 * for another person as the list is scrolled.
 */
struct _VouchPersonListRow {
  GtkWidget parent_instance;

  char *key;
  gboolean showing;

  GtkWidget *box;
  GtkCheckButton *chosen;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *chips;
};

enum {
  SIGNAL_TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchPersonListRow, vouch_person_list_row, GTK_TYPE_WIDGET)

static void
toggled_cb (VouchPersonListRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
vouch_person_list_row_dispose (GObject *object)
{
  VouchPersonListRow *self = VOUCH_PERSON_LIST_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_person_list_row_parent_class)->dispose (object);
}

static void
vouch_person_list_row_finalize (GObject *object)
{
  g_free (VOUCH_PERSON_LIST_ROW (object)->key);

  G_OBJECT_CLASS (vouch_person_list_row_parent_class)->finalize (object);
}

static void
vouch_person_list_row_class_init (VouchPersonListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_person_list_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_person_list_row_finalize;

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
vouch_person_list_row_init (VouchPersonListRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->chosen = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->title = make_label (NULL);
  self->subtitle = make_label ("dim-label");
  self->chips = make_label ("caption");
  gtk_widget_set_valign (GTK_WIDGET (self->chosen), GTK_ALIGN_CENTER);
  gtk_label_set_wrap (self->chips, TRUE);
  gtk_label_set_ellipsize (self->chips, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_margin_top (self->box, 8);
  gtk_widget_set_margin_bottom (self->box, 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->chosen));
  gtk_box_append (GTK_BOX (self->box), lines);
  gtk_box_append (GTK_BOX (self->box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->chosen, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_person_list_row_new:
 *
 * Returns: (transfer floating): a row that shows nobody yet.
 */
GtkWidget *
vouch_person_list_row_new (void)
{
  return g_object_new (VOUCH_TYPE_PERSON_LIST_ROW, NULL);
}

/**
 * vouch_person_list_row_show:
 * @self: a row.
 * @entry: a person.
 * @chosen: whether she is chosen.
 *
 * Shows a person.
 */
void
vouch_person_list_row_show (VouchPersonListRow *self, VouchPersonEntry *entry, gboolean chosen)
{
  g_autofree char *chips = g_strjoinv ("   ", (char **) vouch_person_entry_get_chips (entry));
  g_autofree char *name = NULL;

  g_return_if_fail (VOUCH_IS_PERSON_LIST_ROW (self));

  self->showing = TRUE;
  g_free (self->key);
  self->key = g_strdup (vouch_person_entry_get_key (entry));
  gtk_label_set_text (self->title, vouch_person_entry_get_title (entry));
  gtk_label_set_text (self->subtitle, vouch_person_entry_get_subtitle (entry));
  gtk_label_set_text (self->chips, chips);
  gtk_check_button_set_active (self->chosen, chosen);
  /* Translators: a person's name or key. */
  name = g_strdup_printf (_ ("Choose %s"), vouch_person_entry_get_title (entry));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chosen), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chosen), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  self->showing = FALSE;
}

/**
 * vouch_person_list_row_get_key:
 * @self: a row.
 *
 * Returns: (transfer none) (nullable): the key of the person it shows.
 */
const char *
vouch_person_list_row_get_key (VouchPersonListRow *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_LIST_ROW (self), NULL);

  return self->key;
}

/**
 * vouch_person_list_row_get_chosen:
 * @self: a row.
 *
 * Returns: whether the box is ticked.
 */
gboolean
vouch_person_list_row_get_chosen (VouchPersonListRow *self)
{
  g_return_val_if_fail (VOUCH_IS_PERSON_LIST_ROW (self), FALSE);

  return gtk_check_button_get_active (self->chosen);
}
