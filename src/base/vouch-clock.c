/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-clock"

#include "config.h"
#include "vouch-clock.h"

/**
 * VouchClock:
 *
 * The time of day, handed to whoever needs it, so that a test (or the environment variable
 * `VOUCH_CLOCK`, an RFC 3339 time) can hold it still. Thread safe.
 */
struct _VouchClock {
  GObject parent_instance;

  gboolean fixed;
  gint64 fixed_ms; /* (atomic) */
};

G_DEFINE_FINAL_TYPE (VouchClock, vouch_clock, G_TYPE_OBJECT)

static void
vouch_clock_class_init (VouchClockClass *klass)
{
}

static void
vouch_clock_init (VouchClock *self)
{
}

/**
 * vouch_clock_new:
 *
 * Returns: (transfer full): a clock that shows the real time.
 */
VouchClock *
vouch_clock_new (void)
{
  return g_object_new (VOUCH_TYPE_CLOCK, NULL);
}

/**
 * vouch_clock_new_fixed:
 * @unix_ms: milliseconds since 1970.
 *
 * Returns: (transfer full): a clock that stands still until it is advanced.
 */
VouchClock *
vouch_clock_new_fixed (gint64 unix_ms)
{
  VouchClock *self = vouch_clock_new ();

  self->fixed = TRUE;
  self->fixed_ms = unix_ms;
  return self;
}

/**
 * vouch_clock_new_from_environment:
 *
 * Returns: (transfer full): a clock fixed at `VOUCH_CLOCK` when that is set and well formed, else
 *   the real one.
 */
VouchClock *
vouch_clock_new_from_environment (void)
{
  const char *text = g_getenv ("VOUCH_CLOCK");
  gint64 ms;

  if (text != NULL && vouch_time_parse (text, &ms))
    return vouch_clock_new_fixed (ms);
  return vouch_clock_new ();
}

/**
 * vouch_clock_now_ms:
 * @self: a clock.
 *
 * Returns: milliseconds since 1970-01-01T00:00:00Z.
 */
gint64
vouch_clock_now_ms (VouchClock *self)
{
  g_return_val_if_fail (VOUCH_IS_CLOCK (self), 0);

  if (self->fixed)
    return __atomic_load_n (&self->fixed_ms, __ATOMIC_SEQ_CST);
  return g_get_real_time () / 1000;
}

/**
 * vouch_clock_today:
 * @self: a clock.
 *
 * Returns: the civil date in the local time zone.
 */
VouchDay
vouch_clock_today (VouchClock *self)
{
  return vouch_day_from_time (vouch_clock_now_ms (self));
}

/**
 * vouch_clock_advance:
 * @self: a fixed clock.
 * @milliseconds: how far to move it.
 *
 * Moves a fixed clock on; the real clock cannot be moved.
 */
void
vouch_clock_advance (VouchClock *self, gint64 milliseconds)
{
  g_return_if_fail (VOUCH_IS_CLOCK (self));
  g_return_if_fail (self->fixed);

  __atomic_add_fetch (&self->fixed_ms, milliseconds, __ATOMIC_SEQ_CST);
}

/**
 * vouch_time_format:
 * @unix_ms: milliseconds since 1970.
 *
 * Returns: (transfer full): the time in UTC as RFC 3339 with milliseconds,
 *   `2026-11-22T09:30:00.000Z`.
 */
char *
vouch_time_format (gint64 unix_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_ms / 1000);
  g_autofree char *seconds = NULL;

  g_return_val_if_fail (time != NULL, NULL);
  seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", seconds, (int) (unix_ms % 1000));
}

/**
 * vouch_time_parse:
 * @text: an RFC 3339 time; without a zone it is taken as UTC.
 * @unix_ms: (out): milliseconds since 1970.
 *
 * Returns: whether @text could be read.
 */
gboolean
vouch_time_parse (const char *text, gint64 *unix_ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  if (time == NULL)
    return FALSE;
  *unix_ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}
