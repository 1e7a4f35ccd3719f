/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "render-text"

#include "config.h"
#include "render-text.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-office-text.h"
#include "reader-office.h"
#include "reader-plain.h"
#include "reader-watchdog.h"
#include "reader-xml.h"
#include "reader-zip.h"
#include "vouch-text.h"

/* About what fits on a printed page; longer ones are broken between paragraphs. */
#define PAGE_BYTES 3500
#define PAGE_AT_MOST 6000
#define LINES_DRAWN 42
#define CHARACTERS_DRAWN 64

/* Where the page that begins at @start ends. */
static const char *
page_end (const char *start)
{
  gsize left = strlen (start);
  const char *end = NULL;

  if (left <= PAGE_AT_MOST)
    return start + left;
  end = memchr (start + PAGE_BYTES, '\n', PAGE_AT_MOST - PAGE_BYTES);
  if (end == NULL)
    end = memchr (start + PAGE_BYTES, ' ', PAGE_AT_MOST - PAGE_BYTES);
  return end != NULL ? end + 1 : g_utf8_find_prev_char (start, start + PAGE_AT_MOST);
}

static char *
cut_page (const char *text, int wanted, int *page, int *pages)
{
  const char *start = text, *found = text, *found_end = text;
  int n = 0;

  do {
    const char *end = page_end (start);

    n++;
    if (n <= wanted) {
      *page = n;
      found = start;
      found_end = end;
    }
    start = end;
  } while (*start != '\0');
  *pages = n;
  return g_strndup (found, (gsize) (found_end - found));
}

static void
draw_lines (cairo_t *context, const char *text)
{
  const char *at = text;

  cairo_select_font_face (context, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (context, 14);
  for (int line = 0; line < LINES_DRAWN && *at != '\0'; line++) {
    const char *end = at;
    g_autofree char *words = NULL;

    for (int i = 0; i < CHARACTERS_DRAWN && *end != '\0' && *end != '\n'; i++)
      end = g_utf8_next_char (end);
    words = g_strndup (at, (gsize) (end - at));
    g_strdelimit (words, "\t\r\f\v", ' ');
    cairo_move_to (context, 60, 80 + line * 20);
    cairo_show_text (context, words);
    at = *end == '\n' ? end + 1 : end;
  }
}

/* A sheet with the first lines of the text: enough to know it again in a list. */
static VouchGlance *
draw_sheet (const char *text, VouchGlanceShape *shape, const VouchGlanceWish *wish)
{
  const double width = 595, height = 842;
  double scale = MIN (wish->width / width, wish->height / height);
  cairo_surface_t *surface = NULL;
  cairo_t *context = NULL;
  g_autoptr (GBytes) pixels = NULL;

  shape->form = VOUCH_GLANCE_FORM_PICTURE;
  shape->width = CLAMP ((int) (width * scale), 1, wish->width);
  shape->height = CLAMP ((int) (height * scale), 1, wish->height);
  shape->whole_width = (int) width;
  shape->whole_height = (int) height;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->width, shape->height);
  context = cairo_create (surface);
  cairo_set_source_rgb (context, 1, 1, 1);
  cairo_paint (context);
  cairo_scale (context, scale, scale);
  cairo_set_source_rgb (context, 0.1, 0.1, 0.1);
  draw_lines (context, text);
  cairo_destroy (context);
  cairo_surface_flush (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface),
                        (gsize) shape->width * (gsize) shape->height * 4);
  cairo_surface_destroy (surface);
  return vouch_glance_new (shape, pixels);
}

/**
 * render_text:
 * @text: all of a document's words, in UTF-8.
 * @wish: which page, as text or as a picture.
 *
 * Returns: (transfer full) (nullable): the page.
 */
VouchGlance *
render_text (const char *text, const VouchGlanceWish *wish)
{
  VouchGlanceShape shape = { .form = VOUCH_GLANCE_FORM_TEXT, .duration_ms = -1 };
  g_autofree char *page = cut_page (text, wish->page, &shape.page, &shape.pages);
  g_autoptr (GBytes) bytes = NULL;

  reader_watchdog_tick ();
  if (wish->form == VOUCH_GLANCE_FORM_PICTURE)
    return draw_sheet (page, &shape, wish);
  if (wish->form != VOUCH_GLANCE_FORM_TEXT)
    return NULL;
  bytes = g_bytes_new (page, strlen (page));
  return vouch_glance_new (&shape, bytes);
}

/**
 * render_text_plain:
 * @input: a text file.
 * @wish: what of it.
 *
 * Returns: (transfer full) (nullable): a page of it.
 */
VouchGlance *
render_text_plain (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autofree char *text = reader_plain_load (input);

  if (text == NULL)
    return vouch_glance_new_problem (
        _ ("This text is too long to be shown here, or has characters that cannot be read."));
  return render_text (text, wish);
}

typedef struct {
  GString *text;
  VouchFacts *facts; /* which nobody asks for here */
} Gathering;

static gboolean
gather_member (const char *name, GBytes *bytes, gpointer user_data)
{
  Gathering *gathering = user_data;
  xmlDoc *document = NULL;

  reader_watchdog_tick ();
  if (!g_str_has_suffix (name, ".xml") || !reader_office_text_is_body (name))
    return TRUE;
  document = reader_xml_parse (bytes);
  if (document == NULL)
    return TRUE;
  reader_office_text_append (document, gathering->text, gathering->facts);
  xmlFreeDoc (document);
  return TRUE;
}

/**
 * render_text_office:
 * @archive: an office document.
 * @wish: what of it.
 *
 * Returns: (transfer full) (nullable): a page of its words, without their look; NULL when it is no
 *   document of words.
 */
VouchGlance *
render_text_office (GBytes *archive, const VouchGlanceWish *wish)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  Gathering gathering = { text, facts };
  gboolean whole = reader_zip_walk (archive, gather_member, &gathering);

  if (!vouch_text_is_blank (text->str))
    return render_text (text->str, wish);
  if (whole && reader_office_type (archive).cleanable)
    return vouch_glance_new_problem (_ ("There are no words in this document."));
  return whole ? NULL
               : vouch_glance_new_problem (
                     _ ("This document is damaged or locked with a password, and cannot be shown. "
                        "Save it again and attach the new file."));
}
