/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-session"

#include "config.h"
#include "vouch-capture-session.h"

#include <gst/gst.h>

#include "vouch-capture-gst.h"
#include "vouch-capture-ring.h"
#include "vouch-capture-takes.h"

#define MS G_GINT64_CONSTANT (1000000)
#define PRE_ROLL_NS (3000 * MS)
/* Held for a new file when an encoder stands still; sound only, pictures are too many. */
#define HELD_SOUND_NS (6000 * MS)
#define PATIENCE_AT_END_MS 1500
#define PATIENCE_WHEN_STALLED_MS 20
#define MOST_STALLS 3
/* A file that went well for so long makes up for the ones before it. */
#define STEADY_NS (30000 * MS)
#define MOST_AHEAD_NS (1000 * MS)
#define RATE_KNOWN_MS 20000

struct _VouchCaptureSession {
  VouchCaptureForm form;
  VouchCaptureGapFunc func;
  gpointer data;
  VouchCaptureFeed *feed;
  VouchCaptureRing *ring;
  VouchCaptureTakes *takes; /* (nullable) */
  gint64 before_ms;         /* in the files that are done */
  guint stalls;
  guint n_marks;
  guint n_gaps;
  guint n_parts;
  gboolean ended;
};

static void
note_at (VouchCaptureSession *self,
         VouchCaptureEventKind kind,
         VouchCaptureFault fault,
         gint64 at_ms,
         gint64 length_ms,
         const char *text)
{
  const VouchCaptureEvent event = {
    kind, fault, at_ms, length_ms, g_get_real_time () / 1000, (char *) text
  };

  self->n_marks += kind == VOUCH_CAPTURE_EVENT_MARK;
  self->n_gaps += kind == VOUCH_CAPTURE_EVENT_GAP || kind == VOUCH_CAPTURE_EVENT_PAUSE;
  if (self->takes != NULL)
    vouch_capture_takes_note (self->takes, &event);
}

/* What the time line tells. */
static void
hear_of_gap (VouchCaptureEventKind kind,
             VouchCaptureFault fault,
             gint64 at_ms,
             gint64 length_ms,
             gpointer data)
{
  VouchCaptureSession *self = data;
  gboolean picture = fault == VOUCH_CAPTURE_FAULT_NO_CAMERA;

  note_at (self, kind, fault, at_ms, length_ms, NULL);
  if (fault != VOUCH_CAPTURE_FAULT_NONE && fault != VOUCH_CAPTURE_FAULT_SUSPENDED)
    self->func (picture ? VOUCH_CAPTURE_MEDIUM_PICTURE : VOUCH_CAPTURE_MEDIUM_SOUND,
                kind == VOUCH_CAPTURE_EVENT_GAP ? fault : VOUCH_CAPTURE_FAULT_NONE, self->data);
}

/**
 * vouch_capture_session_new:
 * @form: what is recorded.
 * @func: hears of gaps.
 * @data: its data.
 *
 * Returns: (transfer full): a session that writes nothing yet.
 */
VouchCaptureSession *
vouch_capture_session_new (const VouchCaptureForm *form, VouchCaptureGapFunc func, gpointer data)
{
  VouchCaptureSession *self = g_new0 (VouchCaptureSession, 1);

  self->form = *form;
  self->func = func;
  self->data = data;
  self->feed = vouch_capture_feed_new (form->kind, &form->size, hear_of_gap, self);
  self->ring = vouch_capture_ring_new ();
  return self;
}

/**
 * vouch_capture_session_open:
 * @self: a session.
 * @folder: (type filename): the folder of the recording.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Makes the files. What comes meanwhile is to be held.
 *
 * Returns: whether they can be written.
 */
gboolean
vouch_capture_session_open (VouchCaptureSession *self, const char *folder, GError **error)
{
  self->takes = vouch_capture_takes_new (folder, self->form.kind, error);
  if (self->takes == NULL)
    return FALSE;
  note_at (self, VOUCH_CAPTURE_EVENT_BEGIN, VOUCH_CAPTURE_FAULT_NONE, 0, 0,
           vouch_capture_kind_to_string (self->form.kind));
  if (vouch_capture_takes_begin_part (self->takes, &self->form.size, error))
    return TRUE;
  g_clear_pointer (&self->takes, vouch_capture_takes_free);
  return FALSE;
}

/**
 * vouch_capture_session_is_open:
 * @self: (nullable): a session.
 *
 * Returns: whether it has files, also when it ended.
 */
gboolean
vouch_capture_session_is_open (VouchCaptureSession *self)
{
  return self != NULL && self->takes != NULL;
}

/**
 * vouch_capture_session_begin:
 * @self: a session that is open.
 * @click_ns: the time of the click.
 * @pre_roll: whether what was held before it belongs to the recording.
 *
 * Keeps what was held, and what comes from now on.
 */
