/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision-due"

#include "config.h"
#include "vouch-decision-due.h"

/* Saturday and Sunday are no business days; holidays differ from place to place and are not known. */
static VouchDay
add_business_days (VouchDay day, guint n)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  while (n > 0) {
    g_date_add_days (&date, 1);
    n -= g_date_get_weekday (&date) < G_DATE_SATURDAY;
  }
  return g_date_get_julian (&date);
}

/**
 * vouch_decision_due:
 * @policy: the definition's policy.
 * @sent: the day on which an attempt was confirmed.
 *
 * Counts the definition's `decisionTime`.
 *
 * Returns: the day by which a decision is to be expected; %VOUCH_DAY_NONE when the definition does
 *   not say, or counts in a unit that is not known.
 */
VouchDay
vouch_decision_due (VouchSubmissionPolicy *policy, VouchDay sent)
{
  const char *unit;
  guint n;
  GDate date;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION_POLICY (policy), VOUCH_DAY_NONE);
  g_return_val_if_fail (sent != VOUCH_DAY_NONE, VOUCH_DAY_NONE);

  n = vouch_submission_policy_get_decision_time (policy);
  unit = vouch_submission_policy_get_decision_unit (policy);
  if (n == 0 || n > 1000)
    return VOUCH_DAY_NONE;
  if (g_strcmp0 (unit, "businessDays") == 0)
    return add_business_days (sent, n);
  if (g_strcmp0 (unit, "calendarDays") == 0)
    return sent + n;
  if (g_strcmp0 (unit, "weeks") == 0)
    return sent + 7 * n;
  if (g_strcmp0 (unit, "months") != 0)
    return VOUCH_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, sent);
  g_date_add_months (&date, n);
  return g_date_get_julian (&date);
}
