/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_PRINT_TABLE (vouch_print_table_get_type ())
G_DECLARE_FINAL_TYPE (VouchPrintTable, vouch_print_table, VOUCH, PRINT_TABLE, GObject)

VouchPrintTable *vouch_print_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_print_table_add_column (VouchPrintTable *self,
                                   const char *title,
                                   double weight,
                                   gboolean numbers);
void vouch_print_table_add_row (VouchPrintTable *self, const char *const *cells);

guint vouch_print_table_get_n_columns (VouchPrintTable *self);
const char *vouch_print_table_get_title (VouchPrintTable *self, guint column);
double vouch_print_table_get_weight (VouchPrintTable *self, guint column);
gboolean vouch_print_table_get_numbers (VouchPrintTable *self, guint column);
guint vouch_print_table_get_n_rows (VouchPrintTable *self);
const char *vouch_print_table_get_cell (VouchPrintTable *self, guint row, guint column);

G_END_DECLS
