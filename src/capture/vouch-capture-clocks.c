/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-clocks"

#include "config.h"
#include "vouch-capture-clocks.h"

#include <time.h>

#include "vouch-capture-gst.h"
#include "vouch-capture-source.h"

/*
 * Three clocks: one stands still while the computer sleeps (and devices are measured by it), one
 * goes on, and one is the clock on the wall, which can be set.
 */

#define LEAST_MS 1000

struct _VouchCaptureClocks {
  gint64 began_ms;
  gint64 asleep_ms; /* how much the first is behind the second */
  gint64 wall_ms;   /* how much the third is before the second */
  double sleep_at;  /* when a test lets the computer sleep, in seconds */
  double sleep_for;
};

static gint64
read_ms (clockid_t id)
{
  struct timespec time = { 0 };

  clock_gettime (id, &time);
  return (gint64) time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static gint64
measure_sleep (VouchCaptureClocks *self)
{
  gint64 awake = read_ms (CLOCK_MONOTONIC);
  gint64 slept = read_ms (CLOCK_BOOTTIME) - awake;

  if (self->sleep_at >= 0 && (double) (awake - self->began_ms) / 1000 >= self->sleep_at)
    slept += (gint64) (self->sleep_for * 1000);
  return slept;
}

/**
 * vouch_capture_clocks_new:
 *
 * Returns: (transfer full): clocks, compared for the first time.
 */
VouchCaptureClocks *
vouch_capture_clocks_new (void)
{
  VouchCaptureClocks *self = g_new0 (VouchCaptureClocks, 1);

  self->began_ms = read_ms (CLOCK_MONOTONIC);
  self->sleep_at = vouch_capture_source_get_trouble ("clock", "sleep-at", -1);
  self->sleep_for = vouch_capture_source_get_trouble ("clock", "for", 600);
  self->asleep_ms = measure_sleep (self);
  self->wall_ms = read_ms (CLOCK_REALTIME) - read_ms (CLOCK_BOOTTIME);
  return self;
}

/**
 * vouch_capture_clocks_look:
 * @self: clocks.
 * @slept_ms: (out): how long the computer slept since the last look.
 * @set_ms: (out): by how much its clock was set since then.
 *
 * Compares the clocks again.
 */
void
vouch_capture_clocks_look (VouchCaptureClocks *self, gint64 *slept_ms, gint64 *set_ms)
{
  gint64 asleep = measure_sleep (self);
  gint64 wall = read_ms (CLOCK_REALTIME) - read_ms (CLOCK_BOOTTIME);

  *slept_ms = asleep - self->asleep_ms >= LEAST_MS ? asleep - self->asleep_ms : 0;
  *set_ms = ABS (wall - self->wall_ms) >= LEAST_MS ? wall - self->wall_ms : 0;
  self->asleep_ms = asleep;
  self->wall_ms = wall;
}

/**
 * vouch_capture_clocks_free:
 * @self: (nullable): clocks.
 *
 * Frees them.
 */
void
vouch_capture_clocks_free (VouchCaptureClocks *self)
{
  g_free (self);
}
