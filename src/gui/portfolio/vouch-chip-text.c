/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-chip-text"

#include "config.h"
#include "vouch-chip-text.h"

#include <string.h>

#include "vouch-chip-tag.h"

/**
 * VouchChipText:
 *
 * Keeps the chips of a text whole. The words of a chip are ordinary words of the buffer, so that undo,
 * copying, input methods and screen readers treat them as such; here they become one thing: the caret
 * goes around them, a deletion takes all of them, nothing is typed between them. Undo and the clipboard
 * bring back words without their tags; those are recognized again by what they say.
 */
struct _VouchChipText {
  GObject parent_instance;

  GtkTextBuffer *buffer;
  GHashTable *known; /* (element-type utf8 VouchCitation): words, and what they stand for */
  gboolean replaying;
  int caret; /* where the caret was, to know which way it goes */
  int bound;
};

G_DEFINE_FINAL_TYPE (VouchChipText, vouch_chip_text, G_TYPE_OBJECT)

static void
tag_range (VouchChipText *self,
           VouchCitation *citation,
           const char *words,
           const GtkTextIter *start,
           const GtkTextIter *end)
{
  g_autoptr (GtkTextTag) tag = vouch_chip_tag_new (citation, words);

  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (self->buffer), tag);
  gtk_text_buffer_apply_tag (self->buffer, tag, start, end);
}

static void
insert_before_cb (GtkTextBuffer *buffer, GtkTextIter *place, char *text, int length, gpointer data)
{
  VouchChipText *self = data;
  GtkTextIter end, blank = *place, before;

  if (self->replaying)
    return;
  if (vouch_chip_tag_find_inside (place, NULL, &end) != NULL)
    gtk_text_iter_assign (place, &end);

  /* A full stop takes the place of the blank that was put behind a chip. */
  if (length != 1 || strchr (".,;:!?", *text) == NULL || !gtk_text_iter_backward_char (&blank) ||
      gtk_text_iter_get_char (&blank) != ' ')
    return;
  before = blank;
  if (gtk_text_iter_backward_char (&before) && vouch_chip_tag_find (&before, NULL, NULL) != NULL)
    gtk_text_buffer_delete (buffer, &blank, place);
}

static void
delete_before_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, gpointer data)
{
  VouchChipText *self = data;
  GtkTextIter edge;

  if (self->replaying)
    return;
  if (vouch_chip_tag_find_inside (start, &edge, NULL) != NULL)
    gtk_text_iter_assign (start, &edge);
  if (vouch_chip_tag_find_inside (end, NULL, &edge) != NULL)
    gtk_text_iter_assign (end, &edge);
}

/* A caret that lands inside a chip goes on to its other side, or to the nearer one after a jump. */
static void
mark_set_cb (GtkTextBuffer *buffer, const GtkTextIter *place, GtkTextMark *mark, gpointer data)
{
  VouchChipText *self = data;
  gboolean is_caret = mark == gtk_text_buffer_get_insert (buffer);
  int *before = is_caret ? &self->caret : &self->bound;
  int now = gtk_text_iter_get_offset (place);
  GtkTextIter start, end;
  gboolean forward;

  if (!is_caret && mark != gtk_text_buffer_get_selection_bound (buffer))
    return;
  if (self->replaying || vouch_chip_tag_find_inside (place, &start, &end) == NULL) {
    *before = now;
    return;
  }
  forward =
      *before <= gtk_text_iter_get_offset (&start)
          ? TRUE
          : *before < gtk_text_iter_get_offset (&end) &&
                now - gtk_text_iter_get_offset (&start) > gtk_text_iter_get_offset (&end) - now;
  gtk_text_buffer_move_mark (buffer, mark, forward ? &end : &start);
}

/* Around a caret that stands still, words may become a chip. */
static void
move_out (VouchChipText *self, GtkTextMark *mark)
{
  GtkTextIter place, end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &place, mark);
  if (vouch_chip_tag_find_inside (&place, NULL, &end) != NULL)
    gtk_text_buffer_move_mark (self->buffer, mark, &end);
}

/* Words that lost their tag become chips again; a tag on other words goes. */
static void
recognize (VouchChipText *self)
{
  GtkTextIter iter, end;
  VouchChipTag *chip;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_start_iter (self->buffer, &iter);
  while ((chip = vouch_chip_tag_find_next (&iter, &end)) != NULL) {
    g_autofree char *words = gtk_text_iter_get_text (&iter, &end);

    if (!g_str_equal (words, vouch_chip_tag_get_words (chip)))
      gtk_text_buffer_remove_tag (self->buffer, GTK_TEXT_TAG (chip), &iter, &end);
    iter = end;
  }
  text = vouch_chip_text_dup_text (self);
  for (const char *p = strchr (text, '('); p != NULL; p = strchr (p + 1, '(')) {
    const char *close = strchr (p, ')');
    g_autofree char *words = close != NULL ? g_strndup (p, (gsize) (close + 1 - p)) : NULL;
    VouchCitation *citation = words != NULL ? g_hash_table_lookup (self->known, words) : NULL;

    if (citation == NULL)
      continue;
    gtk_text_buffer_get_iter_at_offset (self->buffer, &iter,
                                        (int) g_utf8_pointer_to_offset (text, p));
    if (vouch_chip_tag_find (&iter, NULL, NULL) != NULL)
      continue;
    end = iter;
    gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (words, -1));
    tag_range (self, citation, words, &iter, &end);
  }
  move_out (self, gtk_text_buffer_get_insert (self->buffer));
  move_out (self, gtk_text_buffer_get_selection_bound (self->buffer));
}