void
vouch_capture_session_begin (VouchCaptureSession *self, gint64 click_ns, gboolean pre_roll)
{
  gint64 from_ns = click_ns;

  /* A device that gave nothing for a while left older things behind. */
  vouch_capture_ring_drop_before (self->ring, click_ns - PRE_ROLL_NS);
  if (pre_roll)
    from_ns = vouch_capture_ring_get_first (self->ring, click_ns);
  vouch_capture_feed_begin (self->feed, vouch_capture_takes_get_encoder (self->takes),
                            vouch_capture_takes_get_peaks (self->takes),
                            self->form.live ? from_ns : 0);
  vouch_capture_ring_pour (self->ring, self->feed);
  self->n_parts = 1;
}

/**
 * vouch_capture_session_hold:
 * @self: a session that did not begin.
 * @medium: sound or a picture.
 * @buffer: it.
 * @at_ns: when it was heard or seen.
 *
 * Holds it in memory for three seconds.
 */
void
vouch_capture_session_hold (VouchCaptureSession *self,
                            VouchCaptureMedium medium,
                            struct _GstBuffer *buffer,
                            gint64 at_ns)
{
  vouch_capture_ring_push (self->ring, medium, buffer, at_ns, PRE_ROLL_NS);
}

/**
 * vouch_capture_session_forget:
 * @self: a session that did not begin.
 *
 * Forgets what is held.
 */
void
vouch_capture_session_forget (VouchCaptureSession *self)
{
  vouch_capture_ring_clear (self->ring);
}

/* A sound server may hand over a fifth of a second at once, which began before the pause and went on. */
static GstBuffer *
clip_at_pause (VouchCaptureSession *self, GstBuffer *buffer, gint64 at_ns)
{
  gint64 paused_ns = vouch_capture_feed_get_paused (self->feed);
  gsize size = gst_buffer_get_size (buffer);
  guint64 n;

  if (paused_ns == G_MAXINT64 || paused_ns <= at_ns)
    return gst_buffer_ref (buffer);
  n = gst_util_uint64_scale ((guint64) (paused_ns - at_ns), VOUCH_CAPTURE_RATE, GST_SECOND);
  if (n >= size / 2)
    return gst_buffer_ref (buffer);
  return gst_buffer_copy_region (buffer, GST_BUFFER_COPY_MEMORY, 0, (gsize) n * 2);
}

/**
 * vouch_capture_session_take:
 * @self: a session that began.
 * @medium: sound or a picture.
 * @buffer: it.
 * @at_ns: when it was heard or seen.
 *
 * Records it.
 */
void
vouch_capture_session_take (VouchCaptureSession *self,
                            VouchCaptureMedium medium,
                            struct _GstBuffer *buffer,
                            gint64 at_ns)
{
  gboolean sound = medium == VOUCH_CAPTURE_MEDIUM_SOUND;
  GstBuffer *kept = sound ? clip_at_pause (self, buffer, at_ns) : gst_buffer_ref (buffer);

  vouch_capture_feed_take (self->feed, medium, kept, at_ns);
  /* What is not recorded is not held either. */
  if (self->form.live && sound && at_ns < vouch_capture_feed_get_paused (self->feed))
    vouch_capture_ring_push (self->ring, medium, kept, at_ns, HELD_SOUND_NS);
  gst_buffer_unref (kept);
}

/**
 * vouch_capture_session_pause:
 * @self: a session that is under way.
 * @pause: whether nothing is kept from now on, or things are again.
 * @at_ns: now.
 *
 * Pauses, or goes on.
 */
void
vouch_capture_session_pause (VouchCaptureSession *self, gboolean pause, gint64 at_ns)
{
  if (pause) {
    vouch_capture_feed_pause (self->feed, at_ns);
    return;
  }
  vouch_capture_ring_shift (self->ring, at_ns - vouch_capture_feed_get_paused (self->feed));
  vouch_capture_feed_resume (self->feed, at_ns);
}

/**
 * vouch_capture_session_cut:
 * @self: a session that is under way.
 * @from_ns: the last time at which all was well.
 * @at_ns: the time from which on it is again.
 * @length_ms: how long that was by the clock on the wall.
 *
 * Takes out the time in which the computer slept.
 */
void
vouch_capture_session_cut (VouchCaptureSession *self,
                           gint64 from_ns,
                           gint64 at_ns,
                           gint64 length_ms)
{
  vouch_capture_ring_shift (self->ring, at_ns - from_ns);
  vouch_capture_feed_cut (self->feed, from_ns, at_ns, length_ms, VOUCH_CAPTURE_FAULT_SUSPENDED);
}

