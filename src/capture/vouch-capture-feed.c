/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-feed"

#include "config.h"
#include "vouch-capture-feed.h"

#include <gst/gst.h>
#include <string.h>

#include "vouch-capture-gst.h"

/*
 * Where in the file something belongs is decided here, by the one clock that all devices are measured
 * by, and by nothing else:
 *
 *   place = time - beginning - everything that was paused or cut out
 *
 * Sound is counted in samples and must have no holes.  A device whose own clock runs a little fast or
 * slow is brought back a sample at a time, which nobody hears, so that after hours it is still within
 * a fiftieth of a second of the picture.  What did not come is made up for: sound by silence, a
 * picture by the last one.  So one device can fail and the other goes on, and the muxer, which waits
 * for both, never holds back what the living one gave.  What was made up for is told as a gap.
 */

#define RATE VOUCH_CAPTURE_RATE
#define MS G_GINT64_CONSTANT (1000000)
#define SOFT_SAMPLES (RATE / 200)
#define HARD_SAMPLES (RATE / 50)
/* Sound servers hand over a fifth of a second at a time; only what is later than that is missing. */
#define LATE_SOUND_NS (400 * MS)
#define FILL_SOUND_NS (300 * MS)
/* The muxer holds back the sound as long as a picture is waited for, and with what a power cut costs besides
 * that may not come to a second.  A computer that was busy for a moment may be so late; a camera that is
 * known to be away, or gave nothing for that long, is not waited for so long again. */
#define PATIENT_PICTURE_NS (500 * MS)
#define LATE_PICTURE_NS (300 * MS)
#define FILL_PICTURE_NS (100 * MS)
#define GAP_SOUND_NS (500 * MS)
#define GAP_PICTURE_NS (1000 * MS)
/* Times in the file are whole milliseconds, and no two pictures may have the same. */
#define LEAST_BETWEEN_NS (4 * MS)

typedef struct {
  gint64 next_ns; /* place of what comes next */
  gint64 real_ns; /* place up to which there was something real */
  gint64 seen_ns; /* time of the newest that came */
  gboolean made;  /* the newest was made up */
  gboolean gap;   /* a gap was told */
  VouchCaptureFault fault;
} Line;

struct _VouchCaptureFeed {
  VouchCaptureKind kind;
  VouchCaptureSize size;
  VouchCaptureEventFunc func;
  gpointer data;

  VouchCaptureEncoder *encoder; /* (nullable) (unowned) */
  VouchCapturePeaks *peaks;     /* (nullable) (unowned) */
  gint64 begin_ns;
  gint64 removed_ns;
  gint64 not_before_ns;
  gint64 paused_ns; /* when it was paused, or G_MAXINT64 */
  gint64 samples;   /* of sound given to the encoder */
  Line lines[2];    /* by VouchCaptureMedium */
  GstBuffer *last;  /* (nullable): the last picture */
  VouchCapturePace pace;
};

/**
 * vouch_capture_feed_new:
 * @kind: what is recorded.
 * @size: of the pictures.
 * @func: hears of gaps.
 * @data: its data.
 *
 * Returns: (transfer full): a time line that did not begin yet.
 */
VouchCaptureFeed *
vouch_capture_feed_new (VouchCaptureKind kind,
                        const VouchCaptureSize *size,
                        VouchCaptureEventFunc func,
                        gpointer data)
{
  VouchCaptureFeed *self = g_new0 (VouchCaptureFeed, 1);

  self->kind = kind;
  self->size = *size;
  self->func = func;
  self->data = data;
  self->paused_ns = G_MAXINT64;
  vouch_capture_pace_init (&self->pace, size->fps);
  return self;
}

static gint64
place_of (VouchCaptureFeed *self, gint64 at_ns)
{
  return at_ns - self->begin_ns - self->removed_ns;
}

static void
tell (VouchCaptureFeed *self,
      VouchCaptureEventKind kind,
      VouchCaptureFault fault,
      gint64 place_ns,
      gint64 length_ns)
{
  self->func (kind, fault, MAX (place_ns, 0) / MS, length_ns / MS, self->data);
}

/**
 * vouch_capture_feed_begin:
 * @self: a time line.
 * @encoder: (unowned): where it goes.
 * @peaks: (unowned): where its waveform goes.
 * @at_ns: the time of the first that is kept.
 *
 * Begins a file.
 */
