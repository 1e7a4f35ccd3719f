/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchCaptureSize:
 * @width: in pixels.
 * @height: in pixels.
 * @fps: at most, pictures a second.
 *
 * What pictures are recorded as.
 */
typedef struct {
  int width;
  int height;
  int fps;
} VouchCaptureSize;

G_END_DECLS