static void
replay_cb (GtkTextBuffer *buffer, gpointer data)
{
  VOUCH_CHIP_TEXT (data)->replaying = TRUE;
}

static void
replayed_cb (GtkTextBuffer *buffer, gpointer data)
{
  VouchChipText *self = data;

  self->replaying = FALSE;
  recognize (self);
}

static void
pasted_cb (GtkTextBuffer *buffer, GdkClipboard *clipboard, gpointer data)
{
  recognize (data);
}

static void
vouch_chip_text_finalize (GObject *object)
{
  VouchChipText *self = VOUCH_CHIP_TEXT (object);

  g_clear_object (&self->buffer);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (vouch_chip_text_parent_class)->finalize (object);
}

static void
vouch_chip_text_class_init (VouchChipTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_chip_text_finalize;
}

static void
vouch_chip_text_init (VouchChipText *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * vouch_chip_text_new:
 * @buffer: an empty text.
 *
 * Returns: (transfer full): what keeps its chips.
 */
VouchChipText *
vouch_chip_text_new (GtkTextBuffer *buffer)
{
  VouchChipText *self = g_object_new (VOUCH_TYPE_CHIP_TEXT, NULL);

  self->buffer = g_object_ref (buffer);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_before_cb), self, 0);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_before_cb), self, 0);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  g_signal_connect_object (buffer, "undo", G_CALLBACK (replay_cb), self, 0);
  g_signal_connect_object (buffer, "redo", G_CALLBACK (replay_cb), self, 0);
  g_signal_connect_object (buffer, "undo", G_CALLBACK (replayed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "redo", G_CALLBACK (replayed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "paste-done", G_CALLBACK (pasted_cb), self, G_CONNECT_AFTER);
  return self;
}

/**
 * vouch_chip_text_learn:
 * @self: a text.
 * @words: words in brackets.
 * @citation: what they stand for.
 *
 * Remembers what words stand for, so that they become a chip wherever they come from.
 */
void
vouch_chip_text_learn (VouchChipText *self, const char *words, VouchCitation *citation)
{
  g_return_if_fail (VOUCH_IS_CHIP_TEXT (self) && words != NULL && VOUCH_IS_CITATION (citation));

  if (!g_hash_table_contains (self->known, words))
    g_hash_table_insert (self->known, g_strdup (words), g_object_ref (citation));
}

/* Exchanges what is different between the text that is there and @text; the caret stays where it is. */
static void
exchange_middle (VouchChipText *self, const char *before, const char *text)
{
  gsize length = strlen (before), new_length = strlen (text), most = MIN (length, new_length);
  gsize begin = 0, end = 0;
  GtkTextIter from, to;

  while (begin < most && before[begin] == text[begin])
    begin++;
  while (end < most - begin && before[length - 1 - end] == text[new_length - 1 - end])
    end++;
  while (begin > 0 && (text[begin] & 0xc0) == 0x80)
    begin--;
  while (end > 0 && (text[new_length - end] & 0xc0) == 0x80)
    end--;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from,
                                      (int) g_utf8_strlen (before, (gssize) begin));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to,
                                      (int) g_utf8_strlen (before, (gssize) (length - end)));
  self->replaying = TRUE;
  gtk_text_buffer_delete (self->buffer, &from, &to);
  gtk_text_buffer_insert (self->buffer, &from, text + begin, (int) (new_length - begin - end));
  self->replaying = FALSE;
}

/* Whether the text refers to the same things at the same places. */
static gboolean
refers_alike (VouchChipText *self, GPtrArray *citations)
{
  g_autoptr (GPtrArray) present = vouch_chip_text_list_citations (self);

  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);

    if (vouch_citation_get_text_start (citation) < 0)
      return present->len == i;
    if (i >= present->len || !vouch_citation_refers_alike (citation, present->pdata[i]) ||
        vouch_citation_get_text_start (citation) !=
            vouch_citation_get_text_start (present->pdata[i]))
      return FALSE;
  }
  return present->len == citations->len;
}

/**
 * vouch_chip_text_load:
 * @self: a text.
 * @text: what it shall say.
 * @citations: (element-type VouchCitation): what it refers to, checked against @text.
 *
 * Shows what is stored, where it is something else than what is shown. It cannot be undone.
 */