void
vouch_capture_feed_begin (VouchCaptureFeed *self,
                          VouchCaptureEncoder *encoder,
                          VouchCapturePeaks *peaks,
                          gint64 at_ns)
{
  /* What is lacking before the file was begun lies at its edge, and is no gap within it. */
  const gint64 edge_ns = at_ns > 0 ? MAX (vouch_capture_gst_now () - at_ns, 0) : 0;

  self->encoder = encoder;
  self->peaks = peaks;
  self->begin_ns = self->not_before_ns = at_ns;
  self->removed_ns = 0;
  self->paused_ns = G_MAXINT64;
  self->samples = 0;
  vouch_capture_pace_begin (&self->pace);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++) {
    VouchCaptureFault fault = self->lines[i].fault;

    self->lines[i] = (Line){ .real_ns = edge_ns, .seen_ns = at_ns, .fault = fault };
  }
}

/* What came is real again: the gap before it is over. */
static void
end_gap (VouchCaptureFeed *self, Line *line, gint64 place_ns)
{
  line->made = FALSE;
  if (!line->gap)
    return;
  tell (self, VOUCH_CAPTURE_EVENT_RESUME, line->fault, place_ns, place_ns - line->real_ns);
  line->gap = FALSE;
  line->fault = VOUCH_CAPTURE_FAULT_NONE;
}

static VouchCaptureFault
fault_of (VouchCaptureFeed *self, VouchCaptureMedium medium)
{
  if (self->lines[medium].fault != VOUCH_CAPTURE_FAULT_NONE)
    return self->lines[medium].fault;
  return medium == VOUCH_CAPTURE_MEDIUM_SOUND ? VOUCH_CAPTURE_FAULT_NO_MICROPHONE
                                              : VOUCH_CAPTURE_FAULT_NO_CAMERA;
}

static void
begin_gap (VouchCaptureFeed *self, VouchCaptureMedium medium)
{
  Line *line = &self->lines[medium];

  if (line->gap)
    return;
  line->fault = fault_of (self, medium);
  line->gap = TRUE;
  tell (self, VOUCH_CAPTURE_EVENT_GAP, line->fault, line->real_ns, 0);
}

static gint64
time_of_samples (gint64 samples)
{
  return (gint64) gst_util_uint64_scale ((guint64) samples, GST_SECOND, RATE);
}

static void
push_sound (VouchCaptureFeed *self, GstBuffer *buffer, gint64 n)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_SOUND];

  GST_BUFFER_PTS (buffer) = (GstClockTime) time_of_samples (self->samples);
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) time_of_samples (n);
  GST_BUFFER_OFFSET (buffer) = GST_BUFFER_OFFSET_END (buffer) = GST_BUFFER_OFFSET_NONE;
  GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_DISCONT | GST_BUFFER_FLAG_RESYNC);
  self->samples += n;
  line->next_ns = time_of_samples (self->samples);
  vouch_capture_encoder_push (self->encoder, VOUCH_CAPTURE_MEDIUM_SOUND, buffer);
}

static void
push_silence (VouchCaptureFeed *self, gint64 n)
{
  while (n > 0) {
    gint64 take = MIN (n, RATE / 10);
    GstBuffer *buffer = gst_buffer_new_allocate (NULL, (gsize) take * 2, NULL);

    gst_buffer_memset (buffer, 0, 0, (gsize) take * 2);
    vouch_capture_peaks_take_silence (self->peaks, (gsize) take);
    push_sound (self, buffer, take);
    n -= take;
  }
}

/* A sample more or less in each piece, until the device is in time again. */
static GstBuffer *
nudge (GstBuffer *piece, gint64 *n, gboolean late)
{
  if (!late) {
    GstBuffer *shorter =
        gst_buffer_copy_region (piece, GST_BUFFER_COPY_MEMORY, 0, (gsize) (*n - 1) * 2);

    gst_buffer_unref (piece);
    *n -= 1;
    return shorter;
  }
  piece = gst_buffer_append (
      piece, gst_buffer_copy_region (piece, GST_BUFFER_COPY_MEMORY, (gsize) (*n - 1) * 2, 2));
  *n += 1;
  return piece;
}

