/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sound-map"

#include "config.h"
#include "vouch-sound-map.h"

#include <math.h>

#include "vouch-accessors.h"

/**
 * VouchSoundMap:
 *
 * What the sound of a recording looks like: how far it swings, how loud it is, and where the voice
 * detector heard a voice. It is measured by the reader and can be measured again at any time; what
 * follows from it (stretches of speech, pauses) is computed anew from it each time.
 */
struct _VouchSoundMap {
  GObject parent_instance;

  GArray *peaks;  /* (element-type VouchSoundPeak) */
  GArray *frames; /* (element-type VouchSoundFrame) */
  gint64 total_ms;
  gboolean complete;
  gboolean damaged;
};

G_DEFINE_FINAL_TYPE (VouchSoundMap, vouch_sound_map, G_TYPE_OBJECT)

static void
vouch_sound_map_finalize (GObject *object)
{
  VouchSoundMap *self = VOUCH_SOUND_MAP (object);

  g_array_unref (self->peaks);
  g_array_unref (self->frames);

  G_OBJECT_CLASS (vouch_sound_map_parent_class)->finalize (object);
}

static void
vouch_sound_map_class_init (VouchSoundMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_sound_map_finalize;
}

static void
vouch_sound_map_init (VouchSoundMap *self)
{
  self->peaks = g_array_new (FALSE, FALSE, sizeof (VouchSoundPeak));
  self->frames = g_array_new (FALSE, FALSE, sizeof (VouchSoundFrame));
  self->total_ms = -1;
}

/**
 * vouch_sound_map_new:
 *
 * Returns: (transfer full): a map of nothing yet.
 */
VouchSoundMap *
vouch_sound_map_new (void)
{
  return g_object_new (VOUCH_TYPE_SOUND_MAP, NULL);
}

/**
 * vouch_sound_map_new_recorded:
 * @pairs: (array): what the recorder wrote while it recorded: for each %VOUCH_SOUND_MAP_FRAME_MS a byte
 *   for the loudest sample and one for the mean, in half decibels above -127.5 dBFS.
 * @n: how many pairs.
 *
 * Makes a waveform of an own recording without decoding anything. It has no frames: where voices are,
 * only listening tells.
 *
 * Returns: (transfer full): the waveform, as a map that is not complete.
 */
VouchSoundMap *
vouch_sound_map_new_recorded (const guint8 *pairs, gsize n)
{
  VouchSoundMap *self = vouch_sound_map_new ();

  for (gsize i = 0; i < MIN (n, VOUCH_SOUND_MAP_MAX_FRAMES); i++) {
    double swing = 127 * pow (10, (pairs[2 * i] / 2.0 - 127.5) / 20);
    gint8 highest = pairs[2 * i] > 0 ? (gint8) lrint (swing) : 0;
    const VouchSoundPeak peak = { (gint8) -highest, highest };

    for (guint k = 0; k < VOUCH_SOUND_MAP_FRAME_MS / VOUCH_SOUND_MAP_PEAK_MS; k++)
      vouch_sound_map_add_peaks (self, &peak, 1);
  }
  self->total_ms = vouch_sound_map_get_heard_ms (self);
  return self;
}

/**
 * vouch_sound_map_copy:
 * @self: a map.
 *
 * Returns: (transfer full): the same, which later additions to @self do not change.
 */
VouchSoundMap *
vouch_sound_map_copy (VouchSoundMap *self)
{
  VouchSoundMap *copy;

  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (self), NULL);

  copy = vouch_sound_map_new ();
  vouch_sound_map_add_peaks (copy, (const VouchSoundPeak *) self->peaks->data, self->peaks->len);
  vouch_sound_map_add_frames (copy, (const VouchSoundFrame *) self->frames->data,
                              self->frames->len);
  copy->total_ms = self->total_ms;
  copy->complete = self->complete;
  copy->damaged = self->damaged;
  return copy;
}