void
vouch_chip_text_load (VouchChipText *self, const char *text, GPtrArray *citations)
{
  g_autofree char *before = vouch_chip_text_dup_text (self);
  GtkTextIter start, end;
  VouchChipTag *chip;

  g_return_if_fail (VOUCH_IS_CHIP_TEXT (self) && text != NULL && citations != NULL);

  if (g_str_equal (before, text) && refers_alike (self, citations))
    return;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  if (!g_str_equal (before, text))
    exchange_middle (self, before, text);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  while ((chip = vouch_chip_tag_find_next (&start, &end)) != NULL) {
    gtk_text_buffer_remove_tag (self->buffer, GTK_TEXT_TAG (chip), &start, &end);
    gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (self->buffer), GTK_TEXT_TAG (chip));
    start = end;
  }
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    g_autofree char *words = NULL;

    if (vouch_citation_get_text_start (citation) < 0)
      continue;
    gtk_text_buffer_get_iter_at_offset (self->buffer, &start,
                                        (int) vouch_citation_get_text_start (citation));
    end = start;
    gtk_text_iter_forward_chars (&end, (int) vouch_citation_get_text_length (citation));
    words = gtk_text_iter_get_text (&start, &end);
    tag_range (self, citation, words, &start, &end);
    g_hash_table_replace (self->known, g_steal_pointer (&words), g_object_ref (citation));
  }
  gtk_text_buffer_end_irreversible_action (self->buffer);
}

/**
 * vouch_chip_text_insert:
 * @self: a text.
 * @citation: what is referred to.
 * @words: the words that stand for it.
 *
 * Puts a chip in at the caret, in place of what is selected, with a blank on either side where there
 * is none. One step of undo takes it away.
 */
void
vouch_chip_text_insert (VouchChipText *self, VouchCitation *citation, const char *words)
{
  GtkTextIter start, end;
  int offset;

  g_return_if_fail (VOUCH_IS_CHIP_TEXT (self) && words != NULL);

  g_hash_table_replace (self->known, g_strdup (words), g_object_ref (citation));
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &start,
                                    gtk_text_buffer_get_insert (self->buffer));
  end = start;
  if (gtk_text_iter_backward_char (&end) && !g_unichar_isspace (gtk_text_iter_get_char (&end)))
    gtk_text_buffer_insert (self->buffer, &start, " ", 1);
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_insert (self->buffer, &start, words, -1);
  end = start;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, offset);
  if (vouch_chip_tag_find (&start, NULL, NULL) == NULL)
    tag_range (self, citation, words, &start, &end);
  if (gtk_text_iter_is_end (&end) || g_unichar_isalnum (gtk_text_iter_get_char (&end)))
    gtk_text_buffer_insert (self->buffer, &end, " ", 1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/**
 * vouch_chip_text_insert_plain:
 * @self: a text.
 * @text: words from somewhere else.
 *
 * Puts words in at the caret, in place of what is selected, and leaves behind what a text cannot
 * hold. Words that stand for something become chips.
 */
void
vouch_chip_text_insert_plain (VouchChipText *self, const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_if_fail (VOUCH_IS_CHIP_TEXT (self) && text != NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\r' || c == 0x2028 || c == 0x2029)
      c = p[0] == '\r' && p[1] == '\n' ? 0 : '\n';
    if (c != 0 && c != 0xfffc && c != 0xfeff && (!g_unichar_iscntrl (c) || c == '\n' || c == '\t'))
      g_string_append_unichar (plain, c);
  }
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, plain->str, (int) plain->len, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
  recognize (self);
}

/**
 * vouch_chip_text_dup_text:
 * @self: a text.
 *
 * Returns: (transfer full): what it says, the words of its chips included.
 */
char *
vouch_chip_text_dup_text (VouchChipText *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (VOUCH_IS_CHIP_TEXT (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * vouch_chip_text_list_citations:
 * @self: a text.
 *
 * Returns: (transfer full) (element-type VouchCitation): what the text refers to, in its order, each
 *   with its place.
 */
GPtrArray *
vouch_chip_text_list_citations (VouchChipText *self)
{
  GPtrArray *citations = g_ptr_array_new_with_free_func (g_object_unref);
  GtkTextIter start, end;
  VouchChipTag *chip;

  g_return_val_if_fail (VOUCH_IS_CHIP_TEXT (self), citations);

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  while ((chip = vouch_chip_tag_find_next (&start, &end)) != NULL) {
    VouchCitation *citation = vouch_citation_copy (vouch_chip_tag_get_citation (chip));
    int offset = gtk_text_iter_get_offset (&start);

    vouch_citation_set_text_start (citation, offset);
    vouch_citation_set_text_length (citation, (guint) (gtk_text_iter_get_offset (&end) - offset));
    g_ptr_array_add (citations, citation);
    start = end;
  }
  return citations;
}
