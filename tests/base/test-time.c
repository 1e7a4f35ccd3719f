/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-time"

#include "config.h"

#include <string.h>

#include "vouch-clock.h"
#include "vouch-day.h"
#include "vouch-id.h"

static const struct {
  const char *text;
  gboolean good;
} days[] = {
  { "2026-11-22", TRUE },  { "2024-02-29", TRUE },   { "0001-01-01", TRUE },
  { "9999-12-31", TRUE },  { "2026-02-29", FALSE },  { "2026-13-01", FALSE },
  { "2026-00-10", FALSE }, { "2026-01-00", FALSE },  { "2026-04-31", FALSE },
  { "0000-01-01", FALSE }, { "26-11-22", FALSE },    { "2026-11-2", FALSE },
  { "2026/11/22", FALSE }, { "2026-11-22 ", FALSE }, { " 026-11-22", FALSE },
  { "2026-1a-22", FALSE }, { "+026-11-22", FALSE },  { "", FALSE },
  { NULL, FALSE },
};

static void
test_parse_day (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    VouchDay day = VOUCH_DAY_NONE;
    g_autofree char *text = NULL;

    g_assert_cmpint (vouch_day_parse (days[i].text, &day), ==, days[i].good);
    if (!days[i].good)
      continue;
    text = vouch_day_format (day);
    g_assert_cmpstr (text, ==, days[i].text);
  }
}

static const struct {
  const char *from;
  guint months;
  const char *to;
} months[] = {
  { "2026-03-31", 1, "2026-02-28" },  { "2024-03-31", 1, "2024-02-29" },
  { "2026-03-31", 12, "2025-03-31" }, { "2024-02-29", 12, "2023-02-28" },
  { "2026-01-15", 1, "2025-12-15" },  { "2026-08-31", 2, "2026-06-30" },
  { "2026-08-31", 0, "2026-08-31" },
};

static void
test_months (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++) {
    VouchDay from = VOUCH_DAY_NONE;
    g_autofree char *to = NULL;

    g_assert_true (vouch_day_parse (months[i].from, &from));
    to = vouch_day_format (vouch_day_subtract_months (from, months[i].months));
    g_assert_cmpstr (to, ==, months[i].to);
  }
}

static void
test_days_subtract (void)
{
  g_assert_cmpuint (vouch_day_from_ymd (2024, 3, 1) - vouch_day_from_ymd (2024, 2, 28), ==, 2);
  g_assert_cmpuint (vouch_day_from_ymd (2027, 1, 1) - vouch_day_from_ymd (2026, 1, 1), ==, 365);
  g_assert_cmpuint (vouch_day_from_ymd (2026, 2, 30), ==, VOUCH_DAY_NONE);
  g_assert_cmpuint (vouch_day_from_time (0), ==, vouch_day_from_ymd (1970, 1, 1));
  g_assert_cmpuint (vouch_day_from_time (86399999), ==, vouch_day_from_ymd (1970, 1, 1));
  g_assert_cmpuint (vouch_day_from_time (86400000), ==, vouch_day_from_ymd (1970, 1, 2));
}

static const struct {
  const char *text;
  gint64 ms; /* -1: cannot be read */
} times[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "2026-11-22T09:30:00.125Z", G_GINT64_CONSTANT (1795339800125) },
  { "2026-11-22T10:30:00+01:00", G_GINT64_CONSTANT (1795339800000) },
  { "2026-11-22T09:30:00", G_GINT64_CONSTANT (1795339800000) },
  { "2026-11-22", -1 },
  { "2026-11-31T09:30:00Z", -1 },
  { "noon", -1 },
  { "", -1 },
  { NULL, -1 },
};

static void
test_times (void)
{
  g_autofree char *text = vouch_time_format (G_GINT64_CONSTANT (1795339800125));

  g_assert_cmpstr (text, ==, "2026-11-22T09:30:00.125Z");
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    gint64 ms = -1;

    g_assert_cmpint (vouch_time_parse (times[i].text, &ms), ==, times[i].ms >= 0);
    if (times[i].ms >= 0)
      g_assert_cmpint (ms, ==, times[i].ms);
  }
}

static void
test_clock (void)
{
  VouchClock *clock = vouch_clock_new_fixed (G_GINT64_CONSTANT (1795339800000));
  VouchClock *real = vouch_clock_new ();
  VouchClock *by_environment;
  gint64 before = g_get_real_time () / 1000;

  g_assert_cmpint (vouch_clock_now_ms (clock), ==, G_GINT64_CONSTANT (1795339800000));
  g_assert_cmpuint (vouch_clock_today (clock), ==, vouch_day_from_ymd (2026, 11, 22));
  vouch_clock_advance (clock, 86400000);
  g_assert_cmpuint (vouch_clock_today (clock), ==, vouch_day_from_ymd (2026, 11, 23));
  g_assert_cmpint (vouch_clock_now_ms (real), >=, before);

  g_setenv ("VOUCH_CLOCK", "2026-11-22T09:30:00Z", TRUE);
  by_environment = vouch_clock_new_from_environment ();
  g_assert_cmpint (vouch_clock_now_ms (by_environment), ==, G_GINT64_CONSTANT (1795339800000));
  g_unsetenv ("VOUCH_CLOCK");
  g_assert_finalize_object (by_environment);
  g_assert_finalize_object (clock);
  g_assert_finalize_object (real);
}

static void
test_ids (void)
{
  const gint64 ms = G_GINT64_CONSTANT (1795339800125);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *earlier = vouch_id_new (ms);
  g_autofree char *later = vouch_id_new (ms + 1);
  g_autofree char *prefix = g_strndup (earlier, 13);

  g_assert_cmpstr (prefix, ==, "01a20297-4e3d"); /* the milliseconds: RFC 9562, section 5.7 */
  g_assert_cmpint (earlier[14], ==, '7');
  g_assert_nonnull (strchr ("89ab", earlier[19]));
  g_assert_cmpstr (earlier, <, later);
  for (int i = 0; i < 10000; i++) {
    char *id = vouch_id_new (ms);

    g_assert_true (vouch_id_is_valid (id));
    g_assert_true (g_hash_table_add (seen, id));
  }
  g_assert_false (vouch_id_is_valid (NULL));
  g_assert_false (vouch_id_is_valid (""));
  g_assert_false (vouch_id_is_valid ("019ab7e6-8e3d-7000-8000-00000000000"));
  g_assert_false (vouch_id_is_valid ("019AB7E6-8e3d-7000-8000-000000000000"));
  g_assert_false (vouch_id_is_valid ("019ab7e6x8e3d-7000-8000-000000000000"));
  g_assert_false (vouch_id_is_valid ("../../../../../../../../../../etc/pas"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse-day", test_parse_day);
  g_test_add_func ("/time/months", test_months);
  g_test_add_func ("/time/days-subtract", test_days_subtract);
  g_test_add_func ("/time/times", test_times);
  g_test_add_func ("/time/clock", test_clock);
  g_test_add_func ("/time/ids", test_ids);
  return g_test_run ();
}
