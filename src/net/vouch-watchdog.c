/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-watchdog"

#include "config.h"
#include "vouch-watchdog.h"

/*
 * A time limit for one exchange. libsoup's own limit belongs to the session, but a seal may take
 * minutes where a question may take seconds, and a reply that trickles in never falls silent. So
 * a thread waits beside the exchange; whoever sees progress moves its deadline on.
 */
struct _VouchWatchdog {
  GCancellable *inner;
  GCancellable *outer;
  gulong outer_handler;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gint64 deadline_us; /* (guarded by mutex); monotonic */
  gboolean stopped;   /* (guarded by mutex) */
  gboolean barked;    /* (guarded by mutex) */
};

static gpointer
watch (gpointer data)
{
  VouchWatchdog *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopped && g_get_monotonic_time () < self->deadline_us)
    g_cond_wait_until (&self->cond, &self->mutex, self->deadline_us);
  self->barked = !self->stopped;
  g_mutex_unlock (&self->mutex);

  if (self->barked)
    g_cancellable_cancel (self->inner);
  return NULL;
}

static void
on_outer_cancelled (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

/**
 * vouch_watchdog_start:
 * @outer: (nullable): cancels the exchange as well.
 * @milliseconds: how long it may be silent from now on.
 *
 * Begins to watch an exchange, which is to use vouch_watchdog_get_cancellable().
 *
 * Returns: (transfer full): the watchdog; vouch_watchdog_stop() ends it.
 */
VouchWatchdog *
vouch_watchdog_start (GCancellable *outer, gint64 milliseconds)
{
  VouchWatchdog *self = g_new0 (VouchWatchdog, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->inner = g_cancellable_new ();
  self->deadline_us = g_get_monotonic_time () + milliseconds * 1000;
  if (outer != NULL) {
    self->outer = g_object_ref (outer);
    self->outer_handler = g_cancellable_connect (outer, G_CALLBACK (on_outer_cancelled),
                                                 g_object_ref (self->inner), g_object_unref);
  }
  self->thread = g_thread_new ("vouch-watchdog", watch, self);
  return self;
}

/**
 * vouch_watchdog_stop:
 * @self: (transfer full): a watchdog.
 *
 * Ends the watch and frees the watchdog.
 */
void
vouch_watchdog_stop (VouchWatchdog *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/**
 * vouch_watchdog_get_cancellable:
 * @self: a watchdog.
 *
 * Returns: (transfer none): cancelled when the time is over or the outer one is.
 */
GCancellable *
vouch_watchdog_get_cancellable (VouchWatchdog *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->inner;
}

/**
 * vouch_watchdog_extend:
 * @self: a watchdog.
 * @milliseconds: how long the exchange may be silent from now on.
 *
 * Reports progress, or sets a shorter limit for what comes next; then the sleeping thread is woken.
 */
void
vouch_watchdog_extend (VouchWatchdog *self, gint64 milliseconds)
{
  gint64 deadline = g_get_monotonic_time () + milliseconds * 1000;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  if (deadline < self->deadline_us)
    g_cond_signal (&self->cond);
  self->deadline_us = deadline;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_watchdog_has_barked:
 * @self: a watchdog.
 *
 * Returns: whether it was the time limit that ended the exchange.
 */
gboolean
vouch_watchdog_has_barked (VouchWatchdog *self)
{
  gboolean barked;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  barked = self->barked;
  g_mutex_unlock (&self->mutex);
  return barked;
}
