/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_CLOCK (vouch_clock_get_type ())
G_DECLARE_FINAL_TYPE (VouchClock, vouch_clock, VOUCH, CLOCK, GObject)

VouchClock *vouch_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchClock *vouch_clock_new_fixed (gint64 unix_ms) G_GNUC_WARN_UNUSED_RESULT;
VouchClock *vouch_clock_new_from_environment (void) G_GNUC_WARN_UNUSED_RESULT;

gint64 vouch_clock_now_ms (VouchClock *self);
VouchDay vouch_clock_today (VouchClock *self);
void vouch_clock_advance (VouchClock *self, gint64 milliseconds);

char *vouch_time_format (gint64 unix_ms) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_time_parse (const char *text, gint64 *unix_ms);

G_END_DECLS
