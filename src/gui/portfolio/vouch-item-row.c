/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-item-row"

#include "config.h"
#include "vouch-item-row.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

#include "vouch-rows.h"

/* What is attached, as a line on a card: it opens, can be removed, and can be dragged to another. */

static void
add_word (GString *text, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, word);
}

/* The original and what of it is sent, apart: "original 32:10 · sent 1:10–8:40". */
static void
add_times (GString *text, VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  gint64 whole = vouch_facts_get_duration_ms (facts);
  gint64 end = vouch_item_get_end_ms (item) >= 0 ? vouch_item_get_end_ms (item) : whole;
  g_autofree char *length = vouch_text_format_duration (MAX (whole, 0));
  g_autofree char *from = vouch_text_format_duration (MAX (vouch_item_get_start_ms (item), 0));
  g_autofree char *to = vouch_text_format_duration (MAX (end, 0));
  g_autofree char *words = NULL;

  if (whole <= 0)
    return;
  if (vouch_item_has_range (item))
    /* Translators: the length of a recording, and from where to where it is sent. */
    words = g_strdup_printf (_ ("original %s · sent %s–%s"), length, from, to);
  add_word (text, words != NULL ? words : length);
}

/**
 * vouch_item_row_get_title:
 * @item: an item.
 *
 * Returns: (transfer full): what it is called.
 */
char *
vouch_item_row_get_title (VouchItem *item)
{
  const char *title = vouch_item_get_title (item);

  if (title == NULL || *title == '\0')
    title = vouch_item_get_file_name (item);
  return g_strdup (title != NULL && *title != '\0' ? title : _ ("Answer"));
}

/**
 * vouch_item_row_describe:
 * @item: an item with a file.
 *
 * Returns: (transfer full): durations, then sizes, then what is marked on it.
 */
char *
vouch_item_row_describe (VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);
  guint moments = vouch_item_get_moments (item)->len;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *pages = NULL;
  g_autofree char *size = NULL;
  g_autofree char *marks = NULL;

  if (facts == NULL || vouch_facts_get_state (facts) == VOUCH_FACTS_PENDING)
    return g_strdup (_ ("still being read"));
  if (vouch_facts_get_state (facts) == VOUCH_FACTS_UNREADABLE)
    return g_strdup (vouch_facts_get_problem (facts));
  add_word (text, vouch_item_get_attribute (item, "student"));
  add_times (text, item);
  if (vouch_facts_get_pages (facts) > 0)
    pages =
        g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) vouch_facts_get_pages (facts)),
                         vouch_facts_get_pages (facts));
  size = g_format_size ((guint64) MAX (vouch_facts_get_size (facts), 0));
  if (moments > 0)
    marks = g_strdup_printf (ngettext ("%u marked place", "%u marked places", moments), moments);
  add_word (text, pages);
  add_word (text, size);
  add_word (text, marks);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_total (GString *text, gint64 total_ms, guint words)
{
  g_autofree char *time = total_ms > 0 ? vouch_text_format_duration (total_ms) : NULL;
  g_autofree char *count =
      words > 0 ? g_strdup_printf (ngettext ("%u word", "%u words", words), words) : NULL;

  add_word (text, time);
  add_word (text, count);
}

/**
 * vouch_item_row_sum_up:
 * @items: (element-type VouchItem): what is on one card.
 *
 * Returns: (transfer full): what is in it in a few words: "2 recordings · 11:40".
 */
char *
vouch_item_row_sum_up (GPtrArray *items)
{
  guint recordings = 0, answers = 0, files = 0, words = 0;
  gint64 total_ms = 0;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (vouch_item_get_artifact (item) == NULL) {
      answers += !vouch_text_is_blank (vouch_item_get_text (item));
      words += vouch_item_get_text (item) != NULL
                   ? vouch_text_count_words (vouch_item_get_text (item))
                   : 0;
    } else if (vouch_item_get_media (item) == VOUCH_MEDIA_AUDIO ||
               vouch_item_get_media (item) == VOUCH_MEDIA_VIDEO) {
      recordings++;
      total_ms += MAX (vouch_item_get_duration_ms (item), 0);
    } else {
      files++;
    }
  }
  if (recordings > 0)
    first = g_strdup_printf (ngettext ("%u recording", "%u recordings", recordings), recordings);
  if (files > 0)
    second = g_strdup_printf (ngettext ("%u file", "%u files", files), files);
  if (answers > 0)
    third = g_strdup_printf (ngettext ("%u answer", "%u answers", answers), answers);
  add_word (text, first);
  add_word (text, second);
  add_word (text, third);
  add_total (text, total_ms, words);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autofree char *what = g_strconcat ("vouch-item:", gtk_widget_get_name (row), NULL);

  return gdk_content_provider_new_typed (G_TYPE_STRING, what);
}

/**
 * vouch_item_row_new:
 * @item: an item with a file.
 * @locked: whether it stays where it is.
 *
 * Returns: (transfer floating): a row that opens the item; it is named by the item's id.
 */
GtkWidget *
vouch_item_row_new (VouchItem *item, gboolean locked)
{
  g_autofree char *title = vouch_item_row_get_title (item);
  g_autofree char *words = vouch_item_row_describe (item);
  GtkWidget *row = vouch_rows_link (title, words, "win.show-item", vouch_item_get_id (item));
  GtkDragSource *source;
  GtkWidget *remove;

  gtk_widget_set_name (row, vouch_item_get_id (item));
  if (locked)
    return row;
  remove = vouch_rows_button ("user-trash-symbolic", _ ("Remove"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", vouch_item_get_id (item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "portfolio.remove-item");
  vouch_rows_link_add (row, remove);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  return row;
}
