/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchTextPieceKind:
 *
 * What became of a piece of text between two versions.
 */
typedef enum {
  VOUCH_TEXT_PIECE_SAME,
  VOUCH_TEXT_PIECE_REMOVED,
  VOUCH_TEXT_PIECE_ADDED,
} VouchTextPieceKind;

/**
 * VouchTextPiece:
 * @kind: whether both versions have it, only the earlier, or only the later one.
 * @text: the piece, with the blanks around its words.
 *
 * A piece of the comparison of two texts.
 */
typedef struct {
  VouchTextPieceKind kind;
  char *text;
} VouchTextPiece;

void vouch_text_piece_free (VouchTextPiece *self);

GPtrArray *vouch_text_diff (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTextPiece, vouch_text_piece_free)

G_END_DECLS
