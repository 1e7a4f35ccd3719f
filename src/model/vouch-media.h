/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchMedia:
 * @VOUCH_MEDIA_NONE: not known.
 *
 * The kinds of media a definition can ask for.
 */
typedef enum {
  VOUCH_MEDIA_NONE,
  VOUCH_MEDIA_TEXT,
  VOUCH_MEDIA_DOCUMENT,
  VOUCH_MEDIA_IMAGE,
  VOUCH_MEDIA_AUDIO,
  VOUCH_MEDIA_VIDEO,
  VOUCH_MEDIA_DATA,
} VouchMedia;

G_END_DECLS
