/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-evidence-list.h"
#include "vouch-evidence-page.h"
#include "vouch-evidence-view.h"

/*
 * bench-scroll FOLDER grid|list: shows the evidence of a library, scrolls through it for 600 frames of
 * the frame clock, to the end and back, and prints for how long each picture stood: the median, the
 * 99th of a hundred and how many stood longer than two frames, in milliseconds.  The first half is
 * thrown away: it makes the pictures, which are in the cache then as they are on any later day.
 */

#define STEP 60.0
#define N_FRAMES 300

typedef struct {
  VouchWorkspace *workspace;
  GtkAdjustment *adjustment;
  GMainLoop *loop;
  GArray *intervals; /* (element-type gint64), microseconds */
  gint64 last_us;
  double step;
  guint frames;
} Bench;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();
  double top = gtk_adjustment_get_upper (bench->adjustment) -
               gtk_adjustment_get_page_size (bench->adjustment);
  double value = gtk_adjustment_get_value (bench->adjustment) + bench->step;

  if (bench->last_us != 0 && bench->frames > N_FRAMES) {
    gint64 interval = now - bench->last_us;

    g_array_append_val (bench->intervals, interval);
  }
  bench->last_us = now;
  if (value >= top || value <= 0 || bench->frames == N_FRAMES)
    bench->step = -bench->step;
  gtk_adjustment_set_value (bench->adjustment, CLAMP (value, 0, top));
  if (++bench->frames <= 2 * N_FRAMES + 1)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (bench->loop);
  return G_SOURCE_REMOVE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
print (Bench *bench, guint n_files, double listed_ms)
{
  GArray *all = bench->intervals;
  guint late = 0;

  g_array_sort (all, compare);
  for (guint i = 0; i < all->len; i++)
    late += g_array_index (all, gint64, i) > 34000;
  g_print ("%u %.2f %.2f %.2f %u %.1f\n", n_files,
           g_array_index (all, gint64, all->len / 2) / 1000.0,
           g_array_index (all, gint64, all->len * 99 / 100) / 1000.0,
           g_array_index (all, gint64, all->len - 1) / 1000.0, late, listed_ms);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
end_wait (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static double
time_list (VouchWorkspace *workspace, guint *n)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 5; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GPtrArray) all = vouch_evidence_list (workspace, NULL, NULL);

    best = MIN (best, (g_get_monotonic_time () - start) / 1000.0);
    *n = all->len;
  }
  return best;
}

int
main (int argc, char **argv)
{
  const VouchWorkspaceOptions options = { .folder = argc > 2 ? argv[1] : NULL };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  Bench bench = { .loop = loop, .intervals = intervals, .step = STEP };
  double listed_ms;
  guint n_files;
  VouchPage *page;
  GtkWidget *window, *view;

  g_assert_cmpint (argc, ==, 3);
  gtk_init ();
  adw_init ();
  bench.workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  listed_ms = time_list (bench.workspace, &n_files);
  page = vouch_evidence_page_new (bench.workspace);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  vouch_page_refresh (page);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add_seconds (3, end_wait, loop);
  g_main_loop_run (loop);
  view = find (GTK_WIDGET (page), VOUCH_TYPE_EVIDENCE_VIEW);
  vouch_evidence_view_set_as_list (VOUCH_EVIDENCE_VIEW (view), g_str_equal (argv[2], "list"));
  bench.adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (vouch_evidence_view_get_scroller (VOUCH_EVIDENCE_VIEW (view))));
  g_timeout_add (500, end_wait, loop);
  g_main_loop_run (loop);
  gtk_widget_add_tick_callback (window, tick_cb, &bench, NULL);
  g_main_loop_run (loop);
  print (&bench, n_files, listed_ms);
  gtk_window_destroy (GTK_WINDOW (window));
  vouch_workspace_close (bench.workspace);
  g_object_unref (bench.workspace);
  return 0;
}
