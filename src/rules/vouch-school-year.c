/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-school-year"

#include "config.h"
#include "vouch-school-year.h"

#include <string.h>

/* Where school does not begin in August or September; what a teacher can change. */
static const struct {
  guint month;
  const char *territories;
} begins[] = {
  { 1, " AU NZ ZA NA BW ZW ZM KE UG SG MY FJ BD BT " },
  { 2, " BR CL UY PY BO PE EC CO CR VE " },
  { 3, " AR KR " },
  { 4, " JP IN NP PK " },
  { 6, " TH PH MM " },
};

/**
 * vouch_school_year_first_month:
 * @territory: (nullable): two letters of ISO 3166, such as `US`.
 *
 * Returns: the month in which school years usually begin there, August where nothing else is known.
 */
guint
vouch_school_year_first_month (const char *territory)
{
  char word[] = "    ";

  if (territory == NULL || strlen (territory) != 2)
    return 8;
  word[1] = territory[0];
  word[2] = territory[1];
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (strstr (begins[i].territories, word) != NULL)
      return begins[i].month;
  return 8;
}

/**
 * vouch_school_year_plan:
 * @day: a day.
 * @first_month: the month with whose first day school years begin, from 1.
 *
 * Plans a year: a look at the goals in its middle, and one six weeks before its end.
 *
 * Returns: (transfer full): a plan without an id for the school year in which @day is.
 */
VouchPlan *
vouch_school_year_plan (VouchDay day, guint first_month)
{
  VouchPlan *plan = vouch_plan_new ();
  GDate date;
  int year;
  VouchDay next;

  g_return_val_if_fail (day != VOUCH_DAY_NONE && first_month >= 1 && first_month <= 12, plan);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  year = g_date_get_year (&date) - (g_date_get_month (&date) < (GDateMonth) first_month ? 1 : 0);
  next = vouch_day_from_ymd (year + 1, (int) first_month, 1);
  vouch_plan_set_first (plan, vouch_day_from_ymd (year, (int) first_month, 1));
  vouch_plan_set_last (plan, next - 1);
  vouch_plan_set_mid_check (plan, next - 183);
  vouch_plan_set_end_check (plan, next - 43);
  return plan;
}

/**
 * vouch_school_year_holds:
 * @plan: a plan.
 * @day: a day.
 *
 * Returns: whether @day is in its school year.
 */
gboolean
vouch_school_year_holds (VouchPlan *plan, VouchDay day)
{
  g_return_val_if_fail (VOUCH_IS_PLAN (plan), FALSE);

  return day >= vouch_plan_get_first (plan) && day <= vouch_plan_get_last (plan);
}
