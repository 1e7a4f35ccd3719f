/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchDay:
 *
 * A civil date as the number of days since 1 January of the year 1 (GLib's Julian day), so that
 * days can be subtracted. %VOUCH_DAY_NONE means "no date known".
 */
typedef guint32 VouchDay;

#define VOUCH_DAY_NONE ((VouchDay) 0)

gboolean vouch_day_parse (const char *text, VouchDay *day);
char *vouch_day_format (VouchDay day) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_day_format_for_people (VouchDay day) G_GNUC_WARN_UNUSED_RESULT;
VouchDay vouch_day_from_ymd (int year, int month, int day_of_month);
VouchDay vouch_day_from_time (gint64 unix_ms);
VouchDay vouch_day_subtract_months (VouchDay day, guint months);

G_END_DECLS
