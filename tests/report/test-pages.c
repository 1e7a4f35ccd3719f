/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <poppler.h>
#include <string.h>

#include "vouch-pages.h"

/* Poppler's header declares no automatic clearing. */
typedef PopplerDocument Pdf;
typedef PopplerPage PdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPage, g_object_unref)

#define MADE_MS G_GINT64_CONSTANT (1800000000000)

/* A grey JPEG of eight by eight pixels; only its frame header matters here. */
static const guint8 jpeg[] = {
  0xff, 0xd8, 0xff, 0xdb, 0x00, 0x43, 0x00, 16,   11,   10,   16,   24,   40,   51,   61,   12,
  12,   14,   19,   26,   58,   60,   55,   14,   13,   16,   24,   40,   57,   69,   56,   14,
  17,   22,   29,   51,   87,   80,   62,   18,   22,   37,   56,   68,   109,  103,  77,   24,
  35,   55,   64,   81,   104,  113,  92,   49,   64,   78,   87,   103,  121,  120,  101,  72,
  92,   95,   98,   112,  100,  103,  99,   0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x08, 0x00, 0x08,
  0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0xff, 0xc4, 0x00, 0x14, 0x10, 0x01,
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x54, 0xdf, 0xff, 0xd9,
};

static VouchPages *
lay_out (VouchDocument *document)
{
  VouchPaper paper = vouch_paper_a4 ();

  return vouch_pages_new (document, &paper);
}

static PopplerDocument *
read_back (VouchDocument *document, GBytes **bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchPages) pages = lay_out (document);
  g_autoptr (GBytes) pdf = vouch_pages_to_pdf (pages, MADE_MS, &error);
  const char *keep = g_getenv ("VOUCH_TEST_KEEP_PDF");
  PopplerDocument *read;

  g_assert_no_error (error);
  if (keep != NULL)
    g_file_set_contents (keep, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  read = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (read), ==, vouch_pages_get_n (pages));
  if (bytes != NULL)
    *bytes = g_steal_pointer (&pdf);
  return read;
}

static char *
read_page (PopplerDocument *pdf, int page)
{
  g_autoptr (PdfPage) one = poppler_document_get_page (pdf, page);

  return poppler_page_get_text (one);
}

static void
assert_in_order (const char *text, const char *const *words)
{
  const char *at = text;

  for (guint i = 0; words[i] != NULL; i++) {
    const char *found = strstr (at, words[i]);

    if (found == NULL)
      g_test_message ("“%s” is not where it should be in:\n%s", words[i], text);
    g_assert_nonnull (found);
    at = found + strlen (words[i]);
  }
}

static void
test_one_page (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Permission for recording");
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autofree char *author = NULL;

  vouch_document_add_title (document, "Permission for recording");
  vouch_document_add_subtitle (document, "Room 12, autumn");
  vouch_document_add_heading (document, 1, "What it is for");
  vouch_document_add_paragraph (document, "A lesson is recorded.\nNobody outside sees it.");
  vouch_document_add_bullet (document, "the voice of the child");
  vouch_document_add_tick (document, TRUE, "I agree to sound");
  vouch_document_add_tick (document, FALSE, "I agree to pictures");
  vouch_document_add_fact (document, "Until", "30 June 2027");
  vouch_document_add_rule (document);
  vouch_document_add_paragraph (document, "Please write here what else we should know of:");
  vouch_document_add_writing_lines (document, 2);
  vouch_document_add_signature (document, "Parent or guardian", "Date");
  pdf = read_back (document, NULL);
  text = read_page (pdf, 0);
  title = poppler_document_get_title (pdf);
  author = poppler_document_get_author (pdf);
  g_assert_cmpint (poppler_document_get_n_pages (pdf), ==, 1);
  g_assert_cmpstr (title, ==, "Permission for recording");
  g_assert_null (author);
  g_assert_cmpint (poppler_document_get_creation_date (pdf), ==, MADE_MS / 1000);
  assert_in_order (text, (const char *const[]){
                             "Permission for recording", "Room 12", "What it is for",
                             "A lesson is recorded.", "Nobody outside", "• the voice",
                             "I agree to sound", "I agree to pictures", "Until", "30 June 2027",
                             "Please write", "Parent or guardian", "Date", "1 of 1", NULL });
}

static void
test_says_nothing_of_the_maker (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Plan");
  g_autoptr (Pdf) pdf = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *words[] = { g_get_user_name (), g_get_host_name (), g_get_home_dir () };

  vouch_document_add_paragraph (document, "0");
  pdf = read_back (document, &bytes);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) > 3)
      g_assert_null (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), words[i],
                             strlen (words[i])));
}

