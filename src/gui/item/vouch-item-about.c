/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-about"

#include "config.h"
#include "vouch-item-about.h"

#include <glib/gi18n.h>

#include "vouch-items.h"
#include "vouch-text.h"

#include "vouch-field-row.h"
#include "vouch-rows.h"

/**
 * VouchItemAbout:
 *
 * What the item is called, what was measured about the file, and a way to open the original.
 */
struct _VouchItemAbout {
  VouchItemSection parent_instance;

  VouchFieldRow *title;
};

G_DEFINE_FINAL_TYPE (VouchItemAbout, vouch_item_about, VOUCH_TYPE_ITEM_SECTION)

static void
title_edited_cb (VouchItemAbout *self)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (self));
  g_autofree char *text = vouch_field_row_dup_text (self->title);

  vouch_item_edit_set_title (vouch_item_saver_edit (saver), text);
}

static void
append (GString *text, char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
  g_free (words);
}

/* Durations before sizes before names of formats. */
static char *
measured_words (VouchFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 duration = vouch_facts_get_duration_ms (facts);
  int pages = vouch_facts_get_pages (facts);

  if (vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING)
    return g_strdup (_ ("The file is still being read."));
  if (vouch_facts_get_problem (facts) != NULL)
    return g_strdup (vouch_facts_get_problem (facts));
  if (duration > 0)
    append (text, vouch_text_format_duration (duration));
  if (pages > 0)
    append (text, g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) pages), pages));
  if (vouch_facts_get_width (facts) > 0)
    append (text, g_strdup_printf ("%d × %d", vouch_facts_get_width (facts),
                                   vouch_facts_get_height (facts)));
  if (vouch_facts_get_words (facts) > 0)
    append (text, g_strdup_printf (
                      ngettext ("%d word", "%d words", (gulong) vouch_facts_get_words (facts)),
                      vouch_facts_get_words (facts)));
  if (vouch_facts_get_speech_ms (facts) > 0) {
    g_autofree char *speech = vouch_text_format_duration (vouch_facts_get_speech_ms (facts));

    /* Translators: how long somebody can be heard speaking in a recording. */
    append (text, g_strdup_printf (_ ("%s of speech"), speech));
  }
  append (text, g_format_size ((guint64) MAX (vouch_facts_get_size (facts), 0)));
  if (vouch_facts_get_format (facts) != NULL)
    append (text, g_ascii_strup (vouch_facts_get_format (facts), -1));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_measured (VouchItemAbout *self, VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  g_autofree char *words =
      facts != NULL ? measured_words (facts) : g_strdup (_ ("The file is still being read."));
  GtkWidget *row = vouch_rows_text (vouch_item_get_file_name (item), words);
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("_Open the original"));

  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open the original"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "about.open");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  vouch_item_section_add (VOUCH_ITEM_SECTION (self), row);
  if (facts != NULL && vouch_facts_get_n_identifiers (facts) > 0)
    vouch_item_section_add (
        VOUCH_ITEM_SECTION (self),
        vouch_rows_text (
            _ ("The file says more than it shows"),
            _ ("Such as where or on which device it was made. A clean copy is sent; the original "
               "stays as it is.")));
}

static void
vouch_item_about_update (VouchItemSection *section, VouchItemState *state)
{
  VouchItemAbout *self = VOUCH_ITEM_ABOUT (section);
  VouchItem *item = vouch_item_state_get_item (state);

  vouch_field_row_show (self->title, vouch_item_get_title (item));
  vouch_item_section_clear (section);
  if (vouch_item_get_artifact (item) != NULL)
    add_measured (self, item);
  else
    vouch_item_section_add (section,
                            vouch_rows_text (_ ("What is written"), vouch_item_get_text (item)));
}

/* Opening the original. */

static gpointer
find_path (VouchWorkspace *workspace, gpointer item, GCancellable *cancellable, GError **error)
{
  return vouch_items_get_path (workspace, item, cancellable, error);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemSection) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    vouch_item_section_show_problem (self, error);
}

static void
path_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchItemSection) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;

  if (uri == NULL) {
    vouch_item_section_show_problem (self, error);
    return;
  }
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, g_steal_pointer (&self));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchItemSaver *saver = vouch_item_section_get_saver (VOUCH_ITEM_SECTION (widget));

  vouch_workspace_run_async (vouch_item_saver_get_workspace (saver), find_path,
                             g_strdup (vouch_item_saver_get_item (saver)), g_free, g_free, NULL,
                             path_cb, g_object_ref (widget));
}

static void
vouch_item_about_class_init (VouchItemAboutClass *klass)
{
  VOUCH_ITEM_SECTION_CLASS (klass)->update = vouch_item_about_update;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "about.open", NULL, open_cb);
}

static void
vouch_item_about_init (VouchItemAbout *self)
{
  self->title = VOUCH_FIELD_ROW (vouch_field_row_new (_ ("Title"), NULL));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->title));
  g_signal_connect_object (self->title, "edited", G_CALLBACK (title_edited_cb), self,
                           G_CONNECT_SWAPPED);
}
