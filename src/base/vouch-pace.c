/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pace"

#include "config.h"
#include "vouch-pace.h"

/*
 * The pace is that of the last WINDOW_US: what was quick an hour ago says nothing about now. Nothing
 * is foretold before FIRST_US have been seen, nor once nothing has come for longer than it took the
 * widest gap so far, twice over: then the foretold time would be a guess.
 */
#define WINDOW_US (60 * G_USEC_PER_SEC)
#define FIRST_US (4 * G_USEC_PER_SEC)
#define SILENCE_US (15 * G_USEC_PER_SEC)
#define MAX_MARKS 256

typedef struct {
  gint64 at_us;
  gint64 done;
} Mark;

struct _VouchPace {
  GQueue marks; /* of Mark, oldest first */
  gint64 widest_us;
};

/**
 * vouch_pace_new:
 *
 * Returns: (transfer full): a pace of which nothing is known.
 */
VouchPace *
vouch_pace_new (void)
{
  VouchPace *self = g_new0 (VouchPace, 1);

  g_queue_init (&self->marks);
  return self;
}

/**
 * vouch_pace_free:
 * @self: (nullable) (transfer full): a pace.
 *
 * Frees it.
 */
void
vouch_pace_free (VouchPace *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->marks, g_free);
  g_free (self);
}

/**
 * vouch_pace_reset:
 * @self: a pace.
 *
 * Forgets what was seen: something else begins, or the same after a break.
 */
void
vouch_pace_reset (VouchPace *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->marks, g_free);
  self->widest_us = 0;
}

/* The oldest mark goes once the second is old enough to measure from. */
static void
drop_old (VouchPace *self, gint64 now_us)
{
  for (;;) {
    GList *second = self->marks.head != NULL ? self->marks.head->next : NULL;

    if (second == NULL ||
        (self->marks.length <= MAX_MARKS && now_us - ((Mark *) second->data)->at_us < WINDOW_US))
      return;
    g_free (g_queue_pop_head (&self->marks));
  }
}

/**
 * vouch_pace_add:
 * @self: a pace.
 * @now_us: monotonic time, in microseconds.
 * @done: how much is done by now; less than before when something was lost.
 *
 * Takes note of how far it has come.
 */
void
vouch_pace_add (VouchPace *self, gint64 now_us, gint64 done)
{
  Mark *last, *mark;

  g_return_if_fail (self != NULL);

  last = g_queue_peek_tail (&self->marks);
  if (last != NULL && done < last->done) {
    vouch_pace_reset (self);
    last = NULL;
  }
  if (last != NULL)
    self->widest_us = MAX (self->widest_us, now_us - last->at_us);
  mark = g_new (Mark, 1);
  *mark = (Mark){ now_us, done };
  g_queue_push_tail (&self->marks, mark);
  drop_old (self, now_us);
}

/**
 * vouch_pace_get_left_ms:
 * @self: a pace.
 * @now_us: monotonic time, in microseconds.
 * @total: how much there is to do in all.
 *
 * Returns: milliseconds until it is done at the present pace; -1 while that is not known.
 */
gint64
vouch_pace_get_left_ms (VouchPace *self, gint64 now_us, gint64 total)
{
  const Mark *first, *last;
  double rate, left_us;

  g_return_val_if_fail (self != NULL, -1);

  first = g_queue_peek_head (&self->marks);
  last = g_queue_peek_tail (&self->marks);
  if (first == NULL || last->at_us - first->at_us < FIRST_US || last->done <= first->done)
    return -1;
  if (now_us - last->at_us > MAX (SILENCE_US, 2 * self->widest_us))
    return -1;
  rate = (double) (last->done - first->done) / (double) (last->at_us - first->at_us);
  left_us = (double) (total - last->done) / rate - (double) (now_us - last->at_us);
  return (gint64) (MAX (left_us, 0) / 1000);
}
