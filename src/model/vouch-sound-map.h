/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The resolution of every map; a change of it is another version of the map's file. */
#define VOUCH_SOUND_MAP_PEAK_MS 10
#define VOUCH_SOUND_MAP_FRAME_MS 50

/* A day of sound; what is longer is looked at up to there. */
#define VOUCH_SOUND_MAP_MAX_FRAMES (24 * 3600 * 1000 / VOUCH_SOUND_MAP_FRAME_MS)
#define VOUCH_SOUND_MAP_MAX_PEAKS (24 * 3600 * 1000 / VOUCH_SOUND_MAP_PEAK_MS)

/**
 * VouchSoundPeak:
 * @lowest: the lowest sample, from -127 to 127 as full scale.
 * @highest: the highest sample.
 *
 * How far the sound swings during %VOUCH_SOUND_MAP_PEAK_MS.
 */
typedef struct {
  gint8 lowest;
  gint8 highest;
} VouchSoundPeak;

/**
 * VouchSoundFrame:
 * @level: how loud it is, in half decibels of full scale below 0: from -200 to 0.
 * @voice: how much of it the voice detector took for a voice, in percent.
 * @clipped: how many samples were cut off at full scale; 255 for that many or more.
 *
 * What was heard during %VOUCH_SOUND_MAP_FRAME_MS.
 */
typedef struct {
  gint16 level;
  guint8 voice;
  guint8 clipped;
} VouchSoundFrame;

#define VOUCH_TYPE_SOUND_MAP (vouch_sound_map_get_type ())
G_DECLARE_FINAL_TYPE (VouchSoundMap, vouch_sound_map, VOUCH, SOUND_MAP, GObject)

VouchSoundMap *vouch_sound_map_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchSoundMap *
vouch_sound_map_new_recorded (const guint8 *pairs, gsize n) G_GNUC_WARN_UNUSED_RESULT;
VouchSoundMap *vouch_sound_map_copy (VouchSoundMap *self) G_GNUC_WARN_UNUSED_RESULT;

void vouch_sound_map_add_peaks (VouchSoundMap *self, const VouchSoundPeak *peaks, guint n);
void vouch_sound_map_add_frames (VouchSoundMap *self, const VouchSoundFrame *frames, guint n);
const VouchSoundPeak *vouch_sound_map_get_peaks (VouchSoundMap *self, guint *n);
const VouchSoundFrame *vouch_sound_map_get_frames (VouchSoundMap *self, guint *n);
VouchSoundPeak vouch_sound_map_get_span (VouchSoundMap *self, gint64 start_ms, gint64 end_ms);

/* How much has been listened to. */
gint64 vouch_sound_map_get_heard_ms (VouchSoundMap *self);

/* How long the whole recording is, as far as is known; -1 where it is not. */
gint64 vouch_sound_map_get_total_ms (VouchSoundMap *self);
void vouch_sound_map_set_total_ms (VouchSoundMap *self, gint64 value);

/* Whether all of it has been listened to, even where it then turned out to be cut off. */
gboolean vouch_sound_map_get_complete (VouchSoundMap *self);
void vouch_sound_map_set_complete (VouchSoundMap *self, gboolean value);

/* Whether the recording could not be decoded to its end. */
gboolean vouch_sound_map_get_damaged (VouchSoundMap *self);
void vouch_sound_map_set_damaged (VouchSoundMap *self, gboolean value);

G_END_DECLS
