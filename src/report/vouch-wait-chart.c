/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The waits of a recording, each as a bar at its time, as high as it is long, against a line at three
 * seconds. A wait after a question is filled, one after an answer is an outline; one that reaches the
 * line has a dot on top. What the chart shows is also said in words and as a table.
 */
#define G_LOG_DOMAIN "vouch-wait-chart"

#include "config.h"
#include "vouch-wait-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "vouch-text.h"

#define LABEL_ROOM 40
#define FOOT_ROOM 40
#define HEAD_ROOM 16
#define BAR 5.0
#define DOT 2.5
#define LEAST_TOP_MS 6000

typedef struct {
  cairo_t *cr;
  double left, right, top, bottom;
  gint64 longest_ms;
  gint64 duration_ms;
} Frame;

static double
across (const Frame *frame, gint64 ms)
{
  return frame->left + (double) ms / (double) frame->duration_ms * (frame->right - frame->left);
}

static double
up (const Frame *frame, gint64 ms)
{
  return frame->bottom - (double) ms / (double) frame->longest_ms * (frame->bottom - frame->top);
}

/* @align: 0 puts the words' left end at @x, 0.5 their middle, 1 their right end. */
static void
write_words (const Frame *frame, const char *words, double x, double y, double align)
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
find_bounds (Frame *frame, GArray *waits)
{
  frame->longest_ms = LEAST_TOP_MS;
  for (guint i = 0; i < waits->len; i++) {
    const VouchWait *wait = &g_array_index (waits, VouchWait, i);

    frame->duration_ms = MAX (frame->duration_ms, wait->end_ms);
    if (!wait->open)
      frame->longest_ms = MAX (frame->longest_ms, wait->end_ms - wait->start_ms);
  }
  frame->duration_ms = MAX (frame->duration_ms, 1);
}

static void
write_seconds (const Frame *frame, gint64 ms)
{
  /* Translators: a number of seconds on the scale of a chart. */
  g_autofree char *words = g_strdup_printf (_ ("%.0f s"), (double) ms / 1000);

  write_words (frame, words, frame->left - 6, up (frame, ms), 1);
}

static void
draw_line (const Frame *frame, gint64 ms, gboolean dashed)
{
  static const double dashes[] = { 4, 3 };

  cairo_set_dash (frame->cr, dashes, dashed ? 2 : 0, 0);
  cairo_set_line_width (frame->cr, 1);
  cairo_move_to (frame->cr, frame->left, floor (up (frame, ms)) + 0.5);
  cairo_line_to (frame->cr, frame->right, floor (up (frame, ms)) + 0.5);
  cairo_stroke (frame->cr);
  cairo_set_dash (frame->cr, NULL, 0, 0);
  write_seconds (frame, ms);
}

static void
draw_bar (const Frame *frame, double x, double top, gboolean filled)
{
  cairo_rectangle (frame->cr, x - BAR / 2, top, BAR, frame->bottom - top);
  if (filled)
    cairo_fill_preserve (frame->cr);
  cairo_stroke (frame->cr);
}

static void
draw_wait (const Frame *frame, const VouchWait *wait)
{
  gint64 length = wait->end_ms - wait->start_ms;
  double x = across (frame, wait->start_ms), top = up (frame, length);

  draw_bar (frame, x, top, wait->after == VOUCH_TURN_KIND_QUESTION);
  if (length < VOUCH_WAITS_LINE_MS)
    return;
  cairo_new_sub_path (frame->cr);
  cairo_arc (frame->cr, x, top - DOT - 2, DOT, 0, 2 * G_PI);
  cairo_fill (frame->cr);
}

static void
write_foot (const Frame *frame)
{
  g_autofree char *from = vouch_text_format_duration (0);
  g_autofree char *to = vouch_text_format_duration (frame->duration_ms);
  double y = frame->bottom + 12, legend = frame->bottom + 28;
  double half = (frame->left + frame->right) / 2;

  write_words (frame, from, frame->left, y, 0);
  write_words (frame, to, frame->right, y, 1);
  cairo_rectangle (frame->cr, frame->left, legend - 4, BAR, 8);
  cairo_fill_preserve (frame->cr);
  cairo_stroke (frame->cr);
  /* Translators: beside a filled bar, in the legend of a chart of waits. */
  write_words (frame, _ ("after a question"), frame->left + 10, legend, 0);
  cairo_rectangle (frame->cr, half, legend - 4, BAR, 8);
  cairo_stroke (frame->cr);
  /* Translators: beside an outlined bar, in the legend of a chart of waits. */
  write_words (frame, _ ("after an answer"), half + 10, legend, 0);
}

