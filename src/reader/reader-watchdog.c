/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-watchdog"

#include "config.h"
#include "reader-watchdog.h"

#include <unistd.h>

#include "vouch-reader-protocol.h"

/* Counts progress; a thread of its own ends the process when the count stands still. */
static guint progress; /* (atomic) */

static gpointer
watch (gpointer data)
{
  guint limit = GPOINTER_TO_UINT (data);
  guint last = 0;
  guint still = 0;

  while (still < limit) {
    guint now = 0;

    g_usleep (G_USEC_PER_SEC);
    now = (guint) g_atomic_int_get ((gint *) &progress);
    still = now == last ? still + 1 : 0;
    last = now;
  }
  /* Another thread may hold any lock, so nothing is cleaned up. */
  _exit (VOUCH_READER_EXIT_STALLED);
  return NULL;
}

/**
 * reader_watchdog_start:
 * @seconds: how long there may be no progress.
 *
 * Ends this process with %VOUCH_READER_EXIT_STALLED as soon as reader_watchdog_tick() was not called
 * for that long. A hostile or damaged file can then never make anybody wait for ever.
 */
void
reader_watchdog_start (guint seconds)
{
  g_thread_unref (g_thread_new ("watchdog", watch, GUINT_TO_POINTER (seconds)));
}

/**
 * reader_watchdog_tick:
 *
 * Reports progress: bytes were read, a frame or a page was handled. May be called from any thread.
 */
void
reader_watchdog_tick (void)
{
  g_atomic_int_inc ((gint *) &progress);
}

/**
 * reader_watchdog_get_progress:
 *
 * Returns: a number that changes whenever there is progress.
 */
guint
reader_watchdog_get_progress (void)
{
  return (guint) g_atomic_int_get ((gint *) &progress);
}
