/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-year-chart"

#include "config.h"
#include "vouch-year-chart.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The size of a mark and how high one stands above the other, in sizes of a letter. */
#define MARK 0.42
#define LANE 1.25
#define LANES 3

typedef struct {
  VouchDay day;
  VouchYearMark mark;
  gboolean done;
} Mark;

/**
 * VouchYearChart:
 *
 * A school year as a line: months below it, marks on and above it, and where today is. The same
 * chart is drawn on the screen and on paper. What it says is said in words beside it, too.
 */
struct _VouchYearChart {
  GObject parent_instance;

  VouchDay first;
  VouchDay last;
  VouchDay today;
  GArray *marks;
};

G_DEFINE_FINAL_TYPE (VouchYearChart, vouch_year_chart, G_TYPE_OBJECT)

/* What a drawing needs at hand. */
typedef struct {
  VouchYearChart *chart;
  cairo_t *cr;
  double width;
  double line;
  const VouchYearInk *ink;
} Drawing;

static double
get_x (const Drawing *drawing, VouchDay day)
{
  double margin = drawing->ink->points;
  double part = (double) (day - drawing->chart->first) /
                MAX (1, drawing->chart->last + 1 - drawing->chart->first);
  double x = margin + part * (drawing->width - 2 * margin);

  return drawing->ink->rtl ? drawing->width - x : x;
}

static void
set_ink (const Drawing *drawing, const double *colour, double strength)
{
  cairo_set_source_rgba (drawing->cr, colour[0], colour[1], colour[2], strength);
}

/* Letters whose middle is at X; nothing where they find no room. */
static void
draw_word (const Drawing *drawing, const char *word, double x, double y, double room)
{
  PangoLayout *layout = pango_cairo_create_layout (drawing->cr);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Sans");
  int width, height;

  pango_font_description_set_absolute_size (font, drawing->ink->points * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, word, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width < room) {
    cairo_move_to (drawing->cr, CLAMP (x - width / 2.0, 0, drawing->width - width), y);
    pango_cairo_show_layout (drawing->cr, layout);
  }
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
draw_months (const Drawing *drawing)
{
  VouchYearChart *self = drawing->chart;
  double month = (drawing->width - 2 * drawing->ink->points) / 12;
  guint every = month < 3 * drawing->ink->points ? 3 : 1; /* so that no name is missing by chance */
  guint index = 0;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->first);
  while (g_date_get_julian (&date) <= self->last) {
    VouchDay begin = g_date_get_julian (&date), end;
    char name[64];

    g_date_strftime (name, sizeof name, "%b", &date);
    g_date_set_day (&date, 1);
    g_date_add_months (&date, 1);
    end = MIN (g_date_get_julian (&date), self->last + 1);
    set_ink (drawing, drawing->ink->text, 0.35);
    cairo_move_to (drawing->cr, get_x (drawing, begin), drawing->line);
    cairo_rel_line_to (drawing->cr, 0, drawing->ink->points * 0.4);
    cairo_set_line_width (drawing->cr, 1);
    cairo_stroke (drawing->cr);
    set_ink (drawing, drawing->ink->text, 0.75);
    if (index++ % every == 0)
      draw_word (drawing, name, (get_x (drawing, begin) + get_x (drawing, end)) / 2,
                 drawing->line + drawing->ink->points * 0.5, month * every);
  }
}

static void
trace_mark (cairo_t *cr, VouchYearMark mark, double x, double y, double size)
{
  cairo_new_path (cr);
  switch (mark) {
  case VOUCH_YEAR_MARK_GOAL: /* a flag on its pole */
    cairo_move_to (cr, x - size, y + size);
    cairo_line_to (cr, x - size, y - size);
    cairo_line_to (cr, x + size, y - size * 0.35);
    cairo_line_to (cr, x - size, y + size * 0.3);
    break;
  case VOUCH_YEAR_MARK_CHECK_IN: /* a square on its corner */
    cairo_move_to (cr, x, y - size);
    cairo_line_to (cr, x + size, y);
    cairo_line_to (cr, x, y + size);
    cairo_line_to (cr, x - size, y);
    cairo_close_path (cr);
    break;
  case VOUCH_YEAR_MARK_STEP:
  default: cairo_arc (cr, x, y, size * 0.85, 0, 2 * G_PI); break;
  }
}

