/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-result-row.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RESULT_LINE (vouch_result_line_get_type ())
G_DECLARE_FINAL_TYPE (VouchResultLine, vouch_result_line, VOUCH, RESULT_LINE, GtkWidget)

/**
 * VouchResultCell:
 *
 * The cells of a line, from its start to its end.
 */
typedef enum {
  VOUCH_RESULT_CELL_STUDENT,
  VOUCH_RESULT_CELL_BEFORE,
  VOUCH_RESULT_CELL_AFTER,
} VouchResultCell;

GtkWidget *vouch_result_line_new (VouchResultRow *row) G_GNUC_WARN_UNUSED_RESULT;
VouchResultRow *vouch_result_line_get_row (VouchResultLine *self);
gboolean vouch_result_line_is_valid (VouchResultLine *self);
void vouch_result_line_focus (VouchResultLine *self, VouchResultCell cell);

G_END_DECLS
