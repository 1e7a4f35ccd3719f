/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "vouch-document.h"

G_BEGIN_DECLS

/**
 * VouchStrip:
 * @before: room above it, which vanishes at the top of a page.
 * @height: its height.
 * @keep: whether the next strip must be on the same page.
 * @fresh_page: whether it begins a page.
 * @outline_level: 1 to 3 where it begins a heading, else 0.
 * @outline: the heading.
 * @head: (nullable): strips that are drawn again above it where it comes first on a page.
 * @marks: what is drawn.
 *
 * What cannot be divided between two pages: a line of text, a line of a table's row, a picture.
 */
typedef struct {
  double before;
  double height;
  gboolean keep;
  gboolean fresh_page;
  guint outline_level;
  char *outline;
  GPtrArray *head;
  GArray *marks;
} VouchStrip;

VouchStrip *vouch_strip_new (double height) G_GNUC_WARN_UNUSED_RESULT;
void vouch_strip_free (VouchStrip *self);

void vouch_strip_add_text (VouchStrip *self,
                           PangoLayoutLine *line,
                           double x,
                           double baseline,
                           double grey);
void vouch_strip_add_rule (VouchStrip *self,
                           double x,
                           double y,
                           double length,
                           double thickness,
                           double grey);
void vouch_strip_add_box (VouchStrip *self, double x, double y, double side, gboolean ticked);
void vouch_strip_add_picture (VouchStrip *self,
                              cairo_surface_t *surface,
                              double x,
                              double y,
                              double width,
                              double height);
void vouch_strip_add_drawing (VouchStrip *self,
                              double width,
                              double height,
                              VouchDrawFunc draw,
                              gpointer data);

void vouch_strip_draw (VouchStrip *self, cairo_t *cr, double x, double y);

G_END_DECLS
