/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-help-window"

#include "config.h"
#include "vouch-help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-help-text.h"
#include "vouch-speech.h"

/**
 * VouchHelpWindow:
 *
 * One short page for each screen, offline, opened by F1 at the page of what is on the screen. The
 * pages are the files of docs/help; a translated page stands in a folder of its language.
 */
struct _VouchHelpWindow {
  AdwWindow parent_instance;

  GPtrArray *shown; /* (element-type utf8): names of the pages, as the drop-down lists them */
  GtkDropDown *pages;
  GtkBox *text;
  GtkScrolledWindow *scroller;
};

#define HELP RESOURCE_PATH "/help/"

/* In the order in which they are offered. */
static const char *const names[] = {
  "home",     "catalogue", "portfolio", "writing",     "assess",  "plan",
  "evidence", "item",      "player",    "record",      "station", "people",
  "results",  "submit",    "decision",  "credentials", "export",  "preferences",
};

/* Screens whose page bears another screen's name. */
static const struct {
  const char *screen;
  const char *name;
} others[] = {
  { "assessor-view", "portfolio" },
  { "class", "people" },
  { "coverage", "portfolio" },
  { "credential", "credentials" },
  { "definition", "catalogue" },
  { "bin", "evidence" },
  { "goal", "plan" },
  { "permit", "people" },
  { "person", "people" },
  { "private-words", "people" },
  { "withdrawal", "people" },
  { "portfolios", "portfolio" },
  { "versions", "writing" },
  { "attempts", "decision" },
  { "evidence-file", "evidence" },
  { "backward-plan", "plan" },
};

G_DEFINE_FINAL_TYPE (VouchHelpWindow, vouch_help_window, ADW_TYPE_WINDOW)

/* The page in the first of the person's languages that has it, else in the language of the source. */
static char *
load_page (const char *name)
{
  for (const char *const *language = g_get_language_names (); *language != NULL; language++) {
    g_autofree char *path = g_strdup_printf (HELP "%s/%s.md", *language, name);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

    if (bytes != NULL)
      return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  }
  {
    g_autofree char *path = g_strdup_printf (HELP "%s.md", name);
    g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

    return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                         : NULL;
  }
}

static void
chosen_cb (VouchHelpWindow *self)
{
  guint index = gtk_drop_down_get_selected (self->pages);
  g_autofree char *text =
      index < self->shown->len ? load_page (g_ptr_array_index (self->shown, index)) : NULL;

  if (text == NULL)
    return;
  vouch_help_text_fill (self->text, text);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
vouch_help_window_finalize (GObject *object)
{
  g_ptr_array_unref (VOUCH_HELP_WINDOW (object)->shown);

  G_OBJECT_CLASS (vouch_help_window_parent_class)->finalize (object);
}

static void
vouch_help_window_class_init (VouchHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_help_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/help/vouch-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchHelpWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, VouchHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, VouchHelpWindow, text);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vouch_help_window_init (VouchHelpWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_drop_down (self->pages, _ ("Help page"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = load_page (names[i]);
    g_autofree char *title = text != NULL ? vouch_help_text_get_title (text) : NULL;

    if (title == NULL)
      continue;
    g_ptr_array_add (self->shown, (gpointer) names[i]);
    gtk_string_list_append (titles, title);
  }
  gtk_drop_down_set_model (self->pages, G_LIST_MODEL (titles));
  g_signal_connect_object (self->pages, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  chosen_cb (self);
}

/**
 * vouch_help_window_new:
 * @parent: (nullable): the window it belongs to.
 *
 * Returns: (transfer none): a help window at its first page; GTK owns it.
 */
GtkWidget *
vouch_help_window_new (GtkWindow *parent)
{
  return g_object_new (VOUCH_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                       NULL);
}

/**
 * vouch_help_window_show:
 * @self: a help window.
 * @name: name of a page, as its file under docs/help.
 *
 * Turns to a page.
 *
 * Returns: whether there is such a page.
 */
gboolean
vouch_help_window_show (VouchHelpWindow *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_HELP_WINDOW (self), FALSE);

  for (guint i = 0; i < self->shown->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->shown, i), name) == 0) {
      gtk_drop_down_set_selected (self->pages, i);
      return TRUE;
    }
  return FALSE;
}

/**
 * vouch_help_window_name_for:
 * @page: a type derived from `VouchPage`, such as `VouchItemPage`.
 *
 * Finds the help page of a screen by the name of its type: `VouchItemPage` has `item`.
 *
 * Returns: (transfer none): name of its help page, the first one for a screen without its own.
 */
const char *
vouch_help_window_name_for (GType page)
{
  g_autoptr (GString) screen = g_string_new (NULL);
  const char *type = g_type_name (page);

  if (g_str_has_prefix (type, "Vouch") && g_str_has_suffix (type, "Page"))
    for (const char *p = type + strlen ("Vouch"); p < type + strlen (type) - strlen ("Page"); p++) {
      if (g_ascii_isupper (*p) && screen->len > 0)
        g_string_append_c (screen, '-');
      g_string_append_c (screen, g_ascii_tolower (*p));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].screen, screen->str))
      return others[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], screen->str))
      return names[i];
  return names[0];
}
