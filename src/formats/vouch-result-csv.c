/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Results of a class as a table: one line a student, with a key, a score before, a score after and
 * perhaps a level. A first line without any score is a heading and says which column is which;
 * without one the columns are taken in that order.
 *
 * A score is a number with point or comma, perhaps with a percent sign; "12/20" is 12. An empty
 * cell or a dash is no score.
 *
 * School systems write names into such tables. Nobody's name is kept: what is not a key is replaced
 * by a key that is free.
 */
#define G_LOG_DOMAIN "vouch-result-csv"

#include "config.h"
#include "vouch-result-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-score.h"

#include "vouch-csv.h"

#define NO_COLUMN (-1)

enum {
  STUDENT,
  BEFORE,
  AFTER,
  LEVEL,
  N_COLUMNS,
};

/* Words in a heading that tell what a column holds, in the languages that teachers here write. */
static const char *const headings[N_COLUMNS][12] = {
  { "student", "pupil", "name", "key", "id", "learner", "alumno", "estudiante", "nombre", "clave" },
  { "before", "pre", "first", "baseline", "autumn", "fall", "antes", "inicial", "primera" },
  { "after", "post", "second", "final", "spring", "después", "despues", "segunda" },
  { "level", "band", "group", "nivel" },
};

static const struct {
  const char *word;
  const char *level;
} levels[] = {
  { "below", "below" },   { "at", "at" },
  { "above", "above" },   { "on", "at" },
  { "debajo", "below" },  { "en", "at" },
  { "encima", "above" },  { "meets", "at" },
  { "exceeds", "above" }, { "approaching", "below" },
};

static gboolean
has_word (const char *cell, const char *const *words)
{
  g_auto (GStrv) tokens = g_str_tokenize_and_fold (cell, NULL, NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    for (guint k = 0; words[k] != NULL; k++)
      if (g_str_equal (tokens[i], words[k]) ||
          (strlen (words[k]) >= 3 && g_str_has_prefix (tokens[i], words[k])))
        return TRUE;
  return FALSE;
}

/* A heading has no score, and a word that tells what stands below. */
static gboolean
is_heading (char **cells)
{
  gboolean words = FALSE;

  for (guint i = 0; cells[i] != NULL; i++) {
    double score;

    if (vouch_score_parse (cells[i], &score) && isfinite (score))
      return FALSE;
    for (guint c = 0; c < N_COLUMNS; c++)
      words = words || has_word (cells[i], headings[c]);
  }
  return words;
}

static void
find_columns (char **cells, gboolean heading, int *columns)
{
  for (int c = 0; c < N_COLUMNS; c++)
    columns[c] = heading ? NO_COLUMN : c;
  for (int i = 0; heading && cells[i] != NULL; i++)
    for (int c = 0; c < N_COLUMNS; c++)
      if (columns[c] == NO_COLUMN && has_word (cells[i], headings[c])) {
        columns[c] = i;
        break;
      }
}

static const char *
get_cell (char **cells, int column)
{
  return column != NO_COLUMN && column < (int) g_strv_length (cells) ? cells[column] : "";
}

static gboolean
is_key (const char *text, const char *const *keys)
{
  const char *p = text;

  if (keys != NULL && g_strv_contains (keys, text))
    return TRUE;
  /* A few letters and a number, as in A-7, S12 or 7: nobody's name. */
  while (g_ascii_isalpha (*p) && p - text < 3)
    p++;
  if (*p == '-' || *p == ' ')
    p++;
  return g_ascii_isdigit (*p) && strspn (p, "0123456789") == strlen (p) && strlen (p) <= 4;
}

static gboolean
is_taken (VouchResultTable *table, const char *key, const char *const *keys)
{
  GPtrArray *rows = vouch_result_table_get_rows (table);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (vouch_result_row_get_student (rows->pdata[i]), key) == 0)
      return TRUE;
  return keys != NULL && g_strv_contains (keys, key);
}

static char *
free_key (VouchResultTable *table, const char *const *keys, guint *next)
{
  for (;;) {
    g_autofree char *key = g_strdup_printf ("S-%u", (*next)++);

    if (!is_taken (table, key, keys))
      return g_steal_pointer (&key);
  }
}

static const char *
read_level (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    const char *const word[] = { levels[i].word, NULL };

    if (has_word (text, word))
      return levels[i].level;
  }
  return NULL;
}

static gboolean
read_score (const char *text, guint line, double *score, GError **error)
{
  if (vouch_score_parse (text, score))
    return TRUE;
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("Line %u: “%s” is not a score."), line,
               text);
  return FALSE;
}

static VouchResultRow *
read_row (char **cells, const int *columns, guint line, GError **error)
{
  g_autoptr (VouchResultRow) row = vouch_result_row_new ();
  double before, after;

  if (!read_score (get_cell (cells, columns[BEFORE]), line, &before, error) ||
      !read_score (get_cell (cells, columns[AFTER]), line, &after, error))
    return NULL;
  vouch_result_row_set_student (row, get_cell (cells, columns[STUDENT]));
  vouch_result_row_set_before (row, before);
  vouch_result_row_set_after (row, after);
  vouch_result_row_set_level (row, read_level (get_cell (cells, columns[LEVEL])));
  return g_steal_pointer (&row);
}