static void
measure (VouchCaptureFeed *self, GstBuffer *piece)
{
  GstMapInfo map;

  if (!gst_buffer_map (piece, &map, GST_MAP_READ))
    return;
  vouch_capture_peaks_take (self->peaks, (const gint16 *) map.data, map.size / 2);
  gst_buffer_unmap (piece, &map);
}

static void
take_sound (VouchCaptureFeed *self, GstBuffer *buffer, gint64 at_ns)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_SOUND];
  gint64 place_ns = place_of (self, at_ns);
  gint64 n = (gint64) gst_buffer_get_size (buffer) / 2;
  gint64 skip = 0, ahead;
  GstBuffer *piece;

  /* What was heard before the click, or while it was paused. */
  if (at_ns < self->not_before_ns) {
    skip = (self->not_before_ns - at_ns) * RATE / (gint64) GST_SECOND;
    place_ns = place_of (self, self->not_before_ns);
  }
  ahead = (place_ns * (RATE / 1000)) / MS - self->samples;
  if (ahead < -HARD_SAMPLES)
    skip += -ahead;
  if (skip >= n)
    return;
  if (ahead > HARD_SAMPLES) {
    if (ahead * (gint64) GST_SECOND / RATE > GAP_SOUND_NS)
      begin_gap (self, VOUCH_CAPTURE_MEDIUM_SOUND);
    push_silence (self, ahead);
  }
  end_gap (self, line, line->next_ns);
  n -= skip;
  piece = gst_buffer_copy_region (buffer, GST_BUFFER_COPY_MEMORY, (gsize) skip * 2, (gsize) n * 2);
  if (ABS (ahead) > SOFT_SAMPLES && ABS (ahead) <= HARD_SAMPLES && n > 1)
    piece = nudge (piece, &n, ahead > 0);
  measure (self, piece);
  push_sound (self, piece, n);
  line->real_ns = line->next_ns;
}

static void
push_picture (VouchCaptureFeed *self, GstBuffer *buffer, gint64 place_ns)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_PICTURE];

  GST_BUFFER_PTS (buffer) = (GstClockTime) place_ns;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_DISCONT);
  line->next_ns = place_ns + LEAST_BETWEEN_NS;
  vouch_capture_encoder_push (self->encoder, VOUCH_CAPTURE_MEDIUM_PICTURE, buffer);
}

static void
take_picture (VouchCaptureFeed *self, GstBuffer *buffer, gint64 at_ns)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_PICTURE];
  gint64 place_ns = place_of (self, at_ns);
  gint64 waiting;

  if (at_ns < self->not_before_ns || place_ns < line->next_ns)
    return;
  end_gap (self, line, place_ns);
  line->real_ns = place_ns;
  waiting = vouch_capture_encoder_get_backlog (self->encoder, VOUCH_CAPTURE_MEDIUM_PICTURE);
  /* What comes as fast as it is taken waits for the encoder by itself, and begins at no time. */
  if (self->begin_ns > 0 && !vouch_capture_pace_wants (&self->pace, place_ns, waiting)) {
    line->next_ns = place_ns + LEAST_BETWEEN_NS;
    return;
  }
  gst_buffer_replace (&self->last, buffer);
  push_picture (self, gst_buffer_copy (buffer), place_ns);
}

/**
 * vouch_capture_feed_take:
 * @self: a time line.
 * @medium: sound or a picture.
 * @buffer: it.
 * @at_ns: when it was heard or seen.
 *
 * Puts it where it belongs.
 */
void
vouch_capture_feed_take (VouchCaptureFeed *self,
                         VouchCaptureMedium medium,
                         struct _GstBuffer *buffer,
                         gint64 at_ns)
{
  if (self->encoder == NULL)
    return;
  self->lines[medium].seen_ns = MAX (self->lines[medium].seen_ns, at_ns);
  if (at_ns >= self->paused_ns)
    return;
  if (medium == VOUCH_CAPTURE_MEDIUM_SOUND)
    take_sound (self, buffer, at_ns);
  else
    take_picture (self, buffer, at_ns);
}

/**
 * vouch_capture_feed_set_fault:
 * @self: a time line.
 * @medium: sound or pictures.
 * @fault: what is the matter with the device, or none.
 *
 * Remembers why something does not come.
 */
