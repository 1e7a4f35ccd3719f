/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-encoding"

#include "config.h"
#include "vouch-encoding.h"

#include <stdio.h>
#include <string.h>

#define MAX_SIDE 7680
#define MAX_BITS 200000000
#define MAX_MS ((gint64) 7 * 24 * 3600 * 1000)

/**
 * vouch_encoding_to_text:
 * @self: an encoding.
 *
 * Says it in one word without spaces: `FORMAT,START-END,WxH@FPS,BITS,CHANNELSxRATE,BITS`.
 *
 * Returns: (transfer full): the word.
 */
char *
vouch_encoding_to_text (const VouchEncoding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s,%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ",%dx%d@%d,%d,%dx%d,%d",
                          self->format, self->start_ms, self->end_ms, self->width, self->height,
                          self->max_fps, self->picture_bits, self->channels, self->rate,
                          self->sound_bits);
}

static gboolean
is_honest (const VouchEncoding *self)
{
  gboolean has_picture = self->width > 0;

  if (self->start_ms < 0 || self->end_ms <= self->start_ms || self->end_ms > MAX_MS)
    return FALSE;
  if (has_picture &&
      (self->width > MAX_SIDE || self->height < 2 || self->height > MAX_SIDE ||
       self->width % 2 != 0 || self->height % 2 != 0 || self->max_fps < 1 || self->max_fps > 120 ||
       self->picture_bits < 1 || self->picture_bits > MAX_BITS))
    return FALSE;
  if (self->channels < 0 || self->channels > 2 ||
      (self->channels > 0 && (self->rate < 8000 || self->rate > 48000 || self->sound_bits < 1 ||
                              self->sound_bits > MAX_BITS)))
    return FALSE;
  return has_picture || self->channels > 0;
}

/**
 * vouch_encoding_from_text:
 * @text: a word of vouch_encoding_to_text().
 * @encoding: (out): what it says.
 *
 * Returns: whether it says something that can be done.
 */
gboolean
vouch_encoding_from_text (const char *text, VouchEncoding *encoding)
{
  VouchEncoding read = { 0 };

  g_return_val_if_fail (encoding != NULL, FALSE);

  if (text == NULL || strlen (text) > 200 ||
      sscanf (text, "%7[a-z0-9],%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ",%dx%d@%d,%d,%dx%d,%d",
              read.format, &read.start_ms, &read.end_ms, &read.width, &read.height, &read.max_fps,
              &read.picture_bits, &read.channels, &read.rate, &read.sound_bits) != 10 ||
      !is_honest (&read))
    return FALSE;
  *encoding = read;
  return TRUE;
}

/**
 * vouch_encoding_keeps_samples:
 * @self: an encoding.
 *
 * Returns: whether its sound is kept sample for sample, so that its size follows from nothing but rate,
 *   channels and length.
 */
gboolean
vouch_encoding_keeps_samples (const VouchEncoding *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->format, "wav") || g_str_equal (self->format, "flac");
}
