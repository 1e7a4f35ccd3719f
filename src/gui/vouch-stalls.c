/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stalls"

#include "config.h"
#include "vouch-stalls.h"

/*
 * For whoever measures: how long the main loop was busy at a stretch, when that was long enough for a
 * person to notice.  A loop that polls is a loop that answers, so the time between two polls is all
 * there is to know.
 */

static gint64 busy_since_us;
static gint64 limit_us;

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 busy_us = busy_since_us != 0 ? g_get_monotonic_time () - busy_since_us : 0;
  gint ready;

  if (busy_us > limit_us)
    g_printerr ("stall %.1f ms\n", (double) busy_us / 1000.0);
  ready = g_poll (fds, n_fds, timeout);
  busy_since_us = g_get_monotonic_time ();
  return ready;
}

/**
 * vouch_stalls_watch:
 *
 * Writes a line to standard error for each stretch of work in the main loop that is longer than
 * `VOUCH_TRACE_STALLS` milliseconds. Does nothing where that is not set. To be called before the main
 * loop runs.
 */
void
vouch_stalls_watch (void)
{
  const char *limit = g_getenv ("VOUCH_TRACE_STALLS");

  if (limit == NULL)
    return;
  limit_us = (gint64) (g_ascii_strtod (limit, NULL) * 1000);
  g_main_context_set_poll_func (NULL, poll_cb);
}
