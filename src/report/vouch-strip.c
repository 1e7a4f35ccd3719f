/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-strip"

#include "config.h"
#include "vouch-strip.h"

#include <pango/pangocairo.h>

typedef enum {
  MARK_TEXT,
  MARK_RULE,
  MARK_BOX,
  MARK_PICTURE,
  MARK_DRAWING,
} MarkKind;

/* One thing that is drawn.  A line of a layout lives only as long as its layout. */
typedef struct {
  MarkKind kind;
  double x, y, width, height;
  double grey;
  gboolean ticked;
  PangoLayout *layout;
  PangoLayoutLine *line;
  cairo_surface_t *surface;
  VouchDrawFunc draw;
  gpointer data;
} Mark;

static void
clear_mark (gpointer data)
{
  Mark *mark = data;

  g_clear_pointer (&mark->line, pango_layout_line_unref);
  g_clear_object (&mark->layout);
  g_clear_pointer (&mark->surface, cairo_surface_destroy);
}

/**
 * vouch_strip_new:
 * @height: its height.
 *
 * Returns: (transfer full): an empty strip.
 */
VouchStrip *
vouch_strip_new (double height)
{
  VouchStrip *self = g_new0 (VouchStrip, 1);

  self->height = height;
  self->marks = g_array_new (FALSE, TRUE, sizeof (Mark));
  g_array_set_clear_func (self->marks, clear_mark);
  return self;
}

/**
 * vouch_strip_free:
 * @self: (transfer full): a strip.
 *
 * Frees it.
 */
void
vouch_strip_free (VouchStrip *self)
{
  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_array_unref (self->marks);
  g_free (self->outline);
  g_free (self);
}

/**
 * vouch_strip_add_text:
 * @self: a strip.
 * @line: a line of a layout.
 * @x: where the line begins.
 * @baseline: where its letters stand.
 * @grey: 0 for black, 1 for white.
 *
 * Draws a line of text.
 */
void
vouch_strip_add_text (VouchStrip *self,
                      PangoLayoutLine *line,
                      double x,
                      double baseline,
                      double grey)
{
  Mark mark = { .kind = MARK_TEXT, .x = x, .y = baseline, .grey = grey };

  mark.line = pango_layout_line_ref (line);
  mark.layout = g_object_ref (line->layout);
  g_array_append_val (self->marks, mark);
}

/**
 * vouch_strip_add_rule:
 * @self: a strip.
 * @x: where it begins.
 * @y: its middle.
 * @length: its length.
 * @thickness: its thickness.
 * @grey: 0 for black, 1 for white.
 *
 * Draws a line from side to side.
 */
void
vouch_strip_add_rule (VouchStrip *self,
                      double x,
                      double y,
                      double length,
                      double thickness,
                      double grey)
{
  Mark mark = { .kind = MARK_RULE, .x = x, .y = y, .grey = grey };

  mark.width = length;
  mark.height = thickness;
  g_array_append_val (self->marks, mark);
}

/**
 * vouch_strip_add_box:
 * @self: a strip.
 * @x: its left side.
 * @y: its upper side.
 * @side: its size.
 * @ticked: whether it is ticked.
 *
 * Draws a box to tick.
 */
void
vouch_strip_add_box (VouchStrip *self, double x, double y, double side, gboolean ticked)
{
  Mark mark = { .kind = MARK_BOX, .x = x, .y = y, .width = side, .ticked = ticked };

  g_array_append_val (self->marks, mark);
}

/**
 * vouch_strip_add_picture:
 * @self: a strip.
 * @surface: the picture.
 * @x: its left side.
 * @y: its upper side.
 * @width: how wide it is shown.
 * @height: how high it is shown.
 *
 * Draws a picture.
 */
void
vouch_strip_add_picture (VouchStrip *self,
                         cairo_surface_t *surface,
                         double x,
                         double y,
                         double width,
                         double height)
{
  Mark mark = { .kind = MARK_PICTURE, .x = x, .y = y, .width = width, .height = height };

  mark.surface = cairo_surface_reference (surface);
  g_array_append_val (self->marks, mark);
}

/**
 * vouch_strip_add_drawing:
 * @self: a strip.
 * @width: its width.
 * @height: its height.
 * @draw: draws it.
 * @data: what @draw is given.
 *
 * Draws a drawing.
 */
void
vouch_strip_add_drawing (VouchStrip *self,
                         double width,
                         double height,
                         VouchDrawFunc draw,
                         gpointer data)
{
  Mark mark = { .kind = MARK_DRAWING, .width = width, .height = height };

  mark.draw = draw;
  mark.data = data;
  g_array_append_val (self->marks, mark);
}

static void
draw_box (const Mark *mark, cairo_t *cr)
{
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->width);
  cairo_stroke (cr);
  if (!mark->ticked)
    return;
  cairo_set_line_width (cr, 1.4);
  cairo_move_to (cr, mark->x + mark->width * 0.2, mark->y + mark->width * 0.55);
  cairo_line_to (cr, mark->x + mark->width * 0.42, mark->y + mark->width * 0.78);
  cairo_line_to (cr, mark->x + mark->width * 0.82, mark->y + mark->width * 0.22);
  cairo_stroke (cr);
}

static void
draw_rule (const Mark *mark, cairo_t *cr)
{
  cairo_set_line_width (cr, mark->height);
  cairo_move_to (cr, mark->x, mark->y);
  cairo_line_to (cr, mark->x + mark->width, mark->y);
  cairo_stroke (cr);
}

static void
draw_picture (const Mark *mark, cairo_t *cr)
{
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->width / cairo_image_surface_get_width (mark->surface),
               mark->height / cairo_image_surface_get_height (mark->surface));
  cairo_set_source_surface (cr, mark->surface, 0, 0);
  cairo_paint (cr);
}

static void
draw_mark (const Mark *mark, cairo_t *cr)
{
  cairo_set_source_rgb (cr, mark->grey, mark->grey, mark->grey);
  switch (mark->kind) {
  case MARK_TEXT:
    cairo_move_to (cr, mark->x, mark->y);
    pango_cairo_show_layout_line (cr, mark->line);
    break;
  case MARK_RULE: draw_rule (mark, cr); break;
  case MARK_BOX: draw_box (mark, cr); break;
  case MARK_PICTURE: draw_picture (mark, cr); break;
  case MARK_DRAWING: mark->draw (cr, mark->width, mark->height, mark->data); break;
  default: g_assert_not_reached ();
  }
}

/**
 * vouch_strip_draw:
 * @self: a strip.
 * @cr: where to draw, in points.
 * @x: its left side.
 * @y: its upper side, below the room before it.
 *
 * Draws it.
 */
void
vouch_strip_draw (VouchStrip *self, cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  for (guint i = 0; i < self->marks->len; i++) {
    cairo_save (cr);
    draw_mark (&g_array_index (self->marks, Mark, i), cr);
    cairo_restore (cr);
  }
  cairo_restore (cr);
}