/**
 * vouch_sound_map_add_peaks:
 * @self: a map.
 * @peaks: (array length=n): peaks.
 * @n: how many.
 *
 * Adds what was heard next. What is longer than a day is left out.
 */
void
vouch_sound_map_add_peaks (VouchSoundMap *self, const VouchSoundPeak *peaks, guint n)
{
  g_return_if_fail (VOUCH_IS_SOUND_MAP (self));

  n = MIN (n, VOUCH_SOUND_MAP_MAX_PEAKS - self->peaks->len);
  if (n > 0)
    g_array_append_vals (self->peaks, peaks, n);
}

/**
 * vouch_sound_map_add_frames:
 * @self: a map.
 * @frames: (array length=n): frames.
 * @n: how many.
 *
 * Adds what was heard next. What is longer than a day is left out.
 */
void
vouch_sound_map_add_frames (VouchSoundMap *self, const VouchSoundFrame *frames, guint n)
{
  g_return_if_fail (VOUCH_IS_SOUND_MAP (self));

  n = MIN (n, VOUCH_SOUND_MAP_MAX_FRAMES - self->frames->len);
  if (n > 0)
    g_array_append_vals (self->frames, frames, n);
}

/**
 * vouch_sound_map_get_peaks:
 * @self: a map.
 * @n: (out): how many.
 *
 * Returns: (array length=n): all peaks, until the next addition.
 */
const VouchSoundPeak *
vouch_sound_map_get_peaks (VouchSoundMap *self, guint *n)
{
  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (self) && n != NULL, NULL);

  *n = self->peaks->len;
  return (const VouchSoundPeak *) self->peaks->data;
}

/**
 * vouch_sound_map_get_frames:
 * @self: a map.
 * @n: (out): how many.
 *
 * Returns: (array length=n): all frames, until the next addition.
 */
const VouchSoundFrame *
vouch_sound_map_get_frames (VouchSoundMap *self, guint *n)
{
  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (self) && n != NULL, NULL);

  *n = self->frames->len;
  return (const VouchSoundFrame *) self->frames->data;
}

/**
 * vouch_sound_map_get_span:
 * @self: a map.
 * @start_ms: a time.
 * @end_ms: a later time.
 *
 * Returns: how far the sound swings in between; two zeros where nothing has been heard.
 */
VouchSoundPeak
vouch_sound_map_get_span (VouchSoundMap *self, gint64 start_ms, gint64 end_ms)
{
  VouchSoundPeak all = { 0, 0 };
  gint64 from, to;

  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (self), all);

  from = MAX (0, start_ms) / VOUCH_SOUND_MAP_PEAK_MS;
  to = (MAX (0, end_ms) + VOUCH_SOUND_MAP_PEAK_MS - 1) / VOUCH_SOUND_MAP_PEAK_MS;
  to = MIN (MAX (to, from + 1), (gint64) self->peaks->len);
  for (gint64 i = from; i < to; i++) {
    const VouchSoundPeak *peak = &g_array_index (self->peaks, VouchSoundPeak, i);

    all.lowest = MIN (all.lowest, peak->lowest);
    all.highest = MAX (all.highest, peak->highest);
  }
  return all;
}

/**
 * vouch_sound_map_get_heard_ms:
 * @self: a map.
 *
 * Returns: how much has been listened to.
 */
gint64
vouch_sound_map_get_heard_ms (VouchSoundMap *self)
{
  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (self), 0);

  return (gint64) self->peaks->len * VOUCH_SOUND_MAP_PEAK_MS;
}

VOUCH_DEFINE_VALUE (VouchSoundMap, vouch_sound_map, gint64, total_ms)
VOUCH_DEFINE_VALUE (VouchSoundMap, vouch_sound_map, gboolean, complete)
VOUCH_DEFINE_VALUE (VouchSoundMap, vouch_sound_map, gboolean, damaged)
