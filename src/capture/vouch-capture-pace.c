/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-pace"

#include "config.h"
#include "vouch-capture-pace.h"

/*
 * An encoder that is too slow for all pictures gets half of them, or a quarter, evenly: what is seen
 * moves less smoothly, but it is seen, and what was said is written soon.  An encoder that stood still
 * for a moment gets all of them and makes up for it: only when much waited for two whole seconds there
 * are fewer.
 */

#define MS G_GINT64_CONSTANT (1000000)
#define SECOND (1000 * MS)
#define SLOW_NS (500 * MS)
#define SLOW_SECONDS 2
#define CALM_NS (150 * MS)
#define CALM_SECONDS 10
/* More than that is not held: a picture takes more than a megabyte. */
#define MOST_WAITING_NS (3 * SECOND)
/* With fewer, nobody would take it for a moving picture. */
#define LEAST_FPS 3

static void
begin_second (VouchCapturePace *self, gint64 place_ns)
{
  self->began_ns = place_ns;
  self->least_ns = G_MAXINT64;
  self->most_ns = 0;
}

/**
 * vouch_capture_pace_init:
 * @self: a pace.
 * @fps: how many pictures a second come at most.
 *
 * Begins with all of them.
 */
void
vouch_capture_pace_init (VouchCapturePace *self, int fps)
{
  *self = (VouchCapturePace){ 0 };
  while (fps / (2 << self->most_steps) >= LEAST_FPS)
    self->most_steps++;
  begin_second (self, 0);
}

/**
 * vouch_capture_pace_begin:
 * @self: a pace.
 *
 * Begins with another file, whose places count from its own beginning.
 */
void
vouch_capture_pace_begin (VouchCapturePace *self)
{
  begin_second (self, 0);
}

static void
judge_second (VouchCapturePace *self)
{
  self->n_slow = self->least_ns > SLOW_NS ? self->n_slow + 1 : 0;
  if (self->n_slow >= SLOW_SECONDS) {
    self->n_slow = 0;
    self->steps = MIN (self->steps + 1, self->most_steps);
  }
  self->n_calm = self->most_ns < CALM_NS ? self->n_calm + 1 : 0;
  if (self->n_calm < CALM_SECONDS)
    return;
  self->n_calm = 0;
  if (self->steps > 0)
    self->steps--;
}

/**
 * vouch_capture_pace_wants:
 * @self: a pace.
 * @place_ns: where in the file a picture belongs.
 * @waiting_ns: how much waits for the encoder.
 *
 * Returns: whether the encoder gets that picture.
 */
gboolean
vouch_capture_pace_wants (VouchCapturePace *self, gint64 place_ns, gint64 waiting_ns)
{
  gboolean wants;

  if (place_ns - self->began_ns >= SECOND) {
    judge_second (self);
    begin_second (self, place_ns);
  }
  self->least_ns = MIN (self->least_ns, waiting_ns);
  self->most_ns = MAX (self->most_ns, waiting_ns);
  wants = self->n_seen++ % (1u << self->steps) == 0 && waiting_ns <= MOST_WAITING_NS;
  self->n_left_out += !wants;
  return wants;
}

/**
 * vouch_capture_pace_is_slow:
 * @self: a pace.
 *
 * Returns: whether pictures are left out at this moment.
 */
gboolean
vouch_capture_pace_is_slow (const VouchCapturePace *self)
{
  return self->steps > 0;
}
