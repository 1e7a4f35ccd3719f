/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-document"

#include "config.h"
#include "vouch-document.h"

#include "vouch-document-private.h"

/**
 * VouchDocument:
 *
 * What shall be on paper, piece by piece in the order of reading, without a size yet. `VouchPages`
 * lays it out for a sheet; the same pages go into a PDF or to a printer.
 *
 * Each text finds its own direction; the direction of the title decides on which side bullets,
 * first columns and page numbers stand.
 */
struct _VouchDocument {
  GObject parent_instance;

  char *title;
  GPtrArray *pieces;
};

G_DEFINE_FINAL_TYPE (VouchDocument, vouch_document, G_TYPE_OBJECT)

static void
free_piece (gpointer data)
{
  VouchPiece *piece = data;

  if (piece->free_data != NULL)
    piece->free_data (piece->data);
  g_clear_object (&piece->table);
  g_clear_pointer (&piece->jpeg, g_bytes_unref);
  g_free (piece->text);
  g_free (piece->other);
  g_free (piece);
}

static VouchPiece *
add_piece (VouchDocument *self, VouchPieceKind kind, const char *text)
{
  VouchPiece *piece = g_new0 (VouchPiece, 1);

  piece->kind = kind;
  piece->text = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

static void
vouch_document_finalize (GObject *object)
{
  VouchDocument *self = VOUCH_DOCUMENT (object);

  g_free (self->title);
  g_ptr_array_unref (self->pieces);

  G_OBJECT_CLASS (vouch_document_parent_class)->finalize (object);
}

static void
vouch_document_class_init (VouchDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_document_finalize;
}

static void
vouch_document_init (VouchDocument *self)
{
  self->pieces = g_ptr_array_new_with_free_func (free_piece);
}

/**
 * vouch_document_new:
 * @title: what the document is called: its metadata, and the running head from the second page on.
 *
 * Returns: (transfer full): an empty document. The title is not printed by itself, see
 *   vouch_document_add_title().
 */
VouchDocument *
vouch_document_new (const char *title)
{
  VouchDocument *self = g_object_new (VOUCH_TYPE_DOCUMENT, NULL);

  self->title = g_utf8_make_valid (title, -1);
  return self;
}

/**
 * vouch_document_get_title:
 * @self: a document.
 *
 * Returns: (transfer none): what it is called.
 */
const char *
vouch_document_get_title (VouchDocument *self)
{
  g_return_val_if_fail (VOUCH_IS_DOCUMENT (self), NULL);

  return self->title;
}

static gboolean
runs_right_to_left (GUnicodeScript script)
{
  switch (script) {
  case G_UNICODE_SCRIPT_ARABIC:
  case G_UNICODE_SCRIPT_HEBREW:
  case G_UNICODE_SCRIPT_SYRIAC:
  case G_UNICODE_SCRIPT_THAANA:
  case G_UNICODE_SCRIPT_NKO:
  case G_UNICODE_SCRIPT_ADLAM: return TRUE;
  default: return FALSE;
  }
}

/**
 * vouch_document_is_right_to_left:
 * @self: a document.
 *
 * Returns: whether the first letter of its title is of a script that runs from right to left.
 */
gboolean
vouch_document_is_right_to_left (VouchDocument *self)
{
  g_return_val_if_fail (VOUCH_IS_DOCUMENT (self), FALSE);

  for (const char *at = self->title; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return runs_right_to_left (g_unichar_get_script (g_utf8_get_char (at)));
  return FALSE;
}

/**
 * vouch_document_get_pieces:
 * @self: a document.
 *
 * Returns: (transfer none) (element-type VouchPiece): its pieces.
 */
GPtrArray *
vouch_document_get_pieces (VouchDocument *self)
{
  g_return_val_if_fail (VOUCH_IS_DOCUMENT (self), NULL);

  return self->pieces;
}

/**
 * vouch_document_add_title:
 * @self: a document.
 * @text: the title in large letters.
 *
 * Prints a title.
 */
void
vouch_document_add_title (VouchDocument *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_TITLE, text);
}

/**
 * vouch_document_add_subtitle:
 * @self: a document.
 * @text: what stands below the title.
 *
 * Prints the second line of a title.
 */
void
vouch_document_add_subtitle (VouchDocument *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_SUBTITLE, text);
}

/**
 * vouch_document_add_heading:
 * @self: a document.
 * @level: 1 to 3.
 * @text: the heading.
 *
 * Prints a heading that stays with what follows and stands in the outline of the PDF.
 */
void
vouch_document_add_heading (VouchDocument *self, guint level, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));
  g_return_if_fail (level >= 1 && level <= 3);

  add_piece (self, VOUCH_PIECE_HEADING, text)->number = level;
}

/**
 * vouch_document_add_paragraph:
 * @self: a document.
 * @text: the text; its line breaks are kept.
 *
 * Prints a text.
 */
void
vouch_document_add_paragraph (VouchDocument *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_PARAGRAPH, text);
}

/**
 * vouch_document_add_note:
 * @self: a document.
 * @text: the text.
 *
 * Prints a text in small grey letters.
 */
