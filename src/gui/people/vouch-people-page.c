/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-people-page"

#include "config.h"
#include "vouch-people-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-ledger-lock.h"
#include "vouch-people-print.h"
#include "vouch-people-state.h"
#include "vouch-person-list-row.h"
#include "vouch-speech.h"

/**
 * VouchPeoplePage:
 *
 * Everybody who may appear: keys, names while the class lists are open, permissions; to be filtered
 * by class and words, and chosen to give one permission to many.
 */
struct _VouchPeoplePage {
  VouchPage parent_instance;

  VouchPeopleState *state; /* (nullable): before the first reading */
  GHashTable *chosen;      /* set of keys */
  GListStore *entries;
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  char *folded;
  GPtrArray *class_ids; /* what the classes of the filter are; NULL for all, "" for none */
  gboolean showing;

  GtkStack *stack;
  VouchLedgerLock *lock;
  GtkSearchEntry *search;
  GtkDropDown *classes;
  GtkWidget *edit_class;
  GtkListView *list;
  GtkLabel *count;
  GtkWidget *nobody;
};

G_DEFINE_FINAL_TYPE (VouchPeoplePage, vouch_people_page, VOUCH_TYPE_PAGE)

/* Choosing. */

static void
show_count (VouchPeoplePage *self)
{
  guint n = g_hash_table_size (self->chosen);
  g_autofree char *text = g_strdup_printf (ngettext ("%u person chosen", "%u people chosen", n), n);

  gtk_label_set_text (self->count, n > 0 ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.permit", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.choose-nobody", n > 0);
}

static void
toggled_cb (VouchPeoplePage *self, VouchPersonListRow *row)
{
  const char *key = vouch_person_list_row_get_key (row);

  if (vouch_person_list_row_get_chosen (row))
    g_hash_table_add (self->chosen, g_strdup (key));
  else
    g_hash_table_remove (self->chosen, key);
  show_count (self);
}

/* Has every row that is on the screen show anew whether it is chosen. */
static void
renew_rows (VouchPeoplePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  g_list_model_items_changed (G_LIST_MODEL (self->entries), 0, n, n);
  show_count (self);
}

static void
choose_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (widget);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++) {
    g_autoptr (VouchPersonEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

    g_hash_table_add (self->chosen, g_strdup (vouch_person_entry_get_key (entry)));
  }
  renew_rows (self);
}

static void
choose_nobody_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (widget);

  g_hash_table_remove_all (self->chosen);
  renew_rows (self);
}

static void
permit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (widget);
  g_autoptr (GList) keys =
      g_list_sort (g_hash_table_get_keys (self->chosen), (GCompareFunc) g_strcmp0);
  GString *joined = g_string_new (NULL);

  for (GList *link = keys; link != NULL; link = link->next)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", (char *) link->data);
  gtk_widget_activate_action (widget, "win.show-permit", "s", joined->str);
  g_string_free (joined, TRUE);
}

/* Filtering. */

static const char *
shown_class (VouchPeoplePage *self)
{
  guint index = gtk_drop_down_get_selected (self->classes);

  return index < self->class_ids->len ? g_ptr_array_index (self->class_ids, index) : NULL;
}

static gboolean
is_shown (gpointer item, gpointer data)
{
  VouchPeoplePage *self = data;
  const char *wanted = shown_class (self);
  const char *found = vouch_person_entry_get_class_id (item);

  if (wanted != NULL && g_strcmp0 (wanted, found != NULL ? found : "") != 0)
    return FALSE;
  return vouch_person_entry_matches (item, self->folded);
}

static void
search_cb (VouchPeoplePage *self)
{
  g_free (self->folded);
  self->folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
class_cb (VouchPeoplePage *self)
{
  const char *id = shown_class (self);

  if (self->showing)
    return;
  gtk_widget_set_visible (self->edit_class, id != NULL && *id != '\0');
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
edit_class_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *id = shown_class (VOUCH_PEOPLE_PAGE (widget));

  if (id != NULL && *id != '\0')
    gtk_widget_activate_action (widget, "win.show-class", "s", id);
}

static void
shown_cb (VouchPeoplePage *self)
{
  gtk_widget_set_visible (self->nobody, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0);
}

/* Showing. */

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, VouchPeoplePage *self)
{
  VouchPersonEntry *entry = gtk_list_item_get_item (item);

  vouch_person_list_row_show (
      VOUCH_PERSON_LIST_ROW (gtk_list_item_get_child (item)), entry,
      g_hash_table_contains (self->chosen, vouch_person_entry_get_key (entry)));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, VouchPeoplePage *self)
{
  GtkWidget *row = vouch_person_list_row_new ();

  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
activate_cb (VouchPeoplePage *self, guint position)
{
  g_autoptr (VouchPersonEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-person", "s",
                              vouch_person_entry_get_key (entry));
}

static void
show_classes (VouchPeoplePage *self)
{
  VouchLedger *ledger = vouch_people_state_get_ledger (self->state);
  GPtrArray *all = ledger != NULL ? vouch_ledger_get_classes (ledger) : NULL;
  g_autofree char *before = g_strdup (shown_class (self));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  self->showing = TRUE;
  g_ptr_array_set_size (self->class_ids, 0);
  g_ptr_array_add (self->class_ids, NULL);
  gtk_string_list_append (words, _ ("All classes"));
  for (guint i = 0; all != NULL && i < all->len; i++) {
    VouchClassList *list = g_ptr_array_index (all, i);
    g_autofree char *name = vouch_people_state_describe_class (list);

    gtk_string_list_append (words, name);
    g_ptr_array_add (self->class_ids, g_strdup (vouch_class_list_get_id (list)));
    if (g_strcmp0 (vouch_class_list_get_id (list), before) == 0)
      selected = i + 1;
  }
  gtk_string_list_append (words, _ ("In no class"));
  g_ptr_array_add (self->class_ids, g_strdup (""));
  gtk_drop_down_set_model (self->classes, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->classes, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->classes), all != NULL && all->len > 0);
  self->showing = FALSE;
  class_cb (self);
}

