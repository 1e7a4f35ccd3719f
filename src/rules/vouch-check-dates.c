/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-dates"

#include "config.h"
#include "vouch-check-dates.h"

#include <glib/gi18n-lib.h>

#include "vouch-range.h"

/* The first and the last day of a window; VOUCH_DAY_NONE where it is open. */
static void
find_window (VouchProbe *probe, VouchDay *first, VouchDay *last)
{
  VouchDay today = probe->check->around->today, oldest;
  double months;

  *first = *last = VOUCH_DAY_NONE;
  vouch_day_parse (vouch_constraint_get_text (probe->constraint, "notBefore"), first);
  vouch_day_parse (vouch_constraint_get_text (probe->constraint, "notAfter"), last);
  if (!vouch_probe_number (probe, "maxAgeMonths", &months))
    return;
  oldest = vouch_day_subtract_months (today, (guint) months);
  *first = *first == VOUCH_DAY_NONE ? oldest : MAX (*first, oldest);
  *last = *last == VOUCH_DAY_NONE ? today : MIN (*last, today);
}

/**
 * vouch_check_date_window:
 * @probe: a question about `dateWindow`.
 *
 * Met when every item is dated in the window, both ends included. An age is counted back from the
 * day of submission, so that day is the last one.
 */
void
vouch_check_date_window (VouchProbe *probe)
{
  VouchDay first, last;

  find_window (probe, &first, &last);
  vouch_probe_label (probe, "%s", _ ("date"));
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    VouchDay day = vouch_item_get_date (item);
    gboolean early = first != VOUCH_DAY_NONE && day < first;
    g_autofree char *name = vouch_probe_name (probe, item);
    g_autofree char *has = NULL;
    g_autofree char *bound = NULL;

    if (day == VOUCH_DAY_NONE) {
      vouch_probe_ask_attribute (probe, item, "date");
      continue;
    }
    if (!early && (last == VOUCH_DAY_NONE || day <= last)) {
      vouch_probe_pass (probe, item);
      continue;
    }
    has = vouch_day_format_for_people (day);
    bound = vouch_day_format_for_people (early ? first : last);
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_DATE,
                     early ? _ ("%s was made on %s; the earliest day that counts is %s. Attach a "
                                "newer one, or correct the date.")
                           : _ ("%s is dated %s; the latest day that counts is %s. Attach an "
                                "earlier one, or correct the date."),
                     name, has, bound);
  }
}

/* The items of a requirement that the constraint touches. */
static GPtrArray *
items_of (VouchProbe *probe, const char *requirement)
{
  g_autoptr (GPtrArray) all = vouch_check_items (probe->check, requirement);
  GPtrArray *touched = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (vouch_constraint_applies_to (probe->constraint, vouch_item_get_media (all->pdata[i])))
      g_ptr_array_add (touched, all->pdata[i]);
  return touched;
}

/* The earliest or the latest date; asks for those that are missing. */
static VouchDay
find_extreme (VouchProbe *probe, GPtrArray *items, gboolean latest)
{
  VouchDay found = VOUCH_DAY_NONE;

  for (guint i = 0; i < items->len; i++) {
    VouchDay day = vouch_item_get_date (items->pdata[i]);

    if (day == VOUCH_DAY_NONE)
      vouch_probe_ask_attribute (probe, items->pdata[i], "date");
    else if (found == VOUCH_DAY_NONE || (latest ? day > found : day < found))
      found = day;
  }
  return found;
}

static void
judge_days (VouchProbe *probe, gint64 days)
{
  VouchRange range = vouch_range_from_constraint (probe->constraint, "minDays", "maxDays", 1);
  int where = vouch_range_compare (&range, days);
  gint64 bound = where < 0 ? range.min : range.max;
  g_autofree char *has =
      g_strdup_printf (ngettext ("%d day", "%d days", (gulong) ABS (days)), (int) days);

  vouch_probe_label (probe, _ ("%s apart"), has);
  if (where < 0)
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_DATE,
        ngettext ("The two lie %s apart; at least %d day is asked for. Collect the later one on a "
                  "later day, or correct the dates.",
                  "The two lie %s apart; at least %d days are asked for. Collect the later one on "
                  "a later day, or correct the dates.",
                  (gulong) bound),
        has, (int) bound);
  else if (where > 0)
    vouch_probe_say (
        probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_DATE,
        ngettext ("The two lie %s apart; at most %d day is asked for. Use ones that are closer "
                  "together, or correct the dates.",
                  "The two lie %s apart; at most %d days are asked for. Use ones that are closer "
                  "together, or correct the dates.",
                  (gulong) bound),
        has, (int) bound);
  else
    vouch_probe_pass (probe, NULL);
}