void
vouch_document_add_note (VouchDocument *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_NOTE, text);
}

/**
 * vouch_document_add_bullet:
 * @self: a document.
 * @text: the text.
 *
 * Prints one entry of a list.
 */
void
vouch_document_add_bullet (VouchDocument *self, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_BULLET, text);
}

/**
 * vouch_document_add_tick:
 * @self: a document.
 * @ticked: whether the box is ticked already.
 * @text: what it is for.
 *
 * Prints a box to tick.
 */
void
vouch_document_add_tick (VouchDocument *self, gboolean ticked, const char *text)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_TICK, text)->number = ticked ? 1 : 0;
}

/**
 * vouch_document_add_fact:
 * @self: a document.
 * @name: what it is.
 * @value: (nullable): the amount, a date, a sentence.
 *
 * Prints a name and its value side by side.
 */
void
vouch_document_add_fact (VouchDocument *self, const char *name, const char *value)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_FACT, name)->other =
      g_utf8_make_valid (value != NULL ? value : "", -1);
}

/**
 * vouch_document_add_table:
 * @self: a document.
 * @table: a table with at least one column.
 *
 * Prints a table; the titles of its columns are repeated on each page.
 */
void
vouch_document_add_table (VouchDocument *self, VouchPrintTable *table)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));
  g_return_if_fail (VOUCH_IS_PRINT_TABLE (table));
  g_return_if_fail (vouch_print_table_get_n_columns (table) > 0);

  add_piece (self, VOUCH_PIECE_TABLE, NULL)->table = g_object_ref (table);
}

/**
 * vouch_document_add_rule:
 * @self: a document.
 *
 * Prints a thin line over the whole width.
 */
void
vouch_document_add_rule (VouchDocument *self)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_RULE, NULL);
}

/**
 * vouch_document_add_writing_lines:
 * @self: a document.
 * @n_lines: how many.
 *
 * Prints empty lines to write on.
 */
void
vouch_document_add_writing_lines (VouchDocument *self, guint n_lines)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_WRITING_LINES, NULL)->number = n_lines;
}

/**
 * vouch_document_add_signature:
 * @self: a document.
 * @who: who signs, below the line.
 * @date_label: the word below the line for the date.
 *
 * Prints a line to sign on and one for the date.
 */
void
vouch_document_add_signature (VouchDocument *self, const char *who, const char *date_label)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_SIGNATURE, who)->other = g_utf8_make_valid (date_label, -1);
}

/**
 * vouch_document_add_space:
 * @self: a document.
 * @points: how much; it vanishes at the top of a page.
 *
 * Leaves room.
 */
void
vouch_document_add_space (VouchDocument *self, double points)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_SPACE, NULL)->height = points;
}

/**
 * vouch_document_add_page_break:
 * @self: a document.
 *
 * What follows begins on a new page.
 */
void
vouch_document_add_page_break (VouchDocument *self)
{
  g_return_if_fail (VOUCH_IS_DOCUMENT (self));

  add_piece (self, VOUCH_PIECE_PAGE_BREAK, NULL);
}

/**
 * vouch_document_add_jpeg:
 * @self: a document.
 * @jpeg: the bytes of a JPEG file; they go into the PDF as they are, once however often they are shown.
 * @width: its width in pixels.
 * @height: its height in pixels.
 * @most_height: at most so high on paper, in points; 0 for as high as the width allows.
 * @caption: (nullable): what stands below it.
 *
 * Prints a picture. The bytes are not decoded here, so they may be a stranger's.
 */
void
vouch_document_add_jpeg (VouchDocument *self,
                         GBytes *jpeg,
                         guint width,
                         guint height,
                         double most_height,
                         const char *caption)
{
  VouchPiece *piece;

  g_return_if_fail (VOUCH_IS_DOCUMENT (self));
  g_return_if_fail (jpeg != NULL && width > 0 && height > 0);

  piece = add_piece (self, VOUCH_PIECE_JPEG, caption);
  piece->jpeg = g_bytes_ref (jpeg);
  piece->width_px = width;
  piece->height_px = height;
  piece->height = most_height;
}

/**
 * vouch_document_add_drawing:
 * @self: a document.
 * @height: its height in points; it is as wide as the text.
 * @draw: (scope notified): draws it, perhaps several times and on several threads in turn.
 * @data: what @draw is given.
 * @free_data: (nullable): frees @data with the document.
 *
 * Prints a drawing. What it says must be said in words beside it.
 */
void
vouch_document_add_drawing (VouchDocument *self,
                            double height,
                            VouchDrawFunc draw,
                            gpointer data,
                            GDestroyNotify free_data)
{
  VouchPiece *piece;

  g_return_if_fail (VOUCH_IS_DOCUMENT (self));
  g_return_if_fail (draw != NULL && height > 0);

  piece = add_piece (self, VOUCH_PIECE_DRAWING, NULL);
  piece->height = height;
  piece->draw = draw;
  piece->data = data;
  piece->free_data = free_data;
}
