/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-section"

#include "config.h"
#include "vouch-item-section.h"

#include "vouch-page.h"

/**
 * VouchItemSection:
 *
 * A group of rows on the page of an item, about one sort of question. Rows that stand for what is
 * stored are added by vouch_item_section_add() and made anew at an update; rows to type into stay.
 */
typedef struct {
  VouchItemSaver *saver;
  VouchItemState *state;
  GPtrArray *rows; /* (element-type GtkWidget), those that are made anew */
} VouchItemSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VouchItemSection,
                                     vouch_item_section,
                                     ADW_TYPE_PREFERENCES_GROUP)

static VouchItemSectionPrivate *
priv (VouchItemSection *self)
{
  return vouch_item_section_get_instance_private (self);
}

static void
vouch_item_section_dispose (GObject *object)
{
  VouchItemSectionPrivate *p = priv (VOUCH_ITEM_SECTION (object));

  g_clear_object (&p->saver);
  g_clear_object (&p->state);
  g_ptr_array_set_size (p->rows, 0);

  G_OBJECT_CLASS (vouch_item_section_parent_class)->dispose (object);
}

static void
vouch_item_section_finalize (GObject *object)
{
  g_ptr_array_unref (priv (VOUCH_ITEM_SECTION (object))->rows);

  G_OBJECT_CLASS (vouch_item_section_parent_class)->finalize (object);
}

static void
vouch_item_section_class_init (VouchItemSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_item_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_item_section_finalize;
}

static void
vouch_item_section_init (VouchItemSection *self)
{
  priv (self)->rows = g_ptr_array_new ();
}

/**
 * vouch_item_section_set_saver:
 * @self: a section.
 * @saver: what saves changes to the item.
 *
 * Says where changes go.
 */
void
vouch_item_section_set_saver (VouchItemSection *self, VouchItemSaver *saver)
{
  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  g_set_object (&priv (self)->saver, saver);
}

/**
 * vouch_item_section_get_saver:
 * @self: a section.
 *
 * Returns: (transfer none): what saves changes to the item.
 */
VouchItemSaver *
vouch_item_section_get_saver (VouchItemSection *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SECTION (self), NULL);

  return priv (self)->saver;
}

/**
 * vouch_item_section_get_state:
 * @self: a section.
 *
 * Returns: (transfer none) (nullable): the item as it was last read.
 */
VouchItemState *
vouch_item_section_get_state (VouchItemSection *self)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SECTION (self), NULL);

  return priv (self)->state;
}

/**
 * vouch_item_section_update:
 * @self: a section.
 * @state: the item as it stands.
 *
 * Shows @state.
 */
void
vouch_item_section_update (VouchItemSection *self, VouchItemState *state)
{
  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  g_set_object (&priv (self)->state, state);
  VOUCH_ITEM_SECTION_GET_CLASS (self)->update (self, state);
}

/**
 * vouch_item_section_flush:
 * @self: a section.
 * @error: where to put an error.
 *
 * Hands over what is typed; the saver saves it.
 *
 * Returns: whether nothing typed is left that could not be taken.
 */
gboolean
vouch_item_section_flush (VouchItemSection *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_ITEM_SECTION (self), FALSE);

  if (VOUCH_ITEM_SECTION_GET_CLASS (self)->flush != NULL)
    return VOUCH_ITEM_SECTION_GET_CLASS (self)->flush (self, error);
  return TRUE;
}

/**
 * vouch_item_section_add:
 * @self: a section.
 * @row: (transfer floating): a row that stands for something stored.
 *
 * Adds a row that the next vouch_item_section_clear() takes away.
 */
void
vouch_item_section_add (VouchItemSection *self, GtkWidget *row)
{
  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (priv (self)->rows, row);
}

/**
 * vouch_item_section_clear:
 * @self: a section.
 *
 * Takes away the rows that stand for what was stored.
 */
void
vouch_item_section_clear (VouchItemSection *self)
{
  GPtrArray *rows;

  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  rows = priv (self)->rows;
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/**
 * vouch_item_section_remove:
 * @self: a section.
 * @row: a row that was added to it.
 *
 * Takes one row away.
 */
void
vouch_item_section_remove (VouchItemSection *self, GtkWidget *row)
{
  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  if (g_ptr_array_remove (priv (self)->rows, row))
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemSection) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_item_section_show_problem (self, error);
}

/**
 * vouch_item_section_run:
 * @self: a section.
 * @func: a use case without a result.
 * @data: its arguments.
 * @free_data: (nullable): frees them.
 *
 * Does it off the main loop; a problem is told at the page's place for it.
 */
void
vouch_item_section_run (VouchItemSection *self,
                        VouchWorkspaceFunc func,
                        gpointer data,
                        GDestroyNotify free_data)
{
  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  vouch_workspace_run_async (vouch_item_saver_get_workspace (priv (self)->saver), func, data,
                             free_data, NULL, NULL, done_cb, g_object_ref (self));
}

/**
 * vouch_item_section_show_problem:
 * @self: a section.
 * @problem: what happened, in plain words.
 *
 * Tells it at the page's one place for problems.
 */
void
vouch_item_section_show_problem (VouchItemSection *self, const GError *problem)
{
  GtkWidget *page;

  g_return_if_fail (VOUCH_IS_ITEM_SECTION (self));

  page = gtk_widget_get_ancestor (GTK_WIDGET (self), VOUCH_TYPE_PAGE);
  if (page != NULL)
    vouch_page_show_problem (VOUCH_PAGE (page), problem);
}
