/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-stand-in"

#include "config.h"
#include "vouch-capture-stand-in.h"

#include <string.h>

/*
 * What stands in for microphones and cameras in tests and development builds, as docs/capture.md says:
 * each has a name and settings, `KEY=VALUE` or `KEY`.
 */

/**
 * vouch_capture_stand_in_get_override:
 *
 * Returns: (nullable): what takes the place of this computer's devices.
 */
const char *
vouch_capture_stand_in_get_override (void)
{
  return VOUCH_CAPTURE_STAND_INS ? g_getenv ("VOUCH_CAPTURE_SOURCE") : NULL;
}

/**
 * vouch_capture_stand_in_find:
 * @settings: (nullable): the name of a stand-in, and its settings.
 * @key: a setting.
 *
 * Returns: (nullable): its value, "" when it has none; %NULL when it is not set.
 */
const char *
vouch_capture_stand_in_find (char **settings, const char *key)
{
  gsize length = strlen (key);

  for (guint i = 1; settings != NULL && settings[i] != NULL; i++)
    if (strncmp (settings[i], key, length) == 0 &&
        (settings[i][length] == '=' || settings[i][length] == '\0'))
      return settings[i][length] == '=' ? settings[i] + length + 1 : "";
  return NULL;
}

/**
 * vouch_capture_stand_in_read:
 * @settings: (nullable): the name of a stand-in, and its settings.
 * @key: a setting.
 * @fallback: what holds without it.
 *
 * Returns: its value as a number.
 */
double
vouch_capture_stand_in_read (char **settings, const char *key, double fallback)
{
  const char *value = vouch_capture_stand_in_find (settings, key);

  return value != NULL && *value != '\0' ? g_ascii_strtod (value, NULL) : fallback;
}

static char *
describe_sound (char **settings)
{
  const char *name = settings[0];
  const char *live = vouch_capture_stand_in_read (settings, "live", 1) != 0 ? "true" : "false";
  const char *file = vouch_capture_stand_in_find (settings, "file");
  const char *wave = "ticks";
  double volume = vouch_capture_stand_in_read (settings, "volume", 0.5);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (file != NULL)
    return g_strdup_printf ("filesrc location=\"%s\" ! wavparse%s", file,
                            g_str_equal (live, "true") ? " ! clocksync" : "");
  if (g_str_equal (name, "tone"))
    wave = "sine";
  else if (g_str_equal (name, "silence"))
    wave = "silence";
  else if (g_str_equal (name, "hum"))
    wave = "pink-noise";
  return g_strdup_printf ("audiotestsrc is-live=%s wave=%s volume=%s samplesperbuffer=960 ! "
                          "capsfilter name=form caps=audio/x-raw,rate=48000,channels=1",
                          live, wave, g_ascii_formatd (number, sizeof number, "%.6f", volume));
}

static char *
describe_picture (char **settings)
{
  const char *name = settings[0];
  const char *live = vouch_capture_stand_in_read (settings, "live", 1) != 0 ? "true" : "false";
  const char *pattern = "ball";

  if (g_str_equal (name, "black"))
    pattern = "black";
  else if (g_str_equal (name, "flash"))
    pattern = "ball flip=true"; /* bright and dark in turn, each for fifty pictures */
  else if (g_str_equal (name, "still"))
    pattern = "checkers-8";
  else if (g_str_equal (name, "snow"))
    pattern = "snow";
  return g_strdup_printf ("videotestsrc is-live=%s pattern=%s ! capsfilter name=form "
                          "caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1",
                          live, pattern, (int) vouch_capture_stand_in_read (settings, "width", 640),
                          (int) vouch_capture_stand_in_read (settings, "height", 360),
                          (int) vouch_capture_stand_in_read (settings, "fps", 30));
}

/**
 * vouch_capture_stand_in_describe:
 * @settings: the name of a stand-in, and its settings.
 * @medium: what it stands in for.
 *
 * Returns: (transfer full): a description for gst_parse_bin_from_description().
 */
char *
vouch_capture_stand_in_describe (char **settings, VouchCaptureMedium medium)
{
  return medium == VOUCH_CAPTURE_MEDIUM_SOUND ? describe_sound (settings)
                                              : describe_picture (settings);
}
