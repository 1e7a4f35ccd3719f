/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-encoding.h"

G_BEGIN_DECLS

/**
 * VouchFit:
 * @format: the usual extension of the copy.
 * @max_bytes: how large it may be at most; 0 when nothing is said.
 * @min_width: how wide its picture is at least, as shown; 0 when nothing is said.
 * @min_height: how high at least.
 * @max_height: how high at most; 0 when nothing is said.
 *
 * What a copy of a recording has to be like so that it may be sent.
 */
typedef struct {
  char format[VOUCH_ENCODING_FORMAT_SIZE];
  gint64 max_bytes;
  int min_width;
  int min_height;
  int max_height;
} VouchFit;

char *vouch_fit_to_text (const VouchFit *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_fit_from_text (const char *text, VouchFit *fit);

G_END_DECLS
