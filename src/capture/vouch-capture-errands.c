/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-errands"

#include "config.h"
#include "vouch-capture-errands.h"

/*
 * What may wait for a server that does not answer, or for a device that does not close, is done by a thread
 * for that alone.  Those under way are known, so that a program does not end while one of them is still
 * closing something.  One that was waited for in vain is left: it may never be done, and whoever comes later
 * is not to wait for it again.
 */

typedef struct {
  GThreadFunc func;
  gpointer data;
  guint number;
} Errand;

static GMutex mutex;
static GCond cond;
static guint next_number = 1; /* (mutex mutex) */
static guint first_awaited;   /* (mutex mutex): those with a smaller number are left */
static GArray *under_way;     /* (nullable) (mutex mutex): of numbers, in their order */

static gpointer
run (gpointer data)
{
  Errand *errand = data;

  errand->func (errand->data);
  vouch_capture_errands_end (errand->number);
  g_free (errand);
  return NULL;
}

/**
 * vouch_capture_errands_begin:
 *
 * Notes that this thread is about to do something, until vouch_capture_errands_end().
 *
 * Returns: its number.
 */
guint
vouch_capture_errands_begin (void)
{
  guint number;

  g_mutex_lock (&mutex);
  if (under_way == NULL)
    under_way = g_array_new (FALSE, FALSE, sizeof (guint));
  number = next_number++;
  g_array_append_val (under_way, number);
  g_mutex_unlock (&mutex);
  return number;
}

/**
 * vouch_capture_errands_end:
 * @number: what vouch_capture_errands_begin() gave.
 *
 * Says that it is done.
 */
void
vouch_capture_errands_end (guint number)
{
  g_mutex_lock (&mutex);
  for (guint i = 0; i < under_way->len; i++)
    if (g_array_index (under_way, guint, i) == number) {
      g_array_remove_index (under_way, i);
      break;
    }
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
  errand->number = vouch_capture_errands_begin ();
  g_thread_unref (g_thread_new (name, run, errand));
}

/**
 * vouch_capture_errands_count:
 *
 * Returns: how many are under way, with those that are left.
 */
guint
vouch_capture_errands_count (void)
{
  guint n;

  g_mutex_lock (&mutex);
  n = under_way != NULL ? under_way->len : 0;
  g_mutex_unlock (&mutex);
  return n;
}

/* Under the mutex. */
static gboolean
are_done (void)
{
  return under_way == NULL || under_way->len == 0 ||
         g_array_index (under_way, guint, under_way->len - 1) < first_awaited;
}

/**
 * vouch_capture_errands_wait:
 * @wait_ms: for how long at most.
 *
 * Waits until everything is done that was not waited for in vain before.
 *
 * Returns: whether it is.
 */
gboolean
vouch_capture_errands_wait (guint wait_ms)
{
  gint64 until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  gboolean done;

  g_mutex_lock (&mutex);
  while (!are_done () && g_cond_wait_until (&cond, &mutex, until)) {
  }
  done = are_done ();
  if (!done)
    first_awaited = next_number;
  g_mutex_unlock (&mutex);
  return done;
}