static void
test_outline (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Plan");
  g_autoptr (Pdf) pdf = NULL;
  PopplerIndexIter *iter, *child;
  PopplerAction *action;
  PopplerDest *place;

  vouch_document_add_heading (document, 1, "Autumn");
  vouch_document_add_heading (document, 2, "September");
  vouch_document_add_paragraph (document, "One.");
  vouch_document_add_page_break (document);
  vouch_document_add_heading (document, 1, "Spring");
  vouch_document_add_paragraph (document, "Two.");
  pdf = read_back (document, NULL);
  iter = poppler_index_iter_new (pdf);
  g_assert_nonnull (iter);
  action = poppler_index_iter_get_action (iter);
  g_assert_cmpstr (action->any.title, ==, "Autumn");
  poppler_action_free (action);
  child = poppler_index_iter_get_child (iter);
  action = poppler_index_iter_get_action (child);
  g_assert_cmpstr (action->any.title, ==, "September");
  poppler_action_free (action);
  g_assert_true (poppler_index_iter_next (iter));
  action = poppler_index_iter_get_action (iter);
  g_assert_cmpstr (action->any.title, ==, "Spring");
  place = action->goto_dest.dest;
  g_assert_cmpint (place->page_num, ==, 2);
  poppler_action_free (action);
  g_assert_false (poppler_index_iter_next (iter));
  poppler_index_iter_free (child);
  poppler_index_iter_free (iter);
}

static void
test_table_repeats_its_head (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Results");
  g_autoptr (VouchPrintTable) table = vouch_print_table_new ();
  g_autoptr (Pdf) pdf = NULL;
  guint seen = 0;

  vouch_print_table_add_column (table, "Student", 2, FALSE);
  vouch_print_table_add_column (table, "Gain", 1, TRUE);
  for (guint i = 0; i < 120; i++) {
    g_autofree char *key = g_strdup_printf ("key-%03u", i);

    vouch_print_table_add_row (table, (const char *const[]){ key, "12", NULL });
  }
  vouch_document_add_table (document, table);
  pdf = read_back (document, NULL);
  g_assert_cmpint (poppler_document_get_n_pages (pdf), >, 2);
  for (int page = 0; page < poppler_document_get_n_pages (pdf); page++) {
    g_autofree char *text = read_page (pdf, page);
    g_autofree char *number = g_strdup_printf ("%d of ", page + 1);

    assert_in_order (text, (const char *const[]){ "Student", "Gain", "key-", number, NULL });
    for (const char *at = strstr (text, "key-"); at != NULL; at = strstr (at + 1, "key-")) {
      g_autofree char *key = g_strdup_printf ("key-%03u", seen++);

      g_assert_true (g_str_has_prefix (at, key));
    }
  }
  g_assert_cmpuint (seen, ==, 120);
}

/* Wherever the page ends, a heading is never its last line. */
static void
test_heading_stays_with_its_text (void)
{
  for (guint filler = 20; filler < 60; filler++) {
    g_autoptr (VouchDocument) document = vouch_document_new ("Plan");
    g_autoptr (Pdf) pdf = NULL;
    gboolean found = FALSE;

    for (guint i = 0; i < filler; i++)
      vouch_document_add_note (document, "filler");
    vouch_document_add_heading (document, 1, "Heading");
    vouch_document_add_paragraph (document, "follower");
    pdf = read_back (document, NULL);
    for (int page = 0; page < poppler_document_get_n_pages (pdf); page++) {
      g_autofree char *text = read_page (pdf, page);

      if (strstr (text, "Heading") == NULL)
        continue;
      found = TRUE;
      g_assert_nonnull (strstr (text, "follower"));
    }
    g_assert_true (found);
  }
}

static void
test_long_text_loses_nothing (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Text");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Pdf) pdf = NULL;
  guint seen = 0;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "w%04u ", i);
  vouch_document_add_paragraph (document, text->str);
  pdf = read_back (document, NULL);
  for (int page = 0; page < poppler_document_get_n_pages (pdf); page++) {
    g_autofree char *read = read_page (pdf, page);

    for (const char *at = strchr (read, 'w'); at != NULL; at = strchr (at + 1, 'w')) {
      g_autofree char *word = g_strdup_printf ("w%04u", seen++);

      g_assert_true (g_str_has_prefix (at, word));
    }
  }
  g_assert_cmpuint (seen, ==, 3000);
}

static double
find_left (PopplerDocument *pdf, const char *word)
{
  g_autoptr (PdfPage) page = poppler_document_get_page (pdf, 0);
  GList *found = poppler_page_find_text (page, word);
  double left;

  g_assert_nonnull (found);
  left = ((PopplerRectangle *) found->data)->x1;
  g_list_free_full (found, (GDestroyNotify) poppler_rectangle_free);
  return left;
}