void
vouch_capture_feed_set_fault (VouchCaptureFeed *self,
                              VouchCaptureMedium medium,
                              VouchCaptureFault fault)
{
  /* A gap ends under the name under which it began. */
  if (!self->lines[medium].gap)
    self->lines[medium].fault = fault;
}

static GstBuffer *
make_black (VouchCaptureFeed *self)
{
  gsize luma = (gsize) (GST_ROUND_UP_4 (self->size.width) * GST_ROUND_UP_2 (self->size.height));
  gsize chroma = (gsize) (GST_ROUND_UP_4 (GST_ROUND_UP_2 (self->size.width) / 2) *
                          GST_ROUND_UP_2 (self->size.height) / 2);
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, luma + 2 * chroma, NULL);

  gst_buffer_memset (buffer, 0, 16, luma);
  gst_buffer_memset (buffer, luma, 128, 2 * chroma);
  return buffer;
}

static void
fill_sound (VouchCaptureFeed *self, gint64 place_ns)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_SOUND];

  if (place_ns - line->next_ns < LATE_SOUND_NS)
    return;
  push_silence (self, (place_ns - FILL_SOUND_NS) * (RATE / 1000) / MS - self->samples);
  if (line->next_ns - line->real_ns > GAP_SOUND_NS)
    begin_gap (self, VOUCH_CAPTURE_MEDIUM_SOUND);
}

/* Whether what is late may be on its way. */
static gboolean
is_expected (const Line *line)
{
  return !line->made && line->fault == VOUCH_CAPTURE_FAULT_NONE;
}

static void
fill_pictures (VouchCaptureFeed *self, gint64 place_ns)
{
  Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_PICTURE];

  if (place_ns - line->next_ns < (is_expected (line) ? PATIENT_PICTURE_NS : LATE_PICTURE_NS))
    return;
  line->made = TRUE;
  if (self->last == NULL)
    self->last = make_black (self);
  push_picture (self, gst_buffer_copy (self->last), place_ns - FILL_PICTURE_NS);
  if (place_ns - line->real_ns > GAP_PICTURE_NS)
    begin_gap (self, VOUCH_CAPTURE_MEDIUM_PICTURE);
}

/**
 * vouch_capture_feed_tick:
 * @self: a time line of devices that keep the time of the wall.
 * @now_ns: the time.
 *
 * Makes up for what is late.
 */
void
vouch_capture_feed_tick (VouchCaptureFeed *self, gint64 now_ns)
{
  gint64 place_ns = place_of (self, now_ns);

  if (self->encoder == NULL || self->paused_ns != G_MAXINT64)
    return;
  fill_sound (self, place_ns);
  if (self->kind == VOUCH_CAPTURE_KIND_PICTURE)
    fill_pictures (self, place_ns);
}

/**
 * vouch_capture_feed_pause:
 * @self: a time line.
 * @at_ns: the time.
 *
 * Keeps nothing from then on.
 */
void
vouch_capture_feed_pause (VouchCaptureFeed *self, gint64 at_ns)
{
  self->paused_ns = at_ns;
  tell (self, VOUCH_CAPTURE_EVENT_PAUSE, VOUCH_CAPTURE_FAULT_NONE, place_of (self, at_ns), 0);
}

/**
 * vouch_capture_feed_get_paused:
 * @self: a time line.
 *
 * Returns: since when it is paused; %G_MAXINT64 when it is not.
 */
gint64
vouch_capture_feed_get_paused (VouchCaptureFeed *self)
{
  return self->paused_ns;
}

/**
 * vouch_capture_feed_resume:
 * @self: a time line that is paused.
 * @at_ns: the time.
 *
 * Goes on from there.
 */
void
vouch_capture_feed_resume (VouchCaptureFeed *self, gint64 at_ns)
{
  gint64 length_ns = at_ns - self->paused_ns;

  self->removed_ns += length_ns;
  self->not_before_ns = at_ns;
  self->paused_ns = G_MAXINT64;
  tell (self, VOUCH_CAPTURE_EVENT_RESUME, VOUCH_CAPTURE_FAULT_NONE, place_of (self, at_ns),
        length_ns);
}

/**
 * vouch_capture_feed_cut:
 * @self: a time line.
 * @from_ns: the last time at which all was well.
 * @at_ns: the time from which on it is again.
 * @length_ms: how long that was by the clock on the wall.
 * @fault: because of what.
 *
 * Takes out what nobody heard or saw.
 */
