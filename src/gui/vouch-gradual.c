/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-gradual"

#include "config.h"
#include "vouch-gradual.h"

/*
 * A long list that comes in by and by.
 *
 * A list view or a grid view makes some two hundred rows at once, whatever can be seen of them, which
 * takes a third of a second; meanwhile nothing answers.  A screenful comes first, then some more with
 * every frame, and from there on the view does with the whole list what it does with any.
 */

/* What a screen shows, and what fits into a frame. */
#define FIRST 24
#define STEP 16

/* From here on the view makes no more rows. */
#define ENOUGH 256

static gboolean
grow_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkSliceListModel *self = data;
  guint size = gtk_slice_list_model_get_size (self);
  guint all = g_list_model_get_n_items (gtk_slice_list_model_get_model (self));

  if (size >= ENOUGH || size >= all) {
    gtk_slice_list_model_set_size (self, G_MAXUINT);
    return G_SOURCE_REMOVE;
  }
  gtk_slice_list_model_set_size (self, size + STEP);
  return G_SOURCE_CONTINUE;
}

/**
 * vouch_gradual_new:
 * @model: the whole list.
 *
 * Returns: (transfer full): all of it, until it is told to begin.
 */
GtkSliceListModel *
vouch_gradual_new (GListModel *model)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  return gtk_slice_list_model_new (g_object_ref (model), 0, G_MAXUINT);
}

/**
 * vouch_gradual_begin:
 * @self: a list from vouch_gradual_new().
 * @view: the view that shows it.
 *
 * Lets the list begin again with a screenful, and grow as @view is painted.
 */
void
vouch_gradual_begin (GtkSliceListModel *self, GtkWidget *view)
{
  gboolean is_growing;

  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (self) && GTK_IS_WIDGET (view));

  is_growing = gtk_slice_list_model_get_size (self) != G_MAXUINT;
  gtk_slice_list_model_set_size (self, FIRST);
  if (!is_growing)
    gtk_widget_add_tick_callback (view, grow_cb, g_object_ref (self), g_object_unref);
}
