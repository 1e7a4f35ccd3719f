/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-day-network.h"

#define DAYS 4
#define CALENDAR 6

typedef struct {
  guint from, to;
  gint64 least;
} Bond;

static gboolean
keeps (const Bond *bonds, guint n, const gint64 *days)
{
  for (guint i = 0; i < n; i++)
    if (days[bonds[i].to] < days[bonds[i].from] + bonds[i].least)
      return FALSE;
  return TRUE;
}

/* Every assignment of days in the calendar is tried; tells the extremes of those that keep all. */
static gboolean
try_all (const Bond *bonds, guint n, gint64 *earliest, gint64 *latest)
{
  gint64 days[DAYS + 1] = { 0 };
  gboolean found = FALSE;
  guint total = 1;

  for (guint i = 0; i < DAYS; i++)
    total *= CALENDAR;
  for (guint code = 0; code < total; code++) {
    guint rest = code;

    for (guint i = 1; i <= DAYS; i++) {
      days[i] = 100 + rest % CALENDAR;
      rest /= CALENDAR;
    }
    if (!keeps (bonds, n, days))
      continue;
    for (guint i = 1; i <= DAYS; i++) {
      earliest[i] = found ? MIN (earliest[i], days[i]) : days[i];
      latest[i] = found ? MAX (latest[i], days[i]) : days[i];
    }
    found = TRUE;
  }
  return found;
}

static void
test_agrees_with_trying_all (void)
{
  guint possible = 0, impossible = 0;

  for (guint run = 0; run < 2000; run++) {
    g_autoptr (VouchDayNetwork) network = vouch_day_network_new ();
    g_autoptr (GPtrArray) conflict = g_ptr_array_new_with_free_func (g_free);
    gint64 earliest[DAYS + 1], latest[DAYS + 1];
    Bond bonds[6];
    guint n = (guint) g_test_rand_int_range (1, 7);
    gboolean expected, solved;

    for (guint i = 0; i < DAYS; i++) {
      guint day = vouch_day_network_add_day (network);

      vouch_day_network_not_before (network, day, 100, FALSE, NULL);
      vouch_day_network_not_after (network, day, 100 + CALENDAR - 1, FALSE, NULL);
    }
    for (guint i = 0; i < n; i++) {
      bonds[i].from = (guint) g_test_rand_int_range (1, DAYS + 1);
      bonds[i].to = (guint) g_test_rand_int_range (1, DAYS + 1);
      bonds[i].least = g_test_rand_int_range (-4, 5);
      vouch_day_network_bind (network, bonds[i].from, bonds[i].to, bonds[i].least, FALSE, "bond");
    }
    expected = try_all (bonds, n, earliest, latest);
    solved = vouch_day_network_solve (network, TRUE, conflict);
    g_assert_cmpint (solved, ==, expected);
    if (!solved) {
      impossible++;
      g_assert_cmpuint (conflict->len, >, 0);
      continue;
    }
    possible++;
    for (guint i = 1; i <= DAYS; i++) {
      g_assert_cmpint (vouch_day_network_get_earliest (network, i), ==, earliest[i]);
      g_assert_cmpint (vouch_day_network_get_latest (network, i), ==, latest[i]);
    }
  }
  g_assert_cmpuint (possible, >, 200);
  g_assert_cmpuint (impossible, >, 200);
}

static void
test_wishes_give_way (void)
{
  g_autoptr (VouchDayNetwork) network = vouch_day_network_new ();
  guint first = vouch_day_network_add_day (network);
  guint second = vouch_day_network_add_day (network);
  guint mark;

  vouch_day_network_not_before (network, first, 10, FALSE, NULL);
  vouch_day_network_not_after (network, second, 20, FALSE, NULL);
  vouch_day_network_bind (network, first, second, 5, FALSE, "five days");
  g_assert_true (vouch_day_network_solve (network, TRUE, NULL));
  g_assert_cmpint (vouch_day_network_get_latest (network, first), ==, 15);
  g_assert_cmpstr (vouch_day_network_get_reason (network, first), ==, "five days");
  g_assert_null (vouch_day_network_get_reason (network, second));
  mark = vouch_day_network_mark (network);
  vouch_day_network_not_after (network, second, 12, TRUE, "rather early");
  g_assert_false (vouch_day_network_solve (network, TRUE, NULL));
  g_assert_true (vouch_day_network_solve (network, FALSE, NULL));
  g_assert_cmpint (vouch_day_network_get_latest (network, second), ==, 20);
  vouch_day_network_return_to (network, mark);
  g_assert_true (vouch_day_network_solve (network, TRUE, NULL));
}

/* Only those reasons are told that contradict each other. */
static void
test_tells_the_circle (void)
{
  g_autoptr (VouchDayNetwork) network = vouch_day_network_new ();
  g_autoptr (GPtrArray) conflict = g_ptr_array_new_with_free_func (g_free);
  guint days[3];

  for (guint i = 0; i < 3; i++)
    days[i] = vouch_day_network_add_day (network);
  vouch_day_network_bind (network, days[0], days[1], 10, FALSE, "ten days");
  vouch_day_network_bind (network, days[1], days[2], 1, FALSE, "innocent");
  vouch_day_network_not_before (network, days[0], 100, FALSE, NULL);
  vouch_day_network_not_after (network, days[1], 105, FALSE, "until 105");
  g_assert_false (vouch_day_network_solve (network, TRUE, conflict));
  g_assert_cmpuint (conflict->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (conflict, "ten days", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (conflict, "until 105", g_str_equal, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day-network/all", test_agrees_with_trying_all);
  g_test_add_func ("/day-network/wishes", test_wishes_give_way);
  g_test_add_func ("/day-network/circle", test_tells_the_circle);
  return g_test_run ();
}
