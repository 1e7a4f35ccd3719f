/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-typesetter"

#include "config.h"
#include "vouch-typesetter.h"

#include <pango/pangocairo.h>

/* What no line of a text that long may do: stand alone at the end or the top of a page. */
#define FEW_LINES 3

/* Rows lower than this part of the page are not divided. */
#define WHOLE_ROW 0.3

typedef struct {
  double points;
  PangoWeight weight;
  double grey;
  double leading;
} Look;

static const Look looks[] = {
  [VOUCH_TYPE_STYLE_BODY] = { 10.5, PANGO_WEIGHT_NORMAL, 0, 1.12 },
  [VOUCH_TYPE_STYLE_TITLE] = { 22, PANGO_WEIGHT_BOLD, 0, 1 },
  [VOUCH_TYPE_STYLE_SUBTITLE] = { 12.5, PANGO_WEIGHT_NORMAL, 0.35, 1.05 },
  [VOUCH_TYPE_STYLE_HEADING_1] = { 15, PANGO_WEIGHT_BOLD, 0, 1 },
  [VOUCH_TYPE_STYLE_HEADING_2] = { 12, PANGO_WEIGHT_BOLD, 0, 1 },
  [VOUCH_TYPE_STYLE_HEADING_3] = { 10.5, PANGO_WEIGHT_BOLD, 0.2, 1 },
  [VOUCH_TYPE_STYLE_NOTE] = { 9, PANGO_WEIGHT_NORMAL, 0.35, 1.08 },
  [VOUCH_TYPE_STYLE_LABEL] = { 9.5, PANGO_WEIGHT_BOLD, 0.2, 1.08 },
  [VOUCH_TYPE_STYLE_CELL] = { 9.5, PANGO_WEIGHT_NORMAL, 0, 1.08 },
};

/**
 * VouchTypesetter:
 *
 * Makes strips from texts. It has a font map of its own, so that documents may be laid out on any
 * thread, and measures without rounding to pixels, so that the lines are the same on each device.
 */
struct _VouchTypesetter {
  PangoContext *context;
  double width;
  double height;
  gboolean rtl;
};

static double
to_points (int pango_units)
{
  return (double) pango_units / PANGO_SCALE;
}

/* Pango turns an alignment round where a text runs against the direction of its context, so that
 * the side where the context begins is, for each text, the side where the text begins. */
static PangoAlignment
choose_alignment (VouchTypesetter *self, PangoLayout *layout, gboolean at_end)
{
  PangoDirection against = self->rtl ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL;
  gboolean turned = pango_layout_get_direction (layout, 0) == against;

  if (at_end)
    return self->rtl == turned ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
  return self->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static PangoLayout *
new_layout (VouchTypesetter *self, const VouchTypeCell *cell)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Sans");

  pango_font_description_set_size (font, (int) (looks[cell->style].points * PANGO_SCALE));
  pango_font_description_set_weight (font, looks[cell->style].weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (MAX (cell->width, 1) * PANGO_SCALE));
  pango_layout_set_text (layout, cell->text, -1);
  pango_layout_set_alignment (layout, choose_alignment (self, layout, cell->at_end));
  pango_font_description_free (font);
  return layout;
}

static VouchStrip *
get_strip (GPtrArray *strips, guint index)
{
  if (index == strips->len)
    g_ptr_array_add (strips, vouch_strip_new (0));
  return g_ptr_array_index (strips, index);
}

