/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sound-map.h"

G_BEGIN_DECLS

/* The longest part that the reader sends at once; a file of the cache is one part of a whole day. */
#define VOUCH_SOUND_MAP_WIRE_MAX_PART (1024 * 1024)
#define VOUCH_SOUND_MAP_WIRE_MAX_FILE                                                              \
  (24 + VOUCH_SOUND_MAP_MAX_FRAMES * 4 + VOUCH_SOUND_MAP_MAX_PEAKS * 2)

GBytes *vouch_sound_map_wire_write (VouchSoundMap *map,
                                    guint first_frame,
                                    guint first_peak) G_GNUC_WARN_UNUSED_RESULT;
gssize vouch_sound_map_wire_read (const guint8 *data, gsize length, VouchSoundMap *map);

G_END_DECLS
