/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pages"

#include "config.h"
#include "vouch-pages.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "vouch-error.h"

#include "vouch-set-piece.h"

/* A strip on its page; y is where it begins below the margin. */
typedef struct {
  VouchStrip *strip;
  double y;
} Placed;

/**
 * VouchPages:
 *
 * A document laid out for a sheet: as many pages as it needs, each of which can be drawn on any
 * cairo context in points, on a printer's as well as into a PDF. It may be made on one thread and
 * drawn on another, by one at a time. What is drawn lives in the document, which it holds.
 */
struct _VouchPages {
  GObject parent_instance;

  VouchDocument *document;
  VouchPaper paper;
  VouchTypesetter *typesetter;
  GPtrArray *strips;
  GPtrArray *pages;
};

G_DEFINE_FINAL_TYPE (VouchPages, vouch_pages, G_TYPE_OBJECT)

static GArray *
begin_page (VouchPages *self)
{
  GArray *page = g_array_new (FALSE, FALSE, sizeof (Placed));

  g_ptr_array_add (self->pages, page);
  return page;
}

static double
put (GArray *page, VouchStrip *strip, double y)
{
  Placed placed = { strip, page->len > 0 ? y + strip->before : y };

  g_array_append_val (page, placed);
  return placed.y + strip->height;
}

/* How high the strips are that must stand together, and where they end. */
static double
measure_group (VouchPages *self, guint first, guint *end)
{
  double height = 0;
  guint i = first;

  for (;; i++) {
    VouchStrip *strip = g_ptr_array_index (self->strips, i);

    height += strip->height + (i > first ? strip->before : 0);
    if (!strip->keep || i + 1 == self->strips->len)
      break;
  }
  *end = i + 1;
  return height;
}

static double
put_head (GArray *page, VouchStrip *strip)
{
  double y = 0;

  for (guint i = 0; strip->head != NULL && i < strip->head->len; i++)
    y = put (page, g_ptr_array_index (strip->head, i), y);
  return y;
}

/* Things that must stand together go to the next page together, unless they are higher than that. */
static void
break_pages (VouchPages *self)
{
  double most = vouch_typesetter_get_height (self->typesetter);
  GArray *page = begin_page (self);
  double y = 0;

  for (guint i = 0; i < self->strips->len;) {
    VouchStrip *first = g_ptr_array_index (self->strips, i);
    guint end;
    double height = measure_group (self, i, &end);

    if (page->len > 0 &&
        (first->fresh_page || (y + first->before + height > most && height <= most))) {
      page = begin_page (self);
      y = put_head (page, first);
    }
    for (; i < end; i++) {
      VouchStrip *strip = g_ptr_array_index (self->strips, i);

      if (page->len > 0 && y + strip->before + strip->height > most) {
        page = begin_page (self);
        y = put_head (page, strip);
      }
      y = put (page, strip, y);
    }
  }
}

