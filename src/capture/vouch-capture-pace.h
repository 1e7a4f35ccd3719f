/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchCapturePace:
 * @most_steps: how often the number of pictures may be halved.
 * @steps: how often it is halved now.
 * @began_ns: where the second that is looked at began.
 * @least_ns: the least that waited for the encoder in it.
 * @most_ns: the most.
 * @n_slow: for how many seconds much waited all the time.
 * @n_calm: for how many nothing much did.
 * @n_seen: pictures that came.
 * @n_left_out: those that were left out.
 *
 * How many pictures an encoder can take. It keeps no time of its own.
 */
typedef struct {
  guint most_steps;
  guint steps;
  gint64 began_ns;
  gint64 least_ns;
  gint64 most_ns;
  guint n_slow;
  guint n_calm;
  guint n_seen;
  guint n_left_out;
} VouchCapturePace;

void vouch_capture_pace_init (VouchCapturePace *self, int fps);
void vouch_capture_pace_begin (VouchCapturePace *self);
gboolean vouch_capture_pace_wants (VouchCapturePace *self, gint64 place_ns, gint64 waiting_ns);
gboolean vouch_capture_pace_is_slow (const VouchCapturePace *self);

G_END_DECLS