/**
 * vouch_capture_session_is_too_early:
 * @self: a session that began, of devices that give as fast as they are taken.
 * @medium: sound or a picture.
 * @at_ns: when that was heard or seen.
 *
 * Returns: whether it has to wait for the encoder, or for the other device.
 */
gboolean
vouch_capture_session_is_too_early (VouchCaptureSession *self,
                                    VouchCaptureMedium medium,
                                    gint64 at_ns)
{
  VouchCaptureEncoder *encoder = vouch_capture_takes_get_encoder (self->takes);

  return encoder != NULL && (vouch_capture_encoder_get_backlog (encoder, medium) > MOST_AHEAD_NS ||
                             vouch_capture_feed_is_ahead (self->feed, medium, at_ns));
}

/**
 * vouch_capture_session_get_feed:
 * @self: a session.
 *
 * Returns: (transfer none): its time line.
 */
VouchCaptureFeed *
vouch_capture_session_get_feed (VouchCaptureSession *self)
{
  return self->feed;
}

/**
 * vouch_capture_session_get_place_ms:
 * @self: a session that began.
 *
 * Returns: where in the open file this moment is.
 */
gint64
vouch_capture_session_get_place_ms (VouchCaptureSession *self)
{
  if (!self->form.live)
    return vouch_capture_feed_get_length (self->feed) / MS;
  return vouch_capture_feed_get_place (self->feed, vouch_capture_gst_now ()) / MS;
}

/**
 * vouch_capture_session_note:
 * @self: a session that began.
 * @kind: what happened.
 * @fault: because of what.
 * @length_ms: how long.
 * @text: (nullable): a label, a name.
 *
 * Writes down what happened at this moment.
 */
void
vouch_capture_session_note (VouchCaptureSession *self,
                            VouchCaptureEventKind kind,
                            VouchCaptureFault fault,
                            gint64 length_ms,
                            const char *text)
{
  gint64 at_ms = self->n_parts > 0 ? vouch_capture_session_get_place_ms (self) : 0;

  note_at (self, kind, fault, at_ms, length_ms, text);
}

/**
 * vouch_capture_session_look:
 * @self: a session that is under way.
 *
 * Returns: what is the matter with the disk or the encoder.
 */
VouchCaptureFault
vouch_capture_session_look (VouchCaptureSession *self)
{
  VouchCaptureFault fault = vouch_capture_takes_get_fault (self->takes);

  if (fault != VOUCH_CAPTURE_FAULT_NONE)
    return fault;
  return self->form.live &&
                 vouch_capture_encoder_is_stalled (vouch_capture_takes_get_encoder (self->takes))
             ? VOUCH_CAPTURE_FAULT_STALLED
             : VOUCH_CAPTURE_FAULT_NONE;
}

/**
 * vouch_capture_session_is_slow:
 * @self: a session.
 *
 * Returns: whether it records, and leaves out pictures because the encoder cannot take all of them.
 */
gboolean
vouch_capture_session_is_slow (VouchCaptureSession *self)
{
  return self->n_parts > 0 && !self->ended &&
         vouch_capture_pace_is_slow (vouch_capture_feed_get_pace (self->feed));
}

/**
 * vouch_capture_session_begin_again:
 * @self: a session whose file cannot be written on.
 * @fault: because of what.
 *
 * Goes on in a new file; the sound that the old one still owed is given to it. What was paused stays
 * paused.
 *
 * Returns: whether it does; not when that was tried too often.
 */
gboolean
vouch_capture_session_begin_again (VouchCaptureSession *self, VouchCaptureFault fault)
{
  VouchCaptureEncoder *encoder = vouch_capture_takes_get_encoder (self->takes);
  gint64 paused = vouch_capture_feed_get_paused (self->feed);
  gint64 now = MIN (vouch_capture_gst_now (), paused);
  gint64 behind = vouch_capture_feed_get_place (self->feed, now);
  gint64 written = vouch_capture_encoder_get_written (encoder);
  g_autoptr (GError) error = NULL;

  note_at (self, VOUCH_CAPTURE_EVENT_NOTICE, fault, written / MS, 0, NULL);
  vouch_capture_feed_end (self->feed);
  vouch_capture_takes_end_part (self->takes, written / MS, PATIENCE_WHEN_STALLED_MS);
  if (written > STEADY_NS)
    self->stalls = 0;
  if (++self->stalls > MOST_STALLS ||
      !vouch_capture_takes_begin_part (self->takes, &self->form.size, &error))
    return FALSE;
  self->n_parts++;
  self->before_ms += written / MS;
  vouch_capture_feed_begin (self->feed, vouch_capture_takes_get_encoder (self->takes),
                            vouch_capture_takes_get_peaks (self->takes), now - (behind - written));
  vouch_capture_ring_pour (self->ring, self->feed);
  if (paused != G_MAXINT64)
    vouch_capture_feed_pause (self->feed, paused);
  return TRUE;
}

