/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-errands"

#include "config.h"
#include "vouch-capture-errands.h"

/*
 * What may wait for a server that does not answer is done by a thread for that alone.  They are counted,
 * so that a program does not end while one of them is still closing something.
 */

typedef struct {
  GThreadFunc func;
  gpointer data;
} Errand;

static GMutex mutex;
static GCond cond;
static guint n_errands;

static gpointer
run (gpointer data)
{
  Errand *errand = data;

  errand->func (errand->data);
  g_free (errand);
  vouch_capture_errands_end ();
  return NULL;
}

/**
 * vouch_capture_errands_begin:
 *
 * Counts what this thread is about to do, until vouch_capture_errands_end().
 */
void
vouch_capture_errands_begin (void)
{
  g_mutex_lock (&mutex);
  n_errands++;
  g_mutex_unlock (&mutex);
}

/**
 * vouch_capture_errands_end:
 *
 * Says that what was begun is done.
 */
void
vouch_capture_errands_end (void)
{
  g_mutex_lock (&mutex);
  n_errands--;
  g_cond_broadcast (&cond);
  g_mutex_unlock (&mutex);
}

/**
 * vouch_capture_errands_run:
 * @name: of the thread.
 * @func: what to do.
 * @data: its data.
 *
 * Does it in a thread of its own. Does not wait.
 */
void
vouch_capture_errands_run (const char *name, GThreadFunc func, gpointer data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->func = func;
  errand->data = data;
  vouch_capture_errands_begin ();
  g_thread_unref (g_thread_new (name, run, errand));
}

/**
 * vouch_capture_errands_wait:
 * @wait_ms: for how long at most.
 *
 * Waits until everything is done.
 *
 * Returns: whether it is.
 */
gboolean
vouch_capture_errands_wait (guint wait_ms)
{
  gint64 until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  gboolean done;

  g_mutex_lock (&mutex);
  while (n_errands > 0 && g_cond_wait_until (&cond, &mutex, until)) {
  }
  done = n_errands == 0;
  g_mutex_unlock (&mutex);
  return done;
}
