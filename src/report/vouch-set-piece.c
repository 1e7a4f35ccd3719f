/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-set-piece"

#include "config.h"
#include "vouch-set-piece.h"

/* Room between things, in points. */
#define PARAGRAPH_GAP 6
#define HEADING_GAP 18
#define ROW_GAP 3.5
#define COLUMN_GAP 10
#define INDENT 16
#define BOX 9
#define LINE_TO_WRITE 24
#define GREY_RULE 0.7

/* The names of facts take this part of the width. */
#define FACT_NAMES 0.3

/* What is being set: its strips so far, and the pictures, each of which is kept once. */
typedef struct {
  VouchTypesetter *typesetter;
  GPtrArray *strips;
  GHashTable *pictures;
  gboolean fresh_page;
  double space;
  VouchStrip *signature; /* the end of one that another may follow */
} Setting;

/* Hands strips over; the first one gets room before it, and whatever waited for a strip. */
static void
append (Setting *setting, GPtrArray *strips, double before)
{
  VouchStrip *first = strips->len > 0 ? g_ptr_array_index (strips, 0) : NULL;

  if (first != NULL) {
    first->before = before + setting->space;
    first->fresh_page = setting->fresh_page;
    setting->space = 0;
    setting->fresh_page = FALSE;
  }
  for (guint i = 0; i < strips->len; i++)
    g_ptr_array_add (setting->strips, g_ptr_array_index (strips, i));
  g_ptr_array_unref (strips);
}

static void
append_one (Setting *setting, VouchStrip *strip, double before)
{
  GPtrArray *strips = g_ptr_array_new ();

  g_ptr_array_add (strips, strip);
  append (setting, strips, before);
}

static void
set_text (Setting *setting, VouchPiece *piece, VouchTypeStyle style, double before)
{
  append (setting, vouch_typesetter_set_text (setting->typesetter, style, piece->text, 0), before);
}

static void
set_heading (Setting *setting, VouchPiece *piece)
{
  static const double gaps[] = { HEADING_GAP, 14, 10 };
  GPtrArray *strips = vouch_typesetter_set_text (
      setting->typesetter, VOUCH_TYPE_STYLE_HEADING_1 + piece->number - 1, piece->text, 0);
  VouchStrip *first = g_ptr_array_index (strips, 0);

  first->outline_level = piece->number;
  first->outline = g_strdup (piece->text);
  for (guint i = 0; i < strips->len; i++)
    ((VouchStrip *) strips->pdata[i])->keep = TRUE;
  append (setting, strips, gaps[piece->number - 1]);
}

static void
set_bullet (Setting *setting, VouchPiece *piece)
{
  const VouchTypeCell cells[] = {
    { "•", VOUCH_TYPE_STYLE_BODY, 4, INDENT - 4, FALSE },
    { piece->text, VOUCH_TYPE_STYLE_BODY, INDENT,
      vouch_typesetter_get_width (setting->typesetter) - INDENT, FALSE },
  };

  append (setting, vouch_typesetter_set_cells (setting->typesetter, cells, 2), 3);
}

static void
set_tick (Setting *setting, VouchPiece *piece)
{
  double indent = INDENT + 4;
  GPtrArray *strips =
      vouch_typesetter_set_text (setting->typesetter, VOUCH_TYPE_STYLE_BODY, piece->text, indent);
  VouchStrip *first = g_ptr_array_index (strips, 0);

  vouch_strip_add_box (first, vouch_typesetter_mirror (setting->typesetter, 2, BOX),
                       (first->height - BOX) / 2, BOX, piece->number != 0);
  append (setting, strips, 4);
}

static void
set_fact (Setting *setting, VouchPiece *piece)
{
  double width = vouch_typesetter_get_width (setting->typesetter);
  double names = width * FACT_NAMES;
  const VouchTypeCell cells[] = {
    { piece->text, VOUCH_TYPE_STYLE_LABEL, 0, names - COLUMN_GAP, FALSE },
    { piece->other, VOUCH_TYPE_STYLE_BODY, names, width - names, FALSE },
  };

  append (setting, vouch_typesetter_set_cells (setting->typesetter, cells, 2), 4);
}

