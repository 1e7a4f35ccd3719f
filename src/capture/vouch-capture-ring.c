/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-ring"

#include "config.h"
#include "vouch-capture-ring.h"

#include <gst/gst.h>

/* Three seconds of pictures at 1280 by 720 are more than an old computer has to spare; then the
 * oldest go sooner. */
#define MOST_BYTES (128 * 1024 * 1024)

typedef struct {
  VouchCaptureMedium medium;
  GstBuffer *buffer;
  gint64 at_ns;
} Held;

struct _VouchCaptureRing {
  GQueue held; /* of Held, oldest first */
  gsize bytes;
};

static void
held_free (gpointer data)
{
  Held *held = data;

  gst_buffer_unref (held->buffer);
  g_free (held);
}

/**
 * vouch_capture_ring_new:
 *
 * Returns: (transfer full): an empty ring.
 */
VouchCaptureRing *
vouch_capture_ring_new (void)
{
  VouchCaptureRing *self = g_new0 (VouchCaptureRing, 1);

  g_queue_init (&self->held);
  return self;
}

static void
drop_oldest (VouchCaptureRing *self)
{
  Held *held = g_queue_pop_head (&self->held);

  self->bytes -= gst_buffer_get_size (held->buffer);
  held_free (held);
}

/**
 * vouch_capture_ring_push:
 * @self: a ring.
 * @medium: sound or a picture.
 * @buffer: it; referenced.
 * @at_ns: when it was heard or seen.
 * @keep_ns: what is older than that is let go.
 *
 * Holds it for a while.
 */
void
vouch_capture_ring_push (VouchCaptureRing *self,
                         VouchCaptureMedium medium,
                         struct _GstBuffer *buffer,
                         gint64 at_ns,
                         gint64 keep_ns)
{
  Held *held = g_new (Held, 1);

  *held = (Held){ medium, gst_buffer_ref (buffer), at_ns };
  g_queue_push_tail (&self->held, held);
  self->bytes += gst_buffer_get_size (buffer);
  while (!g_queue_is_empty (&self->held) &&
         (self->bytes > MOST_BYTES ||
          ((Held *) g_queue_peek_head (&self->held))->at_ns < at_ns - keep_ns))
    drop_oldest (self);
}

/**
 * vouch_capture_ring_drop_before:
 * @self: a ring.
 * @at_ns: a time.
 *
 * Forgets what is older; nothing does when nothing new comes.
 */
void
vouch_capture_ring_drop_before (VouchCaptureRing *self, gint64 at_ns)
{
  while (!g_queue_is_empty (&self->held) &&
         ((Held *) g_queue_peek_head (&self->held))->at_ns < at_ns)
    drop_oldest (self);
}

/**
 * vouch_capture_ring_shift:
 * @self: a ring.
 * @by_ns: how long nothing was kept just now.
 *
 * Puts what is held right before what comes next, as it is in the file.
 */
void
vouch_capture_ring_shift (VouchCaptureRing *self, gint64 by_ns)
{
  for (GList *l = self->held.head; l != NULL; l = l->next)
    ((Held *) l->data)->at_ns += by_ns;
}

/**
 * vouch_capture_ring_get_first:
 * @self: a ring.
 * @fallback_ns: for an empty one.
 *
 * Returns: the time of the oldest in it.
 */
gint64
vouch_capture_ring_get_first (VouchCaptureRing *self, gint64 fallback_ns)
{
  Held *held = g_queue_peek_head (&self->held);

  return held != NULL ? MIN (held->at_ns, fallback_ns) : fallback_ns;
}

/**
 * vouch_capture_ring_pour:
 * @self: a ring.
 * @feed: a time line that just began.
 *
 * Gives all of it to a recording.
 */
void
vouch_capture_ring_pour (VouchCaptureRing *self, VouchCaptureFeed *feed)
{
  for (GList *l = self->held.head; l != NULL; l = l->next) {
    Held *held = l->data;

    vouch_capture_feed_take (feed, held->medium, held->buffer, held->at_ns);
  }
  vouch_capture_ring_clear (self);
}

/**
 * vouch_capture_ring_clear:
 * @self: a ring.
 *
 * Forgets all of it.
 */
void
vouch_capture_ring_clear (VouchCaptureRing *self)
{
  g_queue_clear_full (&self->held, held_free);
  self->bytes = 0;
}

/**
 * vouch_capture_ring_free:
 * @self: (nullable): a ring.
 *
 * Forgets and frees it.
 */
void
vouch_capture_ring_free (VouchCaptureRing *self)
{
  if (self == NULL)
    return;
  vouch_capture_ring_clear (self);
  g_free (self);
}
