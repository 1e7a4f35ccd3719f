/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-print-table"

#include "config.h"
#include "vouch-print-table.h"

typedef struct {
  char *title;
  double weight;
  gboolean numbers;
} Column;

/**
 * VouchPrintTable:
 *
 * What a table on paper says: columns with titles, and rows of text. The titles are repeated at the
 * top of each page that the table reaches.
 */
struct _VouchPrintTable {
  GObject parent_instance;

  GArray *columns;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (VouchPrintTable, vouch_print_table, G_TYPE_OBJECT)

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static Column *
get_column (VouchPrintTable *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

static void
vouch_print_table_finalize (GObject *object)
{
  VouchPrintTable *self = VOUCH_PRINT_TABLE (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (vouch_print_table_parent_class)->finalize (object);
}

static void
vouch_print_table_class_init (VouchPrintTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_print_table_finalize;
}

static void
vouch_print_table_init (VouchPrintTable *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/**
 * vouch_print_table_new:
 *
 * Returns: (transfer full): a table without columns; add these before the rows.
 */
VouchPrintTable *
vouch_print_table_new (void)
{
  return g_object_new (VOUCH_TYPE_PRINT_TABLE, NULL);
}

/**
 * vouch_print_table_add_column:
 * @self: a table without rows yet.
 * @title: what stands above the column.
 * @weight: its part of the width, in relation to the other columns.
 * @numbers: whether it holds numbers, which stand flush at the end.
 *
 * Adds a column.
 */
void
vouch_print_table_add_column (VouchPrintTable *self,
                              const char *title,
                              double weight,
                              gboolean numbers)
{
  Column column = { g_utf8_make_valid (title, -1), weight, numbers };

  g_return_if_fail (VOUCH_IS_PRINT_TABLE (self));
  g_return_if_fail (self->rows->len == 0 && weight > 0);

  g_array_append_val (self->columns, column);
}

/**
 * vouch_print_table_add_row:
 * @self: a table.
 * @cells: (array zero-terminated=1): a text for each column.
 *
 * Adds a row; missing cells at its end stay empty.
 */
void
vouch_print_table_add_row (VouchPrintTable *self, const char *const *cells)
{
  guint given;
  char **row;

  g_return_if_fail (VOUCH_IS_PRINT_TABLE (self));
  g_return_if_fail (cells != NULL);

  given = g_strv_length ((char **) cells);
  row = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    row[i] = i < given ? g_utf8_make_valid (cells[i], -1) : g_strdup ("");
  g_ptr_array_add (self->rows, row);
}

/**
 * vouch_print_table_get_n_columns:
 * @self: a table.
 *
 * Returns: how many columns it has.
 */
guint
vouch_print_table_get_n_columns (VouchPrintTable *self)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self), 0);

  return self->columns->len;
}

/**
 * vouch_print_table_get_title:
 * @self: a table.
 * @column: a column.
 *
 * Returns: (transfer none): what stands above the column.
 */
const char *
vouch_print_table_get_title (VouchPrintTable *self, guint column)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self) && column < self->columns->len, NULL);

  return get_column (self, column)->title;
}

/**
 * vouch_print_table_get_weight:
 * @self: a table.
 * @column: a column.
 *
 * Returns: its part of the width.
 */
double
vouch_print_table_get_weight (VouchPrintTable *self, guint column)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self) && column < self->columns->len, 1);

  return get_column (self, column)->weight;
}

/**
 * vouch_print_table_get_numbers:
 * @self: a table.
 * @column: a column.
 *
 * Returns: whether the column holds numbers.
 */
gboolean
vouch_print_table_get_numbers (VouchPrintTable *self, guint column)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self) && column < self->columns->len, FALSE);

  return get_column (self, column)->numbers;
}

/**
 * vouch_print_table_get_n_rows:
 * @self: a table.
 *
 * Returns: how many rows it has.
 */
guint
vouch_print_table_get_n_rows (VouchPrintTable *self)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self), 0);

  return self->rows->len;
}

/**
 * vouch_print_table_get_cell:
 * @self: a table.
 * @row: a row.
 * @column: a column.
 *
 * Returns: (transfer none): what stands there.
 */
const char *
vouch_print_table_get_cell (VouchPrintTable *self, guint row, guint column)
{
  g_return_val_if_fail (VOUCH_IS_PRINT_TABLE (self), NULL);
  g_return_val_if_fail (row < self->rows->len && column < self->columns->len, NULL);

  return ((char **) g_ptr_array_index (self->rows, row))[column];
}