/**
 * vouch_capture_session_get_length_ms:
 * @self: a session that ended.
 *
 * Returns: the length of all its files.
 */
gint64
vouch_capture_session_get_length_ms (VouchCaptureSession *self)
{
  return self->before_ms;
}

/* @room is what may be filled; it is the truth of what there is, not what the disk says is free. */
static void
tell_left (VouchCaptureStatus *status, gint64 room, gint64 bytes_per_hour)
{
  status->bytes_per_hour = bytes_per_hour;
  status->left_ms =
      status->free_bytes < 0 ? -1 : MAX (room, 0) * 3600 / MAX (bytes_per_hour / 1000, 1);
}

/**
 * vouch_capture_session_tell_room:
 * @self: a session that did not begin.
 * @folder: (nullable) (type filename): where it will be.
 * @status: what to write it into.
 *
 * Tells for how long there would be room.
 */
void
vouch_capture_session_tell_room (VouchCaptureSession *self,
                                 const char *folder,
                                 VouchCaptureStatus *status)
{
  status->free_bytes = folder != NULL ? vouch_capture_takes_ask_free_bytes (folder) : -1;
  tell_left (status, vouch_capture_takes_get_room (status->free_bytes, FALSE),
             vouch_capture_encoder_get_bytes_per_hour (self->form.kind, &self->form.size));
}

/**
 * vouch_capture_session_tell:
 * @self: a session that began.
 * @status: what to write it into.
 *
 * Tells how long it is, how large, and for how long there is room.
 */
void
vouch_capture_session_tell (VouchCaptureSession *self, VouchCaptureStatus *status)
{
  gint64 rate = vouch_capture_encoder_get_bytes_per_hour (self->form.kind, &self->form.size);

  if (!self->ended)
    status->recorded_ms = self->before_ms + vouch_capture_session_get_place_ms (self);
  status->bytes = vouch_capture_takes_get_bytes (self->takes);
  status->free_bytes = vouch_capture_takes_get_free_bytes (self->takes);
  if (status->recorded_ms > RATE_KNOWN_MS)
    rate = status->bytes * 3600 / (status->recorded_ms / 1000);
  tell_left (status, vouch_capture_takes_get_room (status->free_bytes, TRUE), rate);
  status->n_marks = self->n_marks;
  status->n_gaps = self->n_gaps;
  status->n_parts = self->n_parts;
  status->n_left_out = vouch_capture_feed_get_pace (self->feed)->n_left_out;
}

/**
 * vouch_capture_session_begin_end:
 * @self: a session that is under way.
 *
 * Lets nothing more in. vouch_capture_session_end() follows, without the lock.
 *
 * Returns: the length of the last file in milliseconds.
 */
gint64
vouch_capture_session_begin_end (VouchCaptureSession *self)
{
  gint64 length_ms = vouch_capture_feed_get_length (self->feed) / MS;

  vouch_capture_feed_end (self->feed);
  vouch_capture_ring_clear (self->ring);
  return length_ms;
}

/**
 * vouch_capture_session_end:
 * @self: a session that lets nothing more in.
 * @length_ms: the length of the last file.
 * @fault: what ended it, or none.
 *
 * Writes the end and brings all of it to the disk.
 */
void
vouch_capture_session_end (VouchCaptureSession *self, gint64 length_ms, VouchCaptureFault fault)
{
  vouch_capture_takes_end_part (self->takes, length_ms, PATIENCE_AT_END_MS);
  vouch_capture_takes_settle (self->takes);
  note_at (self, VOUCH_CAPTURE_EVENT_END, fault, length_ms, 0, NULL);
  vouch_capture_takes_close (self->takes);
  self->before_ms += length_ms;
  self->ended = TRUE;
}

/**
 * vouch_capture_session_list_parts:
 * @self: a session that ended.
 *
 * Returns: (transfer full) (element-type VouchRecorderPart): its files.
 */
GPtrArray *
vouch_capture_session_list_parts (VouchCaptureSession *self)
{
  return vouch_capture_takes_list (self->takes);
}

/**
 * vouch_capture_session_copy_record:
 * @self: a session.
 *
 * Returns: (transfer full): what happened up to now.
 */
VouchCaptureRecord *
vouch_capture_session_copy_record (VouchCaptureSession *self)
{
  return self->takes != NULL ? vouch_capture_takes_copy_record (self->takes)
                             : vouch_capture_record_new ();
}

/**
 * vouch_capture_session_free:
 * @self: (nullable): a session.
 *
 * Frees it.
 */
void
vouch_capture_session_free (VouchCaptureSession *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->takes, vouch_capture_takes_free);
  vouch_capture_feed_free (self->feed);
  vouch_capture_ring_free (self->ring);
  g_free (self);
}