static void
set_cell (VouchTypesetter *self, const VouchTypeCell *cell, GPtrArray *strips)
{
  const Look *look = &looks[cell->style];
  g_autoptr (PangoLayout) layout = new_layout (self, cell);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double left = vouch_typesetter_mirror (self, cell->x, cell->width);
  guint index = 0;

  do {
    PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
    VouchStrip *strip = get_strip (strips, index++);
    PangoRectangle logical;
    double height, baseline;

    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    height = to_points (logical.height) * look->leading;
    baseline = to_points (pango_layout_iter_get_baseline (iter) - logical.y) +
               (height - to_points (logical.height)) / 2;
    vouch_strip_add_text (strip, line, left + to_points (logical.x), baseline, look->grey);
    strip->height = MAX (strip->height, height);
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
keep_together (GPtrArray *strips, gboolean whole)
{
  for (guint i = 0; i + 1 < strips->len; i++)
    ((VouchStrip *) strips->pdata[i])->keep =
        whole || strips->len <= FEW_LINES || i == 0 || i + 2 == strips->len;
}

/**
 * vouch_typesetter_new:
 * @width: how wide the text is, in points.
 * @height: how high the text of a page is, in points.
 * @rtl: whether the document runs from right to left.
 *
 * Returns: (transfer full): a typesetter.
 */
VouchTypesetter *
vouch_typesetter_new (double width, double height, gboolean rtl)
{
  VouchTypesetter *self = g_new0 (VouchTypesetter, 1);
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  self->width = width;
  self->height = height;
  self->rtl = rtl;
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (fonts), 72);
  self->context = pango_font_map_create_context (fonts);
  pango_context_set_base_dir (self->context,
                              rtl ? PANGO_DIRECTION_WEAK_RTL : PANGO_DIRECTION_WEAK_LTR);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  return self;
}

/**
 * vouch_typesetter_free:
 * @self: (transfer full): a typesetter.
 *
 * Frees it; its strips live on.
 */
void
vouch_typesetter_free (VouchTypesetter *self)
{
  g_object_unref (self->context);
  g_free (self);
}

/**
 * vouch_typesetter_get_width:
 * @self: a typesetter.
 *
 * Returns: how wide the text is.
 */
double
vouch_typesetter_get_width (VouchTypesetter *self)
{
  return self->width;
}

/**
 * vouch_typesetter_get_height:
 * @self: a typesetter.
 *
 * Returns: how high the text of a page is.
 */
double
vouch_typesetter_get_height (VouchTypesetter *self)
{
  return self->height;
}

/**
 * vouch_typesetter_mirror:
 * @self: a typesetter.
 * @x: a distance from the side where reading begins.
 * @width: width of what stands there.
 *
 * Returns: its distance from the left.
 */
double
vouch_typesetter_mirror (VouchTypesetter *self, double x, double width)
{
  return self->rtl ? self->width - x - width : x;
}

/**
 * vouch_typesetter_set_cells:
 * @self: a typesetter.
 * @cells: (array length=n_cells): texts that stand side by side.
 * @n_cells: how many.
 *
 * Returns: (transfer full) (element-type VouchStrip): their lines, side by side; low rows stay whole.
 */
GPtrArray *
vouch_typesetter_set_cells (VouchTypesetter *self, const VouchTypeCell *cells, guint n_cells)
{
  GPtrArray *strips = g_ptr_array_new ();
  double height = 0;

  for (guint i = 0; i < n_cells; i++)
    set_cell (self, &cells[i], strips);
  for (guint i = 0; i < strips->len; i++)
    height += ((VouchStrip *) strips->pdata[i])->height;
  keep_together (strips, n_cells > 1 && height < self->height * WHOLE_ROW);
  return strips;
}

/**
 * vouch_typesetter_set_text:
 * @self: a typesetter.
 * @style: how it looks.
 * @text: a text.
 * @indent: how far it is indented.
 *
 * Returns: (transfer full) (element-type VouchStrip): its lines; none stands alone on a page.
 */
GPtrArray *
vouch_typesetter_set_text (VouchTypesetter *self,
                           VouchTypeStyle style,
                           const char *text,
                           double indent)
{
  VouchTypeCell cell = { .text = text, .style = style, .x = indent };

  cell.width = self->width - indent;
  return vouch_typesetter_set_cells (self, &cell, 1);
}
