/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "render-table"

#include "config.h"
#include "render-table.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "reader-plain.h"
#include "reader-watchdog.h"
#include "reader-xml.h"
#include "reader-zip.h"

#define ROWS_PER_PAGE 200
#define MAX_COLUMNS 100
#define MAX_ROWS 100000
#define MAX_CELL 400
#define CELL_END '\x1f'
#define ROW_END '\x1e'

/* The cells of one page as they are found; rows outside the page are only counted. */
typedef struct {
  GString *text;
  int wanted; /* page, from 1 */
  int row;    /* rows that have ended */
  int column; /* cells of this row that have ended */
  int columns;
} Sheet;

static gboolean
is_shown (const Sheet *sheet)
{
  return sheet->row / ROWS_PER_PAGE + 1 == sheet->wanted;
}

static void
add_cell (Sheet *sheet, const char *text, gsize length)
{
  if (is_shown (sheet) && sheet->column < MAX_COLUMNS &&
      sheet->text->len + MAX_CELL + 8 < VOUCH_GLANCE_MAX_TEXT) {
    g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, MAX_CELL));

    for (char *c = valid; *c != '\0'; c++)
      if ((guchar) *c < 0x20)
        *c = ' ';
    if (sheet->column > 0)
      g_string_append_c (sheet->text, CELL_END);
    g_string_append (sheet->text, valid);
  }
  sheet->column++;
}

static void
end_row (Sheet *sheet)
{
  if (is_shown (sheet))
    g_string_append_c (sheet->text, ROW_END);
  sheet->columns = MAX (sheet->columns, MIN (sheet->column, MAX_COLUMNS));
  sheet->column = 0;
  sheet->row++;
  if (sheet->row % 1000 == 0)
    reader_watchdog_tick ();
}

static VouchGlance *
glance_from_sheet (Sheet *sheet)
{
  VouchGlanceShape shape = { .form = VOUCH_GLANCE_FORM_TABLE,
                             .width = sheet->columns,
                             .page = sheet->wanted,
                             .pages = MAX (1, (sheet->row + ROWS_PER_PAGE - 1) / ROWS_PER_PAGE),
                             .duration_ms = -1 };
  g_autoptr (GBytes) data = g_bytes_new (sheet->text->str, sheet->text->len);

  if (sheet->row == 0)
    return vouch_glance_new_problem (_ ("There is nothing in this table."));
  shape.page = MIN (shape.page, shape.pages);
  shape.height = CLAMP (sheet->row - (shape.page - 1) * ROWS_PER_PAGE, 0, ROWS_PER_PAGE);
  return vouch_glance_new (&shape, data);
}

/* The separator that the first line uses most; other languages write numbers with commas. */
static char
find_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize best = 0, most = 0, counts[G_N_ELEMENTS (candidates)] = { 0 };

  for (const char *c = text; *c != '\0' && *c != '\n'; c++)
    for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
      counts[i] += *c == candidates[i];
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > most) {
      most = counts[i];
      best = i;
    }
  return candidates[best];
}

/* Takes one cell (RFC 4180) and returns where the next begins. */
static const char *
read_cell (const char *at, char separator, GString *cell)
{
  gboolean quoted = *at == '"';

  g_string_truncate (cell, 0);
  for (at += quoted; *at != '\0'; at++) {
    if (quoted && *at == '"' && at[1] != '"') {
      quoted = FALSE;
      continue;
    }
    if (quoted && *at == '"')
      at++;
    else if (!quoted && (*at == separator || *at == '\n' || *at == '\r'))
      break;
    g_string_append_c (cell, *at);
  }
  return at;
}

static void
read_csv (Sheet *sheet, const char *text)
{
  char separator = find_separator (text);
  g_autoptr (GString) cell = g_string_new (NULL);

  while (*text != '\0' && sheet->row < MAX_ROWS) {
    text = read_cell (text, separator, cell);
    add_cell (sheet, cell->str, cell->len);
    if (*text == separator) {
      text++;
      continue;
    }
    end_row (sheet);
    text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
  }
}

/**
 * render_table_plain:
 * @input: a text whose lines are rows.
 * @wish: which rows.
 *
 * Returns: (transfer full) (nullable): their cells.
 */
VouchGlance *
render_table_plain (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autofree char *text = reader_plain_load (input);
  g_autoptr (GString) cells = g_string_new (NULL);
  Sheet sheet = { .text = cells, .wanted = wish->page };

  if (text == NULL)
    return vouch_glance_new_problem (
        _ ("This table is too long to be shown here, or has characters that cannot be read."));
  read_csv (&sheet, text);
  return glance_from_sheet (&sheet);
}

typedef struct {
  Sheet *sheet;
  GPtrArray *shared; /* (element-type utf8): texts that cells of Excel refer to by number */
  GBytes *first;     /* (nullable) (owned): the first sheet, or the content of Open Document */
  gboolean is_ods;
} Workbook;

static void
add_text_of (xmlNode *node, Sheet *sheet)
{
  xmlChar *text = xmlNodeGetContent (node);

  add_cell (sheet, (const char *) text, strlen ((const char *) text));
  xmlFree (text);
}

/* Shared strings, ECMA-376 part 1, 18.4.8. */
static void
read_shared (xmlDoc *document, GPtrArray *shared)
{
  for (xmlNode *node = xmlDocGetRootElement (document)->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, "si")) {
      xmlChar *text = xmlNodeGetContent (node);

      g_ptr_array_add (shared, g_strdup ((const char *) text));
      xmlFree (text);
    }
}

