/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <glib.h>
#include <string.h>

#include "vouch-wait-chart.h"

#define WIDTH 480
#define HEIGHT 200

static GArray *
make_waits (void)
{
  const VouchWait some[] = {
    { VOUCH_TURN_KIND_QUESTION, 10000, 12000, 16500, FALSE },
    { VOUCH_TURN_KIND_ANSWER, 20000, 22000, 23000, FALSE },
    { VOUCH_TURN_KIND_QUESTION, 40000, 42000, 43500, FALSE },
    { VOUCH_TURN_KIND_ANSWER, 60000, 63000, 70000, FALSE },
    { VOUCH_TURN_KIND_QUESTION, 80000, 85000, 90000, TRUE },
  };
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));

  g_array_append_vals (waits, some, G_N_ELEMENTS (some));
  return waits;
}

static gboolean
is_inked (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

  return row[x * 4 + 3] > 100;
}

static guint
count_inked (cairo_surface_t *surface, int y, int from, int to)
{
  guint n = 0;

  for (int x = from; x < to; x++)
    n += is_inked (surface, x, y) ? 1 : 0;
  return n;
}

/* Seven seconds reach to the top, three to three sevenths; a dashed line and two dots are there. */
static void
test_drawn (void)
{
  g_autoptr (GArray) waits = make_waits ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const VouchChartInk ink = { 0, 0, 0 };
  const char *seen = g_getenv ("VOUCH_CHART_PICTURE");
  int bottom = HEIGHT - 40, top = 16;
  int line = (int) (bottom - 3.0 / 7 * (bottom - top));

  vouch_wait_chart_draw (cr, WIDTH, HEIGHT, waits, 90000, &ink);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_inked (surface, line, 40, WIDTH - 5), >, 200);
  g_assert_cmpuint (count_inked (surface, line, 40, WIDTH - 5), <, 380);
  /* Above the line only the two that are longer: one filled, one with two edges. */
  g_assert_cmpuint (count_inked (surface, line - 20, 40, WIDTH - 5), >=, 6);
  g_assert_cmpuint (count_inked (surface, line - 20, 40, WIDTH - 5), <=, 14);
  if (seen != NULL)
    cairo_surface_write_to_png (surface, seen);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_told (void)
{
  g_autoptr (GArray) waits = make_waits ();
  g_autofree char *words = vouch_wait_chart_to_text (waits);
  g_autoptr (VouchPrintTable) table = vouch_wait_chart_to_table (waits);

  g_assert_cmpstr (words, ==,
                   "2 waits after questions, median 3.0 s, 1 of 3 s or more (50 %)\n"
                   "2 waits after answers, median 4.0 s, 1 of 3 s or more (50 %)");
  g_assert_cmpuint (vouch_print_table_get_n_rows (table), ==, 5);
  g_assert_cmpstr (vouch_print_table_get_cell (table, 0, 0), ==, "0:12");
  g_assert_cmpstr (vouch_print_table_get_cell (table, 0, 2), ==, "4.5");
  g_assert_cmpstr (vouch_print_table_get_cell (table, 1, 3), ==, "less than 3 s");
  g_assert_cmpstr (vouch_print_table_get_cell (table, 4, 3), ==, "not counted");
}

static void
test_none (void)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (VouchWait));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
  cairo_t *cr = cairo_create (surface);
  const VouchChartInk ink = { 0, 0, 0 };

  vouch_wait_chart_draw (cr, 10, 10, waits, 0, &ink);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wait-chart/drawn", test_drawn);
  g_test_add_func ("/wait-chart/told", test_told);
  g_test_add_func ("/wait-chart/none", test_none);
  return g_test_run ();
}
