/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_ENCODING_FORMAT_SIZE 8

/**
 * VouchEncoding:
 * @format: the usual extension of the file; it says how sound and picture are coded.
 * @start_ms: begin of the part of the original, in milliseconds.
 * @end_ms: its end; nothing after it is in the copy.
 * @width: of the picture as shown, even; 0 for sound alone.
 * @height: its height, even.
 * @max_fps: the most pictures a second.
 * @picture_bits: bits of picture a second.
 * @channels: of the sound; 0 for none.
 * @rate: samples of sound a second.
 * @sound_bits: bits of sound a second; of no meaning where every sample is kept.
 *
 * How a copy of a recording is coded.
 */
typedef struct {
  char format[VOUCH_ENCODING_FORMAT_SIZE];
  gint64 start_ms;
  gint64 end_ms;
  int width;
  int height;
  int max_fps;
  int picture_bits;
  int channels;
  int rate;
  int sound_bits;
} VouchEncoding;

char *vouch_encoding_to_text (const VouchEncoding *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_encoding_from_text (const char *text, VouchEncoding *encoding);
gboolean vouch_encoding_keeps_samples (const VouchEncoding *self);

G_END_DECLS
