/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-meter"

#include "config.h"
#include "vouch-capture-meter.h"

#include <gst/gst.h>

#include "vouch-capture-gst.h"
#include <math.h>

#include "vouch-capture-gst.h"
#include "vouch-capture-track.h"

#define WINDOW (VOUCH_CAPTURE_RATE / 20)
#define FLOOR_DB (-90.0)
/* The noise of the quietest room is above five steps of sixteen bits; a microphone that is switched
 * off or covered by its driver is not. */
#define SILENT_SAMPLE 5
#define LOUD_SAMPLE 32000
/* Said within ten seconds, so it has to be known a little before. */
#define NOTICED_NS (9500 * G_GINT64_CONSTANT (1000000))
#define LOOK_EVERY_NS (500 * G_GINT64_CONSTANT (1000000))
/* What a lens cap lets through, and what the noise of any camera changes from one look to the next. */
#define BLACK_LUMA 24
#define STILL_DIFFERENCE 0.02
#define GRID 64

typedef struct {
  guint peak;
  double squares;
  guint n;
} Window;

struct _VouchCaptureMeter {
  Window window;
  double level_db;
  double peaks_db[20];
  guint next;
  gint64 loud_ns;  /* when it was too loud last */
  gint64 heard_ns; /* when something was heard last, or when it began */
  gint64 sound_ns; /* time of the newest sound */
  gboolean sound_heard;

  guint8 seen[GRID * GRID];
  gint64 looked_ns;
  gint64 moved_ns; /* when the picture changed last, or when it began */
  gboolean picture_seen;
};

struct _VouchCapturePeaks {
  VouchDurableFile *file;
  Window window;
};

static double
to_db (double amplitude)
{
  return amplitude > 0 ? MAX (20 * log10 (amplitude / 32768), FLOOR_DB) : FLOOR_DB;
}

static double
mean_of (const Window *window)
{
  return window->n > 0 ? sqrt (window->squares / window->n) : 0;
}

/* Takes what fits into the window; gives how many that were. */
static gsize
take_samples (Window *window, const gint16 *samples, gsize n)
{
  gsize take = MIN (n, (gsize) (WINDOW - window->n));
  gint64 squares = 0;
  int peak = (int) window->peak;

  for (gsize i = 0; i < take; i++) {
    int sample = ABS ((int) samples[i]);

    peak = MAX (peak, sample);
    squares += sample * sample;
  }
  window->peak = (guint) peak;
  window->squares += (double) squares;
  window->n += (guint) take;
  return take;
}

/**
 * vouch_capture_meter_new:
 *
 * Returns: (transfer full): a meter that heard and saw nothing yet.
 */
VouchCaptureMeter *
vouch_capture_meter_new (void)
{
  VouchCaptureMeter *self = g_new0 (VouchCaptureMeter, 1);

  self->level_db = FLOOR_DB;
  for (guint i = 0; i < G_N_ELEMENTS (self->peaks_db); i++)
    self->peaks_db[i] = FLOOR_DB;
  return self;
}

static void
end_window (VouchCaptureMeter *self, gint64 at_ns)
{
  self->level_db = to_db (mean_of (&self->window));
  self->peaks_db[self->next] = to_db (self->window.peak);
  self->next = (self->next + 1) % G_N_ELEMENTS (self->peaks_db);
  if (self->window.peak >= LOUD_SAMPLE)
    self->loud_ns = at_ns;
  if (self->window.peak > SILENT_SAMPLE) {
    self->heard_ns = at_ns;
    self->sound_heard = TRUE;
  }
  self->window = (Window){ 0 };
}

/**
 * vouch_capture_meter_hear:
 * @self: a meter.
 * @buffer: sound.
 * @at_ns: when it was heard.
 *
 * Measures it.
 */
void
vouch_capture_meter_hear (VouchCaptureMeter *self, struct _GstBuffer *buffer, gint64 at_ns)
{
  const gint16 *samples;
  GstMapInfo map;
  gsize n;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  samples = (const gint16 *) map.data;
  n = map.size / sizeof *samples;
  if (self->heard_ns == 0)
    self->heard_ns = at_ns;
  self->sound_ns = at_ns;
  while (n > 0) {
    gsize taken = take_samples (&self->window, samples, n);

    samples += taken;
    n -= taken;
    if (self->window.n == WINDOW)
      end_window (self, at_ns);
  }
  gst_buffer_unmap (buffer, &map);
}

/* Brightness on a grid; the plane of an I420 picture that comes first. */
static gboolean
look (VouchCaptureMeter *self, const guint8 *luma, int width, int height)
{
  int stride = GST_ROUND_UP_4 (width);
  guint64 sum = 0, difference = 0;

  for (int y = 0; y < GRID; y++)
    for (int x = 0; x < GRID; x++) {
      guint8 value = luma[(y * height / GRID) * stride + x * width / GRID];
      guint8 *before = &self->seen[y * GRID + x];

      sum += value;
      difference += (guint64) ABS ((int) value - (int) *before);
      *before = value;
    }
  return (double) difference / (GRID * GRID) > STILL_DIFFERENCE &&
         sum / (GRID * GRID) >= BLACK_LUMA;
}

