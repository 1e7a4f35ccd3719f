/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "render-pdf"

#include "config.h"
#include "render-pdf.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <poppler.h>
#include <string.h>

/* Points are of 1/72 inch; a page at its own size is shown with 96 pixels an inch. */
#define PIXELS_PER_POINT (96.0 / 72.0)

static VouchGlance *
draw (PopplerPage *page, VouchGlanceShape *shape, const VouchGlanceWish *wish)
{
  double width = 0, height = 0, scale = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *context = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gboolean drawn = FALSE;

  poppler_page_get_size (page, &width, &height);
  if (!(width >= 1 && height >= 1 && width <= 20000 && height <= 20000))
    return NULL;
  scale = MIN (wish->width / width, wish->height / height);
  shape->width = CLAMP ((int) (width * scale + 0.5), 1, wish->width);
  shape->height = CLAMP ((int) (height * scale + 0.5), 1, wish->height);
  shape->whole_width = (int) (width * PIXELS_PER_POINT);
  shape->whole_height = (int) (height * PIXELS_PER_POINT);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->width, shape->height);
  context = cairo_create (surface);
  cairo_set_source_rgb (context, 1, 1, 1);
  cairo_paint (context);
  cairo_scale (context, scale, scale);
  poppler_page_render (page, context);
  drawn = cairo_status (context) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (context);
  cairo_surface_flush (surface);
  /* With four bytes a pixel, rows have no gaps; on big-endian computers the bytes would be turned. */
  if (drawn)
    pixels = g_bytes_new (cairo_image_surface_get_data (surface),
                          (gsize) shape->width * (gsize) shape->height * 4);
  cairo_surface_destroy (surface);
  return drawn ? vouch_glance_new (shape, pixels) : NULL;
}

static VouchGlance *
words (PopplerPage *page, VouchGlanceShape *shape)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GBytes) bytes = g_bytes_new (valid, MIN (strlen (valid), VOUCH_GLANCE_MAX_TEXT));

  return vouch_glance_new (shape, bytes);
}

static VouchGlance *
render_page (PopplerDocument *document, const VouchGlanceWish *wish)
{
  int n_pages = poppler_document_get_n_pages (document);
  VouchGlanceShape shape = { .form = wish->form,
                             .page = CLAMP (wish->page, 1, MAX (n_pages, 1)),
                             .pages = n_pages,
                             .duration_ms = -1 };
  PopplerPage *page = poppler_document_get_page (document, shape.page - 1);
  VouchGlance *glance = NULL;

  if (page != NULL && wish->form == VOUCH_GLANCE_FORM_PICTURE)
    glance = draw (page, &shape, wish);
  else if (page != NULL)
    glance = words (page, &shape);
  g_clear_object (&page);
  if (glance == NULL) {
    /* Translators: %d is a page number. */
    g_autofree char *problem =
        g_strdup_printf (_ ("Page %d of this document is damaged."), shape.page);

    glance = vouch_glance_new_problem (problem);
  }
  return glance;
}

/**
 * render_pdf:
 * @input: a PDF document.
 * @wish: which page, as a picture or as text.
 *
 * Returns: (transfer full) (nullable): the page, or NULL for a form that documents do not have.
 */
VouchGlance *
render_pdf (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autoptr (ReaderInput) stream = reader_input_copy (input);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = NULL;
  VouchGlance *glance = NULL;

  if (wish->form != VOUCH_GLANCE_FORM_PICTURE && wish->form != VOUCH_GLANCE_FORM_TEXT)
    return NULL;
  document = poppler_document_new_from_stream (G_INPUT_STREAM (stream),
                                               reader_input_get_size (input), NULL, NULL, &error);
  if (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    return vouch_glance_new_problem (_ ("This document asks for a password. Save it without one."));
  if (document == NULL)
    return vouch_glance_new_problem (
        _ ("This document is damaged and cannot be shown. Copy it again from where it came from."));
  glance = render_page (document, wish);
  g_object_unref (document);
  return glance;
}
