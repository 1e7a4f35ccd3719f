/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sound-map-wire"

#include "config.h"
#include "vouch-sound-map-wire.h"

#include <string.h>

/*
 * How a map of sound travels from the reader, part by part, and lies in the cache, as one part. All
 * numbers are little endian:
 *
 *   0  4  "VSM1"; another resolution or meaning is another number
 *   4  4  frames in this part
 *   8  4  peaks in this part
 *  12  4  1: this is the last part; 2: the recording could not be heard to its end
 *  16  8  length of the whole recording in milliseconds, -1 where it is not known
 *  24     frames: 2 bytes of level in half decibels, 1 of voice in percent, 1 of clipped samples
 *         peaks: 1 byte the lowest, 1 byte the highest
 *
 * The writer may have been taken over by a hostile file: no number is believed before memory is taken.
 */

#define MAGIC "VSM1"
#define HEAD 24
#define FRAME 4
#define PEAK 2
#define LAST 1
#define DAMAGED 2
#define MAX_TOTAL_MS (G_GINT64_CONSTANT (1000) * 3600 * 1000)
#define QUIETEST (-200)

static void
put (guint8 *head, gsize offset, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (head + offset, &value, sizeof value);
}

static guint32
take (const guint8 *head, gsize offset)
{
  guint32 value = 0;

  memcpy (&value, head + offset, sizeof value);
  return GUINT32_FROM_LE (value);
}

static void
put_frames (guint8 *to, const VouchSoundFrame *frames, guint n)
{
  for (guint i = 0; i < n; i++, to += FRAME) {
    guint16 level = (guint16) frames[i].level;

    to[0] = (guint8) (level & 0xff);
    to[1] = (guint8) (level >> 8);
    to[2] = frames[i].voice;
    to[3] = frames[i].clipped;
  }
}

/**
 * vouch_sound_map_wire_write:
 * @map: a map.
 * @first_frame: the first frame that goes along.
 * @first_peak: the first peak that goes along.
 *
 * Returns: (transfer full): one part.
 */
GBytes *
vouch_sound_map_wire_write (VouchSoundMap *map, guint first_frame, guint first_peak)
{
  guint n_frames = 0, n_peaks = 0;
  const VouchSoundFrame *frames = vouch_sound_map_get_frames (map, &n_frames);
  const VouchSoundPeak *peaks = vouch_sound_map_get_peaks (map, &n_peaks);
  gint64 total = GINT64_TO_LE (vouch_sound_map_get_total_ms (map));
  guint8 *data;
  gsize size;

  g_return_val_if_fail (first_frame <= n_frames && first_peak <= n_peaks, NULL);

  n_frames -= first_frame;
  n_peaks -= first_peak;
  size = HEAD + (gsize) n_frames * FRAME + (gsize) n_peaks * PEAK;
  data = g_malloc (size);
  memcpy (data, MAGIC, 4);
  put (data, 4, n_frames);
  put (data, 8, n_peaks);
  put (data, 12,
       (vouch_sound_map_get_complete (map) ? LAST : 0) |
           (vouch_sound_map_get_damaged (map) ? DAMAGED : 0));
  memcpy (data + 16, &total, sizeof total);
  put_frames (data + HEAD, frames + first_frame, n_frames);
  if (n_peaks > 0)
    memcpy (data + HEAD + (gsize) n_frames * FRAME, peaks + first_peak, (gsize) n_peaks * PEAK);
  return g_bytes_new_take (data, size);
}

static gboolean
take_frames (const guint8 *from, guint n, VouchSoundMap *map)
{
  g_autofree VouchSoundFrame *frames = g_new (VouchSoundFrame, n);

  for (guint i = 0; i < n; i++, from += FRAME) {
    frames[i].level = (gint16) (guint16) (from[0] | from[1] << 8);
    frames[i].voice = from[2];
    frames[i].clipped = from[3];
    if (frames[i].level < QUIETEST || frames[i].level > 0 || frames[i].voice > 100)
      return FALSE;
  }
  vouch_sound_map_add_frames (map, frames, n);
  return TRUE;
}

/* Whether a map with these parts more is still a map of a day. */
static gboolean
is_bounded (VouchSoundMap *map, guint32 n_frames, guint32 n_peaks)
{
  guint frames, peaks;

  vouch_sound_map_get_frames (map, &frames);
  vouch_sound_map_get_peaks (map, &peaks);
  return n_frames <= VOUCH_SOUND_MAP_MAX_FRAMES - frames &&
         n_peaks <= VOUCH_SOUND_MAP_MAX_PEAKS - peaks;
}

/**
 * vouch_sound_map_wire_read:
 * @data: what has come so far.
 * @length: how many bytes.
 * @map: receives what the part holds; it has to be thrown away when this is no part.
 *
 * Reads one part.
 *
 * Returns: how many bytes it took; 0 while some are missing; -1 when this is no part of a map.
 */
gssize
vouch_sound_map_wire_read (const guint8 *data, gsize length, VouchSoundMap *map)
{
  guint32 n_frames, n_peaks, flags;
  gint64 total = 0;
  gsize size;

  g_return_val_if_fail (VOUCH_IS_SOUND_MAP (map), -1);

  if (length < HEAD)
    return 0;
  n_frames = take (data, 4);
  n_peaks = take (data, 8);
  flags = take (data, 12);
  memcpy (&total, data + 16, sizeof total);
  total = GINT64_FROM_LE (total);
  if (memcmp (data, MAGIC, 4) != 0 || flags > (LAST | DAMAGED) || total < -1 ||
      total > MAX_TOTAL_MS || vouch_sound_map_get_complete (map) ||
      !is_bounded (map, n_frames, n_peaks))
    return -1;
  size = HEAD + (gsize) n_frames * FRAME + (gsize) n_peaks * PEAK;
  if (length < size)
    return 0;
  if (!take_frames (data + HEAD, n_frames, map))
    return -1;
  if (n_peaks > 0)
    vouch_sound_map_add_peaks (
        map, (const VouchSoundPeak *) (data + HEAD + (gsize) n_frames * FRAME), n_peaks);
  vouch_sound_map_set_total_ms (map, total);
  vouch_sound_map_set_complete (map, (flags & LAST) != 0);
  vouch_sound_map_set_damaged (map, (flags & DAMAGED) != 0);
  return (gssize) size;
}
