/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "vouch-pauses.h"
#include "vouch-sound-map-wire.h"

/* Whatever a reader that was taken over prints is a map of at most a day, or no map. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchTalk) talk = NULL;
  gssize length = 1;
  guint n = 0;

  while (length > 0) {
    length = vouch_sound_map_wire_read (data, size, map);
    g_assert_true (length <= (gssize) size);
    if (length > 0) {
      data += length;
      size -= (gsize) length;
    }
  }
  if (length < 0)
    return 0;
  talk = vouch_pauses_find (map);
  vouch_talk_get_pauses (talk, &n);
  g_assert_cmpuint (n, <=, VOUCH_SOUND_MAP_MAX_FRAMES);
  return 0;
}