static void
vouch_pages_finalize (GObject *object)
{
  VouchPages *self = VOUCH_PAGES (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->strips, g_ptr_array_unref);
  g_clear_pointer (&self->typesetter, vouch_typesetter_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (vouch_pages_parent_class)->finalize (object);
}

static void
vouch_pages_class_init (VouchPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_pages_finalize;
}

static void
vouch_pages_init (VouchPages *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/**
 * vouch_pages_new:
 * @document: a document that is complete.
 * @paper: the sheet it shall be on.
 *
 * Lays a document out; for long ones not on the main loop.
 *
 * Returns: (transfer full): its pages, at least one.
 */
VouchPages *
vouch_pages_new (VouchDocument *document, const VouchPaper *paper)
{
  VouchPages *self;

  g_return_val_if_fail (VOUCH_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (paper != NULL, NULL);

  self = g_object_new (VOUCH_TYPE_PAGES, NULL);
  self->document = g_object_ref (document);
  self->paper = *paper;
  self->typesetter =
      vouch_typesetter_new (paper->width - 2 * paper->margin, paper->height - 2 * paper->margin,
                            vouch_document_is_right_to_left (document));
  self->strips = vouch_set_document (document, self->typesetter);
  break_pages (self);
  return self;
}

/**
 * vouch_pages_get_n:
 * @self: pages.
 *
 * Returns: how many there are.
 */
guint
vouch_pages_get_n (VouchPages *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGES (self), 0);

  return self->pages->len;
}

/**
 * vouch_pages_get_paper:
 * @self: pages.
 *
 * Returns: (transfer none): the sheet they are laid out for.
 */
const VouchPaper *
vouch_pages_get_paper (VouchPages *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGES (self), NULL);

  return &self->paper;
}

/* A line of small letters in the margin; AT_END: where reading ends. */
static void
draw_in_margin (VouchPages *self, cairo_t *cr, const char *text, double y, gboolean at_end)
{
  double width = vouch_typesetter_get_width (self->typesetter);
  const VouchTypeCell cell = { text, VOUCH_TYPE_STYLE_NOTE, 0, width, at_end };
  g_autoptr (GPtrArray) strips = vouch_typesetter_set_cells (self->typesetter, &cell, 1);

  g_ptr_array_set_free_func (strips, (GDestroyNotify) vouch_strip_free);
  vouch_strip_draw (g_ptr_array_index (strips, 0), cr, self->paper.margin, y);
}

/**
 * vouch_pages_draw:
 * @self: pages.
 * @page: which one, from 0.
 * @cr: where to draw; its unit is a point, its origin the corner of the sheet.
 *
 * Draws a page with its number, and from the second one on the title above.
 */
void
vouch_pages_draw (VouchPages *self, guint page, cairo_t *cr)
{
  g_autofree char *number = NULL;
  GArray *placed;

  g_return_if_fail (VOUCH_IS_PAGES (self) && page < self->pages->len);

  placed = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < placed->len; i++) {
    Placed *one = &g_array_index (placed, Placed, i);

    vouch_strip_draw (one->strip, cr, self->paper.margin, self->paper.margin + one->y);
  }
  /* Translators: the number of a page and how many there are, as in "2 of 5". */
  number = g_strdup_printf (_ ("%u of %u"), page + 1, self->pages->len);
  if (page > 0)
    draw_in_margin (self, cr, vouch_document_get_title (self->document), self->paper.margin * 0.45,
                    FALSE);
  draw_in_margin (self, cr, number, self->paper.height - self->paper.margin * 0.7, TRUE);
}

static cairo_status_t
write_bytes (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Entries of the outline hang on the last entry of a higher level. */
static void
add_outline (VouchPages *self, cairo_surface_t *surface)
{
  int parents[4] = { CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0 };

  for (guint page = 0; page < self->pages->len; page++) {
    GArray *placed = g_ptr_array_index (self->pages, page);

    for (guint i = 0; i < placed->len; i++) {
      Placed *one = &g_array_index (placed, Placed, i);
      guint level = one->strip->outline_level;
      g_autofree char *place = NULL;
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      int id;

      if (level == 0)
        continue;
      g_ascii_formatd (x, sizeof x, "%.2f", self->paper.margin);
      g_ascii_formatd (y, sizeof y, "%.2f", self->paper.margin + one->y);
      place = g_strdup_printf ("page=%u pos=[%s %s]", page + 1, x, y);
      id = cairo_pdf_surface_add_outline (surface, parents[level - 1], one->strip->outline, place,
                                          CAIRO_PDF_OUTLINE_FLAG_OPEN);
      for (guint deeper = level; deeper < G_N_ELEMENTS (parents); deeper++)
        parents[deeper] = id;
    }
  }
}

static void
describe (VouchPages *self, cairo_surface_t *surface, gint64 made_ms)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (made_ms / 1000);
  g_autofree char *date = g_date_time_format (made, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  vouch_document_get_title (self->document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vouch");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

/**
 * vouch_pages_to_pdf:
 * @self: pages.
 * @made_ms: the time that stands in the file; milliseconds since 1970.
 * @error: %VOUCH_ERROR_DEVICE when cairo cannot draw it.
 *
 * Makes a PDF with the text as text and the headings as its outline. Beside the title and the time
 * it tells nothing about who made it, where and on what machine.
 *
 * Returns: (transfer full) (nullable): the PDF.
 */
GBytes *
vouch_pages_to_pdf (VouchPages *self, gint64 made_ms, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (VOUCH_IS_PAGES (self), NULL);

  surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, self->paper.width,
                                                 self->paper.height);
  describe (self, surface, made_ms);
  cr = cairo_create (surface);
  for (guint page = 0; page < self->pages->len; page++) {
    vouch_pages_draw (self, page, cr);
    cairo_show_page (cr);
  }
  add_outline (self, surface);
  cairo_surface_finish (surface);
  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr)
                                                     : cairo_surface_status (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
               _ ("The pages could not be drawn (%s). Nothing was written."),
               cairo_status_to_string (status));
  return NULL;
}