/**
 * vouch_capture_meter_see:
 * @self: a meter.
 * @buffer: a picture, I420.
 * @width: in pixels.
 * @height: in pixels.
 * @at_ns: when it was seen.
 *
 * Looks at it, twice a second.
 */
void
vouch_capture_meter_see (VouchCaptureMeter *self,
                         struct _GstBuffer *buffer,
                         int width,
                         int height,
                         gint64 at_ns)
{
  GstMapInfo map;

  if (self->moved_ns == 0)
    self->moved_ns = at_ns;
  self->picture_seen = TRUE;
  if (at_ns - self->looked_ns < LOOK_EVERY_NS)
    return;
  self->looked_ns = at_ns;
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  if (map.size >= (gsize) (GST_ROUND_UP_4 (width) * height) && look (self, map.data, width, height))
    self->moved_ns = at_ns;
  gst_buffer_unmap (buffer, &map);
}

/**
 * vouch_capture_meter_tell:
 * @self: a meter.
 * @status: what to write levels into.
 * @now_ns: the time.
 *
 * Tells what it measured.
 */
void
vouch_capture_meter_tell (VouchCaptureMeter *self, VouchCaptureStatus *status, gint64 now_ns)
{
  gboolean stale = now_ns - self->sound_ns > G_GINT64_CONSTANT (1000000000);

  status->level_db = stale ? FLOOR_DB : self->level_db;
  status->peak_db = FLOOR_DB;
  for (guint i = 0; !stale && i < G_N_ELEMENTS (self->peaks_db); i++)
    status->peak_db = MAX (status->peak_db, self->peaks_db[i]);
  status->too_loud =
      self->loud_ns > 0 && now_ns - self->loud_ns < 3 * G_GINT64_CONSTANT (1000000000);
  status->sound_heard = self->sound_heard;
  status->picture_seen = self->picture_seen;
}

/**
 * vouch_capture_meter_is_silent:
 * @self: a meter.
 *
 * Returns: whether the microphone gave nothing but silence for ten seconds.
 */
gboolean
vouch_capture_meter_is_silent (VouchCaptureMeter *self)
{
  return self->sound_ns - self->heard_ns > NOTICED_NS;
}

/**
 * vouch_capture_meter_is_frozen:
 * @self: a meter.
 *
 * Returns: whether the picture stood still, or was black, for ten seconds.
 */
gboolean
vouch_capture_meter_is_frozen (VouchCaptureMeter *self)
{
  return self->picture_seen && self->looked_ns - self->moved_ns > NOTICED_NS - LOOK_EVERY_NS;
}

/**
 * vouch_capture_meter_free:
 * @self: (nullable): a meter.
 *
 * Frees it.
 */
void
vouch_capture_meter_free (VouchCaptureMeter *self)
{
  g_free (self);
}

/**
 * vouch_capture_peaks_new:
 * @file: what to write to.
 *
 * Returns: (transfer full): the writer of a waveform.
 */
VouchCapturePeaks *
vouch_capture_peaks_new (VouchDurableFile *file)
{
  VouchCapturePeaks *self = g_new0 (VouchCapturePeaks, 1);

  self->file = vouch_durable_file_ref (file);
  return self;
}

static guint8
to_byte (double amplitude)
{
  double db = amplitude > 0 ? 20 * log10 (amplitude / 32768) : -127.5;

  return (guint8) CLAMP (round ((db + 127.5) * 2), 0, 255);
}

static void
write_window (VouchCapturePeaks *self)
{
  const guint8 pair[2] = { to_byte (self->window.peak), to_byte (mean_of (&self->window)) };

  vouch_durable_file_append (self->file, pair, sizeof pair);
  self->window = (Window){ 0 };
}

/**
 * vouch_capture_peaks_take:
 * @self: the writer of a waveform.
 * @samples: (array length=n): what was recorded next.
 * @n: how many.
 *
 * Adds to the waveform.
 */
void
vouch_capture_peaks_take (VouchCapturePeaks *self, const gint16 *samples, gsize n)
{
  while (n > 0) {
    gsize taken = take_samples (&self->window, samples, n);

    samples += taken;
    n -= taken;
    if (self->window.n == WINDOW)
      write_window (self);
  }
}

/**
 * vouch_capture_peaks_take_silence:
 * @self: the writer of a waveform.
 * @n: how many samples of silence were recorded next.
 *
 * Adds to the waveform.
 */
void
vouch_capture_peaks_take_silence (VouchCapturePeaks *self, gsize n)
{
  static const gint16 zeros[WINDOW];

  for (gsize take; n > 0; n -= take) {
    take = MIN (n, WINDOW);
    vouch_capture_peaks_take (self, zeros, take);
  }
}

/**
 * vouch_capture_peaks_free:
 * @self: (nullable): the writer of a waveform.
 *
 * Ends it.
 */
void
vouch_capture_peaks_free (VouchCapturePeaks *self)
{
  if (self == NULL)
    return;
  if (self->window.n > 0)
    write_window (self);
  vouch_durable_file_unref (self->file);
  g_free (self);
}
