/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "vouch-item-captions.h"
#include "vouch-item-page.h"
#include "vouch-item-talk.h"
#include "vouch-range-handle.h"
#include "vouch-record-page.h"
#include "vouch-recording-view.h"
#include "vouch-station-window.h"
#include "vouch-talk-list.h"

#include "bench-window.h"

/*
 * bench-lesson LIMIT RECORDED IMPORTED PORTFOLIO REQUIREMENT STATION: does with recordings what a
 * teacher does with them, in the window of the program itself: opens one that was recorded here and
 * one that came from elsewhere (both ids of items), plays, seeks, marks, cuts, tells turns, writes
 * captions, records, and lets a student answer.  After each it prints for how long the main loop was
 * busy at a stretch, at most, and each stretch that was longer than LIMIT milliseconds.
 */

/* A recording on its page. */

static void
open_recording (const char *item)
{
  bench_act (bench_get_window (), 3000, "win.show-item", "s", item);
  bench_expect (VOUCH_TYPE_RECORDING_VIEW);
}

static void
seek (void)
{
  GtkWidget *view = bench_expect (VOUCH_TYPE_RECORDING_VIEW);

  for (guint i = 0; i < 6; i++)
    bench_act (view, 400, "recording.jump", "x",
               i % 3 == 2 ? G_GINT64_CONSTANT (-5000) : (gint64) 10000);
  bench_act (view, 600, "recording.seek", "x", G_GINT64_CONSTANT (200000));
}

static void
play (void)
{
  GtkWidget *view = bench_expect (VOUCH_TYPE_RECORDING_VIEW);

  bench_act (view, 3000, "recording.play", NULL);
  bench_act (view, 700, "recording.jump", "x", G_GINT64_CONSTANT (5000));
  bench_act (view, 500, "recording.play", NULL);
}

static void
mark (void)
{
  GtkWidget *view = bench_expect (VOUCH_TYPE_RECORDING_VIEW);

  for (guint i = 0; i < 3; i++) {
    bench_act (view, 200, "recording.jump", "x", G_GINT64_CONSTANT (1000));
    bench_act (view, 1200, "recording.mark", NULL);
  }
}

static void
cut (void)
{
  GtkWidget *scale = bench_find (bench_expect (VOUCH_TYPE_RANGE_HANDLE), GTK_TYPE_SCALE);

  for (guint i = 1; i <= 20; i++) {
    bench_begin ();
    gtk_range_set_value (GTK_RANGE (scale), i);
    bench_live (50);
  }
  bench_begin ();
  gtk_range_set_value (GTK_RANGE (scale), 0);
  bench_live (1500);
}

static void
tell_turns (void)
{
  bench_focus (VOUCH_TYPE_ITEM_TALK);
  bench_focus (VOUCH_TYPE_TALK_LIST);
  for (guint i = 0; i < 4; i++) {
    bench_press ("q", 600);
    bench_press ("Down", 300);
    bench_press ("a", 600);
    bench_press ("Down", 300);
  }
}

static void
write_captions (void)
{
  GtkWidget *captions = bench_expect (VOUCH_TYPE_ITEM_CAPTIONS);
  GtkWidget *view = bench_expect (VOUCH_TYPE_RECORDING_VIEW);

  bench_focus (VOUCH_TYPE_ITEM_CAPTIONS);
  for (guint i = 0; i < 3; i++) {
    GtkWidget *entry = bench_find (captions, GTK_TYPE_ENTRY);

    bench_act (view, 300, "recording.jump", "x", G_GINT64_CONSTANT (3000));
    bench_begin ();
    gtk_editable_set_text (GTK_EDITABLE (entry), "What do you notice in this picture?");
    bench_live (200);
    bench_act (captions, 1000, "captions.add", NULL);
  }
}

static void
on_a_page (const char *item, const char *name)
{
  static const struct {
    const char *what;
    void (*func) (void);
  } steps[] = {
    { "seeking", seek },     { "playing, and a jump meanwhile", play },
    { "marking", mark },     { "choosing the part that is sent", cut },
    { "turns", tell_turns }, { "captions", write_captions },
  };

  for (guint i = 0; i < 2; i++) {
    g_autofree char *opening =
        g_strdup_printf ("%s: its page opens%s", name, i == 0 ? "" : " again");

    open_recording (item);
    bench_report (opening);
    if (i == 0)
      bench_act (bench_get_window (), 1500, "win.show-place", "s", "home");
  }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *words = g_strdup_printf ("%s: %s", name, steps[i].what);

    steps[i].func ();
    bench_report (words);
  }
  bench_act (bench_get_window (), 1500, "win.show-place", "s", "home");
  bench_report ("home again");
}

/* Recording. */

static void
record (const char *portfolio, const char *requirement)
{
  GtkWidget *page;

  bench_act (bench_get_window (), 3000, "win.show-portfolio", "s", portfolio);
  bench_report ("a portfolio");
  bench_act (bench_get_window (), 3000, "win.record", "(ss)", portfolio, requirement);
  bench_report ("recording: before, from a portfolio");
  page = bench_expect (VOUCH_TYPE_RECORD_PAGE);
  bench_act (page, 3000, "record.start", NULL);
  bench_report ("recording: start, and three seconds of it");
  bench_act (page, 1000, "record.mark", "u", 0);
  bench_report ("recording: a moment");
  bench_act (page, 3500, "record.stop", NULL);
  bench_expect (VOUCH_TYPE_ITEM_PAGE);
  bench_report ("recording: stop, and its page");
  bench_act (bench_get_window (), 1500, "win.show-place", "s", "home");
  bench_report ("home again");
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type))
      return window;
  }
  return NULL;
}

static void
station (const char *portfolio, const char *requirement)
{
  g_autofree char *target = g_strconcat (portfolio, " ", requirement, NULL);
  GtkWidget *page, *window;

  bench_act (bench_get_window (), 3000, "win.show-station", "s", target);
  bench_report ("station: what the teacher sees");
  page = bench_expect (g_type_from_name ("VouchStationPage"));
  bench_act (page, 2500, "station.hand-over", NULL);
  bench_report ("station: handed over");
  window = find_window (VOUCH_TYPE_STATION_WINDOW);
  if (window == NULL)
    g_error ("no station came");
  bench_act (window, 3000, "station.record", NULL);
  bench_report ("station: an answer");
  bench_act (window, 2500, "station.stop", NULL);
  bench_report ("station: its end");
  bench_act (window, 2000, "station.done", NULL);
  bench_act (window, 1500, "station.leave", NULL);
  bench_report ("station: done, and back");
}

int
main (int argc, char **argv)
{
  VouchApplication *application;

  if (argc != 7) {
    g_printerr ("usage: bench-lesson LIMIT RECORDED IMPORTED PORTFOLIO REQUIREMENT STATION\n");
    return 2;
  }
  application = bench_open (g_ascii_strtod (argv[1], NULL));
  on_a_page (argv[2], "recorded here");
  on_a_page (argv[3], "imported");
  record (argv[4], argv[5]);
  station (argv[4], argv[6]);
  bench_act (bench_get_window (), 2500, "app.preferences", NULL);
  bench_report ("preferences");
  gtk_window_close (GTK_WINDOW (find_window (ADW_TYPE_PREFERENCES_WINDOW)));
  bench_close (application);
  return 0;
}
