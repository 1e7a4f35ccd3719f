/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-result-row"

#include "config.h"
#include "vouch-result-row.h"

#include <math.h>

#include "vouch-accessors.h"

/**
 * VouchResultRow:
 *
 * What one student scored before and after, under a pseudonym key.
 */
struct _VouchResultRow {
  GObject parent_instance;

  char *student;
  double before;
  double after;
  char *level;
};

G_DEFINE_FINAL_TYPE (VouchResultRow, vouch_result_row, G_TYPE_OBJECT)

static void
vouch_result_row_finalize (GObject *object)
{
  VouchResultRow *self = VOUCH_RESULT_ROW (object);

  g_free (self->student);
  g_free (self->level);

  G_OBJECT_CLASS (vouch_result_row_parent_class)->finalize (object);
}

static void
vouch_result_row_class_init (VouchResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_result_row_finalize;
}

static void
vouch_result_row_init (VouchResultRow *self)
{
  self->before = NAN;
  self->after = NAN;
}

/**
 * vouch_result_row_new:
 *
 * Returns: (transfer full): an empty row, to be filled by its setters.
 */
VouchResultRow *
vouch_result_row_new (void)
{
  return g_object_new (VOUCH_TYPE_RESULT_ROW, NULL);
}

VOUCH_DEFINE_STRING (VouchResultRow, vouch_result_row, student)
VOUCH_DEFINE_VALUE (VouchResultRow, vouch_result_row, double, before)
VOUCH_DEFINE_VALUE (VouchResultRow, vouch_result_row, double, after)
VOUCH_DEFINE_STRING (VouchResultRow, vouch_result_row, level)

/**
 * vouch_result_row_is_pair:
 * @self: a row.
 *
 * Returns: whether both scores are known.
 */
gboolean
vouch_result_row_is_pair (VouchResultRow *self)
{
  g_return_val_if_fail (VOUCH_IS_RESULT_ROW (self), FALSE);

  return isfinite (self->before) && isfinite (self->after);
}

/**
 * vouch_result_row_is_empty:
 * @self: a row.
 *
 * Returns: whether nothing at all is written in it.
 */
gboolean
vouch_result_row_is_empty (VouchResultRow *self)
{
  g_return_val_if_fail (VOUCH_IS_RESULT_ROW (self), TRUE);

  return (self->student == NULL || *self->student == '\0') && !isfinite (self->before) &&
         !isfinite (self->after) && self->level == NULL;
}
