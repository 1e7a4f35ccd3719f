/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-result-table"

#include "config.h"
#include "vouch-result-table.h"

#include <math.h>

#include "vouch-accessors.h"

/**
 * VouchResultTable:
 *
 * What a class scored in the same test before and after, one row a student.
 */
struct _VouchResultTable {
  GObject parent_instance;

  char *id;
  char *portfolio;
  char *requirement;
  char *measure;
  char *standard;
  double highest;
  VouchDay day_before;
  VouchDay day_after;
  GPtrArray *rows; /* (element-type VouchResultRow) */
};

G_DEFINE_FINAL_TYPE (VouchResultTable, vouch_result_table, G_TYPE_OBJECT)

static void
vouch_result_table_finalize (GObject *object)
{
  VouchResultTable *self = VOUCH_RESULT_TABLE (object);

  g_free (self->id);
  g_free (self->portfolio);
  g_free (self->requirement);
  g_free (self->measure);
  g_free (self->standard);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (vouch_result_table_parent_class)->finalize (object);
}

static void
vouch_result_table_class_init (VouchResultTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_result_table_finalize;
}

static void
vouch_result_table_init (VouchResultTable *self)
{
  self->highest = NAN;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_result_table_new:
 *
 * Returns: (transfer full): an empty table, to be filled by its setters.
 */
VouchResultTable *
vouch_result_table_new (void)
{
  return g_object_new (VOUCH_TYPE_RESULT_TABLE, NULL);
}

VOUCH_DEFINE_STRING (VouchResultTable, vouch_result_table, id)
VOUCH_DEFINE_STRING (VouchResultTable, vouch_result_table, portfolio)
VOUCH_DEFINE_STRING (VouchResultTable, vouch_result_table, requirement)
VOUCH_DEFINE_STRING (VouchResultTable, vouch_result_table, measure)
VOUCH_DEFINE_STRING (VouchResultTable, vouch_result_table, standard)
VOUCH_DEFINE_VALUE (VouchResultTable, vouch_result_table, double, highest)
VOUCH_DEFINE_VALUE (VouchResultTable, vouch_result_table, VouchDay, day_before)
VOUCH_DEFINE_VALUE (VouchResultTable, vouch_result_table, VouchDay, day_after)
VOUCH_DEFINE_ARRAY (VouchResultTable, vouch_result_table, VouchResultRow, rows, row)

/**
 * vouch_result_table_copy:
 * @self: a table.
 *
 * Returns: (transfer full): a table that says the same without its empty rows, and that another
 *   thread may have.
 */
VouchResultTable *
vouch_result_table_copy (VouchResultTable *self)
{
  VouchResultTable *copy;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (self), NULL);

  copy = vouch_result_table_new ();
  vouch_result_table_set_id (copy, self->id);
  vouch_result_table_set_portfolio (copy, self->portfolio);
  vouch_result_table_set_requirement (copy, self->requirement);
  vouch_result_table_set_measure (copy, self->measure);
  vouch_result_table_set_standard (copy, self->standard);
  copy->highest = self->highest;
  copy->day_before = self->day_before;
  copy->day_after = self->day_after;
  for (guint i = 0; i < self->rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (self->rows, i);
    g_autoptr (VouchResultRow) one = NULL;

    if (vouch_result_row_is_empty (row))
      continue;
    one = vouch_result_row_new ();
    vouch_result_row_set_student (one, vouch_result_row_get_student (row));
    vouch_result_row_set_before (one, vouch_result_row_get_before (row));
    vouch_result_row_set_after (one, vouch_result_row_get_after (row));
    vouch_result_row_set_level (one, vouch_result_row_get_level (row));
    vouch_result_table_add_row (copy, one);
  }
  return copy;
}
