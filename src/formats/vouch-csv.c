/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables as text, after RFC 4180 and after what spreadsheets really write:
 *
 *   - cells parted by comma, semicolon or tab, whichever stands most often in the first line,
 *   - a cell that holds a separator, a quote or a line break stands in quotes; "" is one quote,
 *   - lines end in LF, CR LF or CR; empty lines are left out,
 *   - UTF-8, UTF-16 with its mark, or Windows-1252.
 *
 * Bounds: 1 MiB, 10,000 lines, 256 cells in a line.
 */
#define G_LOG_DOMAIN "vouch-csv"

#include "config.h"
#include "vouch-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"

#define MAX_LINES 10000
#define MAX_CELLS 256

typedef struct {
  const char *p;
  char separator;
  guint line;
  GPtrArray *rows;
  GPtrArray *cells;
  GString *cell;
} Reading;

static gboolean
is_utf16 (const char *bytes, gsize length)
{
  return length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0);
}

static char *
to_utf8 (const char *bytes, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  gsize written = 0;

  if (is_utf16 (bytes, length))
    text = g_convert (bytes, (gssize) length, "UTF-8", "UTF-16", NULL, &written, NULL);
  else if (g_utf8_validate_len (bytes, length, NULL))
    text = g_strndup (bytes, written = length);
  else
    text = g_convert (bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, &written, NULL);
  if (text == NULL || strlen (text) != written) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("This is not a table in text form. Save it as CSV first."));
    return NULL;
  }
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return g_steal_pointer (&text);
}

/* The candidate that stands most often outside quotes in the first line. */
static char
find_separator (const char *text)
{
  static const char candidates[] = { '\t', ';', ',' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 2;

  for (; *text != '\0' && (quoted || (*text != '\n' && *text != '\r')); text++) {
    quoted ^= *text == '"';
    for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
      counts[i] += !quoted && *text == candidates[i];
  }
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

static gboolean
refuse (GError **error, guint line, const char *why)
{
  /* Translators: the number of a line of a table, and what is wrong there. */
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("Line %u: %s"), line, why);
  return FALSE;
}

static gboolean
end_cell (Reading *r, GError **error)
{
  if (r->cells->len >= MAX_CELLS)
    return refuse (error, r->line, _ ("there are more than 256 columns."));
  g_ptr_array_add (r->cells, g_strdup (g_strstrip (r->cell->str)));
  g_string_truncate (r->cell, 0);
  return TRUE;
}

static gboolean
end_line (Reading *r, GError **error)
{
  gboolean blank = TRUE;

  if (!end_cell (r, error))
    return FALSE;
  for (guint i = 0; i < r->cells->len; i++)
    blank = blank && *(char *) r->cells->pdata[i] == '\0';
  if (blank) {
    for (guint i = 0; i < r->cells->len; i++)
      g_free (r->cells->pdata[i]);
    g_ptr_array_set_size (r->cells, 0);
    return TRUE;
  }
  if (r->rows->len >= MAX_LINES)
    return refuse (error, r->line, _ ("there are more than 10,000 lines."));
  g_ptr_array_add (r->cells, NULL);
  g_ptr_array_add (r->rows, g_ptr_array_steal (r->cells, NULL));
  return TRUE;
}

/* From behind the opening quote to behind the closing one. */
static gboolean
read_quoted (Reading *r, GError **error)
{
  guint began = r->line;

  while (*r->p != '\0') {
    if (*r->p == '"' && r->p[1] == '"')
      r->p++;
    else if (*r->p == '"') {
      r->p++;
      return TRUE;
    }
    r->line += *r->p == '\n';
    g_string_append_c (r->cell, *r->p++);
  }
  return refuse (error, began, _ ("a quotation mark is opened and never closed."));
}

static gboolean
is_blank (GString *cell)
{
  return strspn (cell->str, " ") == cell->len;
}

static gboolean
read_line_end (Reading *r, GError **error)
{
  if (!end_line (r, error))
    return FALSE;
  r->p += r->p[0] == '\r' && r->p[1] == '\n' ? 2 : 1;
  r->line++;
  return TRUE;
}

static gboolean
read_all (Reading *r, GError **error)
{
  while (*r->p != '\0') {
    if (*r->p == '"' && is_blank (r->cell)) {
      g_string_truncate (r->cell, 0);
      r->p++;
      if (!read_quoted (r, error))
        return FALSE;
    } else if (*r->p == r->separator) {
      r->p++;
      if (!end_cell (r, error))
        return FALSE;
    } else if (*r->p == '\n' || *r->p == '\r') {
      if (!read_line_end (r, error))
        return FALSE;
    } else
      g_string_append_c (r->cell, *r->p++);
  }
  return r->cell->len == 0 && r->cells->len == 0 ? TRUE : end_line (r, error);
}

/**
 * vouch_csv_parse:
 * @bytes: the bytes of a file or of the clipboard.
 * @length: how many.
 * @error: %VOUCH_ERROR_INVALID with the number of the line.
 *
 * Reads a table.
 *
 * Returns: (transfer full) (element-type GStrv) (nullable): its lines, each a %NULL-terminated list
 *   of cells without white space around them.
 */
GPtrArray *
vouch_csv_parse (const char *bytes, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  Reading r = { .line = 1 };
  gboolean done;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  if (length > VOUCH_CSV_MAX_BYTES) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                         _ ("The table is larger than 1 MB."));
    return NULL;
  }
  text = length > 0 ? to_utf8 (bytes, length, error) : g_strdup ("");
  if (text == NULL)
    return NULL;
  r.p = text;
  r.separator = find_separator (text);
  r.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  r.cells = g_ptr_array_new ();
  r.cell = g_string_new (NULL);
  done = read_all (&r, error);
  g_ptr_array_foreach (r.cells, (GFunc) (void (*) (void)) g_free, NULL);
  g_ptr_array_unref (r.cells);
  g_string_free (r.cell, TRUE);
  if (!done)
    g_clear_pointer (&r.rows, g_ptr_array_unref);
  return r.rows;
}

/**
 * vouch_csv_append:
 * @text: a table that is being written.
 * @cell: (nullable): the next cell.
 * @last: whether the line ends with it.
 *
 * Writes a cell, in quotes where it needs them. A cell that a spreadsheet would take for a formula
 * is written with an apostrophe before it.
 */
void
vouch_csv_append (GString *text, const char *cell, gboolean last)
{
  gboolean formula, quotes;

  g_return_if_fail (text != NULL);

  cell = cell != NULL ? cell : "";
  formula = strchr ("=+@", *cell) != NULL && *cell != '\0';
  quotes = formula || strpbrk (cell, "\",;\t\r\n") != NULL;
  if (quotes)
    g_string_append_c (text, '"');
  if (formula)
    g_string_append_c (text, '\'');
  for (; *cell != '\0'; cell++) {
    if (*cell == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *cell);
  }
  g_string_append (text, quotes ? (last ? "\"\r\n" : "\",") : (last ? "\r\n" : ","));
}
