/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-diff-text"

#include "config.h"
#include "vouch-diff-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-text-diff.h"
#include "vouch-text.h"

/*
 * Two texts in one: what was taken out is struck through, what was put in is underlined, and both have
 * a colour besides.  A screen reader, which is told of neither line nor colour, gets it in words.
 */

/* So many pieces are read out; who wants more reads the text. */
#define MAX_TOLD 20

/* Text tags take no colours by name: these are @error_color and @success_color of libadwaita, on light
 * and on dark. */
static const char *const taken_out_colors[] = { "#c01c28", "#ff7b63" };
static const char *const put_in_colors[] = { "#1b8553", "#8ff0a4" };

static GtkTextTag *
get_tag (GtkTextBuffer *buffer, const char *name)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, name, NULL, NULL);
}

static void
tell (GString *words, const char *format, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *sentence = g_strdup_printf (format, trimmed);

  if (*trimmed == '\0')
    return;
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", sentence);
}

/**
 * vouch_diff_text_show:
 * @buffer: gets the text.
 * @pieces: (element-type VouchTextPiece): what vouch_text_diff() gave.
 *
 * Shows two texts in one.
 *
 * Returns: (transfer full): the differences in words.
 */
char *
vouch_diff_text_show (GtkTextBuffer *buffer, GPtrArray *pieces)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkTextTag *taken_out = get_tag (buffer, "taken-out");
  GtkTextTag *put_in = get_tag (buffer, "put-in");
  g_autoptr (GString) words = g_string_new (NULL);
  guint told = 0;
  GtkTextIter end;

  g_object_set (taken_out, "strikethrough", TRUE, "foreground", taken_out_colors[dark], NULL);
  g_object_set (put_in, "underline", PANGO_UNDERLINE_SINGLE, "foreground", put_in_colors[dark],
                NULL);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &end);
  for (guint i = 0; i < pieces->len; i++) {
    const VouchTextPiece *piece = g_ptr_array_index (pieces, i);
    GtkTextTag *tag = piece->kind == VOUCH_TEXT_PIECE_REMOVED ? taken_out
                      : piece->kind == VOUCH_TEXT_PIECE_ADDED ? put_in
                                                              : NULL;

    gtk_text_buffer_insert_with_tags (buffer, &end, piece->text, -1, tag, NULL);
    if (tag == NULL || told++ >= MAX_TOLD)
      continue;
    /* Translators: read out by a screen reader; the words are not in the present text. */
    tell (words,
          tag == taken_out ? _ ("Taken out since: “%s”.")
                           /* Translators: read out by a screen reader. */
                           : _ ("Put in since: “%s”."),
          piece->text);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * vouch_diff_text_summarize:
 * @pieces: (element-type VouchTextPiece): what vouch_text_diff() gave.
 *
 * Returns: (transfer full): how much is different, in a sentence.
 */
char *
vouch_diff_text_summarize (GPtrArray *pieces)
{
  guint taken_out = 0, put_in = 0;
  g_autofree char *out = NULL;
  g_autofree char *in = NULL;

  for (guint i = 0; i < pieces->len; i++) {
    const VouchTextPiece *piece = g_ptr_array_index (pieces, i);
    guint count = vouch_text_count_words (piece->text);

    taken_out += piece->kind == VOUCH_TEXT_PIECE_REMOVED ? count : 0;
    put_in += piece->kind == VOUCH_TEXT_PIECE_ADDED ? count : 0;
  }
  out = g_strdup_printf (ngettext ("%u word struck through was taken out since",
                                   "%u words struck through were taken out since", taken_out),
                         taken_out);
  in = g_strdup_printf (
      ngettext ("%u underlined word was put in", "%u underlined words were put in", put_in),
      put_in);
  if (taken_out > 0 && put_in > 0)
    /* Translators: how many words were taken out, how many put in. */
    return g_strdup_printf (_ ("%s, %s."), out, in);
  if (taken_out + put_in == 0)
    return g_strdup (_ ("The words are the same as now."));
  return g_strdup_printf ("%s.", taken_out > 0 ? out : in);
}
