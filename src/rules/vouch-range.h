/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-constraint.h"

G_BEGIN_DECLS

/**
 * VouchRange:
 * @min: the least, or -1 when there is none.
 * @max: the most, or -1 when there is none.
 *
 * Two bounds, both of them in range.
 */
typedef struct {
  gint64 min;
  gint64 max;
} VouchRange;

VouchRange vouch_range_from_constraint (VouchConstraint *constraint,
                                        const char *min_name,
                                        const char *max_name,
                                        double unit);
int vouch_range_compare (const VouchRange *range, gint64 value);
char *vouch_range_describe (const VouchRange *range) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_range_describe_duration (gint64 ms, gint64 against_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
