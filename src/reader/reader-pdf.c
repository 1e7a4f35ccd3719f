/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-pdf"

#include "config.h"
#include "reader-pdf.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <poppler.h>
#include <string.h>

#include "reader-report.h"
#include "reader-watchdog.h"
#include "reader-xmp.h"

#define MAX_PAGES 5000
/* Every page is drawn once, small, because only that shows that its content can be read. */
#define DRAWN_WIDTH 160.0
/* All words are counted, but of an absurd document only the first of them. */
#define MAX_COLLECTED (64 * 1024 * 1024)

static void
report_links (PopplerPage *page, VouchFacts *facts)
{
  GList *links = poppler_page_get_link_mapping (page);

  for (GList *item = links; item != NULL; item = item->next) {
    PopplerLinkMapping *link = item->data;

    if (link->action->type == POPPLER_ACTION_URI && link->action->uri.uri != NULL) {
      g_autofree char *address = g_utf8_make_valid (link->action->uri.uri, -1);

      vouch_facts_add_link (facts, address);
    }
  }
  poppler_page_free_link_mapping (links);
}

static void
report_notes (PopplerPage *page, VouchFacts *facts)
{
  GList *notes = poppler_page_get_annot_mapping (page);

  for (GList *item = notes; item != NULL; item = item->next) {
    PopplerAnnotMapping *mapping = item->data;
    g_autofree char *author = NULL;

    if (POPPLER_IS_ANNOT_MARKUP (mapping->annot))
      author = poppler_annot_markup_get_label (POPPLER_ANNOT_MARKUP (mapping->annot));
    reader_report_identifier (facts, "author", author);
    if (POPPLER_IS_ANNOT_FILE_ATTACHMENT (mapping->annot))
      reader_report_identifier (facts, "attachment", _ ("an attached file"));
  }
  poppler_page_free_annot_mapping (notes);
}

/* Names of embedded fonts begin with six capitals and a plus sign (ISO 32000-1, 9.6.4). */
static const char *
font_family (const char *name)
{
  const char *plus = strchr (name, '+');

  return plus == name + 6 ? plus + 1 : name;
}

static void
report_fonts (PopplerPage *page, VouchFacts *facts)
{
  GList *runs = poppler_page_get_text_attributes (page);

  for (GList *item = runs; item != NULL; item = item->next) {
    PopplerTextAttributes *run = item->data;

    if (run->font_name != NULL && *run->font_name != '\0') {
      g_autofree char *family = g_utf8_make_valid (font_family (run->font_name), -1);

      vouch_facts_add_font (facts, family, run->font_size);
    }
  }
  poppler_page_free_text_attributes (runs);
}

static gboolean
draw_small (PopplerPage *page)
{
  double width = 0, height = 0;
  double scale = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *context = NULL;
  gboolean drawn = FALSE;

  poppler_page_get_size (page, &width, &height);
  if (width < 1 || height < 1 || width > 20000 || height > 20000)
    return FALSE;
  scale = DRAWN_WIDTH / MAX (width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale) + 1,
                                        (int) (height * scale) + 1);
  context = cairo_create (surface);
  cairo_scale (context, scale, scale);
  poppler_page_render (page, context);
  drawn = cairo_status (context) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (context);
  cairo_surface_destroy (surface);
  return drawn;
}

static void
read_page (PopplerDocument *document, int index, GString *text, VouchFacts *facts)
{
  PopplerPage *page = poppler_document_get_page (document, index);
  g_autofree char *page_text = page != NULL ? poppler_page_get_text (page) : NULL;

  reader_watchdog_tick ();
  if (page == NULL || !draw_small (page)) {
    g_autofree char *problem
        /* Translators: %d is a page number. */
        = g_strdup_printf (_ ("Page %d of this document is damaged."), index + 1);

    reader_report_damage (facts, problem);
    g_clear_object (&page);
    return;
  }
  report_links (page, facts);
  report_notes (page, facts);
  report_fonts (page, facts);
  if (page_text != NULL && text->len + strlen (page_text) < MAX_COLLECTED) {
    g_autofree char *valid = g_utf8_make_valid (page_text, -1);

    g_string_append (text, valid);
    g_string_append_c (text, '\f');
  }
  g_object_unref (page);
}

static void
report_information (PopplerDocument *document, VouchFacts *facts)
{
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autofree char *subject = poppler_document_get_subject (document);
  g_autofree char *keywords = poppler_document_get_keywords (document);
  g_autofree char *xmp = poppler_document_get_metadata (document);

  reader_report_identifier (facts, "title", title);
  reader_report_identifier (facts, "author", author);
  reader_report_identifier (facts, "comment", subject);
  reader_report_identifier (facts, "comment", keywords);
  if (xmp != NULL)
    reader_xmp_report (xmp, strlen (xmp), facts);
  if (poppler_document_has_attachments (document))
    reader_report_identifier (facts, "attachment", _ ("an attached file"));
}

/* A whole file ends with the offset of its table and a mark (ISO 32000-1, 7.5.5). Poppler mends what
 * was cut off by guessing, so the end is looked at here. */
static gboolean
has_end (ReaderInput *input)
{
  char tail[2048] = { 0 };
  gint64 size = reader_input_get_size (input);
  gsize got = reader_input_peek (input, MAX (0, size - (gint64) sizeof tail), tail, sizeof tail);

  return memmem (tail, got, "%%EOF", 5) != NULL && memmem (tail, got, "startxref", 9) != NULL;
}

/**
 * reader_pdf_measure:
 * @input: the file.
 * @facts: receives what was found.
 *
 * Measures a PDF document, drawing every page once.
 */
void
reader_pdf_measure (ReaderInput *input, VouchFacts *facts)
{
  g_autoptr (ReaderInput) stream = reader_input_copy (input);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_stream (
      G_INPUT_STREAM (stream), reader_input_get_size (input), NULL, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  int n_pages = 0;

  if (document == NULL) {
    if (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
      reader_report_unreadable (facts,
                                _ ("This document asks for a password. Save it without one."));
    else
      reader_report_unreadable (facts, _ ("This document is damaged and cannot be opened."));
    return;
  }
  n_pages = poppler_document_get_n_pages (document);
  vouch_facts_set_pages (facts, n_pages);
  report_information (document, facts);
  for (int i = 0; i < MIN (n_pages, MAX_PAGES); i++)
    read_page (document, i, text, facts);
  reader_report_text (facts, text->str);
  g_object_unref (document);
  vouch_facts_set_empty (facts, n_pages == 0);
  if (!has_end (input))
    reader_report_damage (facts, _ ("The end of this document is missing. Copy the file again from "
                                    "where it came from."));
}
