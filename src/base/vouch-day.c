/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-day"

#include "config.h"
#include "vouch-day.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/**
 * vouch_day_parse:
 * @text: (nullable): a date as `YYYY-MM-DD`.
 * @day: (out): the date.
 *
 * Returns: whether @text is exactly a date that exists.
 */
gboolean
vouch_day_parse (const char *text, VouchDay *day)
{
  int year, month, mday;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &mday) != 3 || year < 1)
    return FALSE;
  *day = vouch_day_from_ymd (year, month, mday);
  return *day != VOUCH_DAY_NONE;
}

/**
 * vouch_day_format:
 * @day: a date; not %VOUCH_DAY_NONE.
 *
 * Returns: (transfer full): the date as `YYYY-MM-DD`.
 */
char *
vouch_day_format (VouchDay day)
{
  GDate date;

  g_return_val_if_fail (day != VOUCH_DAY_NONE, NULL);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

/**
 * vouch_day_format_for_people:
 * @day: a date; not %VOUCH_DAY_NONE.
 *
 * Returns: (transfer full): day, name of the month in the language of the locale, and the whole year:
 *   nobody has to guess which number is which.
 */
char *
vouch_day_format_for_people (VouchDay day)
{
  GDate date;
  char text[128];

  g_return_val_if_fail (day != VOUCH_DAY_NONE, NULL);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  /* Translators: how a day is written for people, in the words of strftime: %e is the day, %B the
   * name of the month and %Y the year.  In Spanish: "%e de %B de %Y". */
  if (g_date_strftime (text, sizeof text, _ ("%e %B %Y"), &date) == 0)
    return vouch_day_format (day);
  return g_strdup (g_strchug (text));
}

/**
 * vouch_day_from_ymd:
 * @year: the year, from 1.
 * @month: the month, from 1.
 * @day_of_month: the day, from 1.
 *
 * Returns: the date, or %VOUCH_DAY_NONE if there is no such day.
 */
VouchDay
vouch_day_from_ymd (int year, int month, int day_of_month)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1)
    return VOUCH_DAY_NONE;
  if (!g_date_valid_dmy ((GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year))
    return VOUCH_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * vouch_day_from_time:
 * @unix_ms: milliseconds since 1970.
 *
 * Returns: the civil date of that moment in the local time zone.
 */
VouchDay
vouch_day_from_time (gint64 unix_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_ms / 1000);

  g_return_val_if_fail (time != NULL, VOUCH_DAY_NONE);
  return vouch_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                             g_date_time_get_day_of_month (time));
}

/**
 * vouch_day_subtract_months:
 * @day: a date.
 * @months: how many calendar months to go back.
 *
 * Returns: the same day of the month so many months earlier; the last day of that month where it
 *   is shorter (31 March less one month is 28 or 29 February).
 */
VouchDay
vouch_day_subtract_months (VouchDay day, guint months)
{
  GDate date;

  g_return_val_if_fail (day != VOUCH_DAY_NONE, VOUCH_DAY_NONE);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_subtract_months (&date, months);
  return g_date_get_julian (&date);
}