/* In a document from right to left, names of facts stand on the right, their values left of them. */
static void
test_right_to_left (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("תוכנית שנתית");
  g_autoptr (Pdf) pdf = NULL;

  vouch_document_add_title (document, "תוכנית שנתית");
  vouch_document_add_paragraph (document, "מטרה אחת");
  vouch_document_add_paragraph (document, "Latin words");
  vouch_document_add_fact (document, "Name", "Value");
  vouch_document_add_bullet (document, "מטרה שנייה");
  g_assert_true (vouch_document_is_right_to_left (document));
  pdf = read_back (document, NULL);
  g_assert_cmpfloat (find_left (pdf, "תוכנית שנתית"), >, 350);
  g_assert_cmpfloat (find_left (pdf, "מטרה אחת"), >, 400);
  g_assert_cmpfloat (find_left (pdf, "מטרה שנייה"), >, 400);
  g_assert_cmpfloat (find_left (pdf, "Latin words"), <, 80);
  g_assert_cmpfloat (find_left (pdf, "Name"), >, find_left (pdf, "Value"));
}

static guint
count (GBytes *bytes, const void *what, gsize length)
{
  const guint8 *at = g_bytes_get_data (bytes, NULL);
  const guint8 *end = at + g_bytes_get_size (bytes);
  guint n = 0;

  while ((at = memmem (at, (gsize) (end - at), what, length)) != NULL) {
    n++;
    at++;
  }
  return n;
}

static void
test_picture_goes_in_once (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Pictures");
  g_autoptr (GBytes) picture = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (GBytes) same = g_bytes_new (jpeg, sizeof jpeg);
  g_autoptr (Pdf) pdf = NULL;
  g_autoptr (GBytes) bytes = NULL;

  vouch_document_add_jpeg (document, picture, 8, 8, 100, "Work of A-7");
  vouch_document_add_page_break (document);
  vouch_document_add_jpeg (document, same, 8, 8, 0, NULL);
  pdf = read_back (document, &bytes);
  g_assert_cmpint (poppler_document_get_n_pages (pdf), ==, 2);
  g_assert_cmpuint (count (bytes, jpeg, sizeof jpeg), ==, 1);
}

static void
draw_cb (cairo_t *cr, double width, double height, gpointer data)
{
  double *seen = data;

  seen[0] = width;
  seen[1] = height;
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_stroke (cr);
}

/* The same pages can be drawn anywhere, as a printer does it, in any order. */
static void
test_drawn_elsewhere (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Chart");
  double seen[2] = { 0, 0 };
  g_autoptr (VouchPages) pages = NULL;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  vouch_document_add_paragraph (document, "Before");
  vouch_document_add_page_break (document);
  vouch_document_add_drawing (document, 120, draw_cb, seen, NULL);
  pages = lay_out (document);
  g_assert_cmpuint (vouch_pages_get_n (pages), ==, 2);
  vouch_pages_draw (pages, 1, cr);
  g_assert_cmpfloat_with_epsilon (seen[1], 120, 0.01);
  g_assert_cmpfloat_with_epsilon (seen[0], 595.276 - 2 * 56.7, 0.01);
  vouch_pages_draw (pages, 0, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A row that is higher than a page, and a chain of headings that is, still come out whole. */
static void
test_higher_than_a_page (void)
{
  g_autoptr (VouchDocument) document = vouch_document_new ("Long");
  g_autoptr (VouchPrintTable) table = vouch_print_table_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append (cell, "many words in one cell ");
  g_string_append (cell, "lastword");
  vouch_print_table_add_column (table, "A", 1, FALSE);
  vouch_print_table_add_column (table, "B", 1, FALSE);
  vouch_print_table_add_row (table, (const char *const[]){ "short", cell->str, NULL });
  vouch_document_add_table (document, table);
  for (guint i = 0; i < 50; i++)
    vouch_document_add_heading (document, 1, "Again");
  pdf = read_back (document, NULL);
  g_assert_cmpint (poppler_document_get_n_pages (pdf), >, 3);
  for (int page = 0; page < poppler_document_get_n_pages (pdf); page++) {
    g_autofree char *text = read_page (pdf, page);

    if (strstr (text, "lastword") != NULL)
      last = g_strdup (text);
  }
  g_assert_nonnull (last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/one-page", test_one_page);
  g_test_add_func ("/pages/maker", test_says_nothing_of_the_maker);
  g_test_add_func ("/pages/outline", test_outline);
  g_test_add_func ("/pages/table", test_table_repeats_its_head);
  g_test_add_func ("/pages/heading", test_heading_stays_with_its_text);
  g_test_add_func ("/pages/long-text", test_long_text_loses_nothing);
  g_test_add_func ("/pages/right-to-left", test_right_to_left);
  g_test_add_func ("/pages/picture", test_picture_goes_in_once);
  g_test_add_func ("/pages/drawn-elsewhere", test_drawn_elsewhere);
  g_test_add_func ("/pages/higher-than-a-page", test_higher_than_a_page);
  return g_test_run ();
}
