/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "vouch-sound-map.h"

static void
test_span (void)
{
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  g_autoptr (VouchSoundMap) copy = NULL;
  const VouchSoundPeak peaks[] = { { -1, 1 }, { -5, 2 }, { 0, 9 } };
  VouchSoundPeak span;

  vouch_sound_map_add_peaks (map, peaks, 2);
  copy = vouch_sound_map_copy (map);
  vouch_sound_map_add_peaks (map, peaks + 2, 1);
  g_assert_cmpint (vouch_sound_map_get_heard_ms (copy), ==, 20);
  g_assert_cmpint (vouch_sound_map_get_heard_ms (map), ==, 30);
  span = vouch_sound_map_get_span (map, 10, 30);
  g_assert_cmpint (span.lowest, ==, -5);
  g_assert_cmpint (span.highest, ==, 9);
  /* However short it is, something is there; behind the end nothing is. */
  span = vouch_sound_map_get_span (map, 20, 20);
  g_assert_cmpint (span.highest, ==, 9);
  span = vouch_sound_map_get_span (map, 40, 90);
  g_assert_cmpint (span.highest, ==, 0);
}

/* A day, and no more. */
static void
test_bounded (void)
{
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new ();
  const VouchSoundFrame frames[1000] = { 0 };
  guint n = 0;

  for (guint i = 0; i <= VOUCH_SOUND_MAP_MAX_FRAMES / 1000; i++)
    vouch_sound_map_add_frames (map, frames, 1000);
  vouch_sound_map_get_frames (map, &n);
  g_assert_cmpuint (n, ==, VOUCH_SOUND_MAP_MAX_FRAMES);
}

/* Full scale is the byte 255, 20 dB less is 40 steps lower, 0 is silence. */
static void
test_recorded (void)
{
  const guint8 pairs[] = { 255, 200, 215, 100, 0, 0 };
  g_autoptr (VouchSoundMap) map = vouch_sound_map_new_recorded (pairs, 3);

  g_assert_cmpint (vouch_sound_map_get_total_ms (map), ==, 150);
  g_assert_cmpint (vouch_sound_map_get_span (map, 0, 50).highest, ==, 127);
  g_assert_cmpint (vouch_sound_map_get_span (map, 0, 50).lowest, ==, -127);
  g_assert_cmpint (vouch_sound_map_get_span (map, 50, 100).highest, ==, 13);
  g_assert_cmpint (vouch_sound_map_get_span (map, 100, 150).highest, ==, 0);
  g_assert_false (vouch_sound_map_get_complete (map));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound-map/span", test_span);
  g_test_add_func ("/sound-map/bounded", test_bounded);
  g_test_add_func ("/sound-map/recorded", test_recorded);
  return g_test_run ();
}
