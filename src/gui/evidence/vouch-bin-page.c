/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bin-page"

#include "config.h"
#include "vouch-bin-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-bin.h"

#include "vouch-rows.h"
#include "vouch-undo.h"

/* A list box is for less than two hundred rows; the latest come first. */
#define MOST_ROWS 150

/**
 * VouchBinPage:
 *
 * What was removed lately: portfolios, items, marked places, files. Each can be put
 * back; all of it can be ended before its time.
 */
struct _VouchBinPage {
  VouchPage parent_instance;

  GPtrArray *entries; /* (element-type VouchBinEntry) */

  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;
  AdwStatusPage *nothing;
};

G_DEFINE_FINAL_TYPE (VouchBinPage, vouch_bin_page, VOUCH_TYPE_PAGE)

static const char *
kind_words (VouchBinKind kind)
{
  switch (kind) {
  case VOUCH_BIN_KIND_PORTFOLIO: return _ ("Portfolio");
  case VOUCH_BIN_KIND_ITEM: return _ ("From a portfolio");
  case VOUCH_BIN_KIND_MOMENT: return _ ("Marked place");
  case VOUCH_BIN_KIND_EVIDENCE:
  default: return _ ("File");
  }
}

static char *
days_words (VouchBinEntry *entry)
{
  int days = vouch_bin_entry_get_days_left (entry);

  if (days < 0)
    return g_strdup (_ ("kept, because it was sent"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
}

static GtkWidget *
make_row (VouchBinEntry *entry, guint index)
{
  const char *name = vouch_bin_entry_get_name (entry);
  const char *portfolio = vouch_bin_entry_get_portfolio (entry);
  const char *kind = kind_words (vouch_bin_entry_get_kind (entry));
  g_autofree char *days = days_words (entry);
  g_autofree char *subtitle = portfolio != NULL
                                  ? g_strdup_printf ("%s · %s · %s", kind, portfolio, days)
                                  : g_strdup_printf ("%s · %s", kind, days);
  GtkWidget *row, *button = gtk_button_new_with_label (_ ("Put back"));
  g_autofree char *label = NULL;

  name = name != NULL && *name != '\0' ? name : _ ("Without a title");
  /* Translators: a button for a screen reader; the placeholder is what lies in the bin. */
  label = g_strdup_printf (_ ("Put back %s"), name);
  row = vouch_rows_text (name, subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "bin.put-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static gpointer
list_bin (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_bin_list (workspace, cancellable, error);
}

static gpointer
get_days (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GUINT_TO_POINTER (vouch_bin_get_days (workspace));
}

static void
show_days (VouchPage *page, gpointer result)
{
  guint days = GPOINTER_TO_UINT (result);
  g_autofree char *words = g_strdup_printf (
      ngettext ("What you remove waits here for %u day and can be put back.",
                "What you remove waits here for %u days and can be put back.", days),
      days);

  adw_status_page_set_description (VOUCH_BIN_PAGE (page)->nothing, words);
}

static gboolean
can_be_emptied (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (vouch_bin_entry_get_days_left (entries->pdata[i]) >= 0)
      return TRUE;
  return FALSE;
}

static void
show_bin (VouchPage *page, gpointer result)
{
  VouchBinPage *self = VOUCH_BIN_PAGE (page);
  GPtrArray *entries = result;
  GtkWidget *row;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_ptr_array_ref (entries);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (entries->len, MOST_ROWS); i++)
    gtk_list_box_append (self->list, make_row (entries->pdata[i], i));
  if (entries->len > MOST_ROWS) {
    guint n = entries->len - MOST_ROWS;
    g_autofree char *words =
        g_strdup_printf (ngettext ("%u more, removed earlier", "%u more, removed earlier", n), n);

    gtk_label_set_text (self->more, words);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), entries->len > MOST_ROWS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bin.empty", can_be_emptied (entries));
  gtk_stack_set_visible_child_name (self->stack, entries->len > 0 ? "list" : "empty");
}

static void
vouch_bin_page_refresh (VouchPage *page)
{
  vouch_page_run (page, get_days, NULL, NULL, NULL, show_days);
  vouch_page_run (page, list_bin, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, show_bin);
}

static gpointer
put_back (VouchWorkspace *workspace, gpointer entry, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_bin_put_back (workspace, entry, cancellable, error));
}

static void
was_put_back (VouchPage *page, gpointer result)
{
  vouch_page_toast (page, _ ("Put back"));
}

static void
put_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchBinPage *self = VOUCH_BIN_PAGE (widget);
  guint index = g_variant_get_uint32 (parameter);

  if (self->entries != NULL && index < self->entries->len)
    vouch_page_run (VOUCH_PAGE (self), put_back, g_object_ref (self->entries->pdata[index]),
                    g_object_unref, NULL, was_put_back);
}

static gpointer
empty (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_bin_empty (workspace, cancellable, error);
}

static gpointer
fill (VouchWorkspace *workspace, gpointer entries, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_bin_fill (workspace, entries, cancellable, error));
}

static void
emptied (VouchPage *page, gpointer entries)
{
  vouch_undo_offer (GTK_WIDGET (page), vouch_page_get_workspace (page),
                    _ ("Emptied when Vouch is closed"), fill, g_ptr_array_ref (entries),
                    (GDestroyNotify) g_ptr_array_unref);
}

static void
empty_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_page_run (VOUCH_PAGE (widget), empty, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                  emptied);
}

static void
vouch_bin_page_dispose (GObject *object)
{
  g_clear_pointer (&VOUCH_BIN_PAGE (object)->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_bin_page_parent_class)->dispose (object);
}

static void
vouch_bin_page_class_init (VouchBinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_bin_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_bin_page_refresh;

  gtk_widget_class_install_action (widget_class, "bin.empty", NULL, empty_cb);
  gtk_widget_class_install_action (widget_class, "bin.put-back", "u", put_back_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/evidence/vouch-bin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchBinPage, list);
  gtk_widget_class_bind_template_child (widget_class, VouchBinPage, more);
  gtk_widget_class_bind_template_child (widget_class, VouchBinPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, VouchBinPage, stack);
}

static void
vouch_bin_page_init (VouchBinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_bin_page_new:
 * @workspace: the workspace.
 * @subject: (nullable): not looked at; there is one bin.
 *
 * Returns: (transfer floating): the page of the bin.
 */
VouchPage *
vouch_bin_page_new (VouchWorkspace *workspace, const char *subject)
{
  return vouch_page_new (VOUCH_TYPE_BIN_PAGE, workspace, NULL);
}