/* Marks that are close to each other stand one above the other. */
static void
draw_marks (const Drawing *drawing)
{
  GArray *marks = drawing->chart->marks;
  double size = drawing->ink->points * MARK;
  double ends[LANES];

  for (guint lane = 0; lane < LANES; lane++)
    ends[lane] = -INFINITY;
  for (guint i = 0; i < marks->len; i++) {
    Mark *mark = &g_array_index (marks, Mark, i);
    double x = get_x (drawing, mark->day);
    double from = drawing->ink->rtl ? -x : x;
    guint lane = 0;

    if (mark->day < drawing->chart->first || mark->day > drawing->chart->last)
      continue;
    while (lane + 1 < LANES && ends[lane] > from - 2.4 * size)
      lane++;
    ends[lane] = from;
    trace_mark (drawing->cr, mark->mark, x,
                drawing->line - drawing->ink->points * (0.9 + lane * LANE), size);
    set_ink (drawing, drawing->ink->accent, 1);
    cairo_set_line_width (drawing->cr, 1.4);
    if (mark->done)
      cairo_fill_preserve (drawing->cr);
    cairo_stroke (drawing->cr);
  }
}

static void
draw_line (const Drawing *drawing)
{
  VouchYearChart *self = drawing->chart;
  static const double dashes[] = { 3, 3 };

  set_ink (drawing, drawing->ink->text, 0.55);
  cairo_set_line_width (drawing->cr, 2);
  cairo_move_to (drawing->cr, get_x (drawing, self->first), drawing->line);
  cairo_line_to (drawing->cr, get_x (drawing, self->last + 1), drawing->line);
  cairo_stroke (drawing->cr);
  if (self->today < self->first || self->today > self->last)
    return;
  cairo_save (drawing->cr);
  cairo_set_line_width (drawing->cr, 1);
  cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (drawing->cr, get_x (drawing, self->today), drawing->ink->points * 0.2);
  cairo_line_to (drawing->cr, get_x (drawing, self->today),
                 drawing->line + drawing->ink->points * 0.4);
  cairo_stroke (drawing->cr);
  cairo_restore (drawing->cr);
}

static gint
compare_marks (gconstpointer a, gconstpointer b)
{
  const Mark *one = a, *two = b;

  return one->day < two->day ? -1 : one->day > two->day;
}

static void
vouch_year_chart_finalize (GObject *object)
{
  g_array_unref (VOUCH_YEAR_CHART (object)->marks);

  G_OBJECT_CLASS (vouch_year_chart_parent_class)->finalize (object);
}

static void
vouch_year_chart_class_init (VouchYearChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_year_chart_finalize;
}

static void
vouch_year_chart_init (VouchYearChart *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
}

/**
 * vouch_year_chart_new:
 * @first: first day of the year.
 * @last: its last day.
 * @today: the day that is now; it is marked where it lies within.
 *
 * Returns: (transfer full): a year without marks.
 */
VouchYearChart *
vouch_year_chart_new (VouchDay first, VouchDay last, VouchDay today)
{
  VouchYearChart *self = g_object_new (VOUCH_TYPE_YEAR_CHART, NULL);

  self->first = first;
  self->last = last;
  self->today = today;
  return self;
}

/**
 * vouch_year_chart_add:
 * @self: a year.
 * @day: a day; one outside the year is not shown.
 * @mark: its shape.
 * @done: whether it is filled.
 *
 * Adds a mark.
 */
void
vouch_year_chart_add (VouchYearChart *self, VouchDay day, VouchYearMark mark, gboolean done)
{
  Mark one = { day, mark, done };

  g_return_if_fail (VOUCH_IS_YEAR_CHART (self));

  g_array_append_val (self->marks, one);
  g_array_sort (self->marks, compare_marks);
}

/**
 * vouch_year_chart_draw:
 * @self: a year.
 * @cr: where to draw.
 * @width: its width.
 * @height: its height.
 * @ink: what it is drawn with.
 *
 * Draws the year.
 */
void
vouch_year_chart_draw (VouchYearChart *self,
                       cairo_t *cr,
                       double width,
                       double height,
                       const VouchYearInk *ink)
{
  Drawing drawing = { self, cr, width, height - 2 * ink->points, ink };

  g_return_if_fail (VOUCH_IS_YEAR_CHART (self));

  draw_months (&drawing);
  draw_line (&drawing);
  draw_marks (&drawing);
}