/* A row of a table, with a line below it. */
static GPtrArray *
set_row (Setting *setting, VouchPrintTable *table, int row)
{
  guint n = vouch_print_table_get_n_columns (table);
  double width = vouch_typesetter_get_width (setting->typesetter);
  g_autofree VouchTypeCell *cells = g_new0 (VouchTypeCell, n);
  double total = 0, x = 0;
  GPtrArray *strips;
  VouchStrip *last;

  for (guint i = 0; i < n; i++)
    total += vouch_print_table_get_weight (table, i);
  for (guint i = 0; i < n; i++) {
    double room = width * vouch_print_table_get_weight (table, i) / total;

    cells[i].text = row < 0 ? vouch_print_table_get_title (table, i)
                            : vouch_print_table_get_cell (table, (guint) row, i);
    cells[i].style = row < 0 ? VOUCH_TYPE_STYLE_LABEL : VOUCH_TYPE_STYLE_CELL;
    cells[i].x = x;
    cells[i].width = room - (i + 1 < n ? COLUMN_GAP : 0);
    cells[i].at_end = vouch_print_table_get_numbers (table, i);
    x += room;
  }
  strips = vouch_typesetter_set_cells (setting->typesetter, cells, n);
  last = g_ptr_array_index (strips, strips->len - 1);
  vouch_strip_add_rule (last, 0, last->height + ROW_GAP, width, row < 0 ? 1 : 0.5,
                        row < 0 ? 0.3 : GREY_RULE);
  last->height += ROW_GAP;
  return strips;
}

static void
set_table (Setting *setting, VouchPrintTable *table)
{
  g_autoptr (GPtrArray) head = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_strip_free);
  GPtrArray *top = set_row (setting, table, -1);
  GPtrArray *again = set_row (setting, table, -1);

  for (guint i = 0; i < again->len; i++)
    g_ptr_array_add (head, again->pdata[i]);
  g_ptr_array_unref (again);
  for (guint i = 0; i < top->len; i++)
    ((VouchStrip *) top->pdata[i])->keep = TRUE;
  append (setting, top, PARAGRAPH_GAP);
  for (guint row = 0; row < vouch_print_table_get_n_rows (table); row++) {
    GPtrArray *strips = set_row (setting, table, (int) row);

    for (guint i = 0; i < strips->len; i++)
      ((VouchStrip *) strips->pdata[i])->head = g_ptr_array_ref (head);
    append (setting, strips, ROW_GAP);
  }
}

static void
set_rule (Setting *setting)
{
  VouchStrip *strip = vouch_strip_new (1);

  vouch_strip_add_rule (strip, 0, 0.5, vouch_typesetter_get_width (setting->typesetter), 0.5,
                        GREY_RULE);
  append_one (setting, strip, 10);
}

static void
set_writing_lines (Setting *setting, guint n_lines)
{
  for (guint i = 0; i < n_lines; i++) {
    VouchStrip *strip = vouch_strip_new (LINE_TO_WRITE);

    vouch_strip_add_rule (strip, 0, LINE_TO_WRITE - 0.5,
                          vouch_typesetter_get_width (setting->typesetter), 0.5, GREY_RULE);
    append_one (setting, strip, 0);
  }
}

static void
set_signature (Setting *setting, VouchPiece *piece)
{
  VouchTypesetter *typesetter = setting->typesetter;
  double width = vouch_typesetter_get_width (typesetter);
  double name = width * 0.62, date = width * 0.3;
  const VouchTypeCell cells[] = {
    { piece->text, VOUCH_TYPE_STYLE_NOTE, 0, name, FALSE },
    { piece->other, VOUCH_TYPE_STYLE_NOTE, width - date, date, FALSE },
  };
  VouchStrip *lines = vouch_strip_new (LINE_TO_WRITE + 14);

  vouch_strip_add_rule (lines, vouch_typesetter_mirror (typesetter, 0, name), lines->height - 1,
                        name, 0.6, 0.3);
  vouch_strip_add_rule (lines, vouch_typesetter_mirror (typesetter, width - date, date),
                        lines->height - 1, date, 0.6, 0.3);
  lines->keep = TRUE;
  /* Those who sign one thing sign it on one page. */
  if (setting->signature != NULL)
    setting->signature->keep = TRUE;
  append_one (setting, lines, 0);
  append (setting, vouch_typesetter_set_cells (typesetter, cells, 2), 2);
  setting->signature = g_ptr_array_index (setting->strips, setting->strips->len - 1);
}