/* The column of a reference such as AB12, from 0. */
static int
column_of (const char *reference)
{
  int column = 0;

  for (; reference != NULL && *reference >= 'A' && *reference <= 'Z' && column <= MAX_COLUMNS;
       reference++)
    column = column * 26 + (*reference - 'A' + 1);
  return column - 1;
}

/* A cell, ECMA-376 part 1, 18.3.1.4. */
static void
read_excel_cell (xmlNode *cell, Workbook *book)
{
  g_autofree char *type = reader_xml_attribute (cell, "t");
  g_autofree char *reference = reader_xml_attribute (cell, "r");
  xmlChar *text = NULL;

  while (reference != NULL && book->sheet->column < MIN (column_of (reference), MAX_COLUMNS))
    add_cell (book->sheet, "", 0);
  for (xmlNode *child = cell->children; child != NULL && text == NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && (g_str_equal ((const char *) child->name, "v") ||
                                            g_str_equal ((const char *) child->name, "is")))
      text = xmlNodeGetContent (child);
  if (text == NULL) {
    add_cell (book->sheet, "", 0);
    return;
  }
  if (g_strcmp0 (type, "s") == 0) {
    gint64 index = g_ascii_strtoll ((const char *) text, NULL, 10);
    const char *shared = index >= 0 && index < (gint64) book->shared->len
                             ? g_ptr_array_index (book->shared, (guint) index)
                             : "";

    add_cell (book->sheet, shared, strlen (shared));
  } else
    add_cell (book->sheet, (const char *) text, strlen ((const char *) text));
  xmlFree (text);
}

static void
read_excel (xmlNode *node, Workbook *book)
{
  for (; node != NULL && book->sheet->row < MAX_ROWS; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (!g_str_equal ((const char *) node->name, "row")) {
      read_excel (node->children, book);
      continue;
    }
    for (xmlNode *cell = node->children; cell != NULL; cell = cell->next)
      if (cell->type == XML_ELEMENT_NODE && g_str_equal ((const char *) cell->name, "c"))
        read_excel_cell (cell, book);
    end_row (book->sheet);
  }
}

static int
repeated (xmlNode *node, const char *attribute, int most)
{
  g_autofree char *times = reader_xml_attribute (node, attribute);

  return times != NULL ? CLAMP (atoi (times), 1, most) : 1;
}

/* Rows and cells that repeat to the sheet's far end are its empty rest, which is left out. */
static void
read_ods (xmlNode *node, Sheet *sheet)
{
  for (; node != NULL && sheet->row < MAX_ROWS; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (reader_xml_is (node, "table", "table-row")) {
      xmlChar *text = xmlNodeGetContent (node);
      int times = *text != '\0' ? repeated (node, "number-rows-repeated", ROWS_PER_PAGE) : 1;

      xmlFree (text);
      for (int i = 0; i < times; i++) {
        for (xmlNode *cell = node->children; cell != NULL; cell = cell->next)
          for (int j = cell->type == XML_ELEMENT_NODE
                           ? repeated (cell, "number-columns-repeated", MAX_COLUMNS)
                           : 0;
               j > 0 && sheet->column < MAX_COLUMNS; j--)
            add_text_of (cell, sheet);
        end_row (sheet);
      }
    } else
      read_ods (node->children, sheet);
    if (reader_xml_is (node, "table", "table"))
      return; /* the first sheet only */
  }
}

static gboolean
gather_member (const char *name, GBytes *bytes, gpointer user_data)
{
  Workbook *book = user_data;
  xmlDoc *document = NULL;

  reader_watchdog_tick ();
  if (g_str_equal (name, "xl/sharedStrings.xml") && book->shared->len == 0) {
    document = reader_xml_parse (bytes);
    if (document != NULL)
      read_shared (document, book->shared);
    xmlFreeDoc (document);
  }
  if (book->first == NULL &&
      (g_str_equal (name, "xl/worksheets/sheet1.xml") || g_str_equal (name, "content.xml"))) {
    book->first = g_bytes_ref (bytes);
    book->is_ods = *name == 'c';
  }
  return TRUE;
}

/**
 * render_table_office:
 * @archive: a spreadsheet.
 * @wish: which rows.
 *
 * Returns: (transfer full) (nullable): the cells of its first sheet, as they were last computed; NULL
 *   when it is no spreadsheet.
 */
VouchGlance *
render_table_office (GBytes *archive, const VouchGlanceWish *wish)
{
  g_autoptr (GPtrArray) shared = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cells = g_string_new (NULL);
  Sheet sheet = { .text = cells, .wanted = wish->page };
  Workbook book = { .sheet = &sheet, .shared = shared };
  xmlDoc *document = NULL;

  reader_zip_walk (archive, gather_member, &book);
  document = book.first != NULL ? reader_xml_parse (book.first) : NULL;
  g_clear_pointer (&book.first, g_bytes_unref);
  if (document == NULL)
    return vouch_glance_new_problem (_ ("This table is damaged or locked with a password, and "
                                        "cannot be shown. Save it again and attach the new file."));
  if (book.is_ods)
    read_ods (xmlDocGetRootElement (document), &sheet);
  else
    read_excel (xmlDocGetRootElement (document), &book);
  xmlFreeDoc (document);
  return glance_from_sheet (&sheet);
}