/**
 * vouch_check_elapsed:
 * @probe: a question about `elapsed`.
 *
 * Met when the days between the earliest date in `from` and the latest date in `to` are in range.
 * As long as one of the two has nothing attached there is nothing to compare.
 */
void
vouch_check_elapsed (VouchProbe *probe)
{
  g_autoptr (GPtrArray) from =
      items_of (probe, vouch_constraint_get_text (probe->constraint, "from"));
  g_autoptr (GPtrArray) to = items_of (probe, vouch_constraint_get_text (probe->constraint, "to"));
  VouchDay first, last;

  vouch_probe_label (probe, "%s", _ ("days between"));
  if (probe->items->len == 0 || from->len == 0 || to->len == 0)
    return;
  first = find_extreme (probe, from, FALSE);
  last = find_extreme (probe, to, TRUE);
  if (probe->result != VOUCH_RESULT_NEEDS_INFORMATION)
    judge_days (probe, (gint64) last - (gint64) first);
}

static void
judge_order (VouchProbe *probe, VouchItem *item, VouchItem *other, gboolean after)
{
  VouchDay day = vouch_item_get_date (item), bound = vouch_item_get_date (other);
  g_autofree char *name = NULL;
  g_autofree char *other_name = NULL;
  g_autofree char *has = NULL;
  g_autofree char *limit = NULL;

  if (after ? day >= bound : day <= bound) {
    vouch_probe_pass (probe, item);
    return;
  }
  name = vouch_probe_name (probe, item);
  other_name = vouch_probe_name (probe, other);
  has = vouch_day_format_for_people (day);
  limit = vouch_day_format_for_people (bound);
  vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_DATE,
                   after ? _ ("%s is dated %s, before %s (%s). Attach a later one, or correct the "
                              "date.")
                         : _ ("%s is dated %s, after %s (%s). Attach an earlier one, or correct "
                              "the date."),
                   name, has, other_name, limit);
}

/* Holds each item here against each item of another requirement; returns how many there are. */
static guint
compare_with (VouchProbe *probe, const char *requirement, gboolean after)
{
  g_autoptr (GPtrArray) others = items_of (probe, requirement);

  for (guint i = 0; i < others->len; i++) {
    VouchItem *other = g_ptr_array_index (others, i);

    if (vouch_item_get_date (other) == VOUCH_DAY_NONE) {
      vouch_probe_ask_attribute (probe, other, "date");
      continue;
    }
    for (guint k = 0; k < probe->items->len; k++)
      if (vouch_item_get_date (probe->items->pdata[k]) != VOUCH_DAY_NONE)
        judge_order (probe, probe->items->pdata[k], other, after);
  }
  return others->len;
}

/**
 * vouch_check_sequence:
 * @probe: a question about `sequence`.
 *
 * Met when every item is dated on or after all items of `after`, and on or before all items of
 * `before`. With nothing attached there, there is nothing to compare with.
 */
void
vouch_check_sequence (VouchProbe *probe)
{
  const char *const *after = vouch_constraint_get_list (probe->constraint, "after");
  const char *const *before = vouch_constraint_get_list (probe->constraint, "before");
  guint others = 0;

  vouch_probe_label (probe, "%s", _ ("order of dates"));
  if (probe->items->len == 0)
    return;
  for (guint i = 0; after[i] != NULL; i++)
    others += compare_with (probe, after[i], TRUE);
  for (guint i = 0; before[i] != NULL; i++)
    others += compare_with (probe, before[i], FALSE);
  for (guint i = 0; others > 0 && i < probe->items->len; i++)
    if (vouch_item_get_date (probe->items->pdata[i]) == VOUCH_DAY_NONE)
      vouch_probe_ask_attribute (probe, probe->items->pdata[i], "date");
}
