/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-pace.h"

#define SECOND G_USEC_PER_SEC
#define MB 1000000

static void
test_unknown_at_first (void)
{
  g_autoptr (VouchPace) pace = vouch_pace_new ();

  g_assert_cmpint (vouch_pace_get_left_ms (pace, 0, 100 * MB), ==, -1);
  vouch_pace_add (pace, 0, 0);
  vouch_pace_add (pace, 1 * SECOND, 50 * MB);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 1 * SECOND, 100 * MB), ==, -1);
}

static void
test_even_pace (void)
{
  g_autoptr (VouchPace) pace = vouch_pace_new ();

  for (guint i = 0; i <= 10; i++)
    vouch_pace_add (pace, i * SECOND, i * MB);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 10 * SECOND, 100 * MB), ==, 90000);
  /* While nothing new is heard the time goes by. */
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 15 * SECOND, 100 * MB), ==, 85000);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 10 * SECOND, 10 * MB), ==, 0);
  /* After a long silence nothing is foretold. */
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 60 * SECOND, 100 * MB), ==, -1);
}

static void
test_slower_line (void)
{
  g_autoptr (VouchPace) pace = vouch_pace_new ();
  gint64 done = 0;
  gint64 left;

  for (guint i = 0; i <= 60; i++, done += 10 * MB)
    vouch_pace_add (pace, i * SECOND, done);
  for (guint i = 61; i <= 200; i++, done += MB)
    vouch_pace_add (pace, i * SECOND, done);
  /* The quick minute is forgotten: 60 MB at 1 MB/s are a minute, not six seconds. */
  left = vouch_pace_get_left_ms (pace, 200 * SECOND, done - MB + 60 * MB);
  g_assert_cmpint (left, >, 58000);
  g_assert_cmpint (left, <, 62000);
}

/* Large pieces on a slow line are heard of seldom, and still foretold. */
static void
test_seldom_news (void)
{
  g_autoptr (VouchPace) pace = vouch_pace_new ();

  for (guint i = 0; i <= 3; i++)
    vouch_pace_add (pace, i * 40 * SECOND, i * 8 * MB);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 120 * SECOND, 32 * MB), ==, 40000);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 150 * SECOND, 32 * MB), ==, 10000);
}

static void
test_lost_bytes (void)
{
  g_autoptr (VouchPace) pace = vouch_pace_new ();

  for (guint i = 0; i <= 10; i++)
    vouch_pace_add (pace, i * SECOND, i * MB);
  vouch_pace_add (pace, 11 * SECOND, 2 * MB);
  g_assert_cmpint (vouch_pace_get_left_ms (pace, 11 * SECOND, 100 * MB), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/unknown-at-first", test_unknown_at_first);
  g_test_add_func ("/pace/even", test_even_pace);
  g_test_add_func ("/pace/slower-line", test_slower_line);
  g_test_add_func ("/pace/seldom-news", test_seldom_news);
  g_test_add_func ("/pace/lost-bytes", test_lost_bytes);
  return g_test_run ();
}
