/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-window-times"

#include "config.h"
#include "vouch-window-times.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The windows of a submission policy are whole days, and days begin where the issuer is: a window
 * that opens on 3 March opens at 00:00 of its time zone, and one that closes on 31 March is open
 * until that day is over there.
 */

/* The first instant of a day at the issuer's; of the day after it, with @after. */
static gint64
instant_of (VouchDay day, GTimeZone *zone, guint after)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day + after);
  time = g_date_time_new (zone, g_date_get_year (&date), (gint) g_date_get_month (&date),
                          g_date_get_day (&date), 0, 0, 0);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

/**
 * vouch_window_times_look:
 * @policy: the definition's policy.
 * @issuer: the issuer's time zone.
 * @now_ms: the moment, in milliseconds since 1970.
 * @until_ms: (out): when the present window closes or the next one opens; 0 when that never comes.
 *
 * Returns: whether it can be sent at that moment.
 */
VouchWindowState
vouch_window_times_look (VouchSubmissionPolicy *policy,
                         GTimeZone *issuer,
                         gint64 now_ms,
                         gint64 *until_ms)
{
  GPtrArray *windows;
  gint64 next = 0, closes_last = -1;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION_POLICY (policy), VOUCH_WINDOW_OVER);
  g_return_val_if_fail (issuer != NULL && until_ms != NULL, VOUCH_WINDOW_OVER);

  windows = vouch_submission_policy_get_windows (policy);
  for (guint i = 0; i < windows->len; i++) {
    VouchDay first = vouch_window_get_opens (windows->pdata[i]);
    VouchDay last = vouch_window_get_closes (windows->pdata[i]);
    gint64 opens = first != VOUCH_DAY_NONE ? instant_of (first, issuer, 0) : G_MININT64;
    gint64 closes = last != VOUCH_DAY_NONE ? instant_of (last, issuer, 1) : 0;

    if (now_ms < opens && (next == 0 || opens < next))
      next = opens;
    /* Of windows that overlap, the one that stays open longest counts; 0 is for ever. */
    if (now_ms >= opens && (closes == 0 || now_ms < closes) && closes_last != 0)
      closes_last = closes == 0 ? 0 : MAX (closes_last, closes);
  }
  if (windows->len == 0)
    closes_last = 0;
  *until_ms = closes_last >= 0 ? closes_last : next;
  if (closes_last >= 0)
    return VOUCH_WINDOW_OPEN;
  return next != 0 ? VOUCH_WINDOW_LATER : VOUCH_WINDOW_OVER;
}

/* "America/Chicago" is Chicago to people. */
static char *
name_place (GTimeZone *zone)
{
  const char *identifier = g_time_zone_get_identifier (zone);
  const char *slash = strrchr (identifier, '/');
  char *name = g_strdup (slash != NULL ? slash + 1 : identifier);

  return g_strdelimit (name, "_", ' ');
}

static char *
format_day (GDateTime *time)
{
  return vouch_day_format_for_people (vouch_day_from_ymd (g_date_time_get_year (time),
                                                          g_date_time_get_month (time),
                                                          g_date_time_get_day_of_month (time)));
}

/* The same instant in both places; only one of them when their clocks agree. */
static char *
format_instant (gint64 ms, GTimeZone *issuer, GTimeZone *here)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, issuer);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, here);
  g_autofree char *there_day = format_day (there);
  g_autofree char *there_hour = g_date_time_format (there, "%H:%M");
  g_autofree char *local_day = format_day (local);
  g_autofree char *local_hour = g_date_time_format (local, "%H:%M");
  g_autofree char *place = name_place (issuer);

  if (g_date_time_get_utc_offset (there) == g_date_time_get_utc_offset (local))
    /* Translators: a day, and a time of day, as in "3 March 2027 at 00:00". */
    return g_strdup_printf (_ ("%s at %s"), there_day, there_hour);
  /* Translators: a day, a time and a place, then the same moment where the reader is, as in
   * "3 March 2027 at 00:00 in Chicago, which is 3 March 2027 at 07:00 here". */
  return g_strdup_printf (_ ("%s at %s in %s, which is %s at %s here"), there_day, there_hour,
                          place, local_day, local_hour);
}

/**
 * vouch_window_times_explain:
 * @policy: the definition's policy.
 * @issuer: the issuer's time zone.
 * @here: the reader's time zone.
 * @now_ms: the moment, in milliseconds since 1970.
 *
 * Returns: (transfer full) (nullable): until when it can be sent, or when it can be sent next, as a
 *   sentence; %NULL when it can be sent at any time.
 */
char *
vouch_window_times_explain (VouchSubmissionPolicy *policy,
                            GTimeZone *issuer,
                            GTimeZone *here,
                            gint64 now_ms)
{
  g_autofree char *when = NULL;
  VouchWindowState state;
  gint64 until;

  g_return_val_if_fail (here != NULL, NULL);

  state = vouch_window_times_look (policy, issuer, now_ms, &until);
  if (until != 0)
    when = format_instant (until, issuer, here);
  switch (state) {
  case VOUCH_WINDOW_LATER:
    /* Translators: a day and a time, see "%s at %s in %s, which is %s at %s here". */
    return g_strdup_printf (_ ("The next window opens on %s. Your work is kept until then."), when);
  case VOUCH_WINDOW_OVER:
    return g_strdup (_ ("The time for sending this is over. Your work is kept; ask the issuer when "
                        "it opens again."));
  case VOUCH_WINDOW_OPEN:
  default:
    /* Translators: a day and a time, see "%s at %s in %s, which is %s at %s here". */
    return when != NULL ? g_strdup_printf (_ ("This can be sent until %s."), when) : NULL;
  }
}

/**
 * vouch_window_times_zone:
 * @identifier: (nullable): an IANA time zone, as an issuer gives it.
 *
 * Returns: (transfer full): that zone; UTC when it is not known here, because the issuer API says
 *   that times are in UTC where nothing else is said.
 */
GTimeZone *
vouch_window_times_zone (const char *identifier)
{
  GTimeZone *zone = identifier != NULL ? g_time_zone_new_identifier (identifier) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * vouch_window_times_day:
 * @issuer: the issuer's time zone.
 * @now_ms: a moment, in milliseconds since 1970.
 *
 * Returns: which day it is there.
 */
VouchDay
vouch_window_times_day (GTimeZone *issuer, gint64 now_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) there = NULL;

  g_return_val_if_fail (issuer != NULL && utc != NULL, VOUCH_DAY_NONE);

  there = g_date_time_to_timezone (utc, issuer);
  return vouch_day_from_ymd (g_date_time_get_year (there), g_date_time_get_month (there),
                             g_date_time_get_day_of_month (there));
}
