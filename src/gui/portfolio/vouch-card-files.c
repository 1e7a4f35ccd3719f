/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-card-files"

#include "config.h"
#include "vouch-card-files.h"

#include <glib/gi18n.h>

#include "vouch-item-row.h"

/* More than this are shown when they are asked for: a card is a card and not a library. */
#define FEW 30

/**
 * VouchCardFiles:
 *
 * The files on a card. Rows of what did not change stay as they are, and with them the keyboard
 * focus.
 */
struct _VouchCardFiles {
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkWidget *more;
  GPtrArray *items; /* (element-type VouchItem) */
  GPtrArray *keys;  /* (element-type utf8) what each row says */
  guint limit;
  gboolean locked; /* they stay here */
};

G_DEFINE_FINAL_TYPE (VouchCardFiles, vouch_card_files, GTK_TYPE_WIDGET)

static char *
key_of (VouchItem *item, gboolean locked)
{
  g_autofree char *title = vouch_item_row_get_title (item);
  g_autofree char *words = vouch_item_row_describe (item);

  return g_strjoin ("\n", locked ? "locked" : "free", vouch_item_get_id (item), title, words, NULL);
}

static void
put_row (VouchCardFiles *self, guint index, VouchItem *item)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);
  g_autofree char *key = key_of (item, self->locked);

  if (row != NULL && index < self->keys->len && g_str_equal (self->keys->pdata[index], key))
    return;
  if (row != NULL) {
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
    g_ptr_array_remove_index (self->keys, index);
  }
  gtk_list_box_insert (self->list, vouch_item_row_new (item, self->locked), (int) index);
  g_ptr_array_insert (self->keys, (int) index, g_steal_pointer (&key));
}

static void
fill (VouchCardFiles *self)
{
  guint shown = MIN (self->items->len, self->limit);
  g_autofree char *words = NULL;
  GtkListBoxRow *row;

  for (guint i = 0; i < shown; i++)
    put_row (self, i, self->items->pdata[i]);
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) shown)) != NULL) {
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
    g_ptr_array_remove_index (self->keys, shown);
  }
  words = g_strdup_printf (ngettext ("Show %u more", "Show %u more", self->items->len - shown),
                           self->items->len - shown);
  gtk_button_set_label (GTK_BUTTON (self->more), words);
  gtk_widget_set_visible (self->more, shown < self->items->len);
  gtk_widget_set_visible (GTK_WIDGET (self), shown > 0);
}

static void
more_cb (VouchCardFiles *self)
{
  self->limit += FEW;
  fill (self);
}

static void
vouch_card_files_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vouch_card_files_parent_class)->dispose (object);
}

static void
vouch_card_files_finalize (GObject *object)
{
  VouchCardFiles *self = VOUCH_CARD_FILES (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->keys);

  G_OBJECT_CLASS (vouch_card_files_parent_class)->finalize (object);
}

static void
vouch_card_files_class_init (VouchCardFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_card_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_card_files_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vouch_card_files_init (VouchCardFiles *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->limit = FEW;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attached"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vouch_card_files_show:
 * @self: the files of a card.
 * @items: (element-type VouchItem): everything on the card.
 * @locked: whether nothing can be taken away.
 *
 * Shows those that are files.
 *
 * Returns: how many there are.
 */
guint
vouch_card_files_show (VouchCardFiles *self, GPtrArray *items, gboolean locked)
{
  g_return_val_if_fail (VOUCH_IS_CARD_FILES (self), 0);

  self->locked = locked;
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < items->len; i++)
    if (vouch_item_get_artifact (items->pdata[i]) != NULL)
      g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));
  fill (self);
  return self->items->len;
}

/**
 * vouch_card_files_focus:
 * @self: the files of a card.
 * @item: (nullable): id of one of them.
 *
 * Gives the keyboard focus to the row of a file.
 *
 * Returns: whether it is here.
 */
gboolean
vouch_card_files_focus (VouchCardFiles *self, const char *item)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (VOUCH_IS_CARD_FILES (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (vouch_item_get_id (self->items->pdata[i]), item) == 0) {
      if (i >= self->limit) {
        self->limit = i + 1;
        fill (self);
      }
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}