static void
show_entries (VouchPeoplePage *self)
{
  GPtrArray *people = vouch_people_get_people (vouch_people_state_get_people (self->state));
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (entries, vouch_person_entry_new (self->state, g_ptr_array_index (people, i)));
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       entries->pdata, entries->len);
  gtk_stack_set_visible_child_name (self->stack, people->len > 0 ? "list" : "empty");
}

static gpointer
load_state (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_people_state_load (workspace, cancellable, error);
}

static void
show_state (VouchPage *page, gpointer result)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (page);
  gboolean open;

  g_set_object (&self->state, result);
  open = vouch_people_state_get_lock (result) == VOUCH_LEDGER_STATE_OPEN;
  vouch_ledger_lock_show (self->lock, result);
  show_entries (self);
  show_classes (self);
  show_count (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.words", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.list-names", open);
}

static void
vouch_people_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_state, NULL, NULL, g_object_unref, show_state);
}

/* On paper. */

static void
letter_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (widget);

  if (self->state != NULL)
    vouch_people_print_letter (VOUCH_PAGE (self), shown_class (self));
}

static void
list_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (widget);

  if (self->state != NULL)
    vouch_people_print_list (VOUCH_PAGE (self), shown_class (self),
                             g_str_equal (action, "people.list-names"));
}

static void
words_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-private-words", "s", "");
}

static void
vouch_people_page_finalize (GObject *object)
{
  VouchPeoplePage *self = VOUCH_PEOPLE_PAGE (object);

  g_clear_object (&self->state);
  g_clear_object (&self->entries);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->class_ids);
  g_free (self->folded);

  G_OBJECT_CLASS (vouch_people_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.choose-all", NULL, choose_all_cb);
  gtk_widget_class_install_action (widget_class, "people.choose-nobody", NULL, choose_nobody_cb);
  gtk_widget_class_install_action (widget_class, "people.permit", NULL, permit_cb);
  gtk_widget_class_install_action (widget_class, "people.edit-class", NULL, edit_class_cb);
  gtk_widget_class_install_action (widget_class, "people.letter", NULL, letter_cb);
  gtk_widget_class_install_action (widget_class, "people.list", NULL, list_cb);
  gtk_widget_class_install_action (widget_class, "people.list-names", NULL, list_cb);
  gtk_widget_class_install_action (widget_class, "people.words", NULL, words_cb);
}

static void
vouch_people_page_class_init (VouchPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_people_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_people_page_refresh;

  g_type_ensure (VOUCH_TYPE_LEDGER_LOCK);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, classes);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, count);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, edit_class);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, lock);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, nobody);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, search);
  gtk_widget_class_bind_template_child (widget_class, VouchPeoplePage, stack);
}

static void
make_list (VouchPeoplePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  self->entries = g_list_store_new (VOUCH_TYPE_PERSON_ENTRY);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->entries)),
                                           GTK_FILTER (self->filter));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  selection = gtk_no_selection_new (G_LIST_MODEL (self->shown));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (selection);
  g_object_unref (factory);
}

static void
vouch_people_page_init (VouchPeoplePage *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->class_ids = g_ptr_array_new_with_free_func (g_free);
  self->folded = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_drop_down (self->classes, _ ("Class"));
  make_list (self);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->classes, "notify::selected", G_CALLBACK (class_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.words", FALSE);
}

/**
 * vouch_people_page_new:
 * @workspace: the workspace.
 * @words: (nullable): what to look for at first.
 *
 * Returns: (transfer floating): the page of everybody who may appear.
 */
VouchPage *
vouch_people_page_new (VouchWorkspace *workspace, const char *words)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_PEOPLE_PAGE, workspace, NULL);

  if (words != NULL)
    gtk_editable_set_text (GTK_EDITABLE (VOUCH_PEOPLE_PAGE (page)->search), words);
  return page;
}
