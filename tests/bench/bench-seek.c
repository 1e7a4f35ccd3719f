/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "vouch-recording-view.h"

#include "bench-window.h"

/*
 * bench-seek ROUNDS NAME ITEM [NAME ITEM]…: how long it takes from a jump in a recording to the right
 * picture in the window, the first time on its page and later.  The page is opened as a person opens
 * it, and the first jump comes a second and a half after that.
 *
 * A jump is answered by one picture, but one that was looked for before may come first; so what counts
 * is the painting of the last that comes.  What the helper holds meanwhile is printed too, and whether
 * it is gone when the page is left.
 */

#define BEFORE_FIRST_MS 1500
#define AFTER_JUMP_MS 700

static struct {
  gboolean changed;
  gint64 painted_us;
} seen;

static void
picture_cb (void)
{
  seen.changed = TRUE;
}

static void
painted_cb (void)
{
  if (seen.changed)
    seen.painted_us = g_get_monotonic_time ();
  seen.changed = FALSE;
}

static double
jump (GtkWidget *view, const char *action, gint64 ms)
{
  gint64 begin = g_get_monotonic_time ();

  seen.painted_us = 0;
  bench_act (view, AFTER_JUMP_MS, action, "x", ms);
  if (seen.painted_us == 0)
    bench_live (2000);
  return seen.painted_us == 0 ? -1 : (double) (seen.painted_us - begin) / 1000.0;
}

static gboolean
is_helper (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *line = NULL;
  gsize length = 0;

  if (!g_ascii_isdigit (*pid) || !g_file_get_contents (path, &line, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + 1 < length; i++)
    if (line[i] == '\0')
      line[i] = ' ';
  return strstr (line, "vouch-reader browse") != NULL && strstr (line, "bwrap") == NULL;
}

/* Returns: what all helpers that look for places hold, in MiB; -1 when there is none. */
static double
helper_mib (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  double mib = -1;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc", name, "status", NULL);
    g_autofree char *text = NULL;
    const char *line;

    if (!is_helper (name) || !g_file_get_contents (path, &text, NULL, NULL))
      continue;
    line = strstr (text, "VmRSS:");
    mib = MAX (mib, 0) + (line != NULL ? atof (line + strlen ("VmRSS:")) / 1024 : 0);
  }
  return mib;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
print (const char *name, GArray *times, double most_mib)
{
  g_array_sort (times, compare);
  g_print ("%s: %u jumps, half within %.0f ms, nine of ten within %.0f, all within %.0f", name,
           times->len, g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 9 / 10),
           g_array_index (times, double, times->len - 1));
  if (most_mib >= 0)
    g_print ("; the helper holds %.0f MiB", most_mib);
  g_print ("%s\n", g_array_index (times, double, 0) < 0 ? "; NO PICTURE CAME once" : "");
}

static void
look (const char *item, GArray *first, GArray *later, double *most_mib)
{
  static const struct {
    const char *action;
    gint64 ms;
  } jumps[] = {
    { "recording.jump", 10000 },  { "recording.jump", 5000 },   { "recording.jump", -5000 },
    { "recording.seek", 240000 }, { "recording.jump", 1000 },   { "recording.jump", -10000 },
    { "recording.seek", 61700 },  { "recording.seek", 333300 },
  };
  GtkWidget *view, *picture;
  double took;

  bench_act (bench_get_window (), 0, "win.show-item", "s", item);
  view = bench_expect (VOUCH_TYPE_RECORDING_VIEW);
  bench_live (BEFORE_FIRST_MS);
  picture = bench_expect (GTK_TYPE_PICTURE);
  g_signal_connect (picture, "notify::paintable", G_CALLBACK (picture_cb), NULL);
  g_signal_connect (gtk_widget_get_frame_clock (view), "after-paint", G_CALLBACK (painted_cb),
                    NULL);
  took = jump (view, "recording.seek", 97300);
  g_array_append_val (first, took);
  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++) {
    took = jump (view, jumps[i].action, jumps[i].ms);
    g_array_append_val (later, took);
  }
  *most_mib = MAX (*most_mib, helper_mib ());
  g_signal_handlers_disconnect_by_func (picture, picture_cb, NULL);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (view), painted_cb, NULL);
  bench_act (bench_get_window (), 1500, "win.show-place", "s", "home");
}

int
main (int argc, char **argv)
{
  VouchApplication *application;

  if (argc < 4 || argc % 2 != 0) {
    g_printerr ("usage: bench-seek ROUNDS NAME ITEM [NAME ITEM]...\n");
    return 2;
  }
  application = bench_open (50);
  for (int i = 2; i < argc; i += 2) {
    g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
    g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (double));
    g_autofree char *words = g_strdup_printf ("%s, the first on the page", argv[i]);
    double most_mib = -1;

    for (int round = 0; round < atoi (argv[1]); round++)
      look (argv[i + 1], first, later, &most_mib);
    print (words, first, -1);
    print (argv[i], later, most_mib);
    if (helper_mib () >= 0)
      g_print ("%s: THE HELPER STAYED when the page was left\n", argv[i]);
  }
  bench_close (application);
  return 0;
}