static gboolean
check_columns (const int *columns, GError **error)
{
  if (columns[BEFORE] != NO_COLUMN && columns[AFTER] != NO_COLUMN)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                       _ ("No columns for the scores were found. Name them “before” and “after” in "
                          "the first line, or leave the first line out."));
  return FALSE;
}

/* Keys first, so that a key that is free stays free for those who have it. */
static guint
hide_names (VouchResultTable *table, const char *const *keys)
{
  GPtrArray *rows = vouch_result_table_get_rows (table);
  guint next = 1, replaced = 0;

  for (guint i = 0; i < rows->len; i++) {
    const char *student = vouch_result_row_get_student (rows->pdata[i]);

    if (!is_key (student, keys)) {
      replaced += *student != '\0';
      vouch_result_row_set_student (rows->pdata[i], NULL);
    }
  }
  for (guint i = 0; i < rows->len; i++)
    if (vouch_result_row_get_student (rows->pdata[i]) == NULL) {
      g_autofree char *key = free_key (table, keys, &next);

      vouch_result_row_set_student (rows->pdata[i], key);
    }
  return replaced;
}

/**
 * vouch_result_csv_read:
 * @table: a table; its rows are replaced when all is well, and untouched otherwise.
 * @bytes: the bytes of a file or of the clipboard.
 * @length: how many.
 * @keys: (nullable): pseudonym keys that are in use.
 * @n_replaced: (out) (optional): how many names were replaced by free keys.
 * @error: %VOUCH_ERROR_INVALID with the number of the line.
 *
 * Reads the results of a class.
 *
 * Returns: whether the table was read.
 */
gboolean
vouch_result_csv_read (VouchResultTable *table,
                       const char *bytes,
                       gsize length,
                       const char *const *keys,
                       guint *n_replaced,
                       GError **error)
{
  g_autoptr (GPtrArray) lines = vouch_csv_parse (bytes, length, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  int columns[N_COLUMNS];
  gboolean heading;
  guint replaced;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table), FALSE);

  if (lines == NULL)
    return FALSE;
  heading = lines->len > 0 && is_heading (lines->pdata[0]);
  if (lines->len > 0)
    find_columns (lines->pdata[0], heading, columns);
  if (lines->len > 0 && !check_columns (columns, error))
    return FALSE;
  for (guint i = heading ? 1 : 0; i < lines->len; i++) {
    VouchResultRow *row = read_row (lines->pdata[i], columns, i + 1, error);

    if (row == NULL)
      return FALSE;
    g_ptr_array_add (rows, row);
  }
  g_ptr_array_set_size (vouch_result_table_get_rows (table), 0);
  for (guint i = 0; i < rows->len; i++)
    vouch_result_table_add_row (table, rows->pdata[i]);
  replaced = hide_names (table, keys);
  if (n_replaced != NULL)
    *n_replaced = replaced;
  return TRUE;
}

static void
append_score (GString *text, double score, gboolean last)
{
  g_autofree char *number = vouch_score_format (score);

  vouch_csv_append (text, number, last);
}

/**
 * vouch_result_csv_write:
 * @table: a table.
 *
 * Returns: (transfer full): the whole table as CSV, with a heading.
 */
char *
vouch_result_csv_write (VouchResultTable *table)
{
  g_autoptr (GString) text = g_string_new ("student,before,after,level\r\n");
  GPtrArray *rows;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table), NULL);

  rows = vouch_result_table_get_rows (table);
  for (guint i = 0; i < rows->len; i++) {
    VouchResultRow *row = g_ptr_array_index (rows, i);

    vouch_csv_append (text, vouch_result_row_get_student (row), FALSE);
    append_score (text, vouch_result_row_get_before (row), FALSE);
    append_score (text, vouch_result_row_get_after (row), FALSE);
    vouch_csv_append (text, vouch_result_row_get_level (row), TRUE);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * vouch_result_csv_write_score:
 * @table: a table.
 * @row: a row of it.
 * @after: the second score, else the first.
 *
 * Returns: (transfer full): one score of one student as CSV, with a heading: what a definition
 *   that pairs items by student takes as one item.
 */
char *
vouch_result_csv_write_score (VouchResultTable *table, VouchResultRow *row, gboolean after)
{
  g_autoptr (GString) text = g_string_new ("student,measure,occasion,date,score,highest\r\n");
  VouchDay day;
  g_autofree char *date = NULL;

  g_return_val_if_fail (VOUCH_IS_RESULT_TABLE (table) && VOUCH_IS_RESULT_ROW (row), NULL);

  day =
      after ? vouch_result_table_get_day_after (table) : vouch_result_table_get_day_before (table);
  date = day != VOUCH_DAY_NONE ? vouch_day_format (day) : g_strdup ("");
  vouch_csv_append (text, vouch_result_row_get_student (row), FALSE);
  vouch_csv_append (text, vouch_result_table_get_measure (table), FALSE);
  vouch_csv_append (text, after ? "post" : "pre", FALSE);
  vouch_csv_append (text, date, FALSE);
  append_score (text, after ? vouch_result_row_get_after (row) : vouch_result_row_get_before (row),
                FALSE);
  append_score (text, vouch_result_table_get_highest (table), TRUE);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