/**
 * vouch_wait_chart_draw:
 * @cr: where to draw.
 * @width: the room there is, in points or pixels.
 * @height: the room there is, in points or pixels.
 * @waits: (element-type VouchWait): the waits.
 * @duration_ms: how long the recording is.
 * @ink: the colour of lines and words.
 *
 * Draws waits by their times against a line at three seconds.
 */
void
vouch_wait_chart_draw (cairo_t *cr,
                       double width,
                       double height,
                       GArray *waits,
                       gint64 duration_ms,
                       const VouchChartInk *ink)
{
  Frame frame = { .cr = cr, .left = LABEL_ROOM, .top = HEAD_ROOM, .duration_ms = duration_ms };

  g_return_if_fail (cr != NULL && waits != NULL && ink != NULL);

  frame.right = MAX (width - BAR, frame.left + 20);
  frame.bottom = MAX (height - FOOT_ROOM, frame.top + 20);
  find_bounds (&frame, waits);
  cairo_save (cr);
  cairo_set_source_rgb (cr, ink->red, ink->green, ink->blue);
  draw_line (&frame, 0, FALSE);
  draw_line (&frame, VOUCH_WAITS_LINE_MS, TRUE);
  write_seconds (&frame, frame.longest_ms);
  for (guint i = 0; i < waits->len; i++)
    if (!g_array_index (waits, VouchWait, i).open)
      draw_wait (&frame, &g_array_index (waits, VouchWait, i));
  write_foot (&frame);
  cairo_restore (cr);
}

/**
 * vouch_wait_chart_to_text:
 * @waits: (element-type VouchWait): the waits.
 *
 * Returns: (transfer full): what the chart shows, in words.
 */
char *
vouch_wait_chart_to_text (GArray *waits)
{
  VouchWaitSum questions, answers;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (waits != NULL, NULL);

  vouch_waits_sum (waits, VOUCH_TURN_KIND_QUESTION, &questions);
  vouch_waits_sum (waits, VOUCH_TURN_KIND_ANSWER, &answers);
  first = vouch_waits_describe_sum (&questions, VOUCH_TURN_KIND_QUESTION);
  second = vouch_waits_describe_sum (&answers, VOUCH_TURN_KIND_ANSWER);
  return g_strdup_printf ("%s\n%s", first, second);
}

static void
add_row (VouchPrintTable *table, const VouchWait *wait)
{
  gint64 length = wait->end_ms - wait->start_ms;
  g_autofree char *at = vouch_text_format_duration (wait->start_ms);
  g_autofree char *seconds = g_strdup_printf ("%.1f", (double) length / 1000);
  const char *kind =
      wait->after == VOUCH_TURN_KIND_QUESTION ? _ ("after a question") : _ ("after an answer");
  const char *line = wait->open                      ? _ ("not counted")
                     : length >= VOUCH_WAITS_LINE_MS ? _ ("3 s or more")
                                                     : _ ("less than 3 s");
  const char *cells[] = { at, kind, wait->open ? "–" : seconds, line, NULL };

  vouch_print_table_add_row (table, cells);
}

/**
 * vouch_wait_chart_to_table:
 * @waits: (element-type VouchWait): the waits.
 *
 * Returns: (transfer full): what the chart shows, a row for each wait.
 */
VouchPrintTable *
vouch_wait_chart_to_table (GArray *waits)
{
  VouchPrintTable *table = vouch_print_table_new ();

  g_return_val_if_fail (waits != NULL, table);

  /* Translators: the title of a column of times in a recording. */
  vouch_print_table_add_column (table, _ ("At"), 1, TRUE);
  /* Translators: the title of a column: after a question, or after an answer. */
  vouch_print_table_add_column (table, _ ("Wait"), 2, FALSE);
  vouch_print_table_add_column (table, _ ("Seconds"), 1, TRUE);
  /* Translators: the title of a column that says whether a wait lasts three seconds. */
  vouch_print_table_add_column (table, _ ("Against 3 s"), 2, FALSE);
  for (guint i = 0; i < waits->len; i++)
    add_row (table, &g_array_index (waits, VouchWait, i));
  return table;
}
