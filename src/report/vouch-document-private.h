/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-document.h"

G_BEGIN_DECLS

/**
 * VouchPieceKind:
 *
 * What a piece of a document is.
 */
typedef enum {
  VOUCH_PIECE_TITLE,
  VOUCH_PIECE_SUBTITLE,
  VOUCH_PIECE_HEADING,
  VOUCH_PIECE_PARAGRAPH,
  VOUCH_PIECE_NOTE,
  VOUCH_PIECE_BULLET,
  VOUCH_PIECE_TICK,
  VOUCH_PIECE_FACT,
  VOUCH_PIECE_TABLE,
  VOUCH_PIECE_RULE,
  VOUCH_PIECE_WRITING_LINES,
  VOUCH_PIECE_SIGNATURE,
  VOUCH_PIECE_SPACE,
  VOUCH_PIECE_PAGE_BREAK,
  VOUCH_PIECE_JPEG,
  VOUCH_PIECE_DRAWING,
} VouchPieceKind;

/**
 * VouchPiece:
 * @kind: what it is.
 * @number: level of a heading, whether a box is ticked, how many lines.
 * @text: its words; the caption of a picture.
 * @other: the value of a fact, the label of a date.
 * @height: of a space or a drawing, the most of a picture; in points.
 * @width_px: width of a picture.
 * @height_px: height of a picture.
 * @table: a table.
 * @jpeg: the bytes of a picture.
 * @draw: draws a drawing.
 * @data: what @draw is given.
 * @free_data: frees @data.
 *
 * One piece of a document, in the order in which it is read.
 */
typedef struct {
  VouchPieceKind kind;
  guint number;
  char *text;
  char *other;
  double height;
  guint width_px;
  guint height_px;
  VouchPrintTable *table;
  GBytes *jpeg;
  VouchDrawFunc draw;
  gpointer data;
  GDestroyNotify free_data;
} VouchPiece;

GPtrArray *vouch_document_get_pieces (VouchDocument *self);

G_END_DECLS
