/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-capture-pace.h"

#define MS G_GINT64_CONSTANT (1000000)

/* An encoder that takes so many milliseconds for a picture, without a clock: what waits for it is what
 * came, less what it had time for. */
typedef struct {
  VouchCapturePace pace;
  gint64 place_ns;
  gint64 waiting_ns;
  guint kept;
} Fixture;

static void
set_up (Fixture *f, gconstpointer fps)
{
  vouch_capture_pace_init (&f->pace, GPOINTER_TO_INT (fps));
}

static void
go_on (Fixture *f, guint seconds, int fps, double takes_ms)
{
  const gint64 interval = 1000 * MS / fps;

  for (guint i = 0; i < seconds * (guint) fps; i++) {
    if (vouch_capture_pace_wants (&f->pace, f->place_ns, f->waiting_ns)) {
      f->waiting_ns += interval;
      f->kept++;
    }
    /* In one interval so much of what waits is done. */
    f->waiting_ns -= (gint64) ((double) interval * ((double) interval / (double) MS) / takes_ms);
    f->waiting_ns = MAX (f->waiting_ns, 0);
    f->place_ns += interval;
  }
}

static void
test_fast (Fixture *f, gconstpointer data)
{
  go_on (f, 60, 30, 30);
  g_assert_cmpuint (f->pace.n_left_out, ==, 0);
  g_assert_cmpuint (f->kept, ==, 60 * 30);
  g_assert_false (vouch_capture_pace_is_slow (&f->pace));
}

static void
test_slow (Fixture *f, gconstpointer data)
{
  go_on (f, 5, 30, 50);
  g_assert_true (vouch_capture_pace_is_slow (&f->pace));
  go_on (f, 55, 30, 50);
  g_assert_cmpuint (f->pace.n_left_out + f->kept, ==, 60 * 30);
  /* Nearly half of them, and what waits does not grow. */
  g_assert_cmpuint (f->kept, >, 60 * 12);
  g_assert_cmpint (f->waiting_ns, <, 1500 * MS);
}

static void
test_very_slow (Fixture *f, gconstpointer data)
{
  go_on (f, 120, 30, 2000);
  g_assert_true (vouch_capture_pace_is_slow (&f->pace));
  g_assert_cmpuint (f->pace.n_left_out + f->kept, ==, 120 * 30);
  g_assert_cmpint (f->waiting_ns, <, 3100 * MS);
}

static void
test_hiccup (Fixture *f, gconstpointer data)
{
  go_on (f, 10, 30, 10);
  /* It stands still for two seconds, and makes up for it. */
  go_on (f, 2, 30, 1e9);
  g_assert_cmpint (f->waiting_ns, >, 1500 * MS);
  go_on (f, 10, 30, 10);
  g_assert_cmpuint (f->pace.n_left_out, ==, 0);
  g_assert_false (vouch_capture_pace_is_slow (&f->pace));
}

static void
test_better_again (Fixture *f, gconstpointer data)
{
  go_on (f, 20, 30, 100);
  g_assert_true (vouch_capture_pace_is_slow (&f->pace));
  go_on (f, 60, 30, 5);
  g_assert_false (vouch_capture_pace_is_slow (&f->pace));
}

static void
test_few (Fixture *f, gconstpointer data)
{
  go_on (f, 60, 15, 1000);
  /* Never fewer than three a second are asked for. */
  g_assert_cmpuint (15u >> f->pace.steps, >=, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pace/fast", Fixture, GINT_TO_POINTER (30), set_up, test_fast, NULL);
  g_test_add ("/pace/slow", Fixture, GINT_TO_POINTER (30), set_up, test_slow, NULL);
  g_test_add ("/pace/very-slow", Fixture, GINT_TO_POINTER (30), set_up, test_very_slow, NULL);
  g_test_add ("/pace/hiccup", Fixture, GINT_TO_POINTER (30), set_up, test_hiccup, NULL);
  g_test_add ("/pace/better-again", Fixture, GINT_TO_POINTER (30), set_up, test_better_again, NULL);
  g_test_add ("/pace/few", Fixture, GINT_TO_POINTER (15), set_up, test_few, NULL);
  return g_test_run ();
}
