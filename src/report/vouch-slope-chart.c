/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paired slopes: a point for each student at the left for the score before and at the right for the
 * score after, with a line between them. A line that rises is solid, one that falls is dashed, one
 * that stays is dotted; the thick line joins the medians.
 */
#define G_LOG_DOMAIN "vouch-slope-chart"

#include "config.h"
#include "vouch-slope-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "vouch-paired-results.h"

#define LABEL_ROOM 64
#define FOOT_ROOM 26
#define HEAD_ROOM 10
#define DOT 3.0

typedef struct {
  cairo_t *cr;
  double left, right, top, bottom;
  double lowest, highest;
} Frame;

static void
find_bounds (Frame *frame, VouchResultTable *table)
{
  GPtrArray *rows = vouch_result_table_get_rows (table);

  frame->lowest = 0;
  frame->highest = vouch_result_table_get_highest (table);
  if (!isfinite (frame->highest))
    frame->highest = 0;
  for (guint i = 0; i < rows->len; i++) {
    double scores[] = { vouch_result_row_get_before (rows->pdata[i]),
                        vouch_result_row_get_after (rows->pdata[i]) };

    for (guint k = 0; k < G_N_ELEMENTS (scores); k++)
      if (isfinite (scores[k])) {
        frame->lowest = MIN (frame->lowest, scores[k]);
        frame->highest = MAX (frame->highest, scores[k]);
      }
  }
  if (frame->highest <= frame->lowest)
    frame->highest = frame->lowest + 1;
}

static double
height_of (Frame *frame, double score)
{
  return frame->bottom -
         (score - frame->lowest) / (frame->highest - frame->lowest) * (frame->bottom - frame->top);
}

/* @align: 0 puts the words' left end at @x, 0.5 their middle, 1 their right end. */
static void
write_words (Frame *frame, const char *words, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (frame->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell, Sans 9");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (frame->cr, x - width * align, y - height / 2.0);
  pango_cairo_show_layout (frame->cr, layout);
}

static void
draw_axis (Frame *frame, double x, const char *words)
{
  cairo_set_line_width (frame->cr, 1);
  cairo_set_dash (frame->cr, NULL, 0, 0);
  cairo_move_to (frame->cr, x, frame->top);
  cairo_line_to (frame->cr, x, frame->bottom);
  cairo_stroke (frame->cr);
  write_words (frame, words, x, frame->bottom + FOOT_ROOM / 2.0, 0.5);
}

static void
write_scale (Frame *frame)
{
  double ends[] = { frame->lowest, frame->highest };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *words = g_strdup_printf ("%g", ends[i]);

    write_words (frame, words, frame->left - 8, height_of (frame, ends[i]), 1);
  }
}

static void
draw_slope (Frame *frame, double before, double after)
{
  static const double falling[] = { 5, 3 }, staying[] = { 1, 3 };
  double y1 = height_of (frame, before), y2 = height_of (frame, after);

  if (after < before)
    cairo_set_dash (frame->cr, falling, 2, 0);
  else if (after == before)
    cairo_set_dash (frame->cr, staying, 2, 0);
  else
    cairo_set_dash (frame->cr, NULL, 0, 0);
  cairo_move_to (frame->cr, frame->left, y1);
  cairo_line_to (frame->cr, frame->right, y2);
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
  cairo_new_sub_path (frame->cr);
  cairo_arc (frame->cr, frame->left, y1, DOT, 0, 2 * G_PI);
  cairo_fill (frame->cr);
  cairo_arc (frame->cr, frame->right, y2, DOT, 0, 2 * G_PI);
  cairo_fill (frame->cr);
}

static void
draw_medians (Frame *frame, VouchPairedResults *results)
{
  g_autofree char *after = NULL;

  if (results->n_pairs == 0)
    return;
  cairo_set_line_width (frame->cr, 3.5);
  draw_slope (frame, results->median_before, results->median_after);
  /* Translators: the median of a class in one test, written beside its point in a chart. */
  after = g_strdup_printf (_ ("median %g"), results->median_after);
  write_words (frame, after, frame->right + 8, height_of (frame, results->median_after), 0);
}

/**
 * vouch_slope_chart_draw:
 * @cr: where to draw.
 * @width: the room there is, in points or pixels.
 * @height: the room there is, in points or pixels.
 * @table: the results.
 * @ink: the colour of lines and words.
 *
 * Draws the scores before and after as paired slopes.
 */
void
vouch_slope_chart_draw (cairo_t *cr,
                        double width,
                        double height,
                        VouchResultTable *table,
                        const VouchChartInk *ink)
{
  Frame frame = { .cr = cr };
  VouchPairedResults results;
  GPtrArray *rows;

  g_return_if_fail (cr != NULL && VOUCH_IS_RESULT_TABLE (table) && ink != NULL);

  rows = vouch_result_table_get_rows (table);
  frame.left = LABEL_ROOM;
  frame.right = MAX (width - LABEL_ROOM * 1.3, frame.left + 20);
  frame.top = HEAD_ROOM;
  frame.bottom = MAX (height - FOOT_ROOM, frame.top + 20);
  find_bounds (&frame, table);
  cairo_save (cr);
  cairo_set_source_rgb (cr, ink->red, ink->green, ink->blue);
  draw_axis (&frame, frame.left, _ ("before"));
  draw_axis (&frame, frame.right, _ ("after"));
  write_scale (&frame);
  cairo_set_line_width (cr, 1.2);
  for (guint i = 0; i < rows->len; i++)
    if (vouch_result_row_is_pair (rows->pdata[i]))
      draw_slope (&frame, vouch_result_row_get_before (rows->pdata[i]),
                  vouch_result_row_get_after (rows->pdata[i]));
  vouch_paired_results_compute (rows, &results);
  draw_medians (&frame, &results);
  cairo_restore (cr);
}
