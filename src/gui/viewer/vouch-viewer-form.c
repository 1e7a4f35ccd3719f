/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is shown as, and words of it that are chosen: from a passage to its quote and back. */
#define G_LOG_DOMAIN "vouch-viewer-form"

#include "config.h"
#include "vouch-viewer-form.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUOTE_CHARACTERS 300
#define LINES "\n\t"

static gboolean
is_pdf (const char *file_name)
{
  g_autofree char *lower = g_ascii_strdown (file_name != NULL ? file_name : "", -1);

  return g_str_has_suffix (lower, ".pdf");
}

/**
 * vouch_viewer_form_for:
 * @media: what a file counts as; no recording.
 * @file_name: (nullable): the name it came with.
 *
 * Returns: what it is shown as.
 */
VouchGlanceForm
vouch_viewer_form_for (VouchMedia media, const char *file_name)
{
  switch (media) {
  case VOUCH_MEDIA_TEXT: return VOUCH_GLANCE_FORM_TEXT;
  case VOUCH_MEDIA_DATA: return VOUCH_GLANCE_FORM_TABLE;
  case VOUCH_MEDIA_DOCUMENT:
  case VOUCH_MEDIA_NONE:
    return is_pdf (file_name) ? VOUCH_GLANCE_FORM_PICTURE : VOUCH_GLANCE_FORM_TEXT;
  case VOUCH_MEDIA_IMAGE:
  case VOUCH_MEDIA_AUDIO:
  case VOUCH_MEDIA_VIDEO:
  default: return VOUCH_GLANCE_FORM_PICTURE;
  }
}

/**
 * vouch_viewer_form_hint:
 * @form: what a file is shown as.
 * @has_region: whether a region is being drawn in it.
 *
 * Returns: (transfer none): how a place in it is marked.
 */
const char *
vouch_viewer_form_hint (VouchGlanceForm form, gboolean has_region)
{
  if (form == VOUCH_GLANCE_FORM_PICTURE && has_region)
    return _ ("Arrows move it, Shift and arrows change its size, Enter keeps it, Esc drops it.");
  if (form == VOUCH_GLANCE_FORM_PICTURE)
    return _ ("Draw on it to mark a region, or press N.");
  return form == VOUCH_GLANCE_FORM_TEXT ? _ ("Select words to mark them.")
                                        : _ ("Choose a row to mark it.");
}

/**
 * vouch_viewer_form_dup_selected:
 * @view: the words of a file.
 *
 * Returns: (transfer full) (nullable): those that are chosen, on one line and not too many.
 */
char *
vouch_viewer_form_dup_selected (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter from, to;
  g_autofree char *words = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &from, &to))
    return NULL;
  words = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
  g_strdelimit (words, LINES, ' ');
  return g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), QUOTE_CHARACTERS));
}

/**
 * vouch_viewer_form_select:
 * @view: the words of a file.
 * @quote: what vouch_viewer_form_dup_selected() gave.
 *
 * Chooses these words again and scrolls to them.
 *
 * Returns: whether they are there.
 */
gboolean
vouch_viewer_form_select (GtkTextView *view, const char *quote)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *words = NULL;
  const char *found;
  GtkTextIter from, to;
  int start;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), FALSE);

  if (quote == NULL || *quote == '\0')
    return FALSE;
  gtk_text_buffer_get_bounds (buffer, &from, &to);
  words = gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
  g_strdelimit (words, LINES, ' ');
  found = strstr (words, quote);
  if (found == NULL)
    return FALSE;
  start = (int) g_utf8_pointer_to_offset (words, found);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, start + (int) g_utf8_strlen (quote, -1));
  gtk_text_buffer_select_range (buffer, &from, &to);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.1, TRUE, 0, 0.3);
  return TRUE;
}
