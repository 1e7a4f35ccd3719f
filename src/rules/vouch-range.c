/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-range"

#include "config.h"
#include "vouch-range.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "vouch-text.h"

static gint64
read_bound (VouchConstraint *constraint, const char *name, double unit)
{
  double value;

  if (!vouch_constraint_get_number (constraint, name, &value) || value < 0 ||
      value * unit >= (double) G_MAXINT64)
    return -1;
  return (gint64) llround (value * unit);
}

/**
 * vouch_range_from_constraint:
 * @constraint: a constraint.
 * @min_name: name of the parameter with the least.
 * @max_name: name of the parameter with the most.
 * @unit: what the parameters are multiplied by, 1000 for seconds to milliseconds.
 *
 * Returns: the two bounds.
 */
VouchRange
vouch_range_from_constraint (VouchConstraint *constraint,
                             const char *min_name,
                             const char *max_name,
                             double unit)
{
  VouchRange range = { read_bound (constraint, min_name, unit),
                       read_bound (constraint, max_name, unit) };

  return range;
}

/**
 * vouch_range_compare:
 * @range: a range.
 * @value: a value.
 *
 * Returns: -1 below the least, 1 above the most, 0 in range; both ends are in range.
 */
int
vouch_range_compare (const VouchRange *range, gint64 value)
{
  if (range->min >= 0 && value < range->min)
    return -1;
  return range->max >= 0 && value > range->max ? 1 : 0;
}

/**
 * vouch_range_describe:
 * @range: a range of counts.
 *
 * Returns: (transfer full): the range as on a chip: “150–300”, “at least 5”, “at most 200”.
 */
char *
vouch_range_describe (const VouchRange *range)
{
  if (range->min > 0 && range->max >= 0 && range->min != range->max)
    return g_strdup_printf ("%" PRId64 "–%" PRId64, range->min, range->max);
  if (range->min > 0 && range->min == range->max)
    return g_strdup_printf ("%" PRId64, range->max);
  if (range->max >= 0)
    return g_strdup_printf (_ ("at most %" PRId64), range->max);
  return g_strdup_printf (_ ("at least %" PRId64), MAX (range->min, 0));
}

/**
 * vouch_range_describe_duration:
 * @ms: a playing time in milliseconds.
 * @against_ms: the bound it is held against.
 *
 * Returns: (transfer full): the time as people read it, to the millisecond where it lies less than a
 *   second from the bound, since whole seconds might look the same; else in the seconds that are over,
 *   so that it adds up with what is said to be missing.
 */
char *
vouch_range_describe_duration (gint64 ms, gint64 against_ms)
{
  if (ABS (ms - against_ms) < 1000)
    return vouch_text_format_duration_exactly (ms);
  return vouch_text_format_duration (ms / 1000 * 1000);
}