/* The bytes of a JPEG go into the PDF as they are, so the pixels beside them are never looked at. */
static cairo_surface_t *
get_picture (Setting *setting, VouchPiece *piece)
{
  cairo_surface_t *surface = g_hash_table_lookup (setting->pictures, piece->jpeg);

  if (surface != NULL)
    return surface;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) piece->width_px,
                                        (int) piece->height_px);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (piece->jpeg, NULL),
                               g_bytes_get_size (piece->jpeg), (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (piece->jpeg));
  g_hash_table_insert (setting->pictures, g_bytes_ref (piece->jpeg), surface);
  return surface;
}

static void
set_picture (Setting *setting, VouchPiece *piece, double page_height)
{
  double most = piece->height > 0 ? MIN (piece->height, page_height) : page_height * 0.8;
  double width = vouch_typesetter_get_width (setting->typesetter);
  double height = width * piece->height_px / piece->width_px;
  cairo_surface_t *surface = get_picture (setting, piece);
  VouchStrip *strip;

  if (height > most) {
    width *= most / height;
    height = most;
  }
  strip = vouch_strip_new (height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    vouch_strip_add_picture (
        strip, surface, vouch_typesetter_mirror (setting->typesetter, 0, width), 0, width, height);
  strip->keep = piece->text != NULL;
  append_one (setting, strip, PARAGRAPH_GAP);
  if (piece->text != NULL)
    set_text (setting, piece, VOUCH_TYPE_STYLE_NOTE, 3);
}

static void
set_drawing (Setting *setting, VouchPiece *piece)
{
  VouchStrip *strip = vouch_strip_new (piece->height);

  vouch_strip_add_drawing (strip, vouch_typesetter_get_width (setting->typesetter), piece->height,
                           piece->draw, piece->data);
  append_one (setting, strip, PARAGRAPH_GAP);
}

static void
set_piece (Setting *setting, VouchPiece *piece)
{
  if (piece->kind != VOUCH_PIECE_SIGNATURE)
    setting->signature = NULL;
  switch (piece->kind) {
  case VOUCH_PIECE_TITLE: set_text (setting, piece, VOUCH_TYPE_STYLE_TITLE, 0); break;
  case VOUCH_PIECE_SUBTITLE: set_text (setting, piece, VOUCH_TYPE_STYLE_SUBTITLE, 2); break;
  case VOUCH_PIECE_HEADING: set_heading (setting, piece); break;
  case VOUCH_PIECE_PARAGRAPH:
    set_text (setting, piece, VOUCH_TYPE_STYLE_BODY, PARAGRAPH_GAP);
    break;
  case VOUCH_PIECE_NOTE: set_text (setting, piece, VOUCH_TYPE_STYLE_NOTE, 4); break;
  case VOUCH_PIECE_BULLET: set_bullet (setting, piece); break;
  case VOUCH_PIECE_TICK: set_tick (setting, piece); break;
  case VOUCH_PIECE_FACT: set_fact (setting, piece); break;
  case VOUCH_PIECE_TABLE: set_table (setting, piece->table); break;
  case VOUCH_PIECE_RULE: set_rule (setting); break;
  case VOUCH_PIECE_WRITING_LINES: set_writing_lines (setting, piece->number); break;
  case VOUCH_PIECE_SIGNATURE: set_signature (setting, piece); break;
  case VOUCH_PIECE_SPACE: setting->space += piece->height; break;
  case VOUCH_PIECE_PAGE_BREAK: setting->fresh_page = setting->strips->len > 0; break;
  case VOUCH_PIECE_JPEG:
    set_picture (setting, piece, vouch_typesetter_get_height (setting->typesetter));
    break;
  case VOUCH_PIECE_DRAWING: set_drawing (setting, piece); break;
  default: g_assert_not_reached ();
  }
}

/**
 * vouch_set_document:
 * @document: a document.
 * @typesetter: for the sheet it shall be on.
 *
 * Returns: (transfer full) (element-type VouchStrip): the strips of all its pieces, in order.
 */
GPtrArray *
vouch_set_document (VouchDocument *document, VouchTypesetter *typesetter)
{
  g_autoptr (GHashTable) pictures =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                             (GDestroyNotify) cairo_surface_destroy);
  Setting setting = { .typesetter = typesetter, .pictures = pictures };
  GPtrArray *pieces = vouch_document_get_pieces (document);

  setting.strips = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_strip_free);
  for (guint i = 0; i < pieces->len; i++)
    set_piece (&setting, g_ptr_array_index (pieces, i));
  return setting.strips;
}
