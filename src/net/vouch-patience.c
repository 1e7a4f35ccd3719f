/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-patience"

#include "config.h"
#include "vouch-patience.h"

/*
 * Waiting as the issuer API asks for: what the other side names, else 1 s, doubled each time up to
 * 60 s, and up to 20 % more so that many clients do not come back at once. After progress the
 * first wait is short: a line that was cut is usually there again, and the bytes sent so far are
 * kept.
 */
#define FIRST_MS 1000
#define LONGEST_MS (60 * 1000)
#define AFTER_PROGRESS_MS 100
#define LONGEST_ASKED_S 600

struct _VouchPatience {
  guint tries;
  guint spent;
  gboolean fresh;
  VouchSleepFunc sleep;
  gpointer user_data;
};

static gboolean
sleep_really (gint64 milliseconds, GCancellable *cancellable, gpointer user_data)
{
  GPollFD fd = { .fd = -1, .events = G_IO_IN };

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &fd)) {
    g_usleep ((gulong) milliseconds * 1000);
    return TRUE;
  }
  g_poll (&fd, 1, (gint) milliseconds);
  g_cancellable_release_fd (cancellable);
  return !g_cancellable_is_cancelled (cancellable);
}

/**
 * vouch_patience_new:
 * @tries: how many waits without progress are endured.
 * @sleep: (nullable) (scope forever): sleeps; %NULL for real time.
 * @user_data: for @sleep.
 *
 * Returns: (transfer full): fresh patience.
 */
VouchPatience *
vouch_patience_new (guint tries, VouchSleepFunc sleep, gpointer user_data)
{
  VouchPatience *self = g_new0 (VouchPatience, 1);

  self->tries = tries;
  self->sleep = sleep != NULL ? sleep : sleep_really;
  self->user_data = user_data;
  return self;
}

/**
 * vouch_patience_free:
 * @self: (nullable) (transfer full): patience.
 *
 * Frees it.
 */
void
vouch_patience_free (VouchPatience *self)
{
  g_free (self);
}

/**
 * vouch_patience_wait:
 * @self: patience.
 * @at_least: seconds the other side asked for; 0 when it did not.
 * @cancellable: (nullable): ends the wait.
 *
 * Waits before the next try.
 *
 * Returns: %FALSE when there is nothing to wait for: it was tried often enough, the other side
 *   asks for more than ten minutes, or the wait was cancelled.
 */
gboolean
vouch_patience_wait (VouchPatience *self, guint at_least, GCancellable *cancellable)
{
  gint64 ms;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->spent >= self->tries || at_least > LONGEST_ASKED_S)
    return FALSE;

  ms = MIN ((gint64) FIRST_MS << MIN (self->spent, 10), LONGEST_MS);
  if (self->fresh)
    ms = AFTER_PROGRESS_MS;
  else
    self->spent++;
  self->fresh = FALSE;
  ms = MAX (ms, (gint64) at_least * 1000);
  ms += g_random_int_range (0, (gint32) (ms / 5) + 1);
  return self->sleep (ms, cancellable, self->user_data) &&
         !g_cancellable_is_cancelled (cancellable);
}

/**
 * vouch_patience_renew:
 * @self: patience.
 *
 * Reports progress: what comes is counted from the beginning again.
 */
void
vouch_patience_renew (VouchPatience *self)
{
  g_return_if_fail (self != NULL);

  self->spent = 0;
  self->fresh = TRUE;
}
