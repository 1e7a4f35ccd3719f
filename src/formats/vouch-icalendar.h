/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"

G_BEGIN_DECLS

/**
 * VouchICalendar:
 *
 * A calendar file that is being written.
 */
typedef struct _VouchICalendar VouchICalendar;

VouchICalendar *vouch_icalendar_new (gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
void vouch_icalendar_add_day (VouchICalendar *self,
                              const char *key,
                              VouchDay day,
                              const char *summary,
                              const char *description);
char *vouch_icalendar_finish (VouchICalendar *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