void
vouch_capture_feed_cut (VouchCaptureFeed *self,
                        gint64 from_ns,
                        gint64 at_ns,
                        gint64 length_ms,
                        VouchCaptureFault fault)
{
  gint64 place_ns = MAX (place_of (self, from_ns), 0);

  tell (self, VOUCH_CAPTURE_EVENT_GAP, fault, place_ns, 0);
  self->removed_ns += at_ns - from_ns;
  self->not_before_ns = at_ns;
  tell (self, VOUCH_CAPTURE_EVENT_RESUME, fault, place_ns, length_ms * MS);
}

/**
 * vouch_capture_feed_is_ahead:
 * @self: a time line of devices that give as fast as they are taken.
 * @medium: sound or a picture.
 * @at_ns: when that was heard or seen.
 *
 * Returns: whether the other one should come first, so that both end together.
 */
gboolean
vouch_capture_feed_is_ahead (VouchCaptureFeed *self, VouchCaptureMedium medium, gint64 at_ns)
{
  gboolean sound = medium == VOUCH_CAPTURE_MEDIUM_SOUND;
  gint64 other =
      self->lines[sound ? VOUCH_CAPTURE_MEDIUM_PICTURE : VOUCH_CAPTURE_MEDIUM_SOUND].next_ns;
  gint64 piece = sound ? (gint64) GST_SECOND / MAX (self->size.fps, 1) : 20 * MS;

  return self->kind == VOUCH_CAPTURE_KIND_PICTURE && self->encoder != NULL &&
         place_of (self, at_ns) > other + piece;
}

/* One that is late may still come. */
static gboolean
lacks_pictures (VouchCaptureFeed *self, gint64 place_ns)
{
  const Line *line = &self->lines[VOUCH_CAPTURE_MEDIUM_PICTURE];

  return self->kind == VOUCH_CAPTURE_KIND_PICTURE && is_expected (line) &&
         line->next_ns < place_ns - 2 * (gint64) GST_SECOND / MAX (self->size.fps, 1);
}

/**
 * vouch_capture_feed_has_reached:
 * @self: a time line.
 * @at_ns: a time.
 *
 * Returns: whether everything up to then came, or will not come.
 */
gboolean
vouch_capture_feed_has_reached (VouchCaptureFeed *self, gint64 at_ns)
{
  const Line *sound = &self->lines[VOUCH_CAPTURE_MEDIUM_SOUND];
  gint64 place_ns = place_of (self, at_ns);

  return (sound->gap || sound->next_ns >= place_ns - 5 * MS) && !lacks_pictures (self, place_ns);
}

/**
 * vouch_capture_feed_get_length:
 * @self: a time line.
 *
 * Returns: how much there is in the file, in nanoseconds.
 */
gint64
vouch_capture_feed_get_length (VouchCaptureFeed *self)
{
  return MAX (self->lines[VOUCH_CAPTURE_MEDIUM_SOUND].next_ns,
              self->lines[VOUCH_CAPTURE_MEDIUM_PICTURE].next_ns);
}

/**
 * vouch_capture_feed_get_place:
 * @self: a time line.
 * @at_ns: a time.
 *
 * Returns: where in the file that is, in nanoseconds; within a pause, where the pause is.
 */
gint64
vouch_capture_feed_get_place (VouchCaptureFeed *self, gint64 at_ns)
{
  return MAX (place_of (self, MIN (at_ns, self->paused_ns)), 0);
}

/**
 * vouch_capture_feed_get_pace:
 * @self: a time line.
 *
 * Returns: (transfer none): how many pictures the encoder can take.
 */
const VouchCapturePace *
vouch_capture_feed_get_pace (VouchCaptureFeed *self)
{
  return &self->pace;
}

/**
 * vouch_capture_feed_end:
 * @self: a time line.
 *
 * Ends the file; nothing more gets into it.
 */
void
vouch_capture_feed_end (VouchCaptureFeed *self)
{
  self->encoder = NULL;
  self->peaks = NULL;
}

/**
 * vouch_capture_feed_free:
 * @self: (nullable): a time line.
 *
 * Frees it.
 */
void
vouch_capture_feed_free (VouchCaptureFeed *self)
{
  if (self == NULL)
    return;
  gst_clear_buffer (&self->last);
  g_free (self);
}
